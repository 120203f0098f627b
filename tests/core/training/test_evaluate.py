import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import average_precision_score, ndcg_score

from core.progress import Cancelled, Reporter
from core.recommend.histories import Histories
from core.training.judge import kept as keeping
from core.training.judge.evaluate import evaluate
from core.training.judge.kept import Kept


def naive(scores, targets, seen, k):
    """The definitions, one user at a time, with plain lists."""
    totals = {"recall": [], "ndcg": [], "mrr": [], "map": []}
    for user in range(len(scores)):
        relevant = set(targets.of(user).tolist())
        if not relevant:
            continue
        allowed = [i for i in range(scores.shape[1]) if i not in set(seen.of(user).tolist())]
        ranked = sorted(allowed, key=lambda i: (-scores[user, i], i in relevant))[:k]
        hits = [item in relevant for item in ranked]
        best = min(k, len(relevant))
        totals["recall"].append(sum(hits) / len(relevant))
        ideal = sum(1 / math.log2(r + 2) for r in range(best))
        totals["ndcg"].append(sum(h / math.log2(r + 2) for r, h in enumerate(hits)) / ideal)
        totals["mrr"].append(next((1 / (r + 1) for r, h in enumerate(hits) if h), 0.0))
        precision = [sum(hits[: r + 1]) / (r + 1) for r, h in enumerate(hits) if h]
        totals["map"].append(sum(precision) / best)
    return {name: float(np.mean(values)) for name, values in totals.items()}


def histories(rng, n_users, n_items, share):
    chosen = rng.random((n_users, n_items)) < share
    users, items = np.nonzero(chosen)
    return Histories.from_pairs(users, items, n_users), chosen


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.sampled_from([1, 3, 10, 40]), st.sampled_from([2, 5, 1000]))
def test_agrees_with_the_definitions_also_with_many_ties(seed, k, levels):
    rng = np.random.default_rng(seed)
    scores = rng.integers(levels, size=(23, 31)).astype(np.float32)
    seen, mask = histories(rng, 23, 31, 0.2)
    users, items = np.nonzero((rng.random((23, 31)) < 0.1) & ~mask)
    targets = Histories.from_pairs(users, items, 23)
    if not len(items):
        return
    got = evaluate(lambda u: torch.as_tensor(scores[u]), targets, seen, 31, (k,), block=7).values
    for name, value in naive(scores, targets, seen, k).items():
        assert got[f"{name}@{k}"] == pytest.approx(value, abs=1e-6)


def test_agrees_with_scikit_learn():
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(50, 40)).astype(np.float32)
    targets, relevant = histories(rng, 50, 40, 0.1)
    none = Histories(np.zeros(51, np.int64), np.zeros(0, np.int64))
    got = evaluate(lambda u: torch.as_tensor(scores[u]), targets, none, 40, (10, 40))
    for row, user in enumerate(got.users):
        truth = relevant[user].astype(float)
        assert got.per_user["ndcg@10"][row] == pytest.approx(
            ndcg_score([truth], [scores[user]], k=10), abs=1e-6
        )
        assert got.per_user["map@40"][row] == pytest.approx(
            average_precision_score(truth, scores[user]), abs=1e-6
        )


def test_a_model_that_scores_all_alike_earns_nothing():
    rng = np.random.default_rng(0)
    targets, _ = histories(rng, 20, 100, 0.05)
    none = Histories(np.zeros(21, np.int64), np.zeros(0, np.int64))
    got = evaluate(lambda u: torch.ones(len(u), 100), targets, none, 100, (20,))
    assert got.values["recall@20"] == 0


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_scores_that_are_no_numbers_earn_nothing(value):
    rng = np.random.default_rng(0)
    targets, _ = histories(rng, 20, 100, 0.05)
    none = Histories(np.zeros(21, np.int64), np.zeros(0, np.int64))
    got = evaluate(lambda u: torch.full((len(u), 100), value), targets, none, 100, (20,))
    assert got.values["recall@20"] == 0


def test_seen_items_are_never_listed_while_others_are_left():
    rng = np.random.default_rng(1)
    seen, mask = histories(rng, 30, 50, 0.3)
    users, items = np.nonzero((rng.random((30, 50)) < 0.2) & ~mask)
    targets = Histories.from_pairs(users, items, 30)
    loves_the_known = torch.as_tensor(mask.astype(np.float32))
    got = evaluate(lambda u: loves_the_known[u], targets, seen, 50, (20,))
    assert not mask[got.users[:, None], got.top].any()


def test_exposure_measures_in_closed_form():
    targets = Histories.from_pairs(np.arange(4), np.full(4, 9), 4)
    seen = Histories.from_pairs(np.arange(4), np.array([0, 0, 1, 1]), 4)
    popularity = np.array([8, 4, 2, 2, 0, 0, 0, 0, 0, 0])
    same = torch.tensor([0, 0, 3.0, 2, 1, 0, 0, 0, 0, -1])
    one = evaluate(lambda u: same.expand(len(u), -1), targets, seen, 10, (2,), popularity).values
    assert one["coverage@2"] == pytest.approx(0.2)
    # Two of ten items get everything: Gini = 1 - 2/10.
    assert one["gini@2"] == pytest.approx(0.8)
    assert one["novelty@2"] == pytest.approx(3.0)
    assert one["popularity_lift@2"] == pytest.approx(2 / 6)


