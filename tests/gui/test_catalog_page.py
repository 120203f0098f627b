import dataclasses
import threading
from importlib.util import find_spec

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton

from core.catalog.opening import snapshot
from core.contracts.catalog import HEALTH, ITEM, STATISTICS, HealthParams, ItemParams
from core.errors import UserError
from core.worker.messages import Failed, Progress
from gui import theme
from gui.jobs import Status
from gui.pages.catalog import opening
from gui.pages.catalog.filtering import Wish, matching
from gui.pages.catalog.page import CatalogPage
from gui.state import catalog as open_catalogs
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.items.history_entry import hint_of
from gui.widgets.items.item_card import ROW_ROLE
from gui.widgets.plots.bars import day
from gui.widgets.time.time_axis import axis_words
from tests.gui.catalogs import DAY, make
from tests.gui.conftest import visible_text
from tests.gui.typed import features, run


@pytest.fixture
def page(session, engine, qtbot):
    made = CatalogPage(session)
    made.resize(1100, 720)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def opened(page, session, tmp_path):
    """The page with a catalog open."""
    session.catalog = make(tmp_path)
    session.catalog_changed.emit()
    return page.opened


def shown_rows(tab):
    return [tab.model.index(n).data(ROW_ROLE) for n in range(tab.model.rowCount())]


# --- nothing open -----------------------------------------------------------------------------


def test_the_empty_page_offers_all_ways_in(page):
    text = visible_text(page)
    assert "Drop a folder or file here" in text
    assert "Open folder" in text
    assert [one.field for one in page.welcome.samples] == ["shop", "music", "video"]


def test_a_sample_opens_at_the_chosen_size(page, session, monkeypatch, qtbot):
    calls = []
    monkeypatch.setattr(session, "open_sample", lambda *args: calls.append(args))
    qtbot.mouseClick(page.welcome.samples[1], Qt.MouseButton.LeftButton)
    page.welcome.sample_size.setCurrentIndex(1)
    qtbot.keyClick(page.welcome.samples[2], Qt.Key.Key_Space)
    assert calls == [("music", 240, 300), ("video", 1000, 1500)]


