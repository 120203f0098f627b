"""Fusion, graphs and head as one model: from users and items to vectors whose product scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from core.encoders.tokens import TokenBatch
from core.fusion.base import Fused, Fusion
from core.fusion.graph import Propagation
from core.recommend.lookup import lookup, put
from core.recommend.mf import MF, Picked
from core.recommend.part_names import BEHAVIOUR
from core.recommend.vote import Vote


@dataclass(frozen=True)
class Scored:
    """Vectors and biases of one batch: score of (b, r) = <users[b], items[r]> + biases.

    Attributes:
        users: [B, d]; `user_bias`: [B], with the global bias in it.
        items: [R, d]; `item_bias`: [R].
        fused: what the fusion gave for the R items; None without content.
        q: [B, d] and `p`: [R, d], the rows of the tables they were made from.
        stale: a leaf with the content of items that were not fused, [R, d] or of all [N, d];
            None where all R were.

    """

    users: Tensor
    user_bias: Tensor
    items: Tensor
    item_bias: Tensor
    fused: Fused | None
    q: Tensor
    p: Tensor
    stale: Tensor | None = None


@dataclass(frozen=True)
class Vectors:
    """All users and items, ready for retrieval.

    Attributes:
        users: [U, d]; `items`: [N, d]; `user_bias`: [U] (global bias included); `item_bias`: [N].
        base: [N, d], the part of `items` that is not the item's own content; items - base = f.
        vote: of neighbours beside them, or None.
        later: [U, d], users once validation has become history; None where they are the same.

    """

    users: Tensor
    items: Tensor
    user_bias: Tensor
    item_bias: Tensor
    base: Tensor
    vote: Vote | None = None
    later: Tensor | None = None

    @property
    def at_test(self) -> Vectors:
        """As they are when the test begins."""
        return self if self.later is None else replace(self, users=self.later)

    def to(self, device: torch.device) -> Vectors:
        """On another device, without the vote."""
        tensors = {name: value for name, value in vars(self).items() if isinstance(value, Tensor)}
        moved = {name: value.to(device) for name, value in tensors.items()}
        return replace(self, vote=None, **moved)

    def behind(self, users: Tensor, items: Tensor, later: Tensor | None = None) -> Vectors:
        """With columns [U, e] and [N, e] behind them, whose products are added to the scores.

        `later` are those of the users once validation has become history, if they are others.
        """
        after = users if later is None else later
        same = self.later is None and later is None
        return replace(
            self,
            users=torch.cat((self.users, users), 1),
            items=torch.cat((self.items, items), 1),
            base=torch.cat((self.base, items), 1),
            later=None if same else torch.cat((self.at_test.users, after), 1),
        )


class Recommender(nn.Module):
    """r_ui = <q_u + m_u, p_i + f_i> + b_u + b_i.

    With graphs, (q, p) is what propagation makes of (q, p + f): the neighbours' content reaches an
    item through p, its own content through f as well.

    `bank` [N, d] holds the content vector of every item as it was last fused. Neighbours and
    remembered items are read from there, so that only the items of a batch are fused (historical
    embeddings, GNNAutoScale, Fey et al. 2021).

    Args:
        mf: the tables.
        fusion: None for plain matrix factorisation.
        propagation: maps ([U, d], [N, d]) to the same shapes.
        behaviour_dropout: share of the items of a training step whose behaviour is hidden.

    """

    bank: Tensor

    def __init__(
        self,
        mf: MF,
        fusion: Fusion | None = None,
        propagation: Propagation | None = None,
        behaviour_dropout: float = 0.0,
    ) -> None:
        super().__init__()
        self.mf = mf
        self.fusion = fusion
        self.propagation = propagation
        self.behaviour_dropout = behaviour_dropout
        n_items, dim = mf.items.shape
        self.memory = mf.config.build_memory(dim)
        self.register_buffer("bank", torch.zeros(n_items if fusion is not None else 0, dim))

    def forward(
        self,
        users: Tensor,
        rows: Tensor,
        tokens: Mapping[str, TokenBatch],
        recent: tuple[Tensor, Tensor] | None = None,
        picked: Picked | None = None,
        fresh: Tensor | None = None,
    ) -> Scored:
        """Vectors of a batch, with gradients.

        Args:
            users: [B] users.
            rows: [R] items, each once.
            tokens: the tokens of those items, or of those in `fresh`.
            recent: for a head that remembers, items [B, H] and mask [B, H], latest first.
            picked: the tables to compute with, where they are not those of `mf`. Propagation
                reads whole ones.
            fresh: [F] places in `rows` of the items to fuse, where the content of the others is
                read from the bank.

        """
        fused = self.fusion(self._hidden(tokens)) if self.fusion is not None else None
        content, known, stale = self._content(rows, fused, fresh)
        picked = picked or self.mf.whole(users, rows, None if recent is None else recent[0])
        q = lookup(picked.users, picked.user)
        p = picked.of_items(picked.items)
        if self.propagation is None:
            base, items = picked.items, p
            queries = q if self.mf.config.knows_users else torch.zeros_like(q)
        else:
            base_users, base = self._propagated(known)
            queries, items = lookup(base_users, picked.user), picked.of_items(base)
        if self.memory is not None and recent is not None:
            remembered = self._remembered(base, known, recent[0], picked)
            queries = queries + self.memory(queries, remembered, recent[1])
        items = self.mf.hide(items)
        if content is not None:
            items = items + content
        return Scored(
            users=queries,
            user_bias=lookup(picked.user_bias, picked.user) + self.mf.bias,
            items=items,
            item_bias=picked.of_items(picked.item_bias),
            fused=fused,
            q=q,
            p=p,
            stale=stale,
        )

    @staticmethod
    def _remembered(base: Tensor, known: Tensor | None, items: Tensor, picked: Picked) -> Tensor:
        """Vectors [B, H, d] of remembered items [B, H], content included."""
        assert picked.recent is not None
        vectors = lookup(base, picked.recent.flatten())
        if known is not None:
            vectors = vectors + lookup(known, items.flatten())
        return vectors.view(*items.shape, -1)

    @torch.no_grad()
    def remember(self, rows: Tensor, content: Tensor) -> None:
        """Put content vectors [R, d] of items `rows` [R] into the bank."""
        put(self.bank, rows.to(self.bank.device), content.detach().to(self.bank))

    @torch.no_grad()
    def vectors(self, recent: tuple[Tensor, Tensor] | None = None) -> Vectors:
        """All vectors from the tables and the bank, which must be up to date.

        Args:
            recent: for a head that remembers, items [U, H] and mask [U, H] of all users.

        """
        known = self.bank if self.fusion is not None else None
        users, base = self._propagated(known)
        items = base if known is None else base + known
        if self.memory is not None and recent is not None:
            blocks = zip(*(each.split(1024) for each in (users, *recent)), strict=True)
            users = torch.cat([q + self.memory(q, items[rows], mask) for q, rows, mask in blocks])
        user_bias = self.mf.user_bias + self.mf.bias
        # The tables themselves would go on learning, and refuse to be written into.
        return Vectors(
            users.detach(),
            items.detach(),
            user_bias.detach(),
            self.mf.item_bias.detach(),
            base.detach(),
        )

    def _hidden(self, tokens: Mapping[str, TokenBatch]) -> Mapping[str, TokenBatch]:
        """In training without what histories say of a share of the items, as if they were new."""
        if BEHAVIOUR not in tokens or not (self.training and self.behaviour_dropout):
            return tokens
        one = tokens[BEHAVIOUR]
        kept = torch.rand(len(one), 1, device=one.mask.device) >= self.behaviour_dropout
        return {**tokens, BEHAVIOUR: replace(one, mask=one.mask & kept)}

    def _content(
        self, rows: Tensor, fused: Fused | None, fresh: Tensor | None
    ) -> tuple[Tensor | None, Tensor | None, Tensor | None]:
        """Content of items `rows` [R, d], the bank with it in it, and `Scored.stale`."""
        if fused is None:
            return None, None, None
        vector = fused.vector.to(self.bank.dtype)
        related = self.propagation is not None or self.memory is not None
        if fresh is None:
            known = self.bank.index_copy(0, rows, vector) if related else self.bank
            return fused.vector, known, None
        if not related:
            stale = lookup(self.bank, rows).requires_grad_()
            return stale.index_copy(0, fresh, vector), self.bank, stale
        stale = self.bank.clone().requires_grad_()
        known = stale.index_copy(0, lookup(rows, fresh), vector)
        return lookup(known, rows), known, stale

    def _propagated(self, known: Tensor | None) -> tuple[Tensor, Tensor]:
        users: Tensor = (
            self.mf.users if self.mf.config.knows_users else torch.zeros_like(self.mf.users)
        )
        items: Tensor = self.mf.items
        if self.propagation is None:
            return users, items
        propagated: tuple[Tensor, Tensor] = self.propagation(
            users, items if known is None else items + known
        )
        return propagated
