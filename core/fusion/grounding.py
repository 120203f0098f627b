"""Which tokens of two modalities belong together, told from which items they occur in: closed form.

A word and a patch that turn up in the same items more often than by chance are likely to mean the
same thing. This module finds a bilinear form y^T M x between tokens y of one modality and x of
another from co-occurrence alone: no labels of places, no interactions, no gradient steps.

In whitened coordinates the least-squares answer is M = mean over items of y_mean x_mean^T
(canonical correlations between bags of tokens; with one-hot words it is the correspondence
analysis of words and patches, whose entries are p(w, p) / (p(w) p(p)) - 1). It still blames every
patch for every word of the item. Rounds of expectation-maximisation in the manner of IBM
Model 1 (Brown et al. 1993) mend that: each token shares itself out over the tokens of the other
modality by a softmax of the current form, and the form is estimated again from those shares.

Cross-attention starts from this form (`core.fusion.transformer`). Gradient descent on a
contrastive loss alone does not find it on catalogs of a few hundred items: it tells items apart by
whatever differs, which seldom is the thing the word means.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from core.encoders.tokens import TokenBatch
from core.fusion.base import Store, masked_mean
from core.progress import Reporter

#: Whitening stops at this many principal directions, and shrinks towards their mean variance.
_DIRECTIONS = 192
_SHRINKAGE = 0.1
#: Deviation of the logits by which tokens are shared out.
_SHARPNESS = 3.0
#: Enough to settle: on the music sample drums point at their own word .81 of the time after three
#: rounds (else at that of the tempo, which is heard best in drums), .95 after six, .96 after ten.
ROUNDS = 6
#: As many of the last rounds are also made with shares that are graded, from where they are then.
_GRADED = 3
#: Least affinity, and that of the empty word: affinities have deviation 1.
_FLOOR, _NOTHING = 0.05, 0.1
_CHUNK = 64


@dataclass(frozen=True)
class Side:
    """How tokens of one modality enter a form: coordinates(x) = x @ factor + offset.

    Attributes:
        factor: [width, rank].
        offset: [rank].

    """

    factor: Tensor
    offset: Tensor


def ground(
    stores: Mapping[str, Store],
    rank: int,
    rounds: int = ROUNDS,
    sample: int = 1024,
    seed: int = 0,
    reporter: Reporter | None = None,
    known: Mapping[str, Side] | None = None,
) -> dict[tuple[str, str], tuple[Side, Side]]:
    """A form for every pair of modalities, by (first, second) in the order of `stores`.

    The product of the coordinates of a token of the first and one of the second modality is
    their affinity; over the sample, affinities have deviation 1.

    Args:
        stores: tokens of each modality.
        rank: of the form; coordinates beyond what the features have are zero.
        rounds: of expectation-maximisation after the closed form.
        sample: items to look at, drawn with `seed` if there are more.
        seed: decides which.
        reporter: told how far it is; asked whether to stop.
        known: how tokens of some modalities enter one space in which they can be compared, as far
            as encoders that were trained together bring it; where both of a pair do, the rounds
            start from both.

    Raises:
        Cancelled, Stopped: half of it would be another start of the same run.

    Returns:
        Pairs that cannot be grounded (both have one token, or fewer than two items have both) are
        left out.

    """
    reporter = reporter or Reporter()
    pairs = [
        (a, b)
        for a, b in itertools.combinations(stores, 2)
        if max(stores[a].max_tokens, stores[b].max_tokens) > 1
    ]
    if not pairs:
        return {}
    count = min(store.n_items for store in stores.values())
    rows = np.arange(count)
    if count > sample:
        rows = np.sort(np.random.default_rng(seed).choice(count, sample, replace=False))
    white: dict[str, _White] = {}
    forms = {}
    told = _Told(reporter, len(pairs) * (rounds + 1) + len(set(itertools.chain(*pairs))))
    for a, b in pairs:
        for name in (a, b):
            if name not in white:
                white[name] = _whiten(stores[name].gather(rows), reporter)
                told.step()
        brought = _brought(known, white, (a, b)) if known else None
        form = _form(white[a], white[b], rounds, told, brought)
        if form is not None:
            forms[a, b] = _sides(white[a], white[b], form, rank)
    return forms


class _Told:
    """Says how far grounding is, after each of its steps; asks whether to stop."""

    def __init__(self, reporter: Reporter, steps: int) -> None:
        self.reporter, self.steps, self.done = reporter, steps, -1
        self.step()

    def step(self) -> None:
        self.done += 1
        self.reporter.progress("Grounding", self.done, self.steps, "steps")
        self.reporter.go_on()


@dataclass(frozen=True)
class _White:
    """Whitened tokens [n, L, K], mask [n, L], and x_white = (x - mean) @ basis."""

    tokens: Tensor
    mask: Tensor
    mean: Tensor
    basis: Tensor


def _whiten(batch: TokenBatch, reporter: Reporter) -> _White:
    """Shrunk whitening of tokens; every item counts alike, however many tokens it has.

    Items are widened to fp32 a few at a time: features of a thousand can be a gigabyte.
    """
    mask = batch.mask
    weight = mask / mask.sum(1, keepdim=True).clamp(min=1)
    weight = weight / weight.sum().clamp(min=1e-12)

    def pieces() -> Iterator[tuple[Tensor, Tensor]]:
        """Tokens there are [T, width] with their weights [T, 1]."""
        parts = zip(*(one.split(_CHUNK) for one in (batch.tokens, mask, weight)), strict=True)
        for place, (tokens, there, each) in enumerate(parts):
            if place:
                reporter.go_on()
            yield tokens[there].float(), each[there].unsqueeze(1)

    width = batch.tokens.shape[-1]
    mean = torch.zeros(width)
    for flat, each in pieces():
        mean += (flat * each).sum(0)
    covariance = torch.zeros(width, width)
    for flat, each in pieces():
        centred = flat.sub_(mean)
        covariance.addmm_((centred * each).T, centred)
    values, vectors = torch.linalg.eigh(covariance)
    values, vectors = values[-_DIRECTIONS:].clamp(min=0), vectors[:, -_DIRECTIONS:]
    floor = _SHRINKAGE * values.sum() / max(1, width)
    basis = vectors * (values + floor).clamp(min=1e-12).rsqrt()
    white = torch.zeros(*mask.shape, basis.shape[1])
    white[mask] = torch.cat([(flat - mean) @ basis for flat, _ in pieces()])
    return _White(white, mask, mean, basis)


def _brought(
    known: Mapping[str, Side], white: Mapping[str, _White], pair: tuple[str, str]
) -> Tensor | None:
    """The form [K_a, K_b] in whitened coordinates that encoders bring; None where they do not."""
    if not set(pair) <= known.keys():
        return None
    # Tokens are white @ pseudo-inverse of the basis, whose columns are orthogonal, + their mean.
    left, right = (
        (white[name].basis / white[name].basis.square().sum(0)).T @ known[name].factor
        for name in pair
    )
    return left @ right.T


def _form(
    a: _White, b: _White, rounds: int, told: _Told, brought: Tensor | None = None
) -> Tensor | None:
    """The form [K_a, K_b] in whitened coordinates; None without two items to compare."""
    both = (a.mask.any(1) & b.mask.any(1)).nonzero().squeeze(1)
    if len(both) < 2:
        return None
    means = [masked_mean(side.tokens[both], side.mask[both]) for side in (a, b)]
    centred = [mean - mean.mean(0) for mean in means]
    form = centred[0].T @ centred[1] / len(both)
    form = form / _spread(a, b, both, form)
    if brought is not None:
        form = form + brought / _spread(a, b, both, brought)
    told.step()
    graded = form
    for turn in range(rounds):
        form = _turn(a, b, both, form * _SHARPNESS, graded=False)
        if turn >= rounds - _GRADED:
            graded = _turn(a, b, both, graded if turn > rounds - _GRADED else form, graded=True)
        told.step()
    form = form + graded
    return form / _spread(a, b, both, form)


def _turn(a: _White, b: _White, both: Tensor, form: Tensor, graded: bool) -> Tensor:
    """One round: tokens share themselves out by a form, and the form is estimated from that."""
    shared = [
        _shared(a.tokens[rows], b.tokens[rows], a.mask[rows], b.mask[rows], form, graded)
        for rows in both.split(_CHUNK)
    ]
    found = torch.stack(shared).sum(0) / (2 * len(both))
    return found / _spread(a, b, both, found)


def _shared(
    x: Tensor, y: Tensor, x_mask: Tensor, y_mask: Tensor, form: Tensor, graded: bool
) -> Tensor:
    """Sum over items of x (its share of the tokens y)^T, and of y's shares likewise, [K_x, K_y].

    Both are means over the tokens that share themselves out. The affinities of both ways are the
    same numbers, but for the mean over the tokens that ask (see `centre`).
    """
    affinity = (x @ form) @ y.transpose(1, 2)
    ways = (
        _shares(affinity, x_mask, y_mask, graded),
        _shares(affinity.transpose(1, 2), y_mask, x_mask, graded).transpose(1, 2),
    )
    return torch.einsum("nlk,nlm->km", x, (ways[0] + ways[1]) @ y)


def _shares(affinity: Tensor, asks: Tensor, answers: Tensor, graded: bool) -> Tensor:
    """How tokens [B, L] that ask share themselves out over those [B, M] that answer, [B, L, M].

    Rows of an item sum to one together.
    Rows sum to less where `graded` shares by affinity itself (Model 1 with its empty word), not by
    a softmax of it, in which one token that answers best gets all.
    """
    count = asks.sum(1)[:, None, None]
    found = stands_out(affinity, asks)
    if graded:
        amount = found.clamp(min=_FLOOR).square() * answers.unsqueeze(1)
        nothing = _NOTHING**2 * answers.sum(1)[:, None, None]
        shares = amount / (amount.sum(-1, keepdim=True) + nothing)
    else:
        shares = found.masked_fill(~answers.unsqueeze(1), float("-inf")).softmax(-1)
    return shares * (asks.unsqueeze(2) / count)


def stands_out(affinity: Tensor, asks: Tensor) -> Tensor:
    """Affinities [..., L, M] less their mean over the tokens that ask [..., L], see `centre`."""
    count = asks.sum(-1)[..., None, None]
    mean = (affinity * asks.unsqueeze(-1)).sum(-2, keepdim=True) / count.clamp(min=1)
    return affinity - mean * (count > 1)


def smoothed(affinity: Tensor, left: Tensor | None, right: Tensor | None) -> Tensor:
    """Affinities [B, L, M], each a mean over what lies around both tokens.

    Args:
        affinity: of single tokens.
        left: shares [B, L, L] of `positions.around`, None for the token alone.
        right: [B, M, M].

    """
    wide = affinity if left is None else left.to(affinity.dtype) @ affinity
    return wide if right is None else wide @ right.to(affinity.dtype).transpose(1, 2)


def centre(tokens: Tensor, mask: Tensor) -> Tensor:
    """Tokens [B, L, K] less their mean in each item, zero where masked; lone tokens stay.

    Tokens of a contextual encoder carry what the whole text says. What one of them asks for is
    what sets it apart from the rest; without this, every word asks for the main thing.
    """
    several = (mask.sum(1) > 1)[:, None, None]
    return (tokens - masked_mean(tokens, mask).unsqueeze(1) * several) * mask.unsqueeze(-1)


def _spread(a: _White, b: _White, both: Tensor, form: Tensor) -> Tensor:
    """Deviation of the affinities within items, over the first items."""
    rows = both[:_CHUNK]
    logits = centre(a.tokens[rows], a.mask[rows]) @ form @ b.tokens[rows].transpose(1, 2)
    known = a.mask[rows].unsqueeze(2) & b.mask[rows].unsqueeze(1)
    return logits[known].std().clamp(min=1e-9)


def _sides(a: _White, b: _White, form: Tensor, rank: int) -> tuple[Side, Side]:
    """The best form of this rank, half of it on each side."""
    left, strength, right = torch.linalg.svd(form, full_matrices=False)
    sides = []
    for white, vectors in ((a, left), (b, right.T)):
        factor = white.basis @ (vectors[:, :rank] * strength[:rank].sqrt())
        padded = torch.zeros(len(factor), rank)
        padded[:, : factor.shape[1]] = factor
        sides.append(Side(padded, -white.mean @ padded))
    return sides[0], sides[1]
