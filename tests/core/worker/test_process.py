"""The worker as a real process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from core.worker import messages as m


class Worker:
    """A worker process and the events it sent so far."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "core.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "TRIPTYCH_PARENT": str(os.getpid())},
        )
        self.decoder = m.Decoder()

    def send(self, message: m.Run | m.Control | m.Request) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(m.encode(message))
        self.process.stdin.flush()

    def until(self, kind: type[m.Event]) -> m.Event:
        """The next event of that type."""
        assert self.process.stdout is not None
        while True:
            data = os.read(self.process.stdout.fileno(), 65536)
            if not data:
                assert self.process.stderr is not None
                raise AssertionError(f"it ended: {self.process.stderr.read().decode()[-2000:]}")
            for event, _ in self.decoder.feed(data):
                if isinstance(event, kind):
                    return event
                assert not isinstance(event, m.Failed), event


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.process.kill()
    made.process.wait()
    for pipe in (made.process.stdin, made.process.stdout, made.process.stderr):
        if pipe is not None:
            pipe.close()


def test_bad_settings_are_named(worker: Worker) -> None:
    worker.send(m.Run(job="j", kind="sample", spec={"field": "cars"}))
    failed = worker.until(m.Failed)
    assert "field" in failed.message
    assert failed.job == "j"
    assert worker.process.wait(20) == 1


def test_unknown_kind_is_refused(worker: Worker) -> None:
    worker.send(m.Run(job="j", kind="explode"))
    assert "explode" in worker.until(m.Failed).message


def test_other_protocol_version_is_refused(worker: Worker) -> None:
    worker.send(m.Run(job="j", kind="open", version=999, spec={}))
    assert "999" in worker.until(m.Failed).message


def test_missing_folder_is_a_plain_sentence(worker: Worker, tmp_path: Path) -> None:
    worker.send(m.Run(job="j", kind="open", spec={"path": str(tmp_path / "nowhere")}))
    failed = worker.until(m.Failed)
    assert "nowhere" in (failed.message + (failed.file or ""))
    assert failed.remedy


def test_engine_survives_bad_questions_and_says_the_device(worker: Worker) -> None:
    worker.send(m.Run(job="e", kind="engine"))
    started = worker.until(m.Started)
    assert started.device.startswith(("CPU only because", "CUDA:"))
    for number, method in enumerate(["os.system", "training.nothing", "catalog", "training.runs"]):
        worker.send(m.Request(job="e", request=number, question=method))
        failed = worker.until(m.Failed)
        assert failed.request == number
    worker.send(m.Request(job="e", request=9, question="features.encoders"))
    assert worker.until(m.Response).answer["encoders"]


def test_worker_leaves_when_the_window_is_gone(worker: Worker) -> None:
    worker.send(m.Run(job="e", kind="engine"))
    worker.until(m.Started)
    assert worker.process.stdin is not None
    worker.process.stdin.close()
    assert worker.process.wait(20) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="uses Linux's parent-death signal")
def test_worker_dies_with_a_killed_parent() -> None:
    """The parent is killed with no chance to say goodbye, and someone else holds its pipe."""
    script = (
        "import os,subprocess,sys,time\n"
        "os.environ['TRIPTYCH_PARENT']=str(os.getpid())\n"
        "p=subprocess.Popen([sys.executable,'-m','core.worker'],stdin=subprocess.PIPE,"
        "stdout=subprocess.PIPE)\n"
        'p.stdin.write(b\'{"type":"run","job":"e","kind":"engine"}\\n\'); p.stdin.flush()\n'
        "p.stdout.readline(); print(p.pid, flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    child = psutil.Process(pid)
    parent.kill()
    parent.wait(10)
    gone, _alive = psutil.wait_procs([child], timeout=10)
    assert gone or child.status() == psutil.STATUS_ZOMBIE


def test_a_job_that_needs_no_torch_does_not_wait_for_it(tmp_path: Path) -> None:
    """Importing it takes two thirds of the time until a catalog stands in the window."""
    rows = [f"u{n % 30},i{n % 20},{1_700_000_000 + n}" for n in range(300)]
    (tmp_path / "log.csv").write_text("\n".join(["user,item,time", *rows]))
    code = """
import sys
from core.contracts import opening
from core.progress import Reporter
from core.worker.jobs.opening import make_sample, open_catalog

assert not opening.OPEN.needs_torch and not opening.SAMPLE.needs_torch
assert open_catalog(opening.OpenSpec(path=sys.argv[1]), Reporter()).items == 20
make_sample(opening.SampleSpec(field="shop", items=8, users=8), Reporter())
assert "torch" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
