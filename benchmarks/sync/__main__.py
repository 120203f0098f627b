"""Is time synchronisation right where there is evidence, and silent where there is none?

`python -m benchmarks.sync [--cases N] [--family NAME]`

Prints for each family of generated tracks how many answers were right within 40 ms over the whole
track, how many were believed and wrong, and how many were left alone.
"""

from __future__ import annotations

import argparse
import sys

from benchmarks.sync.families import FAMILIES
from benchmarks.sync.judge import JUDGED, seen


def main(argv: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sync", description=__doc__)
    parser.add_argument("--cases", type=int, default=24, help="of each family")
    parser.add_argument("--family", choices=FAMILIES, action="append")
    parser.add_argument("--all", action="store_true", help="a line for each case")
    options = parser.parse_args(argv)
    print(f"{'family':28}{'n':>5}" + "".join(f"{name:>14}" for name in JUDGED), flush=True)
    for family in options.family or FAMILIES:
        found = [seen(family, seed) for seed in range(options.cases)]
        counts = [sum(one.judged == name for one in found) for name in JUDGED]
        print(f"{family:28}{len(found):5}" + "".join(f"{count:14}" for count in counts), flush=True)
        if options.all:
            for seed, one in enumerate(found):
                print(f"  {seed:3} {one.judged:12} {one.error_s:+8.3f} s  {one.offset.reason}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
