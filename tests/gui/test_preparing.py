"""One button from an empty home to maps, in the real window with real jobs."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.contracts.features import Encoder, Encoders
from core.contracts.showcase import Showcase, ShownItem, ShownUser
from core.text import Text
from core.training.presets import PRESETS
from core.worker.messages import Failed, Finished
from gui.pages.catalog.inspector import Inspector
from gui.session import Session, Stage
from gui.shell.main_window import MainWindow
from gui.shell.prepare_bar import PrepareBar
from gui.state import preparation
from gui.state.preparation import Status, Step
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.media.thumbnails import Thumbnails
from gui.widgets.status.empty import EmptyState
from tests.gui.catalogs import make
from tests.gui.hands import Hands
from tests.gui.typed import features, run


def test_from_an_empty_home_to_maps_with_one_button(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = PRESETS[preparation.PRESET]
    config = few.config.model_copy(update={"epochs": 3, "validate_every": 1})
    monkeypatch.setitem(PRESETS, preparation.PRESET, type(few)(few.purpose, config))
    hands = Hands(window, qtbot)
    session = window.session
    with qtbot.waitSignal(session.catalog_changed, timeout=60_000):
        session.open_sample("shop", 24, 30)
    page: Any = window.page("catalog")
    assert page.next.text() == "Prepare and show me"
    seen: list[tuple[str, bool]] = []
    session.learned.connect(lambda: seen.append((window.current_key, session.run is not None)))
    hands.click(page.next)
    bar = window.prepare_bar
    assert bar.isVisible()
    assert not page.next.isVisible()
    # Encoders and training on a busy machine.
    qtbot.waitUntil(lambda: session.preparing.status is Status.DONE, timeout=240_000)
    hands.answered()
    found: Any = session.preparing.found
    assert session.run is not None
    assert session.run.status == "finished"
    assert seen  # what it had learned was there to be looked at before the end
    assert all(there for _key, there in seen)
    assert window.current_key == "attention"
    attention: Any = window.page("attention")
    hands.wait(lambda: attention.view.maps is not None)
    assert attention.view.row == session.item == found.item.row
    assert attention.view.facts.run == session.run.folder
    assert attention.content.isVisible()
    assert "points right" in bar.said.text()
    assert attention.view.pin.tokens == found.item.tokens  # one of the times that it did
    hands.click(bar.steps["recommend"])
    assert window.current_key == "recommend"
    recommend: Any = window.page("recommend")
    hands.wait(lambda: recommend.grid.list_model.rowCount() > 0)
    shown = [one.row for one in recommend.grid.list_model.list[: found.k]]
    user = found.user
    assert session.user == user.row
    assert len(set(shown) & set(recommend._answer.held_out)) == user.hits
    hands.click(bar.close_it)
    assert not bar.isVisible()
    # Nothing leads back: what is done is not the first thing to be done again.
    for key in ("catalog", "features", "training"):
        window.show_page(key)
        shown_page: Any = window.page(key)
        primary = [
            button.text()
            for button in shown_page.findChildren(QPushButton)
            if button.isVisible() and button.property("role") == "primary"
        ]
        assert primary == ["See attention"], key


@pytest.fixture
def fresh(session: Session, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A catalog is open that lacks everything; jobs never start."""
    monkeypatch.setattr("gui.process.WorkerProcess.start", lambda _self: None)
    monkeypatch.setattr("gui.process.WorkerProcess.send", lambda _self, _message: None)
    session.catalog = make(tmp_path)
    session.workbench.catalog.snapshot = tmp_path
    session.catalog_changed.emit()
    return session


def encoder(name: str, modality: str, installed: bool) -> Encoder:
    return Encoder(
        name=name, modality=modality, title=Text(name.upper()), licence=Text("MIT"), size_mb=9.4,
        package="", installed=installed, note=Text(), command="", width=4, max_tokens=8,
        tokens=Text(), default=True, revision="1", preprocessing="",
    )  # fmt: skip


def answer(session: Session, text: bool = True, image: bool = True) -> None:
    """The engine says which encoders a catalog starts with, and which of them are here."""
    known = (encoder("bert", "text", text), encoder("vit", "image", image))
    found = Encoders(encoders=known, defaults={one.modality: one.name for one in known})
    session.preparing.weights._answered(found)


def started(session: Session) -> list[tuple[str, Any]]:
    """What was started, with its specification."""
    return [(job.kind.name, job.spec) for job in session.jobs.all]


def test_missing_weights_are_fetched_first_if_the_person_agrees(
    fresh: Session, qtbot: QtBot
) -> None:
    bar = PrepareBar(fresh)
    qtbot.addWidget(bar)
    fresh.preparing.start()
    answer(fresh, text=False)
    assert not started(fresh)
    assert "BERT (9 MB, MIT)" in bar.said.text()
    qtbot.mouseClick(bar.fetch, Qt.MouseButton.LeftButton)
    ((kind, spec),) = started(fresh)
    assert (kind, spec.encoders) == ("encoder.fetch", ("bert",))
    assert not bar.fetch.isVisible()
    fresh.jobs.all[0].receive(Finished(job="x", result={"encoders": ["bert"], "bytes": 9}))
    assert started(fresh)[1][0] == "encode"
    assert started(fresh)[1][1].encoders is None


