"""Files whose names say nothing, opened in the real window: asked, answered, remembered."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.pages.catalog.mapping_dialog import MappingDialog
from gui.shell.main_window import MainWindow
from tests.gui.conftest import visible_text
from tests.gui.hands import Hands

#: (code, wording, farbe) as somebody's shop names them, and who, what, when, stars without names.
GOODS = [(f"g{n}", f"Good number {n}", ("rot", "blau")[n % 2]) for n in range(9)]
VISITS = [(f"k{n % 4}", f"g{n % 9}", 1_700_000_000 + 5000 * n, n % 5 + 1) for n in range(30)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two tables under names of their own; two lines of the log are broken."""
    root = tmp_path / "laden"
    root.mkdir()
    lines = ["code;wording;farbe", *(";".join(row) for row in GOODS)]
    (root / "waren.csv").write_text("\n".join(lines) + "\n")
    rows = ["\t".join(map(str, row)) for row in VISITS]
    rows[3:3] = ["k1\tg2\tgestern\t2", "k2\t\t1700000000\t1"]
    (root / "besuche.tsv").write_text("\n".join(["aa\tbb\tcc\tdd", *rows]) + "\n")
    (root / "notes.pdf").write_bytes(b"%PDF")
    return root


def cells(table: Any) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def test_what_is_unsure_is_asked_answered_and_remembered(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    hands = Hands(window, qtbot)
    page: Any = window.page("catalog")
    hands.open(folder)
    # What meets the goods is the item; whose visits they are no name tells: assumed, and asked.
    hands.wait(lambda: page.mapper.dialog is not None and page.mapper.dialog.isVisible())
    dialog = page.mapper.dialog
    assert "names the user? 'aa' is assumed" in visible_text(dialog)
    assert hands.session.catalog.users["user"].to_list() == ["k0", "k1", "k2", "k3"]
    assert dialog.open_button.isEnabled()

    say_what_is_what(hands, dialog)
    preview = cells(dialog.outcome)
    with qtbot.waitSignal(hands.session.catalog_changed, timeout=60_000):
        hands.click(dialog.open_button)
    as_in_the_files(hands.session.catalog, preview)

    # Remembered beside the files: the folder opens without a question from now on.
    saved = json.loads((folder / "triptych.json").read_text())
    assert {"file": "besuche.tsv", "holds": "interactions"}.items() <= saved["files"][1].items()
    before = page.mapper.dialog
    hands.open(folder)
    assert hands.session.catalog.interactions.height == len(VISITS) + 1
    assert window.notices.shown() == []
    assert page.mapper.dialog is before
    how_it_was_read(hands, page)
    said_anew(hands, page)


def how_it_was_read(hands: Hands, page: Any) -> None:
    """The Reading tab names each file, what it is, and the columns."""
    tabs, reading = page.opened.tabs, page.opened.reading
    tabs.setCurrentWidget(reading)
    tree = reading.tree
    told = {
        (top.text(0), top.text(1)): {
            top.child(n).text(0): top.child(n).text(1) for n in range(top.childCount())
        }
        for top in (tree.topLevelItem(n) for n in range(tree.topLevelItemCount()))
    }
    assert told["waren.csv", "items"]["code"] == "item id"
    assert told["besuche.tsv", "interactions"]["dd"] == "rating"
    assert told["notes.pdf", "not read"] == {}
    hands.click(reading.change)
    hands.wait(lambda: page.mapper.dialog.isVisible())
    page.mapper.dialog.reject()


def say_what_is_what(hands: Hands, dialog: MappingDialog) -> None:
    """File by file, column by column; the preview follows every choice."""
    files = list(dialog.choices)
    goods, visits = files.index("waren.csv"), files.index("besuche.tsv")
    hands.choose(dialog.roles[goods], "")
    hands.choose(dialog.roles[goods], "items")
    code, wording, _ = dialog.columns.selectors
    hands.choose(code, "")
    hands.wait(lambda: "its rows are counted" in dialog.said.text())
    hands.choose(code, "item")
    hands.choose(wording, "title")
    hands.wait(lambda: [row[:2] for row in cells(dialog.outcome)] == shown(GOODS))
    dialog.files.selectRow(visits)
    who, what, when, stars = dialog.columns.selectors
    # The wrong way around first: the preview shows what would come of it.
    hands.choose(who, "item")
    hands.choose(what, "user")
    hands.wait(lambda: cells(dialog.outcome)[0][:2] == ["g0", "k0"])
    hands.choose(who, "user")
    hands.choose(what, "item")
    hands.wait(lambda: cells(dialog.outcome)[0][:2] == ["k0", "g0"])
    assert "1700000000" not in str(cells(dialog.outcome))
    hands.choose(when, "timestamp")
    hands.wait(lambda: "2023-11-14 22:13:20" in cells(dialog.outcome)[0])
    hands.choose(stars, "rating")
    hands.wait(lambda: "rating" in headers(dialog.outcome))
    hands.wait(lambda: "of these rows would go to quarantine" in dialog.said.text())
    assert dialog.open_button.isEnabled()


def shown(goods: list[tuple[str, str, str]]) -> list[list[str]]:
    return [list(row[:2]) for row in goods]


def headers(table: Any) -> list[str]:
    return [table.horizontalHeaderItem(n).text() for n in range(table.columnCount())]


def as_in_the_files(catalog: Any, preview: list[list[str]]) -> None:
    """The opened catalog holds what was written, and what the preview said of its beginning."""
    assert catalog.items["item"].to_list() == [row[0] for row in GOODS]
    assert catalog.items["title"].to_list() == [row[1] for row in GOODS]
    assert catalog.items["farbe"].to_list() == [row[2] for row in GOODS]
    users, items = catalog.users["user"], catalog.items["item"]
    read = {
        (users[user], items[item], time and time // 1000, rating)
        for user, item, time, rating in catalog.interactions.select(
            "user", "item", "timestamp", "rating"
        ).iter_rows()
    }
    # What happened "gestern" happened, without a time.
    assert read == {*VISITS, ("k1", "g2", None, 2)}
    for user, item, when, *_ in (row for row in preview if row[2]):
        seconds = round(datetime.fromisoformat(f"{when}+00:00").timestamp())
        assert (user, item, seconds) in {row[:3] for row in read}
    told = catalog.quarantine.select("file", "line").rows()
    assert sorted(told) == [("besuche.tsv", 5), ("besuche.tsv", 6)]  # one value, one row


def said_anew(hands: Hands, page: Any) -> None:
    """Columns ... of the open catalog: another column becomes the title."""
    before = page.mapper.dialog
    hands.click(page.columns)
    hands.wait(lambda: page.mapper.dialog is not before)
    dialog = page.mapper.dialog
    dialog.files.selectRow(list(dialog.choices).index("waren.csv"))
    assert dialog.choices["waren.csv"].chosen == {"item": "code", "title": "wording"}
    hands.choose(dialog.columns.selectors[2], "title")
    hands.wait(lambda: [row[1] for row in cells(dialog.outcome)] == [row[2] for row in GOODS])
    opened = [one for one in dialog.findChildren(QPushButton) if one.isDefault()]
    with hands.qtbot.waitSignal(hands.session.catalog_changed, timeout=60_000):
        hands.click(opened[0])
    assert hands.session.catalog.items["title"].to_list() == [row[2] for row in GOODS]
    hands.answered()


@pytest.mark.slow
def test_day_or_month_first_is_asked_obeyed_saved_shown_and_changed(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    hands, page = Hands(window, qtbot), cast(Any, window.page("catalog"))
    folder = tmp_path / "laden"
    folder.mkdir()
    rows = "".join(f"u{n % 3},i{n},0{n % 9 + 1}/0{n % 8 + 1}/2021\n" for n in range(9))
    (folder / "log.csv").write_text("user,item,date\n" + rows)

    def say(written: str, last: str) -> None:
        dialog = page.mapper.dialog
        hands.choose(dialog.times, written)
        dialog.times.activated.emit(dialog.times.currentIndex())
        hands.wait(lambda: [row[2][:10] for row in cells(dialog.outcome)][-1:] == [last])
        with qtbot.waitSignal(hands.session.catalog_changed, timeout=60_000):
            hands.click(dialog.open_button)
        times = hands.session.catalog.interactions["timestamp"]
        days = {datetime.fromtimestamp(one / 1000, UTC).date().isoformat() for one in times}
        assert last in days
        saved = json.loads((folder / "triptych.json").read_text())
        assert saved["files"][0]["times"] == written

    hands.open(folder)
    hands.wait(lambda: page.mapper.dialog is not None and page.mapper.dialog.isVisible())
    assert "could be" in visible_text(page.mapper.dialog)
    say("date:mdy", "2021-09-01")
    assert any("read as month, day, year" in note for note in hands.session.catalog.notes)
    page.opened.tabs.setCurrentWidget(page.opened.reading)
    tree = page.opened.reading.tree
    shown_times = [tree.topLevelItem(0).child(n).text(1) for n in range(3)]
    assert "time" in shown_times[2]
    before = page.mapper.dialog
    hands.click(page.opened.reading.change)
    hands.wait(lambda: page.mapper.dialog is not before and page.mapper.dialog.isVisible())
    say("date:dmy", "2021-01-09")
    assert any("read as day, month, year" in note for note in hands.session.catalog.notes)
    hands.answered()