def test_recent_catalogs_open_again_and_lost_ones_cannot(
    page, session, monkeypatch, tmp_path, qtbot
):
    open_catalogs.remember(str(tmp_path / "gone"), "Lost")
    open_catalogs.remember(str(tmp_path), "Here")
    page.shown()
    opened = []
    monkeypatch.setattr(session, "open_path", opened.append)
    here, lost = (page.welcome._recent.itemAt(n).widget() for n in (1, 2))
    assert (here.text(), lost.text()) == ("Here", "Lost")
    qtbot.mouseClick(lost, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(here, Qt.MouseButton.LeftButton)
    assert opened == [str(tmp_path)]


def test_progress_says_how_far_and_cancel_cancels(page, session, monkeypatch, qtbot):
    monkeypatch.setattr("gui.state.jobs.Job.start", lambda _job: None)
    sent = []
    monkeypatch.setattr("gui.jobs.Job.control", lambda _job, action: sent.append(action))
    job = session.open_sample("shop", 240, 300)
    assert page.stack.currentWidget() is page.opening
    job.progress.emit(
        Progress(job=job.id, stage="drawing", done=60, total=240, unit="items", rate=30.0, eta=6.0)
    )
    text = visible_text(page)
    assert "drawing" in text
    assert "60 / 240 items" in text
    assert "30 items/s" in text
    assert "6 s left" in text
    assert page.opening.bar.value() == 250
    qtbot.mouseClick(page.opening.cancel, Qt.MouseButton.LeftButton)
    assert sent == ["cancel"]


def test_a_catalog_that_cannot_be_opened_says_why_and_how_to_mend_it(
    page, session, monkeypatch, qtbot
):
    monkeypatch.setattr("gui.state.jobs.Job.start", lambda _job: None)
    monkeypatch.setattr("gui.process.WorkerProcess.end", lambda _process: None)
    job = session.open_path("/nowhere/at/all")
    with qtbot.waitSignal(session.notice) as notice:
        job.receive(Failed(job=job.id, message="There is no such folder.", remedy="Look again."))
    assert page.stack.currentWidget() is page.welcome
    assert notice.args[1] == "There is no such folder. Look again."
    assert "There is no such folder." not in visible_text(page)  # told once, above the page
    with qtbot.waitSignal(session.notice_over) as over:
        session.open_path("/nowhere/else")
    assert over.args == ["There is no such folder. Look again."]


# --- items ------------------------------------------------------------------------------------


def test_the_summary_counts(opened):
    text = visible_text(opened.summary)
    assert "squares" in text
    assert "30" in text
    assert "29" in text  # interactions: everything but item 5
    assert f"{100 * 29 / (30 * 8):.3g} %" in text


def test_search_finds_in_titles_ids_and_attributes(opened, qtbot):
    opened.items.search.setText("GREEN")
    qtbot.waitUntil(lambda: opened.items.model.rowCount() == 10)
    assert shown_rows(opened.items) == list(range(1, 30, 3))
    opened.items.search.setText("square id12")
    qtbot.waitUntil(lambda: shown_rows(opened.items) == [12])
    assert "1 of 30 items" in visible_text(opened.items)
    opened.items.search.clear()
    qtbot.waitUntil(lambda: opened.items.model.rowCount() == 30)


def test_filters_by_modality_and_interactions(opened, qtbot):
    image = next(chip for chip in opened.items._modalities if chip.text() == "image")
    image.click()
    qtbot.waitUntil(lambda: opened.items.model.rowCount() == 29)
    assert 4 not in shown_rows(opened.items)
    opened.items.interactions.setCurrentIndex(2)
    qtbot.waitUntil(lambda: shown_rows(opened.items) == [5])


def test_choosing_a_card_shows_everything_about_it(opened, session, engine, qtbot):
    opened.items.grid.setCurrentIndex(opened.items.model.index(7))
    assert session.item == 7
    text = visible_text(opened.items.inspector)
    assert "Green square 7" in text
    assert "A green square, number 7." in text
    assert "id id7" in text
    assert "1 by 1 users" in text
    assert engine.questions(ITEM) == [ItemParams(row=7)]


def test_an_item_chosen_elsewhere_is_shown_and_scrolled_to(opened, session):
    session.select_item(29)
    assert opened.items.grid.currentIndex().data(ROW_ROLE) == 29
    assert 29 in opened.items.grid.visible_rows()
    assert "Blue square 29" in visible_text(opened.items.inspector)


def test_links_lead_to_attention_with_the_item(opened, session, qtbot):
    session.set_features(features(image=2))
    session.set_run(run())
    session.select_item(2)
    wanted = []
    session.page_wanted.connect(wanted.append)
    buttons = opened.items.inspector.findChildren(QPushButton)
    next(one for one in buttons if one.text() == "See attention").click()
    assert wanted == ["attention"]
    assert session.item == 2


def test_a_refused_count_is_said_in_the_inspector(opened, session, engine):
    def refuse(_params):
        raise UserError("The engine is out of order.")

    engine.answers[ITEM.name] = refuse
    session.select_item(8)
    assert "The engine is out of order." in visible_text(opened.items.inspector)


def test_cards_paint_in_both_themes(opened, session, qtbot):
    for chosen in (theme.LIGHT, theme.DARK):
        session.theme = chosen
        session.theme_changed.emit()
        picture = opened.items.grid.viewport().grab().toImage()
        colours = {picture.pixelColor(x, 40).name() for x in range(0, picture.width(), 3)}
        assert len(colours) > 3


# --- other tabs -------------------------------------------------------------------------------


def test_users_are_listed_by_activity_and_shown_with_their_history(opened, session):
    model = opened.users.model
    counts = [int(model.index(n, 1).data()) for n in range(model.rowCount())]
    assert counts == sorted(counts, reverse=True)
    session.select_user(3)
    table = session.catalog.interactions.filter(user=3)
    assert [entry.row for entry in opened.users.strip.entries] == table["item"].to_list()
    assert [entry.time for entry in opened.users.strip.entries] == table["timestamp"].to_list()
    assert f"{table.height} interactions" in opened.users.facts.text()


def test_a_user_is_found_by_id(opened, qtbot):
    opened.users.search.setText("USER6")
    qtbot.waitUntil(lambda: opened.users.model.rowCount() == 1)
    assert opened.users.model.user(0) == 6


def test_recommending_for_a_user_leads_there(opened, session, qtbot):
    wanted = []
    session.page_wanted.connect(wanted.append)
    opened.users.table.selectRow(0)
    opened.users.recommend.click()
    assert wanted == ["recommend"]
    assert session.user == opened.users.model.user(0)


def test_the_history_strip_is_worked_by_keys(opened, session, qtbot):
    session.select_user(0)
    strip = opened.users.strip
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(strip, key)
    assert session.item == strip.entries[1].row


def test_a_review_is_read_in_the_tooltip_of_its_step(opened, session):
    log = session.catalog.interactions
    written = pl.Series("text", ["<img src=x> & sturdy", *[None] * (log.height - 1)])
    ratings = pl.Series("rating", [4.0] * log.height, dtype=pl.Float32)
    session.catalog = dataclasses.replace(
        session.catalog, interactions=log.with_columns(ratings, written)
    )
    session.catalog_changed.emit()
    session.select_user(0)
    strip = opened.users.strip
    hint = hint_of(strip.entries[0], CatalogRows(session.catalog))
    assert hint.splitlines() == [  # a tooltip is plain: tests/gui/test_plain_text.py
        "Red square 0",
        f"view · 4 ★ · {day(0)}",
        "“<img src=x> & sturdy”",
    ]
    assert "“" not in hint_of(strip.entries[1], CatalogRows(session.catalog))


def test_quarantine_names_file_line_reason_and_remedy(opened, tmp_path):
    model = opened.quarantine.model
    row = [model.index(0, n).data() for n in range(model.columnCount())]
    assert row[:5] == ["items.csv", "7", "price", "'cheap' is no number.", "Write digits."]
    assert "Quarantine (1)" in [opened.tabs.tabText(n) for n in range(opened.tabs.count())]
    opened.quarantine.save(tmp_path / "out.csv")
    assert pl.read_csv(tmp_path / "out.csv").rows() == [
        ("items.csv", 7, "price", "'cheap' is no number.", "Write digits.", "id6,cheap")
    ]


def test_statistics_are_counted_when_looked_at(opened, engine):
    assert engine.questions(STATISTICS) == []
    opened.tabs.setCurrentWidget(opened.statistics)
    assert len(engine.questions(STATISTICS)) == 1
    tab = opened.statistics.made
    assert tab.coverage_csv().splitlines() == ["modality,raw,features", "text,30,0", "image,29,0"]
    degrees = [line.split(",") for line in tab.degrees_csv().splitlines()[1:]]
    assert ["item", "1", "29"] in degrees
    total = sum(int(line.split(",")[2]) for line in tab.over_time_csv().splitlines()[1:])
    assert total == 29


# --- filtering --------------------------------------------------------------------------------


def test_nothing_asked_is_everything(tmp_path):
    assert matching(make(tmp_path), None, Wish()) is None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text("reblugn .*[(\\", max_size=6),
    order=st.sampled_from(["catalog", "popular", "title"]),
    kind=st.sampled_from(["any", "some", "none"]),
    seed=st.integers(0, 5),
)
def test_filtering_agrees_with_python(tmp_path, words, order, kind, seed):
    catalog = make(tmp_path, n_items=12)
    counts = np.random.default_rng(seed).integers(0, 3, 12)
    found = matching(catalog, counts, Wish(words=words, order=order, interactions=kind))
    expected = [
        row
        for row, item in enumerate(catalog.items.iter_rows(named=True))
        if all(
            any(
                term.lower() in str(item[name]).lower()
                for name in ("item", "title", "text", "colour")
            )
            for term in words.split()
        )
        and (kind == "any" or (counts[row] > 0) == (kind == "some"))
    ]
    if order == "popular":
        expected.sort(key=lambda row: -counts[row])
    elif order == "title":
        expected.sort(key=lambda row: catalog.items["title"][row])
    assert (list(range(12)) if found is None else found.tolist()) == expected


