"""Absolute, per map, or in multiples of uniform: one place decides how strong a weight looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.contracts.attention import FlowKind, Kind, Maps
from gui.pages.attention.map_slice import ITEM_VECTOR, Choice, Focus, MapSlice

ScaleMode = Literal["absolute", "map", "uniform"]
#: Multiples of uniform are drawn at least up to here, so that a flat map looks flat.
LEAST_TIMES = 4.0
#: Per map, full colour is at least so many times uniform: rounding must not look like a map.
LEAST_TOP = 2.0


@dataclass(frozen=True)
class Scale:
    """What the strongest colour stands for.

    Attributes:
        tops: per modality on screen, the value (or multiple of uniform) at full strength.
        mode: see the module.
        uniform: value all tokens would have if equal, in the units of `tops`; None where the
            modalities on screen differ in it.

    """

    tops: dict[str, float]
    mode: ScaleMode
    uniform: float | None
    signed: bool = False

    @property
    def top(self) -> float:
        """The largest of the tops."""
        return max(self.tops.values(), default=0.0)

    @property
    def shared(self) -> bool:
        """Whether the same colour means the same value in all modalities."""
        return len({round(top, 12) for top in self.tops.values()}) <= 1

    def strength(self, look: MapSlice, modality: str) -> np.ndarray:
        """How strongly to draw each token, [L] in 0..1; -1..1 for a difference.

        Colours begin at uniform: what all tokens would get if they were equal is not drawn.
        """
        values = look.weights.get(modality)
        top = self.tops.get(modality, 0.0)
        if values is None or top <= 0:
            return np.zeros(0 if values is None else len(values), np.float32)
        if self.signed:
            return np.clip(values / top, -1, 1)
        uniform = look.uniform[modality] if len(values) > 1 else 0.0
        if self.mode == "uniform":
            values, uniform = values / max(look.uniform[modality], 1e-12), float(uniform > 0)
        return np.clip((values - uniform) / max(top - uniform, 1e-12), 0, 1)


def scale_of_difference(look: MapSlice) -> Scale:
    """One scale for all modalities, alike on both sides of zero."""
    tops = [float(np.abs(values).max(initial=0)) for values in look.weights.values()]
    return Scale(dict.fromkeys(look.weights, max(tops, default=0.0)), "map", None, True)


def scale_of(maps: Maps, choice: Choice, focus: Focus, look: MapSlice, mode: ScaleMode) -> Scale:
    """The scale of what is on screen.

    Per map, modalities have a scale each where each has a softmax of its own (raw attention of
    tokens), and share one where one distribution covers them all.
    """
    shown = {name: values for name, values in look.weights.items() if len(values)}
    if mode == "uniform":
        times = [float(v.max()) / max(look.uniform[name], 1e-12) for name, v in shown.items()]
        return Scale(dict.fromkeys(shown, max([LEAST_TIMES, *times])), mode, 1.0)
    uniforms = {round(look.uniform[name], 9) for name in shown}
    uniform = uniforms.pop() if len(uniforms) == 1 else None
    if mode == "absolute":
        top = max((peak(maps, choice.kind, name) for name in shown), default=0.0)
        return Scale(dict.fromkeys(shown, top), mode, uniform)
    least = {name: LEAST_TOP * look.uniform[name] * (len(v) > 1) for name, v in shown.items()}
    own = {name: max(float(values.max()), least[name]) for name, values in shown.items()}
    asked = choice.pair[0] if choice.pair is not None and not focus.tokens else focus.modality
    if choice.kind != "raw" or asked == ITEM_VECTOR:
        own = dict.fromkeys(own, max(own.values(), default=0.0))
    return Scale(own, mode, uniform)


def peak(maps: Maps, kind: Kind, key: str) -> float:
    """Largest weight that any layer, head and query gives a token of the modality `key`.

    A pair with a single key is left out, its weight is always one; so is what a token keeps of
    itself.
    """
    if kind != "raw":
        return _peak_of_flow(maps, kind, key)
    queries = maps.modalities if maps.count(key) > 1 else ()
    several = [float(maps.summary.pairs[q][key].most.max(initial=0)) for q in queries]
    return max(float(maps.fusion[..., maps.part(key)].max(initial=0)), *several, 0.0)


def _peak_of_flow(maps: Maps, kind: FlowKind, key: str) -> float:
    if kind not in maps.flow:
        return 0.0
    of_item = float(maps.flow_item[kind][maps.part(key)].max(initial=0))
    return max(float(maps.summary.flow[kind].most[maps.modalities.index(key)]), of_item)
