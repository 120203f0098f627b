"""A sustained run on a machine whose heat is planted: a fake sensor and a worker it slows."""

from __future__ import annotations

import html
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks import (
    board,
    buy,
    card,
    compare,
    report,
    store,
    summary,
    sustained,
    sustaining,
    text,
    verdicts,
)
from benchmarks.devices.base import Device, Sensors
from benchmarks.devices.host import HostSensors, Rapl, on_battery
from benchmarks.load import AllThreads
from benchmarks.schema import Axes, Moment, Result, Sustained, parse
from core.progress import NOBODY, Level, Reporter
from core.terminal import PlainConsole
from core.text import Text
from tests.benchmarks.make import machine, point, result, rounds

#: The planted machine: too hot after so many seconds, then a call takes longer by so much.
HOT_S, LEFT = 290.0, 0.83
CALL_S, ITEMS, WATT, WATT_AT_REST = 0.25, 64.0, 50.0, 8.0


class Machine(Device):
    """Its own clock; work makes it warm, and heat makes it slow."""

    name = "cpu"

    def __init__(
        self, hot_s: float = HOT_S, battery: bool | None = None, busy: float = 0.0
    ) -> None:
        self.clock_s, self.hot_s, self.battery = 0.0, hot_s, battery
        self.busy, self.joules, self.call_s = busy, 0.0, CALL_S

    @property
    def hot(self) -> bool:
        return self.clock_s >= self.hot_s

    def now(self) -> float:
        return self.clock_s

    def synchronize(self) -> None:
        return

    def waited(self) -> float:
        return self.busy * self.clock_s

    def work(self) -> None:
        self._pass(self.call_s / (LEFT if self.hot else 1), WATT)

    def rest(self, seconds: float) -> None:
        self._pass(seconds, WATT_AT_REST)

    def _pass(self, seconds: float, watt: float) -> None:
        self.clock_s += seconds
        self.joules += watt * seconds

    def sensors(self) -> Sensors:
        return Sensors(
            clock_hz=(LEFT if self.hot else 1) * 3e9,
            temperature_c=95.0 if self.hot else 60.0,
            throttled="thermal slowdown" if self.hot else None,
            energy_j=self.joules,
            on_battery=self.battery,
        )


def ran(machine: Machine, seconds: float = 600, reporter: Reporter = NOBODY) -> Sustained:
    moments = sustaining.measure(machine.work, ITEMS, machine, seconds, reporter)
    return Sustained(
        workload="train.transformer", title="Training", unit="interactions",
        axes=Axes(batch=64), moments=moments,
    )  # fmt: skip


def test_the_planted_throttle_is_found_and_told() -> None:
    found = ran(Machine())
    told = sustained.story(found)
    assert told is not None
    assert told.first.value == pytest.approx(ITEMS / CALL_S, rel=1e-6)
    assert told.share.value == pytest.approx(LEFT, rel=1e-6)
    ((reason, seen),) = told.throttled.items()
    assert reason == "thermal slowdown"
    assert HOT_S <= seen <= HOT_S + 2 * sustaining.WINDOW_S
    assert told.sentence.startswith("After 10 minutes 83 % of the first minute")
    assert "throttled: thermal slowdown" in told.sentence
    joules = WATT * found.moments[-1].at_s / sum(one.items for one in found.moments) * 1000
    assert told.joules == pytest.approx(joules, rel=0.02)
    minutes = dict(sustained.by_minute(found))
    assert minutes[1].value == pytest.approx(ITEMS / CALL_S)
    assert minutes[10].value == pytest.approx(LEFT * ITEMS / CALL_S)


def test_a_cool_machine_keeps_its_speed_and_has_no_mark() -> None:
    told = sustained.story(ran(Machine(hot_s=1e9)))
    assert told is not None
    assert told.share.value == pytest.approx(1)
    assert (told.throttled, told.marks) == ({}, ())


def test_a_battery_is_marked_wherever_the_number_goes() -> None:
    told = sustained.story(ran(Machine(hot_s=1e9, battery=True)))
    assert told is not None
    assert "on battery" in told.sentence
    entries = rounds([[1e-3, 1e-3]] * 6, on_battery=True)
    assert [flag.kind for flag in summary.flags(entries)] == ["battery"]
    marked = point(workload="topk", flags=summary.flags(entries), rounds=tuple(entries))
    (one,) = card.cards(result([marked]))
    assert "on battery" in card.line(one)


def test_a_stop_keeps_what_was_measured() -> None:
    class Stops(Reporter):
        left = 3 * 5  # four calls of a quarter second between two looks: five looks a window

        def checkpoint(self) -> bool:
            self.left -= 1
            return self.left < 0

    found = ran(Machine(), reporter=Stops())
    assert len(found.moments) == 3
    told = sustained.story(found)
    assert told is not None
    assert told.share is None
    assert told.rate.value == pytest.approx(ITEMS / CALL_S)