def test_an_axis_tells_days_hours_or_minutes():
    start = 1_700_000_000_000  # 2023-11-14 22:13:20
    assert axis_words(start, start + 40 * DAY) == ("2023-11-14", "40 days", "2023-12-24")
    hours = axis_words(start, start + 5 * 3_600_000)
    assert hours == ("2023-11-14 22:13", "5 hours", "2023-11-15 03:13")
    assert axis_words(start, start + 90_000)[1] == "2 minutes"


def test_attributes_are_told_with_all_digits(opened, session):
    items = session.catalog.items.with_columns(price=pl.lit(1_250_000.0), weight=pl.lit(0.125))
    session.catalog = dataclasses.replace(session.catalog, items=items)
    session.catalog_changed.emit()
    session.select_item(0)
    told = visible_text(opened.items.inspector).splitlines()
    assert "1250000" in told
    assert "0.125" in told


def test_days_are_utc():
    assert day(0) == "1970-01-01"
    assert day(20_000 * DAY) == "2024-10-04"


# --- health -----------------------------------------------------------------------------------


@pytest.fixture
def health(opened, engine, qtbot):
    """The Health tab with its check done: a broken picture, and days before anybody clicked."""
    opened.tabs.setCurrentWidget(opened.health)
    qtbot.waitUntil(lambda: "Errors: 2" in opened.health.sentence.text(), timeout=20_000)
    return opened.health


