"""Every number about the fake device has one right answer, so timing can be checked exactly."""

from __future__ import annotations

from unittest.mock import Mock, call

import pytest

from benchmarks import summary, timing
from benchmarks.devices.base import Device
from benchmarks.devices.fake import FakeDevice
from benchmarks.schema import Round

LAUNCH, WORK = 10e-6, 1e-3


def exact(**changes: object) -> FakeDevice:
    return FakeDevice(launch_s=LAUNCH, noise=0.0, **changes)  # type: ignore[arg-type]


def test_the_three_times_of_an_asynchronous_call_are_exact() -> None:
    device = exact()

    def work() -> None:
        device.launch(WORK)

    assert timing.latency(work, device, 3) == pytest.approx([LAUNCH + WORK] * 3)
    # Back to back, the host issues the next call while the device works on the one before.
    assert timing.burst(work, device, 100) == pytest.approx(LAUNCH + 100 * WORK)
    assert timing.launch(work, device) == pytest.approx(LAUNCH)
    assert timing.device_time(work, device, 4) == pytest.approx([LAUNCH + WORK] + [WORK] * 3)


def test_a_device_that_waits_for_the_host_is_bound_by_launches() -> None:
    device = exact()

    def work() -> None:
        for _ in range(10):
            device.launch(LAUNCH / 10)

    assert timing.burst(work, device, 20) == pytest.approx(200 * LAUNCH + LAUNCH / 10)


def round_of(device: FakeDevice) -> Round:
    timed = timing.visit(lambda: device.launch(WORK), device, 5, 10)
    return Round(
        round=0,
        latency_s=timed.latency_s,
        burst_s=timed.burst_s,
        burst_calls=timed.burst_calls,
        launch_s=timed.launch_s,
        device_s=timed.device_s,
    )


def test_an_unsynchronised_timing_is_caught() -> None:
    """A broken wait makes a call look as short as its launch; events know better."""

    class LateEvents(FakeDevice):
        """Forgets to wait in timing, but its events are read when the device is done."""

        def event(self):  # type: ignore[no-untyped-def]
            self.broken = False
            return super().event()

    broken = LateEvents(launch_s=LAUNCH, noise=0.0, broken=True)
    kinds = {flag.kind for flag in summary.flags([round_of(broken)] * 6)}
    assert "unsynchronised" in kinds
    kinds = {flag.kind for flag in summary.flags([round_of(exact())] * 6)}
    assert "unsynchronised" not in kinds


def test_an_event_cannot_be_read_before_the_device_reached_it() -> None:
    device = exact(broken=True)
    with pytest.raises(RuntimeError, match="before the device had reached it"):
        timing.device_time(lambda: device.launch(WORK), device, 2)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1.0
        return self.now


def recorded() -> tuple[Mock, Device]:
    """A device that writes down who was called, in order."""
    log = Mock()
    device = Mock(spec=Device)
    device.asynchronous = True
    clock = Clock()

    def now() -> float:
        log.now()
        return clock()

    device.now.side_effect = now
    device.synchronize.side_effect = lambda: log.synchronize()
    device.flush.side_effect = lambda: log.flush()

    def event() -> Mock:
        made = Mock()
        made.record.side_effect = lambda: log.record()
        made.seconds_until.side_effect = lambda _later: log.elapsed() and 1.0
        return made

    device.event.side_effect = event
    return log, device


def test_latency_waits_before_and_after_the_call() -> None:
    log, device = recorded()
    timing.latency(log.work, device, 1, cold=True)
    order = [call.flush(), call.synchronize(), call.now(), call.work(), call.synchronize()]
    assert log.mock_calls == [*order, call.now()]


def test_a_burst_waits_only_once_for_all_calls() -> None:
    log, device = recorded()
    timing.burst(log.work, device, 3)
    works = [call.work()] * 3
    order = [call.synchronize(), call.now(), *works, call.synchronize(), call.now()]
    assert log.mock_calls == order


def test_events_surround_each_call_and_are_read_after_the_wait() -> None:
    log, device = recorded()
    timing.device_time(log.work, device, 2)
    once = [call.record(), call.work(), call.record()]
    assert log.mock_calls == [*once, *once, call.synchronize(), call.elapsed(), call.elapsed()]


def test_stages_wait_between_each_other() -> None:
    device = exact()
    parts = {
        "a": lambda: device.launch(WORK),
        "b": lambda: device.launch(2 * WORK),
    }
    assert timing.stages(parts, device) == pytest.approx(
        {"a": LAUNCH + WORK, "b": LAUNCH + 2 * WORK}
    )


def test_warm_up_does_not_repeat_long_calls() -> None:
    device = exact()
    calls = []

    def work() -> None:
        calls.append(1)
        device.launch(1.0)

    assert timing.warm_up(work, device, 0.1) == pytest.approx(1.0, rel=1e-3)
    assert len(calls) == 1


def test_ceilings_are_less_what_others_held_of_the_core() -> None:
    from benchmarks import ceilings

    class Held(FakeDevice):
        def waited(self) -> float:
            return self.now() / 2

    device = Held(launch_s=0.0, noise=0.0)

    def work() -> None:
        device.launch(WORK)

    for counted, left in ((True, WORK / 2), (False, WORK)):
        found = ceilings._bursts(work, device, 1.0, counted)
        assert len(found) >= 2
        assert found == pytest.approx([left] * len(found), rel=1e-3)
