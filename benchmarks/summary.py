"""From the samples of a point to the numbers one reads, and to flags.

Needs numpy only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks import statistics
from benchmarks.schema import Ceiling, Flag, Point, Round
from benchmarks.statistics import Estimate, Quantity
from core.text import Text

#: Interquartile range of round medians over their median beyond which a point counts as noisy.
NOISY = 0.10
#: Share of the time our thread waited for a core.
CONTENDED = 0.05
#: A latency of fewer clock ticks than this is mostly rounding.
TICKS = 100
#: Total change over the run that counts as drift.
DRIFT = 0.10
#: Lowest clock over highest below which the clock was lowered.
CLOCK_DROP = 0.90


def values(entry: Round, quantity: Quantity) -> tuple[float, ...]:
    """Seconds per call of one round, see `benchmarks.statistics.Quantity`."""
    if quantity == "work" and entry.waited_s:
        pairs = zip(entry.latency_s, entry.waited_s, strict=True)
        return tuple(taken - waited for taken, waited in pairs)
    if quantity in ("latency", "work"):
        return entry.latency_s
    if quantity == "device":
        return entry.device_s
    return (entry.burst_s / entry.burst_calls,) if entry.burst_s and entry.burst_calls else ()


def nested(point: Point, quantity: Quantity = "latency") -> list[list[list[float]]]:
    """Samples by process and round, as the hierarchical bootstrap takes them."""
    processes: dict[int, list[list[float]]] = {}
    for entry in point.rounds:
        found = values(entry, quantity)
        if found:
            processes.setdefault(entry.process, []).append(list(found))
    return list(processes.values())


def round_means(point: Point, quantity: Quantity = "latency") -> dict[tuple[int, int], float]:
    """Mean seconds by (process, round).

    A core shared with a busy neighbour has two speeds, and the median of a few calls jumps
    between them where the mean moves; what a bad round does to the mean, the pseudo-median over
    rounds takes back.
    """
    return {
        (entry.process, entry.round): float(np.mean(found))
        for entry in point.rounds
        if (found := values(entry, quantity))
    }


def seconds(
    point: Point, quantity: Quantity = "latency", resamples: int = statistics.RESAMPLES
) -> Estimate | None:
    """Median seconds of a call with its interval, None where it was not measured."""
    samples = nested(point, quantity)
    return statistics.median(samples, resamples=resamples) if samples else None


def call_seconds(point: Point) -> list[list[list[float]]]:
    """Seconds a call, as every rate takes them: one work has one rate wherever it is told.

    On the CPU, latency less what others took of the core, where the kernel counts that; else calls
    issued back to back, and latency where no burst was timed.
    """
    if quantity_of(point) == "work":
        return nested(point, "work")
    return nested(point, "burst") or nested(point, "latency")


def quantity_of(point: Point) -> Quantity:
    """Which time of one call is told beside its rate, and compared unless another is asked for."""
    counted = all(entry.waited_s for entry in point.rounds if entry.latency_s)
    return "work" if point.axes.device == "cpu" and counted else "latency"


def throughput(point: Point, resamples: int = statistics.RESAMPLES) -> Estimate | None:
    """Items a second."""
    samples = call_seconds(point)
    found = statistics.median(samples, resamples=resamples) if samples else None
    if found is None or found.low <= 0 or not point.items_per_call:
        return None
    n = point.items_per_call
    return found.mapped(n / found.value, n / found.high, n / found.low)


def visits(point: Point) -> int:
    """How often a point was visited in all processes together."""
    return sum(1 for entry in point.rounds if entry.latency_s)


def visit_rates(point: Point) -> tuple[float, ...]:
    """Items a second of each visit, in their order: what the rate is the middle of."""
    means = [float(np.mean(seconds)) for part in call_seconds(point) for seconds in part]
    return tuple(point.items_per_call / mean for mean in means if mean > 0)


def achieved(point: Point) -> tuple[float | None, float | None]:
    """FLOP/s and bytes/s at the median of what a rate is of, None where not counted."""
    samples = call_seconds(point)
    middle = float(np.median([v for p in samples for r in p for v in r])) if samples else 0.0
    if not middle:
        return None, None
    flops, moved = point.flops_per_call, point.bytes_per_call
    return (
        None if flops is None else flops / middle,
        None if moved is None else moved / middle,
    )


def energy_per_item(point: Point) -> float | None:
    """Joules per item, None without a counter."""
    found = [
        entry.energy_j / (entry.burst_calls * point.items_per_call)
        for entry in point.rounds
        if entry.energy_j is not None and entry.burst_calls and point.items_per_call
    ]
    return float(np.median(found)) if found else None


def stage_seconds(point: Point) -> dict[str, float]:
    """Median seconds of each stage; without stages, the host's share and the device's."""
    names = list(dict.fromkeys(name for entry in point.rounds for name in entry.stages_s))
    if names:
        return {
            name: float(np.median([e.stages_s[name] for e in point.rounds if name in e.stages_s]))
            for name in names
        }
    launches = [entry.launch_s for entry in point.rounds if entry.launch_s is not None]
    samples = [v for entry in point.rounds for v in entry.latency_s]
    if not launches or not samples:
        return {}
    total = float(np.median(samples))
    issued = min(float(np.median(launches)), total)
    return {"host": issued, "waiting for the device": total - issued}


@dataclass(frozen=True)
class Roof:
    """A point in the roofline: FLOP per byte, FLOP/s, and the share of what is possible.

    Attributes:
        shares: the share with the interval that point and roof leave it.
        marks: what makes the roof, and so the share, less sure.

    """

    intensity: float
    flops_per_s: float
    share: float
    bound: str
    shares: Estimate
    marks: tuple[Text, ...]


def roofline(point: Point, ceiling: Ceiling) -> Roof | None:
    """Where a point stands under its machine's roof, None where FLOPs or bytes are unknown."""
    flops, moved = achieved(point)
    if not flops or not moved:
        return None
    assert point.flops_per_call is not None
    assert point.bytes_per_call is not None
    intensity = point.flops_per_call / point.bytes_per_call
    rates = best(ceiling)
    memory = intensity * rates["copy"].value
    roof = min(memory, rates["gemm"].value)
    highest = min(intensity * rates["copy"].high, rates["gemm"].high)
    call = statistics.median(call_seconds(point))
    share = flops / roof
    shares = call.mapped(
        share,
        share * call.value / call.high * roof / highest,
        share * call.value / call.low,
        rates["copy" if memory < rates["gemm"].value else "gemm"],
    )
    bound = "memory" if memory < rates["gemm"].value else "compute"
    return Roof(intensity, flops, share, bound, shares, ceiling_marks(ceiling))


