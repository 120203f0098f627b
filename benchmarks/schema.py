"""The result file: versioned JSON, SI units in key names, raw samples kept.

Summaries (medians, intervals, verdicts) are never stored: they follow from the samples, see
:mod:`benchmarks.statistics`. Needs no torch, so that the window opens results of any machine.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from core import workspace
from core.errors import UserError
from core.text import CONTROL, Text

FORMAT: Final = "triptych-benchmark"
VERSION: Final = 1
#: Results are numbers of one machine; a file beyond this is something else.
MAX_BYTES = 256 * 1024**2

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0)]
Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]

FlagKind = Literal[
    "noise",
    "contention",
    "throttling",
    "drift",
    "clock_resolution",
    "unsynchronised",
    "few_samples",
    "battery",
]
Status = Literal["ok", "oom", "failed", "skipped", "stopped"]
Mode = Literal["quick", "standard", "rigorous"]


#: What people call AMD's cards, and what torch calls them as it does NVIDIA's.
AMD, TORCHS = "rocm", "cuda"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Axes(_Model):
    """Where and how one point is measured.

    `threads` counts torch's threads on the host. `size` names what else was varied, in items,
    users, tokens or dimensions.
    """

    device: str = Field(default="cpu", pattern=r"^[a-z]+(:\d+)?$")
    batch: int = Field(default=1, ge=1)
    dtype: Literal["fp32", "bf16", "fp16"] = "fp32"
    compile: bool = False
    threads: int = Field(default=1, ge=1)
    size: dict[str, int] = {}

    @property
    def key(self) -> str:
        """The axes as one word, the same for equal axes."""
        mode = "compiled" if self.compile else "eager"
        device = self.device.replace(AMD, TORCHS)  # the same work as on another maker's card
        parts = [device, f"b{self.batch}", self.dtype, mode, f"t{self.threads}"]
        parts += [f"{name}{value}" for name, value in sorted(self.size.items())]
        return "|".join(parts)

    @classmethod
    def parse(cls, key: str) -> Axes:
        """The axes of a key.

        Raises:
            ValueError: it is none.

        """
        device, batch, dtype, mode, threads, *sizes = key.split("|")
        size = {}
        for entry in sizes:
            found = re.fullmatch(r"([a-z_]+)(\d+)", entry)
            if found is None:
                raise ValueError(f"'{entry}' is not a size")
            size[found[1]] = int(found[2])
        return cls.model_validate(
            {
                "device": device,
                "batch": int(batch[1:]),
                "dtype": dtype,
                "compile": mode == "compiled",
                "threads": int(threads[1:]),
                "size": size,
            }
        )


class Flag(_Model):
    """Something that makes a number less sure. The number stays."""

    kind: FlagKind
    detail: str


class Round(_Model):
    """What one visit to a point measured.

    Attributes:
        process: fresh process it ran in, counted from 0.
        round: round within that process, counted from 0.
        place: place in the random order of the round.
        latency_s: one call at a time, from before the call until the device has finished.
        waited_s: of each latency, the part the thread waited for a core that others held; empty
            where the kernel does not count it or the work runs in other threads.
        burst_s: `burst_calls` calls issued back to back, one wait at the end.
        launch_s: median time the host needs to issue a call without waiting for it.
        device_s: time on the device between two events around each call; empty without events.
        stages_s: median time of each stage where the workload has stages.
        load: share of this visit's time that others held the core, 0..1, null if unknown.
        clock_hz: processor or device clock after the round, null if unknown.
        temperature_c: of the device, null if unknown.
        throttled: the driver's reason for lowering the clock, null if it gave none.
        energy_j: energy the device counted over the burst, null without a counter; of a CPU all
            its packages, by whatever runs on them.
        on_battery: whether the machine ran on its battery, null without one.

    """

    process: Count = 0
    round: Count
    place: Count = 0
    latency_s: tuple[Seconds, ...] = ()
    waited_s: tuple[Seconds, ...] = ()
    burst_s: Seconds | None = None
    burst_calls: Count = 0
    launch_s: Seconds | None = None
    device_s: tuple[Seconds, ...] = ()
    stages_s: dict[str, Seconds] = {}
    load: float | None = None
    clock_hz: Amount | None = None
    temperature_c: float | None = None
    throttled: str | None = None
    energy_j: Amount | None = None
    on_battery: bool | None = None

    @model_validator(mode="after")
    def _one_wait_a_sample(self) -> Round:
        if self.waited_s and len(self.waited_s) != len(self.latency_s):
            raise ValueError("waited_s must be empty or as long as latency_s")
        return self


class Parity(_Model):
    """How far the outputs are from the reference device's, checked before timing.

    Attributes:
        reference: device and dtype compared with.
        max_abs_delta: largest difference of any output value.
        scale: largest magnitude in the reference, to judge the difference by.
        rank_changes: rows whose ranked list differs, null where the output is no ranking.
        rows: rows compared.
        within: whether the difference is what rounding explains.

    """

    reference: str
    max_abs_delta: Amount
    scale: Amount
    rank_changes: Count | None = None
    rows: Count
    within: bool


class Point(_Model):
    """One workload at one place of the grid.

    `peak_memory_bytes` is the peak beyond what was in use before the point was prepared. On the
    host it is read off the resident set, so memory that an earlier point gave back to the
    allocator is used again unseen: a lower bound there.
    """

    workload: str = Field(max_length=80, pattern=r"^[a-z0-9_.\-]+$")
    title: Text
    definition: Text
    unit: str = Field(max_length=40)
    axes: Axes
    status: Status = "ok"
    reason: Text = Text()
    items_per_call: Amount = 0
    flops_per_call: Amount | None = None
    bytes_per_call: Amount | None = None
    peak_memory_bytes: Count | None = None
    setup_s: Seconds | None = None
    parity: Parity | None = None
    flags: tuple[Flag, ...] = ()
    rounds: tuple[Round, ...] = ()

    @property
    def key(self) -> str:
        """Names the point; points of equal key in two files measure the same thing."""
        return f"{self.workload}|{self.axes.key}"

    @model_validator(mode="after")
    def _ok_means_measured(self) -> Point:
        if self.status == "ok" and not any(entry.latency_s for entry in self.rounds):
            raise ValueError(f"{self.key} is marked ok but holds no sample")
        if self.status in ("skipped", "failed", "oom") and not self.reason:
            raise ValueError(f"{self.key} is marked {self.status} without a reason")
        return self


class Moment(_Model):
    """One window of a sustained run.

    Attributes:
        at_s: its end, in seconds of work since the run began.
        took_s: its length.
        items: done in it.
        clock_hz, temperature_c, throttled, on_battery: at its end; null if unknown.
        energy_j: used in it, null without a counter.
        load: share of it that others held the core, 0..1, null if unknown.
        memory_bytes: in use at its end.

    """

    at_s: Seconds
    took_s: Seconds
    items: Amount
    clock_hz: Amount | None = None
    temperature_c: float | None = None
    throttled: str | None = None
    energy_j: Amount | None = None
    on_battery: bool | None = None
    load: float | None = None
    memory_bytes: Count | None = None


class Sustained(_Model):
    """The same work for minutes on end.

    Attributes:
        workload, title, unit, axes: see Point.
        moments: in their order.
        idle: some seconds of doing nothing before them; null if that was not read.
        absent: by field of Moment, why it is not known.

    """

    workload: str = Field(max_length=80, pattern=r"^[a-z0-9_.\-]+$")
    title: Text
    unit: str = Field(max_length=40)
    axes: Axes
    moments: tuple[Moment, ...]
    idle: Moment | None = None
    absent: dict[str, Text] = {}


class Ceiling(_Model):
    """What the machine can do at best, measured on the spot, for the roofline.

    Attributes:
        device: where.
        dtype: of the matrix product; fp32 for the others.
        threads: of the host.
        gemm_flops_per_s: best matrix product.
        copy_bytes_per_s: best large copy, reads and writes counted.
        gather_bytes_per_s: best gather of random rows, reads and writes counted.
        samples: by "gemm", "copy" and "gather", seconds a call of each burst that the best is of;
            of one thread whose waiting for a core the kernel counts, less that.
        waits_off: whether it is.
        load: share of the time that others held the core, 0..1, null if unknown.

    """

    device: str
    dtype: Literal["fp32", "bf16", "fp16"] = "fp32"
    threads: int = Field(default=1, ge=1)
    gemm_flops_per_s: Amount
    copy_bytes_per_s: Amount
    gather_bytes_per_s: Amount
    samples: dict[str, tuple[Seconds, ...]] = {}
    waits_off: bool = False
    load: float | None = None


class Gpu(_Model):
    """One accelerator."""

    name: str = Field(max_length=120)
    memory_bytes: Count
    capability: str = Field(default="", max_length=40)
    driver: str = Field(default="", max_length=40)


class Machine(_Model):
    """The machine, without anything that names its owner: no host, user, address or path.

    Attributes:
        power_plan: what the system calls it, null if it tells none.
        saves_power: whether that plan gives up speed.

    """

    system: str = Field(max_length=60)
    kernel: str = Field(default="", max_length=120)
    architecture: str = Field(max_length=40)
    cpu: str = Field(max_length=120)
    cores_usable: Count
    cores_logical: Count
    memory_bytes: Count
    memory_limit_bytes: Count | None = None
    governor: str | None = Field(default=None, max_length=40)
    power_plan: str | None = Field(default=None, max_length=60)
    saves_power: bool = False
    gpus: tuple[Gpu, ...] = ()
    device_line: Text
    python: str = Field(max_length=40)
    packages: dict[str, str] = {}
    settings: dict[str, str] = {}

    def called(self, device: str) -> str:
        """What people call one of its devices."""
        return device.replace(TORCHS, AMD) if self.device_line.startswith("ROCm") else device


class Result(_Model):
    """Everything one run measured.

    Attributes:
        synthetic: the numbers come from a fake device and describe no machine.
        interrupted: the run ended before its plan was through.
        began_utc_s: seconds since 1970-01-01 UTC.

    """

    format: Literal["triptych-benchmark"] = FORMAT
    version: Literal[1] = VERSION
    id: str = Field(pattern=r"^[A-Za-z0-9._\-]{1,80}$")
    mode: Mode
    seed: Count
    began_utc_s: Amount
    took_s: Seconds
    synthetic: bool = False
    interrupted: bool = False
    product: str = Field(default="", max_length=80)
    machine: Machine
    ceilings: tuple[Ceiling, ...] = ()
    points: tuple[Point, ...] = ()
    sustained: tuple[Sustained, ...] = ()
    notes: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _devices_called(self) -> Result:
        """Devices bear the names that people know, whatever the file says."""
        called = self.machine.called
        if called(TORCHS) == TORCHS:
            return self
        for name in ("points", "sustained"):
            renamed = (
                one.model_copy(
                    update={"axes": one.axes.model_copy(update={"device": called(one.axes.device)})}
                )
                for one in getattr(self, name)
            )
            object.__setattr__(self, name, tuple(renamed))
        ceilings = (c.model_copy(update={"device": called(c.device)}) for c in self.ceilings)
        object.__setattr__(self, "ceilings", tuple(ceilings))
        return self

    @model_validator(mode="after")
    def _keys_unique(self) -> Result:
        if len(self.by_key) != len(self.points):
            raise ValueError("two points have the same workload and axes")
        return self

    @property
    def by_key(self) -> dict[str, Point]:
        """Points by key."""
        return {point.key: point for point in self.points}

    @property
    def measured(self) -> tuple[Point, ...]:
        """Points that hold samples."""
        return tuple(point for point in self.points if point.status == "ok")


def parse(text: str | bytes, file: str | None = None) -> Result:
    """Validate a result from anywhere.

    Raises:
        UserError: it is not a result of this version; the message says which field is wrong.

    """
    try:
        value = workspace.from_json(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        if workspace.CHECKSUM in str(error):
            raise UserError(
                Text("The result is damaged: {msg}.", msg=error),
                "Get an unchanged copy of the file, or measure again.",
                file,
            ) from error
        raise UserError(
            "This is not JSON.",
            "Choose a result file that `triptych bench run` wrote.",
            file,
            line,
        ) from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise UserError(
            "This JSON file is not a Triptych benchmark result.",
            "Choose a result file that `triptych bench run` wrote.",
            file,
        )
    if value.get("version") != VERSION:
        raise UserError(
            Text(
                "The file has version {found}; this program reads {version}.",
                found=repr(value.get("version")),
                version=VERSION,
            ),
            "Open it with the version of Triptych that wrote it, or measure again.",
            file,
        )
    try:
        return Result.model_validate_json(json.dumps(_one_line(value)))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise UserError(
            Text("The result is damaged: {msg}.", msg=first["msg"]),
            "Measure again, or get an unchanged copy of the file.",
            file,
            column=where,
        ) from error


def _one_line(value: object) -> object:
    """The same with every text in one line, in the order of its letters: it may be anyone's."""
    if isinstance(value, str):
        return value if value.isprintable() else " ".join(CONTROL.sub(" ", value).split())
    if isinstance(value, dict):
        return {name: _one_line(one) for name, one in value.items()}
    return [_one_line(one) for one in value] if isinstance(value, list) else value


def read(path: Path) -> Result:
    """Read a result file.

    Raises:
        UserError: it cannot be read, is too large, or is not a result.

    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UserError(
                Text("The file has {size:.0f} MiB; no result is that large.", size=size / 1024**2),
                "Choose a result file that `triptych bench run` wrote.",
                str(path),
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            Text("The file cannot be read: {error}.", error=error.strerror),
            "Check the path.",
            str(path),
        ) from error
    return parse(data, str(path))
