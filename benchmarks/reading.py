"""What is told of a number, the same in shell, window and report: its interval, a verdict, doubts.

Needs numpy only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from benchmarks import summary
from benchmarks.schema import Flag, FlagKind, Point, Sustained
from benchmarks.statistics import MIN_ROUNDS, Estimate, Quantity
from core.text import Text

#: Half an interval's width over its value up to which a number counts as measured, and as rough.
MEASURED, ROUGH = 0.10, 0.20
#: Flags after which an interval says nothing.
SENSELESS = frozenset({"few_samples", "unsynchronised", "clock_resolution"})

Sureness = Literal["measured", "rough", "uncertain"]

VERDICTS: Final[dict[Sureness, Text]] = {
    "measured": Text("measured"),
    "rough": Text("rough"),
    "uncertain": Text("uncertain"),
}
#: The rule behind the word.
RULE: Final = Text(
    "up to ±{measured:.0f} % counts as measured, up to ±{rough:.0f} % as rough, beyond as "
    "uncertain, as do fewer than {visits} visits",
    measured=100 * MEASURED,
    rough=100 * ROUGH,
    visits=MIN_ROUNDS,
)

#: Which time of a call a number is, in a word or two.
CALLS: Final[dict[Quantity, Text]] = {
    "work": Text("less waiting"),
    "latency": Text("as it took"),
    "burst": Text("back to back"),
    "device": Text("on the device"),
}
#: What the words mean.
CALLS_RULE: Final = Text(
    "One call: less the waiting for a core that others held, as the rate beside it, where that is "
    "counted; else as it took by itself"
)

#: What a flag means for who reads a number. Noise is none: the interval holds it.
MARKS: Final[dict[FlagKind, Text]] = {
    "contention": Text("other programs ran; the time they took is taken off where it was counted"),
    "throttling": Text("the clock was lowered while measuring"),
    "drift": Text("the speed changed during the run"),
    "battery": Text("on battery"),
    "unsynchronised": Text("the timing did not wait for the device"),
    "clock_resolution": Text("a call takes hardly longer than a tick of the clock"),
    "few_samples": Text("fewer than {visits} visits", visits=MIN_ROUNDS),
}
#: Flags that stand beside a number wherever it goes, also where there is no room for a sentence.
TRAVELS: Final = frozenset({"contention", "battery", "throttling", "unsynchronised"})


@dataclass(frozen=True)
class Reading:
    """What is told of a point.

    Attributes:
        rate: items a second.
        verdict: how sure that is.
        doubts: what makes it less sure.

    """

    rate: Estimate
    verdict: Sureness
    doubts: tuple[Text, ...]


def read(point: Point) -> Reading | None:
    """What is told of a point wherever it is told; None where there is no rate."""
    rate = summary.throughput(point) if point.status == "ok" else None
    if rate is None:
        return None
    kinds = {flag.kind for flag in point.flags}
    told = tuple(sentence for kind, sentence in MARKS.items() if kind in kinds)
    return Reading(rate, sureness(rate, point.flags), told)


def sureness(found: Estimate, flags: Iterable[Flag] = ()) -> Sureness:
    """How sure a number is, by one rule: half the width of its interval.

    Up to 10 % measured, up to 20 % rough, beyond uncertain, as is what has no interval. A flag
    that makes the interval itself senseless makes the number uncertain; others show in the width.
    """
    if found.relative_width > ROUGH or any(flag.kind in SENSELESS for flag in flags):
        return "uncertain"
    return "measured" if found.relative_width <= MEASURED else "rough"


def doubts(points: Sequence[Point], kinds: Iterable[str] = MARKS) -> tuple[Text, ...]:
    """Sentences for the flags of these points, of these kinds."""
    held = [one for one in points if any(flag.kind == "contention" for flag in one.flags)]
    found = {flag.kind for one in points for flag in one.flags}.intersection(kinds)
    said = {**MARKS, "contention": _contention(held)}
    return tuple(sentence for kind, sentence in said.items() if kind in found)


def minutes_doubts(found: Sequence[Sustained]) -> tuple[Text, ...]:
    """The same of minutes on end, of the kinds that travel."""
    moments = [moment for one in found for moment in one.moments]
    loads = [one.load for one in moments if one.load is not None]
    marks = []
    if loads and (share := float(np.median(loads))) > summary.CONTENDED:
        marks.append(summary.held(share))
    if any(one.throttled for one in moments):
        marks.append(MARKS["throttling"])
    if any(one.on_battery for one in moments):
        marks.append(MARKS["battery"])
    return tuple(marks)


def _contention(points: Sequence[Point]) -> Text:
    rounds = [entry for one in points for entry in one.rounds if entry.latency_s]
    loads = [entry.load for entry in rounds if entry.load is not None]
    if not loads:
        return MARKS["contention"]
    counted = all(entry.waited_s for entry in rounds)
    return summary.held(float(np.median(loads)), taken_off=counted)
