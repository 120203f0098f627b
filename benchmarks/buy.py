"""How long a catalog would take on each machine that has a result file, and which part limits.

Rates come from the card, that of training from steps of the preset the product trains with, and how
cost grows with size from measured scaling curves: the machine's own, else those of others, else of
the machine this was developed on. What is not the machine's own is said. Needs numpy only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite, log
from typing import TYPE_CHECKING, Final

from benchmarks import scaling, summary
from benchmarks.card import Card, Line, cards, once
from benchmarks.scaling import Curve
from benchmarks.schema import Point, Result
from benchmarks.statistics import Estimate
from benchmarks.workloads.training import DEFAULT, PRESET
from core.text import Text
from core.training.presets import PRESETS

if TYPE_CHECKING:
    from core.catalog.schema import Catalog

#: What each job of the card does for a catalog.
_READS = {
    "encoder.minilm": "words",
    "encoder.efficientnet-lite0-fine": "pictures",
    "encoder.musicnn": "sound_s",
}
#: What a validation does to every item.
_FUSING: Final = "fusion.transformer"
#: Exponents of seconds by items, and how far they may lie from that, where no result tells:
#: `bench scaling --axis items` on the development machine (benchmarks/docs/scale.md), widened.
USUAL_LAW: Final = {"topk": Estimate(0.95, 0.63, 1.0), "mf.step": Estimate(0.04, 0.0, 0.1)}
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
        assumed: what the times are of, what was taken for granted, and what was not measured.

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
    sweeps = _Sweeps.of(known)
    told = [card for result in known for card in cards(result)]
    found = [_cost(card, sweeps, need) for card in told if not _is_sweep(card)]
    return sorted(found, key=lambda one: one.whole.value if one.whole else float("inf"))


def _is_sweep(card: Card) -> bool:
    """Whether a result was measured for its curves alone."""
    jobs = any(line.point.workload == line.job.workload for line in card.lines)
    return not jobs and bool(scaling.curves(card.result))


def _place(result: Result, device: str) -> tuple[object, ...]:
    """What two results of one machine and device have in common."""
    machine = result.machine
    return device, machine.cpu, machine.cores_logical, tuple(one.name for one in machine.gpus)


@dataclass(frozen=True)
class _Sweeps:
    """All curves there are over items, each with where it was measured, the newest first."""

    found: tuple[tuple[tuple[object, ...], Curve], ...]

    @classmethod
    def of(cls, known: Sequence[Result]) -> _Sweeps:
        found = []
        for result in known:
            for device in dict.fromkeys(one.axes.device for one in result.measured):
                own = tuple(one for one in result.points if one.axes.device == device)
                for curve in scaling.curves(result.model_copy(update={"points": own})):
                    if curve.axis == "items":
                        found.append((_place(result, device), curve))
        return cls(tuple(found))

    def own(self, card: Card, workload: str) -> Curve | None:
        """The card's machine's."""
        place = _place(card.result, card.device)
        return next((c for p, c in self.found if p == place and c.workload == workload), None)

    def growth(
        self, card: Card, workload: str, measured: int, wanted: int, said: list[Text]
    ) -> Estimate:
        """How many times longer a call takes for `wanted` items than for `measured`."""
        curve = self.own(card, workload)
        if curve is not None:
            _beyond(curve, wanted, said)
            return _ratio(at(curve, wanted), at(curve, measured))
        laws = [law for _place, one in self.found if one.workload == workload if (law := _law(one))]
        law = _within(laws) if laws else USUAL_LAW[workload]
        said.append(
            Text(
                "{what}: {n:,} items were measured; time is taken to grow with them to the power "
                "{law:.2f} ({low:.2f} to {high:.2f}), as on {whose}; its own tells: triptych bench "
                "scaling --axis items",
                what=_PARTS[workload],
                n=measured,
                law=law.value,
                low=law.low,
                high=law.high,
                whose=Text("other machines") if laws else Text("the machine it was developed on"),
            )
        )
        return _power(wanted / measured, law)


_PARTS: Final = {"topk": Text("a list"), "mf.step": Text("training")}


def _beyond(curve: Curve, wanted: int, said: list[Text]) -> None:
    """Say by what law time grows where it was not measured."""
    if wanted > curve.x[-1] and (law := _reach(curve)):
        said.append(
            Text(
                "{what}: beyond the {n:,} items measured, time goes on with them to the power "
                "{law:.2f} ({low:.2f} to {high:.2f})",
                what=_PARTS[curve.workload],
                n=curve.x[-1],
                law=law.value,
                low=law.low,
                high=law.high,
            )
        )


def _reach(curve: Curve) -> Estimate:
    """The law beyond a curve: of its largest sizes, or what is usual where two tell no interval."""
    return curve.tail if isfinite(curve.tail.high) else USUAL_LAW[curve.workload]


def _law(curve: Curve) -> Estimate | None:
    """The exponent for another machine: of the largest sizes, as sure as that of all."""
    tail, whole = curve.tail.value, curve.exponent
    if not isfinite(whole.high):
        return None
    return Estimate(tail, min(tail, whole.low), max(tail, whole.high), whole.confidence)


def _within(laws: Sequence[Estimate]) -> Estimate:
    """One law for all that were found: their middle, and as wide as all of them together."""
    values = sorted(one.value for one in laws)
    middle = values[len(values) // 2]
    return Estimate(middle, min(one.low for one in laws), max(one.high for one in laws))


def _power(ratio: float, law: Estimate) -> Estimate:
    low, high = sorted((ratio**law.low, ratio**law.high))
    return Estimate(ratio**law.value, low, high, law.confidence)


def _cost(card: Card, sweeps: _Sweeps, need: Need) -> Cost:
    lines = {line.job.workload: line for line in card.lines}
    said: list[Text] = []
    encode = _encoding(lines, need, said)
    train = _training(card, sweeps, need, said)
    serve = _serving(card, lines, sweeps, need, said)
    return Cost(card, encode, train, serve, tuple(said))


def _absent(what: Text) -> Text:
    return Text("{what}: not measured in this result; triptych bench run measures it", what=what)


def _encoding(lines: dict[str, Line], need: Need, said: list[Text]) -> Estimate | None:
    parts: list[Estimate | None] = []
    for workload, what in _READS.items():
        amount = getattr(need, what)
        if amount:
            line = lines.get(workload)
            parts.append(_divided(amount, line.rate) if line else None)
    if None in parts:
        said.append(_absent(Text("encoding")))
    return _sum(parts) if parts else Estimate(0.0, 0.0, 0.0, 0.95)


def _best(card: Card, workload: str) -> tuple[Point, Estimate] | None:
    """The quickest of the points that the card's device measured, and its rate."""
    rated = [
        (rate.value, point, rate)
        for point in card.result.measured
        if point.workload == workload
        and (point.axes.device, point.axes.threads) == (card.device, card.threads)
        and (point.axes.dtype, point.axes.compile) == ("fp32", False)
        and (rate := summary.throughput(point))
    ]
    if not rated:
        return None
    _value, point, rate = max(rated, key=lambda one: one[0])
    return point, rate