def finding(health, key):
    place = next(n for n, one in enumerate(health._report.findings) if one.key == key)
    return health._cards.itemAt(place).widget()


def test_health_is_checked_when_looked_at(opened, engine, health):
    assert "1 picture cannot be read." in visible_text(health)
    assert "Replace the files" in visible_text(health)
    names = [opened.tabs.tabText(n) for n in range(opened.tabs.count())]
    assert any(name.startswith("Health (") for name in names)
    assert engine.questions(HEALTH)[0] == HealthParams(action="look")


def test_a_finding_leads_to_its_items(opened, health, qtbot):
    finding(health, "image-unreadable").button.click()
    assert opened.tabs.currentWidget() is opened.items
    qtbot.waitUntil(lambda: shown_rows(opened.items) == [3])
    assert "1 picture cannot be read." in visible_text(opened.items)
    next(
        one for one in opened.items.findChildren(QPushButton) if one.text() == "Show all items"
    ).click()
    qtbot.waitUntil(lambda: opened.items.model.rowCount() == 30)


def test_findings_about_rows_lead_to_quarantine_and_users(opened, health):
    finding(health, "quarantine").button.click()
    assert opened.tabs.currentWidget() is opened.quarantine
    finding(health, "users-below-core").button.click()
    assert opened.tabs.currentWidget() is opened.users
    counts = [
        int(opened.users.model.index(n, 1).data()) for n in range(opened.users.model.rowCount())
    ]
    assert counts
    assert max(counts) < 5
    opened.users.show_all()
    assert opened.users.model.rowCount() == 8