def test_interval_covers_the_true_mean_about_as_often_as_it_says():
    rng = np.random.default_rng(5)
    inside = 0
    for trial in range(60):
        hit = rng.random((80, 1)) < 0.3
        scores = np.where(hit, 2.0, 0.0).astype(np.float32)
        scores = np.concatenate([scores, np.ones((80, 1), np.float32)], 1)
        targets = Histories.from_pairs(np.arange(80), np.zeros(80, np.int64), 80)
        none = Histories(np.zeros(81, np.int64), np.zeros(0, np.int64))
        result = evaluate(lambda u, s=scores: torch.as_tensor(s[u]), targets, none, 2, (1,))
        low, high = result.intervals(samples=200, seed=trial)["recall@1"]
        inside += low <= 0.3 <= high
    assert 50 <= inside <= 60


def test_intervals_agree_with_scipy():
    rng = np.random.default_rng(7)
    scores = rng.normal(size=(150, 40)).astype(np.float32)
    targets, _ = histories(rng, 150, 40, 0.1)
    none = Histories(np.zeros(151, np.int64), np.zeros(0, np.int64))
    result = evaluate(lambda u: torch.as_tensor(scores[u]), targets, none, 40, (10,))
    ours = result.intervals(samples=4000, seed=1)
    for name in ("recall@10", "ndcg@10", "mrr@10", "map@10"):
        values = result.per_user[name]
        theirs = stats.bootstrap(
            (values,), np.mean, n_resamples=4000, method="percentile", rng=np.random.default_rng(2)
        ).confidence_interval
        # Both are random: a twentieth of the interval is several times their own scatter.
        assert np.allclose(ours[name], theirs, atol=0.05 * (theirs.high - theirs.low))


@pytest.mark.parametrize("name", ["Recall", "NDCG", "MRR", "MAP"])
def test_agrees_with_cornac(name):
    """Also where a user has fewer targets, or fewer items left, than the list is long."""
    ranking = pytest.importorskip(
        "cornac.metrics", reason="cornac is not installed (extra 'peers')"
    )
    rng = np.random.default_rng(11)
    scores = rng.normal(size=(40, 25)).astype(np.float32)
    seen, mask = histories(rng, 40, 25, 0.7)
    users, items = np.nonzero((rng.random((40, 25)) < 0.4) & ~mask)
    targets = Histories.from_pairs(users, items, 40)
    got = evaluate(lambda u: torch.as_tensor(scores[u]), targets, seen, 25, (8, 25))
    key, k = {
        "Recall": ("recall@8", 8),
        "NDCG": ("ndcg@8", 8),
        "MRR": ("mrr@25", None),
        "MAP": ("map@25", None),
    }[name]
    metric = getattr(ranking, name)(**({"k": k} if k else {}))
    for row, user in enumerate(got.users):
        left = np.flatnonzero(~mask[user])
        ranked = left[np.argsort(-scores[user, left])]
        truth = targets.of(user)
        told = metric.compute(
            gt_pos=truth, pd_rank=ranked, pd_scores=scores[user, left], item_indices=left
        )
        assert got.per_user[key][row] == pytest.approx(told, abs=1e-6)


class Ends(Reporter):
    """Ends the ranking after so many blocks, as a person or a kill does."""

    def __init__(self, blocks, error):
        self.left, self.error = blocks, error

    def checkpoint(self):
        self.left -= 1
        if self.left < 0:
            raise self.error
        return False


@pytest.mark.parametrize("error", [Cancelled(), MemoryError()], ids=["cancelled", "killed"])
def test_a_ranking_that_ended_early_goes_on_where_it_was(tmp_path, monkeypatch, error):
    """Of a million items it is hours: what is ranked once is not ranked again."""
    rng = np.random.default_rng(4)
    scores = rng.random((40, 30)).astype(np.float32)
    targets, _ = histories(rng, 40, 30, 0.2)
    nobody = Histories.from_pairs(np.zeros(0, int), np.zeros(0, int), 40)
    asked = []

    def scorer(users):
        asked.extend(users.tolist())
        return torch.from_numpy(scores[users])

    monkeypatch.setattr(keeping, "EVERY_S", 0.0)
    place = tmp_path / "ranking.test.npz"
    whole = evaluate(scorer, targets, nobody, 30, (5,), block=4)
    asked.clear()
    with pytest.raises(type(error)):
        evaluate(scorer, targets, nobody, 30, (5,), block=4, reporter=Ends(3, error),
                 kept=Kept(place, lambda: "this"))  # fmt: skip
    before = len(asked)
    assert 0 < before < len(whole.users)
    other = evaluate(
        scorer, targets, nobody, 30, (5,), block=4, kept=Kept(tmp_path / "no", lambda: "this")
    )
    asked.clear()
    again = evaluate(scorer, targets, nobody, 30, (5,), block=4, kept=Kept(place, lambda: "this"))
    assert len(asked) == len(whole.users) - before
    for found in (again, other):
        assert np.array_equal(found.top, whole.top)
        assert found.values == whole.values
    asked.clear()  # killed in the next ranking, this one is there
    evaluate(scorer, targets, nobody, 30, (5,), block=4, kept=Kept(place, lambda: "this"))
    assert not asked
    keeping.forget(tmp_path)
    assert not place.exists()


@pytest.mark.parametrize("damage", ["other key", "rubbish", "other length"])
def test_what_was_kept_of_something_else_is_not_taken_up(tmp_path, damage):
    place = tmp_path / "ranking.npz"
    made = Kept(place, lambda: "this")
    made.keep([np.zeros((3, 5), np.int64)], [np.ones((3, 5), bool)], now=True)
    assert made.restore(5, 10) is not None
    if damage == "rubbish":
        place.write_bytes(place.read_bytes()[:50])
    key, k = ("that", 5) if damage == "other key" else ("this", 6 if damage != "rubbish" else 5)
    assert Kept(place, lambda: key).restore(k, 10) is None