def best(ceiling: Ceiling) -> dict[str, Estimate]:
    """The rates of a ceiling by name: what was reached, and what 95 % of such maxima exceed not.

    The end of a distribution lies beyond the best of a sample by a multiple of the best's lead over
    the second best (Robson & Whitlock 1964), here of logarithms. Without two bursts nothing tells.
    """
    rates = {
        "gemm": ceiling.gemm_flops_per_s,
        "copy": ceiling.copy_bytes_per_s,
        "gather": ceiling.gather_bytes_per_s,
    }
    odds = statistics.CONFIDENCE / (1 - statistics.CONFIDENCE)
    found = {}
    for name, rate in rates.items():
        first, second = (*sorted(ceiling.samples.get(name, ())), 0.0, 0.0)[:2]
        lead = second / first if first and second else 1.0
        found[name] = Estimate(rate, rate, rate * lead**odds)
    return found


def ceiling_marks(ceiling: Ceiling) -> tuple[Text, ...]:
    """What makes a ceiling less sure."""
    if ceiling.load is None or ceiling.load <= CONTENDED:
        return ()
    return (held(ceiling.load, taken_off=ceiling.waits_off),)


def held(share: float, *, taken_off: bool = False) -> Text:
    """What others had of the core."""
    told = Text("other programs held the core {share:.0f} % of the time", share=100 * share)
    return Text("{held}, which is taken off", held=told) if taken_off else told


def ceiling_of(point: Point, ceilings: Sequence[Ceiling]) -> Ceiling | None:
    """The ceiling measured under the point's device, dtype and threads."""
    axes = point.axes
    for one in ceilings:
        if (one.device, one.dtype, one.threads) == (axes.device, axes.dtype, axes.threads):
            return one
    return None


def flags(rounds: Iterable[Round], clock_resolution_s: float = 0.0) -> tuple[Flag, ...]:
    """What makes these samples less sure. None of it removes a sample."""
    entries = [entry for entry in rounds if entry.latency_s]
    if not entries:
        return ()
    found = [
        *_few(entries),
        *_noise(entries),
        *_drift(entries),
        *_contention(entries),
        *_throttling(entries),
        *_unsynchronised(entries),
        *_battery(entries),
    ]
    middle = float(np.median([s for entry in entries for s in entry.latency_s]))
    if middle < TICKS * clock_resolution_s:
        text = f"a call takes {middle:.2g} s, the clock ticks every {clock_resolution_s:.2g} s"
        found.append(Flag(kind="clock_resolution", detail=text))
    return tuple(found)


