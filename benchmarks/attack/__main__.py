"""Attack a workspace and count what came of it.

    python -m benchmarks.attack damage --count 3000 --into damage.jsonl
    python -m benchmarks.attack kill --count 100
    python -m benchmarks.attack full --count 60
    python -m benchmarks.attack strangers --count 2600

Each attempt is told, and with --into written down, as it ends: the same command goes on where it
was broken off. Ctrl-C ends with the table so far.
What tables from strangers do is asked by `python -m benchmarks.cases --mutations`.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.attack import attempts, damage, kills, strangers

ATTACKS: dict[str, attempts.Attack] = {
    "damage": damage.attack,
    "kill": kills.attack,
    "full": kills.starve,
    "strangers": strangers.attack,
}


def main() -> int:
    """Parse the command line; 1 if anything was lost, believed, or ended in a traceback."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attack", description=__doc__)
    parser.add_argument("what", choices=list(ATTACKS))
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--into", type=Path, help="where attempts are written down, a line each")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="triptych-attack-") as name:
        done = attempts.go_on(
            ATTACKS[options.what], Path(name), options.count, options.seed, options.into
        )
    print(attempts.table(options.what, done))
    return int(any(verdict in attempts.BAD for one in done for verdict in one.verdicts))


if __name__ == "__main__":
    raise SystemExit(main())
