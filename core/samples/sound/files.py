"""Write sound files."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np


def frame_of(samples: np.ndarray, rate: int, layout_format: str) -> av.AudioFrame:
    """One PyAV frame of mono samples in -1..1; `layout_format` is "s16" or "fltp"."""
    data = samples.astype(np.float32)
    if layout_format == "s16":
        data = np.round(np.clip(samples, -1, 1) * 32767).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(data[None], format=layout_format, layout="mono")
    frame.rate = rate
    frame.pts = 0
    frame.time_base = Fraction(1, rate)
    return frame


def write_flac(path: Path, samples: np.ndarray, rate: int) -> None:
    """Write float [n] in -1..1 as 16-bit mono FLAC, the same bytes every time."""
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("flac", rate=rate, layout="mono", format="s16")
        container.mux(stream.encode(frame_of(samples, rate, "s16")))
        container.mux(stream.encode(None))
