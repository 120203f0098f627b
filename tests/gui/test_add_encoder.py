"""Adding an encoder of one's own: what it says of itself is shown before anything is loaded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.contracts.features import ADD_ENCODER, LOOK_ENCODER, Encoders
from core.contracts.question import Subject
from core.encoders import registry
from core.errors import UserError
from core.explore.context import Context
from core.worker.messages import Failed
from core.worker.queries import features
from gui.pages.features.adding import AddEncoder
from gui.session import Session


@pytest.fixture
def dialog(session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> AddEncoder:
    """Asks what the engine asks, in this process."""
    answers = {LOOK_ENCODER.name: features.look, ADD_ENCODER.name: features.add}

    def ask(question, params, done, failed=None, run=None):  # type: ignore[no-untyped-def]
        try:
            answer = answers[question.name](Context(Subject()), params)
        except UserError as error:
            failed(Failed(job="ask", message=error.message, remedy=error.remedy))
        else:
            done(answer)

    monkeypatch.setattr(session, "ask", ask)
    made = AddEncoder(session)
    qtbot.addWidget(made)
    return made


def typed(dialog: AddEncoder, text: str) -> None:
    dialog.reference.setText(text)
    dialog._look()  # as after the pause


def model(folder: Path, **config: object) -> Path:
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "model.safetensors").write_bytes(bytes(2_000_000))
    (folder / "README.md").write_text("---\nlicense: mit\n---\n")
    return folder


def test_a_dropped_folder_tells_its_facts_and_is_added(
    dialog: AddEncoder, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = model(tmp_path / "mine", model_type="siglip", vision_config={"hidden_size": 1152})
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    dropped = QDropEvent(
        QPointF(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    dialog.dropEvent(dropped)
    dialog._look()
    told = dialog.facts.text()
    for fact in ("SigLIP", "2 MB", "mit", "on this machine", "1152 numbers"):
        assert fact in told
    assert dialog.go.isEnabled()
    with qtbot.waitSignal(dialog.added) as blocker:
        dialog.go.click()
    (answer,) = blocker.args
    assert isinstance(answer, Encoders)
    assert {str(folder), f"{folder}#text"} <= {one.name for one in answer.encoders}


def test_errors_are_plain_and_keep_the_button_off(dialog: AddEncoder, tmp_path: Path) -> None:
    folder = model(tmp_path / "old", model_type="bert")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    typed(dialog, str(folder))
    assert "unpickled" in dialog.problem.text()
    assert "save_pretrained" in dialog.problem.text()
    assert not dialog.go.isEnabled()
    typed(dialog, "nonsense")
    assert "names no encoder" in dialog.problem.text()


def test_code_of_the_model_needs_a_visible_yes(dialog: AddEncoder, tmp_path: Path) -> None:
    auto = {"AutoModel": "code.Model"}
    folder = model(tmp_path / "odd", model_type="odd", auto_map=auto, hidden_size=8)
    typed(dialog, str(folder))
    assert not dialog.code.isHidden()
    assert not dialog.danger.isHidden()
    assert not dialog.go.isEnabled()
    assert dialog.go.text() == "Add"
    dialog.show()
    for shown in (dialog.danger, dialog.facts):  # whole, however many lines it takes
        assert shown.height() >= shown.heightForWidth(shown.width())
    dialog.code.setChecked(True)
    QApplication.processEvents()
    for shown in (dialog.danger, dialog.facts):
        assert shown.height() >= shown.heightForWidth(shown.width())
    assert dialog.go.isEnabled()
    assert not dialog.danger.isHidden()
    known = model(tmp_path / "known", model_type="bert", auto_map=auto, hidden_size=8)
    typed(dialog, str(known))  # the library has the family, too: a choice
    assert "Without it, the library's code runs it" in dialog.facts.text()
    assert not dialog.code.isHidden()
    assert dialog.go.isEnabled()
    typed(dialog, "another/model")
    assert dialog.code.isHidden()
    assert not dialog.code.isChecked()


def test_what_is_not_here_is_fetched_first(
    dialog: AddEncoder, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    typed(dialog, "me/not-here")
    assert "not on this machine" in dialog.facts.text()
    with qtbot.waitSignal(dialog.wanted) as blocker:
        dialog.go.click()
    assert blocker.args == ["me/not-here"]


def test_a_model_is_added_in_eight_bits(dialog: AddEncoder, tmp_path: Path) -> None:
    folder = model(tmp_path / "mine", model_type="bert", hidden_size=8)
    typed(dialog, "torchvision:resnet50")
    assert dialog.precision.isHidden()
    typed(dialog, str(folder))
    assert not dialog.precision.isHidden()
    dialog.precision.setCurrentIndex(dialog.precision.findData("int8"))
    dialog.go.click()
    (entry,) = [one for one in registry.entries().values() if one.package == str(folder)]
    assert getattr(entry, "precision", "") == "int8"
