"""The card: what a machine does with the three jobs of a multimodal recommender, and one score.

The score is the weighted geometric mean of their rates over those of a reference machine, times
1,000: twice the score is the same work in half the time. It is worked out from the raw samples,
for each device by itself, and only where every job was measured as the reference measured it and
no answer is wrong. Needs numpy only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks import naming, reading, schema, statistics, summary
from benchmarks.amounts import plus_minus, quantity
from benchmarks.jobs import JOBS, OF_WORKLOAD, SCORE_VERSION, USUAL, Job
from benchmarks.schema import Point, Result
from benchmarks.statistics import MIN_ROUNDS, Estimate, Nested
from core.text import Text

REFERENCE_SCORE: Final = 1000
#: Standard deviation over mean of the scores of 20 runs of one machine (`benchmarks repeat`): what
#: rounds of one run cannot tell.
BETWEEN_RUNS: Final = 0.03
#: Results that come with the product; the first is the reference, see its README.
REFERENCES: Final = Path(__file__).with_name("references")


@dataclass(frozen=True)
class Line:
    """What a machine does of one job.

    Attributes:
        rate: in the job's unit, a second.
        scored: it was measured as the reference measured it.
        remark: how it was measured.

    """

    job: Job
    point: Point
    rate: Estimate
    scored: bool
    remark: Text

    @property
    def unit(self) -> Text:
        """What the rate counts; of recommending, from how many items."""
        if self.point.workload not in ("topk", "topk.million"):
            return self.job.unit
        items = quantity(self.point.axes.size.get("items", 0))
        return Text("{unit} from {items} items", unit=self.job.unit, items=items)

    @property
    def samples(self) -> Nested:
        """Seconds a call, as the rate takes them."""
        return summary.call_seconds(self.point)


@dataclass(frozen=True)
class Card:
    """One device of one result.

    Attributes:
        lines: jobs that were measured, in the order of `JOBS`.
        score: None where `why` says why there is none.
        ratios: of each scored job by workload, its rate over the reference's, which is fixed.
        right: whether the outputs are those of the plain CPU, None where nothing was compared.
        marks: what makes the numbers less sure.

    """

    result: Result
    device: str
    threads: int
    lines: tuple[Line, ...]
    score: Estimate | None
    why: Text
    ratios: Mapping[str, Estimate]
    right: bool | None
    marks: tuple[Text, ...]

    @property
    def machine(self) -> Text:
        """The part of the machine that did the work."""
        machine = self.result.machine
        kind, _, number = self.device.partition(":")
        if kind == "cpu":
            return Text.counted(
                "{cpu}, {n} thread", "{cpu}, {n} threads", self.threads, cpu=machine.cpu
            )
        index = int(number or 0)
        names = [one.name for one in machine.gpus]
        return Text(names[index] if index < len(names) else self.device)

    @property
    def answers(self) -> Text:
        """Accuracy beside speed."""
        if self.right is None:
            return (
                Text(
                    "correctness: what the CPU computes counts as right; what other devices "
                    "compute is checked against it"
                )
                if self.device == "cpu"
                else Text("correctness: not checked against the CPU")
            )
        return (
            Text("correctness: checked, the same as on the CPU")
            if self.right
            else Text("correctness: checked, not the same as on the CPU")
        )


def cards(result: Result, reference: Result | None = None) -> tuple[Card, ...]:
    """A card for each device of a result that did any of the jobs.

    Args:
        result: of any machine.
        reference: stands for 1,000; the bundled one if not given.

    """
    base = _base(reference or bundled()[0])
    places: dict[str, dict[int, list[Point]]] = {}
    for point in result.measured:
        axes = point.axes
        if axes.dtype == "fp32" and not axes.compile:
            places.setdefault(axes.device, {}).setdefault(axes.threads, []).append(point)
    made = []
    for device, by_threads in places.items():
        found = [_card(result, device, n, points, base) for n, points in by_threads.items()]
        best = max(found, key=lambda one: (one.score.value if one.score else 0, len(one.lines)))
        if best.lines:
            made.append(best)
    return tuple(made)


def bundled() -> tuple[Result, ...]:
    """The results that come with the product, the reference first."""
    return tuple(bundled_files().values())


@cache
def bundled_files() -> Mapping[Path, Result]:
    """The same by their files."""
    return {path: schema.read(path) for path in sorted(REFERENCES.glob("*.json"))}


def is_reference(result: Result) -> bool:
    """Whether its scores are 1,000 by definition."""
    return result.id == bundled()[0].id


def named(one: Card) -> Text:
    """The part of a machine that did the work; the reference is called so."""
    if not is_reference(one.result):
        return one.machine
    return Text("reference: {machine}", machine=one.machine)


def reference() -> Text:
    """What scores are beside, with its marks."""
    (one, *_others) = cards(bundled()[0])
    said = Text("{score:,} is the {named}", score=REFERENCE_SCORE, named=named(one))
    marks = minded(one.result)
    if not marks:
        return Text("{said}.", said=said)
    return Text("{said} ({marks}).", said=said, marks=Text.joined("; ", marks))


def once(results: Iterable[Result]) -> tuple[Result, ...]:
    """The same run once, in however many files it lies."""
    return tuple({(one.id, one.began_utc_s): one for one in results}.values())


def minded(*results: Result) -> tuple[Text, ...]:
    """What stands beside each number of a result, wherever it goes; of several it is said once."""
    found = (
        *reading.doubts([point for one in results for point in one.points], reading.TRAVELS),
        *reading.minutes_doubts([minutes for one in results for minutes in one.sustained]),
        *(mark for one in results for mark in _saves(one)),
    )
    return tuple(dict.fromkeys(found))


def _saves(result: Result) -> tuple[Text, ...]:
    plan = result.machine.power_plan or ""
    said = Text("the power plan saves energy ({plan})", plan=plan)
    return (said,) if result.machine.saves_power else ()


def score(lines: Sequence[Line], base: Mapping[str, float]) -> Estimate:
    """Weighted geometric mean of rates over the reference's, times 1,000.

    The rounds of a run are shared: each resample draws the same rounds for every job, so that a
    slow minute counts as the one minute it was. The reference is a fixed number.
    What differs from run to run is added to the interval.

    Args:
        lines: every job once.
        base: the reference's rate by workload, in the job's unit.

    """
    centre, draws = np.log(REFERENCE_SCORE), np.zeros(statistics.RESAMPLES)
    units = []
    for line in lines:
        weight, samples = line.job.weight, line.samples
        middle = float(np.median([v for p in samples for r in p for v in r]))
        resampled = statistics.bootstrap(samples, np.random.default_rng(0))
        centre += weight * np.log(line.rate.value / base[line.job.workload])
        draws += weight * np.log(middle / resampled)
        units.append(statistics.independent(samples))
    found = statistics.interval(centre + draws, float(centre), min(units))
    beyond = 1.96 * BETWEEN_RUNS
    low, high = (np.hypot(abs(found.value - end), beyond) for end in (found.low, found.high))
    found = found.mapped(found.value, found.value - low, found.value + high)
    return statistics.exponential(found)


def line(card: Card) -> str:
    """The card as one line to send to somebody."""
    parts = [
        Text(
            "Triptych score {score} (version {version}, {width})",
            score=f"{card.score.value:,.0f}",
            version=SCORE_VERSION,
            width=plus_minus(card.score),
        )
        if card.score
        else Text("No Triptych score: {why}", why=card.why),
        card.machine,
    ]
    parts += [
        Text(
            "{rate} {unit} ({width})",
            rate=quantity(one.rate.value),
            unit=one.unit,
            width=plus_minus(one.rate),
        )
        for one in card.lines
    ]
    return " · ".join((*parts, card.answers, *card.marks))


def _base(reference: Result) -> Mapping[str, Point]:
    """What stands for 1,000 by workload: of several batches the one that the score takes."""
    scored = [
        one
        for one in reference.measured
        if (job := OF_WORKLOAD.get(one.workload)) and one.axes.batch == job.at_once(one.axes.device)
    ]
    return {one.workload: one for one in (*reference.measured, *scored)}


def _card(
    result: Result, device: str, threads: int, points: Sequence[Point], base: Mapping[str, Point]
) -> Card:
    lines = tuple(found for job in JOBS if (found := _line(job, points, base.get(job.workload))))
    rates = {name: _rate(job, base[name]) for job in JOBS if (name := job.workload) in base}
    scored = [one for one in lines if one.scored]
    compared = [one.parity for one in points if one.parity is not None]
    right = all(one.within for one in compared) if compared else None
    why = _refusal(result, scored, right)
    fixed = {name: rate.value for name, rate in rates.items() if rate}
    ratios = {name: _over(one.rate, fixed[name]) for one in scored if (name := one.job.workload)}
    return Card(
        result,
        device,
        threads,
        lines,
        None if why else score(scored, fixed),
        why,
        ratios,
        right,
        _marks(result, lines),
    )


def _line(job: Job, points: Sequence[Point], base: Point | None) -> Line | None:
    """The job as the reference did it; else the nearest to it that was measured."""
    same = [p for p in points if p.workload == job.workload]
    exact = [p for p in same if base and _alike(p, base, job)]
    for chosen in (exact, same, *([p for p in points if p.workload == w] for w in job.instead)):
        rated = [(rate.value, p, rate) for p in chosen if (rate := _rate(job, p))]
        if rated:
            _value, point, rate = max(rated, key=lambda one: one[0])
            return Line(job, point, rate, chosen is exact, _remark(job, point, points))
    return None


def _alike(point: Point, base: Point, job: Job) -> bool:
    """Whether a point measured the work of the reference's, at the batch of its device."""
    same = (base.definition, base.unit, base.axes.size, job.at_once(point.axes.device))
    return (point.definition, point.unit, point.axes.size, point.axes.batch) == same


