"""Damaged bytes in every file of a workspace: is it mended, told, or believed?"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import numpy as np

from benchmarks.attack.attempts import BAD, Attempt
from benchmarks.attack.copies import Copies
from benchmarks.attack.world import Seen, build, use
from core import failures
from core.errors import UserError

#: same: nothing came of it. mended: the same answers, and something was set aside or told.
#: told: refused in a sentence, or other answers that a sentence explains, also the second time.
Verdict = Literal["same", "mended", "told", "silently wrong", "traceback"]
KINDS = ("bit", "zeros", "cut", "empty", "noise", "deep")


def attack(place: Path, numbers: Iterable[int], seed: int) -> Iterator[Attempt]:
    """Damage one file after another, each time in the same workspace as it was at first.

    All in one process: what it remembers of files is forgotten in between. What refuses is used
    once more, since most refusals say that this mends it.
    """
    home = place / "home"
    build(home)
    expected = use(home)  # the first use says more
    copies = Copies(home, place / "pristine")
    files = [path for path in copies.files if "samples" not in path.parts]  # those are a person's
    for number in numbers:
        rng = np.random.default_rng([seed, number])
        copies.restore()
        forget()
        file, kind = files[rng.integers(len(files))], KINDS[rng.integers(len(KINDS))]
        damage(home / file, kind, rng)
        verdict = judge(home, expected)
        if verdict == "told":
            forget()
            again = judge(home, expected)
            verdict = again if again in BAD else "mended" if again in ("same", "mended") else "told"
        yield Attempt(number, kind, (verdict,), str(file))


def forget() -> None:
    """Empty the caches of functions, as a new process would find them."""
    for module in [module for name, module in sys.modules.items() if name.startswith("core.")]:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def damage(path: Path, kind: str, rng: np.random.Generator) -> None:
    """Change the bytes of a file."""
    data = bytearray(path.read_bytes())
    at = int(rng.integers(len(data) or 1))
    match kind:
        case "bit" if data:
            data[at] ^= 1 << int(rng.integers(8))
        case "zeros":
            data[at : at + 512] = bytes(len(data[at : at + 512]))
        case "cut":
            del data[at:]
        case "empty":
            data.clear()
        case "noise":
            data[:] = rng.bytes(len(data))
        case "deep":
            data[:] = b"[" * 100_000
    path.unlink(missing_ok=True)  # who has it mapped keeps the old bytes
    path.write_bytes(data)


def judge(home: Path, expected: Seen) -> Verdict:
    """Use the workspace, and say how it went."""
    try:
        seen = use(home)
    except UserError:
        return "told"
    except Exception as error:
        if failures.machines(error) is not None:
            return "told"
        traceback.print_exc()
        return "traceback"
    noticed = seen.told != expected.told or any(home.rglob("*.damaged"))
    if seen == expected:
        return "mended" if noticed else "same"
    return "told" if noticed else "silently wrong"
