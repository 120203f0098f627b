"""One's own words and files: typed, chosen, dropped or pasted."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.catalog.modality import FILES
from gui.widgets.files import ask_open
from gui.widgets.host import Host
from gui.widgets.items.catalog_rows import CatalogRows

# Typing is over when nothing came for so long.
_PAUSE_MS = 400


class Sentence(QLineEdit):
    """A line of words, which hands on pictures and files that are pasted.

    Signals:
        pasted: the QMimeData of the clipboard, where it holds no words.
    """

    pasted = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and (held.hasImage() or held.hasUrls()):
            self.pasted.emit(held)
        else:
            super().keyPressEvent(event)


class OwnInput(QWidget):
    """A line for the words, and a file of each kind.

    Signals:
        changed: another input.
    """

    changed = Signal()

    def __init__(
        self, host: Host, kinds: Sequence[str] = ("image", "audio"), *beside: QWidget
    ) -> None:
        """With widgets `beside` them, the files stand on a line of their own below the words."""
        super().__init__()
        self._host = host
        self._pasted: tempfile.TemporaryDirectory[str] | None = None
        #: Paths by kind, "" where there is none.
        self.files: dict[str, str] = dict.fromkeys(("image", "audio", "video"), "")
        self.words = Sentence()
        self.words.setPlaceholderText(self.tr("A sentence, or a question about the picture"))
        self.words.setAccessibleName(self.tr("Sentence"))
        self.words.setClearButtonEnabled(True)
        self.buttons: dict[str, QPushButton] = {}
        self.without: dict[str, QToolButton] = {}
        outer: QBoxLayout = QVBoxLayout(self) if beside else QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._line = QHBoxLayout()
        for layout in (outer, self._line):
            layout.setSpacing(4)
        outer.addWidget(self.words, 1)
        outer.addLayout(self._line)
        for kind in self.files:
            self._add(kind)
        if beside:
            self._line.addStretch(1)
        for widget in beside:
            self._line.addWidget(widget)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.changed)
        self.words.textEdited.connect(self._typed)
        self.words.returnPressed.connect(self._entered)
        self.words.pasted.connect(self._paste)
        self.setAcceptDrops(True)
        self.set_kinds(kinds)

    def _add(self, kind: str) -> None:
        button = self.buttons[kind] = QPushButton()
        button.clicked.connect(partial(self._choose, kind))
        without = self.without[kind] = QToolButton()
        without.setText("×")
        without.setAutoRaise(True)
        without.setToolTip(self.tr("Without this file"))
        without.setAccessibleName(self.tr("Without this file"))
        without.clicked.connect(partial(self.set_file, kind, ""))
        self._line.addWidget(button)
        self._line.addWidget(without)

    def set_kinds(self, kinds: Sequence[str]) -> None:
        """Which files can be given."""
        self.kinds = tuple(kinds)
        self._name_files()

    @property
    def text(self) -> str:
        """The sentence."""
        return self.words.text().strip()

    @property
    def image(self) -> str:
        """Path of the picture."""
        return self.files["image"]

    @property
    def audio(self) -> str:
        """Path of the sound, or of a film that has one."""
        return self.files["audio"]

    def take_item(self, rows: CatalogRows, row: int) -> None:
        """What an item of the catalog has."""
        self.words.setText(one_line(str(rows.value("text", row) or rows.title(row))))
        self.words.setCursorPosition(0)
        for kind in self.files:
            self.files[kind] = str(rows.media(row, kind) or "")
        if "video" not in self.kinds:
            self.files["audio"] = self.files["audio"] or self.files["video"]
        self._timer.stop()
        self._name_files()
        self.changed.emit()

    def set_file(self, kind: str, path: str, _checked: bool = False) -> None:
        """Another file of a kind, "" for none."""
        self.files[kind] = path
        self._name_files()
        self.changed.emit()

    def take_file(self, path: Path) -> bool:
        """A file of one's own; whether it is of a kind that can be given."""
        kind = self._kind(path)
        if kind:
            self.set_file(kind, str(path))
        return bool(kind)

    def _kind(self, path: Path) -> str:
        ending = path.suffix.lower()
        for kind in self.kinds:
            if ending in FILES[kind]:
                return kind
        # A film is a sound, too.
        return "audio" if "audio" in self.kinds and ending in FILES["video"] else ""

    def _typed(self, _text: str) -> None:
        self._timer.start()

    def _entered(self) -> None:
        self._timer.stop()
        self.changed.emit()

    def _choose(self, kind: str, _checked: bool = False) -> None:
        titles = {
            "image": (self.tr("Choose a picture"), self.tr("Pictures")),
            "audio": (self.tr("Choose a sound"), self.tr("Sounds")),
            "video": (self.tr("Choose a film"), self.tr("Films")),
        }
        title, name = titles[kind]
        endings = FILES[kind] + (FILES["video"] if kind == "audio" else ())
        kinds = f"{name} ({' '.join('*' + ending for ending in endings)})"
        path = ask_open(self, self._host, title, kinds)
        if path is not None:
            self.set_file(kind, str(path))

    def _name_files(self) -> None:
        empty = {
            "image": self.tr("Picture ..."),
            "audio": self.tr("Sound ..."),
            "video": self.tr("Film ..."),
        }
        for kind, button in self.buttons.items():
            path = self.files[kind]
            metrics = button.fontMetrics()
            name = Path(path).name.replace("&", "&&")
            elided = metrics.elidedText(
                name, Qt.TextElideMode.ElideMiddle, 15 * metrics.averageCharWidth()
            )
            button.setText(elided if path else empty[kind])
            button.setToolTip(path or self.tr("Choose a file, drop one here, or paste a picture"))
            button.setVisible(kind in self.kinds)
            self.without[kind].setVisible(kind in self.kinds and bool(path))

    # --- dropping and pasting -------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = self.dropped(event.mimeData())
        if path is not None and self.take_file(path):
            event.acceptProposedAction()

    def dropped(self, held: QMimeData) -> Path | None:
        """The first file that can be given."""
        paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        return next((path for path in paths if self._kind(path)), None)

    def _paste(self, held: QMimeData) -> None:
        path = self.dropped(held)
        picture = held.imageData()
        if path is not None:
            self.take_file(path)
        elif isinstance(picture, QImage) and "image" in self.kinds:
            self._pasted = self._pasted or tempfile.TemporaryDirectory(prefix="triptych-")
            number = len(list(Path(self._pasted.name).iterdir())) + 1
            path = Path(self._pasted.name) / self.tr("pasted {0}.png").format(number)
            if picture.save(str(path)):
                self.take_file(path)


def one_line(text: str) -> str:
    """A text as a line shows it."""
    return " ".join(text.split())
