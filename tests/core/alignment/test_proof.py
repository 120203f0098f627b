"""The proof on scores whose tokens' worth is known."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.stats import bootstrap

from core.alignment.proof import Proof, prove, ratio
from core.encoders.tokens import TokenBatch

WORTH = {"text": torch.tensor([0.0, 5, 0, 0]), "image": torch.tensor([0.0, 0, 0, 9, 0, 1])}


def item(extra: int = 0) -> dict[str, TokenBatch]:
    """One item; `extra` padding tokens in front of the real ones."""
    out = {}
    for name, worth in WORTH.items():
        values = torch.cat([torch.full((extra,), 100.0), worth])[None, :, None]
        mask = torch.arange(len(worth) + extra)[None] >= extra
        out[name] = TokenBatch(values, mask, torch.full((*mask.shape, 4), float("nan")))
    return out


def score(batch):
    return sum((one.tokens[..., 0] * one.mask).sum(1) for one in batch.values())


def times(proofs: list[Proof], share: float) -> float:
    return ratio(np.array([proof.effect(share) for proof in proofs])).times


def truth() -> dict[str, np.ndarray]:
    return {name: worth.numpy() for name, worth in WORTH.items()}


@pytest.mark.parametrize("extra", [0, 3])
def test_a_true_map_takes_the_score_down_in_order(extra: int) -> None:
    proof = prove(score, item(extra), truth(), steps=4, draws=5)
    np.testing.assert_allclose(proof.shares, np.arange(5) / 4)
    # 1, 2, 3, 4 of four words and 2, 3, 4, 6 of six patches.
    assert proof.strongest.tolist() == [15, 0, 0, 0, 0]
    assert proof.weakest.tolist() == [15, 15, 15, 15, 0]
    assert (proof.random[:, 0] == 15).all()
    assert (proof.random[:, -1] == 0).all()
    assert (np.diff(proof.random, axis=1) <= 0).all()


def test_ratio_is_the_one_that_can_be_worked_out() -> None:
    """One patch of six: the map takes 9 away, chance (9 + 1) / 6."""
    proof = prove(score, item(), truth(), (0.1,), 1000)
    assert proof.effect(0.1) == pytest.approx((9, 10 / 6), rel=0.15)
    assert times([proof], 0.1) == pytest.approx(5.4, rel=0.15)


def test_a_map_of_noise_is_no_better_than_chance() -> None:
    rng = np.random.default_rng(0)
    proofs = [
        prove(score, item(), {m: rng.random(len(w)) for m, w in WORTH.items()}, 10, 10, seed)
        for seed in range(150)
    ]
    assert times(proofs, 0.3) == pytest.approx(1, abs=0.15)


def test_the_wrong_map_is_worse_than_chance() -> None:
    upside_down = {m: -w.numpy() for m, w in WORTH.items()}
    assert times([prove(score, item(), upside_down)], 0.5) < 0.2


def test_random_masks_take_from_the_same_modalities() -> None:
    """A map that only chooses the right modality, and there at random, proves nothing."""

    def only_images(batch):
        return (batch["image"].tokens[..., 0] * batch["image"].mask).sum(1)

    rng = np.random.default_rng(0)
    proofs = []
    for seed in range(600):
        weights = {"text": np.zeros(4), "image": 1 + rng.random(6)}
        proofs.append(prove(only_images, item(), weights, (0.3,), 10, seed))
    assert times(proofs, 0.3) == pytest.approx(1, abs=0.15)


def test_few_telling_words_do_not_hide_the_map_of_many_patches() -> None:
    """All words matter more than any patch, and are a tenth of the tokens.

    Masked over all tokens together, a fifth of them would be all words by the map and by chance,
    and a map of the patches that is right could not be told from one that is wrong.
    """
    worth = {"text": torch.full((4,), 10.0), "image": torch.zeros(36)}
    worth["image"][:4] = 1

    def sum_of(batch):
        return sum((batch[m].mask * worth[m]).sum(1) for m in batch)

    tokens = {
        m: TokenBatch(w[None, :, None], torch.ones(1, len(w), dtype=torch.bool), w.new_zeros(1, 4))
        for m, w in worth.items()
    }
    right = {m: w.numpy() for m, w in worth.items()}
    wrong = right | {"image": -right["image"]}
    by_map, by_chance = prove(sum_of, tokens, right, (0.2,), 500).effect(0.2)
    assert by_map == 10 + 4  # one word and seven patches
    assert by_chance == pytest.approx(10 + 7 * 4 / 36, rel=0.05)
    assert prove(sum_of, tokens, wrong, (0.2,)).effect(0.2)[0] == 10


def test_modalities_not_in_the_map_stay() -> None:
    proof = prove(score, item(), {"text": WORTH["text"].numpy()}, steps=4)
    assert proof.strongest.tolist() == [15, 10, 10, 10, 10]


def test_it_is_repeatable() -> None:
    one, two, other = (prove(score, item(), truth(), seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.random, two.random)
    assert not np.array_equal(one.random, other.random)


def test_a_score_that_nothing_moves_has_no_ratio() -> None:
    proof = prove(lambda batch: torch.ones(len(batch["text"])), item(), truth())
    assert np.isnan(times([proof], 0.5))


def test_areas_of_a_linear_score_are_the_ones_that_can_be_worked_out() -> None:
    """At random the score falls along a straight line."""
    proof = prove(score, item(), {"image": truth()["image"]}, steps=6, draws=4000)
    best = np.array([15, 6, 5, 5, 5, 5, 5])
    assert proof.areas[0] == pytest.approx(15 - np.trapezoid(best, np.arange(7) / 6))
    assert proof.areas[1] == pytest.approx(10 / 2, abs=0.1)


def test_shares_may_be_chosen() -> None:
    proof = prove(score, item(), truth(), steps=(0.5, 0.2))
    np.testing.assert_allclose(proof.shares, [0, 0.2, 0.5, 1])
    assert proof.strongest.tolist() == [15, 1, 0, 0]


def test_interval_of_the_ratio_agrees_with_scipy() -> None:
    rng = np.random.default_rng(0)
    chance = rng.gamma(4, 1, 60)
    pairs = np.stack([3 * chance + rng.normal(0, 2, 60), chance], 1)
    found = ratio(pairs)
    oracle = bootstrap(
        (pairs[:, 0], pairs[:, 1]),
        lambda a, b, axis: a.sum(axis) / b.sum(axis),
        paired=True,
        vectorized=True,
        method="percentile",
        n_resamples=4000,
        rng=np.random.default_rng(1),
    ).confidence_interval
    assert found.times == pytest.approx(pairs[:, 0].sum() / pairs[:, 1].sum())
    assert (found.low, found.high) == pytest.approx((oracle.low, oracle.high), abs=0.04)
    assert found.won == (pairs[:, 0] > pairs[:, 1]).sum()
    assert ratio(np.empty((0, 2))).items == 0
