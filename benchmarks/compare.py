"""Two results side by side: verdicts where the same thing was measured, and nowhere else.

Needs numpy only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks import card, statistics, summary
from benchmarks.schema import Machine, Point, Result
from benchmarks.statistics import Comparison, Quantity, Verdict
from core.errors import UserError
from core.text import Text

#: The verdicts in a sentence or a table.
VERDICTS: Final[dict[Verdict, Text]] = {
    "faster": Text("faster"),
    "slower": Text("slower"),
    "same": Text("same"),
    "inconclusive": Text("inconclusive"),
}


@dataclass(frozen=True)
class Row:
    """One workload at one place of the grid, in both results; `quantity` is the time compared."""

    baseline: Point
    candidate: Point
    comparison: Comparison
    quantity: Quantity


@dataclass(frozen=True)
class Unmatched:
    """A point without a partner, and why."""

    point: Point
    side: str
    reason: Text


@dataclass(frozen=True)
class Report:
    """A whole comparison.

    Attributes:
        rows: points measured in both.
        unmatched: points in one only, or whose definitions differ.
        quantity: the time that was to be compared; a row says which was.
        limit: the share by which nothing may be slower, for a build; None where nobody asks.
        machines: what differs between the machines, as (what, baseline, candidate).
        warnings: sentences to read before the rows.

    """

    baseline: Result
    candidate: Result
    quantity: Quantity
    rows: tuple[Row, ...]
    unmatched: tuple[Unmatched, ...]
    machines: tuple[tuple[str, str, str], ...]
    warnings: tuple[Text, ...]
    limit: float | None = None

    @property
    def regressions(self) -> tuple[Row, ...]:
        """Rows where the candidate is slower."""
        return tuple(row for row in self.rows if row.comparison.verdict == "slower")

    @property
    def inconclusive(self) -> tuple[Row, ...]:
        """Rows that say nothing."""
        return tuple(row for row in self.rows if row.comparison.verdict == "inconclusive")

    @property
    def counted(self) -> Text:
        """How many rows of each verdict: "1 slower, 3 same"."""
        verdicts = [row.comparison.verdict for row in self.rows]
        if not verdicts:
            return Text("nothing could be compared")
        return Text.joined(
            ", ",
            (
                Text("{n} {verdict}", n=verdicts.count(one), verdict=VERDICTS[one])
                for one in dict.fromkeys(verdicts)
            ),
        )

    @property
    def conclusion(self) -> Text:
        """What the rows say together, and what would say more."""
        if self.limit is not None:
            return self._held(f"{100 * self.limit:g} %")
        if self.rows and len(self.inconclusive) == len(self.rows):
            return Text(
                "{counted}: the candidate is not shown to be slower, nor to be as fast. Runs of "
                "--mode rigorous on an idle machine can tell.",
                counted=self.counted,
            )
        return Text("{counted}.", counted=self.counted)

    def _held(self, limit: str) -> Text:
        """Whether the limit was held, and by how many rows that is known."""
        n, slower, open_ = len(self.rows), len(self.regressions), len(self.inconclusive)
        values = {"limit": limit, "n": n, "slower": slower, "open": open_}
        if not n:
            return Text("Limit of {limit} not checked: nothing could be compared.", **values)
        if slower:
            return Text(
                "Limit of {limit} broken: {slower} of {n} surely slower, and by that or more as "
                "measured; {open} of {n} undecided.",
                **values,
            )
        if not open_:
            return Text(
                "Limit of {limit} held. No workload is surely slower, and by {limit} or more as "
                "measured; all {n} decided.",
                **values,
            )
        if open_ == n:
            return Text(
                "Limit of {limit} not broken, but nothing was decided: {n} of {n} undecided. "
                "Measure longer.",
                **values,
            )
        return Text(
            "Limit of {limit} not broken. No workload is surely slower, and by {limit} or more as "
            "measured; {open} of {n} undecided: measure longer.",
            **values,
        )


def compare(
    baseline: Result,
    candidate: Result,
    quantity: Quantity = "work",
    *,
    allow_synthetic: bool = False,
    margin: float = statistics.MARGIN,
    limit: float | None = None,
) -> Report:
    """Compare two results.

    Args:
        baseline: of any machine.
        candidate: of the same or another.
        quantity: which time to compare.
        allow_synthetic: also compare numbers of a fake device.
        margin: smallest difference of interest.
        limit: the share by which nothing may be slower, in place of the margin.

    Raises:
        UserError: one of them is synthetic, or they share nothing.

    """
    for name, one in ((Text("baseline"), baseline), (Text("candidate"), candidate)):
        if one.synthetic and not allow_synthetic:
            raise UserError(
                Text(
                    "The {name} '{id}' is synthetic: it was measured on a fake device.",
                    name=name,
                    id=one.id,
                ),
                "Compare results of real machines, or allow it with --allow-synthetic.",
            )
    rows: list[Row] = []
    unmatched: list[Unmatched] = []
    theirs = candidate.by_key
    for point in baseline.points:
        other = theirs.get(point.key)
        if other is None:
            unmatched.append(Unmatched(point, "baseline", Text("not in the candidate")))
        elif other.definition != point.definition or other.unit != point.unit:
            reason = Text("the workload is defined differently in the two files")
            unmatched.append(Unmatched(point, "both", reason))
        elif not (point.status == other.status == "ok"):
            state = Text(
                "{status} in the baseline, {other} in the candidate",
                status=point.status,
                other=other.status,
            )
            unmatched.append(Unmatched(point, "both", state))
        else:
            chosen = _quantity(point, other, quantity)
            found = against(point, other, chosen, margin=margin if limit is None else limit)
            if found is None:
                reason = Text("{quantity} was not measured in both", quantity=quantity)
                unmatched.append(Unmatched(point, "both", reason))
            else:
                rows.append(Row(point, other, found, chosen))
    ours = baseline.by_key
    unmatched += [
        Unmatched(point, "candidate", Text("not in the baseline"))
        for point in candidate.points
        if point.key not in ours
    ]
    machines = differences(baseline.machine, candidate.machine)
    return Report(
        baseline,
        candidate,
        quantity,
        tuple(rows),
        tuple(unmatched),
        machines,
        _warnings(baseline, candidate, machines),
        limit,
    )


def against(
    baseline: Point,
    candidate: Point,
    quantity: Quantity = "work",
    *,
    same_run: bool = False,
    paired: bool | None = None,
    margin: float = statistics.MARGIN,
) -> Comparison | None:
    """Compare two points that measured the same work.

    Args:
        baseline: a point with samples.
        candidate: another.
        quantity: which time.
        same_run: both come from one run.
        paired: their rounds were interleaved; as `same_run` if not given. Devices are not.
        margin: smallest difference of interest.

    Returns:
        None where the quantity was not measured in both.

    Raises:
        ValueError: the points measured different work.

    """
    ours = (baseline.workload, baseline.definition, baseline.axes.size)
    if ours != (candidate.workload, candidate.definition, candidate.axes.size):
        raise ValueError("no verdict across different workloads")
    quantity = _quantity(baseline, candidate, quantity)
    a, b = summary.nested(baseline, quantity), summary.nested(candidate, quantity)
    if not a or not b or min(map(_least, (a, b))) <= 0:
        return None
    paired = same_run if paired is None else paired
    if paired:
        before = summary.round_means(baseline, quantity)
        after = summary.round_means(candidate, quantity)
        rounds = len(before.keys() & after.keys())
        ratio = statistics.paired(before, after, confidence=statistics.VERDICT_CONFIDENCE)
    else:
        rounds = min(sum(len(p) for p in a), sum(len(p) for p in b))
        ratio = statistics.unpaired(a, b, confidence=statistics.VERDICT_CONFIDENCE)
    # Work per call may differ (a speed-up over batches): compare the time per item.
    scale = baseline.items_per_call / candidate.items_per_call if candidate.items_per_call else 1.0
    ratio = statistics.Estimate(
        ratio.value * scale, ratio.low * scale, ratio.high * scale, ratio.confidence
    )
    doubts = _doubts(baseline, candidate, same_run=same_run)
    return statistics.judge(ratio, rounds, paired=paired, margin=margin, doubts=doubts)


def _quantity(baseline: Point, candidate: Point, quantity: Quantity) -> Quantity:
    """Waiting taken off one side only would be no comparison."""
    counted = _counted(baseline) and _counted(candidate)
    return "latency" if quantity == "work" and not counted else quantity


def _counted(point: Point) -> bool:
    """Whether the waiting for a core is known of every sample."""
    return all(entry.waited_s for entry in point.rounds if entry.latency_s)


def _least(samples: Sequence[Sequence[Sequence[float]]]) -> float:
    return min(value for process in samples for entry in process for value in entry)


def _doubts(baseline: Point, candidate: Point, *, same_run: bool) -> list[Text]:
    """Flags that forbid saying that one is faster."""
    found: list[Text] = []
    for name, point in ((Text("baseline"), baseline), (Text("candidate"), candidate)):
        for flag in point.flags:
            if flag.kind in ("unsynchronised", "clock_resolution"):
                found.append(Text("{name}: {detail}", name=name, detail=flag.detail))
            # Within a run both suffer alike; two runs may have met different neighbours, who also
            # take caches and half of a hyper-threaded core.
            elif flag.kind == "contention" and not same_run:
                found.append(
                    Text("the {name} was disturbed: {detail}", name=name, detail=flag.detail)
                )
    for kind, said in (
        ("throttling", Text("one of the two was measured while the clock was lowered")),
        ("battery", Text("one of the two was measured on battery")),
    ):
        if len({any(f.kind == kind for f in p.flags) for p in (baseline, candidate)}) == 2:
            found.append(said)
    return found


def differences(a: Machine, b: Machine) -> tuple[tuple[str, str, str], ...]:
    """Fields in which two machines differ."""
    left, right = identity(a), identity(b)
    return tuple(
        (name, left.get(name, "-"), right.get(name, "-"))
        for name in dict.fromkeys((*left, *right))
        if left.get(name) != right.get(name)
    )


def identity(machine: Machine) -> dict[str, str]:
    """A machine's identity card: name of each fact and its value."""
    facts = {
        "device": machine.device_line.partition(" only because ")[0],  # the reason is no device
        "processor": machine.cpu,
        "cores": f"{machine.cores_usable} of {machine.cores_logical}",
        "memory": f"{machine.memory_bytes / 1024**3:.1f} GiB",
        "system": f"{machine.system} {machine.kernel} {machine.architecture}".strip(),
        "power plan": machine.power_plan or machine.governor or "not told",
        "python": machine.python,
    }
    for number, gpu in enumerate(machine.gpus):
        facts[f"gpu {number}"] = f"{gpu.name}, {gpu.memory_bytes / 1024**3:.0f} GiB"
    return facts | machine.packages | machine.settings


