"""Wishes are heard beside what cannot look up by itself."""

from __future__ import annotations

from threading import Event

import pytest

from core import progress
from core.progress import Cancelled, Reporter, Stopped, beside


class Wishes(Reporter):
    """Has a wish at the third look."""

    def __init__(self, error: type[Cancelled]) -> None:
        self.looks, self.error = 0, error

    def checkpoint(self) -> bool:
        self.looks += 1
        if self.looks == 3 and self.error is Cancelled:
            raise Cancelled
        return self.looks == 3


@pytest.mark.parametrize("error", [Stopped, Cancelled])
def test_a_wish_does_not_wait_for_work_that_cannot_look_up(
    error: type[Cancelled], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "LOOK_S", 0.001)
    go = Event()
    wishes = Wishes(error)
    with pytest.raises(error):
        beside(wishes, go.wait)  # would wait for ever
    assert wishes.looks == 3
    go.set()


def test_what_was_made_beside_is_given_and_what_was_raised_is_raised() -> None:
    assert beside(Reporter(), lambda: 7) == 7

    def fail() -> None:
        raise TimeoutError("its own")

    with pytest.raises(TimeoutError, match="its own"):
        beside(Reporter(), fail)
