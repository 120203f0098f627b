"""Zooming a time axis about the pointer."""

from __future__ import annotations

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
