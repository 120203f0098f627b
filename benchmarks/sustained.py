"""The same work for minutes on end: what is left of the first minute's speed, and why.

Reading a result needs numpy only; `run` measures and imports torch.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks import statistics
from benchmarks.devices.base import Device
from benchmarks.schema import Axes, Moment, Result, Sustained
from benchmarks.statistics import Estimate
from core.progress import Reporter
from core.text import Text

#: A number a window of so many seconds; a minute of them is compared with another.
WINDOW_S, MINUTE_S = 5.0, 60.0
#: Calls between two looks at the clock: waiting after each would leave an accelerator idle.
TOGETHER = 4
#: What is done unless something else is asked for.
WORKLOAD = "train.transformer"
MINUTES = 10.0


@dataclass(frozen=True)
class Story:
    """What a sustained run says.

    Attributes:
        minutes: it lasted.
        first, last: items a second in the first and in the last minute.
        share: of the first minute's speed that is left in the last, with its interval.
        joules: per 1,000 items, None without a counter.
        throttled: reasons the device gave, with the second each was first seen.
        marks: what makes the numbers less sure; they go wherever a number goes.

    """

    minutes: float
    first: Estimate
    last: Estimate
    share: Estimate
    joules: float | None
    throttled: dict[str, float]
    marks: tuple[Text, ...]

    @property
    def sentence(self) -> Text:
        """All of it in one line."""
        told = Text(
            "After {minutes:.0f} minutes {share:.0f} % of the first minute ({low:.0f} to "
            "{high:.0f} %)",
            minutes=self.minutes,
            share=100 * self.share.value,
            low=100 * self.share.low,
            high=100 * self.share.high,
        )
        return Text.joined(" · ", (told, *self.marks))


def story(found: Sustained) -> Story | None:
    """What is left of the speed; None of less than two minutes."""
    moments = found.moments
    if not moments or moments[-1].at_s < 2 * MINUTE_S:
        return None
    end = moments[-1].at_s
    first = _speed([one for one in moments if one.at_s <= MINUTE_S])
    last = _speed([one for one in moments if one.at_s > end - MINUTE_S])
    if first is None or last is None:
        return None
    share = Estimate(
        last.value / first.value, last.low / first.high, last.high / first.low, first.confidence
    )
    throttled: dict[str, float] = {}
    for one in moments:
        if one.throttled:
            throttled.setdefault(one.throttled, one.at_s)
    return Story(end / 60, first, last, share, _joules(moments), throttled, _marks(moments))


def _speed(moments: Sequence[Moment]) -> Estimate | None:
    """Items a second over some windows: their median."""
    windows = [[one.took_s / one.items] for one in moments if one.items]
    found = statistics.median([windows]) if windows else None
    if found is None or found.low <= 0:
        return None
    return Estimate(1 / found.value, 1 / found.high, 1 / found.low, found.confidence)


def _joules(moments: Sequence[Moment]) -> float | None:
    counted = [one for one in moments if one.energy_j is not None]
    items = sum(one.items for one in counted)
    return 1000 * sum(one.energy_j or 0 for one in counted) / items if items else None


def _marks(moments: Sequence[Moment]) -> tuple[Text, ...]:
    marks = []
    reasons = sorted({one.throttled for one in moments if one.throttled})
    clocks = [one.clock_hz for one in moments if one.clock_hz]
    if reasons:
        marks.append(Text("throttled: {reasons}", reasons=", ".join(reasons)))
    elif clocks and min(clocks) < 0.9 * max(clocks):
        low, high = min(clocks) / 1e9, max(clocks) / 1e9
        marks.append(Text("the clock fell from {high:.2f} to {low:.2f} GHz", high=high, low=low))
    if any(one.on_battery for one in moments):
        marks.append(Text("on battery"))
    return tuple(marks)


def measure(
    call: Callable[[], object],
    items: float,
    device: Device,
    seconds: float,
    reporter: Reporter,
    memory: Callable[[], int | None] = lambda: None,
) -> tuple[Moment, ...]:
    """Work for so many seconds, and note every window.

    Args:
        call: one call of the work.
        items: it does.
        device: it runs on.
        seconds: of work; pauses do not count.
        reporter: told the speed; asked whether to stop, which keeps what was measured.
        memory: bytes in use.

    """
    moments: list[Moment] = []
    worked = 0.0
    energy = device.sensors().energy_j
    while worked < seconds and not reporter.checkpoint():
        begun, calls = device.now(), 0
        while (took := device.now() - begun) < WINDOW_S:
            for _ in range(TOGETHER):
                call()
            calls += TOGETHER
            device.synchronize()
        worked += took
        sensors = device.sensors()
        used = None
        if sensors.energy_j is not None and energy is not None:
            used = max(0.0, sensors.energy_j - energy)
        energy = sensors.energy_j
        moment = Moment(
            at_s=worked,
            took_s=took,
            items=calls * items,
            clock_hz=sensors.clock_hz,
            temperature_c=sensors.temperature_c,
            throttled=sensors.throttled,
            energy_j=used,
            on_battery=sensors.on_battery,
            memory_bytes=memory(),
        )
        moments.append(moment)
        reporter.progress("working", min(worked, seconds), seconds, "s")
        reporter.metric(len(moments), worked, {"sustained/items_per_s": moment.items / took})
    return tuple(moments)


def run(
    workload: str, device: str, minutes: float, batch: int | None, reporter: Reporter
) -> Result:
    """Measure a workload for minutes on end.

    Raises:
        UserError: there is no such workload or device, or it cannot run there.

    """
    import torch

    from benchmarks import environment, store
    from benchmarks.devices.real import open_device
    from benchmarks.workloads.catalogue import find
    from core import cores, system
    from core.errors import UserError

    (work, *others) = find([workload])
    if others:
        raise UserError(Text("'{name}' is a group of workloads.", name=workload), "Name one.")
    opened = open_device(device)
    threads = cores.usable() if opened.name == "cpu" else 1  # what heats is all of it
    torch.set_num_threads(threads)
    chosen = batch or work.batches[0][-1]
    axes = work.sized(Axes(device=opened.name, batch=chosen, threads=threads))
    if reason := work.missing or work.refuses(axes):
        raise UserError(Text(reason))
    began, clock = time.time(), time.perf_counter()
    reporter.progress("preparing", 0)
    prepared = work.prepare(axes, opened, 0)
    try:
        for _ in range(TOGETHER):
            prepared.call()
        opened.synchronize()
        memory = system.resident_bytes if opened.name == "cpu" else opened.peak_bytes
        moments = measure(prepared.call, prepared.items, opened, 60 * minutes, reporter, memory)
    finally:
        prepared.close()
    found = Sustained(
        workload=work.name,
        title=work.called,
        unit=work.unit,
        axes=axes,
        moments=moments,
        absent=opened.absent(),
    )
    machine = environment.describe()
    return Result(
        id=store.new_id(began, "sustained"),
        mode="standard",
        seed=0,
        began_utc_s=began,
        took_s=time.perf_counter() - clock,
        interrupted=not moments or moments[-1].at_s < 60 * minutes,
        product=environment.product_version(),
        machine=machine,
        sustained=(found,),
    )


def by_minute(found: Sustained) -> list[tuple[int, float]]:
    """Minute, counted from 1, and items a second in it."""
    rates: dict[int, list[Moment]] = {}
    for one in found.moments:
        rates.setdefault(int((one.at_s - one.took_s / 2) // MINUTE_S) + 1, []).append(one)
    return [
        (minute, float(np.sum([m.items for m in some]) / np.sum([m.took_s for m in some])))
        for minute, some in sorted(rates.items())
    ]