def _training(card: Card, sweeps: _Sweeps, need: Need, said: list[Text]) -> Estimate | None:
    """Steps as the product trains, and the vectors that its validations make anew."""
    found = _best(card, DEFAULT)
    if found is None:
        said.append(_absent(Text("training with the preset {preset}", preset=PRESET)))
        return None
    point, rate = found
    config = PRESETS[PRESET].config
    work = _divided(float(need.interactions * need.epochs), rate)
    measured = point.axes.size.get("items", 0)
    if measured and need.items > measured:
        growth = sweeps.growth(card, "mf.step", measured, need.items, said)
        # A larger table makes no step cheaper.
        factor = Estimate(*(max(1.0, one) for one in (growth.value, growth.low, growth.high)))
        work = _times(work, factor) if factor.high > 1 else work
    fused = _best(card, _FUSING)
    times = -(-need.epochs // config.validate_every)
    whole = work if fused is None else _sum([work, _divided(need.items * times, fused[1])])
    left_out = [] if fused else [Text("the vectors of all items that validation makes")]
    said.append(
        Text(
            "training: the preset {preset} ({fused} items fused in a step), {batch:,} interactions "
            "at once, {threads}; without {left}",
            preset=PRESET,
            fused=config.fused_items,
            batch=point.axes.batch,
            threads=Text.counted("{n} thread", "{n} threads", card.threads),
            left=Text.joined(
                ", ",
                [*left_out, Text("ranking at validations, other families tried afterwards")],
            ),
        )
    )
    return whole


def _serving(
    card: Card, lines: dict[str, Line], sweeps: _Sweeps, need: Need, said: list[Text]
) -> Estimate | None:
    curve = sweeps.own(card, "topk")
    if curve is not None:
        _beyond(curve, need.items, said)
        batch = next(one.batch for one in scaling.SWEEPS if one.workload == "topk")
        return _scaled(at(curve, need.items), 1 / batch)
    line = lines.get("topk.million")
    if line is None:
        said.append(_absent(Text("lists")))
        return None
    cost = _divided(1.0, line.rate)
    measured = line.point.axes.size.get("items", 1_000_000)
    if need.items == measured:
        return cost
    return _times(cost, sweeps.growth(card, "topk", measured, need.items, said))


def at(curve: Curve, size: int) -> Estimate:
    """Seconds of a call at a size: between measured sizes a straight line in log-log.

    Beyond the largest it goes on by the exponent of the largest sizes, whose interval widens it.
    """
    x, y = curve.x, curve.seconds
    if size <= x[0]:
        return y[0]  # a fixed cost does not shrink
    if size >= x[-1]:
        grown = size / x[-1]
        law = _reach(curve)
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


def _divided(amount: float, rate: Estimate) -> Estimate:
    return rate.mapped(amount / rate.value, amount / rate.high, amount / rate.low)


def _scaled(one: Estimate, by: float) -> Estimate:
    return one.mapped(one.value * by, one.low * by, one.high * by)


def _times(one: Estimate, factor: Estimate) -> Estimate:
    return one.mapped(
        one.value * factor.value, one.low * factor.low, one.high * factor.high, factor
    )


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
