"""Training, readable from top to bottom: `train` sets up, `Trainer.run` is the loop.

The same configuration, data and machine give the same numbers, interrupted or not.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from core.catalog.schema import Catalog
from core.device import resolve
from core.fusion.graph import Propagation
from core.progress import Reporter
from core.text import Text
from core.training.build import build_model
from core.training.config import TrainConfig
from core.training.data import Dataset, prepare
from core.training.judge import voting
from core.training.judge.validation import all_vectors, measure
from core.training.run import checkpoint, layout, runs, vectors
from core.training.run.film import Film
from core.training.run.record import Summary
from core.training.run.saving import Saver, State
from core.training.run.summary import describe, summarise
from core.training.steps import optimizer, out_of_memory
from core.training.steps.gather import Gather
from core.training.steps.meter import Meter
from core.training.steps.nonfinite import Watch
from core.training.steps.objective import Objective
from core.training.steps.parallel import Group
from core.training.steps.rowwise_adamw import clip
from core.training.steps.sgd import Sgd, place

#: Steps between two reports of the loss.
REPORT_EVERY = 20


def train(
    catalog: Catalog,
    features: runs.Features,
    config: TrainConfig,
    folder: Path,
    reporter: Reporter | None = None,
    resume: bool = False,
    test: bool = True,
) -> Summary:
    """Train one model and keep the best epoch in `folder`.

    Args:
        catalog: items and histories.
        features: encoded tokens of its items.
        config: everything else. When resuming, only `epochs`, `patience`, `device` and how often
            to write may differ from the first start.
        folder: the run's own folder, see core.training.run.layout.
        reporter: told the loss, the metrics and the progress; asked whether to stop.
        resume: go on from the last checkpoint in `folder`.
        test: rank the test part once, at the end; a search must not see it.

    Returns:
        The summary that is also stored in run.json.

    Raises:
        UserError: the data cannot be trained on, a loss or a gradient became NaN, or memory ran
            out at a batch of one.

    """
    reporter = reporter or Reporter()
    group = Group.join()
    device = group.device(resolve(config.device))
    if config.optimizer == "sgd":
        device = place(device, group, reporter)
    folder.mkdir(parents=True, exist_ok=True)
    # A run that was killed before its first checkpoint starts anew.
    resume = resume and (folder / layout.LAST).exists()
    trainer = Trainer(catalog, features, config, folder, group, device, reporter, resume)
    if resume:
        trainer.resume()
    else:
        trainer.start(catalog)
    try:
        return trainer.run(test)
    except BaseException as error:
        status = "stopped" if not isinstance(error, Exception) else "failed"
        if group.leads:
            layout.update(folder, status=status, error=str(error))
        raise


class Trainer:
    """One run in progress."""

    def __init__(
        self,
        catalog: Catalog,
        features: runs.Features,
        config: TrainConfig,
        folder: Path,
        group: Group,
        device: torch.device,
        reporter: Reporter,
        resume: bool = False,
    ) -> None:
        self.config, self.folder, self.group, self.reporter = config, folder, group, reporter
        self.device = device
        self.data: Dataset = prepare(catalog, config.split)
        torch.manual_seed(config.seed)
        self.gather = Gather(features.stores if config.reads_content else {}, device)
        like = runs.read_graph(folder, self.data.n_items) if resume else None
        self.model = build_model(config, self.data, self.gather, device, reporter, like)
        if self.model.fusion is not None:
            self.model.fusion.ground(self.gather.stores, reporter)
        self.objective = Objective(config, self.data, self.gather, device).to(device)
        self.generator = torch.Generator(device).manual_seed(config.seed + 1)
        trained = optimizer.make(config, self.model, self.objective, device)
        self.parameters, self.optimizer = trained.parameters, trained.optimizer
        self.sgd = None
        if config.optimizer == "sgd":
            sampler = self.objective.sampler
            self.sgd = Sgd(config, self.data, self.model.mf, sampler, reporter)
        self.autocast, self.scaler = optimizer.mixed(config, device)
        if config.compile and self.model.fusion is not None:
            # With the random numbers of the run that is not compiled: the same dropout.
            self.model.fusion.compile(dynamic=True, options={"fallback_random": True})
        batch_size = config.batch_for(len(self.data.users), group.size)
        self.state = State(batch_size=batch_size)
        self.film = Film(folder, catalog.truth, self.gather, config.film_item)
        watch = Watch(self.objective.names, trained.names, device)
        self.meter = Meter(folder, reporter, group.leads, device, watch)
        self.saver = Saver(
            folder, self.model, self.objective, self.optimizer, self.generator, self.scaler
        )

    # --- the start ------------------------------------------------------------------------

    def start(self, catalog: Catalog) -> None:
        """Begin a new run in the folder."""
        if not self.group.leads:
            return
        for name in (layout.MODEL, layout.VECTORS, layout.GRAPH, layout.LAST, layout.METRICS):
            (self.folder / name).unlink(missing_ok=True)
        if isinstance(self.model.propagation, Propagation):
            runs.save_graph(self.folder, self.model.propagation.item_graph)
        self.film.clear()
        runs.write_config(self.folder, self.config)
        layout.write(
            self.folder / layout.RUN, describe(catalog, self.data, self.gather, self.model)
        )
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
        if not len(self.data.valid.items):
            self.reporter.log(
                "Nothing is held out for validation: training runs through all epochs and keeps "
                "the last.",
                "warning",
            )

    def resume(self) -> None:
        """Go on from the checkpoint in the folder."""
        self.state, self.meter.sums = self.saver.restore()
        self.meter.rows = self.state.rows
        self.state.done = 0 < self.config.patience <= self.state.stale
        if self.group.leads:
            layout.keep_metrics(self.folder, self.state.rows)
            runs.write_config(self.folder, self.config)
            layout.update(self.folder, status="running", error="")
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
        state, stopped = self.state, False
        while state.epoch < self.config.epochs and not state.done and not stopped:
            self.model.train()
            order = self._order(state.epoch)
            while state.position < len(order) and not stopped:
                size = state.batch_size * self.group.size
                self._step(order[state.position : state.position + size])
                if state.step % REPORT_EVERY == 0:
                    self.meter.report(state, len(order), self.config)
                stopped = self.group.any(self.reporter.checkpoint())
                if time.perf_counter() - self.saver.written > self.config.checkpoint_seconds:
                    self._checkpoint()
            if state.position >= len(order) and self._end_epoch():
                self._checkpoint()
        self._checkpoint()
        return self._finish(test, stopped and not state.done and state.epoch < self.config.epochs)

    def _step(self, index: Tensor) -> None:
        """One step on training interactions `index`, watched and counted."""
        started = time.perf_counter()
        if self.sgd is None:
            terms, index, norms = self._descend(index)
        else:
            terms = self.sgd.step(index, self.state.epoch)
            norms = torch.zeros(len(self.parameters))
        self.meter.watch.look(self.state.step + 1, torch.stack(list(terms.values())), norms)
        self.meter.add(terms, len(index))
        self.state.position += len(index)
        self.state.step += 1
        self.state.seconds += time.perf_counter() - started

    def _descend(self, index: Tensor) -> tuple[dict[str, Tensor], Tensor, Tensor]:
        """One step along the gradient; on fewer interactions if memory runs out.

        Returns:
            The terms of the loss, the interactions used, and the length of each gradient.

        """
        while True:
            before = checkpoint.pack_random(self.generator)
            try:
                terms = self._gradients(index)
                break
            except RuntimeError as error:
                # A process that halved alone would leave the others waiting for it.
                if not out_of_memory.ran_out(error) or self.group.size > 1:
                    raise
            self.optimizer.zero_grad()
            index = index[
                : out_of_memory.halve(self.state, len(index), self.group.size, self.reporter)
            ]
            checkpoint.unpack_random(self.generator, before)
        self.scaler.unscale_(self.optimizer)
        self.group.average(self.parameters)
        if self.group.size > 1:  # the rows of the other processes
            self.optimizer.retake()
        norms = clip(self.parameters, self.config.clip_norm)
        if self.scaler.is_enabled():  # overflows are its daily bread: it leaves such a step out
            norms = torch.zeros_like(norms)
        self.scaler.step(self.optimizer)
        self.scaler.update()
        return terms, index, norms

    def _gradients(self, index: Tensor) -> dict[str, Tensor]:
        """Forward and backward; returns the loss terms, the mean over all processes."""
        self.optimizer.zero_grad()
        batch = self.objective.draw(index, self.generator, self.group.part(len(index)))
        names = self.objective.names
        if len(batch.users):
            picked = optimizer.pick(self.optimizer, self.model.mf, batch)
            with self.autocast:
                terms = self.objective.loss(self.model, batch, picked)
            values = torch.stack([terms[name] for name in names])
            # A process may hold one interaction more or less than another: each by its share.
            values = values * len(batch.users) * self.group.size / len(index)
            self.scaler.scale(values.sum()).backward()
            self.optimizer.hand_over()
        else:  # the last step of an epoch may be too short for all processes
            if self.objective.shares:
                self.objective.fuse(self.model, batch)
            values = torch.zeros(len(names), device=self.device)
        means = self.group.mean(values.detach().double())
        return dict(zip(names, means.unbind(), strict=True))

    def _end_epoch(self) -> bool:
        """Validate if it is time, keep the model if it is the best so far, and say so.

        Returns:
            Whether it was time.

        """
        state, config = self.state, self.config
        longest = max(config.ks)
        means = self.meter.means(state, config)
        pace = self.meter.pace()  # asked before validation, which is not training
        state.epoch += 1
        state.position = 0
        self.meter.sums = {}
        values = {"loss": math.fsum(means.values())}
        self.optimizer.settle()
        now = all_vectors(self.model, self.data, self.gather)
        if self.group.leads:
            self.film.take(self.model.fusion, state.epoch)
        due = state.epoch % config.validate_every == 0 or state.epoch == config.epochs
        if len(self.data.valid.items) and due:
            measured = measure(now, self.data, self.data.valid, config.ks).values
            values |= {f"valid/{name}": value for name, value in measured.items()}
            score, second = (measured[f"{name}@{longest}"] for name in (config.monitor, "ndcg"))
            if state.judge(score, second, config.patience):
                self._keep()
        elif not len(self.data.valid.items):
            state.best_epoch = state.epoch
            self._keep()
        self.meter.say(state.step, float(state.epoch), values)
        self.meter.say(state.step, float(state.epoch), pace)
        known = values.get(f"valid/{config.monitor}@{longest}")
        shown = "" if known is None else f", {config.monitor}@{longest} {known:.4f}"
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

    # --- files and the end ----------------------------------------------------------------

    def _checkpoint(self) -> None:
        self.meter.means(self.state, self.config)  # nothing can go on from a NaN
        if self.group.leads:
            self.state.rows = self.meter.rows
            self.saver.checkpoint(self.state, self.meter.sums)

    def _keep(self) -> None:
        """Make the present model the run's model."""
        if self.group.leads:
            checkpoint.write(self.folder / layout.MODEL, self.model.state_dict(), {})

    def _finish(self, test: bool, stopped: bool) -> Summary:
        """Take the best model, store its vectors, and test it once if it may be tested."""
        path = self.folder / layout.MODEL
        if self.state.best_epoch < 0:  # stopped within the first epoch
            self.optimizer.settle()
            all_vectors(self.model, self.data, self.gather)
            self._keep()
        self.group.wait()
        checkpoint.load_model(self.model, checkpoint.read(path)[0], path)
        found = all_vectors(self.model, self.data, self.gather, self.reporter)
        vote = voting.choose(found, self.data, self.gather.stores, self.config, self.reporter)
        found = replace(found, vote=vote)
        came = {
            "vote": {} if vote is None else vote.weights,
            "epochs": self.state.epoch,
            "best_epoch": self.state.best_epoch,
            "steps": self.state.step,
            "train_seconds": self.state.seconds,
            "stopped": stopped,
        }
        summary = summarise(self.data, found, self.config.ks, test).model_copy(update=came)
        if self.group.leads:
            vectors.save(self.folder, found)
            status = "stopped" if stopped else "finished"
            layout.update(self.folder, status=status, summary=summary)
        return summary

    # --- pieces ---------------------------------------------------------------------------

    def _order(self, epoch: int) -> Tensor:
        """The training interactions in this epoch's order; also draws the graph's edges."""
        generator = torch.Generator().manual_seed(self.config.seed * 1_000_003 + epoch)
        if isinstance(self.model.propagation, Propagation):
            self.model.propagation.resample(generator)
        return torch.randperm(len(self.data.users), generator=generator).to(self.device)