def _rate(job: Job, point: Point) -> Estimate | None:
    found = summary.throughput(point)
    if found is None:
        return None
    each = job.each
    return found.mapped(each * found.value, each * found.low, each * found.high)


def _over(rate: Estimate, base: float) -> Estimate:
    return rate.mapped(rate.value / base, rate.low / base, rate.high / base)


def _remark(job: Job, point: Point, points: Sequence[Point]) -> Text:
    items = point.axes.size.get("items")
    if point.workload.startswith("topk") and items:
        return Text("from {items:,} items, {n} people at once", items=items, n=point.axes.batch)
    if point.workload == "train.transformer":
        said = Text("text, picture and sound of every item fused, {n} at once", n=point.axes.batch)
        usual = [rate.value for p in points if p.workload == USUAL if (rate := _rate(job, p))]
        if not usual:
            return said
        return Text(
            "{said}; by the preset auto, which fuses a few in a step, {rate} a second",
            said=said,
            rate=quantity(max(usual)),
        )
    return Text("{name}, {n} at once", name=naming.workload(point), n=point.axes.batch)


def _refusal(result: Result, scored: Sequence[Line], right: bool | None) -> Text:
    """Why there is no score; empty if there is one."""
    if result.synthetic:
        return Text("the device is not real")
    if right is False:
        return Text("the answers are not those of the CPU")
    done = {one.job.workload for one in scored}
    missing = [job.title for job in JOBS if job.workload not in done]
    if missing:
        return Text("not measured as the score needs it: {jobs}", jobs=Text.joined(", ", missing))
    few = [
        Text.counted("{job} ({n} visit)", "{job} ({n} visits)", visits, job=one.job.title)
        for one in scored
        if (visits := summary.visits(one.point)) < MIN_ROUNDS
    ]
    if few:
        return Text(
            "each job needs {n} visits, and these had fewer: {jobs}",
            n=MIN_ROUNDS,
            jobs=Text.joined(", ", few),
        )
    return Text()


def _marks(result: Result, lines: Sequence[Line]) -> tuple[Text, ...]:
    found = [*reading.doubts([one.point for one in lines]), *_saves(result)]
    if any(reading.sureness(one.rate, one.point.flags) != "measured" for one in lines):
        found.append(Text("some intervals are wide"))
    if result.interrupted:
        found.append(Text("the run was interrupted"))
    return tuple(found)
