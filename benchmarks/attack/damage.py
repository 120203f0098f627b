"""Damaged bytes in every file of a workspace: is it mended, told, or believed?"""

from __future__ import annotations

import shutil
import sys
import traceback
from collections import Counter
from pathlib import Path
from typing import Literal

import numpy as np

from benchmarks.attack.world import Seen, build, use
from core import failures
from core.errors import UserError

#: same: nothing came of it. mended: the same answers, and something was set aside or told.
#: told: refused in a sentence, or other answers that a sentence explains.
Verdict = Literal["same", "mended", "told", "silently wrong", "traceback"]
KINDS = ("bit", "zeros", "cut", "empty", "noise", "deep")


def attack(place: Path, count: int, seed: int) -> Counter[tuple[str, str]]:
    """Damage one file after another, each time in a fresh copy of a workspace.

    Args:
        place: an empty folder to work in.
        count: how often.
        seed: of what is damaged, and how.

    Returns:
        How often each kind of damage led to each verdict.

    """
    home, pristine = place / "home", place / "pristine"
    expected = build(home)
    home.rename(pristine)
    files = [path for path in sorted(pristine.rglob("*")) if path.is_file() and _ours(path)]
    rng = np.random.default_rng(seed)
    counts: Counter[tuple[str, str]] = Counter()
    for _ in range(count):
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(pristine, home)  # in the same place: paths are kept
        file = files[rng.integers(len(files))]
        kind = KINDS[rng.integers(len(KINDS))]
        name = file.relative_to(pristine)
        damage(home / name, kind, rng)
        verdict = judge(home, expected)
        counts[kind, verdict] += 1
        if verdict in ("silently wrong", "traceback"):
            print(f"{verdict}: {kind} in {name}", file=sys.stderr)
    return counts


def _ours(path: Path) -> bool:
    """The sample's own files are what a person might have brought."""
    return "samples" not in path.parts


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
