from __future__ import annotations

import gc

from gui.state.events import Event


class Ear:
    def __init__(self) -> None:
        self.heard: list[int] = []

    def hear(self, number: int) -> None:
        self.heard.append(number)


def test_listeners_hear_in_the_order_they_came() -> None:
    event, heard = Event[int](), []
    event.connect(lambda number: heard.append(("first", number)))
    event.connect(lambda number: heard.append(("second", number)))
    event.emit(3)
    assert heard == [("first", 3), ("second", 3)]


def test_an_object_that_only_listens_is_not_kept_alive() -> None:
    event, ear, heard = Event[int](), Ear(), []
    log = ear.heard
    event.connect(ear.hear)
    event.connect(heard.append)  # a function of C: kept
    event.emit(1)
    del ear
    gc.collect()
    event.emit(2)
    assert log == [1]
    assert heard == [1, 2]


def test_disconnecting_takes_one_listener_and_leaves_the_others() -> None:
    event, one, other = Event[int](), Ear(), Ear()
    event.connect(one.hear)
    event.connect(other.hear)
    event.disconnect(one.hear)
    event.disconnect(Ear().hear)  # never connected
    event.emit(5)
    assert (one.heard, other.heard) == ([], [5])


def test_who_connects_while_it_is_emitted_hears_the_next() -> None:
    event, late = Event[int](), Ear()
    event.connect(lambda number: event.connect(late.hear) if number == 1 else None)
    event.emit(1)
    assert late.heard == []
    event.emit(2)
    assert late.heard == [2]
