"""Jobs killed at any moment, or out of room: does the next start find everything, and nothing half
written?
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.attack import jobs
from benchmarks.attack.attempts import Attempt
from benchmarks.attack.copies import Copies
from benchmarks.attack.jobs import JOBS, Words
from core import launch, scratch, usage, workspace


def attack(place: Path, numbers: Iterable[int], seed: int) -> Iterator[Attempt]:
    """Kill each job in turn after a random time, then do it again.

    It was "killed" or "over" before; "lost" if doing it again failed, "scratch" if that left
    unfinished files, "silently wrong" if it made other files than without a kill.
    """
    for number, worlds, rng in _each(place, numbers, seed):
        job, world = worlds
        process = world.start(JOBS[job].words)
        try:
            process.wait(float(rng.uniform(0.3, 1.0)) * world.lasted)
            verdicts = ["over"]
        except subprocess.TimeoutExpired:
            process.kill()
            verdicts = ["killed"]
        process.communicate()
        verdicts += world.go_on(JOBS[job].words)
        yield Attempt(number, job, tuple(verdicts), world.said)


def starve(place: Path, numbers: Iterable[int], seed: int) -> Iterator[Attempt]:
    """Let no file of a job grow beyond a random size, then do it again with room.

    It went through ("over"), said in a "sentence" what was wrong, or ended in a "traceback"; then
    as for kills.
    """
    for number, worlds, rng in _each(place, numbers, seed):
        job, world = worlds
        blocks = int(2 ** rng.uniform(0, 11))  # of 512 bytes
        limited = ("sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh")
        process = world.start(JOBS[job].words, limited)
        told = process.communicate()[1].decode("utf-8", "replace")
        if process.returncode == 0:
            verdicts = ["over"]
        else:
            verdicts = ["traceback" if "Traceback" in told else "sentence"]
        verdicts += world.go_on(JOBS[job].words)
        yield Attempt(number, job, tuple(verdicts), world.said or told[-300:])


def _each(
    place: Path, numbers: Iterable[int], seed: int
) -> Iterator[tuple[int, tuple[str, World], np.random.Generator]]:
    """Numbers with a job each in its workspace as it was before, and what is random about it."""
    with jobs.hub() as address:
        worlds: dict[str, World] = {}
        for number in numbers:
            job = list(JOBS)[number % len(JOBS)]
            if job not in worlds:
                worlds[job] = World(place / job, job, address)
            worlds[job].copies.restore()
            yield number, (job, worlds[job]), np.random.default_rng([seed, number])


class World:
    """The workspace of one job: as before it began, and how long it lasts."""

    def __init__(self, home: Path, job: str, hub: str) -> None:
        self.home, self.job, self.said = home, job, ""
        home.mkdir()
        for words in JOBS[job].before:
            self._insist(words)
        jobs.prepare(home, hub)
        self.copies = Copies(home, home.with_name(f"{job}-before"))
        begun = time.monotonic()
        self._insist(JOBS[job].words)
        self.lasted = time.monotonic() - begun
        self.made = jobs.made(home, job)

    def _insist(self, words: Words) -> None:
        process = self.start(words)
        told = process.communicate()[1]
        assert process.returncode == 0, told.decode("utf-8", "replace")

    def go_on(self, words: Words) -> list[str]:
        """Do it again, or go on with it, and look at what lies there then."""
        process = self.start(jobs.again(self.home, words))
        told = process.communicate()[1].decode("utf-8", "replace")
        verdicts = []
        self.said = "" if process.returncode == 0 else told[-600:]
        if process.returncode != 0:
            verdicts.append("lost")
        left = [path for path in self.home.rglob("*") if _unfinished(path)]
        if left or any((self.home / "tmp").iterdir()):
            verdicts.append("scratch")
            self.said += str(left or list((self.home / "tmp").iterdir()))
        if process.returncode == 0 and jobs.made(self.home, self.job) != self.made:
            verdicts.append("silently wrong")
            self.said += f"other files: {JOBS[self.job].made}"
        return verdicts

    def start(self, words: Words, through: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        """Start `triptych WORDS`; with `through`, by another program."""
        places = {"sample": self.home / "samples/shop-16-12-0", "home": self.home}
        told = launch.command("core.cli", *(word.format(**places) for word in words))
        (self.home / "tmp").mkdir(exist_ok=True)
        changed = {
            workspace.HOME: str(self.home),
            "HF_HUB_CACHE": str(self.home / "hub"),
            "TMPDIR": str(self.home / "tmp"),
            "OMP_NUM_THREADS": "1",
        }
        return subprocess.Popen(
            [*through, *told],
            cwd=launch.folder(),
            env=launch.environment() | changed,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )


def _unfinished(path: Path) -> bool:
    """Whether a name says that its file or folder is no use to anybody yet."""
    notes = (scratch.NOTES, usage.OPEN)
    hidden = path.name.startswith(".") and path.name not in notes and path.parent.name not in notes
    return hidden or path.suffix in (".part", ".tmp", ".fresh")
