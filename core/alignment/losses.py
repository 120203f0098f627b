"""Losses that make modalities of one item agree: as a whole, and token by token."""

from __future__ import annotations

import itertools
import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.fusion.base import Fused
from core.fusion.recording import Recording

#: A temperature below 1/100 lets single pairs rule the batch (Radford et al. 2021).
MAX_LOG_SCALE = math.log(100.0)


class Temperature(nn.Module):
    """A learned inverse temperature, kept below 100."""

    def __init__(self, initial: float = 0.07) -> None:
        super().__init__()
        self.log_scale = nn.Parameter(torch.tensor(-math.log(initial)))

    def forward(self) -> Tensor:
        return self.log_scale.clamp(max=MAX_LOG_SCALE).exp()


class Alignment(nn.Module):
    """Pairwise InfoNCE over the modalities of a batch of different items.

    Args:
        temperature: where the learned temperature starts.

    """

    def __init__(self, temperature: float = 0.07) -> None:
        super().__init__()
        self.scale = Temperature(temperature)

    def forward(self, fused: Fused) -> Tensor:
        """Mean over the pairs of modalities; zero where no pair has two items in common."""
        losses = []
        for a, b in itertools.combinations(fused.parts, 2):
            both = fused.present[a] & fused.present[b]
            if int(both.sum()) > 1:
                losses.append(info_nce(fused.parts[a][both], fused.parts[b][both], self.scale()))
        return torch.stack(losses).mean() if losses else fused.vector.new_zeros(())


def info_nce(left: Tensor, right: Tensor, scale: Tensor | float) -> Tensor:
    """Symmetric InfoNCE of matching rows (van den Oord 2018; CLIP, Radford 2021).

    Args:
        left: [B, d], row i belongs to row i of `right` [B, d]; lengths do not matter.
        right: [B, d].
        scale: inverse temperature.

    """
    logits = functional.normalize(left, dim=-1) @ functional.normalize(right, dim=-1).T * scale
    return _symmetric(logits)


class TokenAlignment(nn.Module):
    """InfoNCE on the very queries and keys that cross-attention compares.

    How well item j's picture answers item i's words is S_ij = mean over words t of
    logsumexp over patches p of the attention logit q_t . k_p, a late interaction (ColBERT,
    Khattab & Zaharia 2020; FILIP, Yao et al. 2022) with a soft maximum. Matching pairs must win
    over the batch both ways. The logits are those the attention's softmax is taken of, so the
    maps are trained and not only the vectors. Every head must point by itself; each step trains
    one, drawn from torch's random state.

    Alone, on catalogs of a few hundred items, it learns to tell items apart by anything that
    differs; `core.fusion.grounding` is what makes maps point at the right things.

    Args:
        max_items: at most that many items of a batch are compared (the cost is quadratic).
        temperature: where the learned temperature starts.

    """

    def __init__(self, max_items: int = 64, temperature: float = 1.0) -> None:
        super().__init__()
        self.max_items = max_items
        self.scale = Temperature(temperature)

    def forward(self, seen: Recording) -> Tensor:
        """Mean over the ordered pairs of modalities; zero where nothing can be compared.

        Args:
            seen: the pass that made the items; its first layer counts.

        """
        losses = []
        for (query, key), one in seen.layers[0].items() if seen.layers else ():
            if query == key or one.key.shape[2] == 1:
                continue
            head = int(torch.randint(one.query.shape[1], ()))
            query_mask = seen.masks[query]
            both = (query_mask.any(1) & one.key_mask.any(1)).nonzero().squeeze(1)
            both = both[: self.max_items]
            if len(both) > 1:
                scores = late_interaction(
                    one.query[both, head],
                    one.key[both, head],
                    query_mask[both],
                    one.key_mask[both],
                    None if one.near is None else one.near.across(both, head),
                )
                losses.append(_symmetric(scores * self.scale()))
        return torch.stack(losses).mean() if losses else self.scale.log_scale.new_zeros(())


def late_interaction(
    query: Tensor,
    key: Tensor,
    query_mask: Tensor,
    key_mask: Tensor,
    added: Tensor | None = None,
) -> Tensor:
    """S_ij of `TokenAlignment` for one head.

    Args:
        query: [B, Lq, dh].
        key: [B, Lk, dh].
        query_mask: [B, Lq] bool, at least one True a row.
        key_mask: [B, Lk] bool, at least one True a row.
        added: [B Lq, B Lk], to the products.

    Returns:
        [B, B], row = whose queries, column = whose keys.

    """
    logits = query.flatten(0, 1) @ key.flatten(0, 1).T
    if added is not None:
        logits = logits + added
    logits = logits.masked_fill(~key_mask.flatten(), float("-inf"))
    # log-mean-exp: an item must not win by having more tokens.
    best = logits.unflatten(1, key_mask.shape).logsumexp(-1) - key_mask.sum(1).log()
    weight = query_mask.to(best.dtype).unsqueeze(-1)
    return (best.unflatten(0, query_mask.shape) * weight).sum(1) / weight.sum(1)


def _symmetric(logits: Tensor) -> Tensor:
    """Cross-entropy of a square matrix whose diagonal is right, both ways."""
    right = torch.arange(len(logits), device=logits.device)
    return (functional.cross_entropy(logits, right) + functional.cross_entropy(logits.T, right)) / 2
