"""What a workload is: a call to the product's own code, and what is known about it.

A new workload is a class derived from `Workload` that builds itself, and an instance that declares
it: in the `WORKLOADS` of a file of this folder, or in another package that names it in its
metadata:

    [project.entry-points."triptych.workloads"]
    "decode.jpeg" = "my_workload:DECODE"

Its module leaves torch to `build`: the window lists workloads without it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.devices.base import Device
from benchmarks.schema import Axes, Point
from core.text import Text

if TYPE_CHECKING:
    import numpy as np

#: Precisions of what is computed in half as well.
HALF = ("fp32", "bf16", "fp16")
#: Tokens of one item: text, image patches, audio frames, with the packaged encoders' widths.
TOKENS = {"text_tokens": 32, "image_tokens": 49, "audio_tokens": 32}


@dataclass(frozen=True)
class Output:
    """What a workload computed, for the comparison between devices.

    Attributes:
        values: float32, any shape.
        ranking: int64 [rows, k] ranked ids, None where the output is no ranking.

    """

    values: np.ndarray
    ranking: np.ndarray | None = None


def nothing() -> None:
    """The `close` of workloads that hold nothing outside Python."""


@dataclass
class Prepared:
    """A workload ready to be called.

    Attributes:
        call: the work; may return before the device has done it.
        items: units of work per call, in the workload's unit.
        flops: floating point operations per call (a multiply-add is two), None if not counted.
        moved: bytes that must at least be read and written per call, None if not known.
        stages: the same work in pieces, in order, for the time breakdown.
        output: the result on the CPU, None where there is none to compare.
        elsewhere: other processes do the work, so that this one's memory says nothing.
        close: gives back what the garbage collector does not.

    """

    call: Callable[[], object]
    items: float
    flops: float | None = None
    moved: float | None = None
    stages: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    output: Callable[[], Output] | None = None
    elsewhere: bool = False
    close: Callable[[], None] = nothing


@dataclass(frozen=True, kw_only=True)
class Workload(ABC):
    """One entry of the catalogue: what is said of it, and how it is built.

    Attributes:
        name: stable identifier; results compare by it.
        title: what it does, in a few words.
        plain: what a list calls it; the title if empty.
        definition: what exactly one call does. Two results with different definitions are never
            compared.
        unit: what `Prepared.items` counts.
        group: family in the grid.
        batches: batch sizes of a quick run and of the others.
        quick: part of a quick run of which nobody says what it measures.
        wide: batches measured as well where the device is an accelerator.
        size: default sizes; the `size` axis overrides them.
        dtypes: precisions it can run in on an accelerator.
        half_kinds: device kinds on which it really computes in half precision.
        compiles: whether `torch.compile` applies.
        kinds: device kinds it makes sense on.
        cold: flush caches before each call.
        missing: why it cannot run here; empty if it can.

    """

    name: str
    title: Text
    definition: Text
    unit: str
    group: str
    batches: tuple[tuple[int, ...], tuple[int, ...]]
    size: Mapping[str, int] = field(default_factory=dict)
    dtypes: tuple[str, ...] = ("fp32",)
    half_kinds: tuple[str, ...] = ("cpu", "cuda", "mps", "xpu")
    compiles: bool = False
    kinds: tuple[str, ...] = ("cpu", "cuda", "mps", "xpu")
    cold: bool = False
    missing: Text = Text()
    plain: Text = Text()
    wide: tuple[int, ...] = ()
    quick: bool = True

    @property
    def called(self) -> Text:
        """What a list calls it."""
        return self.plain or self.title

    def prepare(self, axes: Axes, device: Device, seed: int) -> Prepared:
        """Build it with every size filled in."""
        return self.build(self.sized(axes), device, seed)

    @abstractmethod
    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        """What is called; the same axes and seed give the same inputs. Torch is imported here."""

    def sized(self, axes: Axes) -> Axes:
        """The axes with every size filled in."""
        return axes.model_copy(update={"size": {**self.size, **axes.size}})

    def point(self, axes: Axes, **fields: object) -> Point:
        """Its point at this place of the grid, not yet measured."""
        return Point.model_validate(
            {
                "workload": self.name,
                "title": self.title,
                "definition": self.definition,
                "unit": self.unit,
                "axes": self.sized(axes),
                "status": "stopped",
                **fields,
            }
        )

    def refuses(self, axes: Axes) -> Text:
        """Why this place of the grid makes no sense; empty if it does."""
        kind = axes.device.partition(":")[0]
        if kind not in self.kinds:
            return Text("{title} is not defined on '{kind}'", title=self.title, kind=kind)
        if axes.compile and not self.compiles:
            return Text("{title} has nothing to compile", title=self.title)
        if axes.dtype not in self.dtypes:
            return Text("{title} does not run in {dtype}", title=self.title, dtype=axes.dtype)
        if axes.dtype != "fp32" and kind not in self.half_kinds:
            return Text(
                "{title} computes in fp32 on '{kind}' whatever is asked",
                title=self.title,
                kind=kind,
            )
        return Text()
