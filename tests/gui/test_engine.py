"""What the engine answers reaches who asked, or is refused; nobody waits for ever."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from core.contracts.question import Nothing
from core.contracts.training import RUNS, Runs
from core.worker.messages import Failed, Response
from gui.engine import Engine
from gui.process import WorkerProcess


class Asker:
    def __init__(self) -> None:
        self.answers: list[Runs] = []
        self.refusals: list[Failed] = []

    def done(self, answer: Runs) -> None:
        self.answers.append(answer)

    def failed(self, message: Failed) -> None:
        self.refusals.append(message)


@pytest.fixture
def engine(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr(WorkerProcess, "start", lambda _process: None)
    monkeypatch.setattr(WorkerProcess, "send", lambda _process, _message: None)
    return Engine()


def test_an_answer_that_breaks_the_contract_is_a_refusal(engine: Engine) -> None:
    asker = Asker()
    engine.ask(RUNS, Nothing(), asker.done, asker.failed)
    engine._event(Response(job="engine", request=1, answer={"runs": 3}), [])
    assert not asker.answers
    assert "not what was agreed on" in asker.refusals[0].message
    assert "runs" in asker.refusals[0].details
    assert engine.idle


def test_an_answer_arrives_as_its_class(engine: Engine) -> None:
    asker = Asker()
    engine.ask(RUNS, Nothing(), asker.done, asker.failed)
    engine._event(Response(job="engine", request=1, answer={"runs": []}), [])
    assert asker.answers == [Runs(runs=())]
    assert not asker.refusals


def test_who_waits_is_answered_by_an_engine_that_starts_anew(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[int, object]] = []
    monkeypatch.setattr(WorkerProcess, "start", lambda _process: None)
    monkeypatch.setattr(WorkerProcess, "send", lambda made, what: sent.append((id(made), what)))
    engine, asker = Engine(), Asker()
    engine.ask(RUNS, Nothing(), asker.done, asker.failed)
    (first, _run), (_, asked) = sent
    engine.restart()
    assert [what for made, what in sent[2:] if made != first][1:] == [asked]
    engine._event(Response(job="engine", request=1, answer={"runs": []}), [])
    assert asker.answers == [Runs(runs=())]
