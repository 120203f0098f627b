"""What a Stop means at the end of a training: what is quick is done, what takes long is left."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic

from core.progress import Level, Reporter

#: Seconds after which nobody waits any more.
GRACE_S = 1.5


class Grace(Reporter):
    """Passes everything on, but a wish to stop only once `GRACE_S` have gone by since.

    Args:
        told: who is told, and asked.
        stopping: whether the wish was there before.

    """

    def __init__(self, told: Reporter, stopping: bool) -> None:
        self._told = told
        self._since = monotonic() if stopping else None

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        self._told.progress(stage, done, total, unit)

    def metric(self, step: int, epoch: float, values: Mapping[str, float]) -> None:
        self._told.metric(step, epoch, values)

    def log(self, text: str, level: Level = "info") -> None:
        self._told.log(text, level)

    def checkpoint(self) -> bool:
        if not self._told.checkpoint():
            return False
        now = monotonic()
        self._since = now if self._since is None else self._since
        return now - self._since >= GRACE_S
