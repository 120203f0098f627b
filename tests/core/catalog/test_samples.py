"""Sample catalogs: the same bytes by seed, and a truth that is true."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from core import samples
from core.catalog.opening.open import open_catalog
from core.catalog.schema import Catalog
from core.errors import UserError
from core.media import audio, clocks, images, subtitles
from core.media import video as clips
from core.progress import Cancelled, Reporter
from core.samples import generator, music, shop, video, video_text
from core.samples.drawing import palette, places

SIZES = {"shop": 40, "music": 10, "video": 8}
USERS = 12
FIELDS = {"shop": shop, "music": music, "video": video}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Mapping[str, Catalog]:
    """One small catalog of each field, through the real reader."""
    home = tmp_path_factory.mktemp("home")
    catalogs = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIPTYCH_HOME", str(home))
        for field, items in SIZES.items():
            catalogs[field] = open_catalog(samples.ensure(field, items, USERS, seed=1))
    return catalogs


def truth(catalog: Catalog, attribute: str) -> list[dict]:
    assert catalog.truth is not None
    return catalog.truth.filter(pl.col("attribute") == attribute).rows(named=True)


@pytest.mark.parametrize("field", SIZES)
def test_opens_without_a_word(made, field: str) -> None:
    catalog = made[field]
    assert catalog.reader == "table"
    assert len(catalog.items) == SIZES[field]
    assert len(catalog.users) == USERS
    assert len(catalog.quarantine) == 0
    wanted = {"shop": "text image", "music": "text image audio", "video": "text image audio video"}
    assert catalog.modalities() == tuple(wanted[field].split())
    assert set(catalog.interactions["event"]) <= set(FIELDS[field].EVENTS)
    assert catalog.interactions["timestamp"].null_count() == 0


@pytest.mark.parametrize("field", SIZES)
def test_same_seed_same_bytes(tmp_path: Path, field: str) -> None:
    contents = []
    for number in range(2):
        folder = tmp_path / str(number)
        folder.mkdir()
        generator.write(FIELDS[field], folder, 8, 5, 3, Reporter())
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        contents.append({str(p.relative_to(folder)): p.read_bytes() for p in files})
    assert contents[0] == contents[1]
    # An item does not depend on how many follow it.
    more = tmp_path / "more"
    more.mkdir()
    generator.write(FIELDS[field], more, 9, 5, 3, Reporter())
    media = [name for name in contents[0] if "/" in name]
    assert len(media) >= 8
    assert all((more / name).read_bytes() == contents[0][name] for name in media)
    other = tmp_path / "other"
    other.mkdir()
    generator.write(FIELDS[field], other, 8, 5, 4, Reporter())
    assert (other / "items.csv").read_bytes() != contents[0]["items.csv"]


@pytest.mark.parametrize("field", SIZES)
def test_spans_spell_the_value(made, field: str) -> None:
    catalog = made[field]
    texts = catalog.items["text"].to_list()
    spelled = 0
    for row in catalog.truth.rows(named=True):
        if row["char_start"] is not None:
            said = texts[row["item"]][row["char_start"] : row["char_end"]]
            assert said.lower() == row["value"]
            spelled += 1
    # Every attribute that matters to users is written in every item's text.
    assert spelled >= len(FIELDS[field].TASTE) * SIZES[field]


@cache
def pixels_of(path: Path) -> np.ndarray:
    return images.open_original(path).astype(np.float64)


def cover(pixels: np.ndarray, name: str) -> np.ndarray:
    """Where a picture has the hue of a colour, whatever the light on it."""
    ink = np.array(palette.COLOURS[name], np.float64)
    ink -= ink.mean()
    chroma = pixels - pixels.mean(axis=2, keepdims=True)
    size = np.linalg.norm(chroma, axis=2)
    hue = (chroma @ ink) / np.maximum(1e-9, size * np.linalg.norm(ink))
    return (hue > 0.97) & (size > 0.35 * np.linalg.norm(ink))


@pytest.mark.parametrize(
    ("field", "attribute"),
    [
        ("shop", "colour"),
        ("shop", "companion colour"),
        ("music", "cover colour"),
        ("video", "colour"),
    ],
)
def test_boxes_hold_their_colour(made, field: str, attribute: str) -> None:
    catalog = made[field]
    checked = 0
    # Black has no hue; wood, sand and leather are orange, the sky and the sea of a clip are blue.
    telling = {"red", "purple", "pink"}
    if field != "video":
        telling |= {"green", "teal", "blue", "navy"}
    for row in truth(catalog, attribute):
        if row["value"] not in telling:
            continue
        pixels = pixels_of(catalog.root / catalog.items["image"][row["item"]])
        height, width = pixels.shape[:2]
        assert 0 <= row["x0"] < row["x1"] <= width
        assert 0 <= row["y0"] < row["y1"] <= height
        where = cover(pixels, row["value"])
        x0, y0, x1, y1 = (round(row[key]) for key in ("x0", "y0", "x1", "y1"))
        inside = where[y0:y1, x0:x1]
        area = (x1 - x0) * (y1 - y0) / (width * height)
        assert inside.mean() > 0.08, row
        # Per pixel the colour is several times as common inside as outside.
        outside = (where.sum() - inside.sum()) / (width * height - inside.size)
        assert inside.mean() > 4 * outside, row
        assert area < 0.6
        checked += 1
    assert checked >= 2


def test_main_object_is_not_the_whole_picture(made) -> None:
    catalog = made["shop"]
    shares = []
    for row in truth(catalog, "kind"):
        pixels = pixels_of(catalog.root / catalog.items["image"][row["item"]])
        shares.append((row["x1"] - row["x0"]) * (row["y1"] - row["y0"]) / pixels[:, :, 0].size)
    assert 0.05 < np.mean(shares) < 0.35
    centres = [(row["x0"] + row["x1"]) / 2 for row in truth(catalog, "kind")]
    assert np.std(centres) > 25


def test_companion_stands_apart_from_the_main_object(made) -> None:
    catalog = made["shop"]
    main = {row["item"]: row for row in truth(catalog, "kind")}
    overlaps = []
    for row in truth(catalog, "companion"):
        other = main[row["item"]]
        wide = min(row["x1"], other["x1"]) - max(row["x0"], other["x0"])
        high = min(row["y1"], other["y1"]) - max(row["y0"], other["y0"])
        area = (row["x1"] - row["x0"]) * (row["y1"] - row["y0"])
        overlaps.append(max(0, wide) * max(0, high) / area)
    assert len(overlaps) > 10
    assert np.median(overlaps) < 0.05


def band_power(sound: audio.Sound, low: float, start: float, end: float) -> float:
    cut = sound.samples[round(start * sound.rate) : round(end * sound.rate)]
    spectrum = np.abs(np.fft.rfft(cut)) ** 2
    hz = np.fft.rfftfreq(len(cut), 1 / sound.rate)
    return float(spectrum[hz > low].sum()) / len(cut) ** 2


def test_voices_of_a_track_play_one_after_the_other(made) -> None:
    catalog = made["music"]
    for item in range(len(catalog.items)):
        rows = [
            row
            for name in ("instrument", "second instrument", "percussion")
            for row in truth(catalog, name)
            if row["item"] == item
        ]
        spans = sorted((row["t0"], row["t1"]) for row in rows)
        assert spans[0][0] == 0
        for (_, end), (start, _) in pairwise(spans):
            assert start == pytest.approx(end, abs=0.01)
        sound = audio.load(catalog.root / catalog.items["audio"][item])
        assert spans[-1][1] == pytest.approx(sound.duration_s, abs=0.01)
        for start, end in spans:
            level = np.sqrt(np.mean(sound.samples[round(start * 16000) : round(end * 16000)] ** 2))
            assert level > 0.02


def test_sound_of_a_clip_is_heard_when_the_truth_says(made) -> None:
    catalog = made["video"]
    for row in truth(catalog, "sound"):
        sound = audio.load(catalog.root / catalog.items["audio"][row["item"]])
        times = sound.times()
        inside = (times >= row["t0"]) & (times < row["t1"])
        loud = np.mean(sound.samples[inside] ** 2)
        quiet = np.mean(sound.samples[~inside] ** 2)
        assert loud > 30 * quiet, row


def test_object_of_a_clip_is_seen_when_the_truth_says(made) -> None:
    catalog = made["video"]
    for row in truth(catalog, "object"):
        frames = clips.load(catalog.root / catalog.items["video"][row["item"]], frames=50)
        pictures = frames.pixels.astype(np.float64)
        # The landscape stands still, so the median frame is the empty one.
        change = np.abs(pictures - np.median(pictures, axis=0)).max(axis=3)
        moved = (change > 48).mean(axis=(1, 2))
        seen = (frames.times > row["t0"] + 0.35) & (frames.times < row["t1"] - 0.35)
        gone = (frames.times < row["t0"] - 0.1) | (frames.times > row["t1"] + 0.1)
        assert moved[seen].min() > 0.01, row
        assert moved[gone].max() < 0.002, row


@pytest.mark.parametrize("place", places.PLACES)
def test_a_landscape_begins_where_it_says(place: str) -> None:
    """Skies do not depend on the place: the sea of the same seed has the same, down to the horizon.

    Cities and mountains stand above the horizon, and are what tells them from other places.
    """
    for seed in range(4):
        picture, top = places.landscape(place, np.random.default_rng(seed))
        sea, horizon = places.landscape("sea", np.random.default_rng(seed))
        assert horizon == pytest.approx(places.HORIZON * places.HEIGHT, abs=1)
        other = (np.asarray(picture) != np.asarray(sea)).any((1, 2))
        assert not other[: int(top)].any()
        assert top <= horizon + 1
        if place in ("city", "snow"):
            assert top < horizon - 0.1 * places.HEIGHT
            assert other[int(top) + 1 : int(horizon)].all()


def test_subtitles_say_it_while_it_happens(made) -> None:
    catalog = made["video"]
    ids = catalog.items["item"].to_list()
    for attribute in ("object", "sound"):
        for row in truth(catalog, attribute):
            late = clocks.planted(catalog, ids[row["item"]]).get("subtitles", 0.0)
            cues = subtitles.load(catalog.root / catalog.items["subtitles"][row["item"]])
            saying = [cue for cue in cues if row["value"] in cue.text.lower()]
            assert saying
            assert any(
                cue.start_s - late < row["t1"] and cue.end_s - late > row["t0"] for cue in saying
            )


def test_subtitles_can_be_read_when_two_things_happen_at_once() -> None:
    values = {"object": "bus", "colour": "red", "place": "city", "sound": "bell"}
    for heard in (1.0, 1.004, 1.2):
        rng = np.random.default_rng(0)
        text = video_text.subtitles(rng, values, (1.0, 4.0), (heard, heard + 1.3))
        for line in text.splitlines():
            if "-->" in line:
                start, end = (float(t[6:].replace(",", ".")) for t in line.split(" --> "))
                assert end - start >= 0.2


def test_made_once_and_made_again_when_outdated(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    folder = samples.ensure("shop", 8, 4)
    stamp = (folder / "items.csv").stat().st_mtime_ns
    assert samples.ensure("shop", 8, 4) == folder
    assert (folder / "items.csv").stat().st_mtime_ns == stamp
    known = json.loads((folder / "catalog.json").read_text())
    known["generator"] -= 1
    (folder / "catalog.json").write_text(json.dumps(known))
    samples.ensure("shop", 8, 4)
    assert (folder / "items.csv").stat().st_mtime_ns != stamp
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_cancelled_leaves_nothing(tmp_path: Path, monkeypatch) -> None:
    class Impatient(Reporter):
        seen = 0

        def checkpoint(self) -> bool:
            self.seen += 1
            if self.seen > 4:
                raise Cancelled
            return False

    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    with pytest.raises(Cancelled):
        samples.ensure("shop", 20, 4, reporter=Impatient())
    assert list((tmp_path / "samples").iterdir()) == []


def test_progress_reaches_its_end(tmp_path: Path, monkeypatch) -> None:
    class Listener(Reporter):
        def __init__(self) -> None:
            self.heard: list[tuple[float, float | None]] = []

        def progress(self, stage, done, total=None, unit="") -> None:
            if unit == "items":
                self.heard.append((done, total))

    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    listener = Listener()
    samples.ensure("shop", 9, 4, reporter=listener)
    assert listener.heard[0] == (0, 9)
    assert listener.heard[-1] == (9, 9)


@pytest.mark.parametrize(("field", "items"), [("books", 40), ("shop", 2)])
def test_refusals(field: str, items: int) -> None:
    with pytest.raises(UserError) as caught:
        samples.ensure(field, items)
    assert caught.value.remedy
