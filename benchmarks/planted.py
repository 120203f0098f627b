"""Phrase search and mismatch hunter against the planted truth of a trained sample catalog.

`python -m benchmarks.planted CATALOG [--swap 0.1] [--seeds 8]` asks for every planted value in
every modality that shows it, and counts how many of the first 20 places are planted ones (fewer
where fewer items have the value; values of fewer than five items are left out), and the same for
phrases of two and three values of one thing ("blue backpack striped"). Then it passes the pictures
(or sounds) of a share of the items on in a ring, in the features alone, and counts how many of them
are among the first of the work list. Chance stands beside every number.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from core.alignment.mismatch import cross_fitted
from core.alignment.phrases import shown
from core.catalog.modality import DECLARED
from core.contracts.alignment import FindParams
from core.errors import UserError
from core.explore.alignment.phrase_search import find
from core.explore.context import Context
from core.face.catalog import open_catalog
from core.face.run import open_run
from core.terminal import TerminalReporter

LEAST_ITEMS = 5


#: Phrases of several values that are asked, at most.
PHRASES = 60


def phrases(context: Context) -> list[dict[str, Any]]:
    """Hits of phrases of one, two and three planted values, per modality."""
    truth = context.catalog.truth
    if truth is None:
        raise UserError("Nothing is planted in this catalog.", "Choose a sample catalog.")
    values = truth["value"].unique().sort().to_list()
    modalities = find(context, FindParams(phrase=values[0])).modalities
    rows = []
    for modality in modalities:
        rows.append(_asked(context, modality, values, 1, LEAST_ITEMS))
        for count in (2, 3):
            several = _of_one_thing(truth, modality, count)
            rows.append(_asked(context, modality, several, count, 1))
    return [row for row in rows if row["phrases"]]


def _asked(
    context: Context, modality: str, several: Sequence[str], count: int, least: int
) -> dict[str, Any]:
    """Hits of phrases of so many values that at least so many items show."""
    found = (find(context, FindParams(phrase=one, modality=modality)).verdict for one in several)
    verdicts = [one for one in found if one is not None and one.looked_at >= least]
    hits = sum(verdict.hits for verdict in verdicts)
    looked_at = sum(verdict.looked_at for verdict in verdicts)
    expected = sum(verdict.chance * verdict.looked_at for verdict in verdicts)
    return {
        "modality": modality,
        "values": count,
        "phrases": len(verdicts),
        "hits": hits,
        "looked_at": looked_at,
        "share": round(hits / max(1, looked_at), 3),
        "chance": round(expected / max(1, looked_at), 5),
    }


def _of_one_thing(truth: pl.DataFrame, modality: str, count: int) -> list[str]:
    """Phrases of values that an item shows in one place, drawn at random."""
    there = truth.filter(shown(modality))
    place = DECLARED[modality].truth
    said: set[str] = set()
    for _, group in there.group_by("item", maintain_order=True):
        named = sorted(
            zip(group["attribute"], group["value"], group.select(place).rows(), strict=True)
        )
        for some in itertools.combinations(named, count):
            if len({name for name, *_ in some}) == count and _meet([one for *_, one in some]):
                said.add(" ".join(value for _, value, _ in some))
    ordered = sorted(said)
    np.random.default_rng(0).shuffle(ordered)
    return ordered[:PHRASES]


def _meet(places: Sequence[tuple[float, ...]]) -> bool:
    """Whether places, (begins, ends) along each axis, share half of the largest along each."""
    low, high = np.split(np.array(places, float), 2, axis=1)
    shared = high.min(0) - low.max(0)
    return bool((shared >= 0.5 * (high - low).max(0)).all())


def swaps(context: Context, share: float, seeds: int) -> list[dict[str, Any]]:
    """Precision of the work list where a share of the items has a stranger's picture or sound."""
    stores = context.features.stores
    if "text" not in stores:
        return []
    rows = []
    for modality in (name for name in stores if name != "text"):
        both = np.flatnonzero(stores["text"].present & stores[modality].present)
        count = max(2, round(share * len(both)))
        precisions, scores = [], []
        for seed in range(seeds):
            chosen = np.random.default_rng(seed).choice(len(both), count, replace=False)
            x, y = (np.array(stores[name].pooled()[both]) for name in ("text", modality))
            y[chosen] = y[np.roll(chosen, 1)]
            hunted = cross_fitted(x, y, seed)
            first = np.lexsort((hunted.own, -hunted.score))[:count]
            precisions.append(float(np.isin(first, chosen).mean()))
            scores.append(float(hunted.score[chosen].mean()))
        rows.append(
            {
                "modality": modality,
                "items": len(both),
                "swapped": count,
                "precision": round(float(np.mean(precisions)), 3),
                "chance": round(count / len(both), 3),
                "mean_score_of_swapped": round(float(np.mean(scores)), 3),
            }
        )
    return rows


def main(argv: list[str] | None = None) -> int:
    """Measure and print JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.planted", description=__doc__)
    parser.add_argument("catalog", type=Path)
    parser.add_argument("--swap", type=float, default=0.1)
    parser.add_argument("--seeds", type=int, default=8)
    options = parser.parse_args(argv)
    try:
        with TerminalReporter() as reporter:
            catalog = open_catalog(options.catalog, reporter=reporter)
        context = open_run(catalog).context
        found = {
            "catalog": catalog.about.name,
            "phrases": phrases(context),
            "swaps": swaps(context, options.swap, options.seeds),
        }
    except UserError as error:
        print(f"planted: {error}", file=sys.stderr)
        return 1
    print(json.dumps(found, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
