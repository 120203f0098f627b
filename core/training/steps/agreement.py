"""A step where nobody has chosen anything: the modalities of an item learn to say the same.

Without histories there is nothing to rank, but what belongs together is in the items themselves.
Each item is fused as a whole and with each of its modalities alone; all of these vectors must find
those of the same item among those of the batch (InfoNCE, van den Oord 2018), and so must the
projected modalities. Cross-attention starts from grounding as ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor

from core.alignment.losses import Alignment
from core.encoders.tokens import TokenBatch
from core.fusion.base import Fused, Fusion
from core.recommend.recommender import Recommender
from core.text import Text
from core.training.config import TrainConfig
from core.training.run import checkpoint
from core.training.steps.gather import Gather
from core.training.steps.optimizer import by_decay
from core.training.steps.rowwise_adamw import clip
from core.training.steps.step import Learned

#: Items of a step: each is fused once more for every modality it has.
ITEMS = 32


class AgreementStep:
    """AdamW along the gradient of the agreement, in one process.

    Args:
        model: with a fusion, which is what is trained.
        gather: tokens of the items.
        config: of the optimiser and the alignment.

    """

    terms: tuple[str, ...] = ("alignment", "agreement")

    def __init__(self, model: Recommender, gather: Gather, config: TrainConfig) -> None:
        assert model.fusion is not None
        self.model, self.fusion, self.gather = model, model.fusion, gather
        self.config, device = config, gather.device
        self.losses = torch.nn.ModuleList(
            Alignment(config.alignment.temperature) for _ in self.terms
        ).to(device)
        named = [*self.fusion.named_parameters(), *self.losses.named_parameters()]
        trained = [(name, one) for name, one in named if one.requires_grad]
        self.parameters = tuple(name for name, _ in trained)
        self.trained = [one for _, one in trained]
        groups = by_decay(self.trained, (), config.weight_decay)
        self.optimizer = torch.optim.AdamW(groups, lr=config.learning_rate)
        self.remedy = Text(
            "Lower the learning rate (now {rate}); the last epoch is kept.",
            rate=f"{config.learning_rate:g}",
        )
        self.random = torch.Generator(device)

    def step(self, index: Tensor, epoch: int) -> Learned:
        """Learn from items `index` [B]."""
        self.optimizer.zero_grad()
        batch = self.gather(index)
        fused = self.fusion(batch)
        whole, each = self.losses
        found = (whole(fused), each(alone(self.fusion, batch, fused)))
        torch.stack(found).sum().backward()
        with torch.no_grad():
            self.model.remember(index, fused.vector)
        norms = clip(self.trained, self.config.clip_norm)
        self.optimizer.step()
        terms = dict(zip(self.terms, (one.detach() for one in found), strict=True))
        return Learned(terms, len(index), norms)

    def flush(self) -> None:
        """Nothing waits."""

    def state(self) -> tuple[dict[str, Tensor], dict[str, Any]]:
        parts = {
            "objective": self.losses.state_dict(),
            "optimizer": checkpoint.pack_optimizer(self.optimizer),
            "random": checkpoint.pack_random(self.random),
        }
        return checkpoint.together(parts), {}

    def restore(self, tensors: Mapping[str, Tensor], values: dict[str, Any]) -> None:
        checkpoint.load_state(self.losses, checkpoint.under(tensors, "objective"))
        checkpoint.unpack_optimizer(self.optimizer, checkpoint.under(tensors, "optimizer"))
        checkpoint.unpack_random(self.random, checkpoint.under(tensors, "random"))


def alone(fusion: Fusion, batch: Mapping[str, TokenBatch], whole: Fused) -> Fused:
    """The vectors of items as a whole and with each of their modalities alone, as parts."""
    parts, present = {"": whole.vector}, {"": torch.stack([*whole.present.values()]).any(0)}
    for name in fusion.modalities if len(fusion.modalities) > 1 else ():
        only = {
            other: one if other == name else replace(one, mask=torch.zeros_like(one.mask))
            for other, one in batch.items()
        }
        parts[name], present[name] = fusion(only).vector, whole.present[name]
    return Fused(whole.vector, parts, present)
