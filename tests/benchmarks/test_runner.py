from __future__ import annotations

import getpass
import socket
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from benchmarks import aa, compare, plan, scaling, session, store
from benchmarks.devices.base import Device
from benchmarks.devices.fake import FakeDevice
from benchmarks.devices.real import HostDevice
from benchmarks.jobs import JOBS
from benchmarks.modes import MODES, Settings, calls, visits
from benchmarks.plan import Plan, Spec, Task, make
from benchmarks.runner import Runner
from benchmarks.schema import Axes, Point
from benchmarks.statistics import MIN_ROUNDS
from benchmarks.workloads import fake
from benchmarks.workloads.base import Output, Prepared, Workload
from benchmarks.workloads.catalogue import find
from core.errors import UserError
from core.progress import Level, Reporter
from core.text import Text
from tests.benchmarks.make import point, result

QUICK = Settings(seconds=60, rounds=6, processes=1, warm_up_s=1e-4)


def workload(name: str, kind: type[Workload] = fake.Kernel) -> Workload:
    return kind(
        name=name,
        title=Text(name),
        definition=Text("d"),
        unit="items",
        group="g",
        batches=((1,), (1,)),
        kinds=("fake",),
        compiles=True,
    )


def run(*tasks: Task, device: FakeDevice, reporter: Reporter | None = None) -> tuple[Point, ...]:
    made = Plan(Spec(), tasks)
    return Runner(made, QUICK, {"fake:0": device}, reporter or Reporter()).run()


def kernel(batch: int) -> Task:
    return Task(workload("fake.kernel"), Axes(device="fake:0", batch=batch))


def test_the_numbers_of_the_fake_device_come_out_right() -> None:
    device = FakeDevice(noise=0.0)
    points = run(kernel(1), kernel(64), device=device)
    for found, batch in zip(points, (1, 64), strict=True):
        work = fake.FIXED_S + fake.PER_ITEM_S * batch
        for entry in found.rounds:
            assert entry.latency_s == pytest.approx([device.launch_s + work] * len(entry.latency_s))
            assert entry.burst_s == pytest.approx(device.launch_s + entry.burst_calls * work)
            assert entry.launch_s == pytest.approx(device.launch_s)
            assert entry.energy_j == pytest.approx(100 * work * entry.burst_calls)
        assert found.peak_memory_bytes == batch * fake.BYTES_PER_ITEM
        assert found.flags == ()
    assert device.used_bytes == 0  # everything was given back


class Sum(Workload):
    """Sums rows; compiled, the kernel is wrong where that is planted."""

    planted: ClassVar[str] = "right"

    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        rows = np.random.default_rng(seed).normal(size=(8, 257)).astype(np.float32)
        wrong = axes.compile and self.planted

        def call() -> np.ndarray:
            if wrong == "skips the rest":  # a block of 256 and no mask for what is left over
                return rows[:, :256].sum(1)
            if wrong == "not a number":
                return rows.sum(1) / np.where(np.arange(8) == 3, 0, 1).astype(np.float32)
            return rows.sum(1)

        def output() -> Output:
            with np.errstate(divide="ignore"):
                return Output(call())

        return Prepared(call, items=8, output=output)


@pytest.mark.parametrize(
    ("planted", "within"), [("right", True), ("skips the rest", False), ("not a number", False)]
)
def test_parity_catches_a_planted_wrong_kernel(
    planted: str, within: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sum, "planted", planted)
    told: list[str] = []

    class Listens(Reporter):
        def log(self, text: str, level: Level = "info") -> None:
            told.append(text)

    work = replace(workload("sum", Sum), kinds=("cpu",))
    tasks = tuple(Task(work, Axes(compile=compiled)) for compiled in (False, True))
    few = Settings(seconds=0.02, rounds=5, processes=1, warm_up_s=1e-4)
    with np.errstate(divide="ignore"):
        plain, compiled = Runner(Plan(Spec(), tasks), few, {"cpu": HostDevice()}, Listens()).run()
    assert plain.parity is None  # it is what others are compared with
    assert compiled.parity is not None
    assert compiled.parity.within is within
    assert any("outputs differ" in line for line in told) is not within


def test_every_round_visits_every_point_once_in_an_order_of_its_own() -> None:
    points = run(*(kernel(batch) for batch in (1, 2, 3, 4, 5)), device=FakeDevice())
    orders = []
    for number in range(QUICK.rounds):
        places = [
            entry.place for found in points for entry in found.rounds if entry.round == number
        ]
        assert sorted(places) == [0, 1, 2, 3, 4]
        orders.append(tuple(places))
    assert len(set(orders)) > 3


