"""Small media files with known content."""

from __future__ import annotations

import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image

#: How an upright picture lies in a file with each EXIF orientation.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def turned(path: Path, upright: Image.Image, orientation: int) -> Path:
    """Save a picture as a camera held so does: turned, with the tag that turns it back."""
    turn = STORED[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    (upright if turn is None else upright.transpose(turn)).save(path, exif=exif)
    return path


def wav(path: Path, samples: np.ndarray, rate: int) -> Path:
    """Write float [n] or [n, channels] in -1..1 as 16-bit WAV."""
    samples = samples.reshape(len(samples), -1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples * 32767).round().astype("<i2").tobytes())
    return path


def mp4(
    path: Path,
    pictures: np.ndarray,
    fps: Fraction | int = 10,
    sound: np.ndarray | None = None,
    rate: int = 16000,
    sound_start_s: float = 0.0,
    codec: str = "mpeg4",
) -> Path:
    """Write uint8 [n, h, w, 3] frames and a mono sound track."""
    with av.open(str(path), "w") as container:
        video = container.add_stream(codec, rate=fps)
        video.height, video.width = pictures.shape[1:3]
        video.pix_fmt = "yuv420p"
        audio = None
        if sound is not None:
            audio = container.add_stream("aac", rate=rate, layout="mono")
        for picture in pictures:
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        if audio is not None:
            frame = av.AudioFrame.from_ndarray(
                sound.astype(np.float32)[None], format="fltp", layout="mono"
            )
            frame.rate = rate
            frame.pts = round(sound_start_s * rate)
            frame.time_base = Fraction(1, rate)
            container.mux(audio.encode(frame))
            container.mux(audio.encode(None))
    return path


def tone(seconds: float, hz: float, rate: int) -> np.ndarray:
    return 0.5 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)
