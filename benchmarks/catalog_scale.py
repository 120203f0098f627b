"""How long and how much memory opening a large catalog takes, against polars reading the files.

    python -m benchmarks.catalog_scale --items 200000 --interactions 2000000

Generates a table catalog in a temporary folder, then, in fresh processes one after another:

    polars   read_csv of both files, nothing else done with them
    read     open_catalog: checked, numbered, put in order
    first    what the window waits for the first time: read, and the snapshot written
    again    what it waits for when the files have not changed since: snapshot checked and loaded

Identifiers are "text" (U000000017), "numbers" (17), or "codes" (letters and digits, B00-like).

Prints each round and the ratios of the medians to polars: time, processor time (steadier on a busy
machine), and peak resident memory.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from pathlib import Path
from typing import Literal

import numpy as np
import polars as pl

from benchmarks.scripts import last_line

Ids = Literal["text", "numbers", "codes"]
Order = Literal["time", "random"]
#: Each way and the goal for its time, as a multiple of polars'.
_GOALS = {"polars": 1.0, "read": 2.5, "first": 4.0, "again": 0.4}
_WAYS = tuple(_GOALS)
_WORDS = ("red", "blue", "striped", "cotton", "mug", "lamp", "soft", "round", "wooden", "small")

_CHILD = """
import json, sys, time
from pathlib import Path
import polars as pl
from core import system
from core.catalog.opening import reopening, snapshot
from core.catalog.opening.open import open_catalog
from core.catalog.readers import readers
readers()  # imported before the clock starts, as polars is
what, folder = sys.argv[1], Path(sys.argv[2])
start, cpu = time.perf_counter(), time.process_time()
if what == "polars":
    kept = [pl.read_csv(folder / name) for name in ("items.csv", "interactions.csv")]
    rows = [len(table) for table in kept]
else:
    if what == "read":
        kept = open_catalog(folder)
    else:
        kept = snapshot.load(reopening.snapshot_of(folder))
    rows = [len(kept.items), len(kept.interactions) + len(kept.quarantine)]
seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
peak = system.peak_bytes() or system.resident_bytes()
print(json.dumps({"seconds": seconds, "cpu_seconds": cpu, "peak_bytes": peak, "rows": rows}))
"""


def generate(
    folder: Path, items: int, interactions: int, ids: Ids, order: Order = "time", seed: int = 0
) -> None:
    """Write items.csv and interactions.csv: popularity is a power law, times lie in one year.

    Rows are in order of time, as logs are written, or in none.
    """
    rng = np.random.default_rng(seed)
    users = max(1, interactions // 20)

    def names(prefix: str, rows: np.ndarray) -> pl.Series:
        series = pl.Series(rows)
        if ids == "numbers":
            return series
        if ids == "codes":
            return pl.Series(_codes(prefix, int(rows.max()) + 1)).gather(series)
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
    times = rng.integers(1_672_531_200, 1_704_067_200, interactions)
    pl.DataFrame(
        {
            "user": names("U", rng.integers(0, users, interactions)),
            "item": names("B", rng.permutation(items)[popular]),
            "timestamp": np.sort(times) if order == "time" else times,
            "rating": rng.integers(1, 6, interactions),
        }
    ).write_csv(folder / "interactions.csv")


def _codes(prefix: str, n: int) -> list[str]:
    """Different codes of the prefix, letters and digits."""
    scrambled = np.arange(n, dtype=np.uint64) * np.uint64(0x9E3779B1) % np.uint64(36**7)
    digits = scrambled[:, None] // np.uint64(36) ** np.arange(7, dtype=np.uint64) % np.uint64(36)
    alphabet = np.frombuffer(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", np.uint8)
    return [prefix + code.decode() for code in alphabet[digits].view("S7").ravel().tolist()]


def measure(what: str, folder: Path, home: Path) -> dict[str, float]:
    """Seconds, peak bytes and rows of one way of reading, in a process of its own."""
    told = last_line(_CHILD, what, str(folder), TRIPTYCH_HOME=str(home))
    result: dict[str, float] = json.loads(told)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--interactions", type=int, default=10_000_000)
    parser.add_argument("--ids", choices=["text", "numbers", "codes"], default="text")
    parser.add_argument("--order", choices=["time", "random"], default="time")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "catalog"
        folder.mkdir()
        generate(folder, chosen.items, chosen.interactions, chosen.ids, chosen.order)
        for file in folder.iterdir():  # files of this moment are not taken for unchanged
            os.utime(file, (1_700_000_000, 1_700_000_000))
        size = sum(path.stat().st_size for path in folder.iterdir())
        print(
            f"{chosen.items} items, {chosen.interactions} interactions, ids are {chosen.ids}, "
            f"rows in {chosen.order} order: "
            f"{size / 1e6:.0f} MB, {pl.thread_pool_size()} threads, polars {pl.__version__}"
        )
        found: dict[str, list[dict[str, float]]] = {what: [] for what in _WAYS}
        for turn in range(chosen.rounds):
            # polars comes first or last, so that neither always finds the warmer cache.
            home = Path(name) / f"home{turn}"
            for what in (*_WAYS[1:], _WAYS[0]) if turn % 2 else _WAYS:
                found[what].append(measure(what, folder, home))
                last = found[what][-1]
                print(
                    f"  {what:9} {last['seconds']:7.2f} s  {last['cpu_seconds']:7.2f} s of "
                    f"processor time  peak {last['peak_bytes'] / 1e6:6.0f} MB"
                )

    def ratio(what: str, key: str) -> float:
        ours, theirs = (statistics.median(r[key] for r in found[way]) for way in (what, "polars"))
        return ours / theirs

    print(f"medians of {chosen.rounds} rounds, as multiples of polars'")
    for what in _WAYS[1:]:
        print(
            f"  {what:9} time {ratio(what, 'seconds'):.2f} (goal {_GOALS[what]})  processor time "
            f"{ratio(what, 'cpu_seconds'):.2f}  memory {ratio(what, 'peak_bytes'):.2f}"
        )


if __name__ == "__main__":
    main()
