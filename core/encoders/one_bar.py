"""Encoding of several modalities as one bar, so that what is left of all can be told."""

from __future__ import annotations

from collections.abc import Mapping

from core.progress import Level, Reporter

#: What an item takes compared with a text, by the packaged encoders on one core.
_COST = {"text": 1.0, "image": 2.0, "audio": 8.0, "video": 20.0}


class OneBar(Reporter):
    """Passes on what is said and wished; progress of a modality is that of its part of the bar.

    Args:
        outer: who listens.
        items: how many a modality has.

    """

    def __init__(self, outer: Reporter, items: Mapping[str, int]) -> None:
        self._outer = outer
        self._costs = {name: count * _COST.get(name, 1.0) for name, count in items.items()}
        self._whole = sum(self._costs.values()) or 1.0
        self._before = self._part = 0.0

    def begin(self, modality: str) -> None:
        """Go on to a modality: those before it are done."""
        self._before += self._part
        self._part = self._costs[modality] / self._whole
        self._tell(0)

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        """Only what has an end moves the bar."""
        if total:
            self._tell(done / total)

    def _tell(self, within: float) -> None:
        self._outer.progress("encoding", 100 * (self._before + within * self._part), 100, "%")

    def end(self) -> None:
        """All is done."""
        if self._costs:
            self._outer.progress("encoding", 100, 100, "%")

    def log(self, text: str, level: Level = "info") -> None:
        self._outer.log(text, level)

    def checkpoint(self) -> bool:
        return self._outer.checkpoint()
