"""Planted shifts and drifts come back; what cannot be known is left alone."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.media import audio, subtitles, sync, tracks, video, warp
from core.media.audio import Sound
from core.media.subtitles import Cue
from core.media.video import Frames
from core.samples.sound import score
from core.samples.sound.instruments import INSTRUMENTS
from tests.core.media import make

ONE_FRAME_S = 0.040
SEEDS = range(20)


def music(rng: np.random.Generator) -> np.ndarray:
    """About 16 seconds at 16 kHz."""
    pieces = []
    for _ in range(2):
        voices = rng.choice([*INSTRUMENTS, *score.PERCUSSION], 3, replace=False)
        tempo = str(rng.choice(list(score.TEMPOS)))
        pieces.append(score.compose(list(voices), tempo, "cheerful", rng).samples)
    return np.concatenate(pieces).astype(np.float64)


def at_rate(samples: np.ndarray, old: float, new: float) -> np.ndarray:
    times = np.arange(int(len(samples) * new / old)) / new
    return np.interp(times, np.arange(len(samples)) / old, samples)


def shifted(samples: np.ndarray, seconds: float, rate: int) -> np.ndarray:
    n = round(abs(seconds) * rate)
    return np.concatenate([np.zeros(n), samples]) if seconds > 0 else samples[n:]


def noisy(samples: np.ndarray, db: float, rng: np.random.Generator) -> np.ndarray:
    level = np.sqrt(np.mean(samples**2)) * 10 ** (-db / 20)
    return samples + rng.normal(0, level, len(samples))


def sound(samples: np.ndarray, rate: int = 16000, start_s: float = 0.0) -> Sound:
    return Sound(samples.astype(np.float32), rate, start_s, len(samples) / rate)


@pytest.mark.parametrize("rate", [16000, 44100, 48000])
def test_correlation_finds_planted_shifts_under_noise(tmp_path: Path, rate: int) -> None:
    for seed in SEEDS:
        rng = np.random.default_rng([seed, rate])
        original = music(rng)
        shift = rng.uniform(-2, 2)
        other = at_rate(shifted(original, shift, 16000), 16000, rate)
        # Noise as strong as the music on one track, half as strong on the other.
        reference = sound(noisy(original, 6, rng))
        heard = noisy(other, 0, rng)
        heard /= 1.01 * np.abs(heard).max()
        loaded = audio.load(make.wav(tmp_path / "a.wav", heard, rate))
        found = sync.by_correlation(tracks.of_sound(reference), tracks.of_sound(loaded))
        assert found.trusted, (seed, found)
        assert abs(found.offset_s - shift) < ONE_FRAME_S, (seed, found)


@pytest.mark.parametrize("fps", [25.0, 30.0, 30000 / 1001])
def test_flashes_and_clicks_are_laid_on_each_other(fps: float) -> None:
    for seed in SEEDS:
        rng = np.random.default_rng([seed, round(fps * 100)])
        seconds, shift = 20.0, rng.uniform(-1.5, 1.5)
        events = np.sort(rng.uniform(2, 18, 14))
        times = np.arange(round(seconds * fps)) / fps
        pixels = np.full((len(times), 6, 8, 3), 60.0)
        for number, event in enumerate(events):
            # The camera shows it on the first frame after it happened.
            pixels[times >= event] += -40 if number % 2 else 40
        pixels = np.clip(pixels + rng.normal(0, 4, pixels.shape), 0, 255).astype(np.uint8)
        samples = rng.normal(0, 0.01, round(seconds * 16000))
        for event in events + shift:
            first = max(0, round(event * 16000))
            t = np.arange(1600) / 16000
            samples[first : first + 1600] += np.sin(2 * np.pi * 700 * t) * np.exp(-40 * t)
        found = sync.by_correlation(
            tracks.of_frames(Frames(pixels, times)), tracks.of_sound(sound(samples))
        )
        assert found.trusted, (seed, found)
        assert abs(found.offset_s - shift) < ONE_FRAME_S, (seed, found)


def test_a_real_container_with_late_sound(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    events = np.sort(rng.uniform(0.5, 9, 12))
    times = np.arange(250) / 25
    pictures = np.full((250, 32, 48, 3), 60, np.int64)
    samples = np.zeros(10 * 16000)
    for number, event in enumerate(events):
        pictures[times >= event] += 60 if number % 2 else -50
        first = round((event + 0.24) * 16000)
        samples[first : first + 800] += 0.8 * np.sin(np.arange(800) / 3)
    path = make.mp4(
        tmp_path / "a.mp4",
        np.clip(pictures, 0, 255).astype(np.uint8),
        Fraction(25),
        np.clip(samples[: 10 * 16000], -1, 1),
        sound_start_s=0.3,
    )
    found = sync.by_correlation(
        tracks.of_frames(video.load(path, frames=250)), tracks.of_sound(audio.load(path))
    )
    # The track starts 0.3 s late by its timestamps, its content another 0.24 s.
    assert found.trusted
    assert found.offset_s == pytest.approx(0.54, abs=ONE_FRAME_S)


def test_subtitles_against_sound(tmp_path: Path) -> None:
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        starts = np.sort(rng.uniform(1, 25, 12))
        shift = rng.uniform(-2, 2)
        samples = rng.normal(0, 0.01, 16000 * 30)
        for start in starts:
            first = round(start * 16000)
            samples[first : first + 6000] += np.sin(np.arange(6000) / 4) * np.linspace(0.3, 0, 6000)
        late = starts + 3 + shift
        text = "".join(f"[{int(s // 60):02}:{s % 60:06.3f}]words\n" for s in late)
        path = tmp_path / "a.lrc"
        path.write_text(text)
        cues = tracks.of_cues(subtitles.load(path))
        found = sync.by_correlation(tracks.of_sound(sound(samples)), cues)
        assert found.trusted, (seed, found)
        assert abs(found.offset_s - 3 - shift) < ONE_FRAME_S


def test_unrelated_tracks_are_left_alone() -> None:
    for seed in SEEDS:
        a, b = (music(np.random.default_rng([seed, k])) for k in range(2))
        found = sync.by_correlation(tracks.of_sound(sound(a)), tracks.of_sound(sound(b)))
        assert not found.trusted, (seed, found)
        assert "nothing was changed" in found.reason
        np.testing.assert_array_equal(found.to_reference([1.0, 2.0]), [1.0, 2.0])


@pytest.mark.parametrize("kind", ["silence", "hum"])
def test_silent_and_constant_tracks_are_left_alone(kind: str) -> None:
    flat = np.zeros(80000) if kind == "silence" else np.sin(np.arange(80000) * 0.2)
    busy = tracks.of_sound(sound(music(np.random.default_rng(0))))
    found = sync.by_correlation(busy, tracks.of_sound(sound(flat)))
    assert not found.trusted
    np.testing.assert_array_equal(found.to_reference([3.0]), [3.0])


def test_clocks_that_start_elsewhere_are_respected() -> None:
    original = music(np.random.default_rng(3))
    reference = tracks.of_sound(sound(original, start_s=5.0))
    other = tracks.of_sound(sound(original, start_s=6.25))
    assert sync.by_correlation(reference, other).offset_s == pytest.approx(1.25, abs=0.005)


@given(st.floats(-3, 3), st.floats(0.9, 1.1), st.lists(st.floats(-100, 100), max_size=5))
def test_to_reference_undoes_the_clock(offset: float, rate: float, times: list[float]) -> None:
    found = sync.Offset(offset, rate, 9.0, True, "warping", "")
    other = rate * np.array(times) + offset
    np.testing.assert_allclose(found.to_reference(other), times, atol=1e-9)


def test_marker_on_both_tracks() -> None:
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        original = 0.4 * music(rng)
        a, b = rng.uniform(0.5, 6, 2)
        heard = []
        for at in (a, b):
            samples = noisy(original, 10, rng)
            pop = sync.two_pop(16000).samples
            first = round(at * 16000)
            samples[first : first + len(pop)] = pop + rng.normal(0, 0.02, len(pop))
            heard.append(sound(samples))
        found = sync.by_marker(*heard)
        if found.trusted:
            assert abs(found.offset_s - (b - a)) < ONE_FRAME_S, (seed, found)
        clean = [
            sound(np.concatenate([np.zeros(round(at * 16000)), pop, np.zeros(8000)]))
            for at in (a, b)
        ]
        found = sync.by_marker(*clean)
        assert found.trusted
        assert abs(found.offset_s - (b - a)) < 0.002


def test_own_marker_and_missing_marker() -> None:
    rng = np.random.default_rng(0)
    clap = rng.normal(0, 0.4, 1600) * np.exp(-np.arange(1600) / 300)
    tracks_ = []
    for at in (1.0, 1.7):
        samples = rng.normal(0, 0.02, 48000)
        samples[round(at * 16000) :][:1600] += clap
        tracks_.append(sound(samples))
    found = sync.by_marker(*tracks_, marker=sound(clap))
    assert found.trusted
    assert found.offset_s == pytest.approx(0.7, abs=0.001)
    missing = sync.by_marker(tracks_[0], sound(rng.normal(0, 0.02, 48000)), marker=sound(clap))
    assert not missing.trusted
    assert "other track" in missing.reason
    with pytest.raises(UserError):
        sync.by_marker(tracks_[0], sound(clap, rate=8000))


def test_timestamps_with_losses_and_jitter() -> None:
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        events = np.sort(rng.uniform(0, 300, 60))
        shift = rng.uniform(-20, 20)
        a = events[rng.random(60) < 0.8]
        b = events[rng.random(60) < 0.8] + shift
        b = np.concatenate([b + rng.normal(0, 0.003, len(b)), rng.uniform(0, 300, 10)])
        found = sync.by_timestamps(a, b)
        assert found.trusted, (seed, found)
        assert abs(found.offset_s - shift) < 0.01
    rng = np.random.default_rng(0)
    unrelated = sync.by_timestamps(rng.uniform(0, 300, 40), rng.uniform(0, 300, 40))
    assert not unrelated.trusted


@pytest.mark.parametrize(("a", "b"), [([], [1.0]), ([1.0], [2.0]), ([1.0, 2.0], [500.0, 700.0])])
def test_too_few_timestamps_change_nothing(a: list[float], b: list[float]) -> None:
    found = sync.by_timestamps(a, b)
    assert not found.trusted
    assert found.to_reference([7.0]).tolist() == [7.0]


@pytest.mark.parametrize("rate", [1.0, 1.001, 0.985, 1.03])
def test_drift_comes_back(rate: float) -> None:
    """The clock of the other track runs `rate` times as fast; all moments within one frame."""
    for seed in range(8):
        rng = np.random.default_rng([seed, round(rate * 1000)])
        original = music(rng)
        shift = rng.uniform(-1.5, 1.5)
        other = at_rate(shifted(original, shift, 16000), 16000, 16000 * rate)
        found = warp.by_warping(
            tracks.of_sound(sound(noisy(original, 10, rng))),
            tracks.of_sound(sound(noisy(other, 10, rng))),
        )
        assert found.trusted, (seed, found)
        moments = np.array([2.0, 7.0, 13.0])
        error = found.rate * moments + found.offset_s - rate * (moments + shift)
        assert np.abs(error).max() < ONE_FRAME_S, (seed, found)


def test_warping_leaves_unrelated_tracks_alone() -> None:
    for seed in range(10):
        a, b = (music(np.random.default_rng([seed, k])) for k in range(2))
        found = warp.by_warping(tracks.of_sound(sound(a)), tracks.of_sound(sound(b)))
        assert not found.trusted, (seed, found)
        assert "othing was changed" in found.reason


def slow_warp(cost: np.ndarray, band: int) -> float:
    """Lowest total of a local path, by the plain recursion."""
    n, m = cost.shape
    total = np.full((n, m), np.inf)
    for i in range(n):
        for j in range(m):
            if abs(i - j) <= band:
                before = [0.0]
                for p, q in ((i - 1, j - 1), (i - 1, j), (i, j - 1)):
                    if p >= 0 and q >= 0:
                        before.append(total[p, q])
                total[i, j] = cost[i, j] + min(before)
    return min(0.0, float(total.min()))


@given(st.integers(0, 10_000), st.integers(1, 9), st.integers(1, 9), st.integers(0, 8))
def test_warp_agrees_with_the_plain_recursion(seed: int, n: int, m: int, band: int) -> None:
    cost = np.random.default_rng(seed).normal(0.2, 1, (n, m))
    path = warp.warp(cost, band)
    assert sum(cost[i, j] for i, j in path) == pytest.approx(slow_warp(cost, band), abs=1e-9)
    steps = np.diff(path, axis=0)
    assert ((steps >= 0) & (steps <= 1)).all()
    assert (np.abs(path[:, 0] - path[:, 1]) <= band).all()


def test_envelope_of_nothing() -> None:
    assert not tracks.of_times([]).eventful
    assert not tracks.of_cues([]).eventful
    still = Frames(np.zeros((5, 4, 4, 3), np.uint8), np.arange(5) / 10)
    assert not tracks.of_frames(still).eventful
    assert tracks.of_cues([Cue(1.0, 2.0, "a"), Cue(3.0, 4.0, "b")]).eventful


def test_hand_set_offset_is_applied() -> None:
    assert sync.by_hand(0.5).to_reference([1.0]).tolist() == [0.5]
