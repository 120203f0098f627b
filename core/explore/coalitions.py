"""Item content under every set of modalities, fused once each and remembered."""

from __future__ import annotations

import time

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from core.errors import UserError
from core.recommend.explain import MOST_MODALITIES, coalition_vectors, shapley_weights
from core.text import Text
from core.training.run.runs import TrainedRun

#: Items fused at once.
BLOCK = 256


class Coalitions:
    """Content vectors of items as if they had only some of their modalities.

    A coalition is a bit mask over the model's modalities, lowest bit first. The empty one is zero
    and the full one is in the run already; the others are fused on first use, item by item.
    """

    def __init__(self, run: TrainedRun) -> None:
        self._run = run
        self._values: dict[int, Tensor] = {}
        self._known: dict[int, np.ndarray] = {}
        if len(self.modalities) > MOST_MODALITIES:
            raise UserError(
                Text(
                    "An exact explanation of {modalities} modalities needs {passes} passes.",
                    modalities=len(self.modalities),
                    passes=2 ** len(self.modalities),
                ),
                Text(
                    "Train with at most {most_modalities} modalities.",
                    most_modalities=MOST_MODALITIES,
                ),
            )

    @property
    def modalities(self) -> tuple[str, ...]:
        """What the model looks at; empty for plain matrix factorisation."""
        fusion = self._run.model.fusion
        return () if fusion is None else fusion.modalities

    @property
    def full(self) -> int:
        """The mask of all modalities."""
        return 2 ** len(self.modalities) - 1

    def vectors(self, mask: int, rows: Tensor) -> Tensor:
        """Content [R, d] of items `rows` [R] under one coalition."""
        items = self._run.item_vectors
        if mask == 0:
            return torch.zeros(len(rows), items.shape[1])
        if mask == self.full:
            return items[rows] - self._run.base_vectors[rows]
        self._fuse(mask, rows.numpy())
        content = self._values[mask][rows]
        return functional.pad(content, (0, items.shape[1] - content.shape[1]))

    def shares(self, rows: Tensor, kept: int) -> Tensor:
        """Shapley shares [M, R, d] of the content under coalition `kept`, which they sum to.

        Modalities outside `kept` have a share of zero.
        """
        bits = [n for n in range(len(self.modalities)) if kept >> n & 1]
        shares = torch.zeros(len(self.modalities), len(rows), self._run.item_vectors.shape[1])
        if not bits:
            return shares
        weights = shapley_weights(len(bits)).float()
        for number in range(2 ** len(bits)):
            mask = sum(1 << bit for place, bit in enumerate(bits) if number >> place & 1)
            values = self.vectors(mask, rows)
            for place, bit in enumerate(bits):
                shares[bit] += weights[number, place] * values
        return shares

    def prepare(self, seconds: float) -> tuple[int, int]:
        """Fuse what is not known yet, for about that long: (done, total) of items x coalitions."""
        n_items = len(self._run.item_vectors)
        masks = range(1, self.full)
        begun = time.monotonic()
        for mask in masks:
            unknown = np.flatnonzero(~self._known.get(mask, np.zeros(n_items, bool)))
            for start in range(0, len(unknown), BLOCK // 4):
                if time.monotonic() - begun > seconds:
                    break
                self._fuse(mask, unknown[start : start + BLOCK // 4])
        done = sum(int(known.sum()) for known in self._known.values())
        return done, len(masks) * n_items

    @torch.no_grad()
    def _fuse(self, mask: int, rows: np.ndarray) -> None:
        """Make sure the vectors of `rows` are known."""
        fusion = self._run.model.fusion
        assert fusion is not None
        n_items, dim = len(self._run.item_vectors), self._run.width
        if mask not in self._values:
            # Pages of zeros that are never written take no memory.
            self._values[mask] = torch.zeros(n_items, dim)
            self._known[mask] = np.zeros(n_items, bool)
        unknown = np.unique(rows[~self._known[mask][rows]])
        for start in range(0, len(unknown), BLOCK):
            block = torch.as_tensor(unknown[start : start + BLOCK])
            fused = coalition_vectors(fusion, self._run.gather(block), [mask])[0]
            self._values[mask][block] = fused
            self._known[mask][block.numpy()] = True
