"""A file or folder dragged over the window: any page takes it, and says so while it hovers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from gui.session import Session
from gui.widgets.items.painting import sized

_INSET = 14.0
_SHADE = 0.94


def local_path(data: QMimeData) -> str:
    """The first file or folder of this computer among what is dragged, "" if there is none."""
    return next((url.toLocalFile() for url in data.urls() if url.isLocalFile()), "")


def leave_to_window(page: QWidget) -> None:
    """Fields of a page would write the path of a file into themselves; the window opens it."""
    for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
        for field in page.findChildren(kind):
            field.setAcceptDrops(False)


class DropVeil(QWidget):
    """Lies over its parent and names what a drop would open."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.words = ""
        # The drag goes on to what lies below.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def offer(self, path: str) -> None:
        """Say what a drop opens."""
        self.words = self.tr("Drop to open {0}").format(Path(path).name)
        self.setAccessibleName(self.words)
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QColor(theme.window)
        shade.setAlphaF(_SHADE)
        painter.fillRect(self.rect(), shade)
        pen = QPen(QColor(theme.accent), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        box = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.drawRoundedRect(box, 12, 12)
        painter.setPen(QColor(theme.text))
        painter.setFont(sized(self.font(), 1.6, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words)
