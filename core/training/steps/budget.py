"""Which items of a step are fused, and what the others are owed.

Fusing is what a step costs. So a step fuses a few of the items it compares and reads the content of
the others from the model's bank, as it was last fused (cross-batch memories, Wang et al. 2020; for
recommenders Wang et al. 2021). Their gradient is not lost, as it is there. A loss depends on the
fusion's weights through content vectors alone (GradCache, Gao et al. 2021): the gradient at the
vector of an item that is not fused is added up until the item is, and then goes through the fusion
together with the gradient of that step (error feedback, Stich et al. 2018). So one fusing learns
from all interactions since the last.

Fused are those that are owed most: the items whose vectors the loss wants moved farthest.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from core.recommend.lookup import lookup
from core.recommend.recommender import Scored
from core.training.steps.parallel import Group


class Budget(nn.Module):
    """Chooses the items a step fuses, and keeps the gradients of those it does not.

    Attributes:
        owed: [N, d], gradient of the loss at the content of each item, added up since the item was
            last fused. Part of a checkpoint, like the bank.
        scale: factor of the gradients while they are computed (loss scaling of half precision).

    Args:
        size: items fused in a step, at most.
        bank: [N, d], the model's.
        whole: whether a step reads the content of all items, and not only of those it compares.

    """

    owed: Tensor

    def __init__(self, size: int, bank: Tensor, whole: bool) -> None:
        super().__init__()
        self.size, self.whole, self.scale = size, whole, 1.0
        self.register_buffer("owed", torch.zeros_like(bank))
        self._stale: Tensor | None = None

    def choose(self, rows: Tensor) -> Tensor | None:
        """Places [F] in `rows` [R] of the items to fuse, in order; None for all of them."""
        if len(rows) <= self.size:
            return None
        most = lookup(self.owed, rows).square().sum(1).topk(self.size, sorted=False)
        return most.indices.sort().values

    def watch(self, scored: Scored, fused: Tensor) -> None:
        """Let the backward pass of a loss pay what is owed, and find what will be.

        Args:
            scored: what the loss is made of.
            fused: [F] the items that were fused for it.

        """
        self._stale = scored.stale
        if scored.fused is not None and scored.fused.vector.requires_grad:
            owed = self._owed(fused)
            scored.fused.vector.register_hook(lambda gradient: gradient + owed)

    def pay(self, vector: Tensor, fused: Tensor) -> None:
        """Give fused vectors [F, d] of items [F] what they are owed, where there is no loss."""
        self._stale = None
        vector.backward(self._owed(fused).to(vector.dtype))

    def _owed(self, items: Tensor) -> Tensor:
        return lookup(self.owed, items) * self.scale

    @torch.no_grad()
    def settle(self, rows: Tensor, fused: Tensor, group: Group) -> None:
        """After the backward pass: write down what is owed now.

        Args:
            rows: [R] the items of the step, the same in all processes.
            fused: [F] those that were fused.
            group: processes that compute the step together.

        """
        if len(fused) < len(rows):
            found = None if self._stale is None else self._stale.grad
            if found is None:
                found = self.owed.new_zeros(
                    len(self.owed if self.whole else rows), *self.owed.shape[1:]
                )
            found = group.mean(found) / self.scale
            if self.whole:
                self.owed += found
            else:
                self.owed.index_add_(0, rows, found)
        self.owed.index_fill_(0, fused, 0.0)
        self._stale = None
