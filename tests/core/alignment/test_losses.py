"""Alignment losses against naive loops and what they must teach."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.alignment.losses import Alignment, Temperature, TokenAlignment, info_nce, late_interaction
from core.fusion.base import Fused
from core.fusion.recording import Comparison, Recording


def test_info_nce_is_its_definition_both_ways() -> None:
    torch.manual_seed(0)
    a, b = torch.randn(5, 7), torch.randn(5, 7)
    total = 0.0
    for x, y in ((a, b), (b, a)):
        for i in range(5):
            logits = [10 * float(functional.cosine_similarity(x[i], y[j], dim=0)) for j in range(5)]
            total -= logits[i] - math.log(sum(math.exp(value) for value in logits))
    assert float(info_nce(a, b, 10.0)) == pytest.approx(total / 10, rel=1e-5)
    assert float(info_nce(a, 3 * a, 100.0)) < 1e-4
    alike = torch.ones(8, 3)
    assert float(info_nce(alike, alike, 10.0)) == pytest.approx(math.log(8), rel=1e-5)


def fused(present: dict[str, list[bool]]) -> Fused:
    rows = len(next(iter(present.values())))
    parts = {m: torch.randn(rows, 4, requires_grad=True) for m in present}
    return Fused(torch.randn(rows, 4), parts, {m: torch.tensor(v) for m, v in present.items()})


def test_only_items_with_both_modalities_are_compared() -> None:
    torch.manual_seed(0)
    one = fused({"text": [True, True, True, False], "image": [True, False, True, True]})
    loss = Alignment(0.1)(one)
    both = [0, 2]
    expected = info_nce(one.parts["text"][both], one.parts["image"][both], 10.0)
    torch.testing.assert_close(loss, expected)
    loss.backward()
    assert one.parts["text"].grad is not None
    assert one.parts["text"].grad[[1, 3]].abs().sum() == 0


def test_nothing_to_compare_costs_nothing() -> None:
    one = fused({"text": [True, False], "image": [False, True]})
    assert float(Alignment()(one)) == 0
    assert float(TokenAlignment()(Recording())) == 0


def test_temperature_is_learned_and_bounded() -> None:
    scale = Temperature(0.1)
    assert float(scale().detach()) == pytest.approx(10)
    with torch.no_grad():
        scale.log_scale.fill_(50.0)
    assert float(scale().detach()) == pytest.approx(100)
    one = fused({"text": [True] * 4, "image": [True] * 4})
    alignment = Alignment()
    alignment(one).backward()
    assert alignment.scale.log_scale.grad is not None
    assert alignment.scale.log_scale.grad.abs() > 0


def seen(query: Tensor, key: Tensor, query_mask: Tensor, key_mask: Tensor) -> Recording:
    """A pass in which words looked at patches."""
    return Recording(
        layers=[{("text", "image"): Comparison(query, key, key_mask)}], masks={"text": query_mask}
    )


def link(rows: int = 4, heads: int = 2) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    lengths = torch.tensor([[3, 5], [1, 2], [2, 4], [3, 1]])[:rows]
    masks = [torch.arange(n)[None] < lengths[:, i : i + 1] for i, n in enumerate((3, 5))]
    return torch.randn(rows, heads, 3, 6), torch.randn(rows, heads, 5, 6), *masks


def test_late_interaction_is_a_loop_over_tokens() -> None:
    torch.manual_seed(0)
    query, key, query_mask, key_mask = link()
    found = late_interaction(query[:, 1], key[:, 1], query_mask, key_mask)
    for i in range(4):
        for j in range(4):
            best = []
            for t in range(int(query_mask[i].sum())):
                values = [
                    math.exp(float(query[i, 1, t] @ key[j, 1, p]))
                    for p in range(int(key_mask[j].sum()))
                ]
                best.append(math.log(sum(values) / len(values)))
            assert float(found[i, j]) == pytest.approx(sum(best) / len(best), rel=1e-4, abs=1e-5)


def test_token_loss_leaves_out_empty_items_and_keeps_to_its_limit() -> None:
    torch.manual_seed(0)
    query, key, query_mask, key_mask = link()
    whole = seen(query, key, query_mask & torch.tensor([[1], [0], [1], [1]]).bool(), key_mask)
    loss = TokenAlignment()(whole)
    assert loss.isfinite()
    few = TokenAlignment(max_items=1)
    assert float(few(whole)) == 0


def test_token_loss_teaches_which_tokens_belong_together() -> None:
    """From items alone; token pairs are never named."""
    torch.manual_seed(0)
    words, patches = torch.randn(8, 16), torch.randn(8, 16)
    query, key = nn.Linear(16, 8), nn.Linear(16, 8)
    optimiser = torch.optim.Adam([*query.parameters(), *key.parameters()], 0.02)
    loss_of = TokenAlignment()
    mask = torch.ones(16, 3, dtype=torch.bool)
    for _ in range(150):
        meant = torch.stack([torch.randperm(8)[:3] for _ in range(16)])
        shuffled = meant.gather(1, torch.rand(16, 3).argsort(1))
        asked, offered = query(words[meant]).unsqueeze(1), key(patches[shuffled]).unsqueeze(1)
        loss = loss_of(seen(asked, offered, mask, mask))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    right = (query(words) @ key(patches).T).argmax(1) == torch.arange(8)
    assert right.float().mean() > 0.85