def test_memory_that_runs_out_is_a_point_and_costs_no_other() -> None:
    small = FakeDevice(capacity_bytes=10 * fake.BYTES_PER_ITEM)
    fits, fails = run(kernel(8), kernel(11), device=small)
    assert fits.status == "ok"
    assert fails.status == "oom"
    assert "memory ran out" in fails.reason


def test_the_largest_batch_is_found_and_becomes_a_point() -> None:
    small = FakeDevice(capacity_bytes=1000 * fake.BYTES_PER_ITEM)
    made = Plan(Spec(oom=True), (kernel(1),))
    points = Runner(made, QUICK, {"fake:0": small}, Reporter()).run()
    (wall,) = [found for found in points if found.status == "oom"]
    assert 1000 < wall.axes.batch <= 1052
    assert small.used_bytes == 0


class Broken(Workload):
    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        raise ValueError("this workload is broken")


def test_a_broken_workload_is_told_and_the_others_go_on() -> None:
    bad = Task(workload("bad", Broken), Axes(device="fake:0"))
    good, told = run(kernel(1), bad, device=FakeDevice())
    assert good.status == "ok"
    assert told.status == "failed"
    assert "this workload is broken" in told.reason


class StopAfter(Reporter):
    def __init__(self, visits: int) -> None:
        self.left = visits
        self.metrics: list[Mapping[str, float]] = []

    def checkpoint(self) -> bool:
        self.left -= 1
        return self.left < 0

    def metric(self, step: int, epoch: float, values: Mapping[str, float]) -> None:
        self.metrics.append(values)


def test_a_stop_keeps_what_was_measured() -> None:
    reporter = StopAfter(2 + 3)  # two preparations, three visits
    points = run(kernel(1), kernel(2), device=FakeDevice(), reporter=reporter)
    assert sum(len(found.rounds) for found in points) == 3
    assert len(reporter.metrics) == 3
    assert any(name.endswith("/items_per_s") for name in reporter.metrics[0])


class PausedBetween(Reporter):
    """Lets some time of the device's clock pass whenever it is asked."""

    def __init__(self, device: FakeDevice, pause_s: float) -> None:
        self.device, self.pause_s = device, pause_s
        self.lines: list[str] = []

    def checkpoint(self) -> bool:
        self.device.clock_s += self.pause_s
        return False

    def log(self, text: str, level: Level = "info") -> None:
        self.lines.append(text)


def times_of(found: Point) -> list[float]:
    """All seconds and joules of a point in one row."""
    row = [found.setup_s or 0.0]
    for entry in found.rounds:
        row += [*entry.latency_s, *entry.device_s, *entry.stages_s.values()]
        row += [entry.burst_s or 0.0, entry.launch_s or 0.0, entry.energy_j or 0.0]
    return row


def test_a_pause_in_a_rigorous_run_costs_no_sample_and_is_in_no_time() -> None:
    settings = replace(MODES["rigorous"], warm_up_s=1e-4)
    found = []
    for pause_s in (0.0, 3600.0):
        device = FakeDevice()
        reporter = PausedBetween(device, pause_s)
        made = Plan(Spec(), (kernel(1), kernel(64)))
        runner = Runner(made, settings, {"fake:0": device}, reporter, clock=device.now)
        found.append(runner.run())
        assert [len(one.rounds) for one in found[-1]] == [settings.rounds] * 2
        assert not reporter.lines  # no "time is used up"
        assert device.clock_s >= 2 * (1 + settings.rounds) * pause_s
    for plain, paused in zip(*found, strict=True):
        assert times_of(paused) == pytest.approx(times_of(plain), rel=1e-4, abs=1e-9)
        assert paused.flags == plain.flags


def test_the_time_that_is_used_up_ends_a_run() -> None:
    device = FakeDevice()
    reporter = PausedBetween(device, 0.0)
    short = replace(QUICK, seconds=1e-6, rounds=50)
    made = Plan(Spec(workloads=("fake.kernel",)), (kernel(1),))
    runner = Runner(made, short, {"fake:0": device}, reporter, clock=device.now)
    (found,) = runner.run()
    assert len(found.rounds) == MIN_ROUNDS
    assert runner.spent > short.seconds  # a verdict's rounds are worth more than the time


