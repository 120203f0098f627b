"""The benchmark page on real result files, and on real jobs of the fake device."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pyqtgraph import AxisItem
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsTextItem,
    QLabel,
    QPushButton,
    QTableWidget,
)
from pytestqt.qtbot import QtBot

from assets.cuts import cuts
from benchmarks import card as card_of_results
from benchmarks import reading, schema, store
from benchmarks.amounts import plus_minus, times
from benchmarks.card import REFERENCES, minded
from benchmarks.schema import Axes, Flag, Gpu, Parity, Point
from benchmarks.workloads.catalogue import GROUP
from core import doctor
from core.contracts.machine import Machine as MachineAnswer
from core.doctor import Card, Facts
from core.text import Text
from core.worker.messages import Failed, Metric, Progress
from gui import theme
from gui.jobs import Status
from gui.pages.benchmark import model, spark
from gui.pages.benchmark.card_view import Bar
from gui.pages.benchmark.page import BenchmarkPage
from gui.pages.benchmark.plot import Plot, SecondsAxis
from gui.session import Session, Stage
from tests.benchmarks.make import disturbed, machine, point, result
from tests.benchmarks.test_offered import ROT
from tests.gui.conftest import in_window, visible_text
from tests.plugins import plugin

BATCHES = (1, 4, 16, 64)
#: Its name takes several lines of the list.
LONG = "encoder.efficientnet-lite0-fine"


def cell(device: str, batch: int, seconds: float, spread: float = 0.01, **fields: object) -> Point:
    rng = np.random.default_rng(batch)
    samples = [list(seconds * rng.lognormal(0, spread, 4)) for _ in range(8)]
    axes = Axes(device=device, batch=batch, size={"d": 64})
    values = {"items_per_call": float(batch), "flops_per_call": 1e6 * batch} | fields
    workload = str(values.pop("workload", "fusion.concat"))
    return point(samples, workload, axes, bytes_per_call=1e5, **values)


def two_devices() -> schema.Result:
    """A CPU that is ahead below a batch of 4, a card that runs out of memory at 256."""
    parity = Parity(reference="cpu fp32 eager", max_abs_delta=1e-6, scale=1, rows=8, within=True)
    flag = Flag(kind="noise", detail="round medians spread by 12 %")
    points = [
        cell("cpu", b, 1e-4 * b, 0.4 if b == 16 else 0.01, flags=(flag,) if b == 16 else ())
        for b in BATCHES
    ]
    points += [cell("cuda:0", b, max(4e-4, 1e-5 * b), parity=parity) for b in BATCHES]
    points.append(
        point(
            (),
            "fusion.concat",
            Axes(device="cuda:0", batch=256, size={"d": 64}),
            status="oom",
            reason="memory runs out at a batch of 256; 243 fit",
            items_per_call=0,
        )
    )
    card = Gpu(name="Some GPU", memory_bytes=8 * 1024**3)
    return result(
        points, id="elsewhere", machine=machine(device_line="CUDA: Some GPU", gpus=(card,))
    )


@pytest.fixture
def page(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BenchmarkPage]:
    monkeypatch.setattr(session, "ask", lambda *_: None)  # starts no engine
    why = Text("CPU only because no NVIDIA driver was found on this machine")
    session.engine.device_found.emit(why)
    with in_window(qtbot, BenchmarkPage(session)) as made:
        made.shown()
        yield made


def opened(qtbot: QtBot, page: BenchmarkPage, path: Path) -> None:
    page.open_result(path)
    wanted = store.load(path).id
    qtbot.waitUntil(
        lambda: page.digest is not None and page.digest.result.id == wanted, timeout=20_000
    )


def test_without_a_card_the_page_says_what_to_do_and_still_measures(page: BenchmarkPage) -> None:
    text = visible_text(page)
    assert "CPU only" not in text  # the foot of the window says it, once
    assert "open the file here" in text
    assert "No result is open" in text
    assert page.measure.isEnabled()
    assert not page.save_button.isEnabled()


def test_a_workload_of_another_package_has_a_row_and_can_be_chosen(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin(tmp_path, monkeypatch, GROUP, "rot", ROT)
    with in_window(qtbot, BenchmarkPage(session)) as page:
        grid = page.what.grid
        grid.choose("mine.rot")
        assert grid.current == "mine.rot"
        item = grid.item(grid.currentRow(), 0)
        assert item.text() == "Rotate"
        assert item.toolTip() == "mine.rot\nRotate\nTranslate `blocks` blocks."
        assert "mine.rot" in grid.checked()
        grid.set_checked(["mine.rot"])
        assert page.what.arguments()[-2:] == ["--workload", "mine.rot"]


def test_a_result_from_elsewhere_fills_every_view(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    opened(qtbot, page, store.save(two_devices(), tmp_path / "r.json"))
    page.grid.choose("fusion.concat")
    assert page.head.machine.text().startswith("Some GPU  ·  Test CPU")
    assert page.grid.columnCount() == 3  # workload, cpu, cuda:0
    assert page.grid.columnWidth(0) >= 120  # and the names can be read
    host, card = page.tabs.throughput.curves
    assert [one.axes.batch for one in host.cells] == list(BATCHES)
    assert [one.unsure for one in host.cells] == [False, False, True, False]
    assert card.cells[-1].status == "oom"
    # 1e-4 b against 4e-4: equal at a batch of 4.
    assert "from a batch of 4" in page.tabs.throughput.plot.remark.text()
    assert "out of memory" in page.tabs.throughput.plot.remark.text()
    bars = {bar.point.axes.batch: bar.comparison for bar in page.tabs.speedups.bars}
    assert bars[64].verdict == "faster"
    assert bars[64].speedup.value == pytest.approx(64 / 6.4, rel=0.05)
    assert bars[1].verdict == "slower"
    assert page.tabs.parity_view.table.rowCount() == len(BATCHES)
    assert float(page.tabs.parity_view.table.item(3, 2).text().rstrip("×")) == pytest.approx(
        10, rel=0.05
    )
    assert page.tabs.numbers.table.rowCount() == 2 * len(BATCHES) + 1
    assert len(page.tabs.latency.points) == 2 * len(BATCHES)
    assert not page.head.synthetic.isVisible()


def legend(plot: Plot) -> list[str]:
    return [label.text for _, label in plot.legend.items] if plot.legend else []


def rows_of(plot: Plot) -> list[str]:
    """Names beside bars."""
    levels = plot.view.getPlotItem().getAxis("left")._tickLevels
    return [name for _, name in levels[0]] if levels else []


def texts_in(plot: Plot) -> list[QGraphicsTextItem]:
    """What is written into it."""
    box = plot.view.getPlotItem().getViewBox()
    found = (one for one in plot.view.items() if isinstance(one, QGraphicsTextItem))
    return [one for one in found if box.isAncestorOf(one) and one.toPlainText()]


def numbers_on(axis: AxisItem) -> list[str]:
    if axis._tickLevels is not None:
        return [name for _, name in axis._tickLevels[0]]
    low, high = axis.range
    levels = axis.tickValues(low, high, axis.size().width())
    return [text for step, at in levels for text in axis.tickStrings(at, 1.0, step) if text]


def test_every_plot_names_its_axes_and_covers_nothing_with_its_legend(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    opened(qtbot, page, store.save(two_devices(), tmp_path / "r.json"))
    page.grid.choose("fusion.concat")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT)  # its letters are those of the window
    page.resize(772, 562)
    tabs = page.tabs
    for view in (tabs.throughput, tabs.latency, tabs.speedups, tabs.roofline):
        tabs.turn_to(view)
        qtbot.wait(1)
        view.plot.view.grab()  # what is written goes to its place when it is painted
        item = view.plot.view.getPlotItem()
        within = QRectF(view.plot.view.rect()).adjusted(-6, -6, 6, 6)  # a text's own margin
        for side in ("bottom", "left"):
            axis = item.getAxis(side)
            names = rows_of(view.plot) if side == "left" else []
            if view is tabs.latency and side == "left":  # its rows are named above the strokes
                continue
            assert axis.labelText or names, (view, side)
            assert len(numbers_on(axis)) >= 2, (view, side)
            assert not axis.labelText or within.contains(axis.label.sceneBoundingRect()), (
                view,
                side,
            )
        for text in texts_in(view.plot):
            assert within.contains(text.sceneBoundingRect()), text.toPlainText()
        if view.plot.legend is not None:
            key = view.plot.legend.sceneBoundingRect()
            assert legend(view.plot)
            assert not key.intersects(item.getViewBox().sceneBoundingRect())


@pytest.mark.parametrize(("low", "high"), [(0.0403, 0.0688), (0.99, 1.01), (1e-4, 3.0), (1, 9)])
def test_an_axis_has_numbers_in_any_range(qapp: QApplication, low: float, high: float) -> None:
    axis = SecondsAxis("bottom")
    found = axis.tickValues(float(np.log10(low)), float(np.log10(high)), 300)
    texts = [text for step, at in found for text in axis.tickStrings(at, 1.0, step)]
    assert len(set(texts)) >= 3
    assert len(texts) <= 10
    assert all(text.endswith("s") for text in texts)


def test_one_batch_is_a_bar_with_its_number_and_a_sentence(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    one = result([cell("cpu", 16, 1e-3)], id="one")
    opened(qtbot, page, store.save(one, tmp_path / "one.json"))
    plot = page.tabs.throughput.plot
    assert rows_of(plot) == ["cpu · fp32 · batch 16"]
    assert "One batch was measured" in plot.remark.text()
    texts = [one.toPlainText() for one in plot.view.items() if isinstance(one, QGraphicsTextItem)]
    assert any(text.startswith("16 k items/s  ±") for text in texts)
    opened(qtbot, page, store.save(two_devices(), tmp_path / "more.json"))
    assert rows_of(plot) == numbers_on(plot.view.getPlotItem().getAxis("left")) or legend(plot)


def test_no_id_is_read_anywhere(qtbot: QtBot, page: BenchmarkPage, tmp_path: Path) -> None:
    reference = store.load(next(REFERENCES.glob("*.json")))
    found = reference.model_copy(update={"points": (*reference.points, *two_devices().points)})
    opened(qtbot, page, store.save(found))
    page.list_results()
    page.compare_with(store.save(two_devices(), tmp_path / "r.json"))
    qtbot.waitUntil(lambda: page.tabs.comparison.report is not None, timeout=20_000)
    page.grid.choose("fusion.concat")
    ids = [one.name for one in page.grid.workloads if "." in one.name] + [found.id]
    texts = []
    for view in page.tabs.views:
        page.tabs.turn_to(view)
        texts.append(visible_text(page))
        for table in view.findChildren(QTableWidget):
            cells = (table.item(i, j) for i in range(table.rowCount()) for j in range(9))
            texts += [item.text() for item in cells if item is not None]
        for plot in view.findChildren(Plot):
            texts += [*legend(plot), *rows_of(plot), plot.remark.text()]
    assert [(name, text) for name in ids for text in texts if name in text] == []


def test_hovering_a_point_tells_its_numbers(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    opened(qtbot, page, store.save(two_devices(), tmp_path / "r.json"))
    page.grid.choose("fusion.concat")
    noisy = page.tabs.throughput.curves[0].cells[2]
    tip = page.tabs.throughput._tip(0, 0, noisy)
    assert "batch 16" in tip
    assert "rough" in tip or "uncertain" in tip
    assert "items/s" in tip


def test_a_later_result_of_one_workload_does_not_hide_the_whole_card(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "ask", lambda *_: None)
    whole = store.load(next(REFERENCES.glob("*.json"))).model_copy(update={"id": "1-whole"})
    one = result([cell("cpu", 16, 1e-3)], id="2-one")
    for kept in (whole, one):
        store.save(kept)

    def shows(wanted: schema.Result) -> bool:
        return page.digest is not None and page.digest.result == wanted

    with in_window(qtbot, BenchmarkPage(session)) as page:
        page.shown()
        qtbot.waitUntil(lambda: shows(whole), timeout=20_000)
        assert "1,000" in visible_text(page.tabs.card)
        page.head.newer.click()  # and back, in one click each
        qtbot.waitUntil(lambda: shows(one), timeout=20_000)
        assert not page.head.newer.isVisible()
        page.head.whole.click()
        qtbot.waitUntil(lambda: shows(whole), timeout=20_000)


def test_what_a_killed_run_measured_is_one_click_away(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was seen only by who knew the ending of its file."""
    monkeypatch.setattr(session, "ask", lambda *_: None)
    monkeypatch.setattr(store, "_written", lambda *_path, **_which: False)
    kept = store.save(result([cell("cpu", 16, 1e-3)], id="1-kept"))
    died = cell("cpu", 4, 1e-3)
    journal = store.Journal(store.folder() / "2-died.journal", result([], id="2-died"))
    journal.point(died.model_copy(update={"rounds": (), "status": "stopped"}))
    for entry in died.rounds:
        journal.round(died.key, entry)
    journal.close(keep=True)

    def shows(name: str) -> bool:
        return page.digest is not None and page.digest.result.id == name

    with in_window(qtbot, BenchmarkPage(session)) as page:
        page.shown()
        qtbot.waitUntil(lambda: shows("1-kept"), timeout=20_000)
        page.head.left.click()
        qtbot.waitUntil(lambda: shows("2-died"), timeout=20_000)
        assert "stopped early" in page.head.identity.text()
        assert not page.head.left.isVisible()
        kept.unlink()
    with in_window(qtbot, BenchmarkPage(session)) as page:  # it is all there is
        page.shown()
        qtbot.waitUntil(lambda: shows("2-died"), timeout=20_000)


