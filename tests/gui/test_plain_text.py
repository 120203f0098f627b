"""Catalogs, runs and results come from strangers: what they say is shown as text, never read as
markup, which could load files (on Windows from other machines) and pose as the window."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsTextItem,
    QGraphicsView,
    QLabel,
    QMessageBox,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.contracts.alignment import PAIR, SHIFTED, SPACES
from core.contracts.recommend import LIST, PREPARE, SIMILAR, PrepareAnswer
from gui import theme
from gui.pages.alignment.page import AlignmentPage
from gui.pages.attention.page import AttentionPage
from gui.pages.catalog.page import CatalogPage
from gui.pages.recommend.page import RecommendPage
from gui.pages.training.runs_panel import RunsPanel
from gui.session import Session
from gui.shell.notices import Banner
from gui.widgets.layout.basic import label
from gui.widgets.layout.markup import bold, coloured, escaped, joined, markup, wrapped
from gui.widgets.plots.plotting import fresh_legend, name_axis
from tests.gui import attention_fixture as toy
from tests.gui.alignment import conftest as alignment
from tests.gui.attention_fixture import Asked, asked
from tests.gui.catalogs import DirectEngine, make
from tests.gui.conftest import in_window
from tests.gui.test_recommend_page import Model
from tests.gui.typed import features, run

__all__ = ["asked"]

ROOT = Path(__file__).parents[2]
#: Read as markup, the picture is 500 pixels wide and the rest is gone.
HOSTILE = "<img src='file:///marker.png' width=500><b>x</b><a href='file:///'>y</a> &lt; z"
LIKELY = Qt.TextFormat.AutoText


def is_markup(text: str) -> bool:
    return any(mark in text for mark in ("<img", "<a ", "<b>", "&lt;"))


def said(one: QLabel) -> str:
    """What a label shows a person."""
    if one.textFormat() != Qt.TextFormat.RichText:
        return one.text()
    document = QTextDocument()
    document.setHtml(one.text())
    return document.toPlainText()


def faults(widget: QWidget) -> list[str]:
    """Labels and texts of plots that read a stranger's text as markup."""
    found = []
    for one in [*widget.findChildren(QLabel), *([widget] if isinstance(widget, QLabel) else [])]:
        text = one.text()
        guessed = one.textFormat() == LIKELY and is_markup(text)
        rich = one.textFormat() == Qt.TextFormat.RichText
        if guessed or (rich and any(mark in text for mark in ("<img", "<a "))):
            found.append(text)
    for view in widget.findChildren(QGraphicsView):
        for item in view.scene().items() if view.scene() is not None else ():
            if isinstance(item, QGraphicsTextItem) and "<img" in item.toHtml():
                found.append(item.toHtml())
    return found


def shown(widget: QWidget) -> str:
    return "\n".join(said(one) for one in widget.findChildren(QLabel) if one.isVisible())


# --- the one label ------------------------------------------------------------------------------


def test_a_label_shows_text_as_it_is(qtbot: QtBot) -> None:
    one = label(HOSTILE)
    qtbot.addWidget(one)
    assert one.textFormat() == Qt.TextFormat.PlainText
    one.setText(bold(HOSTILE))
    assert one.textFormat() == Qt.TextFormat.RichText
    assert said(one) == HOSTILE
    assert not faults(one)
    one.setText(HOSTILE)
    assert one.textFormat() == Qt.TextFormat.PlainText
    assert not faults(one)


def test_only_markup_of_ours_is_markup() -> None:
    assert escaped("<b>&") == "&lt;b&gt;&amp;"
    assert escaped(bold("<")) == "<b>&lt;</b>"
    assert markup("<i>{0}</i> {1}", "<", bold(">")) == "<i>&lt;</i> <b>&gt;</b>"
    assert joined("<br>", ("<", bold("a"))) == "&lt;<br><b>a</b>"
    assert "<img" not in coloured("#fff", HOSTILE)
    # What was made of markup by other means is text again.
    assert escaped(bold("a") + HOSTILE).startswith("&lt;b&gt;")