def test_preparation_counts_against_the_whole_and_too_few_rounds_give_no_verdict() -> None:
    made = Plan(Spec(workloads=("fake.kernel",)), (kernel(1), kernel(64)))
    found = {}
    for spent in (0.0, 59.99, 3600.0):
        device, reporter = FakeDevice(), PausedBetween(FakeDevice(), 0.0)
        settings = replace(MODES["quick"], warm_up_s=1e-4)
        runner = Runner(made, settings, {"fake:0": device}, reporter, clock=device.now, spent=spent)
        found[spent] = runner.run()
        if spent < settings.whole_s:
            assert runner.spent <= settings.whole_s
    assert [len(one.rounds) for one in found[0.0]] == [MODES["quick"].rounds] * 2
    assert [len(one.rounds) for one in found[3600.0]] == [1, 1]
    # With little left a visit holds fewer calls: all rounds still fit.
    calls_of = {spent: points[0].rounds[0].burst_calls for spent, points in found.items()}
    assert calls_of[59.99] < calls_of[0.0]
    for spent, kind in ((0.0, False), (3600.0, True)):
        assert any(flag.kind == "few_samples" for flag in found[spent][0].flags) is kind
    bigger = found[3600.0][0].model_copy(update={"rounds": found[0.0][0].rounds})
    verdict = compare.against(found[3600.0][0], bigger)
    assert verdict is not None
    assert verdict.verdict == "inconclusive"


def test_rather_fewer_points_than_too_few_rounds() -> None:
    """Thirty points in a minute got one round each, and an interval of nothing."""
    dear, named = kernel(1024), Plan(Spec(workloads=("fake.kernel",)), (kernel(1), kernel(1024)))
    unnamed = Plan(Spec(), named.tasks)
    for asked, kept in ((named, 2), (unnamed, 1)):
        device, reporter = FakeDevice(), PausedBetween(FakeDevice(), 0.0)
        settings = replace(QUICK, seconds=1e-3, rounds=9)  # the dear one's rounds take 5e-3
        found = Runner(asked, settings, {"fake:0": device}, reporter, clock=device.now).run()
        measured = [one for one in found if one.status == "ok"]
        assert len(measured) == kept
        if kept == 1:
            assert len(measured[0].rounds) >= MIN_ROUNDS
            (gone,) = (one for one in found if one.status == "skipped")
            assert gone.axes.batch == dear.axes.batch
            assert "left out" in gone.reason


def test_visits_shorten_before_rounds_get_fewer_than_a_verdict_needs() -> None:
    assert visits([0.01, 0.01], 100, 9) == (9, 100 / 18, True)
    rounds, slice_s, fits = visits([2.0, 2.0, 0.01], 30, 9)
    assert (rounds, fits) == (7, True)
    assert 0.1 < slice_s < 30 / 9 / 3
    rounds, slice_s, fits = visits([2.0, 8.0], 30, 9)
    assert (rounds, fits) == (MIN_ROUNDS, False)


def test_a_quick_run_that_nobody_chose_for_is_what_the_card_needs_and_little_more() -> None:
    names = {task.workload.name for task in make(Spec(devices=("cpu",)), ["cpu"]).tasks}
    wanted = {job.workload for job in JOBS} - {w.name for w in find(None) if w.missing}
    assert wanted <= names
    assert "train.concat" not in names
    standard = {task.workload.name for task in make(Spec(mode="standard"), ["cpu"]).tasks}
    assert "train.concat" in standard
    chosen = make(Spec(workloads=("train.concat",), devices=("cpu",)), ["cpu"])
    assert [task.workload.name for task in chosen.tasks] == ["train.concat"]


def test_visits_fill_their_slice_and_long_calls_are_not_repeated() -> None:
    single, together = calls(1e-3, 20e-3)
    assert 10e-3 < (single + together) * 1e-3 <= 20e-3
    assert calls(5.0, 1.0) == (1, 0)
    assert MODES["rigorous"].processes > 1


def test_a_run_on_the_fake_device_is_marked_synthetic_and_leaves_no_journal(
    workspace_home: Path,
) -> None:
    spec = Spec(devices=("fake:0",), seconds=0.05, rounds=5)
    found = session.run(spec, Reporter())
    assert found.synthetic
    assert found.ceilings == ()  # a fake device has none
    assert any("SYNTHETIC" in note for note in found.notes)
    assert [p.status for p in found.points] == ["ok"] * 3
    assert list(store.folder().iterdir()) == []
    # What is shared is this file: it names nobody and no folder.
    whole = found.model_dump_json()
    private = (socket.gethostname(), getpass.getuser(), str(Path.home()), str(workspace_home))
    assert not [word for word in private if len(word) > 4 and word in whole]