def _few(entries: Sequence[Round]) -> list[Flag]:
    if len(entries) >= statistics.MIN_ROUNDS:
        return []
    return [Flag(kind="few_samples", detail=f"{len(entries)} rounds")]


def _noise(entries: Sequence[Round]) -> list[Flag]:
    spread = statistics.spread([[list(entry.latency_s)] for entry in entries])
    if spread <= NOISY:
        return []
    text = f"round medians spread by {100 * spread:.0f} % (interquartile range)"
    return [Flag(kind="noise", detail=text)]


def _drift(entries: Sequence[Round]) -> list[Flag]:
    """A steady change from the first to the last round of a process (Theil-Sen, Kendall)."""
    by_process: dict[int, list[float]] = {}
    for entry in entries:
        by_process.setdefault(entry.process, []).append(float(np.median(entry.latency_s)))
    changes, agreements = [], []
    for medians in by_process.values():
        n = len(medians)
        if n < statistics.MIN_ROUNDS:
            continue
        i, j = np.triu_indices(n, 1)
        y = np.log(np.maximum(medians, 1e-12))
        changes.append(float(np.median((y[j] - y[i]) / (j - i))) * (n - 1))
        tau = float(np.sign(y[j] - y[i]).mean())
        # Kendall's tau over its standard deviation under no trend.
        agreements.append(tau / np.sqrt(2 * (2 * n + 5) / (9 * n * (n - 1))))
    if not changes:
        return []
    change = float(np.median(changes))
    if abs(change) < DRIFT or abs(float(np.median(agreements))) < 2.58:  # 99 %
        return []
    return [Flag(kind="drift", detail=f"{100 * np.expm1(change):+.0f} % from first to last round")]


def _contention(entries: Sequence[Round]) -> list[Flag]:
    loads = [entry.load for entry in entries if entry.load is not None]
    if not loads:
        return []
    middle, worst = float(np.median(loads)), max(loads)
    if middle <= CONTENDED:
        return []
    text = f"other processes held the core {100 * middle:.0f} % of the time (at most "
    return [Flag(kind="contention", detail=f"{text}{100 * worst:.0f} %)")]


def _throttling(entries: Sequence[Round]) -> list[Flag]:
    reasons = sorted({entry.throttled for entry in entries if entry.throttled})
    clocks = [entry.clock_hz for entry in entries if entry.clock_hz]
    if reasons:
        return [Flag(kind="throttling", detail="the driver says: " + "; ".join(reasons))]
    if clocks and min(clocks) < CLOCK_DROP * max(clocks):
        text = f"the clock moved between {min(clocks) / 1e9:.2f} and {max(clocks) / 1e9:.2f} GHz"
        return [Flag(kind="throttling", detail=text)]
    return []


def _battery(entries: Sequence[Round]) -> list[Flag]:
    if not any(entry.on_battery for entry in entries):
        return []
    return [Flag(kind="battery", detail="the machine ran on its battery")]


def _unsynchronised(entries: Sequence[Round]) -> list[Flag]:
    """A call cannot end before the device has done its work."""
    device = [s for entry in entries for s in entry.device_s]
    if not device:
        return []
    worked = float(np.median(device))
    told = float(np.median([s for entry in entries for s in entry.latency_s]))
    bursts = [values(entry, "burst")[0] for entry in entries if values(entry, "burst")]
    shortest = min([told, *([float(np.median(bursts))] if bursts else [])])
    if shortest >= 0.9 * worked:
        return []
    text = (
        f"the device worked {worked:.3g} s a call, but a call was timed at {shortest:.3g} s: "
        "the timing did not wait for the device"
    )
    return [Flag(kind="unsynchronised", detail=text)]


def crossover(cpu: Mapping[int, float], accelerator: Mapping[int, float]) -> float | None:
    """Batch size from which the accelerator's throughput is ahead, None where it never is.

    Between two measured batches the curves are straight lines in log-log.

    Args:
        cpu: items a second by batch.
        accelerator: the same.

    """
    shared = sorted(cpu.keys() & accelerator.keys())
    gain = [np.log(accelerator[b] / cpu[b]) for b in shared]
    for index, (batch, ahead) in enumerate(zip(shared, gain, strict=True)):
        if ahead < 0 or any(later < 0 for later in gain[index:]):
            continue
        if index == 0:
            return float(batch)
        before = gain[index - 1]
        part = before / (before - ahead)
        low, high = np.log(shared[index - 1]), np.log(batch)
        return float(np.exp(low + part * (high - low)))
    return None
