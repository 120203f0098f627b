"""The loop of training, readable from top to bottom: `Trainer.run`."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from core.catalog.schema import Catalog
from core.fusion.graph import Propagation
from core.progress import Reporter, Stopped, beside
from core.recommend.recommender import Recommender, Vectors
from core.text import Text
from core.training.config import TrainConfig
from core.training.data import Dataset
from core.training.families import Joined
from core.training.judge import kept, voting
from core.training.judge.evaluate import Result, sampled
from core.training.judge.validation import all_vectors, banked_vectors, measure, refresh
from core.training.run import checkpoint, layout, runs, vectors
from core.training.run.film import Film
from core.training.run.record import Summary
from core.training.run.saving import Saver, State
from core.training.run.summary import describe, summarise
from core.training.steps.agreement import ITEMS
from core.training.steps.gather import Gather
from core.training.steps.meter import Meter
from core.training.steps.parallel import Group, Together
from core.training.steps.sharded import Shards
from core.training.steps.step import Step
from core.training.steps.stopping import Grace

#: Steps between two reports of the loss.
REPORT_EVERY = 20


@dataclass(eq=False)
class Trainer:
    """One run in progress.

    Attributes:
        config: what was asked.
        folder: of the run.
        alone: told everything; asked whether to stop.
        group: processes that train together.
        data: the divided interactions.
        gather: tokens of the items.
        model: what is trained.
        step: how it learns.
        film: keeps what it looks at.
        shards: of the tables, where they are divided over the group.

    """

    config: TrainConfig
    folder: Path
    alone: Reporter
    group: Group
    data: Dataset
    gather: Gather
    model: Recommender
    step: Step
    film: Film
    shards: Shards | None = None
    #: Joins other families to the vectors of the best epoch; None: the model stays alone.
    join: Callable[[Vectors], Joined] | None = None

    def __post_init__(self) -> None:
        self.reporter = Together(self.alone, self.group)
        self.single = self.group.listened(self.alone)
        device, leads = self.gather.device, self.group.leads
        self.judges = int(np.count_nonzero(self.data.valid.counts))
        size = self.config.batch_for(self.count, self.group.size)
        self.state = State(size if self.data.histories else min(size, ITEMS))
        self.meter = Meter(self.folder, self.reporter, leads, device, self.step, self.config.epochs)
        self.saver = Saver(self.folder, self.model, self.step, writes=leads)

    @property
    def count(self) -> int:
        """What an epoch goes through: interactions, or items where there are none."""
        return len(self.data.users) if self.data.histories else self.data.n_items

    # --- the start ------------------------------------------------------------------------

    def start(self, catalog: Catalog) -> None:
        """Begin a new run in the folder."""
        if not self.group.leads:
            return
        for name in (layout.MODEL, layout.VECTORS, layout.GRAPH, layout.LAST, layout.METRICS):
            (self.folder / name).unlink(missing_ok=True)
        kept.forget(self.folder)
        if isinstance(self.model.propagation, Propagation):
            runs.save_graph(self.folder, self.model.propagation.item_graph)
        self.film.clear()
        self.film.begin(self.model.fusion)
        runs.write_config(self.folder, self.config)
        elsewhere = 0 if self.shards is None else self.shards.elsewhere
        told = partial(describe, catalog, self.data, self.gather, self.model, elsewhere)
        layout.write(self.folder / layout.RUN, beside(self.single, told))
        if elsewhere:
            self.reporter.log(
                Text(
                    "Each of {size} processes keeps its part of the users and items.",
                    size=self.group.size,
                )
            )
        if not self.data.histories:
            self.reporter.log(
                "This catalog has no histories: words, pictures and sound learn to agree, for maps "
                "and alignment. Nothing can be recommended."
            )
            return
        if self.state.batch_size < self.config.batch_size:
            self.reporter.log(
                Text(
                    "There are few interactions: steps of {batch_size} instead of "
                    "{wanted}, so that an epoch has {least_steps}.",
                    batch_size=self.state.batch_size,
                    wanted=self.config.batch_size,
                    least_steps=self.config.least_steps,
                )
            )
        most = self.config.most_users(self.data.n_items)
        if most < self.judges:
            self.reporter.log(
                Text(
                    "Validation and test rank {most:,} of {users:,} users, always the same ones "
                    "drawn by chance; evaluating the run ranks all.",
                    most=most,
                    users=self.judges,
                )
            )
        if not len(self.data.valid.items):
            self.reporter.log(
                "Nothing is held out for validation: training runs through all epochs and keeps "
                "the last.",
                "warning",
            )

    def resume(self) -> None:
        """Go on from the checkpoint in the folder."""
        self.state, sums = self.saver.restore()
        self.meter.go_on(sums, self.state.rows)
        self.state.done = 0 < self.config.patience <= self.state.stale
        if self.group.leads:
            layout.keep_metrics(self.folder, self.state.rows)
            runs.write_config(self.folder, self.config)
            process = layout.this_process()
            layout.update(self.folder, status="running", error="", process=process)
        self.reporter.log(
            Text(
                "Going on from epoch {epoch}, step {step}.",
                epoch=self.state.epoch,
                step=self.state.step,
            )
        )

    # --- the loop -------------------------------------------------------------------------

    def run(self, test: bool) -> Summary:
        """Train to the end, to the user's stop, or until nothing improves."""
        state, stopped, saved = self.state, False, False
        if self.config.fused_items and not state.step:  # steps read the bank
            refresh(self.model, self.gather, self.data.n_items, self.reporter)
        while state.epoch < self.config.epochs and not state.done and not stopped:
            self.model.train()
            saved = False
            try:
                order = beside(self.single, partial(self.order, state.epoch))
                stopped = self._steps(order)
                if state.position >= len(order) and self._end_epoch():
                    self._checkpoint()
                    saved = True
            except Stopped:  # who goes on validates first
                stopped = True
        if not saved:
            self._checkpoint()
        self.step.flush()
        self.model = self._whole()
        if not self.group.leads:
            return Summary()
        return self._finish(test, stopped and not state.done and state.epoch < self.config.epochs)

    def _steps(self, order: Tensor) -> bool:
        """Learn from the rest of an epoch; whether the user wants to stop."""
        state, stopped = self.state, False
        while state.position < len(order) and not stopped:
            size = state.batch_size * self.group.size
            self.learn(order[state.position : state.position + size])
            if state.step % REPORT_EVERY == 0:
                self.meter.report(state, len(order))
            stopped = self.reporter.checkpoint()
            if self._checkpoint_due():
                self._checkpoint()
        return stopped

    def order(self, epoch: int) -> Tensor:
        """The interactions (or items) in this epoch's order; also draws the graph's edges."""
        generator = torch.Generator().manual_seed(self.config.seed * 1_000_003 + epoch)
        if isinstance(self.model.propagation, Propagation):
            self.model.propagation.resample(generator)
        order = torch.randperm(self.count, generator=generator)
        if self.data.weights is not None:
            order = order[by_weight(torch.as_tensor(self.data.weights)[order], generator)]
        return order.to(self.gather.device)

    def learn(self, index: Tensor) -> None:
        """One step on training interactions `index`, timed and counted."""
        started = time.perf_counter()
        learned = self.step.step(index, self.state.epoch)
        self.state.step += 1
        self.meter.add(learned, self.state.step)
        self.state.position += learned.count
        if learned.count < len(index):  # memory ran out: so large a batch is not tried again
            self.state.batch_size = learned.count
        self.state.seconds += time.perf_counter() - started

    def _end_epoch(self) -> bool:
        """Validate if it is time, keep the model if it is the best so far, and say so.

        Returns:
            Whether it was time.

        Raises:
            Stopped: in the midst of the validation; the epoch has not ended.

        """
        state, config = self.state, self.config
        longest = max(config.ks)
        means = self.meter.means(state)
        pace = self.meter.pace()  # asked before validation, which is not training
        self.step.flush()
        epoch = state.epoch + 1
        due = epoch % config.validate_every == 0 or epoch == config.epochs
        ranked = self._validated() if len(self.data.valid.items) and due else None
        state.epoch, state.position = epoch, 0
        self.meter.sums = {}
        values = {"loss": math.fsum(means.values())}
        if self.group.leads:
            self.film.take(self.model.fusion, state.epoch)
        if ranked is not None:
            measured = ranked.values
            values |= {f"valid/{name}": value for name, value in measured.items()}
            score, second = (measured[f"{name}@{longest}"] for name in (config.monitor, "ndcg"))
            if state.judge(score, second, config.patience):
                self._keep()
        elif not len(self.data.valid.items):
            state.best_epoch = state.epoch
            self._keep()
        self.meter.say(state.step, float(state.epoch), values)
        self.meter.say(state.step, float(state.epoch), pace)
        shown = "" if ranked is None else f", {config.metric} {ranked.values[config.metric]:.4f}"
        if ranked is not None and len(ranked.users) < self.judges:
            shown += f" ± {ranked.half_interval(config.metric):.4f}"
        mark = Text(" (best)") if state.best_epoch == state.epoch and shown else Text()
        self.reporter.log(
            Text(
                "epoch {epoch}: loss {loss:.6f}{shown}{mark}",
                epoch=state.epoch,
                loss=values["loss"],
                shown=shown,
                mark=mark,
            )
        )
        self.reporter.progress("train", state.epoch, config.epochs, "epochs")
        self.meter.pace()
        return due

    def _validated(self) -> Result:
        """The metrics of the model as it is, on as many users as a validation ranks."""
        data, most = self.data, self.config.most_users(self.data.n_items)
        refresh(self.model, self.gather, data.n_items, self.reporter)
        now = banked_vectors(self._whole(), data)
        # All of a group would have to find the same, so as to look up at the same users.
        place = self.folder / layout.RANKING.format(part="valid") if self.group.size == 1 else None
        targets = sampled(data.valid, most)
        return measure(now, data, targets, self.config.ks, self.reporter, place)

    # --- files and the end ----------------------------------------------------------------

    def _whole(self) -> Recommender:
        """The model with whole tables. Processes that divided them call this together."""
        return self.model if self.shards is None else self.shards.whole()

    def _checkpoint_due(self) -> bool:
        past = time.perf_counter() - self.saver.written > self.config.checkpoint_seconds
        return past if self.shards is None else self.group.most(float(past)) > 0

    def _checkpoint(self) -> None:
        self.meter.means(self.state)  # nothing can go on from a NaN
        if self.group.leads or self.shards is not None:
            self.state.rows = self.meter.rows
            self.saver.checkpoint(self.state, self.meter.sums)

    def _keep(self) -> None:
        """Make the present model the run's model."""
        tensors = self.model.state_dict()
        if self.group.leads:
            # Those of a run that was stopped and goes on are of its former weights.
            (self.folder / layout.VECTORS).unlink(missing_ok=True)
            checkpoint.write(self.folder / layout.MODEL, tensors, {})

    def _finish(self, test: bool, stopped: bool) -> Summary:
        """Take the best model, store its vectors, and test it once if it may be tested.

        After a Stop only what is quick: who opens the run makes its vectors, who goes on tests it.
        """
        state, told = self.state, Grace(self.alone, stopped)
        summary = Summary(
            epochs=state.epoch,
            best_epoch=state.best_epoch,
            steps=state.step,
            train_seconds=state.seconds,
        )
        try:
            found = self._best(told)
            beside(told, partial(vectors.save, self.folder, found))
            joined = None if self.join is None or stopped else self.join(found)
            if joined is not None:
                told.log(joined.told)
                found, stopped = joined.vectors, joined.stopped
                came = {"families": joined.weights, "joined": joined.told}
                summary = summary.model_copy(update=came)
                vectors.save(self.folder, found)
            vote = None if not self.data.histories else voting.choose(
                found, self.data, self.gather.content, self.config, told,
                ratings=self.config.loss.predicts_ratings,
            )  # fmt: skip
            if vote is not None:
                found = replace(found, vote=vote)
                vectors.save(self.folder, found)
                summary = summary.model_copy(update={"vote": vote.weights})
            ranked = summarise(self.data, found, self.config, test, told, self.folder)
            kept.forget(self.folder)
            summary = summary.model_copy(update=ranked.model_dump(exclude_unset=True))
        except Stopped:
            stopped = True
        summary = summary.model_copy(update={"stopped": stopped})
        status = "stopped" if stopped else "finished"
        layout.update(self.folder, status=status, summary=summary)
        return summary

    def _best(self, reporter: Reporter) -> Vectors:
        """All vectors of the best model, which is loaded; it is in the folder when this ends."""
        path = self.folder / layout.MODEL
        if self.state.best_epoch < 0:  # stopped before the first validation
            self._keep()
        else:
            beside(reporter, partial(checkpoint.load_file, self.model, path))
            if len(self.data.valid.items):  # every item was fused to validate it
                return banked_vectors(self.model, self.data)
        found = all_vectors(self.model, self.data, self.gather, reporter)
        self._keep()
        return found


def by_weight(weights: Tensor, generator: torch.Generator) -> Tensor:
    """As many places as there are weights [T], each as often as its weight says, in random order.

    Systematic sampling: a place with twice the mean comes twice, one with half of it every other
    time, so that a mean over the drawn is the weighted mean, whatever the loss or the optimiser.
    """
    ends = weights.double().cumsum(0) * (len(weights) / weights.double().sum())
    start = torch.rand((), generator=generator, dtype=torch.float64)
    drawn = torch.searchsorted(ends, torch.arange(len(weights)) + start, right=True)
    drawn = drawn.clamp(max=len(weights) - 1)
    return drawn[torch.randperm(len(drawn), generator=generator)]
