"""Which estimate is believed, on real containers with planted shifts, drift and odd timestamps."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import polars as pl
import pytest

from core.catalog.schema import INTERACTION_COLUMNS, ITEM_COLUMNS, Catalog, empty
from core.media import audio, estimate, reading, timeline, video
from core.media.sync import Offset
from tests.core.media import make
from tests.core.media.test_sync import at_rate, music, noisy, shifted

ONE_FRAME_S = 0.040
SEEDS = range(20)


def item(root: Path, **files: str) -> Catalog:
    names = dict(ITEM_COLUMNS) | {"events": pl.String()}
    row = {name: [files.get(name)] for name in names} | {"item": ["A"]}
    return Catalog(
        name="one",
        root=root,
        reader="table",
        items=pl.DataFrame(row, schema=names),
        users=pl.DataFrame({"user": ["U"]}),
        interactions=empty(INTERACTION_COLUMNS),
    )


def bells(starts: np.ndarray, seconds: float, rate: int, rng: np.random.Generator) -> np.ndarray:
    """A struck bell at each start, over noise."""
    samples = rng.normal(0, 0.01, round(seconds * rate))
    for start in starts:
        t = np.arange(round(0.2 * rate)) / rate
        first = max(0, round(start * rate))
        piece = 0.6 * np.sin(2 * np.pi * rng.uniform(300, 900) * t) * np.exp(-18 * t)
        room = len(samples[first : first + len(piece)])
        samples[first : first + len(piece)] += piece[:room]
    return np.clip(samples, -1, 1)


def events(rng: np.random.Generator, seconds: float) -> np.ndarray:
    """About a dozen moments, at least a quarter of a second apart."""
    starts = np.sort(rng.uniform(1.6, seconds - 1.6, 14))
    return starts[np.r_[True, np.diff(starts) > 0.25]]


def flashes(starts: np.ndarray, times: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Noisy pictures that change their light at each start; uint8 [n, 16, 32, 3]."""
    pixels = np.full((len(times), 16, 32, 3), 90.0)
    for number, start in enumerate(starts):
        pixels[times >= start - 1e-9] += -50 if number % 2 else 50
    return np.clip(pixels + rng.normal(0, 4, pixels.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("fps", "rate"),
    [(Fraction(25), 44100), (Fraction(30), 48000), (Fraction(30000, 1001), 44100)],
    ids=["25", "30", "29.97"],
)
def test_film_and_sound_files_20_of_20(tmp_path: Path, fps: Fraction, rate: int) -> None:
    """A silent MP4 beside a WAV file: the planted shift comes back within one frame."""
    for seed in SEEDS:
        rng = np.random.default_rng([seed, round(fps * 100), rate])
        seconds, shift = 13.0, float(rng.uniform(-1.2, 1.2))
        starts = events(rng, seconds)
        times = np.arange(round(seconds * fps)) / float(fps)
        make.mp4(tmp_path / "a.mp4", flashes(starts + shift, times, rng), fps)
        make.wav(tmp_path / "a.wav", bells(starts, seconds, rate, rng), rate)
        found = timeline.of_item(item(tmp_path, audio="a.wav", video="a.mp4"), 0)
        offset = found.lanes[1].offset
        assert offset.trusted, (seed, found.lanes[1].estimate)
        moments = np.array([2.0, seconds - 2])
        error = offset.rate * moments + offset.offset_s - moments - shift
        assert np.abs(error).max() <= ONE_FRAME_S, (seed, shift, offset)


def variable(path: Path, pictures: np.ndarray, times: np.ndarray) -> None:
    """An MP4 whose frames come at uneven times."""
    base = Fraction(1, 1000)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=30)
        stream.height, stream.width = pictures.shape[1:3]
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = base
        for picture, time in zip(pictures, times, strict=True):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = round(float(time) / base), base
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def test_variable_frame_rate_keeps_its_times(tmp_path: Path) -> None:
    for seed in range(6):
        rng = np.random.default_rng(seed)
        shift = float(rng.uniform(-1, 1))
        starts = events(rng, 13.0)
        times = np.cumsum(rng.choice([0.02, 0.033, 0.05], 400))
        times = times[times < 13]
        variable(tmp_path / "a.mp4", flashes(starts + shift, times, rng), times)
        make.wav(tmp_path / "a.wav", bells(starts, 13.0, 16000, rng), 16000)
        watched = video.every_frame(tmp_path / "a.mp4")
        np.testing.assert_allclose(np.diff(watched.times), np.diff(times), atol=0.002)
        found = timeline.of_item(item(tmp_path, audio="a.wav", video="a.mp4"), 0)
        offset = found.lanes[1].offset
        assert offset.trusted
        assert abs(offset.offset_s - shift) <= ONE_FRAME_S, (seed, shift, offset)


