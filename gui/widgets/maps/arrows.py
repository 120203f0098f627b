"""The arrow keys mean the same in every map."""

from __future__ import annotations

from PySide6.QtCore import Qt

#: Where an arrow goes: rows down, columns to the right.
ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
