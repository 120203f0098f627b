"""The proof on scores whose tokens' worth is known."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from core.alignment.proof import prove, times_chance
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


def truth() -> dict[str, np.ndarray]:
    return {name: worth.numpy() for name, worth in WORTH.items()}


@pytest.mark.parametrize("extra", [0, 3])
def test_a_true_map_takes_the_score_down_in_order(extra: int) -> None:
    proof = prove(score, item(extra), truth(), steps=10, draws=5)
    np.testing.assert_allclose(proof.shares, np.arange(11) / 10)
    assert proof.strongest[:5].tolist() == [15, 6, 1, 0, 0]
    assert (proof.random[:, 0] == 15).all()
    assert (proof.random[:, -1] == 0).all()
    assert (np.diff(proof.random, axis=1) <= 0).all()


def test_ratio_is_the_one_that_can_be_worked_out() -> None:
    """One token of the picture: the map takes 9 away, chance (9 + 1) / 6."""
    assert prove(score, item(), truth(), 10, 1000).times_chance(0.1) == pytest.approx(5.4, rel=0.15)


def test_a_map_of_noise_is_no_better_than_chance() -> None:
    rng = np.random.default_rng(0)
    proofs = [
        prove(score, item(), {m: rng.random(len(w)) for m, w in WORTH.items()}, 10, 10, seed)
        for seed in range(150)
    ]
    assert times_chance(proofs, 0.3) == pytest.approx(1, abs=0.15)


def test_the_wrong_map_is_worse_than_chance() -> None:
    upside_down = {m: -w.numpy() for m, w in WORTH.items()}
    assert prove(score, item(), upside_down).times_chance(0.5) < 0.2


def test_random_masks_take_from_the_same_modalities() -> None:
    """A map that only chooses the right modality, and there at random, proves nothing."""

    def only_images(batch):
        return (batch["image"].tokens[..., 0] * batch["image"].mask).sum(1)

    rng = np.random.default_rng(0)
    proofs = []
    for seed in range(150):
        weights = {"text": np.zeros(4), "image": 1 + rng.random(6)}
        proofs.append(prove(only_images, item(), weights, 10, 10, seed))
    assert times_chance(proofs, 0.3) == pytest.approx(1, abs=0.15)


def test_modalities_not_in_the_map_stay() -> None:
    proof = prove(score, item(), {"text": WORTH["text"].numpy()}, steps=4)
    assert proof.strongest.tolist() == [15, 10, 10, 10, 10]


def test_it_is_repeatable() -> None:
    one, two, other = (prove(score, item(), truth(), seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one.random, two.random)
    assert not np.array_equal(one.random, other.random)


def test_a_score_that_nothing_moves_has_no_ratio() -> None:
    proof = prove(lambda batch: torch.ones(len(batch["text"])), item(), truth())
    assert np.isnan(proof.times_chance(0.5))
    assert np.isnan(times_chance([proof], 0.5))
