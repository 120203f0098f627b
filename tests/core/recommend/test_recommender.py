import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from core.recommend.config import MemoryConfig, MFConfig
from core.recommend.memory import Memory
from core.recommend.mf import MF
from core.recommend.recommender import Recommender


@settings(max_examples=25)
@given(st.integers(0, 1000), st.integers(1, 6))
def test_memory_ignores_padding_and_sums_to_one(seed, length):
    torch.manual_seed(seed)
    memory = Memory(8, 10)
    torch.nn.init.normal_(memory.age)
    users, items = torch.randn(3, 8), torch.randn(3, 10, 8)
    mask = torch.arange(10).expand(3, -1) < length
    mask = mask & torch.tensor([True, True, False]).unsqueeze(1)
    weights = memory.weights(users, items, mask)
    assert torch.allclose(weights.sum(1), torch.tensor([1.0, 1, 0]), atol=1e-6)
    assert not weights[~mask].any()
    other = torch.where(mask.unsqueeze(-1), items, torch.randn(3, 10, 8))
    assert torch.allclose(memory(users, items, mask), memory(users, other, mask))
    assert not memory(users, items, mask)[2].any()


def test_training_scores_are_those_of_the_stored_vectors():
    torch.manual_seed(0)
    for config in (MFConfig(), MemoryConfig(recent=3)):
        model = Recommender(MF(9, 12, 4, config))
        torch.nn.init.normal_(model.mf.item_bias)
        recent = None
        if isinstance(config, MemoryConfig):
            recent = torch.randint(12, (9, 3)), torch.rand(9, 3) < 0.7
        rows = torch.tensor([1, 5, 7])
        scored = model(torch.arange(9), rows, {}, recent)
        vectors = model.vectors(recent)
        here = scored.users @ scored.items.T + scored.item_bias + scored.user_bias.unsqueeze(1)
        there = vectors.users @ vectors.items.T + vectors.item_bias
        there = there + vectors.user_bias.unsqueeze(1)
        assert torch.allclose(here, there[:, rows], atol=1e-6)


def test_item_dropout_hides_whole_items_in_training_only():
    torch.manual_seed(0)
    mf = MF(5, 1000, 4, MFConfig(item_dropout=0.3))
    hidden = (mf.train().hide(mf.items) == 0).all(1)
    assert 0.25 < hidden.float().mean() < 0.35
    assert torch.equal(mf.eval().hide(mf.items), mf.items)


@pytest.mark.parametrize("size", [50, 5000])
def test_vectors_start_at_the_length_asked_for_in_catalogs_of_any_size(size: int) -> None:
    torch.manual_seed(0)
    head = MF(size, size, 64, MFConfig(start_length=0.8))
    for table in (head.users, head.items):
        assert table.norm(dim=1).mean().item() == pytest.approx(0.8, rel=0.05)
    # Xavier's bound sqrt(6 / (n + d)) is the independent truth for the default.
    bound = (6 / (size + 64)) ** 0.5
    plain = MF(size, size, 64, MFConfig()).users
    assert 0.9 * bound < plain.abs().max().item() <= bound
