"""The outline of an item's sound, against sounds made here."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from core.catalog.schema import INTERACTION_COLUMNS, Catalog, empty
from core.contracts.catalog import Waveform
from core.errors import UserError
from core.explore.catalog import item
from tests.core.media import make


@pytest.fixture
def catalog(tmp_path):
    """Only the first item has a sound that may be read."""
    return Catalog(
        name="three",
        root=tmp_path,
        reader="table",
        items=pl.DataFrame(
            {"item": ["a", "b", "c"], "audio": ["tone.wav", None, "../out.wav"]},
        ),
        users=pl.DataFrame({"user": ["u"]}),
        interactions=empty(INTERACTION_COLUMNS),
    )


def outline(catalog: Catalog, row: int = 0, bins: int = 10) -> Waveform:
    return item.waveform(catalog, row, "audio", bins)


def test_it_bounds_the_sound(catalog, tmp_path):
    rate = 8000
    loud = np.concatenate((np.full(rate, 0.5), np.full(rate, -0.25)))
    make.wav(tmp_path / "tone.wav", loud, rate)
    result = outline(catalog)
    assert result.seconds == pytest.approx(2.0, abs=0.01)
    assert result.warning == ""
    assert len(result.low) == 10
    assert result.high[1] == pytest.approx(0.5, abs=0.01)
    assert result.low[-2] == pytest.approx(-0.25, abs=0.01)
    assert (result.low <= result.high).all()


@pytest.mark.parametrize("hz", [100, 4500, 12_000])
def test_high_sounds_are_as_tall_as_low_ones(catalog, tmp_path, hz):
    make.wav(tmp_path / "tone.wav", make.tone(1.0, hz, 44_100), 44_100)
    result = outline(catalog)
    np.testing.assert_allclose(result.high[1:-1], 0.5, atol=0.02)


def test_a_long_sound_says_how_much_of_it_is_drawn(catalog, tmp_path, monkeypatch):
    monkeypatch.setattr(item, "OUTLINE_SECONDS", 90)
    make.wav(tmp_path / "tone.wav", make.tone(240, 440, 2000), 2000)
    result = outline(catalog)
    assert result.seconds == pytest.approx(90)
    assert result.warning == "The first 2 of 4 minutes are drawn."


@pytest.mark.parametrize("row", [1, 2], ids=["no sound", "outside the folder"])
def test_nothing_is_refused(catalog, row):
    with pytest.raises(UserError, match="no audio"):
        outline(catalog, row)
