"""Seconds that leave the engine are on the item's common clock; pictures map back to the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from core import samples
from core.catalog.opening.open import open_catalog
from core.contracts.alignment import TokensParams
from core.contracts.attention import ItemParams
from core.contracts.question import Subject
from core.errors import UserError
from core.explore.attention import maps, media
from core.explore.context import Context
from core.explore.media import grids, tracks
from core.explore.media.grids import ImageGrid
from core.media import clocks
from tests.core.media import make
from tests.core.media.test_estimate import item
from tests.core.media.test_timeline import STARTS, film, knocks, lrc


def test_film_is_drawn_where_its_sound_is(tmp_path: Path) -> None:
    make.wav(tmp_path / "a.wav", knocks(STARTS), 16000)
    film(tmp_path / "a.mp4", STARTS + 0.48)
    made = item(tmp_path, audio="a.wav", video="a.mp4")
    told = media.load(made, 0)
    own = np.arange(12) * 11 / 12 + 11 / 24
    np.testing.assert_allclose(told.film.times, own - 0.48, atol=0.08)
    assert told.sound.begin == 0
    clocks.set_hand(made, "A", {"video": -1.0})
    moved = media.load(made, 0)
    np.testing.assert_allclose(moved.film.times - told.film.times, 1.48, atol=0.04)
    assert moved.sound.begin == 0


def _maps(context: Context) -> np.ndarray:
    return maps.of_item(context, ItemParams(item=0)).maps.positions["audio"]


def _links(context: Context) -> np.ndarray:
    from core.explore.alignment import token_matching as page
    from tests.core.worker import planted

    words, sounds = (
        (store.batch.tokens[0].numpy(), store.batch.positions[0].numpy())
        for store in (planted.stores()["text"], planted.stores()["audio"])
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "_tokens", lambda _context, _params: (words, sounds, ""))
        params = TokensParams(item=0, x="text", y="audio", space="model")
        return page.tokens(context, params).positions_y


@pytest.mark.parametrize("seconds_of", [_maps, _links])
def test_seconds_of_sound_follow_a_hand(
    tmp_path: Path, seconds_of: Callable[[Context], np.ndarray]
) -> None:
    from tests.core.worker import planted

    context = planted.context(tmp_path)
    before = seconds_of(context)
    clocks_of = clocks.of_item

    def shifted(catalog: object, row: int) -> clocks.Clock:
        del catalog, row
        return clocks.Clock({"audio": (0.25, 1.01)})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clocks, "of_item", shifted)
        after = seconds_of(context)
    assert clocks.of_item is clocks_of
    np.testing.assert_allclose(after[:, :2], (before[:, :2] - 0.25) / 1.01, rtol=1e-6)
    np.testing.assert_array_equal(after[:, 2:], before[:, 2:])


def test_time_query_tells_every_track(tmp_path: Path) -> None:
    make.wav(tmp_path / "a.wav", knocks(STARTS), 16000)
    lrc(tmp_path / "a.lrc", STARTS + 0.3)
    context = Context(Subject())
    context.__dict__["catalog"] = item(tmp_path, audio="a.wav", subtitles="a.lrc")
    found = tracks.of_item(context.catalog, 0)
    assert [track.kind for track in found.tracks] == ["audio", "subtitles"]
    assert found.tracks[1].offset.offset_s == pytest.approx(0.3, abs=0.04)
    assert {one.method for one in found.tracks[1].tried} == {"correlation", "timestamps"}
    assert found.tracks[0].envelope.dtype == np.float32
    with pytest.raises(UserError):
        tracks.of_item(context.catalog, 1)


def test_shifts_planted_in_the_video_sample_come_back() -> None:
    context = Context(Subject())
    context.__dict__["catalog"] = open_catalog(samples.ensure("video", 16, 4, seed=3))
    late = {}
    for row in range(16):
        told = tracks.of_item(context.catalog, row)
        assert not told.problems
        lanes = {track.kind: track.offset for track in told.tracks}
        assert list(lanes) == ["audio", "video", "subtitles"]
        assert lanes["video"].offset_s == 0  # of one container with the sound
        found = lanes["subtitles"]
        if told.planted:
            late[row] = told.planted["subtitles"]
            assert 0.4 <= late[row] <= 1.6
            assert found.trusted
            assert found.offset_s == pytest.approx(late[row], abs=0.040)
        else:
            assert not found.trusted
    assert list(late) == [7, 15]


@pytest.mark.parametrize(
    "content",
    ['{"planted_late": {"A": {"audio": "late", "video": NaN, "subtitles": 0.5}}}', "[1]", "{", ""],
)
def test_only_numbers_are_taken_for_planted(tmp_path: Path, content: str) -> None:
    (tmp_path / "catalog.json").write_text(content)
    made = item(tmp_path, audio="a.wav")
    expected = {"subtitles": 0.5} if "0.5" in content else {}
    assert clocks.planted(made, "A") == expected
    assert clocks.planted(made, "B") == {}


def test_space_query_refuses_what_is_not_there(tmp_path: Path) -> None:
    context = Context(Subject())
    context.__dict__["catalog"] = item(tmp_path, image="../outside.png")
    with pytest.raises(UserError, match="leaves the folder"):
        grids.aligned_picture(context.catalog, 0, ImageGrid.of(None))
    with pytest.raises(UserError, match="no sound"):
        grids.sound_grid(context.catalog, 0, None)
    with pytest.raises(UserError, match="no text"):
        grids.drawn_text(context.catalog, 0, ImageGrid.of(None))
