"""Threads and priority are set for a whole process, so they are looked at in fresh ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core import cores
from core.worker import messages as m
from tests.core.worker.test_process import Worker

SCRIPT = """
import os, sys
if sys.argv[1] == "one":
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
from core import cores
cores.limit_polars(beside_window=False)
cores.step_back()
import polars
print(polars.thread_pool_size(), os.getpriority(os.PRIO_PROCESS, 0))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="chooses cores as Linux does")
@pytest.mark.parametrize(
    ("here", "chosen", "threads"),
    [("all", None, max(1, cores.usable() - 1)), ("one", None, 1), ("all", "3", 3)],
)
def test_polars_leaves_a_core(here: str, chosen: str | None, threads: int) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "POLARS_MAX_THREADS"}
    if chosen:
        environment["POLARS_MAX_THREADS"] = chosen
    command = [sys.executable, "-c", SCRIPT, here]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    niceness = max(os.getpriority(os.PRIO_PROCESS, 0), cores.NICE)
    assert run.stdout.split() == [str(threads), str(niceness)]


@pytest.mark.parametrize(
    ("n", "beside", "threads"),
    [
        (1, True, 1),
        (2, True, 2),
        (8, True, 7),
        (1, False, 1),
        (2, False, 1),
        (8, False, 7),
    ],
)
def test_threads(monkeypatch: pytest.MonkeyPatch, n: int, beside: bool, threads: int) -> None:
    monkeypatch.setattr(cores, "usable", lambda: n)
    monkeypatch.delenv("POLARS_MAX_THREADS", raising=False)
    assert cores.limit_polars(beside) == threads
    assert os.environ["POLARS_MAX_THREADS"] == str(threads)
    monkeypatch.delenv("POLARS_MAX_THREADS")


@pytest.mark.skipif(sys.platform != "linux", reason="reads priorities as Linux has them")
@pytest.mark.parametrize(("kind", "gives_way"), [("sample", True), ("engine", False)])
def test_jobs_give_way_to_the_window(
    kind: str, gives_way: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    worker = Worker()
    try:
        spec = {"field": "shop", "items": 5000} if kind == "sample" else {}
        worker.send(m.Run(job="j", kind=kind, spec=spec))
        worker.until(m.Started)
        mine = os.getpriority(os.PRIO_PROCESS, 0)
        theirs = os.getpriority(os.PRIO_PROCESS, worker.process.pid)
        assert theirs == (max(mine, cores.NICE) if gives_way else mine)
    finally:
        worker.process.kill()
        worker.process.wait()
