"""What the timing code needs of a device, so that a fake one can take its place in tests."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from core.text import Text


@dataclass(frozen=True)
class Sensors:
    """State of a device at one moment; None where it does not tell."""

    clock_hz: float | None = None
    temperature_c: float | None = None
    throttled: str | None = None
    energy_j: float | None = None
    on_battery: bool | None = None


class Event(ABC):
    """A mark in the device's queue."""

    @abstractmethod
    def record(self) -> None:
        """Put the mark behind all work issued so far."""

    @abstractmethod
    def seconds_until(self, later: Event) -> float:
        """Device time between this mark and a later one; both must have been reached."""


class OutOfDeviceMemoryError(MemoryError):
    """A device that is not torch's ran out of memory."""


class Device(ABC):
    """A device with a host clock, a queue and, perhaps, events and sensors.

    Attributes:
        name: "cpu", "cuda:0", "fake:0".
        synthetic: its times describe no machine.
        asynchronous: a call may return before its work is done.

    """

    name: str
    synthetic: bool = False
    asynchronous: bool = False

    @abstractmethod
    def now(self) -> float:
        """Seconds on the host's steady clock."""

    @abstractmethod
    def synchronize(self) -> None:
        """Wait until all work issued so far is done."""

    def event(self) -> Event | None:
        """A new mark, or None where the device has no events."""
        return None

    def waited(self) -> float | None:
        """Seconds the calling thread has waited for a core so far, None if nobody counts."""
        return None

    def flush(self) -> None:
        """Push what a kernel may find in caches out of them."""
        return

    def sensors(self) -> Sensors:
        """Clock, temperature, throttling and energy, as far as they are known."""
        return Sensors()

    def absent(self) -> dict[str, Text]:
        """By field of `Sensors`, why it is not known."""
        return {}

    def forget_peak(self) -> None:
        """Start a new measurement of `peak_bytes`."""
        return

    def peak_bytes(self) -> int | None:
        """Most memory in use since `forget_peak` beyond what was in use then."""
        return None