def test_broken_files_are_told_and_change_nothing(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    opened(qtbot, page, store.save(two_devices(), tmp_path / "r.json"))
    (tmp_path / "rubbish.json").write_bytes(b"\x00\x01")
    with qtbot.waitSignal(page.session.notice, timeout=10_000) as told:
        page.open_result(tmp_path / "rubbish.json")
    kind, sentence, _details = told.args
    assert kind == "error"
    assert "rubbish.json" in sentence
    assert "not JSON" in sentence
    assert page.digest is not None
    assert page.head.identity.toolTip() == "elsewhere"


def test_a_comparison_judges_equals_and_lists_the_rest(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    here = result([cell("cpu", b, 2e-4 * b) for b in BATCHES], id="here")
    opened(qtbot, page, store.save(here, tmp_path / "here.json"))
    page.compare_with(store.save(two_devices(), tmp_path / "there.json"))
    qtbot.waitUntil(lambda: page.tabs.comparison.report is not None, timeout=20_000)
    assert page.tabs.view is page.tabs.comparison
    rows = [page.tabs.comparison.table.item(i, 4).text() for i in range(len(BATCHES))]
    assert rows == ["slower"] * len(BATCHES)
    assert page.tabs.comparison.unmatched.rowCount() == len(BATCHES) + 1
    text = visible_text(page.tabs.comparison)
    machines = page.tabs.comparison.machines
    cells = [machines.item(i, 1).text() for i in range(machines.rowCount())]
    assert any("Some GPU" in one for one in cells)
    assert "machines differ" in text


def test_a_synthetic_result_is_marked_and_not_compared_with_a_real_one(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    real = store.save(two_devices(), tmp_path / "real.json")
    fake = two_devices().model_copy(update={"synthetic": True, "id": "fake"})
    opened(qtbot, page, store.save(fake, tmp_path / "fake.json"))
    assert "SYNTHETIC" in visible_text(page)
    with qtbot.waitSignal(page.session.notice, timeout=10_000) as told:
        page.compare_with(real)
    assert "synthetic" in told.args[1]
    assert page.tabs.comparison.report is None


def test_everything_can_be_taken_along(qtbot: QtBot, page: BenchmarkPage, tmp_path: Path) -> None:
    opened(qtbot, page, store.save(two_devices(), tmp_path / "r.json"))
    for ending in ("html", "csv", "json"):
        page.save(tmp_path / f"out.{ending}")
    assert "<svg" in (tmp_path / "out.html").read_text()
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 2 * len(BATCHES) + 2
    assert schema.read(tmp_path / "out.json") == two_devices()
    lines = page.tabs.throughput.csv().splitlines()
    assert lines[0].startswith("series,batch,items_per_s")
    assert len(lines) == 2 * len(BATCHES) + 2
    for view in (
        page.tabs.speedups,
        page.tabs.roofline,
        page.tabs.latency,
        page.tabs.breakdown,
        page.tabs.scaling,
    ):
        assert view.csv().count("\n") >= 1


def test_the_command_does_what_the_button_does(page: BenchmarkPage) -> None:
    page.grid.set_checked(["topk"])
    page.options.half.setChecked(True)
    page._copy()
    words = QGuiApplication.clipboard().text()
    assert words == ("triptych bench run --mode quick --dtype fp32 --dtype bf16 --workload topk")
    page.grid.set_checked([])
    assert not page.measure.isEnabled()


def test_live_numbers_appear_while_measuring(page: BenchmarkPage) -> None:
    key = f"fusion.concat|{Axes(batch=16, size={'d': 64}).key}"
    page.grid.choose("fusion.concat")
    values = {f"{key}/latency_s": 2e-3, f"{key}/items_per_s": 8e3}
    page._metric(Metric(job="j", step=0, epoch=0, values=values | {"no/such/key": 1.0}))
    page._show_live()
    (curve,) = page.tabs.throughput.curves
    assert curve.cells[0].rate is not None
    assert curve.cells[0].rate.value == 8e3
    row = page.grid.currentRow()
    assert page.grid.item(row, 1).text() == "8 k/s"


def test_keys_walk_the_grid(qtbot: QtBot, page: BenchmarkPage) -> None:
    page.grid.setFocus()
    before = page.grid.current
    with qtbot.waitSignal(page.grid.chosen):
        qtbot.keyClick(page.grid, Qt.Key.Key_Down)
    assert page.grid.current != before
    assert page.grid.current in page.grid.checked()
    qtbot.keyClick(page.grid, Qt.Key.Key_Space)
    assert page.grid.current not in page.grid.checked()


def test_both_themes_redraw(qtbot: QtBot, page: BenchmarkPage, tmp_path: Path) -> None:
    opened(qtbot, page, store.save(two_devices(), tmp_path / "r.json"))
    page.session.theme = theme.DARK
    page.session.theme_changed.emit()
    colour = page.tabs.throughput.plot.view.backgroundBrush().color().name()
    assert colour == theme.DARK.surface


def test_a_job_of_the_fake_device_ends_with_its_result(
    qtbot: QtBot, page: BenchmarkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real process, the real protocol, the real file."""
    words = ["run", "--device", "fake", "--seconds", "0.1", "--rounds", "5"]
    monkeypatch.setattr(page.what, "arguments", lambda: words)
    job = page.start()
    assert not page.measure.isEnabled()
    qtbot.waitUntil(lambda: job.status.over, timeout=60_000)
    assert job.status is Status.DONE
    qtbot.waitUntil(lambda: page.digest is not None, timeout=20_000)
    assert page.digest is not None
    assert page.digest.result.synthetic
    assert "SYNTHETIC" in visible_text(page)
    assert page.measure.isEnabled()


def test_a_sweep_is_measured_from_its_view(
    page: BenchmarkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.state.jobs.Job.start", lambda _job: None)
    started: list[list[str]] = []
    begin = page.session.jobs.start

    def note(kind: Any, spec: Any, title: str, argv: list[str]) -> Any:
        started.append(argv)
        return begin(kind, spec, title, argv)

    monkeypatch.setattr(page.session.jobs, "start", note)
    page.tabs.turn_to(page.tabs.scaling)
    page.tabs.scaling.measure.click()
    assert started[0][1:] == ["-P", "-m", "benchmarks", "scaling", "--events"]
    assert not page.tabs.scaling.measure.isEnabled()
    assert not page.measure.isEnabled()
    assert page.tabs.view is page.tabs.scaling
    assert page.session.stage("benchmark")[0] is Stage.RUNNING
    job = page.session.jobs.all[-1]
    job.receive(Failed(job=job.id, message="The disk is full."))
    assert page.session.stage("benchmark") == (Stage.ATTENTION, "The disk is full.")
    assert page.tabs.scaling.measure.isEnabled()


def test_the_card_stands_first_and_can_be_taken_along(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    card = page.tabs.card
    assert page.tabs.view is card
    assert card.nothing.fill.isVisible()  # an empty tab offers what fills it
    assert not card.share.isVisible()
    reference = next(REFERENCES.glob("*.json"))
    opened(qtbot, page, reference)
    text = visible_text(card)
    for words in ("1,000", "words a second", "pictures a second", "from 1 M items", "±"):
        assert words in text
    assert not card.nothing.fill.isVisible()
    card.line.trigger()
    assert QGuiApplication.clipboard().text().startswith("Triptych score 1,000")
    card.write(tmp_path / "card.png")
    picture = QImage(str(tmp_path / "card.png"))
    assert picture.width() >= 2 * 500
    rows, columns = range(0, picture.height(), 3), range(0, picture.width(), 3)
    assert len({picture.pixel(x, y) for y in rows for x in columns}) > 2
    page.open_result(store.save(two_devices(), tmp_path / "other.json"))
    qtbot.waitUntil(lambda: page.digest is not None and page.digest.result.id == "elsewhere")
    assert card.nothing.fill.isVisible()  # it holds no job of the card


def test_empty_views_offer_what_fills_them(
    page: BenchmarkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(page, "_begin", begun.append)
    page.grid.choose("fusion.transformer")
    tabs = page.tabs
    quick = ["--no-ceilings"]
    own = ["run", "--workload", "fusion.transformer"]
    for view, button, words in (
        (tabs.throughput, tabs.throughput.plot.nothing.fill, [*own, *quick]),
        (tabs.latency, tabs.latency.plot.nothing.fill, [*own, *quick]),
        (tabs.speedups, tabs.speedups.plot.nothing.fill, [*own, "--compile", *quick]),
        (tabs.parity_view, tabs.parity_view.nothing.fill, [*own, "--compile", *quick]),
        (tabs.roofline, tabs.roofline.plot.nothing.fill,
         ["run", "--workload", "fusion", "--workload", "topk"]),
        (tabs.breakdown, tabs.breakdown.plot.nothing.fill,
         ["run", "--workload", "train.transformer", *quick]),
    ):  # fmt: skip
        tabs.turn_to(view)
        assert button.isVisible()
        button.click()
        assert begun[-1] == words
        assert page._return_to is view
    page.grid.choose("topk")  # has nothing to compile, and one precision
    tabs.turn_to(tabs.speedups)
    tabs.speedups.plot.nothing.fill.click()
    assert begun[-1][3:-1] == ["--threads", "1", "--threads", "2"]
    tabs.card.nothing.wanted.emit()
    assert begun[-1] == ["run", "--workload", "card"]


def test_every_empty_view_says_what_fills_it_and_offers_it(
    qtbot: QtBot, page: BenchmarkPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: page.tabs.buy.costs.rowCount() > 0, timeout=20_000)
    offered: list[object] = []
    monkeypatch.setattr(page, "_begin", offered.append)
    for name in ("_ask_open", "_ask_folder"):
        monkeypatch.setattr(page, name, lambda: offered.append("a file"))
    tabs = page.tabs
    tabs.machines.folder.disconnect()
    tabs.machines.folder.connect(page._ask_folder)
    told = {tabs.machines: "Choose two results", tabs.buy: "Assumed"}  # these have the reference
    for view in tabs.views:
        tabs.turn_to(view)
        assert view.isVisible()
        sentences = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
        assert any(len(text) > 40 or told.get(view, "-") in text for text in sentences)
        buttons = [
            one
            for one in view.findChildren(QPushButton)
            if one.isVisible() and one.isEnabled() and not one.isCheckable()
        ]
        before = len(offered)
        if view is not tabs.buy:
            buttons[-1].click()
            assert len(offered) == before + 1, view


@pytest.mark.parametrize("running", [False, True])
def test_in_the_smallest_window_all_tabs_and_the_score_are_seen(
    qtbot: QtBot, page: BenchmarkPage, monkeypatch: pytest.MonkeyPatch, running: bool
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT)  # its margins are those of the window
    page.resize(772, 562)  # what a window of 1000 x 640 leaves
    reference = store.load(next(REFERENCES.glob("*.json")))
    extra = (*two_devices().points, cell("cpu", 4, 1e-3, workload=LONG))
    found = reference.model_copy(update={"points": (*reference.points, *extra)})
    opened(qtbot, page, store.save(found))
    page.list_results()
    page.compare_with(store.save(two_devices()))
    qtbot.waitUntil(lambda: page.tabs.comparison.report is not None, timeout=20_000)
    if running:
        monkeypatch.setattr("gui.state.jobs.Job.start", lambda _job: None)
        job = page.start()
        said = "cpu: Pictures (EfficientNet-Lite0, small patches), round 3 of 9"
        job.receive(Progress(job=job.id, done=120, total=480, unit="visits", stage=said, eta=61))
    qtbot.wait(1)
    bar = page.tabs.tabBar()
    assert page.width() == 772  # and not wider
    assert all(bar.rect().contains(bar.tabRect(number)) for number in range(bar.count()))
    for view in page.tabs.views:
        page.tabs.turn_to(view)
        qtbot.wait(1)
        right = view.mapTo(page, view.rect().topRight()).x()
        assert right <= page.width(), view
        assert cuts(page) == [], view
    page.tabs.turn_to(page.tabs.card)
    qtbot.wait(1)
    score = next(one for one in page.tabs.card.findChildren(QLabel) if one.text() == "1,000")
    assert score.visibleRegion().boundingRect() == score.rect()
    assert score.fontMetrics().horizontalAdvance(score.text()) <= score.width()


def test_the_list_draws_the_visits_of_a_rate_and_says_how_sure_it_is(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    opened(qtbot, page, store.save(two_devices(), tmp_path / "r.json"))
    page.grid.choose("fusion.concat")
    item = page.grid.item(page.grid.currentRow(), 2)
    assert item.data(spark.BELOW) == "measured · batch 64"
    shown = page.digest.cells[two_devices().points[7].key]
    assert shown.axes.batch == 64
    line = item.data(spark.LINE)
    assert line == spark.relative(shown.visits)
    assert len(line) == 8
    for below in (item.data(spark.BELOW), "uncertain · batch 1024"):
        assert page.grid.columnWidth(2) >= spark.width(page.grid.font(), below)
    assert max(map(abs, line)) < 0.02
    assert spark.relative([1.0]) == []
    assert spark.relative([1.0, 100.0, 1.0]) == [0.0, spark.REACH, 0.0]
    page.grid.choose("topk")
    place = page.grid.visualItemRect(item)

    def pixels() -> QImage:
        return page.grid.viewport().grab(place).toImage()

    drawn = pixels()
    item.setData(spark.LINE, [-0.3, 0.3] * 4)
    assert pixels() != drawn
    item.setData(spark.LINE, [])
    assert pixels() != drawn


def test_what_was_measured_on_a_catalog_has_rows_of_its_own(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    ticked, offered = page.grid.checked(), page.grid.rowCount()
    samples = [[(1 + n / 1000) / 100] * 4 for n in range(8)]
    own = point(samples, "own.encode.text", Axes(batch=4), title="Encode your words")
    opened(qtbot, page, store.save(result([own], id="own"), tmp_path / "own.json"))
    assert page.grid.rowCount() == offered + 1
    assert page.grid.current == "own.encode.text"
    assert page.grid.item(0, 0).text() == "Encode your words"
    assert page.grid.item(0, 1).text() == "1.59 k/s"
    assert page.grid.checked() == ticked
    assert len(page.tabs.throughput.curves) == 1
    assert page.grid.workload.name != "own.encode.text"  # what an empty view would measure
    page.grid.set_checked([])
    assert page.grid.checked() == []
    opened(qtbot, page, store.save(two_devices(), tmp_path / "r.json"))
    assert page.grid.rowCount() == offered


def test_what_will_not_work_is_told_before_it_is_measured(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(session, "ask", lambda *question: asked.append(question))
    with in_window(qtbot, BenchmarkPage(session)) as page:
        assert not asked  # nobody to ask yet
        session.engine.device_found.emit(Text("CUDA: Some GPU"))
        facts = Facts(version="2.14", cuda="13.0", kind="cuda", architectures=("sm_90",),
                      cards=(Card(name="Some GPU", capability=(6, 1)),))  # fmt: skip
        found = doctor.checks(facts, doctor.Machine("Linux", driver=True), None)
        asked[0][2](MachineAnswer(checks=found, devices=(), cores=2))
        bad = next(one for one in found if one.state == "bad")
        assert page.what.amiss.isVisible()
        assert bad.said in page.what.amiss.text()
        assert "pip install" in page.what.amiss.text()
        fine = tuple(one for one in found if one.state == "good")
        asked[0][2](MachineAnswer(checks=fine, devices=(), cores=2))
        assert not page.what.amiss.isVisible()


def test_cards_of_amd_stand_in_the_list_by_their_name(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    found = two_devices()
    amd = found.machine.model_copy(update={"device_line": "ROCm: Some GPU"})
    for made_by, called in (("nvidia", "cuda:0"), ("amd", "rocm:0")):
        where = amd if made_by == "amd" else found.machine
        one = found.model_copy(update={"machine": where, "id": made_by})
        opened(qtbot, page, store.save(one, tmp_path / f"{made_by}.json"))
        head = page.grid.horizontalHeaderItem(2)
        assert (head.text(), head.toolTip()) == (called, "Some GPU")
        page.grid.choose("fusion.concat")
        tabs = page.tabs
        told = [*legend(tabs.throughput.plot), *rows_of(tabs.speedups.plot)]
        told += [tabs.numbers.table.item(i, 1).text() for i in range(2 * len(BATCHES) + 1)]
        assert any(called in name for name in told)
        assert not any(("cuda" in name) != (made_by == "nvidia") for name in told if ":0" in name)


def test_a_mark_stands_beside_every_number_of_every_view(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    found = two_devices()
    flag = Flag(kind="battery", detail="the machine ran on its battery")
    marked = [one.model_copy(update={"flags": (flag,)}) for one in found.points]
    for points, expected in ((found.points, False), (tuple(marked), True)):
        one = found.model_copy(update={"points": points, "id": f"battery-{expected}"})
        opened(qtbot, page, store.save(one, tmp_path / f"{one.id}.json"))
        page.grid.choose("fusion.concat")
        tabs = page.tabs
        assert ("on battery" in page.head.mind.text()) == expected
        assert page.grid.item(page.grid.currentRow(), 2).text().startswith("⚑") == expected
        assert all(("⚑" in curve.name) == expected for curve in tabs.throughput.curves)
        for table, column in ((tabs.numbers.table, 1), (tabs.parity_view.table, 1)):
            assert ("⚑" in table.item(0, column).text()) == expected
        assert all(("⚑" in name) == expected for name in legend(tabs.throughput.plot))
        assert all(("⚑" in name) == expected for name in rows_of(tabs.speedups.plot))
        strips = [one.toPlainText() for one in texts_in(tabs.latency.plot)]
        assert strips
        assert all(("⚑" in name) == expected for name in strips)


def test_nothing_is_called_missing_while_a_result_is_read(
    qtbot: QtBot, page: BenchmarkPage
) -> None:
    reference = next(REFERENCES.glob("*.json"))
    page.open_result(reference)
    assert "Reading" in visible_text(page)
    assert "not measured yet" not in visible_text(page)
    qtbot.waitUntil(lambda: page.digest is not None, timeout=20_000)
    assert page.tabs.isVisible()
    assert "Reading " + reference.name not in visible_text(page)


def test_a_result_does_not_stand_beside_itself_whatever_its_file_is_called(
    qtbot: QtBot, page: BenchmarkPage
) -> None:
    reference = store.load(next(REFERENCES.glob("*.json")))
    mine = reference.model_copy(update={"id": "mine"})
    opened(qtbot, page, store.save(mine, store.folder() / "another name.json"))
    assert [one.result.id for one in page.tabs.card.others] == [reference.id]


def test_bars_of_other_results_stand_beside(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    reference = store.load(next(REFERENCES.glob("*.json")))
    mine = reference.model_copy(update={"id": "mine"})
    opened(qtbot, page, store.save(mine, tmp_path / "mine.json"))
    card = page.tabs.card
    assert [one.result.id for one in card.others] == [reference.id]
    assert "reference: " in visible_text(card)
    theirs = reference.model_copy(update={"id": "theirs"})
    page.beside(store.save(theirs, tmp_path / "theirs.json"))
    qtbot.waitUntil(lambda: len(card.others) == 2, timeout=20_000)
    assert len(card.findChildren(Bar)) == len(card.cards[0].lines) + 3


def test_the_list_names_and_judges_by_one_rule(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path
) -> None:
    """Of +-6 % it is not said that it is noise, nor of +-24 % that it is measured."""
    opened(qtbot, page, store.save(two_devices(), tmp_path / "r.json"))
    page.grid.choose("fusion.concat")
    row = page.grid.currentRow()
    assert page.grid.item(row, 0).text() == "Fusing an item (concat)"
    # 64 items in 6.4e-4 s on the card, at its best batch.
    assert page.grid.item(row, 2).text() == "100 k/s"
    assert "batch 64" in page.grid.item(row, 2).toolTip()
    numbers = page.tabs.numbers.table
    states = [numbers.item(i, 4).text() for i in range(numbers.rowCount())]
    assert states[0] == "measured"
    assert states[2] in ("rough", "uncertain")
    for i in range(len(BATCHES)):
        width = float(numbers.item(i, 3).text().strip("± %"))
        assert (states[i] == "measured") == (width <= 10)


@pytest.mark.parametrize(("visits", "said"), [(1, "slowest of 5 calls 5 s"), (30, "99 % ≤ 5 s")])
def test_no_quantile_is_told_of_fewer_calls_than_have_one(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path, visits: int, said: str
) -> None:
    """Of five calls, 99 % is a word for the slowest one."""
    few = point([[1.0, 2.0, 3.0, 4.0, 5.0]] * visits, "topk")
    opened(qtbot, page, store.save(result([few], id="few"), tmp_path / "few.json"))
    page.grid.choose("topk")
    (row,) = texts_in(page.tabs.latency.plot)
    assert said in row.toPlainText()
    assert ("99 %" in row.toPlainText()) == (visits > 1)
    assert model.tail([1.0] * 99 + [2.0]) == (1.0, True)  # the slowest of a hundred is beyond


def test_the_card_says_as_much_as_the_shell(
    qtbot: QtBot, page: BenchmarkPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path, quiet), *_ = card_of_results.bundled_files().items()
    kept = disturbed(quiet.model_copy(update={"mode": "quick"}))
    monkeypatch.setattr(card_of_results, "bundled_files", lambda: {path: kept})
    mine = kept.model_copy(update={"id": "mine"})
    opened(qtbot, page, store.save(mine, tmp_path / "mine.json"))
    (shown,) = page.tabs.card.cards
    texts = [one.text() for one in page.tabs.card.findChildren(QLabel)]
    for line in shown.lines:
        ratio = shown.ratios[line.job.workload]
        verdict = reading.VERDICTS[reading.sureness(line.rate, line.point.flags)]
        assert f"{plus_minus(line.rate)}  {verdict}" in texts
        assert f"× {times(ratio)}" in texts
        assert ratio.low < ratio.value < ratio.high
    (mark,) = minded(kept)
    (tick,) = (text for text in texts if text.startswith("The tick is"))
    assert mark in tick
    assert any("what other devices compute is checked against it" in text for text in texts)
    assert all(text.count(mark) <= 1 for text in texts)
    bars = [text for text in texts if "Quick run" in text]
    assert len(set(bars)) == 2
    assert all(mark in text for text in bars)


@pytest.mark.parametrize("curves", [1, 2, 5])
def test_a_legend_lies_in_its_plot_however_many_rows_it_has(
    session: Session, qtbot: QtBot, curves: int
) -> None:
    def draw(plot: Plot, look: theme.Theme) -> None:
        legend = plot.add_legend(look)
        for number in range(curves):
            legend.addItem(plot.view.plot([0, 1], [0, number]), f"cpu · fp32 · {number}")

    plot = Plot(session, "", "x", "y", "", "plot", draw, lambda: "")
    qtbot.addWidget(plot)
    plot.resize(700, 420)
    plot.show()
    plot.redraw()
    qtbot.waitExposed(plot)
    plot.redraw()
    qtbot.wait(30)
    assert plot.legend is not None
    bottom = plot.view.mapToScene(0, plot.view.height()).y()
    ends = [label.sceneBoundingRect().bottom() for _sample, label in plot.legend.items]
    assert len(ends) == curves
    assert max(ends) <= bottom


def test_a_long_legend_leaves_the_plot_its_height(qtbot: QtBot, session: Session) -> None:
    """In a small window it took all, and the axis asked for the power of a thousand digits."""

    def draw(plot: Plot, colours: theme.Theme) -> None:
        legend = plot.add_legend(colours)
        for number in range(9):
            line = plot.view.plot([0, 1], [number, number + 1])
            legend.addItem(line, f"a workload with a name that takes a row, number {number}")

    plot = Plot(session, "title", "x", "y", "xy", "name", draw, lambda: "")
    qtbot.addWidget(plot)
    plot.resize(380, 250)
    plot.show()
    plot.redraw()
    qtbot.wait(1)
    assert plot.legend is not None
    assert plot.legend.minimumHeight() > 150
    assert plot.view.getPlotItem().getViewBox().height() > 80
    plot.grab()
