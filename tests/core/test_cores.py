"""Threads and priority are set for a whole process, so they are looked at in fresh ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core import cores, system
from core.worker import messages as m
from tests.core.worker.test_process import Worker

SCRIPT = """
import os, sys
if sys.argv[1] == "one":
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
from core import cores, system
cores.limit_polars(beside_window=False)
system.step_back()
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
    niceness = max(os.getpriority(os.PRIO_PROCESS, 0), system.NICE)
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


@pytest.mark.parametrize(
    ("membership", "files", "limit"),
    [
        # v2: what stands above counts too, "max" is no limit.
        ("0::/a/b", {"a/b/cpu.max": "400000 100000", "a/cpu.max": "150000 100000"}, 1.5),
        ("0::/a/b", {"a/b/cpu.max": "max 100000", "a/cpu.max": "200000 50000"}, 4.0),
        ("0::/a", {"a/cpu.max": "max 100000", "cpu.max": "max 100000"}, None),
        # In a container the own group may be mounted as the root, whatever its name outside.
        ("0::/docker/123", {"cpu.max": "50000 100000"}, 0.5),
        ("0::/../../outer", {"cpu.max": "300000 100000", "outer/cpu.max": "1 1"}, 3.0),
        # v1, where -1 is no limit; a group of other controllers says nothing.
        (
            "3:memory:/a\n2:cpu,cpuacct:/a\n0::/",
            {"cpu/a/cpu.cfs_quota_us": "250000", "cpu/a/cpu.cfs_period_us": "100000"},
            2.5,
        ),
        ("1:cpu:/", {"cpu/cpu.cfs_quota_us": "-1", "cpu/cpu.cfs_period_us": "100000"}, None),
        ("2:memory:/a", {"cpu/a/cpu.cfs_quota_us": "1", "cpu/a/cpu.cfs_period_us": "1"}, None),
        ("0::/a", {"a/cpu.max": "a word"}, None),
        ("", {}, None),
    ],
)
def test_quota_of_control_groups(
    tmp_path: Path, membership: str, files: dict[str, str], limit: float | None
) -> None:
    for name, text in files.items():
        (tmp_path / "fs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "fs" / name).write_text(text + "\n")
    (tmp_path / "self").write_text(membership + "\n" if membership else "")
    assert cores.quota(tmp_path / "self", tmp_path / "fs") == limit
    assert cores.quota(tmp_path / "nowhere", tmp_path / "fs") is None


@pytest.mark.parametrize(
    ("limit", "expected"), [(None, 8), (64.0, 8), (8.0, 8), (2.5, 3), (1.0, 1), (0.1, 1)]
)
def test_usable_cores_heed_affinity_and_quota(
    monkeypatch: pytest.MonkeyPatch, limit: float | None, expected: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(8)), raising=False)
    monkeypatch.setattr(cores, "quota", lambda: limit)
    assert cores.usable() == expected


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
        assert theirs == (max(mine, system.NICE) if gives_way else mine)
    finally:
        worker.process.kill()
        worker.process.wait()
