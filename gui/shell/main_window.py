"""The window: navigation strip, messages, the page shown, and the status line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QProcess, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core import launch, usage
from gui import icons, language, settings, theme
from gui.jobs import AnyRunning
from gui.page import Page
from gui.pages import entries
from gui.process import prepare
from gui.session import Session
from gui.shell.closing import lost_and_kept
from gui.shell.command_palette import CommandPalette
from gui.shell.dropping import DropVeil, leave_to_window, local_path
from gui.shell.menus import Menus
from gui.shell.navigation import Navigation
from gui.shell.notices import Notices
from gui.shell.prepare_bar import LEADING, PrepareBar
from gui.shell.sharing import Sharing
from gui.shell.status_line import StatusLine
from gui.shell.talk import TalkBar
from gui.widgets.files import ask_folder, ask_open, ask_save

#: After so long the window is on screen and nobody has clicked anything yet.
PAINTED_MS = 250


class MainWindow(QMainWindow):
    """Owns the session. Pages are built when first shown."""

    def __init__(self, saved: settings.Settings | None = None) -> None:
        super().__init__()
        self.saved = saved or settings.load()
        settings.compute_as_chosen(self.saved)
        self.session = Session(self)
        self.session.theme = theme.chosen(self.saved.theme)
        self.session.folder = self.saved.folder
        self.setWindowTitle("Triptych")
        self.setWindowIcon(icons.icon("triptych", self.session.theme.accent, 64))
        self.setAcceptDrops(True)
        self.resize(1360, 860)
        self.setMinimumSize(1000, 640)

        pages = entries()
        self._entries = {entry.key: entry for entry in pages}
        self.navigation = Navigation(pages, self.session)
        self.stack = QStackedWidget()
        # A page that comes to the front is raised in the stack, not over its neighbours.
        self.front = QWidget()
        filled = QVBoxLayout(self.front)
        filled.setContentsMargins(0, 0, 0, 0)
        filled.addWidget(self.stack)
        self.notices = Notices(self.session, over=self.front)
        self.prepare_bar = PrepareBar(self.session)
        self.talk = TalkBar(self.session, over=self)
        self.activity = StatusLine(self.session)
        self._pages: dict[str, Page] = {}
        #: Whether a person is asked before running jobs are ended.
        self._asks = True

        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.front, 1)
        right.addLayout(_inset(self.prepare_bar))
        right.addLayout(_inset(self.talk))
        middle = QHBoxLayout()
        middle.setContentsMargins(8, 8, 0, 8)
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addLayout(right, 1)
        central = QWidget()
        whole = QVBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(middle, 1)
        self.setCentralWidget(central)
        self.veil = DropVeil(self.session, central)
        self.statusBar().addWidget(self.activity, 1)
        self.statusBar().setSizeGripEnabled(False)

        self.sharing = Sharing(self, self.session, self.saved.language)
        self.menus = Menus(self, self, pages)
        self.navigation.chosen.connect(self.show_page)
        self.session.page_wanted.connect(self.show_page)
        self.session.preparing.live.connect(self._see)
        self.session.preparing.landed.connect(self._see)
        self.session.catalog_changed.connect(self._catalog_changed)
        self.session.jobs.added.connect(self._watch)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme_changed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        if self.saved.geometry:
            self.restoreGeometry(QByteArray.fromHex(self.saved.geometry.encode()))
        self.show_page("catalog")
        # The window is painted first; torch is imported by the engine, meanwhile.
        QTimer.singleShot(0, self.session.engine.start)
        self._painted = QTimer(self, singleShot=True, interval=PAINTED_MS)
        self._painted.timeout.connect(_import_plots)
        self._painted.start()

    # --- pages ----------------------------------------------------------------------------

    def show_page(self, key: str) -> None:
        """Bring a page to the front, building it on first use."""
        page = self.page(key)
        self.stack.setCurrentWidget(page)
        self.navigation.select(key)
        page.setFocus()  # and no button of it, which would look chosen
        page.shown()
        self.prepare_bar.passed(key)
        if self.session.catalog is not None:
            self._save(closed_cleanly=False)

    def page(self, key: str) -> Page:
        """The page of that key."""
        if key not in self._pages:
            page = self._entries[key].load()(self.session)
            leave_to_window(page)
            self._pages[key] = page
            self.stack.addWidget(page)
        return self._pages[key]

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """What is hidden passes the focus on to the next button, which then looks chosen."""
        page = self.stack.currentWidget()
        if old is None or new is None or page is None or old.isVisible():
            return
        if isinstance(new, QAbstractButton) and page.isAncestorOf(new):
            page.setFocus()

    def _see(self, _what: object) -> None:
        """There is something to look at: leave pages that only lead to it."""
        if self.current_key in LEADING:
            self.show_page("attention")

    @property
    def current_key(self) -> str:
        """Key of the page in front."""
        page = self.stack.currentWidget()
        return page.key if isinstance(page, Page) else "catalog"

    # --- actions --------------------------------------------------------------------------

    def choose_folder(self) -> None:
        """Ask for a catalog folder and open it."""
        path = ask_folder(self, self.session, self.tr("Open a catalog folder"))
        if path:
            self.session.open_path(path)

    def choose_file(self) -> None:
        """Ask for a catalog file and open it."""
        path = ask_open(self, self.session, self.tr("Open a catalog file"))
        if path:
            self.session.open_path(path)

    def save_picture(self) -> None:
        """Save what the page shows as a PNG."""
        name = f"triptych-{self.current_key}.png"
        path = ask_save(self, self.session, self.tr("Save picture"), name, "PNG (*.png)")
        if path is None:
            return
        if self.stack.grab().save(str(path), "PNG"):
            self.session.tell_saved(path)
        else:
            words = self.tr("The picture could not be written to {0}. Choose another folder.")
            self.session.complain(words.format(path))

    def save_page(self) -> None:
        """Save the page in front as HTML that needs no server."""
        self.sharing.page(self.current_key, self.stack)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def show_palette(self) -> None:
        """Open the command palette."""
        palette = CommandPalette(self.actions(), self, self.stack.currentWidget())
        palette.move(self.mapToGlobal(self.rect().center()) - palette.rect().center())
        palette.show()

    # --- theme ----------------------------------------------------------------------------

    def _system_theme_changed(self) -> None:
        if self.saved.theme == "system":
            self.set_theme("system")

    def set_theme(self, choice: theme.ThemeChoice) -> None:
        """Dress the window anew."""
        self.saved.theme = choice
        self.session.theme = theme.chosen(choice)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.session.theme)
        self.session.theme_changed.emit()

    # --- computing ------------------------------------------------------------------------

    def set_computing(self, device: str, threads: int) -> None:
        """Remember device and threads; the engine starts anew, running jobs keep what they have."""
        if (device, threads) == (self.saved.device, self.saved.threads):
            return
        self.saved.device, self.saved.threads = device, threads
        self._save(closed_cleanly=False)
        settings.compute_as_chosen(self.saved)
        self.session.engine.restart()
        if self.session.jobs.running:
            words = self.tr("What is running goes on as it began; all else computes as chosen now.")
            self.session.notice.emit("info", words, "")

    # --- language -------------------------------------------------------------------------

    def set_language(self, choice: language.Language) -> None:
        """Remember the language and offer the new start that it needs."""
        if choice == self.saved.language:
            return
        self.saved.language = choice
        self._save(closed_cleanly=False)
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(self.tr("Language"))
        box.setText(self.tr("The language changes when Triptych starts again."))
        now = box.addButton(self.tr("Restart now"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Later"), QMessageBox.ButtonRole.RejectRole)
        now.clicked.connect(self.restart)
        box.open()

    def restart(self) -> None:
        """End, and start again with the same catalog. Refused by who keeps a running job."""
        if self.close():
            again = QProcess()
            prepare(again, launch.command("gui"), launch.environment())
            again.startDetached()

    # --- session --------------------------------------------------------------------------

    def restore(self) -> None:
        """Open again what was open, after a normal end and after a crash alike."""
        folder = Path(self.saved.snapshot)
        crashed = self.saved.crashed
        if self.saved.snapshot and (folder / "catalog.json").exists():
            if self.saved.page in self._entries:
                self.show_page(self.saved.page)
            if self.saved.left_out:
                steps = list(self.saved.left_out)
                self.session.exclusions.restore(folder, self.saved.source, steps)
            else:
                self.session.open_path(self.saved.source)
            if crashed:
                self.session.notice.emit(
                    "warning",
                    self.tr(
                        "Triptych did not end properly last time. Your catalog is opened again; "
                        "trained models and features are kept."
                    ),
                    "",
                )
        self._save(closed_cleanly=False)

    def _catalog_changed(self) -> None:
        catalog = self.session.catalog
        self.setWindowTitle(f"{catalog.name} - Triptych" if catalog else "Triptych")
        self._save(closed_cleanly=False)
        self._hold(self.session.snapshot)

    def _save(self, *, closed_cleanly: bool) -> None:
        self.saved.geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.saved.page = self.current_key
        self.saved.snapshot = str(self.session.snapshot or "")
        self.saved.source = self.session.source
        self.saved.folder = self.session.folder
        self.saved.left_out = self.session.exclusions.steps
        self.saved.closed_cleanly = closed_cleanly
        try:
            settings.save(self.saved)
        except OSError as error:
            self.session.unkept(error)

    def _hold(self, snapshot: Path | None) -> None:
        """Tell other windows, which may clean up, what is open here."""
        try:
            usage.hold(snapshot)
        except OSError as error:
            self.session.unkept(error)

    def _watch(self, job: AnyRunning) -> None:
        job.status_changed.connect(self.activity.refresh)

    # --- Qt -------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        path = local_path(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.veil.offer(path)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.veil.hide()
        path = local_path(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.session.open_path(path)
            self.show_page("catalog")

    def leave(self) -> None:
        """Close, as the system wants it: nobody is asked, for nobody may be there."""
        self._asks = False
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        busy = lost_and_kept(self.session.jobs.running)
        if busy and self._asks and self.isVisible() and not _offscreen():
            answer = QMessageBox.question(
                self,
                self.tr("Close Triptych?"),
                self.tr("Something is still running.") + "\n" + busy,
                QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel,
            )
            if answer != QMessageBox.StandardButton.Close:
                event.ignore()
                return
        self._save(closed_cleanly=True)
        self._hold(None)
        self.session.close()
        event.accept()


def _inset(widget: QWidget) -> QHBoxLayout:
    """As far from the edges as what pages show."""
    line = QHBoxLayout()
    line.setContentsMargins(20, 0, 20, 4)
    line.addWidget(widget)
    return line


def _import_plots() -> None:
    """Import what takes longest of what pages need, before one of them is wanted."""
    from gui.widgets.plots import plotting  # noqa: F401


def _offscreen() -> bool:
    """Nobody can answer a dialog there."""
    return QGuiApplication.platformName() == "offscreen"


def high_dpi() -> None:
    """Keep fractional scale factors as they are; call before the application is made."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
