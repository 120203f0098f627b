import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from core.recommend.histories import Histories
from core.training.losses.sampling import Sampler

CPU = torch.device("cpu")


def world(seed, n_users=20, n_items=30, share=0.3):
    chosen = np.random.default_rng(seed).random((n_users, n_items)) < share
    chosen[0, 0] = True
    users, items = np.nonzero(chosen)
    return Histories.from_pairs(users, items, n_users), chosen


@settings(max_examples=30)
@given(st.integers(0, 10_000))
def test_lookup_and_exclusion_agree_with_the_matrix(seed):
    train, chosen = world(seed)
    sampler = Sampler(train, 30, 0.0, CPU)
    grid = torch.cartesian_prod(torch.arange(20), torch.arange(30))
    assert np.array_equal(sampler.chosen(grid[:, 0], grid[:, 1]).numpy().reshape(20, 30), chosen)
    rng = np.random.default_rng(seed)
    users = rng.integers(20, size=9)
    items = np.sort(rng.choice(30, 11, replace=False))
    mask = sampler.excluded(torch.as_tensor(users), torch.as_tensor(items))
    assert np.array_equal(mask.numpy(), chosen[users][:, items])


def test_negatives_are_never_positives_and_uniform_over_the_rest():
    train, chosen = world(1)
    sampler = Sampler(train, 30, 0.0, CPU)
    users = torch.full((2000,), 3)
    drawn = sampler.negatives(users, 5, torch.Generator().manual_seed(0)).numpy().ravel()
    assert not chosen[3, drawn].any()
    counts = np.bincount(drawn, minlength=30)[~chosen[3]]
    assert stats.chisquare(counts).pvalue > 1e-3


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.5, 1.0]), st.floats(0.02, 0.95))
def test_no_negative_was_chosen_however_full_the_histories(seed, power, share):
    train, chosen = world(seed, share=share)
    sampler = Sampler(train, 30, power, CPU)
    users = torch.arange(20).repeat(40)
    drawn = sampler.negatives(users, 3, torch.Generator().manual_seed(seed))
    known = chosen.any(0)
    assert known[drawn.numpy()].all()
    left = (known & ~chosen).any(1)[users.numpy()]
    assert not chosen[users.numpy()[:, None], drawn.numpy()][left].any()


def test_popular_negatives_follow_the_power():
    train, chosen = world(2, share=0.15)
    sampler = Sampler(train, 30, 0.75, CPU)
    drawn = sampler.negatives(torch.full((4000,), 5), 5, torch.Generator().manual_seed(0))
    expected = chosen.sum(0) ** 0.75 * ~chosen[5]
    allowed = expected > 0
    counts = np.bincount(drawn.ravel().numpy(), minlength=30)
    assert counts[~allowed].sum() == 0
    share = expected[allowed] / expected[allowed].sum()
    assert stats.chisquare(counts[allowed], share * counts.sum()).pvalue > 1e-3


def test_items_nobody_chose_are_never_drawn():
    train = Histories.from_pairs(np.array([0, 1]), np.array([2, 4]), 2)
    sampler = Sampler(train, 10, 0.0, CPU)
    drawn = sampler.negatives(torch.tensor([0, 1]), 50, torch.Generator().manual_seed(0))
    assert set(drawn.ravel().tolist()) == {2, 4}


def test_log_q_is_the_chance_to_be_a_candidate():
    train, _ = world(4)
    sampler = Sampler(train, 30, 0.0, CPU)
    generator = torch.Generator().manual_seed(0)
    all_items = torch.as_tensor(train.items)
    seen, claimed = np.zeros(30), np.zeros(30)
    rounds = 3000
    for _ in range(rounds):
        pick = all_items[torch.randint(len(all_items), (4,), generator=generator)]
        items, log_q = sampler.candidates(pick, 6, generator)
        seen[items.numpy()] += 1
        claimed[items.numpy()] = log_q.exp().numpy()
    error = np.abs(seen / rounds - claimed)
    assert error.max() < 4 * np.sqrt(0.25 / rounds)


def test_more_candidates_than_items_is_the_full_softmax():
    train, _ = world(5)
    sampler = Sampler(train, 30, 0.0, CPU)
    items, log_q = sampler.candidates(torch.tensor([3, 3, 7]), 1000, torch.Generator())
    assert items.tolist() == sorted(set(train.items.tolist()) | {3, 7})
    assert not log_q.any()
