"""The command palette: every action of the window and of the page, by name, from the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class CommandPalette(QDialog):
    """Type a part of a name, press Enter. What the page in front can do comes first."""

    def __init__(
        self,
        actions: Sequence[QAction],
        parent: QWidget | None = None,
        page: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        usual = [a for a in actions if a.isEnabled() and not a.isSeparator() and a.text()]
        self._actions = [*self._of(page), *usual]
        self.setMinimumWidth(460)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        self.box = QLineEdit()
        self.box.setPlaceholderText(self.tr("Type a command ..."))
        self.box.setAccessibleName(self.tr("Command"))
        self.box.textChanged.connect(self._filter)
        self.box.returnPressed.connect(self._run)
        self.box.installEventFilter(self)
        layout.addWidget(self.box)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._run)
        layout.addWidget(self.list)
        self._filter("")
        self.box.setFocus()

    def _of(self, page: QWidget | None) -> list[QAction]:
        """An action for every button that can be pressed on a page."""
        found = []
        for button in page.findChildren(QPushButton) if page is not None else []:
            if button.isVisible() and button.isEnabled() and button.text():
                action = QAction(button.text(), self)
                action.setShortcut(button.shortcut())
                action.triggered.connect(button.click)
                found.append(action)
        return found

    def _filter(self, text: str) -> None:
        self.list.clear()
        words = text.lower().split()
        for action in self._actions:
            name = action.text().replace("&", "")
            if all(word in name.lower() for word in words):
                keys = action.shortcut().toString()
                item = QListWidgetItem(f"{name}    {keys}" if keys else name)
                item.setData(Qt.ItemDataRole.UserRole, action)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _run(self, _item: QListWidgetItem | None = None) -> None:
        current = self.list.currentItem()
        self.accept()
        if current is not None:
            action: QAction = current.data(Qt.ItemDataRole.UserRole)
            action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
        return super().eventFilter(watched, event)
