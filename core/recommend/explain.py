"""Why this item: the score as a sum of what modalities, the taste of others and votes gave.

The content vector f_i comes from the fusion of the item's modalities. Its exact Shapley value
(Shapley 1953) for modality m is the mean, over all orders in which modalities could be added, of
what m changed when it came. A coalition is fused with the other modalities masked, as if the item
did not have them; an item without any has f = 0. Because a score is linear in the item vector,
the vectors themselves are divided once, and then explain the score of every user.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from core.encoders.tokens import TokenBatch
from core.fusion.base import Fusion

#: 2^M coalitions are fused.
MOST_MODALITIES = 10


@dataclass(frozen=True)
class Explanation:
    """Parts of the scores of K items for one user; all parts of a row sum to its score.

    Attributes:
        modalities: names, in the order of `content`.
        content: [K, M], what each modality gave.
        collaborative: [K], <user, what is known of the item beyond its content>.
        item_bias: [K]; `user_bias`: one number.
        hour: [K], what the hour gave; zeros without one.
        votes: [K] by voter, what items near to the history gave (core.recommend.vote).
        score: [K].

    """

    modalities: tuple[str, ...]
    content: Tensor
    collaborative: Tensor
    item_bias: Tensor
    user_bias: float
    hour: Tensor
    votes: dict[str, Tensor]
    score: Tensor


def explain(
    user: Tensor, base: Tensor, content: Tensor, item_bias: Tensor, user_bias: float,
    modalities: Sequence[str], hour: Tensor | None = None,
    votes: Mapping[str, Tensor] | None = None,
) -> Explanation:  # fmt: skip
    """Divide the scores of K items.

    Args:
        user: [d].
        base: [K, d], item vectors without the items' own content.
        content: [M, K, d], Shapley values of the content vectors: `shapley_weights` of
            `coalition_vectors` over all coalitions.
        item_bias: [K].
        user_bias: global bias included.
        modalities: names of the M.
        hour: [K], added to the scores.
        votes: [K] by voter, added too.

    """
    hour = torch.zeros_like(item_bias) if hour is None else hour
    parts = torch.einsum("d,mkd->km", user, content)
    collaborative = base @ user
    votes = dict(votes or {})
    score = parts.sum(1) + collaborative + item_bias + user_bias + hour
    for vote in votes.values():
        score = score + vote
    return Explanation(
        tuple(modalities), parts, collaborative, item_bias, user_bias, hour, votes, score
    )


def shapley_weights(count: int) -> Tensor:
    """How often each coalition counts for each player: [2^M, M], rows by bit mask.

    A value v [2^M] of the coalitions gives the Shapley values weights.T @ v:
    |S|! (M - |S| - 1)! / M! for joining S, the same negative for having stayed out.
    """
    weights = torch.zeros(2**count, count, dtype=torch.float64)
    for coalition in range(2**count):
        size = coalition.bit_count()
        for player in range(count):
            if coalition >> player & 1:
                before = size - 1
                sign = 1
            else:
                before = size
                sign = -1
            share = math.factorial(before) * math.factorial(count - before - 1)
            weights[coalition, player] = sign * share / math.factorial(count)
    return weights


@torch.no_grad()
def coalition_vectors(
    fusion: Fusion, tokens: Mapping[str, TokenBatch], coalitions: Sequence[int]
) -> Tensor:
    """Content vectors [C, R, d] of R items when only some modalities are there.

    Args:
        fusion: in evaluation mode.
        tokens: of the R items.
        coalitions: bit masks over `fusion.modalities`, lowest bit first.

    """
    batch = {}
    for place, name in enumerate(fusion.modalities):
        one = tokens[name]
        joined = torch.tensor([bool(c >> place & 1) for c in coalitions], device=one.mask.device)
        count = len(coalitions)
        batch[name] = TokenBatch(
            one.tokens.repeat(count, 1, 1),
            one.mask.repeat(count, 1) & joined.repeat_interleave(len(one)).unsqueeze(1),
            one.positions.repeat(count, 1, 1),
        )
    return fusion(batch).vector.unflatten(0, (len(coalitions), -1))
