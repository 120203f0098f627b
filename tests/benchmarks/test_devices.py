from __future__ import annotations

import getpass
import mmap
import socket
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from benchmarks import environment, parity, timing
from benchmarks.devices.nvml import Meter, physical_index, reasons
from benchmarks.devices.real import AcceleratorDevice, HostDevice
from benchmarks.workloads.base import Output
from core.text import Text


class FakeNvml(SimpleNamespace):
    """As much of pynvml as is used, for a card that counts energy."""

    millijoules = 0

    def nvmlInit(self) -> None:
        """Nothing to do."""

    def nvmlDeviceGetHandleByIndex(self, index: int) -> int:
        return index

    def nvmlDeviceGetClockInfo(self, handle: int, kind: int) -> int:
        return 1980

    def nvmlDeviceGetTemperature(self, handle: int, kind: int) -> int:
        return 61

    def nvmlDeviceGetCurrentClocksThrottleReasons(self, handle: int) -> int:
        return 0x4 | 0x40

    def nvmlDeviceGetTotalEnergyConsumption(self, handle: int) -> int:
        self.millijoules += 1500
        return self.millijoules


def test_nvml_is_read_in_si_units() -> None:
    meter = Meter.open(0, FakeNvml())
    assert isinstance(meter, Meter)
    first, second = meter.read(), meter.read()
    assert first.clock_hz == 1.98e9
    assert first.temperature_c == 61.0
    assert first.throttled == "power cap, hardware thermal slowdown"
    assert second.energy_j is not None
    assert first.energy_j is not None
    assert second.energy_j - first.energy_j == pytest.approx(1.5)


def test_what_nvml_does_not_tell_is_null() -> None:
    class Old(FakeNvml):
        def nvmlDeviceGetTotalEnergyConsumption(self, handle: int) -> int:
            raise RuntimeError("Not Supported")

    meter = Meter.open(0, Old())
    assert isinstance(meter, Meter)
    assert meter.read().energy_j is None
    assert meter.read().clock_hz is not None
    assert reasons(0) is None
    assert reasons(0x1) is None  # idle is no throttling


def test_without_a_driver_there_is_no_meter() -> None:
    class Broken(FakeNvml):
        def nvmlInit(self) -> None:
            raise RuntimeError("Driver Not Loaded")

    why = Meter.open(0, Broken())
    assert why == "NVIDIA's driver does not answer: Driver Not Loaded"


def test_the_bindings_come_with_the_product_and_an_absent_driver_says_why() -> None:
    """Whoever has a card finds its sensors without installing anything."""
    found = Meter.open(0)
    assert isinstance(found, Meter) or "driver does not answer" in found


def test_a_card_whose_driver_does_not_answer_says_so_of_each_sensor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(torch, "accelerator", SimpleNamespace(set_device_index=lambda _index: None))
    why = Text("the driver is asleep")
    absent = AcceleratorDevice(torch.device("cuda:0"), why).absent()
    assert set(absent) == {"clock_hz", "temperature_c", "energy_j", "throttled"}
    assert set(absent.values()) == {why}
    other = AcceleratorDevice(torch.device("xpu:0")).absent()
    assert "NVIDIA" in other["energy_j"]


def test_cards_are_counted_as_torch_counts_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "3,1")
    assert [physical_index(0), physical_index(1)] == [3, 1]
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES")
    assert physical_index(1) == 1


def test_accelerators_are_driven_through_torch_accelerator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Call-order mock of the CUDA path: set the card, wait for the card, ask it for its peak."""
    log: list[str] = []
    fake = SimpleNamespace(
        set_device_index=lambda index: log.append(f"set {index}"),
        synchronize=lambda device: log.append(f"wait {device}"),
        reset_peak_memory_stats=lambda device: log.append("reset"),
        memory_allocated=lambda device: 100,
        max_memory_allocated=lambda device: 164,
    )
    monkeypatch.setattr(torch, "accelerator", fake)
    made: list[tuple[str, bool]] = []

    class Event:
        def __init__(self, device: torch.device, enable_timing: bool) -> None:
            made.append((str(device), enable_timing))

        def record(self) -> None:
            log.append("record")

        def elapsed_time(self, later: Event) -> float:
            log.append("elapsed")
            return 2.5  # milliseconds

    monkeypatch.setattr(torch, "Event", Event)
    device = AcceleratorDevice(torch.device("cuda:1"), Meter(FakeNvml(), 1))
    assert device.name == "cuda:1"
    device.forget_peak()
    assert device.peak_bytes() == 64
    found = timing.device_time(lambda: log.append("work"), device, 1)
    assert found == (0.0025,)
    assert log == ["set 1", "reset", "record", "work", "record", "wait cuda:1", "elapsed"]
    # One more event is made to ask whether there are any.
    assert made == [("cuda:1", True)] * 3
    assert device.sensors().energy_j == pytest.approx(1.5)


def test_the_host_tells_the_peak_of_a_large_array() -> None:
    device = HostDevice()
    device.forget_peak()
    # Pages of its own: an array could be given 64 MiB that earlier tests left free in the heap,
    # which are resident already, so that nothing would grow (seen once in CI as a peak of 0).
    with mmap.mmap(-1, 64 * 1024**2) as block:
        block.write(b"1" * len(block))
    peak = device.peak_bytes()
    if peak is None:
        pytest.skip("this kernel does not tell the peak of the resident set")
    assert peak > 0.8 * 64 * 1024**2


def test_the_machine_is_described_without_private_data() -> None:
    text = environment.describe().model_dump_json()
    private = {socket.gethostname(), getpass.getuser(), str(Path.home()), str(Path.cwd())}
    # A user called "root" or a host called "vm" would be found inside other words.
    assert not [word for word in private if len(word) > 4 and word in text]
    assert "/" not in environment.describe().kernel
    assert str(Path.cwd()) not in text


def test_parity_measures_values_and_ranks() -> None:
    a = Output(np.array([[1.0, -2.0], [3.0, 4.0]]), np.array([[1, 2], [3, 4], [5, 6]]))
    b = Output(np.array([[1.0, -2.0], [3.0, 4.0005]]), np.array([[1, 2], [4, 3], [5, 6]]))
    found = parity.compare(a, b, "fp32", "cpu")
    assert found.max_abs_delta == pytest.approx(5e-4)
    assert found.scale == 4
    assert (found.rank_changes, found.rows) == (1, 3)
    assert not found.within
    assert parity.compare(a, b, "bf16", "cpu").within
    assert parity.compare(a, a, "fp32", "cpu").max_abs_delta == 0


def test_parity_is_broken_by_a_nan_and_by_another_shape() -> None:
    a = Output(np.ones((2, 2)))
    bad = Output(np.array([[1.0, np.nan], [1.0, 1.0]]))
    assert not parity.compare(a, bad, "bf16", "cpu").within
    with pytest.raises(ValueError, match="differ"):
        parity.compare(a, Output(np.ones((2, 3))), "fp32", "cpu")
