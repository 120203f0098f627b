"""Ranking quality of a preset on a catalog, beside the floors and what has been published.

`python -m benchmarks.quality FOLDER [--preset NAME] [--set field=value] [--seeds N]
[--validation | --ablation]`

Every number of ours is a full ranking of the test part, training items masked, chosen by the
validation part alone. With --validation, and where the data has no test part, that is ranked.
Published numbers are shown only for the very split they were published on, which is told by its
counts.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks import ablation
from core.catalog.opening import snapshot
from core.contracts.training import Encoded, TrainSpec
from core.errors import UserError
from core.face.catalog import encode, open_catalog
from core.terminal import TerminalReporter
from core.text import Text
from core.training.config import TrainConfig
from core.training.data import prepare
from core.training.judge.baselines import EASE_LIMIT, FLOORS, tuned_ease
from core.training.judge.evaluate import evaluate
from core.training.presets import PRESETS, preset_for
from core.training.settings import assign
from core.worker.jobs.training import train

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
    "without the vote": ["vote.neighbours=0"],
    "one member of length 128": [
        *("loss.members=1", "fusion.base.dim=128", "head.start_length=0.8"),
    ],
    "without the content graph": ["fusion.item_layers=0"],
    "own vectors counted (LightGCN's layer 0)": ["fusion.own_layer=always"],
    "2 user-item steps": ["fusion.user_layers=2"],
    "one member of length 128, smaller steps, best epoch by NDCG": [
        *("loss.members=1", "fusion.base.dim=128", "head.start_length=0.8"),
        *("batch_size=2048", "learning_rate=0.005", "monitor=ndcg", "patience=5"),
    ],
}


def main(argv: list[str] | None = None) -> int:
    """Train, evaluate, print the table; JSON goes to --out if given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("catalog", type=Path)
    parser.add_argument("--preset", choices=list(PRESETS), help="else the catalog's own default")
    parser.add_argument("--set", dest="changes", action="append", default=[])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--out", type=Path)
    only = parser.add_mutually_exclusive_group()
    only.add_argument(
        "--validation",
        action="store_true",
        help="rank the validation part, never the test part; runs are kept and found again",
    )
    only.add_argument(
        "--ablation",
        action="store_true",
        help="what each part gives, on validation alone; goes on where it was interrupted",
    )
    options = parser.parse_args(argv)
    try:
        with TerminalReporter() as reporter:
            catalog = open_catalog(options.catalog, reporter=reporter)
            features = catalog.about.features or encode(catalog, reporter=reporter)
            encoded = Encoded(catalog=catalog.about.snapshot, features=features.folder)
            tokens = {name: made.max_tokens for name, made in features.modalities.items()}
            preset = options.preset or preset_for(tokens)
            values = changed(PRESETS[preset].config.model_dump(mode="json"), options.changes)
            if options.ablation:
                configs = {
                    name: TrainConfig.model_validate(changed(values, changes))
                    for name, changes in ABLATIONS.items()
                }
                made = ablation.ablate(encoded, configs, options.seeds, reporter)
            else:
                rows, part = measure(encoded, values, options.seeds, reporter, options.validation)
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    if options.ablation:
        print(f"Preset {preset}, {options.seeds} seeds, validation; 95 % t intervals over seeds\n")
        print(ablation.table(made))
        told: list[dict[str, object]] = [asdict(row) for row in made]
    else:
        print(f"Preset {preset}, {options.seeds} seeds, {part}")
        print(table(rows))
        told = [row.told() for row in rows]
    if options.out:
        options.out.write_text(json.dumps({"config": values, "rows": told}, indent=2))
    return 0


