"""A thin line along the upper edge of a widget that moves while an answer is awaited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

#: An answer within this many milliseconds comes without any sign, which would only flicker.
PATIENCE_MS = 250


HEIGHT = 3


class Waiting(QProgressBar):
    """Lies over its parent, so that nothing jumps when it comes and goes."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRange(0, 0)
        self.setTextVisible(False)
        self.setStyleSheet(f"min-height: {HEIGHT}px; max-height: {HEIGHT}px;")
        self.setAccessibleName(name)
        self._over = parent
        parent.installEventFilter(self)
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._timer.timeout.connect(self.show)
        self.hide()

    @property
    def awaited(self) -> bool:
        """Whether an answer is awaited, seen already or not."""
        return self._timer.isActive() or not self.isHidden()

    def begin(self) -> None:
        """An answer is awaited from now on."""
        if not self.awaited:
            self._timer.start()

    def end(self) -> None:
        """It came, or will not come."""
        self._timer.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(0, 0, self._over.width(), HEIGHT)
            self.raise_()
        return super().eventFilter(watched, event)
