"""Volume that follows weights, on a constant signal where the volume can be read off."""

from __future__ import annotations

import io
import wave

import numpy as np
import pytest

from core.media.audio import Sound
from core.media.gain import FLOOR_DB, gained, wav

RATE = 8000
SPANS = np.array([[0.0, 0.5], [0.5, 1.0], [1.0, 1.5]])
FLOOR = 10 ** (FLOOR_DB / 20)


def sound(start: float = 0.0) -> Sound:
    return Sound(np.ones(2 * RATE, np.float32), RATE, start, 2.0)


@pytest.mark.parametrize("start", [0.0, 0.25])
def test_volume_is_the_weight_in_the_middle_of_each_token(start: float) -> None:
    heard = gained(sound(start), SPANS + start, np.array([0.0, 4.0, 2.0])).samples
    at = [round(second * RATE) for second in (0.25, 0.75, 1.25, 1.75)]
    assert heard[at] == pytest.approx([FLOOR, 1, FLOOR + (1 - FLOOR) / 2, FLOOR], abs=1e-4)


def test_steps_do_not_click() -> None:
    heard = gained(sound(), SPANS, np.array([0.0, 1.0, 0.0])).samples
    assert np.abs(np.diff(heard)).max() < 0.01
    assert len(heard) == 2 * RATE


def test_without_weight_all_is_quiet_and_alike() -> None:
    heard = gained(sound(), SPANS, np.zeros(3)).samples
    np.testing.assert_allclose(heard, FLOOR, rtol=1e-4)


def test_the_file_is_the_sound() -> None:
    heard = gained(sound(), SPANS, np.array([1.0, 0.0, 0.0]))
    with wave.open(io.BytesIO(wav(heard))) as file:
        assert (file.getframerate(), file.getnchannels()) == (RATE, 1)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767
    np.testing.assert_allclose(samples, heard.samples, atol=1e-4)
