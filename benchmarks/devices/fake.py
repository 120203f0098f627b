"""An asynchronous device without hardware: a clock, a queue, a launch cost, a memory.

Calls cost the host `launch_s` and put work into a queue that the device works off in order, as
CUDA does. Time passes only where something takes time, so every measurement has one exact right
answer, and a timing that forgets to wait for the device is off by a known amount. All results
from it are marked synthetic.
"""

from __future__ import annotations

import random

from benchmarks.devices.base import Device, Event, OutOfDeviceMemoryError, Sensors


class FakeEvent(Event):
    """Knows when the queue reached it."""

    def __init__(self, device: FakeDevice) -> None:
        self._device = device
        self.reached_s: float | None = None

    def record(self) -> None:
        self.reached_s = max(self._device.clock_s, self._device.busy_until_s)

    def seconds_until(self, later: Event) -> float:
        assert isinstance(later, FakeEvent)
        if self.reached_s is None or later.reached_s is None:
            raise RuntimeError("an event was not recorded")
        if later.reached_s > self._device.clock_s:
            raise RuntimeError("an event was read before the device had reached it")
        return later.reached_s - self.reached_s


class FakeDevice(Device):
    """See the module.

    Args:
        launch_s: host time of one launch.
        noise: relative deviation of the device's times (normal, cut at three deviations).
        capacity_bytes: memory.
        seed: of the noise.
        broken: `synchronize` returns at once, as code that forgot it behaves.
        name: of several.

    """

    synthetic = True
    asynchronous = True

    def __init__(
        self,
        launch_s: float = 5e-6,
        noise: float = 0.01,
        capacity_bytes: int = 8 * 1024**3,
        seed: int = 0,
        *,
        broken: bool = False,
        name: str = "fake:0",
    ) -> None:
        self.name = name
        self.launch_s = launch_s
        self.noise = noise
        self.capacity_bytes = capacity_bytes
        self.broken = broken
        self.clock_s = 0.0
        self.busy_until_s = 0.0
        self.used_bytes = 0
        self._before = self._peak = 0
        self._energy_j = 0.0
        self._random = random.Random(seed)

    # --- what work does -------------------------------------------------------------------

    def launch(self, seconds: float) -> None:
        """Issue a kernel that keeps the device busy for `seconds`."""
        self.clock_s += self.launch_s
        wobble = max(-3.0, min(3.0, self._random.gauss(0, 1))) * self.noise
        took = seconds * (1 + wobble)
        self.busy_until_s = max(self.clock_s, self.busy_until_s) + took
        self._energy_j += 100.0 * took

    def allocate(self, size: int) -> None:
        """Take memory.

        Raises:
            OutOfDeviceMemoryError: there is not enough.

        """
        if self.used_bytes + size > self.capacity_bytes:
            raise OutOfDeviceMemoryError(
                f"out of memory: {size} bytes wanted, "
                f"{self.capacity_bytes - self.used_bytes} left of {self.capacity_bytes}"
            )
        self.used_bytes += size
        self._peak = max(self._peak, self.used_bytes)

    def release(self, size: int) -> None:
        """Give memory back."""
        self.used_bytes -= size

    # --- what timing sees -----------------------------------------------------------------

    def now(self) -> float:
        return self.clock_s

    def synchronize(self) -> None:
        if not self.broken:
            self.clock_s = max(self.clock_s, self.busy_until_s)

    def event(self) -> Event:
        return FakeEvent(self)

    def sensors(self) -> Sensors:
        return Sensors(clock_hz=1.5e9, temperature_c=50.0, throttled=None, energy_j=self._energy_j)

    def forget_peak(self) -> None:
        self._before = self._peak = self.used_bytes

    def peak_bytes(self) -> int:
        return self._peak - self._before
