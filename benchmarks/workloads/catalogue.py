"""All workloads: those the files of this folder declare, and other packages'. Needs no torch."""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from benchmarks import jobs
from benchmarks import workloads as folder
from benchmarks.schema import Axes
from benchmarks.workloads import encoders
from benchmarks.workloads.base import Workload
from core import plugins
from core.errors import UserError
from core.text import Text

GROUP = "triptych.workloads"
#: Names the workloads of the card of results.
CARD = "card"
#: Families that are measured only if somebody asks for them.
_ASKED_FOR = ("distributed", "synthetic")
#: Families in the order of the grid; others stand before those that are asked for.
_FIRST = ("encoder", "fusion", "train", "mf", "topk", "features", "end_to_end")


def workloads() -> list[Workload]:
    """Every workload, those that cannot run here included; each name once, ours first."""
    own = [*encoders.workloads(), *_declared()]
    taken = {word for one in own for word in (one.name, one.group)}

    def check(workload: Workload) -> None:
        _listed(workload, taken)

    offered = plugins.load(GROUP, Workload, taken, check)  # type: ignore[type-abstract]
    named = {one.name: one for one in (*offered.values(), *own)}
    return sorted(named.values(), key=lambda one: _place(one.group))


def find(names: list[str] | None) -> list[Workload]:
    """The workloads of these names or groups; all real ones if none is given.

    Raises:
        UserError: a name is unknown.

    """
    known = workloads()
    if not names:
        return [one for one in known if one.group not in _ASKED_FOR]
    chosen = []
    for name in names:
        found = [one for one in known if name in (one.name, one.group)]
        if name == CARD:
            found = [one for one in known if one.name in jobs.MEASURED]
        if not found and (other := encoders.by_reference(name)) is not None:
            found = [other]
        if not found:
            raise UserError(
                Text("There is no workload '{name}'.", name=name),
                Text("Choose from: {names}.", names=", ".join(sorted({one.name for one in known}))),
            )
        chosen += [one for one in found if one not in chosen]
    return chosen


@cache
def _declared() -> tuple[Workload, ...]:
    """The `WORKLOADS` of every file of this folder; what needs torch lies in `parts`."""
    files = (file.name for file in iter_modules(folder.__path__) if not file.ispkg)
    modules = [import_module(f"{folder.__name__}.{name}") for name in files]
    return tuple(one for module in modules for one in getattr(module, "WORKLOADS", ()))


def _place(group: str) -> int:
    order = (*_FIRST, "", *_ASKED_FOR)
    return order.index(group if group in order else "")


def _listed(workload: Workload, taken: Container[str]) -> None:
    """Raise what would break the grid or a result file."""
    if workload.name in taken:
        raise ValueError("its name is taken")
    for batches in workload.batches:
        axes = Axes(batch=batches[0])
        workload.refuses(axes)
        workload.point(axes, reason=workload.missing)
