"""The model over the whole catalog: all vectors, and how well they rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from core.progress import Reporter
from core.recommend.histories import Histories
from core.recommend.recommender import Recommender, Vectors
from core.training.data import Dataset
from core.training.judge.evaluate import Result, Scorer, evaluate
from core.training.judge.kept import Kept, key_of
from core.training.steps.gather import Gather

#: Items fused at once outside training.
BLOCK = 256


@torch.no_grad()
def refresh(
    model: Recommender, gather: Gather, n_items: int, reporter: Reporter | None = None
) -> None:
    """Fuse every item as it is now, into the model's bank. Leaves the training mode as it was.

    Raises:
        Cancelled, Stopped: a part of the bank is new, the rest as it was.

    """
    reporter = reporter or Reporter()
    if model.fusion is None:
        return
    training = model.training
    model.eval()
    for start in range(0, n_items, BLOCK):
        if start:
            reporter.go_on()
        rows = torch.arange(start, min(start + BLOCK, n_items), device=gather.device)
        model.remember(rows, model.fusion(gather(rows)).vector)
        reporter.progress("fuse", start + len(rows), n_items, "items")
    model.train(training)


@torch.no_grad()
def all_vectors(
    model: Recommender,
    data: Dataset,
    gather: Gather,
    reporter: Reporter | None = None,
) -> Vectors:
    """All user and item vectors, in evaluation mode, after a refresh; raises as that does."""
    refresh(model, gather, data.n_items, reporter)
    return banked_vectors(model, data)


@torch.no_grad()
def banked_vectors(model: Recommender, data: Dataset) -> Vectors:
    """The same where every item was fused with the present weights before."""
    training, device = model.training, model.mf.users.device
    model.eval()
    vectors = model.vectors(_remembered(data.train, model, device))
    if model.mf.config.reads_order and data.in_time and len(data.valid.items):
        after = model.vectors(_remembered(data.train.joined(data.valid), model, device))
        vectors = replace(vectors, later=after.users)
    model.train(training)
    return vectors


def _remembered(
    seen: Histories, model: Recommender, device: torch.device
) -> tuple[Tensor, Tensor] | None:
    """The recent items of every user, for `Recommender.vectors`."""
    count = model.mf.config.remembers
    if not count:
        return None
    items, mask = seen.recent(np.arange(len(seen)), count)
    return torch.as_tensor(items).to(device), torch.as_tensor(mask).to(device)


def scorer(vectors: Vectors, seen: Histories) -> Scorer:
    """Scores [B, N] of users, with the vote of what is near to their histories `seen`."""
    items = vectors.items.T.contiguous()

    def score(users: np.ndarray) -> Tensor:
        rows = torch.as_tensor(users, device=items.device)
        scores = torch.addmm(vectors.item_bias, vectors.users[rows], items)
        if vectors.vote is None:
            return scores
        pairs = (torch.as_tensor(each, device=items.device) for each in seen.pairs(users))
        return vectors.vote.added_to(scores, *pairs)

    return score


def measure(
    vectors: Vectors,
    data: Dataset,
    targets: Histories,
    ks: Sequence[int],
    reporter: Reporter | None = None,
    kept: Path | None = None,
) -> Result:
    """Full ranking against `targets`. What users had met in training is masked, and only that:
    in a random split, a validation item listed in the final test counts against the model, as in
    MMRec and DiffMM. What is done is kept in the file `kept`, if one is given.
    """

    def key() -> str:
        parts = (vectors.users, vectors.items, vectors.item_bias)
        vote = "" if vectors.vote is None else repr(vectors.vote.weights)
        numbers = (tensor.detach().cpu().float().numpy() for tensor in parts)
        return key_of(numbers, targets, data.known, vote)

    done = None if kept is None else Kept(kept, key)
    return evaluate(
        scorer(vectors, data.train), targets, data.known, data.n_items, ks, data.popularity,
        reporter=reporter, kept=done,
    )  # fmt: skip


def measure_test(
    vectors: Vectors,
    data: Dataset,
    targets: Histories,
    ks: Sequence[int],
    reporter: Reporter | None = None,
    kept: Path | None = None,
) -> Result:
    """The same for targets of the test part, which in a split by time begins after validation."""
    return measure(vectors.at_test, data.at_test, targets, ks, reporter, kept)
