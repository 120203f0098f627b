"""The tracks of an item on one clock."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from core.catalog.schema import INTERACTION_COLUMNS, ITEM_COLUMNS, Catalog, empty
from core.media import timeline
from tests.core.media import make

STARTS = np.array([1.0, 2.3, 2.9, 4.4, 6.1, 6.6, 8.0, 9.7])


def catalog(root: Path, **files: str | None) -> Catalog:
    row = {name: [files.get(name)] for name in ITEM_COLUMNS} | {"item": ["A"]}
    return Catalog(
        name="one",
        root=root,
        reader="table",
        items=pl.DataFrame(row, schema=dict(ITEM_COLUMNS)),
        users=pl.DataFrame({"user": ["U"]}),
        interactions=empty(INTERACTION_COLUMNS),
    )


def knocks(starts: np.ndarray, seconds: float = 11.0) -> np.ndarray:
    samples = np.random.default_rng(0).normal(0, 0.003, round(seconds * 16000))
    for start in starts:
        t = np.arange(3000) / 16000
        first = round(start * 16000)
        samples[first : first + 3000] += 0.6 * np.sin(2 * np.pi * 600 * t) * np.exp(-25 * t)
    return samples


def film(path: Path, starts: np.ndarray, sound: np.ndarray | None = None) -> Path:
    times = np.arange(275) / 25
    pictures = np.full((275, 32, 48, 3), 70, np.int64)
    for number, start in enumerate(starts):
        pictures[times >= start - 1e-9] += -60 if number % 2 else 60
    return make.mp4(path, pictures.astype(np.uint8), 25, sound)


def lrc(path: Path, starts: np.ndarray) -> None:
    path.write_text("".join(f"[00:{start:06.3f}]word\n" for start in starts))


def test_tracks_of_different_files_are_laid_on_each_other(tmp_path: Path) -> None:
    make.wav(tmp_path / "a.wav", knocks(STARTS), 16000)
    film(tmp_path / "a.mp4", STARTS + 0.48)
    lrc(tmp_path / "a.lrc", STARTS + 0.30)
    found = timeline.of_item(catalog(tmp_path, audio="a.wav", video="a.mp4", subtitles="a.lrc"), 0)
    assert [lane.kind for lane in found.lanes] == ["audio", "video", "subtitles"]
    assert found.problems == ()
    sound, pictures, words = found.lanes
    assert sound.offset.offset_s == 0
    assert pictures.offset.trusted
    assert pictures.offset.offset_s == pytest.approx(0.48, abs=0.04)
    assert words.offset.offset_s == pytest.approx(0.30, abs=0.04)
    assert words.offset.to_reference([words.track.start_s]) == pytest.approx([STARTS[0]], abs=0.04)
    assert found.shifted


def test_tracks_of_one_container_keep_its_clock(tmp_path: Path) -> None:
    # The knocks are half a second late, but the container says when they are to be heard.
    film(tmp_path / "a.mp4", STARTS, np.clip(knocks(STARTS + 0.5), -1, 1))
    found = timeline.of_item(catalog(tmp_path, audio="a.mp4", video="a.mp4"), 0)
    assert [lane.offset.offset_s for lane in found.lanes] == [0, 0]
    assert not found.shifted


def test_no_evidence_changes_nothing_and_hands_may(tmp_path: Path) -> None:
    make.wav(tmp_path / "a.wav", np.zeros(16000 * 5), 16000)
    lrc(tmp_path / "a.lrc", STARTS)
    found = timeline.of_item(catalog(tmp_path, audio="a.wav", subtitles="a.lrc"), 0)
    words = found.lanes[1]
    assert not words.offset.trusted
    assert words.offset.to_reference([words.track.start_s]) == [STARTS[0]]
    assert not found.shifted
    moved = words.moved(0.25)
    assert moved.offset.to_reference([words.track.start_s]) == [STARTS[0] - 0.25]


def test_broken_and_outside_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"")
    lrc(tmp_path / "a.lrc", STARTS)
    found = timeline.of_item(
        catalog(tmp_path, audio="a.wav", video="../x.mp4", subtitles="a.lrc"), 0
    )
    assert [lane.kind for lane in found.lanes] == ["subtitles"]
    assert len(found.problems) == 2
    assert all(problem.remedy for problem in found.problems)


def test_an_item_without_tracks(tmp_path: Path) -> None:
    found = timeline.of_item(catalog(tmp_path), 0)
    assert found.lanes == ()
    assert not found.shifted
