"""Exit codes of `python -m benchmarks`, stable; see its help."""

OK = 0
SLOWER = 1
USAGE = 2
INCONCLUSIVE = 3
FAILED = 4
INTERRUPTED = 130
