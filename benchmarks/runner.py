"""The run: prepare every point, then visit all of them in random order, round after round.

Measuring one point after the other puts every slow minute of the machine on one point and makes
differences of it (46 % false differences in an A/A test here). Visiting all points in every
round, in a new random order, gives each the same share of it (see `python -m benchmarks aa`).
"""

from __future__ import annotations

import random
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import torch

from benchmarks import environment, jobs, modes, naming, oom, parity, summary, timing
from benchmarks.devices.base import Device
from benchmarks.modes import Settings
from benchmarks.plan import Plan, Task
from benchmarks.schema import Machine, Parity, Point, Round
from benchmarks.statistics import MIN_ROUNDS
from benchmarks.store import Journal, finished
from benchmarks.workloads.base import Output, Prepared
from core.device import free_cache, ran_out
from core.progress import Reporter
from core.text import Text

#: Enough for a band on the screen; the file keeps the samples.
LIVE_RESAMPLES = 200
#: The breakdown needs fewer samples than the time itself.
STAGES_EVERY = 3
#: How far a run may exceed its time for the rounds that a verdict needs.
OVER = 1.5


@dataclass
class Live:
    """A point while it is being measured."""

    task: Task
    device: Device
    point: Point
    prepared: Prepared
    typical_s: float
    rounds: list[Round] = field(default_factory=list)


