"""Clock, temperature, throttling and energy from NVIDIA's management library, where present.

The bindings (package nvidia-ml-py) come with the product, the library with the driver. Without a
driver, or on a card that does not count energy, the numbers are None and never estimated.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from benchmarks.devices.base import Sensors
from core.text import Text

#: Bits of nvmlClocksThrottleReasons that mean "slower than it could be" (nvml.h).
REASONS = {
    0x4: Text("power cap"),
    0x8: Text("hardware slowdown"),
    0x20: Text("software thermal slowdown"),
    0x40: Text("hardware thermal slowdown"),
    0x80: Text("power brake"),
}


class Meter:
    """Reads one card. `library` is the pynvml module, or something that behaves like it."""

    def __init__(self, library: Any, handle: Any) -> None:
        self._library = library
        self._handle = handle

    @classmethod
    def open(cls, index: int, library: Any | None = None) -> Meter | Text:
        """The meter of torch's card `index`, or why there is none."""
        try:
            library = library or import_module("pynvml")
            library.nvmlInit()
            return cls(library, library.nvmlDeviceGetHandleByIndex(physical_index(index)))
        except ImportError:  # on macOS there is no such package
            return Text("there are no NVIDIA cards on this system")
        except Exception as error:  # NVML raises classes of its own, which need it to name
            return Text("NVIDIA's driver does not answer: {why}", why=str(error).strip("' "))

    def read(self) -> Sensors:
        """What the card tells now."""
        library, handle = self._library, self._handle
        hz = self._try(lambda: 1e6 * library.nvmlDeviceGetClockInfo(handle, 1))  # 1: SM clock
        heat = self._try(lambda: float(library.nvmlDeviceGetTemperature(handle, 0)))  # 0: die
        bits = self._try(lambda: library.nvmlDeviceGetCurrentClocksThrottleReasons(handle))
        millijoules = self._try(lambda: library.nvmlDeviceGetTotalEnergyConsumption(handle))
        return Sensors(
            clock_hz=hz,
            temperature_c=heat,
            throttled=None if bits is None else reasons(int(bits)),
            energy_j=None if millijoules is None else millijoules / 1000,
        )

    @staticmethod
    def _try(read: Any) -> Any:
        try:
            return read()
        except Exception:  # "not supported" on this card
            return None


def reasons(bits: int) -> str | None:
    """The reasons in words, None if the clock is free."""
    return ", ".join(words for bit, words in REASONS.items() if bits & bit) or None


def physical_index(index: int) -> int:
    """NVML counts all cards; CUDA_VISIBLE_DEVICES renumbers those torch sees."""
    visible = os.environ.get("CUDA_VISIBLE_DEVICES", "")
    numbers = [part.strip() for part in visible.split(",") if part.strip()]
    if index < len(numbers) and numbers[index].isdigit():
        return int(numbers[index])
    return index
