"""What a model is given: a sentence, a picture and a sound, of an item or one's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from gui.session import Session
from gui.widgets.files import ask_open
from gui.widgets.items.catalog_rows import CatalogRows

# Typing is over when nothing came for so long.
_PAUSE_MS = 400
_PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic")
_SOUNDS = (
    ".wav",
    ".mp3",
    ".flac",
    ".ogg",
    ".opus",
    ".m4a",
    ".aac",
    ".mp4",
    ".mkv",
    ".webm",
    ".mov",
)


class Inputs(QWidget):
    """A line for the words, and two files.

    Signals:
        changed: another input.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.image = ""
        self.audio = ""
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("A sentence, or a question about the picture"))
        self.words.setAccessibleName(self.tr("Sentence"))
        self.words.setClearButtonEnabled(True)
        self.picture = QPushButton()
        self.sound = QPushButton()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.picture)
        line.addWidget(self.sound)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.changed)
        self.words.textEdited.connect(self._typed)
        self.words.returnPressed.connect(self._entered)
        self.picture.clicked.connect(self._choose_picture)
        self.sound.clicked.connect(self._choose_sound)
        self.setAcceptDrops(True)
        self._name_files()

    @property
    def text(self) -> str:
        """The sentence."""
        return self.words.text().strip()

    def take_item(self, rows: CatalogRows, row: int) -> None:
        """What an item of the catalog has."""
        self.words.setText(" ".join(str(rows.value("text", row) or rows.title(row)).split()))
        self.words.setCursorPosition(0)
        picture, sound = rows.media(row, "image"), rows.media(row, "audio")
        film = rows.media(row, "video")
        self.image = str(picture or "")
        self.audio = str(sound or film or "")
        self._name_files()
        self.changed.emit()

    def take_file(self, path: Path) -> bool:
        """A picture or a sound of one's own; whether it is either."""
        ending = path.suffix.lower()
        if ending in _PICTURES:
            self.image = str(path)
        elif ending in _SOUNDS:
            self.audio = str(path)
        else:
            return False
        self._name_files()
        self.changed.emit()
        return True

    def _typed(self, _text: str) -> None:
        self._timer.start()

    def _entered(self) -> None:
        self._timer.stop()
        self.changed.emit()

    def _choose_picture(self) -> None:
        kinds = self.tr("Pictures") + f" ({' '.join('*' + ending for ending in _PICTURES)})"
        path = ask_open(self, self._session, self.tr("Choose a picture"), kinds)
        if path is not None:
            self.take_file(path)

    def _choose_sound(self) -> None:
        kinds = self.tr("Sounds") + f" ({' '.join('*' + ending for ending in _SOUNDS)})"
        path = ask_open(self, self._session, self.tr("Choose a sound"), kinds)
        if path is not None:
            self.take_file(path)

    def _name_files(self) -> None:
        for button, path, empty in (
            (self.picture, self.image, self.tr("Picture ...")),
            (self.sound, self.audio, self.tr("Sound ...")),
        ):
            button.setText(Path(path).name.replace("&", "&&") if path else empty)
            button.setToolTip(path or self.tr("Choose a file, or drop one here"))

    # --- dropping -------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None and self.take_file(path):
            event.acceptProposedAction()


def _dropped(event: QDropEvent) -> Path | None:
    """The picture or sound that is dragged."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    known = (*_PICTURES, *_SOUNDS)
    return next((path for path in paths if path.suffix.lower() in known), None)
