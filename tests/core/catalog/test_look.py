"""Looking at a folder: what each file is, by what its values meet, whatever things are called."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from core.catalog.opening.look import look
from core.catalog.opening.open import open_catalog
from core.catalog.plan.model import Plan
from core.catalog.plan.words import affinity, tokens
from tests.core.catalog import layouts

USERS = [f"u{n}" for n in range(12)]
#: 60 visits of 12 people to 20 things, in order of time.
VISITS = [(USERS[n * 7 % 12], 100 + n * 11 % 20, 1_600_000_000 + 1000 * n) for n in range(60)]


def table(header: str, rows: list[tuple[object, ...]], separator: str = ",") -> bytes:
    lines = [header, *(separator.join(map(str, row)) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


def pairs(folder: Path) -> list[tuple[str, str]]:
    catalog = open_catalog(folder)
    users, items = catalog.users["user"], catalog.items["item"]
    return sorted(
        (users[user], items[item])
        for user, item in catalog.interactions.select("user", "item").iter_rows()
    )


@pytest.mark.parametrize(
    ("things", "key", "title", "log", "user", "item"),
    [
        ("Filme.csv", "nr", "Titel", "Bewertungen.csv", "Kunde", "Film"),
        ("restaurantes.csv", "clave", "nombre", "visitas.csv", "cliente", "lugar"),
        ("товары.csv", "номер", "название", "покупки.csv", "покупатель", "товар"),
        ("商品.csv", "编号", "名称", "日志.csv", "用户编号", "商品编号"),
        ("曲.csv", "番号", "題名", "再生.csv", "ユーザー", "曲番号"),
        ("x1.csv", "c0", "c1", "x2.csv", "member", "c9"),
    ],
)
def test_names_in_any_language(
    tmp_path: Path, things: str, key: str, title: str, log: str, user: str, item: str
) -> None:
    rows = [(100 + n, f"Thing number {n}") for n in range(20)]
    layouts.write(
        tmp_path,
        {
            things: table(f"{key},{title}", rows),
            log: table(f"row,{user},{item},t9", [(n + 1, *row) for n, row in enumerate(VISITS)]),
        },
    )
    assert pairs(tmp_path) == sorted((user, str(item)) for user, item, _ in VISITS)
    catalog = open_catalog(tmp_path)
    assert catalog.items["title"].to_list() == [title for _, title in rows]
    assert catalog.interactions["timestamp"].null_count() == 0
    assert not look(tmp_path).questions


def test_the_key_is_what_is_met_and_not_what_is_called_id(tmp_path: Path) -> None:
    rows = [(n, 100 + n, f"Title {n}") for n in range(20)]
    layouts.write(
        tmp_path,
        {
            "things.csv": table("id,code,title", rows),
            "log.csv": table("id,user_id,thing,at", [(n, *row) for n, row in enumerate(VISITS)]),
        },
    )
    plan = look(tmp_path)
    assert plan.of("items")[0].chosen == {"item": "code", "title": "title"}
    assert plan.of("interactions")[0].chosen == {
        "user": "user_id",
        "item": "thing",
        "timestamp": "at",
    }
    assert "20 of 20" in plan.of("items")[0].columns["item"].why


@pytest.mark.parametrize(
    "names",
    [
        ("train.csv", "valid.csv", "test.csv"),
        ("train/log.csv", "validation/log.csv", "test/log.csv"),
        ("Beauty.train.csv", "Beauty.val.csv", "Beauty.test.csv"),
        ("log-training.csv", "log-dev.csv", "log-testing.csv"),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_parts_of_a_split_are_the_split(
    tmp_path: Path, names: tuple[str, str, str], whole: bool
) -> None:
    parts = [VISITS[:40], VISITS[40:50], VISITS[50:]]
    layout = {name: table("user,item,time", part) for name, part in zip(names, parts, strict=True)}
    if whole:
        layout["log.csv"] = table("user,item,time", VISITS)
    catalog = open_catalog(layouts.write(tmp_path, layout))
    rows = catalog.interactions.sort("timestamp").select("timestamp", "split").rows()
    expected = [(1000 * time, split) for split, part in enumerate(parts) for *_, time in part]
    assert rows == expected
    if whole:
        (unused,) = look(tmp_path).unused
        assert (unused.file, "its rows are those of" in unused.why) == ("log.csv", True)


def test_two_sizes_of_a_log_are_not_added_up(tmp_path: Path) -> None:
    layout = {
        "ratings.csv": table("userId,movieId,timestamp", VISITS),
        "ratings_small.csv": table("userId,movieId,timestamp", VISITS[:9]),
    }
    assert open_catalog(layouts.write(tmp_path, layout)).interactions.height == len(VISITS)
    plan = look(tmp_path)
    assert [file.file for file in plan.unused] == ["ratings_small.csv"]
    assert [question.file for question in plan.questions] == ["ratings_small.csv"]


def test_months_of_one_log_are_read_together(tmp_path: Path) -> None:
    header = "event_time,event_type,product_id,user_id"
    rows = [("2019-10-01 00:00:00 UTC", "view", item, user) for user, item, _ in VISITS]
    layout = {"2019-Oct.csv": table(header, rows[:30]), "2019-Nov.csv": table(header, rows[30:])}
    catalog = open_catalog(layouts.write(tmp_path, layout))
    assert catalog.interactions.height == len(VISITS)
    assert not look(tmp_path).questions


def test_nothing_in_sight_is_passed_over(tmp_path: Path) -> None:
    layout = {
        "items.csv": table("item,title", [(100 + n, f"T {n}") for n in range(20)]),
        "log.csv": table("user,item,time,device", [(*row, "phone") for row in VISITS]),
        "weather.csv": table("city,degrees", [("Ulm", 3.5), ("Bonn", 4.5)]),
        "notes.docx": b"x",
        "scans/a.dcm": b"x",
        "broken.parquet": b"PAR1",
    }
    catalog = open_catalog(layouts.write(tmp_path, layout))
    assert catalog.interactions.height == len(VISITS)
    told = "\n".join(catalog.notes)
    for name in ("weather.csv", "notes.docx", "scans/a.dcm", "broken.parquet", "device"):
        assert name in told, name
    assert "items.csv is not read" not in told


def test_a_plan_says_otherwise_and_is_saved(tmp_path: Path) -> None:
    rows = [(100 + n, f"T {n}", f"B {n}") for n in range(20)]
    layout = {
        "goods.csv": table("code,title,brand", rows),
        "log.csv": table("a,b,c", VISITS),
    }
    folder = layouts.write(tmp_path / "shop", layout)
    plan = look(folder)
    assert [(one.file, one.about) for one in plan.questions] == [("log.csv", "user")]
    again = Plan.model_validate_json(plan.model_dump_json())
    assert again == plan
    written = plan.brief()
    goods = next(file for file in written["files"] if file["file"] == "goods.csv")
    goods["columns"]["title"] = "brand"
    (folder / "triptych.json").write_text(json.dumps(written))
    catalog = open_catalog(folder)
    assert catalog.items["title"].to_list() == [brand for *_, brand in rows]
    assert any("triptych.json" in note for note in catalog.notes)
    moved = folder.rename(tmp_path / "moved")
    assert open_catalog(moved).interactions.height == len(VISITS)


def test_large_files_meet_in_several_places(tmp_path: Path) -> None:
    n = 200_000
    items = pl.DataFrame({"code": [f"c{n:06}" for n in range(n)], "b": ["A thing"] * n})
    log = pl.DataFrame(
        {
            "visitor": [f"v{row % 700}" for row in range(n)],
            # Nothing of the beginning of one file is at the beginning of the other.
            "x": [f"c{(n // 2 + row * 7919) % n:06}" for row in range(n)],
            "when": [1_600_000_000 + row for row in range(n)],
        }
    )
    items.write_csv(tmp_path / "stock.csv")
    log.write_csv(tmp_path / "visits.csv")
    plan = look(tmp_path)
    assert plan.of("items")[0].chosen["item"] == "code"
    assert plan.of("interactions")[0].chosen["item"] == "x"
    assert open_catalog(tmp_path).interactions.height == n


def test_days_that_could_be_months_are_asked_and_answered(tmp_path: Path) -> None:
    rows = [(user, item, f"{n % 12 + 1}/{(n + 3) % 12 + 1}/2021") for n, (user, item, _) in
            enumerate(VISITS)]  # fmt: skip
    folder = layouts.write(tmp_path, {"log.csv": table("user,item,date", rows)})
    plan = look(folder)
    (question,) = plan.questions
    assert (question.about, set(question.options)) == ("timestamp", {"date:dmy", "date:mdy"})
    for written, month in (("date:dmy", 1), ("date:mdy", 0)):
        file = plan.files[0].model_copy(update={"times": written})
        said = plan.model_copy(update={"files": (file,)})
        times = pl.from_epoch(open_catalog(folder, plan=said).interactions["timestamp"], "ms")
        expected = {int(date.split("/")[month]) for *_, date in rows}
        assert set(times.dt.month()) == expected
        # In every row, not only in all of them together.
        days = {(int(d.split("/")[1 - month]), int(d.split("/")[month])) for *_, d in rows}
        assert set(zip(times.dt.day(), times.dt.month(), strict=True)) == days


def test_of_a_name_as_long_as_a_text_only_the_beginning_counts() -> None:
    name = "x" * 300
    assert tokens(f"movie {name}")[0] == "movie"
    assert sum(map(len, tokens(name))) == 200
    assert affinity(f"{name} movie", "item") == 0.0
