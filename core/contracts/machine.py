"""What is asked of a machine: will this build of PyTorch work, and which devices there are."""

from __future__ import annotations

from core.contracts.message import Message
from core.contracts.question import Nothing, Question
from core.doctor import Check


class Device(Message):
    """A device that can be chosen.

    Attributes:
        key: as torch names it.
        name: of the hardware.

    """

    key: str
    name: str


class Machine(Message):
    """This machine, as the engine's process sees it.

    Attributes:
        checks: of the build of PyTorch, of the driver and of the cards, with what to do.
        devices: that work here, the CPU last.
        cores: there are for us.

    """

    checks: tuple[Check, ...]
    devices: tuple[Device, ...]
    cores: int


MACHINE = Question("machine.about", Nothing, Machine)