def test_a_short_run_is_told_with_its_marks_and_why_it_is_not_the_card() -> None:
    """Half a minute on a busy machine was told as a bare rate, twenty times below the card's."""
    busy = ran(Machine(busy=0.4, battery=True), 30)
    told = sustained.story(busy)
    assert told is not None
    shown, page = io.StringIO(), report.html(result([], sustained=(busy,)))
    text.sustained(result([], sustained=(busy,)), PlainConsole(file=shown, width=300))
    for said in (shown.getvalue(), html.unescape(page)):
        assert str(told.sentence) in said
        for part in ("256 interactions a second", "held the cores 40 %", "on battery"):
            assert part in said
        assert "Not the card's number" in said


@pytest.mark.parametrize("seconds", [6.0, 30.0, 600.0])
def test_it_says_how_far_it_is_and_how_fast(seconds: float) -> None:
    said: list[str] = []

    class Hears(Reporter):
        def log(self, text: str, level: Level = "info") -> None:
            said.append(text)

    ran(Machine(hot_s=1e9, busy=0.3), seconds, Hears())
    assert len(said) >= min(5, seconds // sustaining.WINDOW_S)
    for line in said:
        assert "items a second" in line
        assert "left" in line
        assert "held the cores 30 %" in line


def test_what_is_left_counts_what_lies_between_the_steps() -> None:
    """It counted steps alone: of a machine that waited as long again it told half."""
    said: list[str] = []
    machine = Machine(hot_s=1e9)
    ends: list[float] = []

    class Waits(Reporter):
        def log(self, text: str, level: Level = "info") -> None:
            assert isinstance(text, Text)
            said.append(str(text.values["left"]))
            ends.append(machine.clock_s)

        def checkpoint(self) -> bool:
            machine.rest(sustaining.TOGETHER_S)
            return False

    ran(machine, 600, Waits())
    assert said[-1] == "0 s"
    for left, at in zip(said[:-1], ends, strict=False):
        minutes, unit = left.split()
        told = float(minutes) * {"min": 60, "s": 1}[unit]
        assert told == pytest.approx(ends[-1] - at, rel=0.05)


def test_the_time_others_took_is_counted_over_all_threads(tmp_path: Path) -> None:
    for number, waited in enumerate((3_000_000_000, 1_000_000_000)):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "schedstat").write_text(f"5 {waited} 7")
    assert AllThreads(2, tmp_path).seconds() == pytest.approx(2)
    by_others = AllThreads(2, tmp_path / "none").seconds()
    assert by_others is None or by_others >= 0


def test_calls_of_any_length_end_on_the_clock() -> None:
    """Four calls of half a minute between two looks made a run of two minutes last ten."""
    for each in (1e-3, 0.9, 7.0, 45.0):
        machine = Machine(hot_s=1e9)
        machine.call_s = each
        found = ran(machine, 120)
        late = max(each, min(sustaining.TOGETHER * each, sustaining.TOGETHER_S))
        assert 120 <= found.moments[-1].at_s < 120 + late + 1e-3
        assert found.moments[-1].at_s == pytest.approx(machine.clock_s)


def test_a_pause_is_no_work() -> None:
    machine = Machine(hot_s=1e9)

    class Pauses(Reporter):
        def checkpoint(self) -> bool:
            machine.rest(3.0)
            return False

    found = ran(machine, 120, Pauses())
    assert all(one.items / one.took_s == pytest.approx(ITEMS / CALL_S) for one in found.moments)


def test_rest_is_read_before_the_work_and_told_beside_it() -> None:
    machine = Machine()
    idle = sustaining.rest(machine, NOBODY, machine.rest)
    assert idle is not None
    told = sustained.story(ran(machine).model_copy(update={"idle": idle}))
    assert told is not None
    assert told.watt_at_rest == pytest.approx(WATT_AT_REST)
    assert told.watt == pytest.approx(WATT)


def test_others_at_work_are_a_mark() -> None:
    told = sustained.story(ran(Machine(hot_s=1e9, busy=0.4)))
    assert told is not None
    assert "other programs held the cores 40 % of the time" in told.sentence


def test_it_survives_the_file() -> None:
    whole = result([], sustained=(ran(Machine()),))
    again: Result = parse(whole.model_dump_json())
    assert again.sustained == whole.sustained


def test_each_absent_sensor_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    host = HostSensors(Rapl(tmp_path))
    why = host.absent()
    told = host.read()
    assert "energy_j" in why
    for name in ("clock_hz", "temperature_c", "energy_j", "on_battery"):
        assert (getattr(told, name) is None) == (name in why)
    assert all(why.values())


