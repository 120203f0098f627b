"""Sound, video and spectrograms on files whose content is known."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import torch
import torchaudio

from core.errors import UserError
from core.media import audio, spectrogram, video
from core.media.audio import Sound
from tests.core.media import make


@pytest.mark.parametrize("rate", [8000, 44100, 48000])
def test_resampled_to_one_rate(tmp_path: Path, rate: int) -> None:
    stereo = np.stack([make.tone(1, 440, rate), make.tone(1, 440, rate)], axis=1)
    sound = audio.load(make.wav(tmp_path / "a.wav", stereo, rate))
    assert sound.samples.dtype == np.float32
    assert len(sound.samples) == pytest.approx(16000, abs=20)
    spectrum = np.abs(np.fft.rfft(sound.samples))
    assert np.argmax(spectrum) * 16000 / len(sound.samples) == pytest.approx(440, abs=1)
    assert np.abs(sound.samples[2000:14000]).max() == pytest.approx(0.5, abs=0.01)
    assert (sound.start_s, sound.warning) == (0, "")


def test_long_sound_is_cut_but_its_length_told(tmp_path: Path) -> None:
    sound = audio.load(make.wav(tmp_path / "a.wav", make.tone(3, 440, 8000), 8000), max_seconds=1)
    assert len(sound.samples) == 16000
    assert sound.duration_s == pytest.approx(3, abs=0.01)


def test_late_sound_track_keeps_its_start(tmp_path: Path) -> None:
    pictures = np.zeros((20, 32, 48, 3), np.uint8)
    path = make.mp4(
        tmp_path / "a.mp4", pictures, 10, make.tone(1, 440, 16000), 16000, sound_start_s=0.5
    )
    sound = audio.load(path)
    loud = np.abs(sound.samples) > 0.1
    assert sound.times()[loud][0] == pytest.approx(0.5, abs=0.01)
    assert sound.times()[loud][-1] == pytest.approx(1.5, abs=0.02)


def test_truncated_sound_warns_and_gives_the_rest(tmp_path: Path) -> None:
    path = make.wav(tmp_path / "a.wav", make.tone(2, 440, 16000), 16000)
    path.write_bytes(path.read_bytes()[:32044])
    sound = audio.load(path)
    assert len(sound.samples) == 16000
    assert "a.wav is damaged" in sound.warning


def test_numbers_that_are_none_become_silence(tmp_path: Path) -> None:
    import av

    samples = make.tone(0.5, 440, 16000).astype(np.float32)
    samples[100:110] = np.nan
    path = tmp_path / "a.wav"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_f32le", rate=16000, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None], format="flt", layout="mono")
        frame.rate = 16000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    sound = audio.load(path)
    assert np.isfinite(sound.samples).all()
    assert "not numbers" in sound.warning


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.wav", b""),
        ("a.wav", b"\x01\x02" * 4000),
        ("a.mp4", b"\x00" * 5000),
        ("list.m3u8", b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:3,\nother.wav\n#EXT-X-ENDLIST\n"),
        ("list.ffconcat", b"ffconcat version 1.0\nfile other.wav\n"),
        ("none.wav", None),
    ],
)
def test_refusals_name_file_and_remedy(tmp_path: Path, name: str, content: bytes | None) -> None:
    make.wav(tmp_path / "other.wav", make.tone(1, 440, 8000), 8000)
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        audio.load(path)
    assert caught.value.file == str(path)
    assert caught.value.remedy


def test_video_without_sound_and_sound_without_video(tmp_path: Path) -> None:
    silent = make.mp4(tmp_path / "a.mp4", np.zeros((5, 32, 48, 3), np.uint8))
    with pytest.raises(UserError, match="has no sound"):
        audio.load(silent)
    blind = make.wav(tmp_path / "a.wav", make.tone(1, 440, 8000), 8000)
    with pytest.raises(UserError, match="has no pictures"):
        video.load(blind)


def ramp(n: int) -> np.ndarray:
    """Frames whose brightness tells their number."""
    levels = np.linspace(20, 235, n).astype(np.uint8)
    return np.broadcast_to(levels[:, None, None, None], (n, 32, 48, 3)).copy()


@pytest.mark.parametrize("fps", [10, 25, Fraction(30000, 1001)])
def test_frames_are_those_on_screen_at_the_middles(tmp_path: Path, fps: Fraction | int) -> None:
    n = 60
    path = make.mp4(tmp_path / "a.mp4", ramp(n), fps)
    frames = video.load(path, frames=6)
    middles = (np.arange(6) + 0.5) * (n / float(fps)) / 6
    shown = np.floor(middles * float(fps) + 1e-6)
    np.testing.assert_allclose(frames.times, shown / float(fps), atol=1.01 / float(fps))
    number = (frames.pixels[:, 16, 24, 1].astype(float) - 20) / 215 * (n - 1)
    np.testing.assert_allclose(number / float(fps), frames.times, atol=1.5 / float(fps))
    assert frames.original_size == (48, 32)


def test_seeking_gives_the_frames_of_decoding(tmp_path: Path, monkeypatch) -> None:
    path = make.mp4(tmp_path / "a.mp4", ramp(80), 10)
    decoded = video.load(path)
    monkeypatch.setattr(video, "_SEEK_ABOVE_S", 1.0)
    sought = video.load(path)
    np.testing.assert_allclose(sought.times, decoded.times, atol=0.101)
    assert len(sought.times) == 8


def test_short_video_gives_what_it_has(tmp_path: Path) -> None:
    frames = video.load(make.mp4(tmp_path / "a.mp4", ramp(3), 10), frames=8)
    assert len(frames.times) == len(frames.pixels) == 3


def test_large_frames_are_shrunk_in_proportion(tmp_path: Path) -> None:
    path = make.mp4(tmp_path / "a.mp4", np.zeros((3, 320, 640, 3), np.uint8))
    frames = video.load(path, max_side=160)
    assert frames.pixels.shape[1:] == (80, 160, 3)
    assert frames.original_size == (640, 320)


def test_truncated_video_gives_its_beginning_or_a_refusal(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    noise = rng.integers(0, 255, (40, 64, 64, 3), dtype=np.uint8)
    path = make.mp4(tmp_path / "a.mp4", noise)
    path.write_bytes(path.read_bytes()[:20000])
    with pytest.raises(UserError, match=r"a\.mp4"):
        video.load(path)  # the index of an MP4 stands at its end


def test_log_mel_agrees_with_torchaudio() -> None:
    rng = np.random.default_rng(0)
    samples = rng.normal(0, 0.1, 16000).astype(np.float32)
    ours = spectrogram.log_mel(Sound(samples, 16000))
    bank, edges = spectrogram.mel_bank(64, 512, 16000)
    theirs = torchaudio.functional.melscale_fbanks(257, 0, 8000, 64, 16000)
    np.testing.assert_allclose(bank, theirs.numpy(), atol=1e-4)
    assert ours.values.shape == (64, 101)
    # One frame by hand: 400 samples around its centre, in a 512 point transform.
    k = 37
    cut = samples[k * 160 - 200 : k * 160 + 200] * torch.hann_window(400).numpy()
    power = np.abs(np.fft.rfft(cut, 512)) ** 2
    np.testing.assert_allclose(ours.values[:, k], 10 * np.log10(power @ theirs.numpy()), atol=0.01)
    np.testing.assert_allclose(ours.bands[:, 0], edges[:-2])


@pytest.mark.parametrize("rate", [16000, 22050, 44100])
@pytest.mark.parametrize("hz", [200, 1000, 5000])
def test_a_tone_stands_at_its_second_and_its_hz(rate: int, hz: float) -> None:
    samples = np.zeros(3 * rate, np.float32)
    samples[rate : 2 * rate] = make.tone(1, hz, rate)
    picture = spectrogram.log_mel(Sound(samples, rate, start_s=5.0))
    band, frame = np.unravel_index(np.argmax(picture.values), picture.values.shape)
    low, high = picture.bands[band]
    assert low <= hz <= high
    loud = picture.times[picture.values[band] > picture.values.max() - 10]
    assert loud[0] == pytest.approx(6.0, abs=0.02)
    assert loud[-1] == pytest.approx(7.0, abs=0.02)
    assert picture.times[frame] == pytest.approx(6.5, abs=0.52)


def test_silence_and_the_shortest_sound() -> None:
    silence = spectrogram.log_mel(Sound(np.zeros(16000, np.float32), 16000))
    assert (silence.values == -100).all()
    assert spectrogram.log_mel(Sound(np.zeros(1, np.float32), 16000)).values.shape == (64, 1)