class Runner:
    """Runs one plan in this process.

    Args:
        plan: what to measure.
        settings: the budget.
        devices: by name, for all names of the plan.
        reporter: told the progress and the numbers; asked whether to stop.
        journal: gets every round as it is measured.
        process: number of this process, for rigorous runs.
        clock: seconds on a steady clock, for the budget.
        spent: seconds the run has taken before.
        machine: it runs on, which says what its devices are called.

    """

    def __init__(
        self,
        plan: Plan,
        settings: Settings,
        devices: Mapping[str, Device],
        reporter: Reporter,
        journal: Journal | None = None,
        process: int = 0,
        clock: Callable[[], float] = time.perf_counter,
        spent: float = 0.0,
        machine: Machine | None = None,
    ) -> None:
        self.machine = machine
        self.plan, self.settings, self.devices = plan, settings, devices
        self.reporter, self.journal, self.process = reporter, journal, process
        self.clock = clock
        self.spent = spent  # in work alone: a pause must not cost rounds
        self.seed = plan.spec.seed
        self.stopped = False
        self._references: dict[str, Output | None] = {}

    def run(self) -> tuple[Point, ...]:
        """Measure; every point of the plan comes back, measured or with the reason why not."""
        threads = torch.get_num_threads()
        live, given_up = self._prepare_all()
        given_up += self._leave_out(live)
        try:
            self._rounds(live)
        finally:
            torch.set_num_threads(threads)
            for one in live:
                one.prepared.close()
        resolution = environment.clock_resolution()
        done = []
        for one in live:
            flags = summary.flags(one.rounds, 0.0 if one.device.synthetic else resolution)
            done.append(one.point.model_copy(update={"flags": flags}))
        rounds = {one.point.key: one.rounds for one in live}
        found = {point.key: point for point in (*finished(done, rounds), *given_up)}
        if self.plan.spec.oom:
            found |= {point.key: point for point in self._largest_batches()}
        order = [task.key for task in self.plan.tasks]
        extra = [key for key in found if key not in order]
        return (*(found[key] for key in (*order, *extra) if key in found), *self.plan.skipped)

    # --- before the rounds ----------------------------------------------------------------

    def _prepare_all(self) -> tuple[list[Live], list[Point]]:
        live: list[Live] = []
        given_up: list[Point] = []
        tasks = self.plan.tasks
        for number, task in enumerate(tasks):
            self.reporter.progress("prepare", number, len(tasks), "points")
            if self.stopped or self.reporter.checkpoint():
                self.stopped = True
                given_up.append(task.point(reason=Text("the user stopped the run")))
                continue
            begun = self.clock()
            one = self._prepare(task)
            self.spent += self.clock() - begun
            if isinstance(one, Live):
                live.append(one)
                self._note(one.point)
            else:
                given_up.append(one)
                self._note(one)
        self.reporter.progress("prepare", len(tasks), len(tasks), "points")
        return live, given_up

    def _note(self, point: Point) -> None:
        if self.journal:
            self.journal.point(point)
        if point.reason:
            self.reporter.log(
                Text(
                    "{what}: {reason}",
                    what=naming.point(point, self.machine),
                    reason=point.reason,
                ),
                "warning",
            )

    def _prepare(self, task: Task) -> Live | Point:
        """Build, check against the reference, warm up."""
        device = self.devices[task.axes.device]
        torch.set_num_threads(task.axes.threads)
        begun = device.now()
        device.forget_peak()
        prepared: Prepared | None = None
        try:
            prepared = task.workload.prepare(task.axes, device, self.seed)
            agreed = self._parity(task, prepared)
            typical = timing.warm_up(prepared.call, device, self.settings.warm_up_s)
            device.synchronize()
        except Exception as error:  # one broken point must not cost the others
            if prepared is not None:
                prepared.close()
            if ran_out(error):
                return task.point(
                    status="oom",
                    reason=Text("memory ran out: {sentence}", sentence=_sentence(error)),
                )
            return task.point(status="failed", reason=_sentence(error))
        point = task.point(
            items_per_call=prepared.items,
            flops_per_call=prepared.flops,
            bytes_per_call=prepared.moved,
            peak_memory_bytes=None if prepared.elsewhere else device.peak_bytes(),
            setup_s=device.now() - begun,
            parity=agreed,
        )
        if agreed is not None and not agreed.within:
            self.reporter.log(
                Text(
                    "{what}: outputs differ from {reference} by up to {max_abs_delta:.3g} of "
                    "{scale:.3g}",
                    what=naming.point(point, self.machine),
                    reference=agreed.reference,
                    max_abs_delta=agreed.max_abs_delta,
                    scale=agreed.scale,
                ),
                "warning",
            )
        return Live(task, device, point, prepared, typical)

    def _parity(self, task: Task, prepared: Prepared) -> Parity | None:
        """Compare with the CPU in fp32 without compilation, if that is not what this is."""
        axes = task.axes
        plain = axes.device == "cpu" and axes.dtype == "fp32" and not axes.compile
        if plain or prepared.output is None or self.devices[axes.device].synthetic:
            return None
        update = {"device": "cpu", "dtype": "fp32", "compile": False}
        place = axes.model_copy(update=update)
        if task.workload.refuses(place):
            return None
        key = f"{task.workload.name}|{task.workload.sized(place).key}"
        if key not in self._references:
            from benchmarks.devices.real import HostDevice

            reference = task.workload.prepare(place, HostDevice(), self.seed)
            self._references[key] = reference.output() if reference.output else None
            reference.close()
        expected = self._references[key]
        if expected is None:
            return None
        return parity.compare(expected, prepared.output(), axes.dtype, "cpu fp32 eager")

    def _share(self, live: Sequence[Live]) -> tuple[int, float, bool]:
        """Rounds, seconds of a visit, and whether enough rounds for a verdict fit."""
        settings = self.settings
        left = min(settings.seconds / settings.processes, settings.whole_s - self.spent)
        return modes.visits([one.typical_s for one in live], max(0.0, left), settings.rounds)

    def _leave_out(self, live: list[Live]) -> list[Point]:
        """What costs most goes where the others would get too few rounds for a verdict.

        Never what somebody asked for by name, nor what the card and What to buy are made of.
        """
        gone: list[Point] = []
        if self.plan.spec.workloads or self.plan.spec.catalog:
            return gone
        spare = [one for one in live if one.point.workload not in jobs.MEASURED]
        for one in sorted(spare, key=lambda one: one.typical_s, reverse=True):
            if len(live) == 1 or self._share(live)[2]:
                break
            live.remove(one)
            one.prepared.close()
            reason = Text("left out, so that the others get enough rounds; Standard measures it")
            gone.append(one.task.point(status="skipped", reason=reason))
            self._note(gone[-1])
        return gone

    # --- the rounds -----------------------------------------------------------------------

    def _rounds(self, live: Sequence[Live]) -> None:
        if not live:
            return
        rng = random.Random(self.seed * 7919 + self.process)
        settings = self.settings
        before = self.spent
        budget = settings.seconds / settings.processes
        rounds, slice_s, _fits = self._share(live)
        total = rounds * len(live)
        for number in range(rounds):
            visits = self.spent - before
            late = number >= MIN_ROUNDS and visits > 1.5 * budget
            # A verdict is worth a little more than the time that was promised.
            most = settings.whole_s * (1 if number >= MIN_ROUNDS else OVER)
            if number and (late or self.spent + visits / number > most):
                self.reporter.log(
                    Text("The time is used up after {number} rounds.", number=number), "warning"
                )
                return
            order = list(live)
            rng.shuffle(order)
            for place, one in enumerate(order):
                if self.stopped or self.reporter.checkpoint():
                    self.stopped = True
                    return
                begun = self.clock()
                self._visit(one, number, place, slice_s)
                self.spent += self.clock() - begun
                self.reporter.progress("measure", number * len(live) + place + 1, total, "visits")

    def _visit(self, one: Live, number: int, place: int, slice_s: float) -> None:
        torch.set_num_threads(one.task.axes.threads)
        single, together = modes.calls(one.typical_s, slice_s)
        before, begun = one.device.waited(), one.device.now()
        timed = timing.visit(
            one.prepared.call, one.device, single, together, cold=one.task.workload.cold
        )
        after, elapsed = one.device.waited(), one.device.now() - begun
        load = None
        if before is not None and after is not None and elapsed > 0:
            load = min(1.0, max(0.0, (after - before) / elapsed))
        # With helper threads the waiting of this one tells only a part.
        alone = one.task.axes.threads == 1 and not one.prepared.elsewhere
        again = number % STAGES_EVERY == 0
        stages = timing.stages(one.prepared.stages, one.device) if again else {}
        sensors = one.device.sensors()
        entry = Round(
            process=self.process,
            round=number,
            place=place,
            latency_s=timed.latency_s,
            waited_s=timed.waited_s if alone else (),
            burst_s=timed.burst_s,
            burst_calls=timed.burst_calls,
            launch_s=timed.launch_s,
            device_s=timed.device_s,
            stages_s=stages,
            load=load,
            clock_hz=sensors.clock_hz,
            temperature_c=sensors.temperature_c,
            throttled=sensors.throttled,
            energy_j=timed.energy_j,
            on_battery=sensors.on_battery,
        )
        one.rounds.append(entry)
        if self.journal:
            self.journal.round(one.point.key, entry)
        self._tell(one, number)

    def _tell(self, one: Live, number: int) -> None:
        """Numbers for a window that watches: median and interval so far."""
        so_far = one.point.model_copy(
            update={"status": "ok", "reason": Text(), "rounds": tuple(one.rounds)}
        )
        values = {}
        for name, found in (
            ("latency_s", summary.seconds(so_far, resamples=LIVE_RESAMPLES)),
            ("items_per_s", summary.throughput(so_far, LIVE_RESAMPLES)),
        ):
            if found is not None:
                key = self.machine.called(one.point.key) if self.machine else one.point.key
                values[f"{key}/{name}"] = found.value
                values[f"{key}/{name}_low"] = found.low
                values[f"{key}/{name}_high"] = found.high
        self.reporter.metric(number, float(number), values)

    # --- the largest batch ----------------------------------------------------------------

    def _largest_batches(self) -> list[Point]:
        """For each workload and device, where memory runs out, as a point of its own."""
        found = []
        seen = set()
        for task in self.plan.tasks:
            device = self.devices[task.axes.device]
            place = task.axes.model_copy(update={"batch": 1})
            name = f"{task.workload.name}|{task.workload.sized(place).key}"
            # On the host there is no wall to run into: the system swaps or kills.
            if name in seen or not device.asynchronous:
                continue
            seen.add(name)
            self.reporter.progress("largest batch", len(seen))
            largest = self.largest(task, device)
            if largest.fails is not None:
                axes = task.axes.model_copy(update={"batch": largest.fails})
                fits = (
                    Text("{fits} fit", fits=largest.fits) if largest.fits else Text("no batch fits")
                )
                reason = Text(
                    "memory runs out at a batch of {fails}; {fits}", fails=largest.fails, fits=fits
                )
                found.append(Task(task.workload, axes).point(status="oom", reason=reason))
        return found

    def largest(self, task: Task, device: Device) -> oom.Found:
        """Bisect the batch of one task."""

        def allocate(batch: int) -> None:
            axes = task.axes.model_copy(update={"batch": batch})
            prepared = None
            try:
                prepared = task.workload.prepare(axes, device, self.seed)
                prepared.call()
                device.synchronize()
            finally:
                if prepared is not None:
                    prepared.close()
                del prepared
                free_cache()

        return oom.search(allocate, start=task.axes.batch)


def _sentence(error: BaseException) -> Text:
    """The first line of an error, or its class where it says nothing."""
    text = str(error).strip().splitlines()
    name = type(error).__name__
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f" ({last.filename.rsplit('/', 1)[-1]}:{last.lineno})"
    said = (f"{name}: {text[0]}" if text else name)[:300]
    return Text("{said}{where}", said=said, where=where)
