"""One run from its specification to its result: this process, or several fresh ones."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from benchmarks import environment, naming, store
from benchmarks.devices.base import Device
from benchmarks.modes import MODES, Settings
from benchmarks.plan import Plan, Spec, make
from benchmarks.schema import Ceiling, Machine, Point, Result
from benchmarks.turns import Whole, cool_down
from core import doctor
from core.device import report
from core.doctor import Check
from core.errors import UserError
from core.progress import Reporter
from core.text import Text

if TYPE_CHECKING:
    from core.worker.child import Child


#: Fresh processes that ended before, by device and number.
Done = Mapping[str, Mapping[int, tuple[Point, ...]]]


def settings_of(spec: Spec) -> Settings:
    """The mode's budget with the specification's changes."""
    settings = MODES[spec.mode]
    if spec.seconds is not None:
        settings = replace(settings, seconds=spec.seconds, whole_s=math.inf)
    if spec.rounds is not None:
        settings = replace(settings, rounds=spec.rounds)
    if spec.processes is not None:
        settings = replace(settings, processes=spec.processes)
    return settings


def available() -> tuple[str, ...]:
    """Devices that work here: the CPU first, then every accelerator."""
    import torch

    kind = report().kind
    if kind == "cpu":
        return ("cpu",)
    return ("cpu", *(f"{kind}:{number}" for number in range(torch.accelerator.device_count())))


def run(
    spec: Spec,
    reporter: Reporter,
    children: list[Child] | None = None,
    done: Done | None = None,
) -> Result:
    """Measure what `spec` asks for.

    Args:
        spec: the run.
        reporter: told everything; asked whether to stop.
        children: gets the fresh processes of a rigorous run, so that a pause reaches them.
        done: fresh processes of a rigorous run that need not run again.

    Raises:
        UserError: the specification does not fit this machine.

    """
    plan = fitting(make(spec, available()), reporter)
    return run_plan(plan, settings_of(spec), reporter, children, whole=spec, done=done)


def fitting(plan: Plan, reporter: Reporter) -> Plan:
    """The plan without accelerators on which not even a first kernel runs; says what to do.

    Raises:
        UserError: nothing else was to be measured.

    """
    unfit: dict[str, Check] = {}
    for name in plan.devices:
        if name.partition(":")[0] not in ("cpu", "fake"):
            check = doctor.first_kernel(name)
            if check.state == "bad":
                unfit[name] = check
                parts = {"what": check.what, "said": check.said, "remedy": check.remedy}
                reporter.log(Text("{what}: {said}. {remedy}", **parts), "warning")
    tasks = tuple(task for task in plan.tasks if task.axes.device not in unfit)
    if not tasks:
        check = next(iter(unfit.values()))
        raise UserError(Text("{what}: {said}.", what=check.what, said=check.said), check.remedy)
    skipped = [
        task.point(status="skipped", reason=unfit[task.axes.device].said)
        for task in plan.tasks
        if task.axes.device in unfit
    ]
    return replace(plan, tasks=tasks, skipped=(*plan.skipped, *skipped))


def run_plan(
    plan: Plan,
    settings: Settings,
    reporter: Reporter,
    children: list[Child] | None = None,
    *,
    whole: Spec | None = None,
    done: Done | None = None,
) -> Result:
    """Measure a plan that is laid out already; see `run`. `whole` is what it can be made of."""
    spec = plan.spec
    began = time.time()
    clock = time.perf_counter()
    machine = environment.describe()
    devices = open_devices(plan)
    synthetic = any(device.synthetic for device in devices.values())
    head = Result(
        id=store.new_id(began, spec.mode),
        mode=spec.mode,
        seed=spec.seed,
        began_utc_s=began,
        took_s=0,
        synthetic=synthetic,
        product=environment.product_version(),
        machine=machine,
        notes=_notes(machine.device_line, synthetic),
    )
    reporter.log(
        Text(
            "{tasks} points, {rounds} rounds; {device_line}",
            tasks=len(plan.tasks),
            rounds=settings.rounds,
            device_line=machine.device_line,
        )
    )
    for point in plan.skipped:
        what = naming.point(point, machine)
        reporter.log(Text("{what}: {reason}", what=what, reason=point.reason), "warning")
    with store.journal(head, whole) as journal:
        ceilings, points, stopped = _one_after_another(
            plan,
            settings,
            devices,
            reporter,
            journal,
            children,
            time.perf_counter() - clock,
            machine,
            done,
        )
    result = head.model_copy(
        update={
            "ceilings": ceilings,
            "points": points,
            "took_s": time.perf_counter() - clock,
            "interrupted": stopped,
        }
    )
    return Result.model_validate(result.model_dump())


def _one_after_another(
    plan: Plan,
    settings: Settings,
    devices: Mapping[str, Device],
    reporter: Reporter,
    journal: store.Journal,
    children: list[Child] | None,
    spent: float,
    machine: Machine,
    done: Done | None = None,
) -> tuple[tuple[Ceiling, ...], tuple[Point, ...], bool]:
    """Measure the devices in turn, each with the whole budget, and let the machine cool between.

    Returns:
        Ceilings, points, and whether the user stopped the run.

    """
    ceilings: list[Ceiling] = []
    points: list[Point] = []
    told = Whole(reporter, len(plan.devices))
    stopped = False
    for number, name in enumerate(plan.devices):
        part, begun = plan.on(name), time.perf_counter()
        if stopped:
            points += [task.point(reason=Text("the user stopped the run")) for task in part.tasks]
            continue
        if number:
            told.cooling()
            cool_down(devices[plan.devices[number - 1]], told)
        told.device(number)
        if len(plan.devices) > 1:
            reporter.log(Text("Measuring on {device}.", device=machine.called(name)))
        if plan.spec.ceilings:
            ceilings += _ceilings(part, devices, told, journal)
        if settings.processes > 1:
            from benchmarks.fresh import run_fresh

            found, stopped = run_fresh(
                part.spec, settings, told, journal, children, (done or {}).get(name)
            )
        else:
            from benchmarks.runner import Runner

            spent += time.perf_counter() - begun
            runner = Runner(part, settings, devices, told, journal, spent=spent, machine=machine)
            found, stopped = runner.run(), runner.stopped
        points += found
        spent = 0.0
    return tuple(ceilings), (*points, *plan.skipped), stopped


def run_part(spec: Spec, process: int, reporter: Reporter) -> Result:
    """What one fresh process of a rigorous run measures."""
    from benchmarks.runner import Runner

    began = time.time()
    plan = make(spec, available())
    devices, machine = open_devices(plan), environment.describe()
    runner = Runner(plan, settings_of(spec), devices, reporter, process=process, machine=machine)
    points = runner.run()
    return Result(
        id=f"part-{process}",
        mode=spec.mode,
        seed=spec.seed,
        began_utc_s=began,
        took_s=time.time() - began,
        synthetic=any(device.synthetic for device in devices.values()),
        interrupted=runner.stopped,
        machine=machine,
        points=points,
    )


def open_devices(plan: Plan) -> dict[str, Device]:
    """Every device of the plan, by the name the plan uses."""
    from benchmarks.devices.fake import FakeDevice
    from benchmarks.devices.real import open_device

    return {
        name: FakeDevice(seed=plan.spec.seed, name=name)
        if name.startswith("fake")
        else open_device(name)
        for name in plan.devices
    }


def _ceilings(
    plan: Plan, devices: Mapping[str, Device], reporter: Reporter, journal: store.Journal
) -> tuple[Ceiling, ...]:
    """One per device, dtype and thread count of the plan."""
    import torch

    from benchmarks import ceilings

    wanted = dict.fromkeys((t.axes.device, t.axes.dtype, t.axes.threads) for t in plan.tasks)
    found = []
    before = torch.get_num_threads()
    for number, (name, dtype, threads) in enumerate(wanted):
        reporter.progress("ceilings", number, len(wanted))
        if devices[name].synthetic or reporter.checkpoint():
            continue
        torch.set_num_threads(threads)
        ceiling = ceilings.measure(devices[name], torch.device(name), dtype, threads)
        journal.ceiling(ceiling)
        found.append(ceiling)
    torch.set_num_threads(before)
    reporter.progress("ceilings", len(wanted), len(wanted))
    return tuple(found)


def _notes(device_line: Text, synthetic: bool) -> tuple[Text, ...]:
    notes: list[Text] = []
    if device_line.startswith("CPU only"):
        notes.append(Text("{device_line}.", device_line=device_line))
    if synthetic:
        notes.append(
            Text("SYNTHETIC: measured on a fake device; these numbers describe no machine.")
        )
    return tuple(notes)


def merged(parts: list[tuple[Point, ...]]) -> tuple[Point, ...]:
    """Points of several fresh processes as one: their rounds, and flags over all of them."""
    first: dict[str, Point] = {}
    for part in parts:
        for point in part:
            before = first.get(point.key)
            if before is None or before.status != "ok":
                first[point.key] = point
            elif point.status == "ok":
                first[point.key] = before.model_copy(
                    update={"rounds": (*before.rounds, *point.rounds)}
                )
    return tuple(map(store.flagged, first.values()))