@pytest.mark.parametrize("suffix", ["mp4", "mkv"])
def test_a_track_that_starts_late_keeps_its_clock(tmp_path: Path, suffix: str) -> None:
    """An edit list (MP4) or a start time (Matroska): PTS, not the first sample, is the clock."""
    rng = np.random.default_rng(0)
    starts = events(rng, 12.0)
    times = np.arange(300) / 25
    path = tmp_path / f"a.{suffix}"
    make.mp4(
        path,
        flashes(starts, times, rng),
        25,
        bells(starts - 0.8, 11.0, 44100, rng),
        rate=44100,
        sound_start_s=0.8,
    )
    sound = audio.load(path)
    assert sound.start_s == pytest.approx(0.8, abs=0.03)
    make.wav(tmp_path / "b.wav", bells(starts, 12.0, 44100, rng), 44100)
    found = timeline.of_item(item(tmp_path, audio="b.wav", video=path.name), 0)
    # Its own sound runs with its pictures only if the late start is respected.
    assert found.lanes[1].offset.trusted
    assert abs(found.lanes[1].offset.offset_s) <= ONE_FRAME_S
    same = timeline.of_item(item(tmp_path, audio=path.name, video=path.name), 0)
    assert same.lanes[1].offset.offset_s == 0
    late = sound.start_s - same.lanes[1].track.start_s
    assert f"begins {late:.3f} s earlier" in same.lanes[1].offset.reason


@pytest.mark.parametrize(("rate", "drift"), [(44100, 1.0), (48000, 1.01), (44100, 0.985)])
def test_a_recording_beside_a_film_with_its_own_sound(
    tmp_path: Path, rate: int, drift: float
) -> None:
    """A separate recorder against the camera's microphone, with noise; it may run fast or slow."""
    for seed in range(6):
        rng = np.random.default_rng([seed, rate, round(drift * 1000)])
        original = music(rng)
        shift = float(rng.uniform(-1, 1))
        other = at_rate(shifted(original, shift, 16000), 16000, 16000 * drift)
        pictures = np.full((20, 16, 32, 3), 100, np.uint8)
        camera = noisy(other, 12, rng)
        make.mp4(tmp_path / "a.mp4", pictures, 2, camera / np.abs(camera).max(), 16000)
        recorder = noisy(at_rate(original, 16000, rate), 12, rng)
        make.wav(tmp_path / "a.wav", recorder / np.abs(recorder).max(), rate)
        found = timeline.of_item(item(tmp_path, audio="a.wav", video="a.mp4"), 0).lanes[1].offset
        assert found.trusted, (seed, found)
        assert (found.method == "warping") == (drift != 1.0), (seed, found)
        moments = np.array([2.0, 7.0, 12.0])
        error = found.rate * moments + found.offset_s - drift * (moments + shift)
        assert np.abs(error).max() <= ONE_FRAME_S, (seed, shift, found)


def test_events_and_subtitles_by_their_times(tmp_path: Path) -> None:
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        starts = events(rng, 14.0)
        shift, late = rng.uniform(-1, 1, 2)
        make.wav(tmp_path / "a.wav", bells(starts, 14.0, 16000, rng), 16000)
        lines = [f"{max(0, s):.3f},like" for s in starts + late]
        (tmp_path / "a.csv").write_text("seconds,event\n" + "\n".join(lines))
        (tmp_path / "a.lrc").write_text("".join(f"[00:{s:06.3f}]word\n" for s in starts + shift))
        found = timeline.of_item(
            item(tmp_path, audio="a.wav", subtitles="a.lrc", events="a.csv"), 0
        )
        words, log = (lane.offset for lane in found.lanes[1:])
        assert words.trusted
        assert log.trusted
        assert abs(words.offset_s - shift) <= ONE_FRAME_S, seed
        assert abs(log.offset_s - late) <= ONE_FRAME_S, seed