def test_processes_are_merged_into_one_point_with_all_rounds() -> None:
    parts = []
    for process in range(3):
        made = Plan(Spec(), (kernel(4),))
        devices = {"fake:0": FakeDevice(seed=process)}
        parts.append(Runner(made, QUICK, devices, Reporter(), process=process).run())
    (found,) = session.merged(parts)
    assert len(found.rounds) == 3 * QUICK.rounds
    assert {entry.process for entry in found.rounds} == {0, 1, 2}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"workloads": ("nonsense",)}, "no workload 'nonsense'"),
        ({"devices": ("cuda:0",)}, "cannot be used here"),
        ({"workloads": ("topk",), "sizes": ({"wings": 2},)}, "size 'wings'"),
        ({"workloads": ("topk",), "dtypes": ("fp16",)}, "nothing to measure"),
    ],
)
def test_what_cannot_be_measured_is_told(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        plan.make(Spec(**changes), ("cpu",))


def test_a_precision_that_the_product_ignores_is_not_offered() -> None:
    """Training computes in fp32 on the CPU whatever is asked: "bf16" would be a lie."""
    made = plan.make(
        Spec(workloads=("mf.step", "fusion.concat"), dtypes=("fp32", "bf16")), ("cpu",)
    )
    found = {(task.workload.name, task.axes.dtype) for task in made.tasks}
    assert ("mf.step", "bf16") not in found
    assert ("fusion.concat", "bf16") in found


def test_keys_of_axes_can_be_read_back() -> None:
    axes = Axes(device="cuda:1", batch=7, dtype="bf16", compile=True, threads=3, size={"a_b": 12})
    assert Axes.parse(axes.key) == axes


def test_a_planted_slow_down_is_found_and_sameness_is_not_disturbed() -> None:
    """The A/A machinery on the fake device, whose noise is known to be 1 %."""

    class Arms(FakeDevice):
        def __init__(self, seed: int) -> None:
            super().__init__(noise=0.01, seed=seed)
            self.name = "fake:0"

    def arm(steps: int) -> Point:
        one = workload(f"arm{steps}", Steps)
        return run(Task(one, Axes(device="fake:0", size={"steps": steps})), device=Arms(steps))[0]

    first, slower = arm(8), arm(9)
    outcome = aa.against(aa._as_one(first), aa._as_one(slower), same_run=True)
    assert outcome is not None
    assert outcome.verdict == "slower"
    assert outcome.ratio.value == pytest.approx(9 / 8, rel=0.02)


class Steps(Workload):
    def build(self, axes: Axes, device: Device, seed: int) -> Prepared:
        assert isinstance(device, FakeDevice)

        def call() -> None:
            for _ in range(axes.size["steps"]):
                device.launch(1e-4)

        return Prepared(call, items=1)


def test_rates_of_an_outcome() -> None:
    trials = [aa.Trial("same", "slower")] * 19 + [aa.Trial("faster", "same")]
    outcome = aa.Outcome(tuple(trials), True)
    assert outcome.false_rate == 0.05
    assert outcome.found_rate == 0.95
    assert outcome.holds


def test_an_outcome_is_a_table_that_says_how_busy_the_machine_was() -> None:
    trials = [aa.Trial("same", "slower", 0.4, 0.01)] * 19 + [aa.Trial("faster", "same", 1.2, 0.01)]
    head, same, planted, false, found, order, load, held = aa.told(
        aa.Outcome(tuple(trials), True)
    ).splitlines()
    assert head.split() == ["faster", "slower", "same", "inconclusive"]
    assert same.split()[3:] == ["1", "0", "19", "0"]
    assert planted.split()[-4:] == ["0", "19", "1", "0"]
    assert "5.0 % of 20 trials" in false
    assert "0.1 to 24.9 %" in false  # Clopper-Pearson of 1 in 20, as tables have it
    assert "95.0 % of 20 trials" in found
    assert found.endswith("holds")
    assert "in turn" in order
    assert "median 0.4, 0.4 to 1.2" in load
    assert "1 %" in held
    busy = aa.told(aa.Outcome((aa.Trial("slower", "same", 9.0, 0.8),), False))
    assert "DOES NOT HOLD" in busy
    assert "not idle" in busy


def test_curves_of_a_sweep_find_the_planted_exponent() -> None:
    points = [
        point(
            ((1e-8 * n**0.9,) * 3,) * 6,
            workload="topk",
            axes=Axes(batch=16, size={"items": n, "d": 64}),
            flops_per_call=2.0 * n,
        )
        for n in (10_000, 30_000, 100_000, 300_000, 1_000_000)
    ]
    (curve,) = [c for c in scaling.curves(result(points)) if c.axis == "items"]
    assert curve.exponent.value == pytest.approx(0.9)
    assert curve.flops_exponent == pytest.approx(1.0)
    assert curve.x == (10_000, 30_000, 100_000, 300_000, 1_000_000)
