"""Attack a workspace and count what came of it.

    python -m benchmarks.attack damage --count 3000
    python -m benchmarks.attack kill --count 100
    python -m benchmarks.attack full --count 60

What files from strangers do is asked by `python -m benchmarks.cases --mutations`.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.attack import damage, kills

ATTACKS = {"damage": damage.attack, "kill": kills.attack, "full": kills.starve}


def main() -> int:
    """Parse the command line; 1 if anything was lost, believed, or ended in a traceback."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attack", description=__doc__)
    parser.add_argument("what", choices=list(ATTACKS))
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="triptych-attack-") as name:
        counts = ATTACKS[options.what](Path(name), options.count, options.seed)
    rows = sorted({kind for kind, _ in counts})
    columns = sorted({verdict for _, verdict in counts})
    print(" | ".join([options.what, *columns]))
    for kind in rows:
        print(" | ".join([kind, *(str(counts[kind, column]) for column in columns)]))
    bad = {"silently wrong", "traceback", "lost", "scratch"}
    return int(any(verdict in bad and count for (_, verdict), count in counts.items()))


if __name__ == "__main__":
    raise SystemExit(main())
