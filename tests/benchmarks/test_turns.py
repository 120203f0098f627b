"""Several devices in one run: in turn, with one time left, and time to cool down between."""

from __future__ import annotations

from collections.abc import Callable
from subprocess import CompletedProcess

import pytest

from benchmarks import plan, session, turns
from benchmarks.devices.base import Device, Sensors
from benchmarks.devices.fake import FakeDevice
from benchmarks.plan import Spec
from core import doctor
from core.errors import UserError
from core.progress import NOBODY, Level, Reporter

BOTH = Spec(
    devices=("fake:0", "fake:1"), workloads=("synthetic",), rounds=5, seconds=0.2, ceilings=False
)


class Listens(Reporter):
    def __init__(self, stop: Callable[[float], bool] = lambda _done: False) -> None:
        self.said: list[tuple[str, float, float | None]] = []
        self.stop = stop

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        self.said.append((stage, done, total))

    def checkpoint(self) -> bool:
        return bool(self.said) and self.stop(self.said[-1][1])


@pytest.fixture
def cooled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of devices that were let cool."""
    names: list[str] = []
    monkeypatch.setattr(session, "cool_down", lambda device, _told: names.append(device.name))
    return names


@pytest.mark.usefixtures("workspace_home")
def test_all_devices_have_one_time_left_and_cool_in_between(cooled: list[str]) -> None:
    told = Listens()
    found = session.run(BOTH, told)
    assert {point.axes.device for point in found.measured} == set(BOTH.devices)
    assert cooled == ["fake:0"]
    assert {stage for stage, _, _ in told.said} == {"measure"}
    done = [at for _, at, _ in told.said]
    assert done == sorted(done)
    assert done[-1] == pytest.approx(95 / 2 + 50)


@pytest.mark.usefixtures("workspace_home")
def test_a_stop_on_the_first_keeps_it_and_leaves_the_second(cooled: list[str]) -> None:
    found = session.run(BOTH, Listens(lambda done: done > 35))
    assert found.interrupted
    assert {point.axes.device for point in found.measured} == {"fake:0"}
    left = [point for point in found.points if point.axes.device == "fake:1"]
    assert left
    assert all("stopped" in point.reason for point in left)
    assert cooled == []


def test_a_card_on_which_no_kernel_runs_is_told_and_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The kernel is tried in a process of its own, before the card is opened in this one."""
    spec = Spec(devices=("cpu", "cuda:0"), workloads=("topk",))
    laid_out = plan.make(spec, ("cpu", "cuda:0"))
    tried: list[str] = []

    def ended(code: int) -> None:
        def run(_code: str, device: str) -> CompletedProcess[str]:
            tried.append(device)
            return CompletedProcess((), code, "", "RuntimeError: no kernel image")

        monkeypatch.setattr(doctor, "_run", run)

    class Hears(Reporter):
        said = ""

        def log(self, text: str, level: Level = "info") -> None:
            self.said += f"{level}: {text}"

    ended(0)
    assert session.fitting(laid_out, Hears()) == laid_out
    assert tried == ["cuda:0"]
    ended(1)
    hears = Hears()
    left = session.fitting(laid_out, hears)
    assert left.devices == ("cpu",)
    assert len(left.tasks) + len(left.skipped) == len(laid_out.tasks) + len(laid_out.skipped)
    assert all("no kernel image" in point.reason for point in left.skipped)
    assert hears.said.startswith("warning: First kernel on cuda:0: it did not run")
    assert "Update the driver" in hears.said
    alone = plan.make(spec.model_copy(update={"devices": ("cuda:0",)}), ("cpu", "cuda:0"))
    with pytest.raises(UserError, match="no kernel image"):
        session.fitting(alone, Hears())


class Warm(Device):
    """Falls by so many degrees a second, down to 40."""

    name = "cpu"

    def __init__(self, falls: float | None) -> None:
        self.clock_s, self.falls = 0.0, falls

    def now(self) -> float:
        return self.clock_s

    def synchronize(self) -> None:
        return

    def sensors(self) -> Sensors:
        if self.falls is None:
            return Sensors()
        return Sensors(temperature_c=max(40.0, 90.0 - self.falls * self.clock_s))

    def wait(self, seconds: float) -> None:
        self.clock_s += seconds


@pytest.mark.parametrize(
    ("falls", "least", "most"),
    [(0.01, 10, 10), (2.0, 30, 40), (0.1, 60, 60), (None, 15, 15)],
    ids=["cool already", "cools for a while", "cools for long", "tells nothing"],
)
def test_it_cools_as_long_as_that_helps(falls: float | None, least: float, most: float) -> None:
    device = Warm(falls)
    assert least <= turns.cool_down(device, NOBODY, device.wait) <= most


def test_a_stop_ends_the_cooling() -> None:
    device = Warm(None)
    told = Listens(lambda _done: True)
    told.progress("measure", 1)
    assert turns.cool_down(device, told, device.wait) == 0
    assert turns.cool_down(FakeDevice(), NOBODY) == 0
