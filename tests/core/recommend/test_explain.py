from itertools import permutations

import pytest
import torch

from core.encoders.tokens import TokenBatch
from core.fusion.config import ConcatConfig, LateConfig, TransformerConfig
from core.recommend.explain import coalition_vectors, explain, shapley_weights

WIDTHS = {"text": 6, "image": 5, "audio": 4}


def world(config, items=7):
    torch.manual_seed(0)
    fusion = config.build(WIDTHS).eval()
    whole = {}
    for place, (name, width) in enumerate(WIDTHS.items()):
        mask = torch.rand(items, 3) < 0.8
        mask[:, 0] = True
        mask[place] = False  # one item lacks each modality
        tokens = torch.randn(items, 3, width) * mask.unsqueeze(-1)
        whole[name] = TokenBatch(tokens, mask, torch.full((items, 3, 4), float("nan")))

    def gather(rows):
        return {n: TokenBatch(b.tokens[rows], b.mask[rows], b.positions[rows])
                for n, b in whole.items()}  # fmt: skip

    return fusion, gather


def modality_vectors(fusion, gather, rows):
    every = coalition_vectors(fusion, gather(rows), range(2 ** len(WIDTHS)))
    return torch.einsum("cm,crd->mrd", shapley_weights(len(WIDTHS)).float(), every)


CONFIGS = [ConcatConfig(dim=8), LateConfig(dim=8), TransformerConfig(dim=8, heads=2, layers=2)]


def test_weights_are_the_mean_over_all_orders():
    torch.manual_seed(1)
    for count in (1, 2, 3, 4):
        value = torch.randn(2**count, dtype=torch.float64)
        truth = torch.zeros(count, dtype=torch.float64)
        orders = list(permutations(range(count)))
        for order in orders:
            coalition = 0
            for player in order:
                truth[player] += value[coalition | 1 << player] - value[coalition]
                coalition |= 1 << player
        assert torch.allclose(shapley_weights(count).T @ value, truth / len(orders))


@pytest.mark.parametrize("config", CONFIGS, ids=lambda c: c.kind)
def test_parts_sum_to_the_score(config):
    fusion, gather = world(config)
    rows = torch.arange(7)
    parts = modality_vectors(fusion, gather, rows)
    with torch.no_grad():
        content = fusion(gather(rows)).vector
    assert torch.allclose(parts.sum(0), content, atol=1e-5)
    user, base, bias = torch.randn(8), torch.randn(7, 8), torch.randn(7)
    told = explain(user, base, parts, bias, 0.25, fusion.modalities)
    score = (base + content) @ user + bias + 0.25
    assert torch.allclose(told.score, score, atol=1e-4)
    total = told.content.sum(1) + told.collaborative + told.item_bias + told.user_bias
    assert torch.allclose(total, score, atol=1e-4)


@pytest.mark.parametrize("config", CONFIGS, ids=lambda c: c.kind)
def test_a_missing_modality_gave_nothing(config):
    fusion, gather = world(config)
    parts = modality_vectors(fusion, gather, torch.arange(7))
    for place in range(3):
        assert parts[place, place].abs().max() < 1e-5
        assert parts[place, place + 3].abs().max() > 1e-3


def test_votes_of_equals_are_divided_in_closed_form():
    """Late fusion with fixed equal weights and one modality more or less: averages of votes."""
    fusion, gather = world(LateConfig(dim=8, weighting="fixed"))
    rows = torch.tensor([5])
    alone = coalition_vectors(fusion, gather(rows), [1, 2, 4])[:, 0]
    a, b, c = alone
    got = modality_vectors(fusion, gather, rows)[0, 0]
    pairs = ((a + b) / 2 - b) / 6 + ((a + c) / 2 - c) / 6
    truth = a / 3 + pairs + ((a + b + c) / 3 - (b + c) / 2) / 3
    assert torch.allclose(got, truth, atol=1e-5)


def test_hidden_modalities_are_as_if_never_there():
    fusion, gather = world(CONFIGS[2])
    rows = torch.arange(7)
    batch = gather(rows)
    for name in ("image", "audio"):
        one = batch[name]
        batch[name] = TokenBatch(one.tokens, torch.zeros_like(one.mask), one.positions)
    with torch.no_grad():
        truth = fusion(batch).vector
    nothing, text = coalition_vectors(fusion, gather(rows), [0b000, 0b001])
    assert torch.allclose(text, truth, atol=1e-5)
    assert not nothing.any()
