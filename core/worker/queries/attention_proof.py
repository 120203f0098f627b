"""Is a map true? Mask what it calls important and watch the score."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.encoders.tokens import TokenBatch

Tokens = Mapping[str, TokenBatch]
#: Masked variants of an item that are fused together.
CHUNK = 64


@dataclass(frozen=True)
class Curves:
    """Scores while more and more tokens are masked.

    Attributes:
        shares: [S] share of the tokens masked, 0..1.
        strongest: [S] score, strongest tokens of the map masked first.
        weakest: [S] score, weakest first.
        random: [draws, S] score in random orders.

    """

    shares: np.ndarray
    strongest: np.ndarray
    weakest: np.ndarray
    random: np.ndarray

    def effect(self, share: float) -> tuple[float, float]:
        """Change of the score at about this share: by the map, and on average at random."""
        place = int(np.abs(self.shares - share).argmin())
        whole = float(self.strongest[0])
        by_map = abs(float(self.strongest[place]) - whole)
        by_chance = float(np.abs(self.random[:, place] - whole).mean())
        return by_map, by_chance


def curves(
    score: Callable[[Tokens], Tensor],
    batch: Tokens,
    weights: Mapping[str, np.ndarray],
    steps: int,
    draws: int,
    seed: int,
) -> Curves:
    """Deletion curves of one item (Petsiuk et al. 2018; Samek et al. 2017).

    Args:
        score: scores [B] of a batch of token sets.
        batch: the tokens of the item, B = 1.
        weights: the map, one value per token of each modality to mask; other modalities stay.
        steps: parts of the axis 0..100 %.
        draws: random orders to compare with.
        seed: decides them.

    """
    names = list(weights)
    lengths = [len(weights[name]) for name in names]
    order = np.argsort(-np.concatenate([weights[name] for name in names]), kind="stable")
    total = len(order)
    generator = np.random.default_rng(seed)
    orders = [order, order[::-1], *(generator.permutation(total) for _ in range(draws))]
    counts = np.unique(np.round(np.linspace(0, total, steps + 1)).astype(int))
    kept = np.ones((len(orders), len(counts), total), bool)
    for row, sequence in enumerate(orders):
        for column, count in enumerate(counts):
            kept[row, column, sequence[:count]] = False
    flat = kept.reshape(-1, total)
    scores = []
    with torch.no_grad():
        for begin in range(0, len(flat), CHUNK):
            scores.append(score(_masked(batch, names, lengths, flat[begin : begin + CHUNK])))
    values = torch.cat(scores).double().numpy().reshape(len(orders), len(counts))
    return Curves(counts / max(1, total), values[0], values[1], values[2:])


def _masked(batch: Tokens, names: list[str], lengths: list[int], kept: np.ndarray) -> Tokens:
    """The item once per row of `kept` [n, total], with those tokens alone."""
    variants = {}
    begin = 0
    many = len(kept)
    places = dict(zip(names, lengths, strict=True))
    for name, one in batch.items():
        mask = one.mask.expand(many, -1).clone()
        if name in places:
            length = places[name]
            mask[:, :length] &= torch.from_numpy(kept[:, begin : begin + length].copy())
            begin += length
        variants[name] = TokenBatch(
            one.tokens.expand(many, -1, -1), mask, one.positions.expand(many, -1, -1)
        )
    return variants
