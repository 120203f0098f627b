"""Files nobody knows, dropped on the real window: told once, mapped by hand, opened, remembered."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gui.pages.catalog.mapping_dialog import MappingDialog
from gui.shell.main_window import MainWindow
from tests.gui.conftest import visible_text
from tests.gui.hands import Hands

#: (code, wording, farbe) and (wer, was, wann, sterne) as somebody's shop names them.
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
    (root / "besuche.tsv").write_text("\n".join(["wer\twas\twann\tsterne", *rows]) + "\n")
    return root


def cells(table: Any) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def failures(window: MainWindow) -> list[str]:
    """Where the window says that no reader knows the folder."""
    told = [one for one in visible_text(window).splitlines() if "laden" in one]
    return [one for one in told if "No reader" in one]


def test_unknown_files_are_mapped_by_hand_and_open(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    hands = Hands(window, qtbot)
    page: Any = window.page("catalog")
    hands.session.open_path(folder)
    hands.wait(lambda: page.mapper.dialog is not None)
    page.mapper.dialog.reject()
    assert len(failures(window)) == 1
    assert window.notices.shown() == failures(window)
    assert "laden holds tables" in visible_text(page.welcome)
    hands.click(page.welcome.map_columns)
    dialog = page.mapper.dialog
    assert dialog.isVisible()
    assert "No reader" in visible_text(dialog)
    assert not dialog.open_button.isEnabled()

    say_what_is_what(hands, dialog)
    preview = cells(dialog.outcome)
    with qtbot.waitSignal(hands.session.catalog_changed, timeout=60_000):
        hands.click(dialog.open_button)
    assert failures(window) == []
    as_in_the_files(hands.session.catalog, preview)
    assert not page.welcome.map_columns.isVisible()

    # Remembered beside the files: the folder opens by itself from now on.
    assert json.loads((folder / "triptych.json").read_text())["besuche.tsv.user"] == "wer"
    hands.open(folder)
    assert hands.session.catalog.interactions.height == len(VISITS)
    assert window.notices.shown() == []
    said_anew(hands, page)


def say_what_is_what(hands: Hands, dialog: MappingDialog) -> None:
    """File by file, column by column; the preview follows every choice."""
    files = list(dialog.choices)
    goods, visits = files.index("waren.csv"), files.index("besuche.tsv")
    hands.choose(dialog.roles[goods], "items")
    assert "names the item" in dialog.problem.text()
    code, wording, _ = dialog.columns.selectors
    hands.choose(code, "item")
    hands.choose(wording, "title")
    hands.wait(lambda: len(cells(dialog.outcome)) > 0)
    hands.wait(lambda: [row[:2] for row in cells(dialog.outcome)] == shown(GOODS))
    hands.choose(dialog.roles[visits], "interactions")
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
    assert "2 of these rows would go to quarantine; line 5" in dialog.said.text()
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
        (users[user], items[item], time // 1000, rating)
        for user, item, time, rating in catalog.interactions.select(
            "user", "item", "timestamp", "rating"
        ).iter_rows()
    }
    assert read == set(VISITS)
    for user, item, when, *_ in preview:
        seconds = round(datetime.fromisoformat(f"{when}+00:00").timestamp())
        assert (user, item, seconds) in {row[:3] for row in read}
    told = catalog.quarantine.select("file", "line").rows()
    assert sorted(told) == [("besuche.tsv", 5), ("besuche.tsv", 6)]


def said_anew(hands: Hands, page: Any) -> None:
    """Columns ... of the open catalog: another column becomes the title."""
    before = page.mapper.dialog
    hands.click(page.columns)
    hands.wait(lambda: page.mapper.dialog is not before)
    dialog = page.mapper.dialog
    dialog.files.selectRow(list(dialog.choices).index("waren.csv"))
    assert dialog.choices["waren.csv"].columns == {"item": "code", "title": "wording"}
    hands.choose(dialog.columns.selectors[2], "title")
    hands.wait(lambda: [row[1] for row in cells(dialog.outcome)] == [row[2] for row in GOODS])
    opened = [one for one in dialog.findChildren(QPushButton) if one.isDefault()]
    with hands.qtbot.waitSignal(hands.session.catalog_changed, timeout=60_000):
        hands.click(opened[0])
    assert hands.session.catalog.items["title"].to_list() == [row[2] for row in GOODS]
    hands.answered()
