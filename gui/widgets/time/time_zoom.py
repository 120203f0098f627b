"""Which seconds of a time axis are on screen, and zooming them about the pointer."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent

#: How much shorter one notch of the wheel makes the stretch on screen.
_STEP = 1.25


def zoomed(
    shown: tuple[float, float],
    whole: tuple[float, float],
    at: float,
    notches: float,
    shortest: float,
) -> tuple[float, float]:
    """First and last second on screen after the wheel turned.

    The second `at` stays under the pointer, as far as the ends of the whole allow.

    Args:
        shown: first and last second on screen now.
        whole: first and last second there is.
        at: second under the pointer.
        notches: of the wheel, positive to come nearer.
        shortest: seconds that are never fallen below.

    """
    first, last = whole
    length = min(max((shown[1] - shown[0]) * _STEP**-notches, shortest), last - first)
    share = (at - shown[0]) / (shown[1] - shown[0])
    begin = min(max(at - share * length, first), last - length)
    return begin, begin + length


class TimeZoom:
    """The stretch of a time axis that a widget shows.

    Args:
        left, right: points beside the axis in the widget.
        shortest: seconds that are always on screen.

    Attributes:
        shown: first and last second on screen.

    """

    def __init__(self, left: float, right: float, shortest: float) -> None:
        self._left, self._right, self._shortest = left, right, shortest
        self._whole = self.shown = (0.0, 1.0)

    def show_all(self, first: float, last: float) -> None:
        """Another axis, whole on screen."""
        self._whole = self.shown = (first, last)

    def to_x(self, second: float, width: float) -> float:
        """Where a second is drawn in a widget of this width."""
        begin, end = self.shown
        return self._left + (second - begin) / (end - begin) * (width - self._left - self._right)

    def to_second(self, x: float, width: float) -> float:
        """The second at a place."""
        begin, end = self.shown
        span = max(1.0, width - self._left - self._right)
        return begin + (x - self._left) / span * (end - begin)

    def turn(self, event: QWheelEvent, width: float) -> None:
        """Take a turn of the wheel."""
        at = self.to_second(event.position().x(), width)
        notches = event.angleDelta().y() / 120
        self.shown = zoomed(self.shown, self._whole, at, notches, self._shortest)
        event.accept()
