"""A label and a card: what most of the window is made of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
)

from gui.widgets.layout.markup import Html


class Label(QLabel):
    """Shows text as it is, whatever it looks like; only Html is read as markup."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setText(text)

    def setText(self, text: str) -> None:
        wanted = Qt.TextFormat.RichText if isinstance(text, Html) else Qt.TextFormat.PlainText
        if wanted != self.textFormat():
            super().setText("")  # lest the text there be read the new way
            self.setTextFormat(wanted)
        super().setText(text)


def label(text: str, role: str = "", *, wrap: bool = False) -> Label:
    """A label with a role of the style sheet: title, talk, heading, muted, good, warning, bad."""
    widget = Label(text)
    if role:
        widget.setProperty("role", role)
    widget.setWordWrap(wrap)
    widget.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return widget


def set_primary(button: QPushButton, primary: bool) -> None:
    """Make a button the one that leads on, or one among others."""
    if button.property("role") != (role := "primary" if primary else ""):
        button.setProperty("role", role)
        button.style().unpolish(button)
        button.style().polish(button)


def card(title: str = "") -> tuple[QFrame, QVBoxLayout]:
    """A rounded frame with an optional heading, and the layout to put content in."""
    frame = QFrame()
    frame.setProperty("role", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(12, 10, 12, 10)
    layout.setSpacing(6)
    if title:
        layout.addWidget(label(title, "heading"))
    return frame, layout


def clear(layout: QLayout, first: int = 0, last: int = 0) -> None:
    """Remove and delete the widgets of a layout, but for some at its beginning and its end."""
    # Not by takeAt: PySide never frees the items that it hands out.
    while layout.count() > first + last and (item := layout.itemAt(first)) is not None:
        widget = item.widget()
        assert widget is not None, "only widgets are replaced"
        widget.hide()
        layout.removeWidget(widget)
        widget.deleteLater()


def close_row(dialog: QDialog) -> QHBoxLayout:
    """The foot of a dialog that only shows: a button that closes it, on the right."""
    close = QPushButton(QCoreApplication.translate("dialogs", "Close"))
    close.clicked.connect(dialog.accept)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(close)
    return row
