"""Tokens of the items of a batch, on the device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from core.encoders.tokens import TokenBatch


class Store(Protocol):
    """What training needs of core.encoders.features.FeatureStore."""

    @property
    def encoder(self) -> str:
        """Name of the encoder."""
        ...

    @property
    def fingerprint(self) -> str:
        """The same for equal features, another for others."""
        ...

    @property
    def n_items(self) -> int:
        """Items of the catalog."""
        ...

    @property
    def width(self) -> int:
        """Features per token."""
        ...

    @property
    def max_tokens(self) -> int:
        """Most tokens any item has."""
        ...

    def gather(self, rows: np.ndarray) -> TokenBatch:
        """Tokens of these items, on the CPU."""
        ...

    def pooled(self) -> np.ndarray:
        """Mean over the tokens [n_items, width], NaN rows where missing."""
        ...


class Gather:
    """Reads tokens from memory maps; keeps a modality on the device where all of it is small.

    Args:
        stores: one per modality.
        device: where the tokens go.
        budget: bytes one modality may take to be kept on the device as a whole.

    """

    def __init__(
        self, stores: Mapping[str, Store], device: torch.device, budget: int = 512 * 1024**2
    ) -> None:
        self.stores = stores
        self.device = device
        self.budget = budget
        self._kept: dict[str, TokenBatch] = {}

    @property
    def widths(self) -> dict[str, int]:
        """Features per token of each modality."""
        return {name: store.width for name, store in self.stores.items()}

    def __call__(self, rows: Tensor) -> dict[str, TokenBatch]:
        """Tokens of items `rows` [R] per modality, cut to the longest of these items."""
        batch = {}
        on_cpu: np.ndarray | None = None
        for name, store in self.stores.items():
            whole = self._whole(name, store)
            if whole is not None:
                mask = whole.mask.index_select(0, rows)
                length = max(1, int(mask.sum(1).max())) if mask.shape[1] > 1 else 1
                batch[name] = TokenBatch(
                    whole.tokens[:, :length].index_select(0, rows),
                    mask[:, :length],
                    whole.positions[:, :length].index_select(0, rows),
                )
            else:
                on_cpu = rows.cpu().numpy() if on_cpu is None else on_cpu
                batch[name] = store.gather(on_cpu).to(self.device)
        return batch

    def _whole(self, name: str, store: Store) -> TokenBatch | None:
        """All tokens of a modality, kept from the first time they are asked for; None if large."""
        if name not in self._kept:
            if store.n_items * max(1, store.max_tokens) * (store.width + 4) * 4 > self.budget:
                return None
            self._kept[name] = store.gather(np.arange(store.n_items)).to(self.device)
        return self._kept[name]
