"""Work for minutes on end, and note each window of it: what `sustained` tells of.

A killed run leaves its windows in a journal, as any benchmark does.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from benchmarks import summary
from benchmarks.amounts import long, quantity
from benchmarks.devices.base import Device, Sensors
from benchmarks.load import AllThreads
from benchmarks.schema import Axes, Moment, Result, Sustained
from benchmarks.sustained import MINUTE_S, held_share
from core.progress import Reporter
from core.text import Text

#: A number a window of so many seconds.
WINDOW_S = 5.0
#: What the machine draws, and how warm it is, is read for so long before the work begins.
REST_S = 5.0
#: Most calls between two looks at the clock, and how long they may take: waiting after each would
#: leave an accelerator idle, and calls of minutes would end long after their time.
TOGETHER, TOGETHER_S = 4, 1.0


def measure(
    call: Callable[[], object],
    items: float,
    device: Device,
    seconds: float,
    reporter: Reporter,
    memory: Callable[[], int | None] = lambda: None,
    waited: Callable[[], float | None] | None = None,
    unit: str = "items",
    note: Callable[[Moment], None] = lambda _moment: None,
) -> tuple[Moment, ...]:
    """Work for so many seconds, and note every window. Ends on its clock, one call late at most.

    Args:
        call: one call of the work.
        items: it does.
        device: it runs on.
        seconds: of work; pauses do not count.
        reporter: told the speed; asked whether to stop, which keeps what was measured.
        memory: bytes in use.
        waited: seconds that others have held the cores so far; the device's count if not given.
        unit: of the items.
        note: told each window when it ends.

    """
    held = waited or device.waited
    moments: list[Moment] = []
    worked, told, each, start = 0.0, 0.0, math.inf, device.now()
    energy = device.sensors().energy_j
    stopped = reporter.checkpoint()
    while worked < seconds and not stopped:
        took, calls, before = 0.0, 0, held()
        while took < min(WINDOW_S, seconds - worked) and not stopped:
            together = max(1, min(TOGETHER, int(TOGETHER_S / each)))
            begun = device.now()
            for _ in range(together):
                call()
            device.synchronize()
            took += device.now() - begun
            calls += together
            each = took / calls
            stopped = reporter.checkpoint()
        worked += took
        sensors = device.sensors()
        used, energy = _used(energy, sensors.energy_j), sensors.energy_j
        moment = Moment(
            at_s=worked,
            took_s=took,
            items=calls * items,
            load=_load(before, held(), took),
            memory_bytes=memory(),
            **_told(sensors, used),
        )
        moments.append(moment)
        note(moment)
        reporter.progress("working", min(worked, seconds), seconds, "s")
        if worked - told >= min(MINUTE_S, seconds / 6) or worked >= seconds:
            # Of the clock on the wall: pauses between steps go on as before, the last step ends.
            left = (seconds - worked) * (device.now() - start) / worked
            left += each / 2 if worked < seconds else 0.0
            since = [one for one in moments if one.at_s > told]
            reporter.log(_so_far(since, seconds, left, unit))
            told = worked
        reporter.metric(len(moments), worked, {"sustained/items_per_s": moment.items / took})
    return tuple(moments)


def _so_far(moments: Sequence[Moment], seconds: float, left: float, unit: str) -> Text:
    """How far it is, and how fast since it was last told."""
    at, held = moments[-1].at_s, held_share(moments)
    rate = sum(one.items for one in moments) / sum(one.took_s for one in moments)
    line = Text(
        "{at} of {whole}: {rate} {unit} a second, {left} left",
        at=long(round(at)),
        whole=long(seconds),
        rate=quantity(rate),
        unit=Text(unit),
        left=long(max(0, round(left))),
    )
    if held <= summary.CONTENDED:
        return line
    return Text("{line}; other programs held the cores {n:.0f} % of it", line=line, n=100 * held)


def rest(
    device: Device, reporter: Reporter, wait: Callable[[float], None] = time.sleep
) -> Moment | None:
    """The sensors while nothing is done, which the work is read beside; None if stopped."""
    begun, before = device.now(), device.sensors()
    while (took := device.now() - begun) < REST_S:
        reporter.progress("resting", took, REST_S, "s")
        if reporter.checkpoint():
            return None
        wait(0.2)
    after = device.sensors()
    used = _used(before.energy_j, after.energy_j)
    return Moment(at_s=0, took_s=took, items=0, **_told(after, used))


def _told(sensors: Sensors, used: float | None) -> dict[str, Any]:
    """Fields of a moment that the sensors tell."""
    return {**asdict(sensors), "energy_j": used}


def _used(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else max(0.0, after - before)


def _load(before: float | None, after: float | None, took: float) -> float | None:
    """Share of the time that others held the core."""
    waited = _used(before, after)
    return None if waited is None or took <= 0 else min(1.0, waited / took)


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
    usual = (*work.batches[0], *(work.wide if opened.asynchronous else ()))
    chosen = batch or usual[-1]
    axes = work.sized(Axes(device=opened.name, batch=chosen, threads=threads))
    if reason := work.missing or work.refuses(axes):
        raise UserError(Text(reason))
    began, clock = time.time(), time.perf_counter()
    head = Result(
        id=store.new_id(began, "sustained"),
        mode="standard",
        seed=0,
        began_utc_s=began,
        took_s=0,
        product=environment.product_version(),
        machine=environment.describe(),
    )
    reporter.progress("preparing", 0)
    prepared = work.prepare(axes, opened, 0)
    try:
        prepared.call()
        opened.synchronize()
        idle = rest(opened, reporter)
        found = Sustained(
            workload=work.name,
            title=work.called,
            unit=work.unit,
            axes=axes,
            moments=(),
            idle=idle,
            absent=opened.absent(),
        )
        memory = system.resident_bytes if opened.name == "cpu" else opened.peak_bytes
        with store.journal(head) as journal:
            journal.sustained(found)
            moments = measure(
                prepared.call,
                prepared.items,
                opened,
                60 * minutes,
                reporter,
                memory,
                AllThreads(threads).seconds,
                work.unit,
                journal.moment,
            )
    finally:
        prepared.close()
    return head.model_copy(
        update={
            "took_s": time.perf_counter() - clock,
            "interrupted": not moments or moments[-1].at_s < 60 * minutes,
            "sustained": (found.model_copy(update={"moments": moments}),),
        }
    )