def _warnings(
    baseline: Result, candidate: Result, machines: Sequence[tuple[str, str, str]]
) -> tuple[Text, ...]:
    found: list[Text] = []
    if baseline.synthetic or candidate.synthetic:
        found.append(Text("SYNTHETIC: at least one side was measured on a fake device."))
    if baseline.id == candidate.id:
        found.append(Text("Both files hold the same run: there is nothing to be compared."))
    if machines:
        names = ", ".join(name for name, _a, _b in machines[:6])
        found.append(Text("The machines differ in: {names}.", names=names))
    if baseline.mode != candidate.mode:
        found.append(
            Text("The modes differ: {mode} and {other}.", mode=baseline.mode, other=candidate.mode)
        )
    for name, one in ((Text("baseline"), baseline), (Text("candidate"), candidate)):
        found += [Text("Mind of the {name}: {mark}.", name=name, mark=m) for m in card.minded(one)]
        if one.interrupted:
            found.append(Text("The {name} was interrupted before its plan was through.", name=name))
    return tuple(found)


def to_dict(report: Report) -> dict[str, object]:
    """A comparison as plain JSON values."""
    return {
        "baseline": report.baseline.id,
        "candidate": report.candidate.id,
        "warnings": list(report.warnings),
        "limit": report.limit,
        "conclusion": report.conclusion,
        "rows": [
            {
                "key": row.baseline.key,
                "quantity": row.quantity,
                "time_ratio": row.comparison.ratio.value,
                "time_ratio_low": row.comparison.ratio.ends[0],
                "time_ratio_high": row.comparison.ratio.ends[1],
                "verdict": row.comparison.verdict,
                "reason": row.comparison.reason,
            }
            for row in report.rows
        ],
        "unmatched": [
            {"key": entry.point.key, "side": entry.side, "reason": entry.reason}
            for entry in report.unmatched
        ],
    }