@dataclass(frozen=True)
class Ranked:
    """How well a model ranked: mean by metric, with the interval over seeds."""

    name: str
    seeds: int
    values: Mapping[str, ablation.Interval]

    @classmethod
    def of(cls, name: str, results: Sequence[Mapping[str, float]]) -> Ranked:
        """From the metrics of each seed."""
        values = {m: ablation.Interval.of([one[m] for one in results]) for m in ablation.METRICS}
        return cls(name, len(results), values)

    def told(self) -> dict[str, object]:
        """As it is written to a file: the half width only where there are several seeds."""
        row: dict[str, object] = {"name": self.name, "seeds": self.seeds}
        for metric, found in self.values.items():
            row[metric] = found.mean
            if found.half is not None:
                row[f"{metric}_half_width"] = found.half
        return row


def table(rows: Sequence[Ranked]) -> str:
    """Models from the worst to the best in Recall@20, one a line."""
    width = max(len(row.name) for row in rows)
    lines = [f"{'':{width}}  {'Recall@20':>16}  {'NDCG@20':>16}"]
    for row in sorted(rows, key=lambda row: row.values["recall@20"].mean):
        cells = [_cell(row.values[metric]) for metric in ablation.METRICS]
        lines.append(f"{row.name:{width}}  {cells[0]:>16}  {cells[1]:>16}")
    return "\n".join(lines)


def changed(values: dict[str, Any], changes: Sequence[str]) -> dict[str, Any]:
    """A copy of nested values with "field=value" changes laid over."""
    copy: dict[str, Any] = json.loads(json.dumps(values))
    for change in changes:
        name, _, text = change.partition("=")
        assign(copy, name, text)
    return copy


def tested(encoded: Encoded, config: TrainConfig, reporter: TerminalReporter) -> dict[str, float]:
    """Test metrics of one run, which is listed among the runs of the catalog."""
    run = train(TrainSpec(**encoded.model_dump(), config=config), reporter)
    return run.summary.test if run.summary else {}


def measure(
    encoded: Encoded,
    values: dict[str, Any],
    seeds: int,
    reporter: TerminalReporter,
    validation: bool = False,
) -> tuple[list[Ranked], str]:
    """Rank one part of a catalog with a preset, the floors, and what was published.

    Returns:
        One row a model, and which part it was: "test" unless `validation` is asked for or there
        is no test part.

    Raises:
        UserError: nothing is held out that could be ranked.

    """
    catalog = snapshot.load(Path(encoded.catalog))
    data = prepare(catalog, TrainConfig.model_validate(values).split)
    validation = validation or not len(data.test.items)
    part, targets = ("validation", data.valid) if validation else ("test", data.test)
    if not len(targets.items):
        raise UserError(
            Text(
                "This split holds nothing out for the {part}, so no model can be measured.",
                part=part,
            ),
            "Choose another split: --set split.kind=random.",
        )
    runs = []
    for seed in range(seeds):
        config = TrainConfig.model_validate({**values, "seed": seed, "ks": [20]})
        if validation:
            runs.append(ablation.once(encoded, config, reporter))
        else:
            runs.append(tested(encoded, config, reporter))
    rows = [Ranked.of("Triptych", runs)]
    scorers = {name: make(data) for name, make in FLOORS.items()}
    if data.n_items <= EASE_LIMIT and len(data.valid.items):
        scorer, strength = tuned_ease(data)
        scorers[f"EASE (lambda {strength:g}, by validation)"] = scorer
    for name, scorer in scorers.items():
        found = evaluate(scorer, targets, data.known, data.n_items, (20,)).values
        rows.append(Ranked.of(name, [found]))
    if part == "test":
        key = (data.n_users, data.n_items, catalog.interactions.height)
        for name, (recall, ndcg) in PUBLISHED.get(key, {}).items():
            rows.append(
                Ranked.of(
                    f"{name} (published, with text)", [{"recall@20": recall, "ndcg@20": ndcg}]
                )
            )
    return rows, part


def _cell(found: ablation.Interval) -> str:
    return f"{found.mean:.4f}" + (f" ± {found.half:.4f}" if found.half is not None else "")


if __name__ == "__main__":
    sys.exit(main())
