"""Events without Qt: whoever connects is called for as long as it lives."""

from __future__ import annotations

from collections.abc import Callable
from inspect import ismethod
from typing import Generic, TypeVar
from weakref import WeakMethod

Item = TypeVar("Item")


class Event(Generic[Item]):
    """Something that happens again and again, each time with an item.

    Bound methods are held weakly, so a listener that nobody else holds is forgotten; functions are
    kept. Listeners are called in the order in which they connected.
    """

    def __init__(self) -> None:
        self._listeners: list[Callable[[], Callable[[Item], object] | None]] = []

    def connect(self, listener: Callable[[Item], object]) -> None:
        """Call `listener` with the item from now on."""
        self._listeners.append(WeakMethod(listener) if ismethod(listener) else lambda: listener)

    def disconnect(self, listener: Callable[[Item], object]) -> None:
        """Call it no longer; nothing happens if it was not connected."""
        self._listeners = [held for held in self._listeners if held() not in (None, listener)]

    def emit(self, item: Item) -> None:
        """Tell all who listened when this began."""
        for held in tuple(self._listeners):
            listener = held()
            if listener is not None:
                listener(item)
        self._listeners = [held for held in self._listeners if held() is not None]
