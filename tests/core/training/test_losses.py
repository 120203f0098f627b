import numpy as np
import torch
from sklearn.metrics import log_loss
from torch.nn import functional

from core.training.losses.bce import bce
from core.training.losses.bpr import bpr
from core.training.losses.softmax import sampled_softmax


def test_bce_agrees_with_scikit_learn():
    torch.manual_seed(0)
    positive, negative = torch.randn(7), torch.randn(7, 3)
    chance = torch.cat([positive, negative.ravel()]).sigmoid().double().numpy()
    truth = np.repeat([1, 0], [7, 21])
    assert bce(positive, negative).item() == np.float32(log_loss(truth, chance)).item() or (
        abs(bce(positive, negative).item() - log_loss(truth, chance)) < 1e-6
    )


def test_bpr_in_closed_form():
    positive, negative = torch.tensor([2.0]), torch.tensor([[0.5, 3.0]])
    expected = -np.log(1 / (1 + np.exp(-np.array([1.5, -1.0])))).mean()
    assert abs(bpr(positive, negative).item() - expected) < 1e-6


def test_softmax_over_everything_is_cross_entropy():
    torch.manual_seed(0)
    logits, target = torch.randn(5, 9), torch.tensor([0, 3, 8, 2, 2])
    got = sampled_softmax(logits, target, torch.zeros(5, 9, dtype=torch.bool), torch.zeros(9))
    assert torch.allclose(got, functional.cross_entropy(logits, target))


def test_excluded_candidates_do_not_matter():
    torch.manual_seed(0)
    logits, target = torch.randn(4, 6), torch.tensor([0, 1, 2, 3])
    excluded = torch.zeros(4, 6, dtype=torch.bool)
    excluded[:, 5] = True
    excluded[0, 0] = True  # the target itself is never left out
    before = sampled_softmax(logits, target, excluded, torch.zeros(6))
    logits[:, 5] += 100
    assert torch.equal(before, sampled_softmax(logits, target, excluded, torch.zeros(6)))


def test_log_q_makes_the_sampled_normaliser_unbiased():
    """Mean over many samples of sum exp(s - log q) equals the sum over all other items."""
    torch.manual_seed(0)
    n = 40
    scores = torch.randn(n).double()
    chance = torch.rand(n).double() * 0.5 + 0.1
    chance[0] = 1.0
    totals = []
    for _ in range(4000):
        sample = (torch.rand(n) < chance).nonzero().squeeze(1)
        sample = torch.cat([torch.tensor([0]), sample[sample > 0]])
        loss = sampled_softmax(
            scores[sample].unsqueeze(0),
            torch.tensor([0]),
            torch.zeros(1, len(sample), dtype=torch.bool),
            chance[sample].log(),
        )
        totals.append((loss + scores[0]).exp())
    assert abs(torch.stack(totals).mean() / scores.exp().sum() - 1) < 0.02
