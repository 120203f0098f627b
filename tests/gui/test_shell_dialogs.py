"""What people expect of an app: recent, samples, settings, help, about; messages over the page."""

from __future__ import annotations

import getpass
import platform
import socket
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QMenu,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from core import device, doctor, launch, network, workspace
from core.catalog.opening import snapshot
from core.contracts.features import DELETE_WEIGHTS, WEIGHTS, KeptWeights
from core.contracts.features import WeightsList as WeightsAnswer
from core.contracts.machine import Device, Machine
from core.doctor import Check
from core.text import Text
from gui import theme
from gui.pages.catalog.items import ItemsTab
from gui.pages.catalog.users import UsersTab
from gui.session import Session
from gui.shell.about_dialog import AboutDialog
from gui.shell.clean_up import CleanUp
from gui.shell.computing_form import ComputingForm
from gui.shell.help_dialog import HelpDialog
from gui.shell.main_window import MainWindow
from gui.shell.network_form import NetworkForm
from gui.shell.notices import Banner
from gui.shell.settings_dialog import SettingsDialog
from gui.shell.sizes import in_words
from gui.shell.weights_list import WeightsList
from gui.state.catalog import remember
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.media.thumbnails import Thumbnails
from tests.gui.catalogs import DirectEngine, make
from tests.gui.typed import features, run


