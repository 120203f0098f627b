"""Scans of whole catalogs, what is kept of them, and the clock that follows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image

from core.catalog.schema import INTERACTION_COLUMNS, ITEM_COLUMNS, Catalog, empty
from core.media import clocks, overview, records, scan, spatial, timeline
from core.progress import Reporter
from tests.core.media import make
from tests.core.media.test_timeline import STARTS, knocks, lrc


def catalog(root: Path) -> Catalog:
    """Late subtitles, fitting ones, two lines only, a missing file, a single track, nothing."""
    make.wav(root / "a.wav", knocks(STARTS), 16000)
    lrc(root / "late.lrc", STARTS + 0.3)
    lrc(root / "fits.lrc", STARTS)
    lrc(root / "few.lrc", STARTS[:2])
    words = ["late.lrc", "fits.lrc", "few.lrc", "gone.lrc", None, None]
    sounds = ["a.wav"] * 5 + [None]
    pixels = np.random.default_rng(0).integers(0, 255, (224, 224, 3)).astype(np.uint8)
    Image.fromarray(pixels).save(root / "fits.png")
    Image.fromarray(pixels[:160]).save(root / "wide.png")
    (root / "broken.png").write_bytes(b"no picture")
    pictures = ["fits.png", "wide.png", "broken.png", "gone.png", None, None]
    rows = {
        **{name: [None] * 6 for name in ITEM_COLUMNS},
        "item": [f"i{k}" for k in range(6)],
        "audio": sounds,
        "subtitles": words,
        "image": pictures,
    }
    return Catalog(
        name="six",
        root=root,
        reader="table",
        items=pl.DataFrame(rows, schema=dict(ITEM_COLUMNS)),
        users=pl.DataFrame({"user": ["U"]}),
        interactions=empty(INTERACTION_COLUMNS),
    )


def test_time_scan_counts_what_is_what(tmp_path: Path, workspace_home: Path) -> None:
    made = catalog(tmp_path)
    assert overview.tracks_apart(made) == 4
    assert overview.time(made) is None
    table = scan.time_scan(made, Reporter())
    assert dict(table.schema) == dict(scan.TIME_COLUMNS)
    found = overview.time(made)
    assert found is not None
    assert found.counts == {
        "problem": 1, "doubt": 0, "moved": 1, "hand": 0, "unchecked": 1, "agrees": 1,
    }  # fmt: skip
    assert found.items["row"].to_list() == [3, 0, 2, 1]
    late = found.items.row(1, named=True)
    assert late["offset_s"] == pytest.approx(0.3, abs=0.04)
    assert "gone.lrc" in found.items.row(0, named=True)["reason"]


def test_a_second_scan_decodes_only_what_changed(
    tmp_path: Path, workspace_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = catalog(tmp_path)
    first = scan.time_scan(made, Reporter())
    looked: list[int] = []
    of_item = timeline.of_item

    def spy(catalog: Catalog, row: int) -> timeline.Timeline:
        looked.append(row)
        return of_item(catalog, row)

    monkeypatch.setattr(timeline, "of_item", spy)
    lrc(tmp_path / "fits.lrc", STARTS + 0.5)
    second = scan.time_scan(made, Reporter())
    # The changed one, and the one whose file is missing: it may be there now.
    assert looked == [1, 3]
    assert second.height == first.height
    moved = second.filter(pl.col("item") == "i1", pl.col("kind") == "subtitles")
    assert moved["offset_s"][0] == pytest.approx(0.5, abs=0.04)


class StopAfter(Reporter):
    def __init__(self, steps: int) -> None:
        self.left = steps

    def checkpoint(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_a_stopped_scan_keeps_what_it_found_and_what_was_known(
    tmp_path: Path, workspace_home: Path
) -> None:
    made = catalog(tmp_path)
    assert scan.time_scan(made, StopAfter(1))["row"].unique().to_list() == [0]
    scan.time_scan(made, Reporter())
    assert sorted(scan.time_scan(made, StopAfter(1))["row"].unique()) == [0, 1, 2, 3]


def test_spatial_scan_counts_reasons(tmp_path: Path, workspace_home: Path) -> None:
    made = catalog(tmp_path)
    assert overview.pictures(made) == 4
    scan.spatial_scan(made, Reporter())
    found = overview.space(made)
    assert found is not None
    assert (found.needed, found.passed, found.problems) == (1, 1, 2)
    assert found.reasons == {"aspect": 1}


def test_the_clock_follows_scan_and_hand(tmp_path: Path, workspace_home: Path) -> None:
    made = catalog(tmp_path)
    # Before any scan it is found on demand, after a scan it comes from the record.
    before = clocks.of_item(made, 0).to_common("subtitles", STARTS + 0.3)
    scan.time_scan(made, Reporter())
    after = clocks.of_item(made, 0).to_common("subtitles", STARTS + 0.3)
    np.testing.assert_allclose(before, STARTS, atol=0.04)
    np.testing.assert_allclose(after, before, atol=1e-9)
    for row in (2, 3, 4, 5):
        assert not clocks.of_item(made, row).moves
    clocks.set_hand(made, "i2", {"subtitles": -0.25})
    assert clocks.of_item(made, 2).to_common("subtitles", 1.0) == pytest.approx(1.25)
    clocks.set_hand(made, "i0", {"subtitles": 0.0})
    assert clocks.of_item(made, 0).to_common("subtitles", 1.0) == pytest.approx(1.0)
    found = overview.time(made)
    assert found is not None
    assert found.counts["hand"] == 2
    clocks.set_hand(made, "i2", {})
    assert clocks.hand(made, "i2") == {}
    assert not clocks.of_item(made, 2).moves


@pytest.mark.parametrize("text", ["{broken", "[1]", '{"i0": 3}', '{"i0": {"audio": "x"}}'])
def test_damaged_corrections_are_none(tmp_path: Path, workspace_home: Path, text: str) -> None:
    made = catalog(tmp_path)
    clocks.set_hand(made, "i1", {"audio": 0.1})
    (records.folder(made) / "hand.json").write_text(text)
    assert clocks.hand(made, "i0") == {}


def test_damaged_scan_is_scanned_again(tmp_path: Path, workspace_home: Path) -> None:
    made = catalog(tmp_path)
    scan.time_scan(made, Reporter())
    (records.folder(made) / "time.arrow").write_bytes(b"not arrow")
    assert overview.time(made) is None
    assert scan.time_scan(made, Reporter())["item"].n_unique() == 4


def test_the_choice_to_trim_is_kept(tmp_path: Path, workspace_home: Path) -> None:
    made = catalog(tmp_path)
    assert not spatial.trims(made)
    spatial.set_trims(made, True)
    assert spatial.trims(made)
    spatial.set_trims(made, False)
    assert not spatial.trims(made)