def test_what_there_are_no_weights_for_can_be_left_out(fresh: Session, qtbot: QtBot) -> None:
    bar = PrepareBar(fresh)
    qtbot.addWidget(bar)
    fresh.preparing.start()
    answer(fresh, text=False)
    qtbot.mouseClick(bar.without, Qt.MouseButton.LeftButton)
    ((kind, spec),) = started(fresh)
    assert (kind, spec.encoders) == ("encode", {"text": ""})


def test_weights_are_not_fetched_unasked(fresh: Session, qtbot: QtBot) -> None:
    bar = PrepareBar(fresh)
    qtbot.addWidget(bar)
    fresh.preparing.start()
    answer(fresh, text=False, image=False)
    assert not bar.without.isVisible()  # nothing would be left
    qtbot.mouseClick(bar.stop, Qt.MouseButton.LeftButton)
    assert fresh.preparing.status is Status.STOPPED
    assert not started(fresh)


def test_why_it_failed_is_told_where_it_was_followed(fresh: Session, qtbot: QtBot) -> None:
    bar = PrepareBar(fresh)
    qtbot.addWidget(bar)
    fresh.preparing.start()
    answer(fresh, text=False)
    bar.fetch.click()
    failure = Failed(job="x", message=Text("It is set to stay offline."), remedy=Text("Allow it."))
    fresh.jobs.all[0].receive(failure)
    assert bar.said.text().startswith("It is set to stay offline. Allow it. ")
    assert bar.again.isVisible()


def test_from_an_items_card_that_item_is_shown(fresh: Session, qtbot: QtBot) -> None:
    card = Inspector(fresh, Thumbnails())
    qtbot.addWidget(card)
    assert fresh.catalog is not None
    card.show_item(CatalogRows(fresh.catalog), 7)
    assert card.next.text() == "Prepare and show me"
    card.next.click()
    answer(fresh)
    assert started(fresh)[0][0] == "encode"
    shown = ShownUser(row=2, hits=1, held_out=2)
    fresh.preparing._select(Showcase(item=ShownItem(row=3), user=shown, k=10))
    assert (fresh.item, fresh.user) == (7, 2)


def test_what_a_page_lacks_is_offered_to_be_made(fresh: Session, qtbot: QtBot) -> None:
    empty = EmptyState(fresh, "attention", "Nothing yet.", "Go to Features", "features")
    qtbot.addWidget(empty)
    empty.show()
    assert empty.prepare.isVisible()
    assert (empty.prepare.property("role"), empty.button.property("role")) == ("primary", "")
    qtbot.mouseClick(empty.prepare, Qt.MouseButton.LeftButton)
    answer(fresh)
    assert fresh.preparing.step is Step.ENCODE
    assert not empty.prepare.isVisible()
    assert not empty.button.isVisible()
    assert "prepared" in empty.sentence.text()


def test_after_a_model_by_ids_content_is_encoded(fresh: Session) -> None:
    fresh.workbench.features.set(features("ids"))
    fresh.workbench.run.set(run("r", usable=True))
    assert not fresh.preparing.prepared
    fresh.preparing.start()
    answer(fresh)
    assert fresh.preparing.step is Step.ENCODE
    ((kind, _),) = started(fresh)
    assert kind == "encode"


def test_the_bar_tells_how_far_it_is_what_was_found_and_what_failed(
    fresh: Session, qtbot: QtBot
) -> None:
    bar = PrepareBar(fresh)
    qtbot.addWidget(bar)
    fresh.preparing.start()
    answer(fresh)
    assert bar.isVisible()
    assert bar.pause.isVisible()
    assert "0%" in bar.said.text()
    assert "starting" in bar.said.text()
    fresh.preparing.stop()
    assert not bar.stop.isVisible()
    fresh.preparing._end(Status.FAILED)
    assert bar.again.isVisible()
    fresh.workbench.features.set(features("f", text=3))
    fresh.workbench.run.set(run("r", usable=True))
    assert fresh.stage("training")[0] is Stage.DONE
    fresh.preparing.found = Showcase(
        item=ShownItem(row=3, games=4, hits=3), user=ShownUser(row=2, hits=1, held_out=2), k=10
    )
    fresh.select_item(3)
    fresh.preparing._end(Status.DONE)
    told = bar.said.text()
    assert "Red square 3: its map points right 3 of 4 times." in told
    assert "User user2: 1 of 2 held-out items are among the first 10." in told
    wanted: list[str] = []
    fresh.page_wanted.connect(wanted.append)
    for button in bar.steps.values():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted == ["attention", "recommend", "alignment"]
    bar.passed("recommend")
    assert bar.isVisible()
    bar.passed("benchmark")
    assert not bar.isVisible()