def test_excluding_goes_on_without(opened, session, health, qtbot):
    with qtbot.waitSignal(session.notice) as notice:
        finding(health, "image-unreadable").exclude.click()
    qtbot.waitUntil(lambda: not session.loading)
    assert session.catalog.items.height == 29
    assert "id3" not in session.catalog.items["item"].to_list()
    assert "Left out: 1 picture cannot be read." in notice.args[1]
    assert opened.items.model.rowCount() == 29


def test_the_report_can_be_taken_along(health):
    lines = health.csv().splitlines()
    assert lines[0] == "finding,severity,subject,row,id,sentence"
    assert "image-unreadable,error,items,3,id3,1 picture cannot be read." in lines


def test_a_check_that_cannot_run_says_why(opened, engine):
    def refuse(_params):
        raise UserError("The engine is out of order.")

    engine.answers[HEALTH.name] = refuse
    opened.tabs.setCurrentWidget(opened.health)
    assert "The engine is out of order." in visible_text(opened.health)


def test_items_wanted_elsewhere_are_shown_alone_with_the_reason(opened, session, qtbot):
    pages = []
    session.page_wanted.connect(pages.append)
    opened.tabs.setCurrentWidget(opened.quarantine)
    session.show_items(np.array([2, 5, 7]), "3 items enclosed")
    qtbot.waitUntil(lambda: shown_rows(opened.items) == [2, 5, 7])
    assert opened.tabs.currentWidget() is opened.items
    assert "3 items enclosed" in visible_text(opened)
    assert pages == ["catalog"]


# --- loading ----------------------------------------------------------------------------------


def test_a_catalog_is_loaded_off_the_event_loop(page, session, tmp_path, monkeypatch, qtbot):
    folder = snapshot.save(make(tmp_path))
    threads = []
    load = snapshot.load

    def watched(path):
        threads.append(threading.current_thread())
        return load(path)

    monkeypatch.setattr(snapshot, "load", watched)
    session.load_snapshot(folder, str(tmp_path), features("f"), run("r"))
    assert page.stack.currentWidget() is page.opening
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.opened)
    assert threads
    assert threading.main_thread() not in threads
    assert (session.features, session.run) == (features("f"), run("r"))
    assert session.catalog.items.height == 30


def test_a_snapshot_that_is_broken_is_said(page, session, tmp_path, qtbot):
    with qtbot.waitSignal(session.notice) as notice:
        session.load_snapshot(tmp_path / "gone", str(tmp_path))
    assert "Open the catalog again." in notice.args[1]
    assert not session.loading
    assert page.stack.currentWidget() is page.welcome


def test_the_last_of_two_catalogs_wins(page, session, tmp_path, qtbot):
    first, second = (snapshot.save(make(tmp_path / str(n), n_items=n)) for n in (10, 20))
    session.load_snapshot(first, "first")
    session.load_snapshot(second, "second")
    qtbot.waitUntil(lambda: not session.loading)
    assert (session.source, session.catalog.items.height) == ("second", 20)


class FollowedJob(QObject):
    progress = Signal(object)
    title = "Opening"
    status = Status.RUNNING


def test_the_page_is_imported_in_pieces_while_a_catalog_opens(page, qtbot, monkeypatch) -> None:
    """After the tables, one module a turn of the event loop."""
    order = []
    monkeypatch.setattr(opening, "_import_tables", lambda: order.append("tables"))
    monkeypatch.setattr(opening, "import_module", order.append)
    page.opening._turn.timeout.connect(lambda: order.append("turn"))
    page.opening.follow(FollowedJob())
    qtbot.waitUntil(lambda: order.count("turn") == len(opening._PARTS))
    parts = [name for name in order if name != "turn"]
    assert parts == ["tables", *opening._PARTS]
    places = [place for place, name in enumerate(order) if name in opening._PARTS]
    # Counted after the slot that imports: the second part still belongs to the first turn.
    turns = [order[:place].count("turn") for place in places]
    assert turns == [0, *range(len(places) - 1)]
    assert all(find_spec(name) for name in opening._PARTS)
