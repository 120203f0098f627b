"""The host's processor and torch's accelerators."""

from __future__ import annotations

import time
from dataclasses import replace

import torch

from benchmarks.devices.base import Device, Event, Sensors
from benchmarks.devices.host import HostSensors, on_battery
from benchmarks.devices.nvml import Meter
from benchmarks.load import CoreWait
from core import system
from core.device import resolve
from core.text import Text

#: Larger than the last-level caches of servers and the L2 caches of GPUs.
FLUSH_BYTES = 128 * 1024**2
NOT_NVIDIA = Text("only NVIDIA's cards tell it here")
NOT_BY_CARD = Text("this card does not tell it")


class HostDevice(Device):
    """The CPU. Calls return when they are done, so there is nothing to wait for."""

    def __init__(self) -> None:
        self.name = "cpu"
        self.torch = torch.device("cpu")
        self._flush: torch.Tensor | None = None
        self._before = 0
        self._wait = CoreWait()
        self._sensors = HostSensors()

    def now(self) -> float:
        return time.perf_counter()

    def waited(self) -> float | None:
        return self._wait.seconds()

    def synchronize(self) -> None:
        # A run on the host may still have issued copies to an accelerator.
        if torch.accelerator.is_available():
            torch.accelerator.synchronize()

    def flush(self) -> None:
        if self._flush is None:
            self._flush = torch.zeros(FLUSH_BYTES // 4)
        self._flush.add_(1)

    def sensors(self) -> Sensors:
        return self._sensors.read()

    def absent(self) -> dict[str, Text]:
        return self._sensors.absent()

    def forget_peak(self) -> None:
        system.forget_peak()
        self._before = system.resident_bytes()

    def peak_bytes(self) -> int | None:
        peak = system.peak_bytes()
        return None if peak is None else max(0, peak - self._before)


class AcceleratorEvent(Event):
    """A torch event with timing."""

    def __init__(self, device: torch.device) -> None:
        self._event = torch.Event(device, enable_timing=True)

    def record(self) -> None:
        self._event.record()

    def seconds_until(self, later: Event) -> float:
        assert isinstance(later, AcceleratorEvent)
        return float(self._event.elapsed_time(later._event)) / 1000


class AcceleratorDevice(Device):
    """CUDA (or another torch accelerator) behind `torch.accelerator`."""

    asynchronous = True

    def __init__(self, device: torch.device, meter: Meter | Text | None = None) -> None:
        self.torch = device
        index = device.index or 0
        self.name = f"{device.type}:{index}"
        nvidia = device.type == "cuda" and torch.version.hip is None
        self._meter = meter or (Meter.open(index) if nvidia else NOT_NVIDIA)
        self._flush: torch.Tensor | None = None
        self._before = 0
        torch.accelerator.set_device_index(index)

    def now(self) -> float:
        return time.perf_counter()

    def synchronize(self) -> None:
        torch.accelerator.synchronize(self.torch)

    def event(self) -> Event:
        return AcceleratorEvent(self.torch)

    def flush(self) -> None:
        if self._flush is None:
            self._flush = torch.empty(FLUSH_BYTES // 4, device=self.torch)
        self._flush.zero_()

    def sensors(self) -> Sensors:
        told = self._meter.read() if isinstance(self._meter, Meter) else Sensors()
        return replace(told, on_battery=on_battery())

    def absent(self) -> dict[str, Text]:
        names = ("clock_hz", "temperature_c", "energy_j")
        if not isinstance(self._meter, Meter):
            return dict.fromkeys((*names, "throttled"), self._meter)
        told = self._meter.read()
        return {name: NOT_BY_CARD for name in names if getattr(told, name) is None}

    def forget_peak(self) -> None:
        torch.accelerator.reset_peak_memory_stats(self.torch)
        self._before = torch.accelerator.memory_allocated(self.torch)

    def peak_bytes(self) -> int:
        return max(0, torch.accelerator.max_memory_allocated(self.torch) - self._before)


def open_device(name: str) -> Device:
    """The device of this name.

    Raises:
        UserError: it cannot be used here; the message says why.

    """
    device = resolve(name)
    return HostDevice() if device.type == "cpu" else AcceleratorDevice(device)
