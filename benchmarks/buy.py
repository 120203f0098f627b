"""How long a catalog would take on each machine that has a result file, and which part limits.

Rates come from the card, and how cost grows with size from measured scaling curves where a result
holds them; where it does not, what is assumed is said. Needs numpy only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import TYPE_CHECKING

from benchmarks import scaling
from benchmarks.card import Card, Line, cards, once
from benchmarks.scaling import Curve
from benchmarks.schema import Result
from benchmarks.statistics import Estimate
from core.text import Text

if TYPE_CHECKING:
    from core.catalog.schema import Catalog

#: What each job of the card does for a catalog.
_READS = {
    "encoder.minilm": "words",
    "encoder.efficientnet-lite0-fine": "pictures",
    "encoder.musicnn": "sound_s",
}
#: Seconds of a sound that nobody has measured the length of.
USUAL_SOUND_S = 30.0


@dataclass(frozen=True)
class Need:
    """What is to be done.

    Attributes:
        items, interactions: of the catalog.
        words, pictures, sound_s: to be encoded, in all items together.
        epochs: of training.

    """

    items: int
    interactions: int
    words: float = 0.0
    pictures: float = 0.0
    sound_s: float = 0.0
    epochs: int = 20

    @classmethod
    def of(cls, catalog: Catalog, epochs: int = 20) -> Need:
        """What a catalog holds; its sounds are taken to be of the usual length."""
        items = catalog.items
        words = 0
        if "text" in items.columns:
            words = int(items["text"].fill_null("").str.count_matches(r"\S+").sum())

        def held(column: str) -> int:
            return len(items) - items[column].null_count() if column in items.columns else 0

        return cls(
            items=len(items),
            interactions=catalog.interactions.height,
            words=words,
            pictures=held("image"),
            sound_s=USUAL_SOUND_S * max(held("audio"), held("video")),
            epochs=epochs,
        )


@dataclass(frozen=True)
class Cost:
    """Of one machine, in seconds; None where the result does not tell.

    Attributes:
        encode, train: once for all.
        serve: for one list.
        limits: which of encoding and training takes longest; empty if one is not told.
        assumed: what was taken for granted.

    """

    card: Card
    encode: Estimate | None
    train: Estimate | None
    serve: Estimate | None
    assumed: tuple[Text, ...]

    @property
    def limits(self) -> Text:
        """Which of encoding and training takes longest."""
        if self.encode is None or self.train is None:
            return Text("not known")
        apart = self.encode.low > self.train.high or self.train.low > self.encode.high
        if not apart:
            return Text("both alike")
        return Text("encoding") if self.encode.value > self.train.value else Text("training")

    @property
    def whole(self) -> Estimate | None:
        """Encoding and training, one after the other."""
        return _sum([self.encode, self.train])


def costs(results: Iterable[Result], need: Need) -> list[Cost]:
    """Every device of every result, the quickest first; those that do not tell last.

    A sweep over sizes is a result of its own: it counts for every result of its machine.
    """
    known = sorted(once(results), key=lambda one: -one.began_utc_s)
    told = [card for result in known for card in cards(result)]
    found = [_cost(card, known, need) for card in told if not _is_sweep(card)]
    return sorted(found, key=lambda one: one.whole.value if one.whole else float("inf"))


def _is_sweep(card: Card) -> bool:
    """Whether a result was measured for its curves alone."""
    jobs = any(line.point.workload == line.job.workload for line in card.lines)
    return not jobs and bool(scaling.curves(card.result))


def _place(card: Card) -> tuple[object, ...]:
    """What two results of one machine and device have in common."""
    machine = card.result.machine
    return card.device, machine.cpu, machine.cores_logical, tuple(one.name for one in machine.gpus)


def _curves(card: Card, known: Sequence[Result]) -> dict[tuple[str, str], Curve]:
    """By workload and axis: of the card's own result, else the newest of the same machine."""
    made: dict[tuple[str, str], Curve] = {}
    for result in (card.result, *known):
        if _place(replace(card, result=result)) == _place(card):
            own = tuple(one for one in result.points if one.axes.device == card.device)
            for curve in scaling.curves(result.model_copy(update={"points": own})):
                made.setdefault((curve.workload, curve.axis), curve)
    return made


def _cost(card: Card, known: Sequence[Result], need: Need) -> Cost:
    lines = {line.job.workload: line for line in card.lines}
    curves = _curves(card, known)
    assumed: list[Text] = []
    encode = _encoding(lines, need)
    train = _training(lines, curves, need, assumed)
    serve = _serving(lines, curves, need, assumed)
    return Cost(card, encode, train, serve, tuple(assumed))


