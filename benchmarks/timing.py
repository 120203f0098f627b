"""Three different times of one call, never mixed.

latency     one call at a time, from before the call until the device has finished;
burst       many calls issued back to back, one wait at the end: the reciprocal of throughput;
device time between two events around each call: what the device worked, without the host.

Besides, `launch` is what the host needs to issue a call: where it exceeds device time, the host
is the bottleneck. (NVBench calls the first "cold" or isolated and the second "batch"; pyperf
knows the first only.)
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.devices.base import Device

Call = Callable[[], object]


@dataclass(frozen=True)
class Timed:
    """One visit to a point; see `benchmarks.schema.Round` for the fields."""

    latency_s: tuple[float, ...]
    waited_s: tuple[float, ...]
    burst_s: float | None
    burst_calls: int
    launch_s: float | None
    device_s: tuple[float, ...]
    energy_j: float | None


def latency(call: Call, device: Device, calls: int, *, cold: bool = False) -> tuple[float, ...]:
    """Seconds of each of `calls` calls, waiting for the device before and after.

    Args:
        call: the work.
        device: where it runs.
        calls: samples to take.
        cold: flush the caches before each call, for kernels bound by memory.

    """
    samples = []
    for _ in range(calls):
        if cold:
            device.flush()
        device.synchronize()
        begun = device.now()
        call()
        device.synchronize()
        samples.append(device.now() - begun)
    return tuple(samples)


def disturbed(
    call: Call, device: Device, calls: int, *, cold: bool = False
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """`latency`, and how long the thread waited for a core within each sample.

    Returns:
        Seconds of each call, and seconds of waiting; the latter is empty where nobody counts.

    """
    samples: list[float] = []
    waits: list[float] = []
    for _ in range(calls):
        if cold:
            device.flush()
        opened = device.now()
        before = device.waited()
        samples += latency(call, device, 1)
        after = device.waited()
        if before is not None and after is not None:
            # What was lost around the sample, between two looks at the clock, is not part of it.
            outside = device.now() - opened - samples[-1]
            waits.append(min(max(0.0, after - before - outside), 0.99 * samples[-1]))
    return tuple(samples), tuple(waits) if len(waits) == calls else ()


def burst(call: Call, device: Device, calls: int) -> float:
    """Seconds of `calls` calls issued without waiting in between."""
    device.synchronize()
    begun = device.now()
    for _ in range(calls):
        call()
    device.synchronize()
    return device.now() - begun


def launch(call: Call, device: Device) -> float:
    """Seconds the host is busy issuing one call to an idle device."""
    device.synchronize()
    begun = device.now()
    call()
    issued = device.now() - begun
    device.synchronize()
    return issued


def device_time(call: Call, device: Device, calls: int, *, cold: bool = False) -> tuple[float, ...]:
    """Seconds between events around each call; empty where the device has no events."""
    if device.event() is None:
        return ()
    pairs = []
    for _ in range(calls):
        if cold:
            device.flush()
        first, last = device.event(), device.event()
        assert first is not None
        assert last is not None
        first.record()
        call()
        last.record()
        pairs.append((first, last))
    device.synchronize()
    return tuple(first.seconds_until(last) for first, last in pairs)


def stages(parts: Mapping[str, Call], device: Device) -> dict[str, float]:
    """Seconds of each stage, one after the other, waiting for the device in between."""
    found = {}
    for name, part in parts.items():
        device.synchronize()
        begun = device.now()
        part()
        device.synchronize()
        found[name] = device.now() - begun
    return found


def warm_up(call: Call, device: Device, seconds: float, least: int = 3, most: int = 1000) -> float:
    """Call until `seconds` have passed (at least `least`, at most `most` times).

    A call that takes a multiple of `seconds` is not repeated for the sake of warmth.

    Returns:
        Seconds of a typical call: the smallest of the last three.

    """
    begun = device.now()
    last: list[float] = []
    while len(last) < most and (
        device.now() - begun < seconds or (len(last) < least and device.now() - begun < 5 * seconds)
    ):
        last += latency(call, device, 1)
    return min(last[-3:])


def visit(call: Call, device: Device, calls: int, burst_calls: int, *, cold: bool = False) -> Timed:
    """All times of one visit to a point, garbage collection held back."""
    with _no_garbage_collection():
        if calls > 1:
            # The visit before was another point: caches, allocator, branch predictors.
            latency(call, device, 1)
        samples, waits = disturbed(call, device, calls, cold=cold)
        before = device.sensors().energy_j
        total = burst(call, device, burst_calls) if burst_calls else None
        after = device.sensors().energy_j
        issued = launch(call, device) if device.asynchronous else None
        on_device = device_time(call, device, calls, cold=cold) if device.asynchronous else ()
    energy = None if before is None or after is None else max(0.0, after - before)
    return Timed(samples, waits, total, burst_calls, issued, on_device, energy)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
