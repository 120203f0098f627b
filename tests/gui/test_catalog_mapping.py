"""The mapping dialog: when it comes up, what it shows, and that opening follows it."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QGuiApplication

from core.catalog.opening.look import look_into
from core.catalog.opening.open import open_catalog
from core.contracts.opening import OPEN, OpenSpec
from core.worker.messages import Failed
from gui.pages.catalog.mapping_dialog import MappingDialog
from gui.pages.catalog.page import CatalogPage
from gui.session import Session
from tests.gui.catalogs import make

STOCK = "code,wording\nx,Shoe\ny,Hat\n"
LOG = "aa,bb,cc\nann,x,1700000000\nann,y,1700003600\n,y,1700003700\n"


@pytest.fixture
def shop(tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "stock.csv").write_text(STOCK)
    (folder / "visits.csv").write_text(LOG)
    (folder / "broken.parquet").write_bytes(b"PAR1")
    return folder


@pytest.fixture
def opened(session, monkeypatch):
    """Arguments of every call of session.open_path."""
    calls = []
    monkeypatch.setattr(session, "open_path", lambda *args, **words: calls.append((args, words)))
    return calls


@pytest.fixture
def dialog(session, shop, qtbot):
    made = MappingDialog(session, shop, look_into(shop), "No reader knows what to do with shop.")
    qtbot.addWidget(made)
    made.show()
    return made


def choose(selector, data):
    selector.setCurrentIndex(selector.findData(data))


def fill(dialog):
    """Say what both files are, from nothing."""
    for role in dialog.roles:
        choose(role, "")
    assert not dialog.open_button.isEnabled()
    choose(dialog.roles[0], "items")
    choose(dialog.columns.selectors[0], "item")
    choose(dialog.columns.selectors[1], "title")
    choose(dialog.roles[1], "interactions")
    for selector, meaning in zip(
        dialog.columns.selectors, ("user", "item", "timestamp"), strict=True
    ):
        choose(selector, meaning)


def cells(table):
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_opening_follows_what_was_chosen(dialog, opened, shop):
    fill(dialog)
    assert dialog.open_button.isEnabled()
    dialog.open_button.click()
    ((path,), words) = opened[0]
    catalog = open_catalog(path, **words)
    assert catalog.items["title"].to_list() == ["Shoe", "Hat"]
    assert catalog.interactions["timestamp"].to_list() == [1_700_000_000_000, 1_700_003_600_000]
    assert json.loads((shop / "triptych.json").read_text()) == words["plan"].brief()
    assert open_catalog(path).interactions.equals(catalog.interactions)


def test_nothing_is_written_unless_wanted(dialog, opened, shop):
    fill(dialog)
    dialog.remember.setChecked(False)
    dialog.open_button.click()
    assert len(opened) == 1
    assert not (shop / "triptych.json").exists()


def test_a_folder_that_cannot_be_written_is_said(dialog, opened, monkeypatch):
    def refuse(path, value):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("core.workspace.write_atomic", refuse)
    fill(dialog)
    dialog.open_button.click()
    assert "Permission denied" in dialog.problem.text()
    assert opened == []
    dialog.open_button.click()  # the second time without remembering
    assert len(opened) == 1


def test_the_result_is_previewed_live(dialog, qtbot):
    fill(dialog)
    rows = [
        ["ann", "x", "2023-11-14 22:13:20", "interaction"],
        ["ann", "y", "2023-11-14 23:13:20", "interaction"],
    ]
    qtbot.waitUntil(lambda: cells(dialog.outcome) == rows)
    assert "line 4" in dialog.said.text()
    assert "seconds" in dialog.said.text()


def test_a_meaning_belongs_to_one_column(dialog):
    dialog.files.selectRow(1)
    first, second, _ = dialog.columns.selectors
    choose(first, "user")
    choose(second, "user")
    assert dialog.columns.chosen() == {"user": "bb", "timestamp": "cc"}
    assert "names the item" in dialog.problem.text()


def test_the_command_is_copied(dialog):
    fill(dialog)
    dialog.copy_command()
    words = QGuiApplication.clipboard().text()
    assert words.startswith("triptych open ")
    assert "--map visits.csv.user=aa" in words


def failing_job(session, path):
    """A job that failed to open a path, as the page hears of it."""
    job = SimpleNamespace(id="a1", kind=OPEN, spec=OpenSpec(path=str(path)))
    session.jobs.all.append(job)
    return Failed(job="a1", message="No reader knows what to do with it.")


@pytest.fixture
def page(qtbot, monkeypatch):
    session = Session()
    made = CatalogPage(session)
    qtbot.addWidget(made)
    made.show()
    yield made
    session.jobs.all.clear()
    session.close()


def test_the_dialog_comes_up_for_tables_nobody_knows(page, shop, qtbot):
    (shop / "visits.csv").write_text("aa,bb\n0.5,0.25\n")
    page.mapper.consider(failing_job(page.session, shop))
    qtbot.waitUntil(lambda: page.mapper.dialog is not None)
    assert sorted(page.mapper.dialog.choices) == ["stock.csv", "visits.csv"]
    assert page.welcome.map_columns.isVisible()
    page.mapper.dialog.reject()


def test_it_is_only_offered_where_names_say_enough(page, tmp_path, qtbot):
    (tmp_path / "interactions.csv").write_text("user,item\n")
    page.mapper.consider(failing_job(page.session, tmp_path))
    qtbot.waitUntil(page.welcome.map_columns.isVisible)
    assert page.mapper.dialog is None
    page.welcome.map_columns.click()
    chosen = page.mapper.dialog.choices["interactions.csv"].chosen
    assert chosen == {"user": "user", "item": "item"}
    page.mapper.dialog.reject()


def test_columns_of_an_open_table_catalog_can_be_said_anew(page, shop, tmp_path, qtbot):
    (shop / "triptych.json").write_text(json.dumps({"interactions": "visits.csv", "user": "aa"}))
    page.session.catalog = make(tmp_path / "squares")
    page.session.source = str(shop)
    page.session.ask = lambda *_args: None
    page.session.catalog_changed.emit()
    assert page.columns.isVisible()
    page.columns.click()
    qtbot.waitUntil(lambda: page.mapper.dialog is not None)
    choice = page.mapper.dialog.choices["visits.csv"]
    assert choice.holds == "interactions"
    assert choice.chosen == {"user": "aa", "item": "bb", "timestamp": "cc"}
    page.mapper.dialog.reject()


def test_how_times_are_written_can_be_said(session, tmp_path, qtbot, opened):
    rows = "".join(f"u{n % 3},i{n},0{n % 9 + 1}/0{n % 8 + 1}/2021\n" for n in range(9))
    (tmp_path / "log.csv").write_text("user,item,date\n" + rows)
    dialog = MappingDialog(session, tmp_path, look_into(tmp_path))
    qtbot.addWidget(dialog)
    dialog.show()
    assert "could be" in dialog._why.text()
    for written, last in (("date:dmy", "2021-01-09"), ("date:mdy", "2021-09-01")):
        dialog.times.setCurrentIndex(dialog.times.findData(written))
        dialog.times.activated.emit(dialog.times.currentIndex())
        qtbot.waitUntil(
            lambda day=last: [row[2][:10] for row in cells(dialog.outcome)][-1:] == [day]
        )
    dialog.open_button.click()
    assert opened[0][1]["plan"].files[0].times == "date:mdy"
