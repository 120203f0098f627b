"""How much a trained model suffers when modalities are missing, noisy or of the wrong item.

The model is not trained again: some items' tokens are changed, everything is fused anew, and the
full ranking is measured on the test part.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor

from core.encoders.tokens import TokenBatch
from core.progress import Quiet, Reporter, Stopped
from core.recommend.recommender import Recommender, Vectors
from core.text import Text
from core.training.config import EvaluationConfig
from core.training.data import Dataset
from core.training.judge.evaluate import Result, sampled
from core.training.judge.validation import BLOCK, banked_vectors, measure_test
from core.training.run.record import Curve, Damage
from core.training.steps.gather import Gather

DAMAGES: tuple[Damage, ...] = ("missing", "noise", "swapped")


class DamagedGather:
    """Tokens as `gather` gives them, but for the damaged items of one modality."""

    def __init__(
        self, gather: Gather, modality: str, damage: Damage, hit: np.ndarray, seed: int
    ) -> None:
        self.gather, self.modality, self.damage = gather, modality, damage
        self.device = gather.device
        self.hit = torch.as_tensor(hit).to(gather.device)
        rng = np.random.default_rng(seed)
        source = np.arange(len(hit))
        rows = np.flatnonzero(hit)
        # A cycle: every damaged item gets the tokens of another one, none its own.
        order = rng.permutation(rows)
        source[order] = np.roll(order, 1)
        self.source = torch.as_tensor(source).to(gather.device)
        self.generator = torch.Generator(gather.device).manual_seed(seed)

    def __call__(self, rows: Tensor) -> Mapping[str, TokenBatch]:
        """Tokens of items `rows`, damaged."""
        batch = dict(self.gather(rows))
        one = batch[self.modality]
        hit = self.hit[rows].view(-1, 1)
        if self.damage == "missing":
            changed = TokenBatch(one.tokens, one.mask & ~hit, one.positions)
        elif self.damage == "noise":
            # As loud as the features themselves: a signal-to-noise ratio of one.
            known = one.tokens[one.mask]
            deviation = known.std(0) if len(known) > 1 else torch.zeros_like(one.tokens[0, 0])
            noise = torch.randn(
                one.tokens.shape, generator=self.generator, device=one.tokens.device
            )
            changed = TokenBatch(
                torch.where(hit.unsqueeze(2), one.tokens + noise * deviation, one.tokens),
                one.mask,
                one.positions,
            )
        else:
            changed = self.gather(self.source[rows])[self.modality]
        return batch | {self.modality: changed}


def curve(
    model: Recommender,
    data: Dataset,
    gather: Gather,
    ks: Sequence[int],
    modality: str,
    damage: Damage,
    shares: Sequence[float] = (0.0, 0.25, 0.5, 0.75, 1.0),
    seed: int = 0,
    draws: int = 1,
    beside: Callable[[Vectors], Vectors] = lambda vectors: vectors,
    reporter: Reporter | None = None,
) -> Curve:
    """Test metrics against the share of damaged items; a larger share damages the same and more.

    Args:
        model: trained, with content; left as it was.
        data: the divided interactions.
        gather: tokens of the items.
        ks: list lengths of the metrics.
        modality: which one is damaged.
        damage: how: gone; noise as strong as the features; the tokens of another item.
        shares: of the items.
        seed: which items.
        draws: sets of damaged items whose results are averaged, user by user.
        beside: puts what else scores beside them: the vote, joined models, which read histories
            that nothing here damages.
        reporter: told how far it is; if it asks to stop, the shares done so far are returned.

    """
    reporter = reporter or Reporter()
    before = model.bank.clone()
    targets = sampled(data.test, EvaluationConfig().most_users(data.n_items))
    results: list[Result] = []

    def measured(share: float, draw: int) -> Result:
        order = np.random.default_rng(seed + draw).permutation(data.n_items)
        hit = np.zeros(data.n_items, bool)
        hit[order[: round(share * data.n_items)]] = True
        damaged = DamagedGather(gather, modality, damage, hit, seed + draw)
        vectors = beside(_vectors(model, damaged, data))
        return measure_test(vectors, data, targets, ks, Quiet(reporter))

    for done, share in enumerate(shares):
        try:
            repeated = [measured(share, draw) for draw in range(1 if share == 0 else draws)]
        except Stopped:
            break
        results.append(_mean(repeated))
        reporter.progress(
            Text("{modality} {damage}", modality=Text(modality), damage=Text(damage)),
            done + 1,
            len(shares),
            "shares",
        )
        if reporter.checkpoint():
            break
    model.bank.copy_(before)
    return Curve(
        modality=modality,
        damage=damage,
        shares=tuple(shares[: len(results)]),
        values=tuple(result.values for result in results),
        intervals=tuple(result.intervals() for result in results),
    )


def _mean(results: Sequence[Result]) -> Result:
    """Several rankings for the same users as one: every number the mean."""
    first = results[0]
    return Result(
        {name: float(np.mean([r.values[name] for r in results])) for name in first.values},
        first.users,
        {name: np.mean([r.per_user[name] for r in results], 0) for name in first.per_user},
        first.top,
    )


@torch.no_grad()
def _vectors(model: Recommender, damaged: DamagedGather, data: Dataset) -> Vectors:
    assert model.fusion is not None
    model.eval()
    for start in range(0, data.n_items, BLOCK):
        rows = torch.arange(start, min(start + BLOCK, data.n_items), device=damaged.device)
        model.remember(rows, model.fusion(damaged(rows)).vector)
    return banked_vectors(model, data)
