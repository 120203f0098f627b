"""A budget of fused items loses no gradient, and costs what it says."""

from __future__ import annotations

import pytest
import torch
from safetensors.torch import load_file

from core.fusion.config import ConcatConfig, GraphConfig, TransformerConfig
from core.progress import Reporter
from core.recommend.config import MemoryConfig, MFConfig
from core.training.config import AlignmentLossConfig, SplitConfig, TrainConfig
from core.training.judge.validation import refresh
from core.training.losses.config import BCEConfig, BPRConfig, MSEConfig, SoftmaxConfig
from core.training.run import layout
from core.training.steps.parallel import Group
from core.training.train import assemble, train
from tests.core.training.world import make

PLAIN = ConcatConfig(dim=16, hidden=16, dropout=0, modality_dropout=0)
#: Every item is in every step. Else, with a budget, what items read of others learns as well.
ALL = SoftmaxConfig(negatives=1000)
CONFIG = TrainConfig(
    fusion=PLAIN,
    loss=SoftmaxConfig(negatives=40),
    epochs=3,
    batch_size=64,
    learning_rate=0.01,
    split=SplitConfig(kind="random"),
    device="cpu",
    ks=(10,),
)


def started(tmp_path, **changes):
    """A trainer whose bank is fresh, as the loop leaves it."""
    catalog, features, _ = make()
    config = CONFIG.model_copy(update=changes)
    one = assemble(catalog, features, config, tmp_path, Reporter(), Group())
    refresh(one.model, one.gather, one.data.n_items)
    one.model.train()
    return one


def of_fusion(one):
    parameters = list(one.model.fusion.parameters())
    gradients = (torch.zeros_like(p) if p.grad is None else p.grad for p in parameters)
    return torch.cat([gradient.flatten() for gradient in gradients])


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"loss": BPRConfig(negatives=3)},
        {"loss": BCEConfig()},
        {"loss": MSEConfig()},
        {"fusion": TransformerConfig(dim=16, heads=2, queries=2, dropout=0, modality_dropout=0)},
        {"fusion": GraphConfig(base=PLAIN, neighbours=3), "loss": ALL},
        {"head": MemoryConfig(recent=4), "loss": ALL},
    ],
    ids=["softmax", "bpr", "bce", "mse", "transformer", "graph", "memory"],
)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_what_is_paid_at_once_and_what_is_owed_are_the_whole_gradient(tmp_path, changes, size):
    """While no weight moves: the gradient of one step, and then of fusing all that is owed."""
    index = torch.arange(50)
    whole = started(tmp_path, **changes)
    terms = whole.step.gradients(index)
    one = started(tmp_path, **changes, fused_items=size)
    same = one.step.gradients(index)
    for name, value in terms.items():
        assert torch.isclose(same[name], value, atol=1e-6), name
    paid, budget = of_fusion(one), one.step.objective.budget
    owed = budget.owed.any(1).nonzero().squeeze(1)
    assert (len(owed) == 0) == (size == 1000)
    if len(owed):
        one.model.fusion.zero_grad()
        one.model.fusion(one.gather(owed)).vector.backward(budget.owed[owed])
        paid += of_fusion(one)
    reference = of_fusion(whole)
    assert (paid - reference).norm() < 1e-5 * reference.norm()
    for table in ("users", "items", "item_bias"):
        mine, other = (getattr(each.model.mf, table).grad.to_dense() for each in (one, whole))
        assert torch.allclose(mine, other, atol=1e-6), table


def test_what_is_owed_is_paid_with_the_next_fusing(tmp_path):
    one = started(tmp_path, fused_items=1000)
    step, budget = one.step, one.step.objective.budget
    step.gradients(torch.arange(50))
    before = of_fusion(one)
    budget.owed[:] = torch.randn(budget.owed.shape, generator=torch.Generator().manual_seed(3))
    owed = budget.owed.clone()
    step.generator.manual_seed(CONFIG.seed + 1)
    step.gradients(torch.arange(50))
    more = of_fusion(one) - before
    rows = (budget.owed != owed).any(1).nonzero().squeeze(1)
    assert len(rows) > 30
    one.model.fusion.zero_grad()
    one.model.fusion(one.gather(rows)).vector.backward(owed[rows])
    expected = of_fusion(one)
    assert (more - expected).norm() < 1e-4 * expected.norm()
    assert not budget.owed[rows].any()


@pytest.mark.parametrize("head", [MFConfig(), MFConfig(item_dropout=0.5)], ids=["mf", "dropout"])
def test_a_budget_for_all_items_is_training_without_one(tmp_path, head):
    catalog, features, _ = make()
    noisy = ConcatConfig(dim=16, hidden=16)
    for name, size in (("all", 0), ("budget", 90)):
        config = CONFIG.model_copy(
            update={
                "fusion": noisy,
                "head": head,
                "fused_items": size,
                "alignment": AlignmentLossConfig(weight=0.1),
            }
        )
        train(catalog, features, config, tmp_path / name)
    one, other = (load_file(tmp_path / name / layout.MODEL) for name in ("all", "budget"))
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_a_step_fuses_the_items_owed_most_and_no_others(tmp_path, monkeypatch):
    one = started(tmp_path, fused_items=10, head=MemoryConfig(recent=3))
    fused = []
    gather = one.step.objective.gather

    def seen(rows):
        fused.append(rows)
        return gather(rows)

    monkeypatch.setattr(one.step.objective, "gather", seen)
    for number in range(6):
        budget = one.step.objective.budget
        before, bank = budget.owed.norm(dim=1), one.model.bank.clone()
        one.step.step(torch.arange(number * 50, number * 50 + 50), 0)
        rows = fused[-1]
        assert len(fused) == number + 1
        assert len(rows) == 10
        changed = (one.model.bank != bank).any(1).nonzero().squeeze(1)
        assert set(changed.tolist()) <= set(rows.tolist())
        assert not budget.owed[rows].any()
        waiting = (budget.owed.norm(dim=1) > 0) & (before > 0)
        if number:  # whoever still waits was owed no more than the least of those chosen, or absent
            assert before[rows].mean() > before[waiting].mean()
