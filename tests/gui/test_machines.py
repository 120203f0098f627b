"""Results by machine and date, sustained runs: what is shown is what the files hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from assets.cuts import cuts
from benchmarks import board, buy, card, store, sustained
from benchmarks.amounts import plus_minus
from benchmarks.jobs import JOBS
from benchmarks.schema import Axes, Moment, Result, Sustained
from benchmarks.statistics import Estimate
from gui.pages.benchmark import loading, model
from gui.pages.benchmark.buy_view import BuyView
from gui.pages.benchmark.folding import LINES
from gui.pages.benchmark.machines_view import MachinesView
from gui.pages.benchmark.result_head import ResultHead
from gui.pages.benchmark.sustained_view import SustainedView
from gui.pages.benchmark.trend_view import TrendView
from gui.session import Session
from tests.benchmarks.make import disturbed, point, result


def measured(name: str, day: int, call_s: float) -> Result:
    points = [
        point(
            [[call_s] * 3] * 6,
            job.workload,
            Axes(batch=job.batch),
            items_per_call=float(job.batch),
        )
        for job in JOBS
    ]
    return result(points, id=name, began_utc_s=1.7e9 + 86400 * day, product=f"triptych 1.{day}")


@pytest.fixture
def view(session: Session, qtbot: QtBot, tmp_path: Path) -> MachinesView:
    store.save(measured("own", 1, 0.2), store.folder() / "another name.json")
    store.save(measured("other", 2, 0.1), tmp_path / "other.json")
    (tmp_path / "broken.json").write_text("{")
    made = MachinesView(session)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.show_history(loading.ReadHistory(tmp_path)())
    return made


def cells(view: MachinesView, column: int) -> list[str]:
    found = [view.table.item(row, column) for row in range(view.table.rowCount())]
    return [item.text() if item else "" for item in found]


def ids(view: MachinesView) -> list[str]:
    found = [view.table.item(row, 2) for row in range(view.table.rowCount())]
    return [item.toolTip() if item else "" for item in found]


def test_all_results_are_listed_and_what_cannot_be_read_is_named(view: MachinesView) -> None:
    names = ids(view)
    assert {"own", "other"} <= set(names)
    assert len(names) == 2 + sum(len(card.cards(one)) for one in card.bundled())
    assert "broken.json" in view.sentence.text()


def test_two_are_compared_the_older_as_baseline(view: MachinesView, qtbot: QtBot) -> None:
    assert not view.pair.isEnabled()
    model_ = view.table.selectionModel()
    for name in ("other", "own"):
        index = view.table.model().index(ids(view).index(name), 0)
        flags = QItemSelectionModel.SelectionFlag
        model_.select(index, flags.Select | flags.Rows)
    assert view.pair.isEnabled()
    with qtbot.waitSignal(view.compare) as asked:
        view.pair.click()
    older, newer = map(Path, asked.args)
    assert (older.stem, newer.stem) == ("another name", "other")
    report = loading.CompareFiles(older, newer)()
    assert {row.comparison.verdict for row in report.rows} == {"faster"}


def test_the_reference_is_marked_and_can_be_compared_with(view: MachinesView) -> None:
    marked = [text for text in cells(view, 2) if text.startswith("reference: ")]
    assert len(marked) == 1
    row = cells(view, 2).index(marked[0])
    assert view._rows[row][0].result.id == card.bundled()[0].id
    (one,) = card.cards(card.bundled()[0])
    assert one.score is not None
    assert cells(view, 1)[row] == f"1,000 {plus_minus(one.score)}"
    assert cells(view, 8)[row] == "; ".join(one.marks)
    assert view._rows[row][1] == next(iter(card.bundled_files()))


def test_every_text_of_the_list_is_seen_in_any_width(view: MachinesView, qtbot: QtBot) -> None:
    table = view.table
    texts = {item.text() for row in range(table.rowCount()) for item in items(table, row)}
    for width in (300, 2000, 300):
        view.resize(width, 500)
        qtbot.wait(1)
        assert cuts(view) == []
        rows = range(table.rowCount())
        shown = [item for row in rows for item in items(table, row) if not hidden(table, item)]
        lines = "\n".join(line for item in shown for line, _role in item.data(LINES))
        assert all(text in lines for text in texts)
        assert table.horizontalHeader().length() == table.viewport().width()
        assert any(hidden(table, item) for item in items(table, 0)) == (width == 300)


def items(table: QTableWidget, row: int) -> list[QTableWidgetItem]:
    found = (table.item(row, column) for column in range(table.columnCount()))
    return [item for item in found if item is not None]


def hidden(table: QTableWidget, item: QTableWidgetItem) -> bool:
    return table.isColumnHidden(item.column())


def test_results_are_listed_by_score_or_by_machine_and_date(view: MachinesView) -> None:
    told = [text.split()[0] for text in cells(view, 1) if text != "-"]
    scores = [float(text.replace(",", "")) for text in told]
    assert scores == sorted(scores, reverse=True)
    view.order.button("date").click()
    listed = [(one.machine, one.result.began_utc_s) for one, _ in view._rows]
    assert listed == sorted(listed, key=lambda one: (str(one[0]), -one[1]))
    assert [one.result.id for one, _ in view._rows] == ids(view)


def test_the_trend_is_of_this_machine_alone(
    view: MachinesView, session: Session, qtbot: QtBot
) -> None:
    made = TrendView(session)
    qtbot.addWidget(made)
    made.show_history(view._history)  # "other" is of the folder of others
    assert [one.result.id for one in made.line()] in ([], ["own"])
    assert made.plot.nothing.isVisibleTo(made)
    store.save(store.load(next(iter(card.bundled_files()))).model_copy(update={"id": "first"}))
    reference = disturbed(store.load(next(iter(card.bundled_files()))))
    store.save(reference.model_copy(update={"id": "second", "began_utc_s": 1.8e9}))
    saver = reference.machine.model_copy(update={"saves_power": True, "power_plan": "low-power"})
    slow = {"id": "third", "began_utc_s": 1.9e9, "machine": saver}
    store.save(reference.model_copy(update=slow))
    made.show_history(loading.ReadHistory()())
    assert [one.result.id for one in made.line()] == ["first", "second", "third"]
    assert "⚑ the power plan saves energy (low-power)" in made.plot.remark.text()
    assert made.csv().splitlines()[3].endswith('the power plan saves energy (low-power)"')
    head = ResultHead()
    qtbot.addWidget(head)
    head.show()
    head.show_digest(model.digest(store.load(store.folder() / "third.json")))
    assert head.mind.text().endswith("⚑ the power plan saves energy (low-power)")
    assert head.mind.isVisible()
    head.show_digest(model.digest(store.load(store.folder() / "second.json")))
    assert head.mind.text() == "⚑ other programs held the core 50 % of the time, which is taken off"
    assert not made.plot.nothing.isVisibleTo(made)
    assert made.csv().count("\n") == 4


def test_what_a_catalog_would_take_is_what_the_shell_says(
    view: MachinesView, session: Session, qtbot: QtBot
) -> None:
    made = BuyView(session)
    qtbot.addWidget(made)
    made.show_history(view._history)
    made.items.setValue(1_000_000)
    made.interactions.setValue(5_000_000)
    assert "Each item: words 40, pictures 1, seconds of sound 0. Epochs: 20." in made.assumed.text()
    expected = buy.costs(view._history.results, made.need())
    assert made.costs.rowCount() == len(expected)
    told = [made.costs.item(row, 4) for row in range(made.costs.rowCount())]
    assert [item.text() for item in told if item] == [str(one.limits) for one in expected]


def test_a_sustained_run_is_drawn_and_absent_sensors_say_why(
    session: Session, qtbot: QtBot
) -> None:
    moments = [
        Moment(
            at_s=5.0 * n, took_s=5.0, items=100.0 if n < 60 else 83.0, temperature_c=60.0 + n / 10
        )
        for n in range(1, 121)
    ]
    found = Sustained(
        workload="train.transformer", title="Training", unit="interactions", axes=Axes(batch=64),
        moments=tuple(moments), absent={"clock_hz": "this system tells no clock"},
    )  # fmt: skip
    made = SustainedView(session)
    qtbot.addWidget(made)
    made.show()
    made.show_digest(model.digest(result([point()], sustained=(found,))))
    story = sustained.story(found)
    assert story is not None
    assert story.sentence in made.sentence.text()
    assert "83 % of the first minute" in made.sentence.text()
    assert made.absent.text() == "clock: this system tells no clock"
    curves = made.curves()
    assert list(curves) == ["speed", "temperature"]
    assert curves["speed"][-1] == (pytest.approx(10), pytest.approx(83))
    assert made.csv().count("\n") == 121
    made.show_digest(model.digest(result([point()])))
    assert not made.curves()
    assert made.plot.nothing.isVisibleTo(made)


def test_scores_that_overlap_have_one_rank_and_no_line(
    view: MachinesView, session: Session, qtbot: QtBot
) -> None:
    """1,107 +-7.7 % is not above 1,013 +-4.8 %, and from one to the other nothing fell."""
    (one,) = card.cards(card.bundled()[0])
    scores = [(1107, 1022, 1192), (1013, 964, 1062), (700, 690, 710)]
    cards = tuple(
        replace(
            one,
            score=Estimate(*score),
            result=one.result.model_copy(
                update={"id": str(at), "began_utc_s": 1.8e9 + 3600 * at, "mode": "rigorous"}
            ),
        )
        for at, score in enumerate(scores)
    )
    assert [board.rank(card_, cards) for card_ in cards] == [1, 1, 3]
    history = loading.History(cards, own=frozenset("012"))
    view.show_history(history)
    assert cells(view, 0) == ["1", "1", "3"]
    assert board.RANKED in view.sentence.text()
    assert len(set(cells(view, 2))) == 3
    assert all("Rigorous run" in text for text in cells(view, 2))
    trend = TrendView(session)
    qtbot.addWidget(trend)
    trend.show_history(history)
    line = next(c for c in trend.plot.view.getPlotItem().listDataItems() if len(c.xData) == 3)
    assert list(line.opts["connect"]) == [0, 1, 0]
    assert "not told apart" in trend.plot.remark.text()
    busy = tuple(
        replace(card.cards(disturbed(one.result))[0], score=one.score) if at == 2 else one
        for at, one in enumerate(cards)
    )
    assert [board.rank(card_, busy) for card_ in busy] == [1, 1, None]  # how much slower it is?
    trend.show_history(loading.History(busy, own=frozenset("012")))
    assert list(trend.plot.view.getPlotItem().listDataItems()[-1].opts["connect"]) == [0, 0, 0]
    assert trend.plot.remark.text().count("held the core") == 1
