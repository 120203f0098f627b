"""Absolute, per map, or in multiples of uniform: one place decides how strong a weight looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from gui.pages.attention.maps import Choice, ItemMaps, Look

ScaleMode = Literal["absolute", "map", "uniform"]
#: Multiples of uniform are drawn at least up to here, so that a flat map looks flat.
LEAST_TIMES = 4.0


@dataclass(frozen=True)
class Scale:
    """What the strongest colour stands for.

    Attributes:
        top: value (or multiple of uniform) at full strength.
        mode: see the module.
        uniform: value all tokens would have if equal, in the units of `top`; None where the
            modalities on screen differ in it.

    """

    top: float
    mode: ScaleMode
    uniform: float | None

    def strength(self, look: Look, modality: str) -> np.ndarray:
        """How strongly to draw each token, [L] in 0..1."""
        values = look.weights.get(modality)
        if values is None or self.top <= 0:
            return np.zeros(0 if values is None else len(values), np.float32)
        if self.mode == "uniform":
            values = values / max(look.uniform[modality], 1e-12)
        return np.clip(values / self.top, 0, 1)


def scale_of(maps: ItemMaps, choice: Choice, look: Look, mode: ScaleMode) -> Scale:
    """The scale of what is on screen."""
    if mode == "uniform":
        times = [
            float(values.max()) / max(look.uniform[name], 1e-12)
            for name, values in look.weights.items()
            if len(values)
        ]
        return Scale(max([LEAST_TIMES, *times]), mode, 1.0)
    uniforms = {round(look.uniform[name], 9) for name in look.weights}
    uniform = uniforms.pop() if len(uniforms) == 1 else None
    if mode == "map":
        top = max((float(v.max()) for v in look.weights.values() if len(v)), default=0.0)
    else:
        top = max((maps.peaks.get((choice.kind, name), 0.0) for name in look.weights), default=0.0)
    return Scale(top, mode, uniform)