def test_tooltips_and_questions_are_plain(qtbot: QtBot, qapp: QApplication) -> None:
    for choice in (theme.LIGHT, theme.DARK):
        theme.apply(qapp, choice)
        host = QWidget()
        qtbot.addWidget(host)
        host.show()
        for text in (HOSTILE, f"{HOSTILE} again"):
            QToolTip.showText(QPoint(5, 5), text, host)
            (tip,) = (w for w in qapp.topLevelWidgets() if w.objectName() == "qtooltip_label")
            assert isinstance(tip, QLabel)
            assert (tip.text(), tip.textFormat()) == (text, Qt.TextFormat.PlainText)
        QToolTip.hideText()
        tip.close()
        box = QMessageBox(QMessageBox.Icon.Question, "", HOSTILE, parent=host)
        box.show()
        assert not faults(box)
        box.close()
        host.close()


def test_a_long_tooltip_is_in_lines() -> None:
    assert max(map(len, wrapped("word " * 200).splitlines())) <= 80
    assert wrapped("") == ""


def test_names_in_plots_are_plain(qtbot: QtBot) -> None:
    import pyqtgraph as pg

    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    fresh_legend(plot, theme.LIGHT, (8, 8))
    plot.plot([0, 1], [0, 1], name=HOSTILE)
    name_axis(plot, "left", HOSTILE)
    assert not faults(plot)
    (named,) = (text for _, text in plot.getPlotItem().legend.items)
    assert named.item.toPlainText() == HOSTILE
    assert HOSTILE in plot.getAxis("left").label.toPlainText()


# --- nobody goes around it ----------------------------------------------------------------------


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            yield name, node


