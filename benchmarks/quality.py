"""Ranking quality of a preset on a catalog, beside the floors and what has been published.

`python -m benchmarks.quality FOLDER [--preset NAME] [--set field=value] [--seeds N] [--ablation]`

Every number of ours is a full ranking of the test part, training items masked, chosen by the
validation part alone. Published numbers are shown only for the very split they were published
on, which is told by its counts.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.catalog import snapshot
from core.errors import UserError
from core.terminal import TerminalReporter
from core.training.baselines import EASE_LIMIT, tuned_ease
from core.training.config import PRESETS, TrainConfig, preset_for
from core.training.data import prepare
from core.training.evaluate import evaluate
from core.training.settings import assign
from core.worker.jobs import (
    EncodeSpec,
    OpenSpec,
    TrainSpec,
    checked,
    encode_job,
    open_catalog_job,
    train_job,
)

METRICS = ("recall@20", "ndcg@20")
#: (users, items, interactions) -> name -> (Recall@20, NDCG@20), from table 2 of
#: Jiang et al., DiffMM, ACM MM 2024 (arXiv 2406.11781). Those models also had text features.
PUBLISHED: dict[tuple[int, int, int], dict[str, tuple[float, float]]] = {
    (9308, 6710, 68722): {
        "MF-BPR": (0.0346, 0.0130),
        "LightGCN": (0.0653, 0.0282),
        "VBPR": (0.0380, 0.0134),
        "MMGCN": (0.0730, 0.0307),
        "LATTICE": (0.0843, 0.0367),
        "SLMRec": (0.0845, 0.0353),
        "BM3": (0.0957, 0.0404),
        "DiffMM": (0.1129, 0.0456),
    }
}


#: What is changed in the "ranking" preset, one part at a time.
ABLATIONS: dict[str, list[str]] = {
    "ranking": [],
    "with biases": ["head.biases=true"],
    "without the content graph": ["fusion.item_layers=0"],
    "content fused into the items as well": ["head.content=true"],
    "own vectors counted (LightGCN's layer 0)": ["fusion.own_layer=true"],
    "2 user-item steps": ["fusion.user_layers=2"],
    "no user-item steps": ["fusion.user_layers=0"],
    "half the edges dropped": ["fusion.edge_dropout=0.5"],
    "vectors of length 64": ["fusion.base.dim=64"],
    "1 negative": ["loss.negatives=1"],
    "embedding penalty 1e-4": ["embedding_l2=0.0001"],
}


def main(argv: list[str] | None = None) -> int:
    """Train, evaluate, print the table; JSON goes to --out if given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("catalog", type=Path)
    parser.add_argument("--preset", choices=list(PRESETS), help="else the catalog's own default")
    parser.add_argument("--set", dest="changes", action="append", default=[])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--out", type=Path)
    parser.add_argument(
        "--ablation", action="store_true", help="what each part gives, on validation alone"
    )
    options = parser.parse_args(argv)
    try:
        with TerminalReporter() as reporter:
            opened = open_catalog_job(OpenSpec(path=str(options.catalog)), reporter)
            if opened["features"] is None:
                opened["features"] = encode_job(EncodeSpec(catalog=opened["snapshot"]), reporter)
            tokens = {
                name: about["max_tokens"]
                for name, about in opened["features"]["modalities"].items()
            }
            preset = options.preset or preset_for(tokens)
            values = changed(PRESETS[preset].model_dump(mode="json"), options.changes)
            if options.ablation:
                rows = ablate(opened, values, options.seeds, reporter)
            else:
                rows = measure(opened, values, options.seeds, reporter)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    part = "validation" if options.ablation else "test"
    print(f"Preset {preset}, {options.seeds} seeds, {part}")
    width = max(len(row["name"]) for row in rows)
    print(f"{'':{width}}  {'Recall@20':>16}  {'NDCG@20':>16}")
    for row in rows if options.ablation else sorted(rows, key=lambda row: row["recall@20"]):
        cells = [_cell(row, metric) for metric in METRICS]
        print(f"{row['name']:{width}}  {cells[0]:>16}  {cells[1]:>16}")
    if options.out:
        options.out.write_text(json.dumps({"config": values, "rows": rows}, indent=2))
    return 0


def changed(values: dict[str, Any], changes: Sequence[str]) -> dict[str, Any]:
    """A copy of nested values with "field=value" changes laid over."""
    copy: dict[str, Any] = json.loads(json.dumps(values))
    for change in changes:
        name, _, text = change.partition("=")
        assign(copy, name, text)
    return copy


def train(
    opened: dict[str, Any], values: dict[str, Any], seeds: int, reporter: TerminalReporter
) -> list[dict[str, Any]]:
    """The summaries of one run a seed."""
    runs = []
    for seed in range(seeds):
        config = {**values, "seed": seed, "ks": [20]}
        asked = {
            "catalog": opened["snapshot"],
            "features": opened["features"]["folder"],
            "config": config,
        }
        runs.append(train_job(checked(TrainSpec, asked), reporter)["summary"])
    return runs


def ablate(
    opened: dict[str, Any], values: dict[str, Any], seeds: int, reporter: TerminalReporter
) -> list[dict[str, Any]]:
    """The configuration as it is and with one part changed, on validation, one row each."""
    rows = []
    for name, changes in ABLATIONS.items():
        runs = train(opened, changed(values, changes), seeds, reporter)
        rows.append(_row(name, [run["validation"] for run in runs]))
    return rows


def measure(
    opened: dict[str, Any], values: dict[str, Any], seeds: int, reporter: TerminalReporter
) -> list[dict[str, Any]]:
    """One row a model: name, metrics, and the half width over seeds where there are several."""
    runs = train(opened, values, seeds, reporter)
    rows = [_row("Triptych", [run["test"] for run in runs])]
    rows += [_row(name, [found]) for name, found in runs[0]["baselines"].items()]
    catalog = snapshot.load(Path(opened["snapshot"]))
    config = TrainConfig.model_validate(values)
    data = prepare(catalog, config.split)
    if data.n_items <= EASE_LIMIT:
        scorer, strength = tuned_ease(data)
        found = evaluate(scorer, data.test, data.train, data.n_items, (20,)).values
        rows.append(_row(f"EASE (lambda {strength:g}, by validation)", [found]))
    key = (data.n_users, data.n_items, catalog.interactions.height)
    for name, (recall, ndcg) in PUBLISHED.get(key, {}).items():
        rows.append(
            _row(f"{name} (published, with text)", [{"recall@20": recall, "ndcg@20": ndcg}])
        )
    return rows


def _row(name: str, results: list[dict[str, float]]) -> dict[str, Any]:
    row: dict[str, Any] = {"name": name, "seeds": len(results)}
    for metric in METRICS:
        numbers = [result[metric] for result in results]
        row[metric] = statistics.fmean(numbers)
        if len(numbers) > 1:
            from scipy.stats import t

            spread = statistics.stdev(numbers) / len(numbers) ** 0.5
            row[f"{metric}_half_width"] = float(t.ppf(0.975, len(numbers) - 1)) * spread
    return row


def _cell(row: dict[str, Any], metric: str) -> str:
    half = row.get(f"{metric}_half_width")
    return f"{row[metric]:.4f}" + (f" ± {half:.4f}" if half is not None else "")


if __name__ == "__main__":
    sys.exit(main())
