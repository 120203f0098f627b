"""Members of one vector against models trained apart."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from core.fusion.config import ConcatConfig
from core.recommend.mf import pairwise
from core.training.config import TrainConfig
from core.training.losses.bpr import bpr, bpr_of_members, by_member
from core.training.losses.config import BPRConfig


@settings(max_examples=20)
@given(st.integers(1, 4), st.integers(1, 5), st.integers(0, 1000))
def test_scores_of_members_add_up_to_the_product(members: int, width: int, seed: int) -> None:
    torch.manual_seed(seed)
    users, items = torch.randn(3, members * width), torch.randn(3, 4, members * width)
    found = by_member(users, items, members)
    assert found.shape == (3, 4, members)
    torch.testing.assert_close(found.sum(2), pairwise(users, items))


def test_one_member_is_plain_bpr() -> None:
    torch.manual_seed(0)
    users, items, biases = torch.randn(5, 6), torch.randn(5, 3, 6), torch.randn(5, 3)
    scores = pairwise(users, items) + biases
    expected = bpr(scores[:, 0], scores[:, 1:])
    torch.testing.assert_close(bpr_of_members(users, items, biases, 1), expected)


def test_members_learn_what_they_would_learn_alone() -> None:
    torch.manual_seed(0)
    users = torch.randn(5, 6, requires_grad=True)
    items = torch.randn(5, 3, 6, requires_grad=True)
    bpr_of_members(users, items, torch.zeros(5, 3), 2).backward()
    for part in (slice(0, 3), slice(3, 6)):
        alone = users[:, part].detach().requires_grad_()
        scores = pairwise(alone, items[:, :, part].detach())
        bpr(scores[:, 0], scores[:, 1:]).backward()
        torch.testing.assert_close(users.grad[:, part], alone.grad)


def test_members_must_divide_the_dimension() -> None:
    with pytest.raises(ValidationError, match="3 members do not divide the dimension 64"):
        TrainConfig(fusion=ConcatConfig(dim=64), loss=BPRConfig(members=3))
