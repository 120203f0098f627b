"""Sound, video and spectrograms on files whose content is known."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import torch
import torchaudio

from core.errors import UserError
from core.media import audio, spectrogram, video
from core.media.audio import Sound
from tests.core.media import make
from tests.core.media.make import mp4, tone, wav


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


def test_the_length_of_an_mp3_that_does_not_tell_it(tmp_path: Path) -> None:
    """Half of it quiet, so that its bit rate varies; the header that tells its length is cut."""
    path, rate = tmp_path / "a.mp3", 44100
    noise = np.random.default_rng(5).normal(0, 0.2, 6 * rate).astype(np.float32)
    noise[: 4 * rate] *= 1e-4
    with av.open(str(path), "w", options={"write_xing": "0"}) as container:
        stream = container.add_stream("libmp3lame", rate=rate, layout="mono")
        stream.options = {"q": "2"}
        stream.codec_context.qscale = True
        frame = av.AudioFrame.from_ndarray(noise[None], format="fltp", layout="mono")
        frame.rate = rate
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert not any(mark in path.read_bytes()[:4096] for mark in (b"Xing", b"Info"))
    for seconds in (30, 2):
        sound = audio.load(path, max_seconds=seconds)
        assert sound.duration_s == pytest.approx(6, abs=0.1)
        assert not sound.warning


def test_opposite_channels_are_heard(tmp_path: Path) -> None:
    left = tone(2, 440, 16000)
    sound = audio.load(wav(tmp_path / "a.wav", np.stack([left, -left], axis=1), 16000))
    assert np.allclose(sound.samples, left, atol=1e-3)
    one = audio.load(wav(tmp_path / "b.wav", np.stack([0 * left, left], axis=1), 16000))
    assert np.allclose(one.samples, left / 2, atol=1e-3)


def test_pixels_that_are_not_square(tmp_path: Path) -> None:
    for aspect, size in ((Fraction(2), (128, 48)), (Fraction(1, 2), (64, 96))):
        path = tmp_path / f"{aspect.numerator}.mp4"
        with av.open(str(path), "w") as container:
            stream = container.add_stream("mpeg4", rate=10)
            stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
            stream.codec_context.sample_aspect_ratio = aspect
            for _ in range(5):
                frame = av.VideoFrame.from_ndarray(np.zeros((48, 64, 3), np.uint8), format="rgb24")
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        frames = video.load(path, frames=2)
        assert frames.original_size == size
        assert frames.pixels.shape[1:3] == size[::-1]


def test_frames_that_stay_are_frames(tmp_path: Path) -> None:
    """A file may say that nothing changed by packets without bytes, as Ogg Theora does."""
    path = tmp_path / "a.nut"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        packets = []
        for grey in (20, 120, 220):
            picture = np.full((48, 64, 3), grey, np.uint8)
            packets += stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24"))
        for k, packet in enumerate([*packets, *stream.encode(None)]):
            for n, part in enumerate([packet, *(av.Packet(0) for _ in range(4))]):
                part.pts = part.dts = 5 * k + n
                part.time_base, part.stream = Fraction(1, 10), stream
                container.mux(part)
    frames = video.every_frame(path)
    assert not frames.warning
    assert frames.times == pytest.approx(np.arange(15) / 10)
    shown = frames.pixels.mean(axis=(1, 2, 3))
    assert shown == pytest.approx(np.repeat([20, 120, 220], 5), abs=6)
    assert not video.load(path).warning


def test_a_matroska_cut_short_is_named_with_what_it_holds(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    pictures = rng.integers(0, 255, (60, 48, 64, 3), np.uint8)
    whole = mp4(tmp_path / "a.mkv", pictures, 10, tone(6, 440, 16000))
    assert not video.load(whole).warning
    data = whole.read_bytes()
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(data[: len(data) // 2])
    frames = video.load(cut)
    assert "cut short" in str(frames.warning)
    assert frames.warning.values["problem"].values["told"] == pytest.approx(6, abs=0.2)
    assert 1 < frames.duration_s < 5
    assert frames.times.max() < frames.duration_s


def test_a_track_shorter_than_its_file_is_whole(tmp_path: Path) -> None:
    path = mp4(tmp_path / "a.mkv", np.zeros((60, 48, 64, 3), np.uint8), 10, tone(3, 440, 16000))
    sound = audio.load(path)
    assert not sound.warning
    assert sound.duration_s == pytest.approx(3, abs=0.2)
