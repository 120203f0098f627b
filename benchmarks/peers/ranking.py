"""How well `auto` ranks beside peers that were tuned: one table, by one command.

`python -m benchmarks.peers.ranking DATA [--seeds 0 1 2 3 4] [--only NAME ...] [--kept FOLDER]`

DATA is a catalog folder or `planted:USERSxITEMSxCHOICES`, whose best possible ranking is told, too.
Everybody gets the same random split 8:1:1 of the seed and is judged by full ranking, training items
masked. A peer's settings (benchmarks/peers/contenders.py) are chosen by NDCG@20 on validation; the
test part is looked at once for each contender and seed, and what was found is kept in FOLDER, so
that the command goes on where it was interrupted and never looks again. Intervals: 95 %, over seeds
by t, ratios by drawing seeds and, within them, users anew. A peer whose package is not installed is
named and left out: `pip install implicit cornac` (the extra `peers` has both). Peers "of kinds" are
given what was met without a wish (low ratings), at a weight tuned like the rest.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from benchmarks.ablation import Interval
from benchmarks.peers import worlds
from benchmarks.peers.contenders import CONTENDERS, OURS, K, Settings, Task, whole
from core.encoders.features import FeatureSet
from core.face.catalog import encode, open_catalog
from core.training.config import SplitConfig
from core.training.data import prepare
from core.training.presets import PRESETS, preset_for
from core.training.run.runs import Features

DRAWS = 2000


def tested(task: Task, settings: Settings) -> tuple[str, float, np.ndarray] | None:
    """The setting that is best on validation, how good it is there, and the test part by user.

    None where there is nothing to try.
    """
    best: tuple[float, str, Tensor] | None = None
    everybody = np.array_split(np.arange(task.data.n_users), 16)
    for setting, score in settings:
        value = float(task.ndcg(score).mean())
        if best is None or value > best[0]:
            # All scores, as what makes them may be gone with the next setting.
            best = value, setting, torch.cat([score(rows) for rows in everybody])
    if best is None:
        return None
    value, setting, scores = best
    return setting, value, task.ndcg(whole(scores), test=True)


def ratio(ours: Sequence[np.ndarray], theirs: Sequence[np.ndarray]) -> tuple[float, float, float]:
    """Mean of the test parts over that of others, by seed and user, with its interval."""
    rng = np.random.default_rng(0)
    draws = []
    for _ in range(DRAWS):
        sums = np.zeros(2)
        for seed in rng.integers(len(ours), size=len(ours)):
            users = rng.integers(len(ours[seed]), size=len(ours[seed]))
            sums += ours[seed][users].mean(), theirs[seed][users].mean()
        draws.append(sums[0] / max(sums[1], 1e-12))
    low, high = np.quantile(draws, (0.025, 0.975))
    middle = sum(one.mean() for one in ours) / max(sum(one.mean() for one in theirs), 1e-12)
    return float(middle), float(low), float(high)


def table(found: Mapping[str, Sequence[np.ndarray]]) -> str:
    """Contenders from the best to the worst, one a line."""
    lines = [f"{'':14}  {'NDCG@20 of the test':>20}  {OURS} over it"]
    for name, seeds in sorted(found.items(), key=lambda one: -np.mean([s.mean() for s in one[1]])):
        made = Interval.of([float(one.mean()) for one in seeds])
        told = f"{made.mean:.4f}" + (f" ± {made.half:.4f}" if made.half is not None else "")
        beside = ""
        if name != OURS and len(found.get(OURS, ())) == len(seeds):
            middle, low, high = ratio(found[OURS], seeds)
            beside = f"{middle:.3f} [{low:.3f}, {high:.3f}]"
        lines.append(f"{name:14}  {told:>20}  {beside}")
    return "\n".join(lines)


def task_of(name: str, seed: int, **changes: object) -> Task:
    """A planted world, or a catalog that is opened and encoded; `auto` with changed settings.

    Raises:
        UserError: there is no such catalog, or nothing in it to encode.

    """
    split = SplitConfig(kind="random", seed=seed)
    same = {"split": split, "seed": seed, "device": "cpu", "ks": (K,), "monitor": "ndcg"}
    features: Features
    kind, _, shape = name.partition(":")
    utility = None
    if kind == "planted":
        users, items, choices = map(int, shape.split("x"))
        catalog, features, utility = worlds.world(users, items, choices, seed)
    else:
        opened = open_catalog(name)
        catalog, features = opened.tables, FeatureSet.load(Path(encode(opened).folder))
    tokens = {name: store.max_tokens for name, store in features.stores.items()}
    config = PRESETS[preset_for(tokens)].config.model_copy(update={**same, **changes})
    return Task(catalog, features, config, prepare(catalog, split), utility)


def measured(task: Task, name: str, path: Path) -> np.ndarray | None:
    """The test part by user, from the file if it was looked at before; tells what was chosen."""
    package = name.split()[0].lower()
    if not path.exists():
        if package in ("implicit", "cornac") and find_spec(package) is None:
            print(f"{name}: {package} is not installed", flush=True)
            return None
        made = tested(task, CONTENDERS[name](task))
        if made is None:
            return None
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, setting=made[0], valid=made[1], test=made[2])
    with np.load(path) as one:
        setting, valid, test = str(one["setting"]), float(one["valid"]), np.asarray(one["test"])
    scores = f"valid {valid:.4f}  test {test.mean():.4f}"
    print(f"seed {task.config.seed}  {name:14} {scores}  {setting}", flush=True)
    return test


def main(argv: list[str] | None = None) -> int:
    """Measure what is not measured yet, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers.ranking",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2, 3, 4])
    parser.add_argument("--only", nargs="+", choices=list(CONTENDERS), default=list(CONTENDERS))
    parser.add_argument("--seconds", type=float, default=120.0, help="of auto's families")
    parser.add_argument("--epochs", type=int, default=50, help="of auto's own model")
    parser.add_argument("--kept", type=Path, default=Path("ranking"))
    options = parser.parse_args(argv)
    torch.set_num_threads(1)
    found: dict[str, list[np.ndarray]] = {}
    for seed in options.seeds:
        task = task_of(options.data, seed, epochs=options.epochs, family_seconds=options.seconds)
        for name in options.only:
            file = "-".join(re.findall(r"\w+", f"{Path(options.data).name} {seed} {name}"))
            test = measured(task, name, options.kept / f"{file}.npz")
            if test is not None:
                found.setdefault(name, []).append(test)
    looked = sum(map(len, found.values()))
    print(f"\n{options.data}, seeds {options.seeds}; looks at the test part: {looked}\n")
    print(table(found))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