def test_energy_is_what_the_packages_counted_also_when_a_counter_begins_anew(
    tmp_path: Path,
) -> None:
    packages = [tmp_path / f"intel-rapl:{n}" for n in range(2)]
    for package in packages:
        package.mkdir()
        (package / "max_energy_range_uj").write_text("1000000")
        (package / "energy_uj").write_text("900000")
    meter = Rapl(tmp_path)
    assert meter.joules() == pytest.approx(1.8)
    (packages[0] / "energy_uj").write_text("100000")
    assert meter.joules() == pytest.approx(2.0)
    (packages[1] / "energy_uj").unlink()
    assert meter.joules() is None
    assert "administrator" in meter.why
    assert "tells no energy" in Rapl(tmp_path / "none").why


@pytest.mark.parametrize(("plugged", "expected"), [(True, False), (False, True), (None, None)])
def test_battery_or_mains(plugged: bool | None, expected: bool | None) -> None:
    assert on_battery(lambda: SimpleNamespace(power_plugged=plugged)) is expected
    assert on_battery(lambda: None) is None


def test_marks_and_curves_travel_with_the_report_the_shell_and_the_plan() -> None:
    saver = machine(saves_power=True, power_plan="low-power")
    told = result([], machine=saver, sustained=(ran(Machine(battery=True)),))
    page = report.html(told)
    assert page.count("<polyline") == 4  # speed, clock, heat and Watt; memory is not known
    shown = io.StringIO()
    text.sustained(told, PlainConsole(file=shown, width=200))
    for said in (page, shown.getvalue()):
        assert "throttled: thermal slowdown" in said
        assert "on battery" in said
        assert "the power plan saves energy (low-power)" in said


def test_marks_travel_with_a_comparison_in_every_form_and_forbid_a_difference() -> None:
    def timed(seconds: float, name: str, **fields: Any) -> Result:
        entries = tuple(rounds([[seconds, 1.01 * seconds]] * 8, **fields))
        flags = summary.flags(entries)
        return result([point(workload="topk", rounds=entries, flags=flags)], id=name)

    mains, battery = timed(1e-3, "mains"), timed(2e-3, "battery", on_battery=True)
    assert compare.compare(mains, timed(2e-3, "slow")).regressions
    report_ = compare.compare(mains, battery)
    (row,) = report_.rows
    assert row.comparison.verdict == "inconclusive"
    assert "battery" in row.comparison.reason
    console = io.StringIO()
    text.comparison(report_, PlainConsole(file=console, width=240))
    text.show(battery, PlainConsole(file=console, width=240))
    spoken = console.getvalue()
    assert "mind: on battery" in spoken
    for said in (
        spoken,
        verdicts.markdown(report_),
        verdicts.junit(report_),
        str(compare.to_dict(report_)["warnings"]),
        report.html(battery, report_),
    ):
        assert "Mind of the candidate: on battery." in said
        assert "Mind of the baseline" not in said
    assert "Mind: on battery" in report.html(battery)
    hot = result([], sustained=(ran(Machine()),))
    assert [str(one) for one in card.minded(hot)] == ["the clock was lowered while measuring"]


def test_marks_of_a_machine_travel_with_what_is_bought() -> None:
    saver = machine(saves_power=True, power_plan="low-power")
    entries = rounds([[1e-3, 1e-3]] * 6, on_battery=True)
    marked = point(workload="topk", flags=summary.flags(entries), rounds=tuple(entries))
    told = result([marked], machine=saver)
    need = buy.Need(10, 10)
    console = io.StringIO()
    text.costs(buy.costs([told], need), need, PlainConsole(file=console, width=240))
    text.board(board.Board(card.cards(told), ()), PlainConsole(file=console, width=240))
    said = " ".join(console.getvalue().split())
    assert said.count("on battery") == 2
    assert "low-power" in report.html(told)
    assert "low-power" in card.line(card.cards(told)[0])


def test_a_run_that_was_killed_leaves_its_windows() -> None:
    """Ten minutes of work were lost where the power went in the ninth."""
    machine_, head = Machine(), result(id="20261130-120000-sustained")
    found = ran(Machine(), 10).model_copy(update={"moments": ()})

    def run() -> None:
        with store.journal(head) as journal:
            journal.sustained(found)

            def note(moment: Moment) -> None:
                journal.moment(moment)
                if moment.at_s > 400:
                    raise MemoryError

            sustaining.measure(machine_.work, ITEMS, machine_, 600, NOBODY, note=note)

    with pytest.raises(MemoryError):
        run()
    (path,) = store.left(also_own=True)
    kept = store.recover(path)
    (one,) = kept.sustained
    assert kept.interrupted
    assert 400 < one.moments[-1].at_s < 420
    assert one.moments == ran(Machine(), one.moments[-1].at_s).moments[: len(one.moments)]
    story = sustained.story(one)
    assert story is not None
    assert story.sentence.startswith("After 7 minutes 83 %")
    console = PlainConsole(file=io.StringIO(), width=100)
    text.show(kept, console)
    assert store.save(kept).exists()
