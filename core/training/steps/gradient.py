"""A step of AdamW along the gradient of the objective, on any device and in several processes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from core.device import ran_out
from core.progress import Reporter
from core.recommend.mf import Picked
from core.recommend.recommender import Recommender
from core.text import Text
from core.training.config import OptimizerConfig
from core.training.run import checkpoint
from core.training.steps import optimizer, out_of_memory
from core.training.steps.objective import Batch, Objective
from core.training.steps.parallel import Group
from core.training.steps.rowwise_adamw import clip
from core.training.steps.sharded import Shards
from core.training.steps.step import Learned


class GradientStep:
    """Draw, forward, backward, update.

    Args:
        model: what is trained.
        objective: on its device.
        config: of the optimiser.
        seed: of the negatives.
        group: processes that compute a step together.
        reporter: told when memory runs out.
        shards: of the tables, where they are divided over the group.

    """

    def __init__(
        self,
        model: Recommender,
        objective: Objective,
        config: OptimizerConfig,
        seed: int,
        group: Group,
        reporter: Reporter,
        shards: Shards | None = None,
    ) -> None:
        self.model, self.objective, self.config = model, objective, config
        self.group, self.reporter = group, reporter
        self.device = objective.gather.device
        self.generator = torch.Generator(self.device).manual_seed(seed + 1)
        trained = optimizer.make(config, model, objective, self.device, shards)
        self.optimizer, self.trained = trained.optimizer, trained.parameters
        self.autocast, self.scaler = optimizer.mixed(config.precision, self.device)
        self.terms, self.parameters = objective.names, tuple(trained.names)
        clip_less, clip_first = Text("lower the clipping limit"), Text("clip the gradient")
        self.remedy = Text(
            "Lower the learning rate (now {rate}) or {clipped}; the best epoch so far is kept.",
            rate=f"{config.learning_rate:g}",
            clipped=clip_less if config.clip_norm else clip_first,
        )

    def step(self, index: Tensor, epoch: int) -> Learned:
        """One step; on half the interactions, and half again, while memory runs out."""
        while True:
            before = checkpoint.pack_random(self.generator)
            try:
                terms = self.gradients(index)
                return Learned(terms, len(index), self.update())
            except (RuntimeError, MemoryError) as error:
                # A process that halved alone would leave the others waiting for it.
                if not ran_out(error) or self.group.size > 1:
                    raise
            self.optimizer.zero_grad()
            index = index[: out_of_memory.halved(len(index), self.reporter)]
            checkpoint.unpack_random(self.generator, before)

    def gradients(self, index: Tensor) -> dict[str, Tensor]:
        """Forward and backward; returns the loss terms, the mean over all processes."""
        batch = self.draw(index)
        if len(batch.users):
            # Processes may have one interaction less than another: each by its share.
            values = self.forward(batch) * len(batch.users) * self.group.size / len(index)
            self.backward(values.sum())
        else:  # the last step of an epoch may be too short for all processes
            if self.objective.shares:
                self.objective.fuse(self.model, batch)
            self._picked(batch)  # the others may ask for rows of this process
            self.optimizer.collect()
            values = torch.zeros(len(self.terms), device=self.device)
        if self.objective.budget is not None:
            self.objective.budget.settle(batch.rows, batch.fused, self.group)
        means = self.group.mean(values.detach().double())
        return dict(zip(self.terms, means.unbind(), strict=True))

    def draw(self, index: Tensor) -> Batch:
        """The batch of this process, and no gradient left of the last."""
        self.optimizer.zero_grad()
        return self.objective.draw(index, self.generator, self.group.part(len(index)))

    def forward(self, batch: Batch) -> Tensor:
        """The loss terms in their order."""
        if self.objective.budget is not None:
            self.objective.budget.scale = self.scaler.get_scale()
        with self.autocast:
            terms = self.objective.loss(self.model, batch, self._picked(batch))
        return torch.stack([terms[name] for name in self.terms])

    def backward(self, loss: Tensor) -> None:
        """The gradients of a loss."""
        self.scaler.scale(loss).backward()
        self.optimizer.collect()

    def update(self) -> Tensor:
        """Move the parameters along the gradients of all processes; returns their lengths."""
        # Averaged while scaled: what overflows in one process, all of them see and leave out.
        self.optimizer.average(self.group, self.trained)
        self.scaler.unscale_(self.optimizer)
        norms = clip(self.trained, self.config.clip_norm, self.optimizer.lengths)
        if self.scaler.is_enabled():  # overflows are its daily bread: it leaves such a step out
            norms = torch.zeros_like(norms)
        self.scaler.step(self.optimizer)
        self.scaler.update()
        return norms

    def flush(self) -> None:
        """Move the rows that no batch has met lately to where AdamW has them by now."""
        self.optimizer.flush()

    def state(self) -> tuple[dict[str, Tensor], dict[str, Any]]:
        parts = {
            "objective": self.objective.state_dict(),
            "optimizer": checkpoint.pack_optimizer(self.optimizer),
            "random": checkpoint.pack_random(self.generator),
        }
        return checkpoint.together(parts), {"scaler": self.scaler.state_dict()}

    def restore(self, tensors: Mapping[str, Tensor], values: dict[str, Any]) -> None:
        checkpoint.load_state(self.objective, checkpoint.under(tensors, "objective"))
        checkpoint.unpack_optimizer(self.optimizer, checkpoint.under(tensors, "optimizer"))
        checkpoint.unpack_random(self.generator, checkpoint.under(tensors, "random"))
        scaler = values.pop("scaler")
        if scaler:
            self.scaler.load_state_dict(scaler)

    def _picked(self, batch: Batch) -> Picked | None:
        """The rows of the tables a batch reads; None where it reads whole tables."""
        mf, take = self.model.mf, self.optimizer.take
        if not self.optimizer.tables:
            return None
        users, user = batch.users.unique(return_inverse=True)
        rows, item, recent = batch.rows, None, None
        if batch.recent is not None:
            remembered = batch.recent[0]
            rows, places = torch.cat((rows, remembered.flatten())).unique(return_inverse=True)
            item, recent = places[: len(batch.rows)], places[len(batch.rows) :].view_as(remembered)
        return Picked(
            take(mf.users, users),
            take(mf.user_bias, users),
            take(mf.items, rows),
            take(mf.item_bias, rows),
            user,
            item,
            recent,
        )
