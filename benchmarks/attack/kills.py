"""Jobs killed at any moment: does the next start find everything, and nothing half written?"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections import Counter
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


def _again(home: Path, words: tuple[str, ...]) -> tuple[str, ...]:
    """The same, or what goes on where a training was."""
    begun = [path.parent for path in home.glob("runs/*/*/run.json")]
    if words[0] == "train" and begun:
        record = json.loads((begun[0] / "run.json").read_text())
        if record.get("status") != "finished":
            return ("train", "{sample}", "--resume", str(begun[0]))
    return words


def _run(home: Path, words: tuple[str, ...]) -> subprocess.Popen[bytes]:
    sample = home / "samples/shop-16-12-0"
    return subprocess.Popen(
        launch.command("core.cli", *(word.format(sample=sample) for word in words)),
        cwd=launch.folder(),
        env=launch.environment() | {workspace.HOME: str(home), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL if os.environ.get("QUIET", "1") == "1" else None,
    )
