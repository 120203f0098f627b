"""Histories on a time axis and statistics in the real window, against the files of the sample."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core import samples
from gui.shell.main_window import MainWindow
from gui.widgets.plots.export import ExportButton
from tests.gui.conftest import visible_text
from tests.gui.hands import Hands, rows_of

Row = dict[str, str]


def day(row: Row) -> str:
    return datetime.fromtimestamp(int(row["timestamp"]), UTC).strftime("%Y-%m-%d")


def grouped(log: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """The log of each user or item, oldest first."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(log, key=lambda one: int(one["timestamp"])):
        groups[row[column]].append(row)
    return groups


def test_histories_and_statistics_agree_with_the_log(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = samples.ensure("shop", items=48, users=30)
    items, log = rows_of(folder / "items.csv"), rows_of(folder / "interactions.csv")
    hands = Hands(window, qtbot)
    opened = hands.open(folder)
    hands.answered()
    histories = grouped(log, "user")
    hands.click_tab(opened.tabs, opened.users)
    the_table(hands, opened.users, histories)
    one_history(hands, opened.users, histories, [one["item"] for one in items])
    taste(hands, opened.users, histories, folder)
    hands.click_tab(opened.tabs, opened.statistics)
    hands.answered()
    tab = opened.statistics.made
    degrees(tab, log)
    in_short(tab, items, log)
    exported(tab, items, log, tmp_path, monkeypatch)
    hands.click_tab(opened.tabs, opened.users)
    hands.click(opened.users.recommend)
    assert window.current_key == "recommend"
    hands.answered()


# --- users ----------------------------------------------------------------------------------------


def the_table(hands: Hands, tab: Any, histories: dict[str, list[Row]]) -> None:
    """Who did how much from when to when; a click on a column sorts, the user stays chosen."""
    model, table = tab.model, tab.table
    shown = [[model.index(row, n).data() for n in range(4)] for row in range(model.rowCount())]
    assert {one[0]: one[1:] for one in shown} == {
        user: [str(len(rows)), day(rows[0]), day(rows[-1])] for user, rows in histories.items()
    }
    counts = [int(one[1]) for one in shown]
    assert counts == sorted(counts, reverse=True)
    hands.click_index(table, model.index(4, 0))
    user = hands.session.user
    header = table.horizontalHeader()
    middle = header.sectionViewportPosition(1) + header.sectionSize(1) // 2
    hands.click(header.viewport(), QPoint(middle, header.height() // 2))
    counts = [int(model.index(row, 1).data()) for row in range(model.rowCount())]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
    assert hands.session.user == user
    assert table.currentIndex().siblingAtColumn(0).data() == shown[4][0]


def one_history(
    hands: Hands, tab: Any, histories: dict[str, list[Row]], item_ids: list[str]
) -> None:
    """Found by id; every step in order, tied to its moment; a press on a card opens the item."""
    user = max(histories, key=lambda one: len(histories[one]))
    mine = histories[user]
    hands.qtbot.keyClicks(tab.search, user.lower())
    hands.wait(lambda: tab.model.rowCount() == 1)
    hands.click_index(tab.table, tab.model.index(0, 0))
    hands.answered()
    said = visible_text(tab)
    assert f"User {user}" in said
    assert f"{len(mine)} interactions" in said
    assert f"{day(mine[0])} – {day(mine[-1])}" in said
    for event, many in Counter(one["event"] for one in mine).items():
        assert f"{event} {many}" in said
    strip = tab.strip
    assert [(item_ids[one.row], one.time, one.event) for one in strip.entries] == [
        (one["item"], 1000 * int(one["timestamp"]), one["event"]) for one in mine
    ]
    rated = [one.rating for one in strip.entries if one.rating == one.rating]
    assert rated == [float(one["rating"]) for one in mine if one["rating"]]
    on_the_axis(hands, strip, [int(one["timestamp"]) for one in mine])
    hands.click(strip.viewport(), strip._card(1).center())
    assert item_ids[hands.session.item] == mine[1]["item"]
    hands.press(strip, Qt.Key.Key_End)
    hands.press(strip, Qt.Key.Key_Return)
    assert item_ids[hands.session.item] == mine[-1]["item"]
    tab.search.clear()
    hands.wait(lambda: tab.model.rowCount() == len(histories))


def on_the_axis(hands: Hands, strip: Any, times: list[int]) -> None:
    """The dots stand where their times are between the first and the last."""
    image = strip.viewport().grab().toImage()
    theme = hands.session.theme
    colours = {QColor(colour).rgb() for colour in (theme.accent, theme.muted)}
    lines = range(round(strip._card(0).bottom()) + 10, image.height() - 18)
    coloured = {
        y: [x for x in range(image.width()) if image.pixelColor(x, y).rgb() in colours]
        for y in lines
    }
    # The line of dots is where their whole widths are.
    y = max(coloured, key=lambda line: len(coloured[line]))
    places = coloured[y]
    first, last = places[0] + 3, places[-1] - 3  # half a dot
    expected = [
        first + (last - first) * (time - times[0]) / (times[-1] - times[0]) for time in times
    ]
    assert last - first > 0.8 * image.width()
    for place in expected:
        assert min(abs(x - place) for x in places) < 2.5
    for x in places:
        assert min(abs(x - place) for place in expected) < 5


def taste(hands: Hands, tab: Any, histories: dict[str, list[Row]], folder: Path) -> None:
    """Shares of attribute values in a history, counted here."""
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows_of(folder / "truth.csv"):
        values[row["attribute"]][row["item"]].add(row["value"])
    for row in rows_of(folder / "items.csv"):
        for name in ("category", "brand"):
            values[name][row["item"]].add(row[name])
    told = 0
    for row in range(tab.model.rowCount()):
        hands.click_index(tab.table, tab.model.index(row, 0))
        hands.answered()
        mine = {one["item"] for one in histories[tab.model.index(row, 0).data()]}
        for part in filter(None, tab.taste._bars.accessibleName().split("; ")):
            said = re.fullmatch(r"(.+): (.+) (\d+)%", part)
            assert said is not None
            name, value, percent = said.groups()
            known = [item for item in mine if values[name][item]]
            share = sum(value in values[name][item] for item in known) / len(known)
            assert int(percent) == pytest.approx(100 * share, abs=0.51)
            told += 1
    assert told > 0


# --- statistics -----------------------------------------------------------------------------------


def degrees(tab: Any, log: list[Row]) -> None:
    """The curves on screen: how many have at least that many."""
    curves = {curve.name(): curve for curve in tab.degrees.getPlotItem().listDataItems()}
    assert set(curves) == {"users", "items"}
    for name, column in (("users", "user"), ("items", "item")):
        many = Counter(row[column] for row in log).values()
        shown = curves[name].getOriginalDataset()
        expected = sorted(set(many))
        np.testing.assert_array_equal(shown[0], expected)
        np.testing.assert_array_equal(
            shown[1], [sum(count >= least for count in many) for least in expected]
        )


def in_short(tab: Any, items: list[Row], log: list[Row]) -> None:
    """The numbers told in words."""
    told = {
        name: value
        for value, name in re.findall(
            r"<b>([^<]*)</b></td><td[^>]*>([^<]*)</td>", tab._facts.text()
        )
    }
    by_item, by_user = grouped(log, "item"), grouped(log, "user")
    pairs = {(one["user"], one["item"]) for one in log}
    times = sorted(log, key=lambda one: int(one["timestamp"]))
    assert told == {
        "users without interactions": "0",
        "items without interactions (cold)": str(len(items) - len(by_item)),
        "repeats of the same user and item": str(len(log) - len(pairs)),
        "median per user that has any": f"{median(map(len, by_user.values())):g}",
        "median per item that has any": f"{median(map(len, by_item.values())):g}",
        "between": f"{day(times[0])} – {day(times[-1])}",
    }


def exported(
    tab: Any, items: list[Row], log: list[Row], out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers of each plot, saved by its menu, count every line of the log once."""
    saved: dict[str, list[Row]] = {}
    for button in tab.findChildren(ExportButton):
        target = out / f"{button._name}.csv"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, to=target: (str(to), ""))
        entry = next(one for one in button.menu().actions() if "CSV" in one.text())
        entry.trigger()
        saved[button._name] = list(csv.DictReader(io.StringIO(target.read_text())))
    assert len(saved) == 3
    over_time = saved["Events over time"]
    for event, many in Counter(one["event"] for one in log).items():
        assert sum(int(row[event]) for row in over_time) == many
    for row in over_time:
        start, end = int(row["from_ms"]) / 1000, int(row["to_ms"]) / 1000
        inside = [one for one in log if start <= int(one["timestamp"]) < end]
        total = sum(int(row[event]) for event in row if not event.endswith("_ms"))
        assert abs(total - len(inside)) <= (row is over_time[-1])  # the last one holds its end too
    assert saved["Items that have each modality"] == [
        {"modality": name, "raw": str(len(items)), "features": "0"} for name in ("text", "image")
    ]
