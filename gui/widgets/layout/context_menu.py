"""The menu of a right click, or the menu key, on a row of a view."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QMenu, QPushButton


class ContextMenu(QObject):
    """Asks for the entries of the row that was clicked, which is the current one by then.

    Signals:
        wanted: a QMenu to fill; one that stays empty is not shown.
    """

    wanted = Signal(object)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._ask)

    def _ask(self, place: QPoint) -> None:
        if not self._view.indexAt(place).isValid():
            return
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.wanted.emit(menu)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(self._view.viewport().mapToGlobal(place))


def add_button(menu: QMenu, button: QPushButton) -> None:
    """An entry that does what a button does, if it is there and can be pressed."""
    if button.isHidden():
        return
    action = menu.addAction(button.text(), button.click)
    action.setToolTip(button.toolTip())
    action.setEnabled(button.isEnabled())