def test_every_label_is_that_label() -> None:
    own = {"gui/widgets/layout/basic.py", "gui/widgets/layout/elided.py"}
    made_here = {"gui/widgets/layout/markup.py"}
    plots = {"gui/widgets/plots/plotting.py", "gui/pages/benchmark/plot.py"}
    # Prints pages of core.share, whose texts are escaped there.
    printed = {"gui/shell/printing.py"}
    wrong = []
    for path in sorted((ROOT / "gui").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"))
        bases = [
            base
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            for base in node.bases
            if isinstance(base, ast.Name) and base.id == "QLabel"
        ]
        for called, node in calls(tree):
            first = node.args[0] if node.args else None
            template = called == "markup" and not isinstance(first, ast.Constant)
            by_tr = isinstance(first, ast.Call) and getattr(first.func, "attr", "") == "tr"
            if (
                (called in ("QLabel", "setTextFormat") and name not in own)
                or (called == "setHtml" and name not in printed)
                or called in ("setMarkdown", "QErrorMessage", "QInputDialog")
                or (called == "Html" and name not in made_here)
                or (called in ("LegendItem", "addLegend", "setLabel") and name not in plots)
                or (called == "addRow" and isinstance(first, ast.Constant | ast.JoinedStr))
                # A template is ours alone: what goes into it is a value.
                or (template and not by_tr and name not in made_here)
            ):
                wrong.append(f"{name}:{node.lineno} {called}")
        wrong += [f"{name}:{base.lineno}" for base in bases if name not in own]
    assert not wrong


# --- the pages ----------------------------------------------------------------------------------


def hostile(frame: pl.DataFrame) -> pl.DataFrame:
    """The same table with hostile texts (but names of files), and a column more."""
    texts = {
        name: frame.get_column(name) + HOSTILE
        for name in ("item", "title", "text", "colour", "user", "event")
        if name in frame.columns
    }
    texts |= {"text": HOSTILE + frame.get_column("text")} if "text" in frame.columns else {}
    return frame.with_columns(**texts).with_columns(
        pl.Series(HOSTILE, [HOSTILE] * frame.height, pl.String)
    )


def test_the_catalog_page(
    session: Session, engine: DirectEngine, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme.apply(qapp, theme.LIGHT)
    page = CatalogPage(session)
    page.resize(1100, 720)
    qtbot.addWidget(page)
    page.show()
    made = make(tmp_path)
    events = made.interactions.with_columns(event=pl.lit(HOSTILE))
    session.catalog = replace(
        made,
        name=HOSTILE,
        notes=(HOSTILE,),
        items=hostile(made.items),
        users=hostile(made.users),
        interactions=events,
    )
    session.catalog_changed.emit()
    opened = page.opened
    for tab in range(opened.tabs.count()):
        opened.tabs.setCurrentIndex(tab)
        session.select_item(7)
        qtbot.wait(20)
        assert not faults(page), opened.tabs.tabText(tab)
    opened.tabs.setCurrentIndex(0)
    opened.items.grid.setCurrentIndex(opened.items.model.index(7))
    qtbot.waitUntil(lambda: HOSTILE in shown(opened.items.inspector))
    assert not faults(page)
    opened.tabs.setCurrentWidget(opened.users)
    opened.users.table.setCurrentIndex(opened.users.table.model().index(1, 0))
    qtbot.wait(20)
    assert HOSTILE in shown(page)
    assert not faults(page)


def test_the_recommend_page(
    session: Session, engine: DirectEngine, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme.apply(qapp, theme.LIGHT)
    page = RecommendPage(session)
    page.resize(1200, 760)
    qtbot.addWidget(page)
    page.show()
    page.shown()
    made = make(tmp_path)
    session.catalog = replace(made, items=hostile(made.items), users=hostile(made.users))
    model = Model(session.catalog)
    engine.answers = {
        LIST.name: model.list,
        SIMILAR.name: model.similar,
        PREPARE.name: lambda _params: PrepareAnswer(done=0, total=0),
    }
    session.features = features("features")
    session.run = run("run", title=HOSTILE)
    session.catalog_changed.emit()
    page.grid.setCurrentIndex(page.grid.list_model.index(0))
    qtbot.wait(20)
    assert HOSTILE in shown(page)
    assert not faults(page)


def test_the_attention_page(
    session: Session, asked: Asked, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.LIGHT)
    with in_window(qtbot, AttentionPage(session)) as page:
        made = toy.catalog()
        toy.open_catalog(session, replace(made, items=hostile(made.items)))
        session.set_features(features("/features"))
        session.set_run(run("/runs/1", title=HOSTILE))
        page.shown()
        session.select_item(0)
        qtbot.wait(20)
        assert asked.questions
        assert not faults(page)


def test_the_alignment_page(
    session: Session, asked: Asked, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.LIGHT)
    asked.answers |= {
        SPACES.name: alignment.spaces_answer,
        PAIR.name: alignment.pair_answer,
        SHIFTED.name: alignment.shifted_answer,
    }
    with in_window(qtbot, AlignmentPage(session)) as page:
        page.shown()
        made = toy.catalog()
        toy.open_catalog(session, replace(made, items=hostile(made.items)))
        session.set_features(features("/features"))
        overview: Any = page.overview
        overview.matrix.view.hovered.emit(0, 1)
        qtbot.wait(20)
        assert np.any([said(one).startswith("Red") for one in page.findChildren(QLabel)])
        assert not faults(page)


def test_notices_and_runs(
    session: Session, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply(qapp, theme.LIGHT)
    notice = Banner("error", HOSTILE, HOSTILE, theme.LIGHT.muted)
    qtbot.addWidget(notice)
    notice.show()
    assert HOSTILE in shown(notice)
    assert not faults(notice)
    monkeypatch.setattr(session, "ask", lambda *_args: None)
    panel = RunsPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    panel.table.show_runs([run("/runs/1", title=HOSTILE, note=HOSTILE)])
    assert not faults(panel)