def test_too_few_lines_change_nothing_and_say_so(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    starts = events(rng, 12.0)
    make.wav(tmp_path / "a.wav", bells(starts, 12.0, 16000, rng), 16000)
    (tmp_path / "a.lrc").write_text("[00:02.00]one\n[00:05.00]two\n")
    lane = timeline.of_item(item(tmp_path, audio="a.wav", subtitles="a.lrc"), 0).lanes[1]
    assert not lane.estimate.checked
    assert not lane.offset.trusted
    assert "Nothing was changed" in lane.offset.reason
    assert lane.offset.to_reference([lane.track.start_s]) == [2.0]


def offset(seconds: float, method: str, confidence: float = 5.0, rate: float = 1.0) -> Offset:
    trusted = confidence >= 2
    return Offset(seconds, rate, confidence, trusted, method, "")  # type: ignore[arg-type]


def test_methods_that_disagree_change_nothing() -> None:
    tried = (offset(0.5, "correlation"), offset(-0.7, "timestamps"))
    found = estimate.choose(tried, 0, 10, checked=True)
    assert not found.offset.trusted
    assert "disagree" in found.offset.reason
    agreeing = (offset(0.5, "correlation"), offset(0.53, "timestamps"))
    assert estimate.choose(agreeing, 0, 10, checked=True).offset == agreeing[0]


def test_a_marker_goes_before_a_correlation() -> None:
    tried = (offset(0.50, "marker"), offset(0.52, "correlation", 9.0))
    assert estimate.choose(tried, 0, 10, checked=True).offset.method == "marker"


def test_drift_is_believed_only_if_it_is_more_than_its_error() -> None:
    drift = offset(0.48, "warping", 4.0, rate=1.001)
    plain = offset(0.50, "correlation", 3.8)
    unsure = replace(drift, rate_error=0.0005)
    assert estimate.choose((plain, unsure), 0, 180, checked=True).offset is plain
    doubted = offset(0.50, "correlation", 1.4)
    assert estimate.choose((doubted, unsure), 0, 180, checked=True).offset is doubted
    sure = replace(drift, rate_error=0.0001)
    assert estimate.choose((plain, sure), 0, 180, checked=True).offset is sure
    # Too little to be seen before a short track ends.
    assert estimate.choose((plain, sure), 0, 20, checked=True).offset is plain


def test_events_file_is_read_or_refused_with_its_line(tmp_path: Path) -> None:
    from core.errors import UserError
    from core.media import events as log

    path = tmp_path / "e.csv"
    path.write_text("seconds,event\n2.5,skip\n1,like\n")
    assert [(cue.start_s, cue.text) for cue in log.load(path)] == [(1.0, "like"), (2.5, "skip")]
    path.write_text("seconds,event\n1,like\nsoon,skip\n")
    with pytest.raises(UserError) as refused:
        log.load(path)
    assert refused.value.line == 3
    for text in ("time,event\n1,x\n", "seconds,event\n"):
        path.write_text(text)
        with pytest.raises(UserError):
            log.load(path)


def test_a_word_named_events_is_no_file(tmp_path: Path) -> None:
    make.wav(tmp_path / "a.wav", make.tone(2, 440, 16000), 16000)
    assert timeline.files(item(tmp_path, audio="a.wav", events="launch party"), 0) == {
        "audio": "a.wav"
    }


def test_reading_keeps_the_sound_of_a_film(tmp_path: Path) -> None:
    pictures = np.full((20, 16, 32, 3), 100, np.uint8)
    make.mp4(tmp_path / "a.mp4", pictures, 10, make.tone(2, 440, 16000))
    track = reading.read("video", "a.mp4", tmp_path / "a.mp4")
    assert track.sound is not None
    make.mp4(tmp_path / "b.mp4", pictures, 10)
    assert reading.read("video", "b.mp4", tmp_path / "b.mp4").sound is None
