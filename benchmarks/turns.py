"""Devices measured one after the other: how far all of it is, and the cooling down in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final

from benchmarks.devices.base import Device
from core.progress import Level, Reporter
from core.text import Text

#: Most seconds a device gets to cool down, and those it gets where it tells no temperature.
COOL_S, BLIND_S = 60.0, 15.0
#: A temperature that falls by less than so much between two looks is as low as it gets soon.
STILL_C, LOOK_S = 0.5, 10.0
#: Of what one device takes, the part each stage is reckoned to take; between two there is cooling.
_SHARES: Final = {"ceilings": (0.0, 0.05), "prepare": (0.05, 0.3), "measure": (0.3, 0.95)}


class Whole(Reporter):
    """Tells all devices and all stages as one stage, which has one time left."""

    def __init__(self, told: Reporter, devices: int) -> None:
        self._told, self._devices, self._number, self._done = told, devices, 0, 0.0

    def device(self, number: int) -> None:
        """The next to be measured, counted from 0."""
        self._number = number
        self._say(0.0)

    def cooling(self) -> None:
        """The one that was measured cools down."""
        self._say(0.95)

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        low, high = _SHARES.get(stage, (0.3, 0.95))
        self._say(low + (high - low) * min(1.0, done / total) if total else low)

    def _say(self, part: float) -> None:
        # Back to an earlier stage (the largest batch) is no way back.
        self._done = max(self._done, (self._number + part) / self._devices)
        self._told.progress("measure", round(100 * self._done, 2), 100, "%")

    def metric(self, step: int, epoch: float, values: Mapping[str, float]) -> None:
        self._told.metric(step, epoch, values)

    def log(self, text: str, level: Level = "info") -> None:
        self._told.log(text, level)

    def checkpoint(self) -> bool:
        return self._told.checkpoint()


def cool_down(
    device: Device, reporter: Reporter, wait: Callable[[float], None] = time.sleep
) -> float:
    """Let what was measured cool, before its heat slows what is measured next.

    Ends where a look at the temperature finds it hardly falling, after a minute, or at a Stop.

    Returns:
        Seconds it took.

    """
    begun, last = device.now(), device.sensors().temperature_c
    most = BLIND_S if last is None else COOL_S
    if device.synthetic:
        return 0.0
    reporter.log(Text("Cooling down, at most {seconds:.0f} s.", seconds=most))
    looked = begun
    while device.now() - begun < most and not reporter.checkpoint():
        wait(0.5)
        if last is not None and device.now() - looked >= LOOK_S:
            now = device.sensors().temperature_c
            if now is None or last - now < STILL_C:
                break
            last, looked = now, device.now()
    return device.now() - begun
