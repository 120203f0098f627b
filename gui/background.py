"""Small work off the event loop: decode a picture, filter a table.

Newest first, because what was asked last is what is on screen now; a bounded stack, because a
user who flings through a million items does not want the ones that flew by.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid


class Background(QObject):
    """Runs functions in threads that live only while there is work.

    Signals:
        done: (key, result) in the thread of this object. A function that raised gives its
            exception as the result.
        dropped: key of work that was pushed out before it began.
    """

    done = Signal(object, object)
    dropped = Signal(object)

    def __init__(self, threads: int = 2, limit: int = 200, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = threads
        self._limit = limit
        self._lock = threading.Lock()
        self._waiting: OrderedDict[Hashable, Callable[[], Any]] = OrderedDict()
        self._running = 0
        self._courier = _courier()

    def submit(self, key: Hashable, function: Callable[[], Any]) -> None:
        """Run `function` soon. The same key again replaces work that has not begun."""
        pushed_out = []
        with self._lock:
            self._waiting[key] = function
            self._waiting.move_to_end(key)
            while len(self._waiting) > self._limit:
                pushed_out.append(self._waiting.popitem(last=False)[0])
            start = self._running < self._threads
            self._running += start
        for old in pushed_out:
            self.dropped.emit(old)
        if start:
            threading.Thread(target=self._work, name="triptych-background", daemon=True).start()

    def clear(self) -> None:
        """Forget what has not begun."""
        with self._lock:
            self._waiting.clear()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._running -= 1
                    return
                key, function = self._waiting.popitem()
            try:
                result: Any = function()
            except Exception as error:
                result = error
            self._courier.came.emit(self, key, result)


class _Courier(QObject):
    """Brings results home; threads may speak to it at any time, for it is never deleted.

    What a thread emits of an object that is being deleted meanwhile takes the process along.
    """

    came = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self.came.connect(self._hand_on)

    def _hand_on(self, to: Background, key: Hashable, result: object) -> None:
        if isValid(to):
            to.done.emit(key, result)
        else:  # the window is gone
            to.clear()


@cache
def _courier() -> _Courier:
    return _Courier()
