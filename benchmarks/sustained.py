"""The same work for minutes on end: what is left of the first minute's speed, and why.

Reading a result needs numpy only; `sustaining` measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from benchmarks import statistics, summary
from benchmarks.amounts import plus_minus, quantity
from benchmarks.jobs import OF_WORKLOAD
from benchmarks.schema import Moment, Result, Sustained
from benchmarks.statistics import Estimate
from core.text import Text

#: A minute of them is compared with another.
MINUTE_S = 60.0
#: What the fields of a moment are called.
SENSORS: Final = {
    "clock_hz": Text("clock"),
    "temperature_c": Text("temperature"),
    "energy_j": Text("Watt"),
    "memory_bytes": Text("memory"),
    "on_battery": Text("battery"),
    "throttled": Text("throttling"),
}


@dataclass(frozen=True)
class Story:
    """What a sustained run says.

    Attributes:
        minutes: it lasted.
        rate: items a second over all of it.
        first, last: the same of the first and of the last minute; None of less than two minutes.
        share: of the first minute's speed that is left in the last, with its interval; likewise.
        joules: per 1,000 items, None without a counter.
        watt, watt_at_rest: drawn over the whole run, and before it; None without a counter.
        throttled: reasons the device gave, with the second each was first seen.
        marks: what makes the numbers less sure; they go wherever a number goes.

    """

    unit: str
    minutes: float
    rate: Estimate
    first: Estimate | None
    last: Estimate | None
    share: Estimate | None
    joules: float | None
    watt: float | None
    watt_at_rest: float | None
    throttled: dict[str, float]
    marks: tuple[Text, ...]

    @property
    def power(self) -> str:
        """Energy of the work and Watt beside those of rest; empty without a counter."""
        parts = [] if self.watt is None else [f"{self.watt:.3g} W"]
        if self.watt is not None and self.watt_at_rest is not None:
            parts.append(f"({self.watt_at_rest:.3g} W at rest)")
        return " ".join(parts)

    @property
    def sentence(self) -> Text:
        """All of it in one line."""
        if self.share is None:
            told = Text(
                "In {minutes:.1f} minutes {rate} {unit} a second ({width}); what is left of the "
                "first minute's speed is told from two minutes on",
                minutes=self.minutes,
                rate=quantity(self.rate.value),
                unit=Text(self.unit),
                width=plus_minus(self.rate),
            )
        else:
            told = Text(
                "After {minutes:.0f} minutes {share:.0f} % of the first minute ({low:.0f} to "
                "{high:.0f} %)",
                minutes=self.minutes,
                share=100 * self.share.value,
                low=100 * self.share.low,
                high=100 * self.share.high,
            )
        return Text.joined(" · ", (told, *self.marks))


def told(result: Result) -> list[tuple[Sustained, Story | None]]:
    """What minutes on end did, with the marks of the machine; no story where nothing was done."""
    saves = Text("the power plan saves energy ({plan})", plan=result.machine.power_plan or "")
    marks = (saves,) if result.machine.saves_power else ()
    found = []
    for one in result.sustained:
        said = story(one)
        found.append((one, said and replace(said, marks=(*said.marks, *marks))))
    return found


def story(found: Sustained) -> Story | None:
    """What a run says; None where nothing was done."""
    moments = found.moments
    rate = _speed(moments)
    if rate is None:
        return None
    end = moments[-1].at_s
    first = last = share = None
    if end >= 2 * MINUTE_S:
        first = _speed([one for one in moments if one.at_s <= MINUTE_S])
        last = _speed([one for one in moments if one.at_s > end - MINUTE_S])
    if first and last:
        ratio = last.value / first.value
        share = first.mapped(ratio, last.low / first.high, last.high / first.low, last)
    throttled: dict[str, float] = {}
    for one in moments:
        if one.throttled:
            throttled.setdefault(one.throttled, one.at_s)
    return Story(
        unit=found.unit,
        minutes=end / 60,
        rate=rate,
        first=first,
        last=last,
        share=share,
        joules=_joules(moments),
        watt=_watt(moments),
        watt_at_rest=_watt([found.idle] if found.idle else []),
        throttled=throttled,
        marks=_marks(moments),
    )


def _speed(moments: Sequence[Moment]) -> Estimate | None:
    """Items a second over some windows: their median."""
    windows = [[one.took_s / one.items] for one in moments if one.items]
    found = statistics.median([windows]) if windows else None
    if found is None or found.low <= 0:
        return None
    return found.mapped(1 / found.value, 1 / found.high, 1 / found.low)


def _joules(moments: Sequence[Moment]) -> float | None:
    counted = [one for one in moments if one.energy_j is not None]
    items = sum(one.items for one in counted)
    return 1000 * sum(one.energy_j or 0 for one in counted) / items if items else None


def _watt(moments: Sequence[Moment]) -> float | None:
    counted = [one for one in moments if one.energy_j is not None]
    seconds = sum(one.took_s for one in counted)
    return sum(one.energy_j or 0 for one in counted) / seconds if seconds else None


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
    held = held_share(moments)
    if held > summary.CONTENDED:
        marks.append(
            Text(
                "other programs held the cores {share:.0f} % of the time: the machine alone is "
                "faster",
                share=100 * held,
            )
        )
    return tuple(marks)


def held_share(moments: Sequence[Moment]) -> float:
    """Share of the time that others held the cores; 0 where nobody counts."""
    loads = [one.load for one in moments if one.load is not None]
    return float(np.median(loads)) if loads else 0.0


def beside_card(found: Sustained) -> Text:
    """Why its speed is not the card's; empty for work that is not on the card."""
    job = OF_WORKLOAD.get(found.workload)
    if job is None:
        return Text()
    kind = "cpu" if found.axes.device == "cpu" else "other"
    return Text(
        "Not the card's number: here {n} at once on {threads} threads, every second counted; on "
        "the card {m} at once on one thread, less the time that others held the core. Loading, "
        "compiling and the first call count in neither.",
        n=found.axes.batch,
        threads=found.axes.threads,
        m=job.at_once(kind),
    )


def curves(found: Sustained) -> dict[str, list[tuple[float, float]]]:
    """Minutes and percent of the first minute, so that all fit one axis; what is not known is left.

    Returns:
        By "speed" and the fields of a moment; energy as what was drawn a second.

    """
    moments = found.moments
    values = {"speed": [one.items / one.took_s for one in moments]}
    for name in ("clock_hz", "temperature_c", "energy_j", "memory_bytes"):
        known = [getattr(one, name) for one in moments]
        if all(value is not None for value in known):
            each = [v / one.took_s for v, one in zip(known, moments, strict=True)]
            values[name] = each if name == "energy_j" else known
    made = {}
    for name, whole in values.items():
        first = [v for v, m in zip(whole, moments, strict=True) if m.at_s <= MINUTE_S] or whole[:1]
        base = sum(first) / max(1, len(first))
        if base:
            made[name] = [
                (m.at_s / 60, 100 * v / base) for v, m in zip(whole, moments, strict=True)
            ]
    return made


def by_minute(found: Sustained) -> list[tuple[int, Estimate]]:
    """Minute, counted from 1, and items a second in it."""
    rates: dict[int, list[Moment]] = {}
    for one in found.moments:
        rates.setdefault(int((one.at_s - one.took_s / 2) // MINUTE_S) + 1, []).append(one)
    return [(minute, rate) for minute, some in sorted(rates.items()) if (rate := _speed(some))]
