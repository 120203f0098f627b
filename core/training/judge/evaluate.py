"""Full-ranking evaluation: every item competes, what the user knows already is masked.

Ties are broken against us: a relevant item stands below all others with its score, so that a
model which scores everything alike earns nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.stats import norm
from torch import Tensor

from core.progress import Cancelled, Reporter
from core.recommend.histories import Histories
from core.training.judge.kept import Kept

#: Users -> scores [len(users), n_items], higher is better.
Scorer = Callable[[np.ndarray], Tensor]
#: Scores held at once. Larger blocks are memory that is asked for anew each time, page by page.
SCORES = 1 << 22
#: Users from which means over them are taken for normal.
NORMAL = 20_000
METRICS = ("recall", "ndcg", "mrr", "map")


@dataclass(frozen=True, eq=False)
class Result:
    """Metrics of one ranking.

    Attributes:
        values: name -> number: "recall@20", "ndcg@20", "mrr@20", "map@20" (means over users with
            targets), "coverage@20" (share of items in anybody's list), "gini@20" (inequality of
            exposure, 0 even .. 1 one item), "novelty@20" (mean -log2 popularity share of listed
            items), "popularity_lift@20" (mean popularity of listed items over that of the
            users' histories; 1 is faithful, above 1 favours hits).
        users: int64 [E], the users with targets.
        per_user: "metric@K" -> float64 [E].
        top: int64 [E, K_max], the lists themselves.

    """

    values: dict[str, float]
    users: np.ndarray
    per_user: dict[str, np.ndarray]
    top: np.ndarray

    def half_interval(self, name: str) -> float:
        """Half the width of the 95 % interval of a mean over users, taken for normal."""
        each = self.per_user[name]
        return float(norm.ppf(0.975) * each.std() / max(1, len(each)) ** 0.5)

    def intervals(self, samples: int = 1000, seed: int = 0) -> dict[str, tuple[float, float]]:
        """95 % bootstrap percentile intervals over users (Efron 1979) of the per-user metrics.

        Of many users the mean is normal, and drawing them again and again takes minutes.
        """
        if not len(self.users):
            return {}
        if len(self.users) > NORMAL:
            half = {name: self.half_interval(name) for name in self.per_user}
            return {n: (self.values[n] - half[n], self.values[n] + half[n]) for n in half}
        rng = np.random.default_rng(seed)
        names = list(self.per_user)
        table = np.stack([self.per_user[name] for name in names], 1)
        means = np.stack(
            [table[rng.integers(len(table), size=len(table))].mean(0) for _ in range(samples)]
        )
        low, high = np.quantile(means, (0.025, 0.975), axis=0)
        return {name: (float(low[i]), float(high[i])) for i, name in enumerate(names)}


def evaluate(
    scorer: Scorer,
    targets: Histories,
    seen: Histories,
    n_items: int,
    ks: Sequence[int] = (5, 10, 20),
    popularity: np.ndarray | None = None,
    block: int | None = None,
    reporter: Reporter | None = None,
    kept: Kept | None = None,
) -> Result:
    """Rank all items for every user with targets.

    Args:
        scorer: the model.
        targets: relevant items of each user; users without any are left out.
        seen: items that may not be recommended (never an item of `targets`).
        n_items: size of the catalog.
        ks: list lengths; those beyond the catalog are cut to it.
        popularity: training interactions of each item [n_items], for the popularity measures.
        block: users scored at once; as many as make 16 MiB of scores if not given.
        reporter: told how far it is; asked whether to stop.
        kept: where the lists of the first users are kept, and gone on from.

    Raises:
        Cancelled, Stopped: the first users are no sample of all.

    """
    reporter = reporter or Reporter()
    block = block or max(1, min(1024, SCORES // max(1, n_items)))
    users = np.flatnonzero(targets.counts)
    longest = min(max(ks), n_items)
    before = kept.restore(longest, len(users)) if kept else None
    tops, hits = ([before[0]], [before[1]]) if before else ([], [])
    first = len(before[0]) if before else 0
    for start in range(first, len(users), block):
        if start > first:
            _go_on(reporter, kept, tops, hits)
        part = users[start : start + block]
        scores = scorer(part).float().clone()
        top, hit = rank(scores, *targets.pairs(part), *seen.pairs(part), longest)
        tops.append(top)
        hits.append(hit)
        reporter.progress("evaluate", start + len(part), len(users), "users")
    if kept:
        kept.whole(tops, hits)
    top = np.concatenate(tops) if tops else np.zeros((0, longest), np.int64)
    hit = np.concatenate(hits) if hits else np.zeros((0, longest), bool)
    relevant = targets.counts[users]
    per_user: dict[str, np.ndarray] = {}
    values: dict[str, float] = {}
    for k in ks:
        for name, numbers in list_metrics(hit[:, :k], relevant, k).items():
            per_user[f"{name}@{k}"] = numbers
            values[f"{name}@{k}"] = float(numbers.mean()) if len(numbers) else 0.0
        if popularity is not None and len(users):
            values |= _exposure(top[:, :k], users, seen, popularity, k)
    return Result(values, users, per_user, top)


def _go_on(
    reporter: Reporter, kept: Kept | None, tops: list[np.ndarray], hits: list[np.ndarray]
) -> None:
    """Keep what is done if it is time, or if the user wants to stop."""
    if kept is None:
        reporter.go_on()
        return
    kept.keep(tops, hits)
    try:
        reporter.go_on()
    except Cancelled:
        kept.keep(tops, hits, now=True)
        raise


def sampled(targets: Histories, most: int) -> Histories:
    """The targets of so many users, always the same ones."""
    known = np.flatnonzero(targets.counts)
    if len(known) <= most:
        return targets
    kept = np.sort(np.random.default_rng(0).choice(known, most, replace=False))
    places, items = targets.pairs(kept)
    return Histories.from_pairs(kept[places], items, len(targets))


def rank(
    scores: Tensor,
    target_rows: np.ndarray,
    target_items: np.ndarray,
    seen_rows: np.ndarray,
    seen_items: np.ndarray,
    k: int,
) -> tuple[np.ndarray, np.ndarray]:
    """The first k items of each row, ties against the targets. Changes `scores` [B, N].

    Returns:
        items int64 [B, k], and whether each is a target, bool [B, k]. NaN scores rank last.

    """
    device = scores.device
    scores.nan_to_num_(nan=float("-inf"), posinf=torch.finfo(scores.dtype).max)
    at = torch.as_tensor(target_rows, device=device), torch.as_tensor(target_items, device=device)
    # One representable step down puts a target below everything that had its score.
    scores[at] = torch.nextafter(scores[at], torch.full_like(scores[at], float("-inf")))
    seen_at = torch.as_tensor(seen_rows, device=device), torch.as_tensor(seen_items, device=device)
    scores[seen_at] = float("-inf")
    best = scores.topk(k, dim=1)
    wanted = torch.zeros(scores.shape, dtype=torch.bool, device=device)
    wanted[at] = True
    # What is masked is no recommendation, even where the list is longer than what is left.
    hit = wanted.gather(1, best.indices) & (best.values > float("-inf"))
    return best.indices.cpu().numpy(), hit.cpu().numpy()


def list_metrics(hit: np.ndarray, relevant: np.ndarray, k: int) -> dict[str, np.ndarray]:
    """Recall, NDCG, MRR and MAP at k of each list.

    Args:
        hit: bool [E, <=k], whether the item at each rank is relevant.
        relevant: int [E], number of relevant items, at least 1.
        k: list length.

    Returns:
        Each float64 [E]. NDCG has binary gains and the ideal list of min(relevant, k) hits
        (Järvelin & Kekäläinen 2002); average precision is divided by min(relevant, k).

    """
    ranks = np.arange(1, hit.shape[1] + 1)
    discount = 1 / np.log2(ranks + 1)
    possible = np.minimum(relevant, k)
    ideal = np.concatenate(([0.0], np.cumsum(1 / np.log2(np.arange(1, k + 1) + 1))))[possible]
    precision = np.cumsum(hit, 1) / ranks
    first = np.where(hit.any(1), hit.argmax(1) + 1, np.inf)
    return {
        "recall": hit.sum(1) / relevant,
        "ndcg": (hit * discount).sum(1) / ideal,
        "mrr": 1 / first,
        "map": (precision * hit).sum(1) / possible,
    }


def _exposure(
    top: np.ndarray, users: np.ndarray, seen: Histories, popularity: np.ndarray, k: int
) -> dict[str, float]:
    shown = np.sort(np.bincount(top.ravel(), minlength=len(popularity)))
    size = len(shown)
    share = np.maximum(popularity, 1) / max(1, popularity.sum())
    values = {
        f"coverage@{k}": float((shown > 0).mean()),
        f"gini@{k}": float(
            ((2 * np.arange(1, size + 1) - size - 1) * shown).sum() / (size * shown.sum())
        ),
        f"novelty@{k}": float(-np.log2(share[top]).mean()),
    }
    known = seen.pairs(users)[1]
    if len(known):
        values[f"popularity_lift@{k}"] = float(popularity[top].mean() / popularity[known].mean())
    return values
