"""How long and how much memory opening a large catalog takes, against polars reading the files.

    python -m benchmarks.catalog_scale --items 200000 --interactions 2000000

Generates a table catalog in a temporary folder, then reads it in fresh processes, in turn with
polars (`read_csv` of both files, nothing else done with them) and with `open_catalog`. Prints
each round, the medians, their ratio, and the peak resident memory of each.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl

Ids = Literal["text", "numbers"]
_WORDS = ("red", "blue", "striped", "cotton", "mug", "lamp", "soft", "round", "wooden", "small")

_CHILD = """
import json, resource, sys, time
from pathlib import Path
import polars as pl
from core.catalog.opening import open_catalog
what, folder = sys.argv[1], Path(sys.argv[2])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
if what == "polars":
    kept = [pl.read_csv(folder / name) for name in ("items.csv", "interactions.csv")]
    rows = [len(table) for table in kept]
else:
    kept = open_catalog(folder)
    rows = [len(kept.items), len(kept.interactions) + len(kept.quarantine)]
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"seconds": seconds, "peak_bytes": peak * 1024, "rows": rows}))
"""


def generate(folder: Path, items: int, interactions: int, ids: Ids, seed: int = 0) -> None:
    """Write items.csv and interactions.csv: popularity is a power law, times lie in one year."""
    rng = np.random.default_rng(seed)
    users = max(1, interactions // 20)

    def names(prefix: str, rows: np.ndarray) -> pl.Series:
        series = pl.Series(rows)
        if ids == "numbers":
            return series
        return pl.select(pl.lit(prefix) + series.cast(pl.String).str.zfill(9)).to_series()

    words = pl.Series(_WORDS)
    text = [words[rng.integers(0, len(words), items)] for _ in range(8)]
    pl.DataFrame(
        {
            "item": names("B", np.arange(items)),
            "title": pl.select(pl.concat_str(text[:3], separator=" ")).to_series(),
            "text": pl.select(pl.concat_str(text, separator=" ")).to_series(),
            "price": rng.integers(100, 9999, items) / 100,
        }
    ).write_csv(folder / "items.csv")
    popular = (items * rng.random(interactions) ** 3).astype(np.int64)
    pl.DataFrame(
        {
            "user": names("U", rng.integers(0, users, interactions)),
            "item": names("B", rng.permutation(items)[popular]),
            "timestamp": rng.integers(1_672_531_200, 1_704_067_200, interactions),
            "rating": rng.integers(1, 6, interactions),
        }
    ).write_csv(folder / "interactions.csv")


def measure(what: str, folder: Path) -> dict[str, float]:
    """Seconds, peak bytes and rows of one way of reading, in a process of its own."""
    command = [sys.executable, "-c", _CHILD, what, str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(run.stdout)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--interactions", type=int, default=10_000_000)
    parser.add_argument("--ids", choices=["text", "numbers"], default="text")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, chosen.items, chosen.interactions, chosen.ids)
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(
            f"{chosen.items} items, {chosen.interactions} interactions, ids are {chosen.ids}: "
            f"{size / 1e6:.0f} MB, {pl.thread_pool_size()} threads, polars {pl.__version__}"
        )
        found: dict[str, list[dict[str, float]]] = {"polars": [], "triptych": []}
        for turn in range(chosen.rounds):
            # The order changes each round, so that neither always finds the warmer cache.
            for what in sorted(found, reverse=bool(turn % 2)):
                found[what].append(measure(what, folder))
                last = found[what][-1]
                print(f"  {what:9} {last['seconds']:7.2f} s  {last['peak_bytes'] / 1e6:6.0f} MB")
    seconds = {what: statistics.median(r["seconds"] for r in rs) for what, rs in found.items()}
    peaks = {what: max(r["peak_bytes"] for r in rs) for what, rs in found.items()}
    print(f"median seconds: polars {seconds['polars']:.2f}, triptych {seconds['triptych']:.2f}")
    print(f"time ratio {seconds['triptych'] / seconds['polars']:.2f} (goal 1.5)")
    print(f"memory ratio {peaks['triptych'] / peaks['polars']:.2f}")


if __name__ == "__main__":
    main()
