"""Phrase search and mismatch hunter against the planted truth of a trained sample catalog.

`python -m benchmarks.planted CATALOG [--swap 0.1] [--seeds 8]` asks for every planted value in
every modality that shows it, and counts how many of the first 20 places are planted ones (fewer
where fewer items have the value; values of fewer than five items are left out). Then it passes the
pictures (or sounds) of a share of the items on in a ring, in the features alone, and counts how
many of them are among the first of the work list. Chance stands beside every number.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from core.alignment.mismatch import cross_fitted
from core.contracts.alignment import FindParams
from core.errors import UserError
from core.explore.alignment.phrase_search import find
from core.explore.context import Context
from core.face.catalog import open_catalog
from core.face.run import open_run
from core.terminal import TerminalReporter

LEAST_ITEMS = 5


def phrases(context: Context) -> list[dict[str, Any]]:
    """Hits of all planted values together, per modality."""
    truth = context.catalog.truth
    if truth is None:
        raise UserError("Nothing is planted in this catalog.", "Choose a sample catalog.")
    values = truth["value"].unique().sort().to_list()
    first = find(context, FindParams(phrase=values[0]))
    rows = []
    for modality in first.modalities:
        verdicts = []
        for value in values:
            verdict = find(context, FindParams(phrase=value, modality=modality)).verdict
            if verdict is not None and verdict.looked_at >= LEAST_ITEMS:
                verdicts.append(verdict)
        hits = sum(verdict.hits for verdict in verdicts)
        looked_at = sum(verdict.looked_at for verdict in verdicts)
        expected = sum(verdict.chance * verdict.looked_at for verdict in verdicts)
        rows.append(
            {
                "modality": modality,
                "values": len(verdicts),
                "hits": hits,
                "looked_at": looked_at,
                "share": round(hits / max(1, looked_at), 3),
                "chance": round(expected / max(1, looked_at), 3),
            }
        )
    return rows


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
