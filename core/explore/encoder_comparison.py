"""Encoders compared as one experiment: same model, same split, same seeds, one table.

Each variant is the reference with one encoder replaced. What is measured is kept user by user and
item by item, so that differences are taken within each (paired bootstrap, max-t; see
core.training.judge.comparison); seeds are averaged first. All that is done lies in one folder named
by the question, so that the same question goes on where it ended.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import ValidationError

from core import workspace
from core.contracts.comparing import (
    ComparedEncoders,
    CompareEncodersSpec,
    CostSpec,
    EncoderCost,
    Score,
    Variant,
)
from core.contracts.question import Subject
from core.errors import UserError
from core.explore.context import Context
from core.explore.encoder_measures import Values, at, mean, read, values_of, write
from core.progress import Reporter
from core.text import Text
from core.training.judge.comparison import Difference, simultaneous

if TYPE_CHECKING:
    from core.catalog.schema import Catalog
    from core.encoders.features import FeatureSet

LEVEL = 0.95
#: Seeds that are advised to who asked for one.
ENOUGH = len(CompareEncodersSpec.model_fields["seeds"].default)
#: Measures a process of its own, see encoder_cost.measure.
Costing = Callable[[CostSpec], EncoderCost]


@dataclass(frozen=True)
class _Measured:
    """One variant: its measures by name, and the seconds that training took."""

    values: dict[str, Values]
    seconds: float


def compare(
    spec: CompareEncodersSpec, costing: Costing, reporter: Reporter
) -> ComparedEncoders | None:
    """Encode, train and judge every variant; None if the user stopped before all were done.

    Raises:
        MissingWeightsError: those of an encoder are not here; nothing was done.
        UserError: nothing to compare, or a variant cannot be trained.

    """
    from core.catalog.opening import snapshot
    from core.encoders import features

    catalog = snapshot.load(Path(spec.catalog))
    variants = plan(spec, catalog)
    folder = _folder(spec, variants)
    before = features.open_features(catalog)
    measured: dict[str, _Measured] = {}
    try:
        for number, (name, encoders) in enumerate(variants.items()):
            told = Text(
                "encoder choice {n} of {of}: {name}", n=number + 1, of=len(variants), name=name
            )
            reporter.log(told)
            made = features.encode_catalog(catalog, encoders, spec.device, reporter)
            if reporter.checkpoint():
                return None
            found = _variant(spec, catalog, made, folder / _safe(name), reporter)
            if found is None:
                return None
            measured[name] = found
    finally:
        if before is not None:  # an experiment does not change what is open
            features.note_latest(before)
    costs = _costs(spec, variants, folder, costing, reporter)
    table = judged(variants, measured, costs, len(spec.seeds))
    told = _verdict(table, len(spec.seeds))
    compared = ComparedEncoders(
        folder=str(folder), seeds=spec.seeds, level=LEVEL, variants=table, verdict=told
    )
    workspace.write_json(folder / "table.json", compared.model_dump(mode="json"))
    return compared


def plan(spec: CompareEncodersSpec, catalog: Catalog) -> dict[str, dict[str, str]]:
    """Encoders by modality of every variant, the reference first; named in full.

    Raises:
        UserError: fewer than two variants, or an encoder is not known, not here, or for another
            modality.

    """
    from core.encoders.chosen import fitting

    named: dict[str, list[str]] = {}
    for modality, names in spec.encoders.items():
        if modality not in catalog.modalities():
            raise UserError(Text("The catalog has no {modality}.", modality=Text(modality)))
        entries = [fitting(name, modality) for name in names]
        for entry in entries:
            entry.require()
        named[modality] = list(dict.fromkeys(entry.name for entry in entries))
    reference = {modality: names[0] for modality, names in named.items() if names}
    others = {
        f"{modality}={name}": {**reference, modality: name}
        for modality, names in named.items()
        for name in names[1:]
    }
    if not others:
        raise UserError("There is nothing to compare.", "Name two encoders of a modality, or more.")
    first = ", ".join(f"{modality}={name}" for modality, name in reference.items())
    return {first: reference, **others}


def judged(
    variants: Mapping[str, Mapping[str, str]],
    measured: Mapping[str, _Measured],
    costs: Mapping[str, EncoderCost],
    seeds: int,
) -> tuple[Variant, ...]:
    """The table: each measure with its interval, each but the first with its difference.

    One seed leaves all undecided: its intervals are over users and items, and two trainings with
    the same encoder differ as well.
    """
    names = list(variants)
    reference = measured[names[0]].values
    differences: dict[tuple[str, str], Difference] = {}
    for measure in reference:
        having = [name for name in names[1:] if measure in measured[name].values]
        common = reference[measure].units
        for name in having:
            common = np.intersect1d(common, measured[name].values[measure].units)
        if not having or not len(common):
            continue
        base = at(reference[measure], common)
        table = np.stack([at(measured[n].values[measure], common) - base for n in having], 1)
        # Measures are of other units each: together they hold at LEVEL (Bonferroni).
        level = 1 - (1 - LEVEL) / len(reference)
        differences |= {
            (name, measure): one
            for name, one in zip(having, simultaneous(table, level), strict=True)
        }
    return tuple(
        Variant(
            name=name,
            encoders=dict(variants[name]),
            scores={
                measure: _score(values, differences.get((name, measure)), seeds)
                for measure, values in measured[name].values.items()
            },
            costs={
                modality: costs[f"{modality}={encoder}"]
                for modality, encoder in variants[name].items()
                if f"{modality}={encoder}" in costs
            },
            train_seconds=measured[name].seconds,
        )
        for name in names
    )


def _score(values: Values, difference: Difference | None, seeds: int) -> Score:
    (own,) = simultaneous(values.values[:, None], LEVEL)
    low, high = max(0.0, own.low), min(1.0, own.high)  # all measures are shares
    score = Score(value=own.mean, low=low, high=high, units=len(values.units))
    if difference is None:
        return score
    apart = (difference.mean, difference.low, difference.high)
    verdict = difference.verdict if seeds > 1 else "undecided"
    return score.model_copy(update={"difference": apart, "verdict": verdict})


def _verdict(table: tuple[Variant, ...], seeds: int) -> Text:
    """Which differences hold."""
    if seeds == 1:
        return Text(
            "One seed cannot tell what encoders differ in from what trainings differ in anyway: "
            "compare with {seeds} seeds or more.",
            seeds=ENOUGH,
        )
    told = [
        Text(
            "{name} is better in {measure} by {by:.3f}"
            if score.verdict == "better"
            else "{name} is worse in {measure} by {by:.3f}",
            name=variant.name,
            measure=measure,
            by=abs(score.difference[0]),
        )
        for variant in table[1:]
        for measure, score in variant.scores.items()
        if score.difference is not None and score.verdict != "undecided"
    ]
    if not told:
        return Text(
            "No difference from {reference} holds on these users and items.",
            reference=table[0].name,
        )
    return Text(
        "Against {reference}: {what}. No other difference holds.",
        reference=table[0].name,
        what=Text.joined("; ", told),
    )


# --- one variant ------------------------------------------------------------------------------


def _variant(
    spec: CompareEncodersSpec,
    catalog: Catalog,
    features: FeatureSet,
    folder: Path,
    reporter: Reporter,
) -> _Measured | None:
    """Train and measure with every seed; None if stopped."""
    by_seed: list[dict[str, Values]] = []
    seconds: list[float] = []
    for seed in spec.seeds:
        place = folder / str(seed)
        kept = read(place / "measured.npz")
        if kept is None:
            kept = _run(spec, catalog, features, place, seed, reporter)
        if kept is None:
            return None
        seconds.append(float(kept.pop("seconds").values[0]))
        by_seed.append(kept)
    shared = [name for name in by_seed[0] if all(name in one for one in by_seed)]
    means = {name: mean([one[name] for one in by_seed]) for name in shared}
    return _Measured(means, float(np.mean(seconds)))


def _run(
    spec: CompareEncodersSpec,
    catalog: Catalog,
    features: FeatureSet,
    place: Path,
    seed: int,
    reporter: Reporter,
) -> dict[str, Values] | None:
    from core.training.run import layout
    from core.training.train import train

    began = time.perf_counter()
    config = spec.config.model_copy(update={"seed": seed})
    train(catalog, features, config, place, reporter, resume=True)
    if reporter.checkpoint():
        return None
    took = np.array([time.perf_counter() - began])
    subject = Subject(catalog=spec.catalog, features=str(features.folder), run=str(place))
    found = {"seconds": Values(np.zeros(1, np.int64), took), **values_of(Context(subject))}
    write(place / "measured.npz", found)
    (place / layout.LAST).unlink(missing_ok=True)
    return found


def _costs(
    spec: CompareEncodersSpec,
    variants: Mapping[str, Mapping[str, str]],
    folder: Path,
    costing: Costing,
    reporter: Reporter,
) -> dict[str, EncoderCost]:
    """By "modality=encoder"; measured one after the other, and once."""
    wanted = dict.fromkeys(pair for encoders in variants.values() for pair in encoders.items())
    costs = {}
    for done, (modality, name) in enumerate(wanted):
        reporter.progress("measuring what encoders take", done, len(wanted), "encoders")
        place = folder / "costs" / f"{_safe(f'{modality}={name}')}.json"
        try:
            cost = EncoderCost.model_validate(workspace.read_json(place))
        except ValidationError:
            cost = costing(
                CostSpec(catalog=spec.catalog, encoder=name, modality=modality, device=spec.device)
            )
            workspace.write_json(place, cost.model_dump())
        costs[f"{modality}={name}"] = cost
    return costs


def _folder(spec: CompareEncodersSpec, variants: Mapping[str, Mapping[str, str]]) -> Path:
    """Named by all that the numbers depend on: of encoders, down to their weights."""
    from core.encoders import registry

    used = {name for encoders in variants.values() for name in encoders.values()}
    identities = {name: registry.info(name).identity for name in sorted(used)}
    asked = spec.model_dump_json(exclude={"resume", "encoders"})
    asked += json.dumps([list(variants), identities])
    key = hashlib.blake2b(asked.encode(), digest_size=8).hexdigest()
    return workspace.writable("comparisons") / key


def _safe(name: str) -> str:
    return hashlib.blake2b(name.encode(), digest_size=6).hexdigest()
