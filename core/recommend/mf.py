"""Matrix factorisation: what is learned about users and items beyond their content."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from core.recommend.config import HeadBase
from core.recommend.lookup import lookup


class MF(nn.Module):
    """The tables of r_ui = <q_u, p_i + f_i> + b_u + b_i (Koren et al. 2009), all learned.

    Attributes:
        users: q [U, d]; `items`: p [N, d]; `user_bias` [U]; `item_bias` [N]; `bias`: one number.

    """

    def __init__(self, n_users: int, n_items: int, dim: int, config: HeadBase) -> None:
        super().__init__()
        self.config = config
        self.users = nn.Parameter(torch.empty(n_users, dim))
        self.items = nn.Parameter(torch.zeros(n_items, dim), requires_grad=config.item_embedding)
        self.user_bias = nn.Parameter(torch.zeros(n_users), requires_grad=config.biases)
        self.item_bias = nn.Parameter(torch.zeros(n_items), requires_grad=config.biases)
        self.bias = nn.Parameter(torch.zeros(()), requires_grad=config.biases)
        _start(self.users, config.start_length)
        if config.item_embedding:
            _start(self.items, config.start_length)

    def whole(self, users: Tensor, items: Tensor, recent: Tensor | None = None) -> Picked:
        """Everything, for a batch of users [B] and items [R], and items remembered [B, H]."""
        return Picked(self.users, self.user_bias, self.items, self.item_bias, users, items, recent)

    def hide(self, vectors: Tensor) -> Tensor:
        """In training, set a share of item vectors [n, d] to zero, as if the items were new."""
        chance = self.config.item_dropout
        if not (self.training and chance > 0):
            return vectors
        kept = torch.rand(len(vectors), 1, device=vectors.device) >= chance
        return vectors * kept


@dataclass(frozen=True)
class Picked:
    """The tables as a batch reads them: whole, or its own rows as small tables of their own.

    Attributes:
        users: [n, d]; `user_bias`: [n].
        items: [m, d]; `item_bias`: [m].
        user: [B] places of the batch's users in `users`.
        item: [R] places of its items in `items`; None where they are the table.
        recent: [B, H] places of remembered items in `items`, for a memory head.

    """

    users: Tensor
    user_bias: Tensor
    items: Tensor
    item_bias: Tensor
    user: Tensor
    item: Tensor | None
    recent: Tensor | None = None

    def of_items(self, table: Tensor) -> Tensor:
        """The rows of the batch's items in a table like `items`."""
        return table if self.item is None else lookup(table, self.item)


def pairwise(users: Tensor, items: Tensor) -> Tensor:
    """Inner products of vectors [B, d] with [B, n, d] -> [B, n]."""
    # einsum makes B small matrix products of this, ten times as slow for a negative or two.
    return (users.unsqueeze(1) * items).sum(2)


def _start(table: Tensor, length: float) -> None:
    """Fill [n, d] with random vectors of about this length, or by Xavier's rule at 0."""
    if length:
        nn.init.normal_(table, std=length / table.shape[1] ** 0.5)
    else:
        nn.init.xavier_uniform_(table)
