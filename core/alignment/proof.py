"""Is a map true? Mask what it calls important and watch the score, against masking at random.

Deletion curves (Samek et al. 2017; Petsiuk et al. 2018) over tokens instead of pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.encoders.tokens import TokenBatch

Tokens = Mapping[str, TokenBatch]
_CHUNK = 64


@dataclass(frozen=True, eq=False)
class Proof:
    """Scores of one item while more and more of its tokens are masked.

    Attributes:
        shares: [S] share of the tokens masked, from 0 to 1.
        strongest: [S] score, strongest tokens of the map masked first.
        weakest: [S] score, weakest first.
        random: [draws, S] score, random tokens masked; as many of each modality as in `strongest`,
            so that a map cannot win by its choice of modality alone.

    """

    shares: np.ndarray
    strongest: np.ndarray
    weakest: np.ndarray
    random: np.ndarray

    def effect(self, share: float) -> tuple[float, float]:
        """How far the score moves when about this share is masked: by the map, and at random.

        The second is the mean over the draws of the distance from the whole item's score.
        """
        place = int(np.abs(self.shares - share).argmin())
        whole = self.strongest[0]
        by_map = abs(float(self.strongest[place] - whole))
        return by_map, float(np.abs(self.random[:, place] - whole).mean())

    def times_chance(self, share: float) -> float:
        """Ratio of the two effects; NaN if random tokens do not move the score at all."""
        by_map, by_chance = self.effect(share)
        return by_map / by_chance if by_chance > 0 else float("nan")


def prove(
    score: Callable[[Tokens], Tensor],
    item: Tokens,
    weights: Mapping[str, np.ndarray],
    steps: int = 20,
    draws: int = 20,
    seed: int = 0,
) -> Proof:
    """Draw the curves of one item.

    Args:
        score: scores [B] of a batch of token sets, in evaluation mode.
        item: its tokens, B = 1.
        weights: the map, [L] over the tokens (mask True) of each modality to mask; tokens of
            other modalities stay.
        steps: parts of the axis.
        draws: random orders.
        seed: decides them.

    """
    names = [name for name, values in weights.items() if len(values)]
    values = np.concatenate([np.asarray(weights[name], np.float64) for name in names])
    owner = np.repeat(np.arange(len(names)), [len(weights[name]) for name in names])
    order = np.argsort(-values, kind="stable")
    counts = np.unique(np.round(np.linspace(0, len(values), steps + 1)).astype(int))
    generator = np.random.default_rng(seed)
    orders = [order, order[::-1], *(_alike(order, owner, generator) for _ in range(draws))]
    kept = np.ones((len(orders), len(counts), len(values)), bool)
    for row, sequence in enumerate(orders):
        for column, count in enumerate(counts):
            kept[row, column, sequence[:count]] = False
    flat = torch.from_numpy(kept.reshape(-1, len(values)))
    with torch.no_grad():
        scores = [score(_masked(item, names, owner, part)) for part in flat.split(_CHUNK)]
    found = torch.cat(scores).double().cpu().numpy().reshape(len(orders), len(counts))
    return Proof(counts / len(values), found[0], found[1], found[2:])


def times_chance(proofs: Iterable[Proof], share: float) -> float:
    """Ratio of the summed effects over many items; one item without any effect cannot rule it."""
    effects = np.array([proof.effect(share) for proof in proofs]).reshape(-1, 2).sum(0)
    return float(effects[0] / effects[1]) if effects[1] > 0 else float("nan")


def _alike(order: np.ndarray, owner: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """A random order that takes from the modalities in the same turn as `order` does."""
    shuffled = np.empty_like(order)
    turn = owner[order]
    for modality in np.unique(owner):
        shuffled[turn == modality] = generator.permutation(np.flatnonzero(owner == modality))
    return shuffled


def _masked(item: Tokens, names: list[str], owner: np.ndarray, kept: Tensor) -> Tokens:
    """The item once per row of `kept` [n, tokens], each with those of its tokens alone."""
    many = len(kept)
    variants = {}
    for name, one in item.items():
        mask = one.mask.expand(many, -1).clone()
        if name in names:
            mine = torch.from_numpy(owner == names.index(name))
            mask[:, one.mask[0]] = kept[:, mine].to(mask.device)
        variants[name] = TokenBatch(
            one.tokens.expand(many, -1, -1), mask, one.positions.expand(many, -1, -1)
        )
    return variants
