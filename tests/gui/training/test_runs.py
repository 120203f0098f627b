"""Runs: sorted as numbers, named and noted in their folder, compared, thrown away with care."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from core.contracts.question import Question
from core.contracts.training import ComparedRuns, MetricDifference
from core.training.judge.comparison import simultaneous
from core.training.presets import PRESETS
from core.training.run import layout
from core.training.run.record import DataRecord, Robustness, Run, Summary
from gui.pages.training.compare_view import CompareView
from gui.pages.training.curves import Curves
from gui.pages.training.results import Results
from gui.pages.training.robustness_view import RobustnessView
from gui.pages.training.runs_panel import RunsPanel
from gui.pages.training.runs_table import NAME, NOTE
from gui.session import Session
from tests.gui.typed import run


@pytest.fixture
def asked(session: Session, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    calls: list[tuple[str, Any]] = []

    def ask(question: Question[Any, Any], params: Any, *_: object) -> None:
        calls.append((question.name, params))

    monkeypatch.setattr(session, "ask", ask)
    return calls


def make_run(value: float, note: str = "") -> Run:
    folder = layout.new_run_folder("key")
    (folder / layout.CONFIG).write_text(PRESETS["quick"].config.model_dump_json())
    (folder / layout.MODEL).touch()
    test = {"recall@20": value, "ndcg@20": value / 2}
    intervals = {"recall@20": [value - 0.01, value + 0.01]}
    floors = {"random": {"recall@20": 0.01}}
    summary = {"test": test, "test_intervals": intervals, "epochs": 5, "baselines": floors}
    layout.update(folder, status="finished", summary=summary)
    layout.write_notes(folder, "", note)
    return layout.read_run(folder)


@pytest.fixture
def panel(
    session: Session, qtbot: QtBot, asked: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> RunsPanel:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    made = RunsPanel(session)
    qtbot.addWidget(made)
    made.table.show_runs([make_run(0.9), make_run(0.1), make_run(0.25)])
    return made


def row_of(panel: RunsPanel, name: str) -> int:
    cells = panel.table.findItems(name, Qt.MatchFlag.MatchExactly)
    return next(cell.row() for cell in cells if cell.column() == NAME)


def test_metrics_sort_as_numbers_and_carry_their_interval(panel: RunsPanel) -> None:
    column = 6  # recall@20
    panel.table.sortItems(column, Qt.SortOrder.AscendingOrder)
    names = [panel.table.item(row, NAME).text() for row in range(4)]
    assert names == ["random", "0002", "0003", "0001"]
    assert panel.table.item(3, column).text() == "0.9000 ±0.010"
    assert "[0.8900, 0.9100]" in panel.table.item(3, column).toolTip()


def test_the_newest_run_is_on_top_and_baselines_below(panel: RunsPanel) -> None:
    panel.table.item(row_of(panel, "0003"), NAME).setText("a name that sorts elsewhere")
    panel.table.show_runs(layout.runs_of("key"))
    names = [panel.table.item(row, NAME).text() for row in range(4)]
    assert names == ["a name that sorts elsewhere", "0002", "0001", "random"]


def test_a_run_whose_process_is_gone_says_how_far_it_came(panel: RunsPanel) -> None:
    folder = Path(make_run(0.4).folder)
    here = layout.this_process()
    gone = here.model_copy(update={"begun": here.begun - 60})
    layout.update(folder, status="running", summary=None, process=gone)
    layout.append_metric(folder, 70, 7.0, {"loss": 1.0})
    run = layout.read_run(folder)
    assert run.config is not None
    panel.table.show_runs((run,))
    shown = [panel.table.item(0, column).text() for column in range(panel.table.columnCount())]
    assert f"interrupted at epoch 7 of {run.config.epochs}" in shown


def test_name_and_note_are_kept_in_the_folder(panel: RunsPanel) -> None:
    row = row_of(panel, "0002")
    panel.table.item(row, NOTE).setText("too slow")
    panel.table.item(row_of(panel, "0002"), NAME).setText("small steps")
    stored = [run for run in layout.runs_of("key") if run.name == "0002"]
    assert (stored[0].title, stored[0].note) == ("small steps", "too slow")


def test_one_run_shows_results_two_are_compared(
    panel: RunsPanel, asked: list[tuple[str, Any]]
) -> None:
    panel.table.selectRow(row_of(panel, "0001"))
    assert panel.stack.currentWidget() is panel.details
    assert asked[-1][0] == "training.measured"
    panel.table.selectAll()
    assert panel.stack.currentWidget() is panel.compare
    methods = [method for method, _ in asked[-2:]]
    assert methods == ["training.compare", "training.curves"]
    folders = [Path(folder).name for folder in asked[-1][1].folders]
    assert folders == ["0001", "0002", "0003"]


def test_delete_asks_first_and_moves_to_the_trash(
    panel: RunsPanel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    panel.table.selectRow(row_of(panel, "0001"))
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    panel.delete()
    assert len(layout.runs_of("key")) == 3
    panel.delete()
    assert [run.name for run in layout.runs_of("key")] == ["0003", "0002"]
    assert (tmp_path / "trash/runs/key/0001" / layout.MODEL).exists()


def test_copied_command_trains_the_same_again(panel: RunsPanel, session: Session) -> None:
    import shlex

    session.source = "/my catalog"
    panel.table.selectRow(row_of(panel, "0003"))
    panel.copy_command()
    words = shlex.split(QGuiApplication.clipboard().text())
    assert words == ["triptych", "train", "/my catalog", "--preset", "quick"]


def test_comparison_shows_the_bootstraps_verdict(session: Session, qtbot: QtBot) -> None:
    view = CompareView(session)
    qtbot.addWidget(view)
    rng = np.random.default_rng(0)
    ahead = simultaneous(np.stack([rng.normal(0.2, 0.1, 50), rng.normal(-0.2, 0.1, 50)], 1))
    runs = [Run(folder="a", title="A", name=""), Run(folder="b", title="", name="B")]
    view.expect(runs)
    view.show_comparison(
        ComparedRuns(
            folders=("a", "b"),
            settings={"learning_rate": (0.1, 0.2)},
            users=50,
            level=0.95,
            metrics=("ndcg@20", "recall@20"),
            values=((0.1, 0.5), (0.3, 0.3)),
            differences=(tuple(MetricDifference(**vars(one)) for one in ahead),),
        )
    )
    assert [view.metrics.item(row, 5).text() for row in (0, 1)] == ["▲ better", "▼ worse"]
    assert view.settings.item(0, 2).text() == "0.2"
    assert "50 users" in view.sentence.text()


def test_results_tell_who_voted(session: Session, qtbot: QtBot) -> None:
    view = Results(session)
    qtbot.addWidget(view)
    summary = {"test": {"recall@20": 0.3}, "vote": {"image": 0.2, "choices": 0.05}}
    view.show_run(run(summary=summary))
    assert view.sentence.text().endswith("vote: image 0.2, chosen together 0.05.")
    view.show_run(run(summary=summary | {"vote": {}}))
    assert "vote" not in view.sentence.text()


def test_crosshair_reads_the_nearest_epoch(session: Session, qtbot: QtBot) -> None:
    curves = Curves(session)
    qtbot.addWidget(curves)
    curves.add_series("A", "valid/ndcg@20", [1.0, 2.0, 3.0], [0.1, 0.25, 0.3])
    plot = curves.plots["valid"]
    assert "0.3" in plot.reading.text()
    plot._read(1.9)
    assert "0.25" in plot.reading.text()
    assert plot.csv().splitlines()[2] == "A,valid/ndcg@20,2.0,0.25"


def test_robustness_draws_one_line_and_one_band_a_curve(session: Session, qtbot: QtBot) -> None:
    import pyqtgraph as pg

    view = RobustnessView(session)
    qtbot.addWidget(view)
    assert not view.plot.isVisibleTo(view)
    curve = {
        "modality": "text", "damage": "noise", "shares": [0.0, 1.0],
        "values": [{"ndcg@20": 0.4}, {"ndcg@20": 0.1}],
        "intervals": [{"ndcg@20": [0.3, 0.5]}, {"ndcg@20": [0.0, 0.2]}],
    }  # fmt: skip
    curves = [curve, curve | {"modality": "image"}, curve | {"damage": "missing"}]
    view.show_measured(Robustness(created="", draws=2, curves=curves))
    for damage, count in (("missing", 1), ("noise", 2), ("swapped", 0)):
        view.damage.setCurrentIndex(view.damage.findData(damage))
        bands = [i for i in view.plot.getPlotItem().items if isinstance(i, pg.FillBetweenItem)]
        assert len(bands) == count
    assert view.csv().splitlines()[2] == "text,noise,1.0,ndcg@20,0.1,0.0,0.2"


def test_results_name_chance_and_cold_items(session: Session, qtbot: QtBot) -> None:
    view = Results(session)
    qtbot.addWidget(view)
    summary = {
        "test": {"recall@20": 0.5, "popularity_lift@20": 1.5},
        "baselines": {"random": {"recall@20": 0.1}},
        "cold_items": {"interactions": 40, "recall@20": 0.25},
    }
    measures = view.measures(Summary(**summary), DataRecord(items=200))
    found = {measure.name: measure for measure in measures}
    assert found["Recall@20"].chance == "0.1000"
    cold = found["Cold items R@20"]
    assert (cold.value, cold.chance) == ("0.2500", "0.1000")
    assert "40" in cold.formula
    assert view.measures(Summary(), DataRecord()) == []


def test_a_right_click_on_a_run_offers_what_its_buttons_do(panel: RunsPanel, qtbot: QtBot) -> None:
    made = [make_run(0.1), make_run(0.2)]
    panel.table.show_runs(made)
    panel.show()
    panel.table.select(made[1].folder)
    chosen: list[Run] = []
    panel.chosen.connect(chosen.append)
    place = panel.table.visualRect(panel.table.currentIndex()).center()
    panel.table.customContextMenuRequested.emit(place)
    menu = panel.table.findChild(QMenu)
    assert menu is not None
    entries = {one.text(): one for one in menu.actions()}
    assert {"Use", "Copy as command", "Open folder", "Delete"} <= set(entries)
    assert not entries["Resume"].isEnabled()  # it is finished
    entries["Use"].trigger()
    menu.close()
    assert [one.folder for one in chosen] == [made[1].folder]
