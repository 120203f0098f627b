"""Do the maps of the sample catalogs point where they should, and do they move the score?

`python -m benchmarks.maps --sample shop|music|video [--seeds N] [--epochs E] [--set field=value]`

The sample is made, encoded and trained as the app does it, and the app's own queries are asked:
the pointing game of every ordered pair of modalities over all items (mean over heads of the first
layer, what the page shows first), and the proof by relevance at several shares, of all modalities
together and of each alone. Every number stands with its interval: Wilson's for hits, of resampled
items for ratios and for Recall.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.quality import changed
from core.contracts.attention import CatalogProofParams, PointingParams
from core.contracts.opening import SampleSpec
from core.errors import UserError
from core.explore.attention.pointing import pointing
from core.explore.attention.proof import catalog_proof
from core.explore.context import Context
from core.face.catalog import encode, make_sample
from core.face.run import train
from core.samples import FIELDS
from core.terminal import TerminalReporter
from core.training.presets import PRESETS
from core.training.run.record import Summary

#: More than a sample has: all of its items.
ALL = 1000


def main(argv: list[str] | None = None) -> int:
    """Train, ask, print; JSON goes to --out if given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.maps", description=__doc__)
    parser.add_argument("--sample", choices=FIELDS, required=True)
    parser.add_argument("--items", type=int, default=SampleSpec.model_fields["items"].default)
    parser.add_argument("--users", type=int, default=SampleSpec.model_fields["users"].default)
    parser.add_argument("--seeds", type=int, default=1, help="runs with seeds 0, 1, ...")
    parser.add_argument("--epochs", type=int, help="else those of the preset")
    parser.add_argument("--preset", choices=list(PRESETS), default="default")
    parser.add_argument("--set", dest="changes", action="append", default=[])
    parser.add_argument("--proofs", type=int, default=64, help="items whose score is looked at")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(argv)
    epochs = [] if options.epochs is None else [f"epochs={options.epochs}"]
    values = changed(
        PRESETS[options.preset].config.model_dump(mode="json"), options.changes + epochs
    )
    rows = []
    try:
        with TerminalReporter() as reporter:
            catalog = make_sample(
                options.sample, items=options.items, users=options.users, reporter=reporter
            )
            features = encode(catalog, reporter=reporter)
            for seed in range(options.seeds):
                run = train(catalog, features, changes={**values, "seed": seed}, reporter=reporter)
                test = _quality(run.about.summary)
                told = {"sample": options.sample, "seed": seed, "test": test}
                rows.append(told | measure(run.context, options.proofs))
                print(text(rows[-1]), flush=True)
    except UserError as error:
        print(f"maps: {error}", file=sys.stderr)
        return 1
    if options.out:
        options.out.write_text(json.dumps({"config": values, "rows": rows}, indent=2))
    return 0


def measure(context: Context, proofs: int) -> dict[str, Any]:
    """What the app would be told about the maps of a trained run.

    Returns:
        "pointing": the pairs of core.contracts.attention.PointingAnswer. "proof": what
        CatalogProofAnswer tells, without its curves, all modalities first, then each alone.

    """
    game = pointing(context, PointingParams(limit=ALL))
    return {
        "pointing": game.model_dump()["pairs"],
        "proof": [_proof(context, proofs, which) for which in (None, *context.run.gather.stores)],
    }


def _proof(context: Context, items: int, modality: str | None) -> dict[str, Any]:
    found = catalog_proof(context, CatalogProofParams(limit=items, modality=modality))
    return {
        "modality": modality,
        **found.effect.model_dump(),
        "shares": [one.model_dump() for one in found.effects],
        "area": found.area.model_dump(),
    }


def text(row: dict[str, Any]) -> str:
    """One run as lines for people."""
    test = row["test"]
    lines = [f"{row['sample']}, seed {row['seed']}, best epoch {test['best_epoch']}"]
    if test["recall"] is not None:
        recall, low, high = test["recall"]
        lines.append(f"  Recall@{test['k']} of the test part {recall:.3f} [{low:.3f} {high:.3f}]")
    lines.append("  pointing        hit rate               chance   games")
    for pair in row["pointing"]:
        name = f"{pair['query']} -> {pair['key']}"
        rate = pair["hits"] / pair["games"]
        lines.append(
            f"  {name:15} {rate:.3f} [{pair['low']:.3f} {pair['high']:.3f}]  {pair['chance']:6.3f}"
            f"  {pair['games']:6}"
        )
    for proof in row["proof"]:
        which = proof["modality"] or "all modalities"
        lines.append(f"  proof, {which}, {proof['items']} items: masked, times random")
        lines += [f"    {one['share']:4.0%}  {_times(one)}" for one in proof["shares"]]
        area = proof["area"]
        between = area["by_map"] - area["by_chance"]
        lines.append(f"    area  {_times(area)}, {between:.3f} between the curves")
    return "\n".join(lines)


def _quality(summary: Summary | None) -> dict[str, Any]:
    """Recall at the longest K with its interval, None where nothing was held out for the test."""
    summary = summary or Summary()
    name = max(
        (name for name in summary.test if name.startswith("recall@")),
        key=lambda name: int(name.partition("@")[2]),
        default=None,
    )
    return {
        "k": name and int(name.partition("@")[2]),
        "recall": name and [summary.test[name], *summary.test_intervals[name]],
        "best_epoch": summary.best_epoch,
    }


def _times(ratio: dict[str, Any]) -> str:
    if ratio["times"] is None:
        return "nothing to compare"
    interval = f"[{ratio['low']:.2f} {ratio['high']:.2f}]"
    return (
        f"{ratio['times']:6.2f} {interval:15} more on {ratio['won']} of {ratio['items']}, "
        f"{ratio['by_map']:.3f} to {ratio['by_chance']:.3f}"
    )


if __name__ == "__main__":
    sys.exit(main())
