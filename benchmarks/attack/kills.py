"""Jobs killed at any moment, or out of room: does the next start find everything, and nothing half
written?
"""

from __future__ import annotations

import json
import subprocess
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from core import launch, workspace

SAMPLE = ("sample", "shop", "--items", "16", "--users", "12")
#: What each job needs done before, and its own words; `{sample}` is the sample's folder.
JOBS = {
    "sample": ((), SAMPLE),
    "encode": ((SAMPLE,), ("encode", "{sample}")),
    "train": (
        (SAMPLE, ("encode", "{sample}")),
        ("train", "{sample}", "--preset", "quick", "--set", "epochs=3"),
    ),
}


def attack(place: Path, count: int, seed: int) -> Counter[tuple[str, str]]:
    """Kill each job in turn after a random time, then do it again.

    Returns:
        By job: how many were "killed", "over" before, "lost" (doing it again failed), and how many
        left "scratch" after that.

    """
    rng = np.random.default_rng(seed)
    counts: Counter[tuple[str, str]] = Counter()
    lasted: dict[str, float] = {}
    for number in range(-len(JOBS), count):
        job = list(JOBS)[number % len(JOBS)]
        home = place / f"home{number}"
        before, words = JOBS[job]
        for one in before:
            assert _run(home, one).wait() == 0
        begun = time.monotonic()
        process = _run(home, words)
        if number < 0:  # how long it takes
            assert process.wait() == 0
            lasted[job] = time.monotonic() - begun
            continue
        try:
            process.wait(float(rng.uniform(0.1, 1.0)) * lasted[job])
            counts[job, "over"] += 1
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            counts[job, "killed"] += 1
        if _run(home, _again(home, words)).wait() != 0:
            counts[job, "lost"] += 1
        if any(home.rglob(".scratch-*")):
            counts[job, "scratch"] += 1
    return counts


def starve(place: Path, count: int, seed: int) -> Counter[tuple[str, str]]:
    """Let no file of a job grow beyond a random size, then do it again with room.

    Returns:
        By job: how many went through ("over"), said in a "sentence" what was wrong, ended in a
        "traceback", were "lost" (doing it again failed), or left "scratch" after that.

    """
    rng = np.random.default_rng(seed)
    counts: Counter[tuple[str, str]] = Counter()
    for number in range(count):
        job = list(JOBS)[number % len(JOBS)]
        home = place / f"home{number}"
        before, words = JOBS[job]
        for one in before:
            assert _run(home, one).wait() == 0
        blocks = int(2 ** rng.uniform(0, 11))  # of 512 bytes
        process = _run(home, words, ("sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh"))
        told = process.communicate()[1].decode("utf-8", "replace")
        if process.returncode == 0:
            counts[job, "over"] += 1
        else:
            counts[job, "traceback" if "Traceback" in told else "sentence"] += 1
        if _run(home, _again(home, words)).wait() != 0:
            counts[job, "lost"] += 1
        if any(home.rglob(".scratch-*")):
            counts[job, "scratch"] += 1
    return counts


def _again(home: Path, words: tuple[str, ...]) -> tuple[str, ...]:
    """The same, or what goes on where a training was."""
    begun = [path.parent for path in home.glob("runs/*/*/run.json")]
    if words[0] == "train" and begun:
        record = json.loads((begun[0] / "run.json").read_text())
        if record.get("status") != "finished":
            return ("train", "{sample}", "--resume", str(begun[0]))
    return words


def _run(
    home: Path, words: tuple[str, ...], through: Sequence[str] = ()
) -> subprocess.Popen[bytes]:
    """Start `triptych WORDS`; with `through`, by another program, and keep what it says."""
    sample = home / "samples/shop-16-12-0"
    told = launch.command("core.cli", *(word.format(sample=sample) for word in words))
    return subprocess.Popen(
        [*through, *told],
        cwd=launch.folder(),
        env=launch.environment() | {workspace.HOME: str(home), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if through else subprocess.DEVNULL,
    )
