"""One attempt after another, written down as they end, so that a broken run is gone on with."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

#: What no attempt may come to.
BAD = ("silently wrong", "traceback", "lost", "scratch", "escaped", "slow", "large")
#: Seconds between two lines, where attempts are quicker.
TELL_S = 2.0


@dataclass(frozen=True)
class Attempt:
    """What came of one attempt.

    Attributes:
        number: which one; with the seed it says everything that is random in it.
        kind: of damage, or which job.
        verdicts: what came of it, one word each.
        what: which file, or what was said.

    """

    number: int
    kind: str
    verdicts: tuple[str, ...]
    what: str = ""


#: An empty folder to work in, the numbers to try, and a seed.
Attack = Callable[[Path, Iterable[int], int], Iterator[Attempt]]


def known(path: Path | None) -> list[Attempt]:
    """What an earlier run wrote down; the last line may have been cut off."""
    found: list[Attempt] = []
    if path is not None and path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                values = json.loads(line)
            except ValueError:
                continue
            found.append(Attempt(**values | {"verdicts": tuple(values["verdicts"])}))
    return found


def go_on(attack: Attack, place: Path, count: int, seed: int, into: Path | None) -> list[Attempt]:
    """Try what is not written down yet, and write it down; Ctrl-C ends it with what is known."""
    done = known(into)
    tried = {one.number for one in done}
    left = [number for number in range(count) if number not in tried]
    told = 0.0
    with suppress(KeyboardInterrupt):
        for one in attack(place, left, seed):
            done.append(one)
            bad = any(verdict in BAD for verdict in one.verdicts)
            if bad or len(done) == count or time.monotonic() - told > TELL_S:
                told = time.monotonic()
                line = (f"{len(done)}/{count}", one.kind, *one.verdicts, one.what if bad else "")
                print(*line, file=sys.stderr, flush=True)
            if into is not None:
                with into.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(one)) + "\n")
    return done


def table(name: str, done: list[Attempt]) -> str:
    """How often each kind came to each verdict."""
    counts = Counter((one.kind, verdict) for one in done for verdict in one.verdicts)
    columns = sorted({verdict for _, verdict in counts})
    kinds = Counter(one.kind for one in done)
    lines = [" | ".join([name, "n", *columns])]
    for kind in sorted(kinds):
        cells = (str(counts[kind, column]) for column in columns)
        lines.append(" | ".join([kind, str(kinds[kind]), *cells]))
    return "\n".join(lines)