def _encoding(lines: dict[str, Line], need: Need) -> Estimate | None:
    parts: list[Estimate | None] = []
    for workload, what in _READS.items():
        amount = getattr(need, what)
        if amount:
            line = lines.get(workload)
            parts.append(_divided(amount, line.rate) if line else None)
    return _sum(parts) if parts else Estimate(0.0, 0.0, 0.0, 0.95)


def _training(
    lines: dict[str, Line],
    curves: Mapping[tuple[str, str], Curve],
    need: Need,
    assumed: list[Text],
) -> Estimate | None:
    line = lines.get("train.transformer")
    if line is None:
        return None
    work = _divided(float(need.interactions * need.epochs), line.rate)
    curve = curves.get(("mf.step", "items"))
    measured = line.point.axes.size.get("items", 0)
    if curve is None or not measured:
        if need.items <= measured:
            return work  # a smaller table makes no step dearer
        assumed.append(
            Text(
                "a step costs the same with more than the {n:,} items that were measured; how far "
                "that is wrong tells only: triptych bench scaling --axis items",
                n=measured,
            )
        )
        return _guessed(work)
    growth = _ratio(at(curve, need.items), at(curve, measured))
    # A larger table makes no step cheaper.
    factor = Estimate(
        max(1.0, growth.value), max(1.0, growth.low), max(1.0, growth.high), growth.confidence
    )
    return work.mapped(work.value * factor.value, work.low * factor.low, work.high * factor.high)


def _serving(
    lines: dict[str, Line],
    curves: Mapping[tuple[str, str], Curve],
    need: Need,
    assumed: list[Text],
) -> Estimate | None:
    curve = curves.get(("topk", "items"))
    if curve is not None:
        batch = next(one.batch for one in scaling.SWEEPS if one.workload == "topk")
        return _scaled(at(curve, need.items), 1 / batch)
    line = lines.get("topk.million")
    if line is None:
        return None
    measured = line.point.axes.size.get("items", 1_000_000)
    cost = _scaled(_divided(1.0, line.rate), need.items / measured)
    if need.items == measured:
        return cost
    assumed.append(
        Text(
            "a list costs in proportion to the items ({n:,} were measured); how far that is wrong "
            "tells only: triptych bench scaling --axis items",
            n=measured,
        )
    )
    return _guessed(cost)


def at(curve: Curve, size: int) -> Estimate:
    """Seconds of a call at a size: between measured sizes a straight line in log-log.

    Beyond the largest it goes on by the exponent of the largest sizes, whose interval widens it.
    """
    x, y = curve.x, curve.seconds
    if size <= x[0]:
        return y[0]  # a fixed cost does not shrink
    if size >= x[-1]:
        grown = size / x[-1]
        law = curve.tail
        last = y[-1]
        return Estimate(
            last.value * grown**law.value,
            last.low * grown**law.low,
            last.high * grown**law.high,
            last.confidence,
        )
    place = next(i for i, one in enumerate(x) if one > size)
    part = log(size / x[place - 1]) / log(x[place] / x[place - 1])
    low, high = y[place - 1], y[place]
    return Estimate(
        low.value ** (1 - part) * high.value**part,
        low.low ** (1 - part) * high.low**part,
        low.high ** (1 - part) * high.high**part,
        low.confidence,
    )


def _guessed(one: Estimate) -> Estimate:
    """A number that rests on what nobody measured has no interval."""
    return Estimate(one.value, one.value, one.value, one.confidence)


def _divided(amount: float, rate: Estimate) -> Estimate:
    return rate.mapped(amount / rate.value, amount / rate.high, amount / rate.low)


def _scaled(one: Estimate, by: float) -> Estimate:
    return one.mapped(one.value * by, one.low * by, one.high * by)


def _ratio(one: Estimate, other: Estimate) -> Estimate:
    return one.mapped(one.value / other.value, one.low / other.high, one.high / other.low, other)


def _sum(parts: Sequence[Estimate | None]) -> Estimate | None:
    """One after the other; not told where a part is not."""
    told = [one for one in parts if one is not None]
    if len(told) < len(parts) or not told:
        return None
    first, *others = [one for one in told if one.value] or told
    return first.mapped(
        sum(one.value for one in told),
        sum(one.low for one in told),
        sum(one.high for one in told),
        *others,
    )
