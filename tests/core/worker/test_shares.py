"""Encoding in several processes gives what one gives, whatever becomes of one of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from core.catalog.opening import snapshot
from core.contracts.features import EncodeSpec
from core.contracts.message import checked
from core.encoders.features import FeatureSet
from core.errors import UserError
from core.progress import Cancelled, Reporter
from core.text import Text
from core.worker import shares
from core.worker.answering import running
from core.worker.jobs import encoding
from core.worker.messages import Command, Control, Event, Failed, Finished, Progress, Run
from tests.core.encoders.make import Recorder, WordEncoder, catalog
from tests.core.encoders.test_features import words_for_text as words_for_text


class Telling(Reporter):
    """Says its progress as a process does."""

    def __init__(self, take: Callable[[Event], None]) -> None:
        self.take = take

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        self.take(Progress(job="", stage=Text(stage), done=done, total=total))


class Here:
    """A process that is none: its job runs in this one. The second one can be killed, or fail."""

    fate = ""
    made: list[Here]

    def __init__(self, _module: str) -> None:
        self.number = len(Here.made)
        self.said: list[Command] = []
        Here.made.append(self)

    def control(self, command: Command) -> None:
        self.said.append(command)

    def follow(self, take: Callable[[Event], None]) -> int:
        run = self.said[0]
        assert isinstance(run, Run)
        if self.number == 1 and Here.fate == "killed":
            return -9
        if self.number == 1 and Here.fate == "failed":
            take(Failed(job=run.job, message=Text("No weights.")))
            return 1
        job = running(run.kind)
        job.function(checked(job.kind.spec, run.spec), Telling(take))
        take(Finished(job=run.job, outcome="done"))
        return 0

    def end(self) -> None:
        pass


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EncodeSpec:
    texts = [f"word{n} and {n % 4} more" for n in range(23)]
    monkeypatch.setattr(shares, "Child", Here)
    monkeypatch.setattr(torch, "set_num_threads", lambda _n: None)
    Here.fate, Here.made = "", []
    saved = snapshot.save(catalog(tmp_path, {"text": texts}))
    return EncodeSpec(catalog=str(saved), device="cpu", processes=3)


@pytest.mark.parametrize("fate", ["", "killed"])
def test_several_processes_give_what_one_gives(
    fate: str, spec: EncodeSpec, words_for_text: WordEncoder, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    Here.fate = fate
    told = Recorder()
    bars: list[float] = []
    told.progress = lambda _stage, done, total=None, unit="": bars.append(done)  # type: ignore[method-assign]
    made = FeatureSet.load(Path(encoding.encode(spec, told).folder)).stores["text"]
    assert len(Here.made) == 3
    assert bars == sorted(bars)
    assert bars[-1] == 100
    assert any("what it left" in line for _, line in told.lines) is (fate == "killed")
    seen = sorted(words_for_text.seen)
    assert len(seen) == 23  # each once
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "other"))
    alone = encoding.encode(spec.model_copy(update={"processes": 1}), Recorder())
    batch = FeatureSet.load(Path(alone.folder)).stores["text"].gather(np.arange(23))
    other = made.gather(np.arange(23))
    assert np.array_equal(batch.tokens, other.tokens)
    assert np.array_equal(batch.mask, other.mask)


def test_what_is_wrong_with_one_is_said(spec: EncodeSpec, words_for_text: WordEncoder) -> None:
    Here.fate = "failed"
    with pytest.raises(UserError, match="No weights"):
        encoding.encode(spec, Recorder())


def test_a_stop_reaches_every_process(
    spec: EncodeSpec, words_for_text: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shares, "PATIENCE_S", 0.0)
    monkeypatch.setattr(shares, "LOOK_S", 0.001)
    monkeypatch.setattr(Here, "follow", lambda self, _take: _until_stopped(self))
    with pytest.raises(Cancelled):
        encoding.encode(spec, Recorder(stop_at=1))
    assert words_for_text.seen == []


def _until_stopped(child: Here) -> int:
    while not any(isinstance(one, Control) and one.action == "stop" for one in child.said):
        time.sleep(0.001)
    return 0
