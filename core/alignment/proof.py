"""Is a map true? Mask what it calls important and watch the score, against masking at random.

Deletion curves (Samek et al. 2017; Petsiuk et al. 2018) over tokens instead of pixels: masked
tokens leave every softmax and mean, so that nothing made up stands in for them. A share is one of
the tokens of every modality, each ranked by itself; Chefer et al. 2021 too perturb bimodal models
one modality at a time. Over all tokens together, a map that finds words more telling than patches
would mask every word within the first tenth of an item with two hundred patches, and so would
chance with as many of each: from there on both curves show the loss of a modality, not the map.
The area over a curve (AOPC, Samek et al. 2017) does not hang on one share.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
        shares: [S] share of the tokens of every modality that is masked, from 0 to 1.
        strongest: [S] score, strongest tokens of the map masked first.
        weakest: [S] score, weakest first.
        random: [draws, S] score, random tokens masked; as many of each modality as in `strongest`,
            so that a map cannot win by its choice of modality alone.

    """

    shares: np.ndarray
    strongest: np.ndarray
    weakest: np.ndarray
    random: np.ndarray

    @property
    def areas(self) -> tuple[float, float]:
        """Mean drop of the score over all shares, strongest tokens first and in random order.

        Trapezoids. Their difference is the area between the two curves. Negative where masking
        raises the score.
        """
        width = np.diff(self.shares)
        middles = [(curve[1:] + curve[:-1]) / 2 for curve in (self.strongest, self.random.mean(0))]
        by_map, by_chance = (float(self.strongest[0] - middle @ width) for middle in middles)
        return by_map, by_chance

    def effect(self, share: float) -> tuple[float, float]:
        """How far the score moves when about this share is masked: by the map, and at random.

        The second is the mean over the draws of the distance from the whole item's score.
        """
        place = int(np.abs(self.shares - share).argmin())
        whole = self.strongest[0]
        by_map = abs(float(self.strongest[place] - whole))
        return by_map, float(np.abs(self.random[:, place] - whole).mean())


def prove(
    score: Callable[[Tokens], Tensor],
    item: Tokens,
    weights: Mapping[str, np.ndarray],
    steps: int | Sequence[float] = 20,
    draws: int = 20,
    seed: int = 0,
) -> Proof:
    """Draw the curves of one item.

    Args:
        score: scores [B] of a batch of token sets, in evaluation mode.
        item: its tokens, B = 1.
        weights: the map, [L] over the tokens (mask True) of each modality to mask; tokens of
            other modalities stay.
        steps: parts of the axis, or the shares to mask; 0 and 1 are always among them.
        draws: random orders.
        seed: decides them.

    """
    names = [name for name, values in weights.items() if len(values)]
    owner = np.repeat(np.arange(len(names)), [len(weights[name]) for name in names])
    if isinstance(steps, int):
        shares = np.linspace(0, 1, steps + 1)
    else:
        shares = np.unique([0.0, *steps, 1.0])
    generator = np.random.default_rng(seed)
    kept = np.ones((2 + draws, len(shares), len(owner)), bool)
    for number, name in enumerate(names):
        values = np.asarray(weights[name], np.float64)
        strongest = np.argsort(-values, kind="stable")
        orders = [strongest, strongest[::-1]]
        orders += [generator.permutation(len(values)) for _ in range(draws)]
        tokens = np.flatnonzero(owner == number)
        counts = np.round(shares * len(values)).astype(int)
        for row, order in enumerate(orders):
            for column, count in enumerate(counts):
                kept[row, column, tokens[order[:count]]] = False
    # All orders begin with the whole item and end without a token of it.
    distinct, places = np.unique(kept.reshape(-1, len(owner)), axis=0, return_inverse=True)
    flat = torch.from_numpy(distinct)
    with torch.no_grad():
        scores = [score(_masked(item, names, owner, part)) for part in flat.split(_CHUNK)]
    found = torch.cat(scores).double().cpu().numpy()[places].reshape(2 + draws, len(shares))
    return Proof(shares, found[0], found[1], found[2:])


@dataclass(frozen=True)
class Ratio:
    """What the map does over what chance does, summed over items: one item cannot rule it.

    Attributes:
        items: how many.
        by_map: mean effect of masking by the map, `by_chance`: at random, in units of the score.
        times: ratio of the two; NaN if random tokens do nothing.
        low, high: 95 % of bootstrap resamples of the items (percentiles), NaN with `times`.
        won: items whose score the map moves more.

    """

    items: int
    by_map: float
    by_chance: float
    times: float
    low: float
    high: float
    won: int


def ratio(effects: np.ndarray, resamples: int = 2000, seed: int = 0) -> Ratio:
    """Sum up effects [items, 2] by the map and at random, see `Proof.effect` and `Proof.areas`."""
    pairs = np.asarray(effects, np.float64).reshape(-1, 2)
    if not len(pairs):
        return Ratio(0, 0.0, 0.0, float("nan"), float("nan"), float("nan"), 0)
    drawn = np.random.default_rng(seed).integers(len(pairs), size=(resamples, len(pairs)))
    sums = np.concatenate([pairs.sum(0)[None], pairs[drawn].sum(1)])
    # Where chance does nothing there is no ratio to tell.
    found = np.divide(sums[:, 0], sums[:, 1], out=np.full(len(sums), np.nan), where=sums[:, 1] > 0)
    known = found[1:][np.isfinite(found[1:])]
    low, high = np.percentile(known, [2.5, 97.5]) if len(known) else (np.nan, np.nan)
    by_map, by_chance = pairs.mean(0)
    won = int((pairs[:, 0] > pairs[:, 1]).sum())
    return Ratio(
        len(pairs), float(by_map), float(by_chance), float(found[0]), float(low), float(high), won
    )


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
