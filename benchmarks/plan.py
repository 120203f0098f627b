"""The grid of a run: which workload at which place. Needs no torch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from pydantic import BaseModel, ConfigDict, Field, field_validator

from benchmarks import naming
from benchmarks.schema import Axes, Mode, Point
from benchmarks.workloads.base import Workload
from benchmarks.workloads.catalogue import find
from core.errors import UserError
from core.text import Text


class Spec(BaseModel):
    """What to measure, as the shell and the window ask for it.

    Empty lists mean "what fits this machine and mode".
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    mode: Mode = Field(default="quick", title="Mode", description="How thorough the run is.")
    workloads: tuple[str, ...] = Field(
        default=(), title="Workloads", description="Names or groups; all if empty."
    )
    devices: tuple[str, ...] = Field(
        default=(), title="Devices", description="cpu, cuda:0, ...; all that work if empty."
    )
    batches: tuple[int, ...] = Field(
        default=(), title="Batches", description="The workload's own if empty."
    )
    dtypes: tuple[str, ...] = Field(
        default=("fp32",), title="Precisions", description="fp32, bf16, fp16."
    )
    compiles: tuple[bool, ...] = Field(
        default=(False,), title="Compile", description="Without and with torch.compile."
    )
    threads: tuple[int, ...] = Field(
        default=(), title="Threads", description="Host threads; one if empty."
    )
    sizes: tuple[dict[str, int], ...] = Field(
        default=({},), title="Sizes", description="Changes to the workloads' sizes, one per curve."
    )
    seed: int = Field(default=0, ge=0, title="Seed", description="Inputs and the random order.")
    seconds: float | None = Field(
        default=None, gt=0, title="Seconds", description="Budget instead of the mode's."
    )
    rounds: int | None = Field(
        default=None, ge=1, title="Rounds", description="Rounds instead of the mode's."
    )
    processes: int | None = Field(
        default=None, ge=1, title="Processes", description="Fresh processes instead of the mode's."
    )
    ceilings: bool = Field(
        default=True, title="Ceilings", description="Measure the roofline's roof."
    )
    catalog: str = Field(
        default="", title="Catalog", description="Snapshot of one's own catalog to measure on."
    )
    features: str = Field(
        default="", title="Features", description="What was encoded of it, if anything was."
    )
    oom: bool = Field(
        default=False, title="Largest batch", description="Find where memory runs out by bisection."
    )

    @field_validator("devices")
    @classmethod
    def _torchs(cls, devices: tuple[str, ...]) -> tuple[str, ...]:
        """By the names torch knows."""
        return tuple(map(naming.torchs, devices))


@dataclass(frozen=True)
class Task:
    """One point to measure."""

    workload: Workload
    axes: Axes

    @property
    def key(self) -> str:
        """See `Point.key`."""
        return f"{self.workload.name}|{self.workload.sized(self.axes).key}"

    def point(self, **fields: object) -> Point:
        """The point of this task, not yet measured."""
        return self.workload.point(self.axes, **fields)


@dataclass(frozen=True)
class Plan:
    """Tasks in the order of the grid, and the points that are skipped, with reasons."""

    spec: Spec
    tasks: tuple[Task, ...]
    skipped: tuple[Point, ...] = field(default=())

    @property
    def devices(self) -> tuple[str, ...]:
        """Devices in use."""
        return tuple(dict.fromkeys(task.axes.device for task in self.tasks))

    def on(self, device: str) -> Plan:
        """What is measured on one of them."""
        tasks = tuple(task for task in self.tasks if task.axes.device == device)
        return Plan(self.spec.model_copy(update={"devices": (device,)}), tasks)


def make(spec: Spec, available: Sequence[str]) -> Plan:
    """Lay out the grid.

    Args:
        spec: what is asked for.
        available: devices that work here, best last.

    Raises:
        UserError: a name is unknown, a device cannot be used, or nothing is left to measure.

    """
    devices = spec.devices or tuple(available)
    for name in devices:
        if name.partition(":")[0] not in {one.partition(":")[0] for one in available} | {"fake"}:
            raise UserError(
                Text("The device '{name}' cannot be used here.", name=name),
                Text("Choose from: {available}.", available=", ".join(available)),
            )
    chosen = _chosen(spec, devices)
    known = {name for workload in chosen for name in workload.size}
    for name in {name for size in spec.sizes for name in size} - known:
        raise UserError(
            Text("None of the workloads has a size '{name}'.", name=name),
            Text("They have: {known}.", known=", ".join(sorted(known)) or Text("none")),
        )
    tasks: dict[str, Task] = {}
    skipped: dict[str, Point] = {}
    for workload in chosen:
        for (device, batch), dtype, compiled, threads, size in product(
            _batches(spec, workload, devices),
            spec.dtypes,
            spec.compiles,
            spec.threads or (1,),
            spec.sizes,
        ):
            if size.keys() - workload.size.keys():
                continue
            axes = Axes.model_validate(
                {
                    "device": device,
                    "batch": batch,
                    "dtype": dtype,
                    "compile": compiled,
                    "threads": threads,
                    "size": size,
                }
            )
            task = Task(workload, axes)
            if workload.refuses(axes):
                continue
            if workload.missing:
                skipped[task.key] = task.point(status="skipped", reason=workload.missing)
            else:
                tasks[task.key] = task
    if not tasks:
        why = next(
            (point.reason for point in skipped.values()), Text("no workload fits these choices")
        )
        raise UserError(
            Text("There is nothing to measure: {why}.", why=why), "Choose other workloads or axes."
        )
    return Plan(spec, tuple(tasks.values()), tuple(skipped.values()))


def _batches(spec: Spec, workload: Workload, devices: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each device with the batches measured on it."""
    usual = workload.batches[spec.mode != "quick"]
    for device in devices:
        wide = () if device == "cpu" else workload.wide
        yield from ((device, batch) for batch in spec.batches or sorted({*usual, *wide}))


def _chosen(spec: Spec, devices: Sequence[str]) -> list[Workload]:
    names = list(spec.workloads)
    if not names and all(name.startswith("fake") for name in devices):
        names = ["synthetic"]
    if not spec.catalog:
        found = find(names)
        return found if names or spec.mode != "quick" else [one for one in found if one.quick]
    from benchmarks.workloads import own

    mine = own.workloads(spec.catalog, spec.features)
    wanted = [one for one in mine if not names or {own.GROUP, one.name} & set(names)]
    others = [name for name in names if not name.startswith(own.GROUP)]
    return [*(find(others) if others else []), *(wanted or mine)]
