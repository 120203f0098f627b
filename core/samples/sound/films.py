"""Write video files."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image

from core.samples.sound.files import frame_of


def write_mp4(
    path: Path, pictures: Sequence[Image.Image], fps: int, sound: np.ndarray, rate: int
) -> None:
    """Write RGB pictures and float [n] mono sound as MP4 (H.264, or MPEG-4 without x264; AAC)."""
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:
        codec = "libx264" if "libx264" in av.codecs_available else "mpeg4"
        video = container.add_stream(codec, rate=fps)
        video.width, video.height = pictures[0].size
        video.pix_fmt = "yuv420p"
        video.time_base = Fraction(1, fps)
        video.codec_context.thread_count = 1
        if codec == "libx264":
            # With its macroblock tree x264 gives other bytes in one run out of ten.
            video.options = {
                "preset": "veryfast",
                "crf": "20",
                "tune": "animation",
                "x264-params": "threads=1:mbtree=0",
            }
        else:
            video.bit_rate = 500_000
        audio = container.add_stream("aac", rate=rate, layout="mono")
        audio.bit_rate = 64_000
        audio.options = {"aac_coder": "fast"}
        for number, picture in enumerate(pictures):
            frame = av.VideoFrame.from_image(picture)
            frame.pts = number
            frame.time_base = Fraction(1, fps)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        container.mux(audio.encode(frame_of(sound, rate, "fltp")))
        container.mux(audio.encode(None))