def words_of(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def opened(window: MainWindow, kind: type[QDialog]) -> Any:
    return next(one for one in window.findChildren(kind) if one.isVisible())


def action(window: MainWindow, name: str) -> Any:
    return next(one for one in window.actions() if one.text() == name)


def disk_of(dialog: Any) -> dict[str, QPushButton]:
    """The buttons of the disk's tab, which comes to the front."""
    dialog.tabs.setCurrentIndex(3)
    return dialog.disk.removals


def contrast(image: QImage) -> float:
    """Of the commonest colour and the one that differs most from it."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[..., 2::-1]
    colours, counts = np.unique(raw.reshape(-1, 3), axis=0, return_counts=True)

    def light(colour: np.ndarray) -> float:
        part = colour / 255
        linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
        return float(linear @ (0.2126, 0.7152, 0.0722))

    ground = light(colours[counts.argmax()])
    return max((max(ground, one) + 0.05) / (min(ground, one) + 0.05) for one in map(light, colours))


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK])
def test_every_row_of_a_combo_box_can_be_read(
    qtbot: QtBot, qapp: QApplication, look: theme.Theme
) -> None:
    theme.apply(qapp, look)
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["default", "article", "ranking"])
    box.setCurrentIndex(1)
    box.show()
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible)
    chosen = view.grab(view.visualRect(view.model().index(1, 0)).adjusted(3, 3, -3, -3)).toImage()
    assert QColor(look.accent) == chosen.pixelColor(chosen.width() - 2, 2)
    for row in range(3):
        place = view.visualRect(view.model().index(row, 0)).adjusted(3, 3, -3, -3)
        assert contrast(view.grab(place).toImage()) > 4.5
    box.hidePopup()


def test_messages_move_nothing_and_what_informs_goes(window: MainWindow, qtbot: QtBot) -> None:
    before = window.stack.geometry()
    window.session.notice.emit("info", "The command is on the clipboard.", "")
    window.session.notice.emit("error", "It failed.", "why")
    qtbot.waitUntil(lambda: window.notices.isVisible())
    assert window.stack.geometry() == before
    assert window.front.rect().contains(window.notices.geometry())
    assert window.notices.height() < window.stack.height() / 2
    info, error = window.notices.findChildren(Banner)
    assert info.leaving.isActive()
    assert not error.leaving.isActive()
    info.leaving.timeout.emit()
    qtbot.waitUntil(lambda: window.notices.shown() == ["It failed."])
    window.resize(1000, 640)
    qtbot.waitUntil(lambda: window.front.rect().contains(window.notices.geometry()))
    window.show_page("training")
    place = window.notices.geometry().center()
    found = window.front.childAt(place)
    assert found is not None
    assert window.notices.isAncestorOf(found) or found is window.notices


def test_a_picture_is_saved_where_the_person_was_and_shown_in_its_folder(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def answer(_parent: Any, _title: str, proposed: str, _kind: str) -> tuple[str, str]:
        asked.append(proposed)
        return str(tmp_path / "mine.png"), ""

    shown: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    window.save_picture()
    window.save_picture()
    assert asked == ["triptych-catalog.png", str(tmp_path / "triptych-catalog.png")]
    assert (tmp_path / "mine.png").exists()
    assert window.notices.shown() == [f"Saved: {tmp_path / 'mine.png'}"]
    banner = window.notices.findChild(Banner)
    assert banner is not None
    button = next(b for b in banner.findChildren(QPushButton) if b.text() == "Show in folder")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown == [str(tmp_path)]


def test_recent_and_samples_open_from_the_menu(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[Any] = []
    monkeypatch.setattr(window.session, "open_path", lambda path: calls.append(path))
    monkeypatch.setattr(window.session, "open_sample", lambda *what: calls.append(what))
    remember(str(tmp_path / "gone"), "gone")
    remember(str(tmp_path), "squares & more")
    window.menus._recent.aboutToShow.emit()
    entries = window.menus._recent.actions()
    assert [(one.text(), one.isEnabled()) for one in entries] == [
        ("squares && more", True),
        ("gone", False),
    ]
    entries[0].trigger()
    action(window, "Sample: music").trigger()
    assert calls == [str(tmp_path), ("music", 240, 300)]


def test_settings_show_disk_use_and_remove_what_is_made_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    for name, size in (("features", 3_000_000), ("results", 5_000)):
        folder = workspace.writable(name)
        (folder / "file").write_bytes(b"x" * size)
    window.session.set_features(features("f", text=3))
    action(window, "Settings ...").trigger()
    dialog = opened(window, SettingsDialog)
    removals = disk_of(dialog)
    qtbot.waitUntil(lambda: "features" in removals, timeout=20_000)
    assert "3.0 MB" in words_of(dialog)
    assert "results" not in removals
    qtbot.mouseClick(removals["features"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "5.0 KB in all" in words_of(dialog), timeout=20_000)
    assert not (workspace.named() / "features" / "file").exists()
    assert (workspace.named() / "results" / "file").exists()
    assert window.session.features is None
    dialog.theme.setCurrentIndex(dialog.theme.findData("dark"))
    dialog.theme.activated.emit(dialog.theme.currentIndex())
    assert window.session.theme.dark
    assert window.saved.theme == "dark"
    dialog.close()
    assert in_words(999) == "999 B"


def test_samples_can_go_but_not_the_open_one(window: MainWindow, qtbot: QtBot) -> None:
    folder = workspace.writable("samples") / "shop-24-12-0"
    folder.mkdir()
    (folder / "file").write_bytes(b"x" * 9)
    window.session.catalog = make(folder)
    action(window, "Settings ...").trigger()
    dialog = opened(window, SettingsDialog)
    qtbot.waitUntil(lambda: "samples" in disk_of(dialog), timeout=20_000)
    assert not disk_of(dialog)["samples"].isEnabled()
    assert disk_of(dialog)["samples"].toolTip() == "The open catalog is in there"
    dialog.close()
    window.session.catalog = None
    action(window, "Settings ...").trigger()
    dialog = opened(window, SettingsDialog)
    qtbot.waitUntil(lambda: "samples" in disk_of(dialog), timeout=20_000)
    qtbot.mouseClick(disk_of(dialog)["samples"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not folder.exists(), timeout=20_000)
    qtbot.waitUntil(lambda: "samples" not in disk_of(dialog), timeout=20_000)
    dialog.close()


def test_catalogs_are_chosen_to_go_and_the_open_one_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    saved = [snapshot.save(make(tmp_path / name, n)) for name, n in (("a", 8), ("b", 9))]
    with qtbot.waitSignal(window.session.catalog_changed, timeout=20_000):
        window.session.load_snapshot(saved[0], str(tmp_path / "a"))
    action(window, "Settings ...").trigger()
    dialog = opened(window, SettingsDialog)
    qtbot.waitUntil(lambda: "catalogs" in disk_of(dialog), timeout=20_000)
    qtbot.mouseClick(disk_of(dialog)["catalogs"], Qt.MouseButton.LeftButton)
    choosing = dialog.findChild(CleanUp)
    qtbot.waitUntil(lambda: choosing.list.topLevelItemCount() == 2, timeout=20_000)
    assert [one.path for one in choosing.chosen()] == [saved[1]]
    qtbot.mouseClick(choosing.remove, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: choosing.list.topLevelItemCount() == 1, timeout=20_000)
    assert (saved[0].is_dir(), saved[1].exists()) == (True, False)
    assert choosing.list.topLevelItem(0).text(3) == "It is open."
    assert not choosing.remove.isEnabled()
    choosing.close()
    dialog.close()


def test_device_and_threads_are_chosen_and_the_engine_starts_anew(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (device.CHOSEN, device.THREADS):
        monkeypatch.setenv(name, "auto")  # and put back after the test
    restarts: list[str] = []
    monkeypatch.setattr(window.session.engine, "restart", lambda: restarts.append("engine"))
    answers: list[Any] = []
    monkeypatch.setattr(window.session, "ask", lambda *asked: answers.append(asked))
    form = ComputingForm(window)
    qtbot.addWidget(form)
    form.show()
    assert not form.device.isEnabled()
    cards = (Device(key="cuda", name="Some GPU"), Device(key="cpu", name="Some CPU"))
    check = Check(Text("Card 0"), "bad", Text("Quadro P400"), Text("pip install another"))
    answers[-1][2](Machine(checks=(check,), devices=cards, cores=4))
    assert "pip install another" in words_of(form)
    assert [form.device.itemData(n) for n in range(form.device.count())] == ["auto", "cuda", "cpu"]
    form.device.setCurrentIndex(2)
    form.device.activated.emit(2)
    form.threads.setCurrentIndex(form.threads.findData(3))
    form.threads.activated.emit(0)
    assert (window.saved.device, window.saved.threads) == ("cpu", 3)
    assert restarts == ["engine", "engine"]
    kept = launch.environment()
    assert (kept[device.CHOSEN], kept[device.THREADS]) == ("cpu", "3")
    window.set_computing("auto", 0)
    assert device.CHOSEN not in launch.environment()


def test_a_report_of_a_bug_carries_all_that_the_doctor_says_and_nothing_private(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(window.session, "ask", lambda *question, **_: asked.append(question))
    form = ComputingForm(window)
    qtbot.addWidget(form)
    assert not form.copy.isEnabled()  # nothing is known yet
    facts = doctor.Facts(version="2.14.1", line=Text("CPU only"))
    here = doctor.checks(facts, doctor.Machine("Linux", driver=True, version="550.1"), None)
    assert any(check.remedy for check in here)
    asked[-1][2](Machine(checks=here, devices=(), cores=2))
    form.copy.click()
    text = QGuiApplication.clipboard().text()
    for line in doctor.text(here).splitlines():
        assert line in text
    assert f"numpy {installed('numpy')}" in text
    assert platform.system() in text
    private = (socket.gethostname(), getpass.getuser(), str(Path.home()), str(workspace.home()))
    assert not [word for word in private if len(word) > 4 and word in text]


def test_the_network_is_chosen_in_the_settings(session: Session, qtbot: QtBot) -> None:
    form = NetworkForm(session)
    qtbot.addWidget(form)
    assert form.hub.currentText() == network.OFFICIAL
    form.hub.setCurrentText(network.MIRRORS[0])
    qtbot.keyClicks(form.proxy, "http://127.0.0.1:7890")
    form.offline.click()
    chosen = network.load()
    assert (chosen.endpoint, chosen.token) == (network.MIRRORS[0], None)
    assert (chosen.proxy, chosen.offline) == ("http://127.0.0.1:7890", True)
    again = NetworkForm(session)
    qtbot.addWidget(again)
    assert again.hub.currentText() == network.MIRRORS[0]
    again.hub.setCurrentText(network.OFFICIAL)
    assert network.load().hub == ""


def test_the_settings_say_that_the_environment_keeps_hubs_unasked(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = NetworkForm(session)  # Triptych's own HF_HUB_OFFLINE is nobody's wish
    qtbot.addWidget(ours)
    assert "is set" not in words_of(ours)
    monkeypatch.setenv("TRANSFORMERS_OFFLINE", "1")
    form = NetworkForm(session)
    qtbot.addWidget(form)
    assert "TRANSFORMERS_OFFLINE is set in your environment" in words_of(form)


def test_weights_on_the_disk_are_told_and_deleted(
    session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = DirectEngine(session)
    monkeypatch.setattr(session, "ask", engine.ask)
    one = KeptWeights(
        encoders=("minilm",), title=Text("MiniLM"), folder="/w/minilm", bytes=91_000_000,
        used=1_790_000_000.0, removable=True,
    )  # fmt: skip
    pip = one.model_copy(update={"encoders": ("e5",), "removable": False, "used": 0.0})
    engine.answers[WEIGHTS.name] = lambda _params: WeightsAnswer(weights=(one, pip))
    engine.answers[DELETE_WEIGHTS.name] = lambda _params: WeightsAnswer(weights=())
    shown = WeightsList(session)
    qtbot.addWidget(shown)
    told = words_of(shown)
    for words in ("MiniLM", "91.0 MB", "26", "not used yet", "installed by pip"):
        assert words in told
    assert list(shown.removals) == ["minilm"]
    shown.removals["minilm"].click()
    assert not engine.questions(DELETE_WEIGHTS)
    assert shown.box is not None
    assert "/w/minilm" in shown.box.informativeText()
    shown.box.accept()
    assert [params.encoder for params in engine.questions(DELETE_WEIGHTS)] == ["minilm"]
    assert "No weights" in words_of(shown)


def test_help_names_every_page_and_every_key(window: MainWindow) -> None:
    action(window, "Help and shortcuts").trigger()
    dialog = opened(window, HelpDialog)
    told = words_of(dialog)
    for key in ("F1", "F11", "Ctrl+,", "Ctrl+K", "Ctrl+1", "Ctrl+9"):
        assert key in told
    assert "Attention: Point at a word" in told
    dialog.close()


def test_about_names_versions_and_licences(window: MainWindow) -> None:
    from importlib.metadata import version

    action(window, "About Triptych").trigger()
    dialog = opened(window, AboutDialog)
    lines = dialog.parts.toPlainText().splitlines()
    assert f"numpy {version('numpy')}" in [line.partition("  ·  ")[0] for line in lines]
    assert all("  ·  " in line for line in lines)
    dialog.close()


def test_full_screen_and_back(window: MainWindow) -> None:
    action(window, "Full screen").trigger()
    assert window.isFullScreen()
    action(window, "Full screen").trigger()
    assert not window.isFullScreen()


def test_a_right_click_on_an_item_offers_what_can_be_done(
    session: Session, engine: DirectEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    session.catalog = make(tmp_path)
    session.set_features(features(image=2))
    session.set_run(run())
    tab = ItemsTab(session, Thumbnails())
    qtbot.addWidget(tab)
    tab.resize(900, 600)
    tab.show()
    tab.set_catalog(CatalogRows(session.catalog))
    qtbot.waitUntil(lambda: tab.model.rowCount() == 30)
    place = tab.grid.visualRect(tab.model.index(2, 0)).center()
    qtbot.mouseClick(tab.grid.viewport(), Qt.MouseButton.RightButton, pos=place)
    assert session.item == 2
    tab.grid.customContextMenuRequested.emit(place)
    menu = tab.grid.findChild(QMenu)
    assert menu is not None
    wanted: list[str] = []
    session.page_wanted.connect(wanted.append)
    entries = {one.text(): one for one in menu.actions()}
    entries["See attention"].trigger()
    entries["Similar items"].trigger()
    entries["Copy id"].trigger()
    menu.close()
    assert wanted == ["attention", "recommend"]
    assert QApplication.clipboard().text() == "id2"


def test_a_right_click_on_a_user_offers_what_can_be_done(
    session: Session, engine: DirectEngine, qtbot: QtBot, tmp_path: Path
) -> None:
    session.catalog = make(tmp_path)
    tab = UsersTab(session, Thumbnails())
    qtbot.addWidget(tab)
    tab.resize(900, 600)
    tab.show()
    rows = CatalogRows(session.catalog)
    tab.set_catalog(rows)
    place = tab.table.visualRect(tab.model.index(3, 0)).center()
    qtbot.mouseClick(tab.table.viewport(), Qt.MouseButton.RightButton, pos=place)
    assert session.user == tab.model.user(3)
    tab.table.customContextMenuRequested.emit(place)
    menu = tab.table.findChild(QMenu)
    assert menu is not None
    wanted: list[str] = []
    session.page_wanted.connect(wanted.append)
    entries = {one.text(): one for one in menu.actions()}
    entries["Recommend for this user"].trigger()
    entries["Copy id"].trigger()
    menu.close()
    assert wanted == ["recommend"]
    assert QApplication.clipboard().text() == rows.user_id(tab.model.user(3))
