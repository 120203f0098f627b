"""Every planted fault is found, with its rows, and a sound catalog is left in peace."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from core.catalog.opening.open import open_catalog
from core.catalog.schema import INTERACTION_COLUMNS, ITEM_COLUMNS, QUARANTINE_COLUMNS, Catalog
from core.explore.catalog.excluding import without
from core.media import health
from core.media.health_histories import core_size
from core.progress import Reporter
from tests.core.media import make

NOW = 1_780_000_000_000
DAY = 86_400_000
USERS, ITEMS = 12, 10


def table(columns, rows: dict) -> pl.DataFrame:
    n = len(next(iter(rows.values())))
    filled = {name: rows.get(name, [None] * n) for name in columns}
    return pl.DataFrame(filled, schema=dict(columns))


def sound_catalog(root: Path) -> Catalog:
    """Nothing wrong: every user met seven items over two weeks; pictures and sounds differ."""
    rng = np.random.default_rng(0)
    for k in range(ITEMS):
        pixels = rng.integers(0, 255, (40, 40, 3)).astype(np.uint8)
        Image.fromarray(pixels).save(root / f"{k}.png")
        make.wav(root / f"{k}.wav", make.tone(0.2, 200 + 60 * k, 8000), 8000)
    items = {
        "item": [f"I{k}" for k in range(ITEMS)],
        "title": [f"Thing {k}" for k in range(ITEMS)],
        "text": [f"A thing with the number {k}" for k in range(ITEMS)],
        "image": [f"{k}.png" for k in range(ITEMS)],
        "audio": [f"{k}.wav" for k in range(ITEMS)],
    }
    log = {"user": [], "item": [], "timestamp": [], "event": []}
    for user in range(USERS):
        times = np.sort(rng.integers(NOW - 14 * DAY, NOW - DAY, 7))
        log["user"] += [user] * 7
        log["item"] += [(user + 3 * k) % ITEMS for k in range(7)]
        log["timestamp"] += times.tolist()
        log["event"] += ["view"] * 7
    return Catalog(
        name="sound",
        root=root,
        reader="table",
        items=table(ITEM_COLUMNS, items),
        users=pl.DataFrame({"user": [f"U{k}" for k in range(USERS)]}),
        interactions=table(INTERACTION_COLUMNS, log),
    )


def but(catalog: Catalog, **changes) -> Catalog:
    return Catalog(**{**vars(catalog), **changes})


def setting(frame: pl.DataFrame, column: str, values: dict[int, object]) -> pl.DataFrame:
    cells = frame[column].to_list()
    for row, value in values.items():
        cells[row] = value
    return frame.with_columns(pl.Series(column, cells, dtype=frame.schema[column]))


def appended(frame: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([frame, rows]).sort("user", "timestamp", maintain_order=True)


def find(catalog: Catalog, key: str) -> health.Finding:
    found = health.check(catalog, now_ms=NOW).find(key)
    assert found is not None, key
    assert found.sentence[0].isdigit()
    assert "{" not in found.sentence
    assert found.action
    assert found.count >= 1
    return found


def test_a_sound_catalog_has_no_findings(tmp_path: Path) -> None:
    report = health.check(sound_catalog(tmp_path), now_ms=NOW)
    assert report.findings == ()
    assert report.checked == {"image": ITEMS, "audio": ITEMS}
    assert report.notes == ()
    assert report.worst is None


@pytest.mark.parametrize(
    ("column", "name", "content", "key"),
    [
        ("image", "3.png", b"", "image-unreadable"),
        ("image", "3.png", b"\x89PNG\r\n\x1a\nrubbish", "image-unreadable"),
        ("image", "3.png", None, "image-unreadable"),
        ("audio", "3.wav", b"\x00\x01" * 500, "audio-unreadable"),
    ],
)
def test_unreadable_media(tmp_path: Path, column, name, content, key) -> None:
    catalog = sound_catalog(tmp_path)
    if content is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(content)
    found = find(catalog, key)
    assert found.severity == "error"
    assert found.items.tolist() == [3]
    assert name in found.details[0]


def test_media_outside_the_catalog_is_not_opened(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    catalog = sound_catalog(inner)
    Image.new("RGB", (9, 9)).save(tmp_path / "secret.png")
    moved = but(catalog, items=setting(catalog.items, "image", {2: "../secret.png"}))
    assert find(moved, "image-unreadable").rows.tolist() == [2]


def test_silent_and_cut_sounds(tmp_path: Path) -> None:
    catalog = sound_catalog(tmp_path)
    make.wav(tmp_path / "1.wav", np.zeros(4000), 8000)
    make.wav(tmp_path / "4.wav", np.full(4000, 0.3), 8000)  # a constant is no sound either
    path = make.wav(tmp_path / "6.wav", make.tone(2, 440, 8000), 8000)
    path.write_bytes(path.read_bytes()[:20000])
    assert find(catalog, "audio-silent").items.tolist() == [1, 4]
    damaged = find(catalog, "audio-damaged")
    assert damaged.items.tolist() == [6]
    assert "6.wav" in damaged.details[0]


def test_blank_identical_and_look_alike_pictures(tmp_path: Path) -> None:
    catalog = sound_catalog(tmp_path)
    Image.new("RGB", (40, 40), (250, 250, 250)).save(tmp_path / "0.png")
    (tmp_path / "5.png").write_bytes((tmp_path / "2.png").read_bytes())
    smooth = Image.fromarray(np.random.default_rng(1).integers(0, 255, (5, 5, 3), dtype=np.uint8))
    smooth = smooth.resize((200, 200), Image.Resampling.BICUBIC)
    smooth.save(tmp_path / "7.png")
    smooth.resize((150, 150), Image.Resampling.LANCZOS).save(tmp_path / "8.png")
    assert find(catalog, "image-blank").items.tolist() == [0]
    identical = find(catalog, "image-identical")
    assert identical.items.tolist() == [2, 5]
    assert "1 picture file (" in identical.sentence
    assert find(catalog, "image-look-alike").items.tolist() == [7, 8]


def test_blank_video_and_broken_subtitles(tmp_path: Path) -> None:
    catalog = sound_catalog(tmp_path)
    make.mp4(tmp_path / "a.mp4", np.full((6, 32, 48, 3), 128, np.uint8))
    (tmp_path / "a.srt").write_text("1\n00:00:0x,000 --> 00:00:02,000\nHello\n")
    items = setting(catalog.items, "video", {1: "a.mp4"})
    items = setting(items, "subtitles", {1: "a.srt"})
    changed = but(catalog, items=items)
    assert find(changed, "video-blank").items.tolist() == [1]
    unreadable = find(changed, "subtitles-unreadable")
    assert "line 2" in unreadable.details[0]
    missing = find(changed, "video-missing")
    assert missing.count == ITEMS - 1
    assert missing.severity == "warning"


def test_duplicates(tmp_path: Path) -> None:
    catalog = sound_catalog(tmp_path)
    items = catalog.items
    for column in ("title", "text", "image", "audio"):
        items = setting(items, column, {7: items[column][4]})
    assert find(but(catalog, items=items), "duplicate-items").rows.tolist() == [7]
    log = appended(catalog.interactions, catalog.interactions[[5, 5, 20]])
    found = find(but(catalog, interactions=log), "duplicate-interactions")
    assert found.count == 3
    assert found.subject == "interactions"
    assert log[found.rows.tolist()]["item"].to_list() == [
        catalog.interactions["item"][row] for row in (5, 5, 20)
    ]


def test_orphans(tmp_path: Path) -> None:
    catalog = sound_catalog(tmp_path)
    log = catalog.interactions.filter((pl.col("item") != 4) & (pl.col("user") != 2))
    lonely = but(catalog, interactions=log)
    assert find(lonely, "items-without-interactions").items.tolist() == [4]
    assert find(lonely, "users-without-interactions").rows.tolist() == [2]


def test_quarantined_rows_are_summed_up(tmp_path: Path) -> None:
    rows = {
        "file": ["log.csv"] * 3,
        "line": [4, 9, 12],
        "reason": ["No such item.", "No such item.", "Bad time."],
    }
    catalog = but(sound_catalog(tmp_path), quarantine=table(QUARANTINE_COLUMNS, rows))
    found = find(catalog, "quarantine")
    assert found.count == 3
    assert found.details == ("2 x No such item.", "1 x Bad time.")


def test_items_without_content(tmp_path: Path) -> None:
    catalog = sound_catalog(tmp_path)
    items = catalog.items
    for column in ("text", "image", "audio"):
        items = setting(items, column, {6: None})
    empty = but(catalog, items=items)
    assert find(empty, "items-without-content").items.tolist() == [6]
    assert find(empty, "image-missing").severity == "note"


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (None, "timestamps-missing"),
        (NOW + 40 * DAY, "timestamps-in-the-future"),
        (0, "timestamps-too-old"),
        (1_700_000, "timestamps-too-old"),
    ],
)
def test_impossible_times(tmp_path: Path, value: int | None, key: str) -> None:
    catalog = sound_catalog(tmp_path)
    log = setting(catalog.interactions, "timestamp", {10: value, 30: value})
    found = find(but(catalog, interactions=log), key)
    assert found.rows.tolist() == [10, 30]
    assert set(found.items.tolist()) == {log["item"][10], log["item"][30]}


@pytest.mark.parametrize(("shuffled", "severity"), [(False, "warning"), (True, "note")])
def test_times_out_of_order_in_the_file(tmp_path: Path, shuffled: bool, severity: str) -> None:
    """One row of u0 is written down late; or the file is in no order at all."""
    rng = np.random.default_rng(1)
    rows = [(f"u{k % 4}", f"i{k % 5}", 1_700_000_000 + 60 * k) for k in range(60)]
    rows.insert(50, rows.pop(20))
    if shuffled:
        rows = [rows[k] for k in rng.permutation(len(rows))]
    (tmp_path / "items.csv").write_text("item\n" + "".join(f"i{k}\n" for k in range(5)))
    lines = "".join(f"{user},{item},{time}\n" for user, item, time in rows)
    (tmp_path / "interactions.csv").write_text("user,item,timestamp\n" + lines)
    catalog = open_catalog(tmp_path)
    late = {
        (user, item, 1000 * time)
        for place, (user, item, time) in enumerate(rows)
        if any(u == user and t > time for u, _, t in rows[:place])
    }
    found = find(catalog, "timestamps-out-of-order")
    assert found.severity == severity
    assert found.count == len(late)
    named = catalog.interactions.with_columns(
        catalog.users["user"].gather(catalog.interactions["user"]),
        catalog.items["item"].gather(catalog.interactions["item"]),
    )
    chosen = named.select("user", "item", "timestamp")[found.rows.tolist()]
    assert set(chosen.rows()) == late
    rest = without(catalog, {"interactions": found.rows}, "Left out.")
    assert health.check(rest, now_ms=NOW).find("timestamps-out-of-order") is None


def test_logs_of_their_own_are_each_in_order(tmp_path: Path) -> None:
    """Purchases before browsing in another file: nothing is late."""
    (tmp_path / "items.csv").write_text("item\na\nb\n")
    (tmp_path / "purchases.csv").write_text("user,item,time\nu,a,1700000200\nu,b,1700000400\n")
    (tmp_path / "views.csv").write_text("user,item,time\nu,a,1700000100\nu,b,1700000300\n")
    catalog = open_catalog(tmp_path)
    assert catalog.interactions["event"].to_list() == ["view", "purchase"] * 2
    assert health.check(catalog, now_ms=NOW).find("timestamps-out-of-order") is None


def test_labels_that_look_into_the_future(tmp_path: Path) -> None:
    catalog = sound_catalog(tmp_path)
    labels = [0, 0, 0, 0, 0, 1, 2] * USERS
    log = catalog.interactions.with_columns(pl.Series("split", labels, dtype=pl.Int8))
    assert health.check(but(catalog, interactions=log), now_ms=NOW).findings == ()
    wrong = setting(log, "split", {7 * 3 + 1: 2})
    found = find(but(catalog, interactions=wrong), "split-out-of-order")
    assert found.rows.tolist() == [22]


def crowd(user: int, times: np.ndarray) -> pl.DataFrame:
    n = len(times)
    return table(
        INTERACTION_COLUMNS,
        {
            "user": [user] * n,
            "item": [k % ITEMS for k in range(n)],
            "timestamp": times.tolist(),
            "event": ["view"] * n,
        },
    )


def test_bots(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    catalog = sound_catalog(tmp_path)
    start = NOW - 10 * DAY
    log = catalog.interactions
    log = appended(log, crowd(3, start + np.sort(rng.integers(0, 50_000, 90))))  # 90 in 50 s
    log = appended(log.filter(pl.col("user") != 5), crowd(5, start + 17_000 * np.arange(40)))
    busy = start + np.sort(rng.integers(0, 8 * DAY, 200))  # many, but like a person
    log = appended(log, crowd(8, busy))
    found = find(but(catalog, interactions=log), "bots")
    assert found.rows.tolist() == [3, 5]
    assert "U3: more than 60 events in one minute" in found.details
    assert "U5: one event every 17 s, like a clock" in found.details


def test_dates_without_a_time_of_day_make_no_bots(tmp_path: Path) -> None:
    catalog = sound_catalog(tmp_path)
    days = catalog.interactions["timestamp"] // DAY * DAY
    log = appended(catalog.interactions.with_columns(days), crowd(1, np.full(90, NOW // DAY * DAY)))
    assert health.check(but(catalog, interactions=log), now_ms=NOW).find("bots") is None


def test_users_below_the_core(tmp_path: Path) -> None:
    catalog = sound_catalog(tmp_path)
    log = catalog.interactions
    few = log.with_row_index("row").filter(~((pl.col("user") == 9) & (pl.col("row") % 7 > 2)))
    found = find(but(catalog, interactions=few.drop("row")), "users-below-core")
    assert found.rows.tolist() == [9]
    assert f"{USERS - 1} users" in found.sentence


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), unique=True), st.integers(1, 4))
def test_core_is_the_largest_self_consistent_part(pairs, k: int) -> None:
    left = set(pairs)
    while True:
        keep = {
            (u, i)
            for u, i in left
            if sum(u == v for v, _ in left) >= k and sum(i == j for _, j in left) >= k
        }
        if keep == left:
            break
        left = keep
    array = np.array(pairs, np.int64).reshape(-1, 2)
    expected = (len({u for u, _ in left}), len({i for _, i in left}), len(left))
    assert core_size(array[:, 0], array[:, 1], k) == expected


def test_features(tmp_path: Path) -> None:
    values = np.random.default_rng(0).normal(size=(ITEMS, 4)).astype(np.float32)
    values[2] = np.nan  # missing as a whole: allowed
    values[3, 1] = np.nan
    values[4, 0] = np.inf
    values[5] = 0
    catalog = but(sound_catalog(tmp_path), features={"visual": values})
    broken = find(catalog, "visual-not-finite")
    assert broken.severity == "error"
    assert broken.items.tolist() == [3, 4]
    assert find(catalog, "visual-all-zero").items.tolist() == [5]
    assert find(catalog, "visual-missing").items.tolist() == [2]


def test_worst_first_and_plain_json(tmp_path: Path) -> None:
    catalog = sound_catalog(tmp_path)
    (tmp_path / "3.png").write_bytes(b"")
    make.wav(tmp_path / "1.wav", np.zeros(4000), 8000)
    log = setting(catalog.interactions.filter(pl.col("item") != 4), "timestamp", {3: None})
    report = health.check(but(catalog, interactions=log), now_ms=NOW)
    order = [finding.severity for finding in report.findings]
    assert order == sorted(order, key=["error", "warning", "note"].index)
    assert report.worst == "error"
    assert json.loads(json.dumps(report.to_dict()))["findings"][0]["key"] == "image-unreadable"


def test_sampling_is_said(tmp_path: Path) -> None:
    report = health.check(sound_catalog(tmp_path), max_files=4, now_ms=NOW)
    assert report.checked == {"image": 4, "audio": 4}
    assert report.notes[0].startswith("4 of 10 image files were opened")


def test_stopping_keeps_what_was_found_and_says_so(tmp_path: Path) -> None:
    class Stopper(Reporter):
        asked = 0

        def checkpoint(self) -> bool:
            self.asked += 1
            return self.asked > 15

    catalog = sound_catalog(tmp_path)
    log = catalog.interactions.filter(pl.col("item") != 4)
    report = health.check(but(catalog, interactions=log), Stopper(), now_ms=NOW)
    assert report.find("items-without-interactions") is not None
    assert report.notes[0].startswith("Stopped after")


def test_an_empty_catalog_is_no_crash(tmp_path: Path) -> None:
    catalog = Catalog(
        name="empty",
        root=tmp_path,
        reader="table",
        items=table(ITEM_COLUMNS, {"item": []}),
        users=pl.DataFrame({"user": []}, schema={"user": pl.String()}),
        interactions=table(INTERACTION_COLUMNS, {"user": []}),
    )
    assert health.check(catalog, now_ms=NOW).findings == ()
