"""What a result measured and no list here offers: on a catalog, a model or by another package."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.devices.base import Device
from benchmarks.schema import Axes, Point
from benchmarks.workloads.base import Prepared, Workload
from core.errors import UserError
from core.text import Text


@dataclass(frozen=True, kw_only=True)
class Elsewhere(Workload):
    """To be shown, never to be measured."""

    @classmethod
    def of(cls, point: Point) -> Elsewhere:
        """As a point tells it."""
        return cls(
            name=point.workload,
            title=point.title,
            definition=point.definition,
            unit=point.unit,
            group=point.workload.partition(".")[0],
            batches=((1,), (1,)),
            missing=Text("cannot be ticked here: it belongs to a catalog, a model or a package"),
        )

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        raise UserError(self.missing)
