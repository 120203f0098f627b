"""Tokens of the items of a batch, on the device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from core.encoders.tokens import POSITION_WIDTH, TokenBatch
from core.recommend.part_names import BEHAVIOUR


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

    @property
    def present(self) -> np.ndarray:
        """Which items have tokens, bool [n_items]."""
        ...

    def gather(self, rows: np.ndarray) -> TokenBatch:
        """Tokens of these items, on the CPU, in any precision."""
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
        stored: leave tokens in the precision they are stored in; fusions compute in their own.

    """

    def __init__(
        self,
        stores: Mapping[str, Store],
        device: torch.device,
        budget: int = 512 * 1024**2,
        stored: bool = False,
    ) -> None:
        self.stores = stores
        self.device = device
        self.budget = budget
        self.stored = stored
        self._kept: dict[str, TokenBatch] = {}

    @property
    def widths(self) -> dict[str, int]:
        """Features per token of each modality."""
        return {name: store.width for name, store in self.stores.items()}

    @property
    def content(self) -> dict[str, Store]:
        """The stores of what items contain: all but behaviour."""
        return {name: store for name, store in self.stores.items() if name != BEHAVIOUR}

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
                batch[name] = self._read(store, on_cpu)
        return batch

    def _whole(self, name: str, store: Store) -> TokenBatch | None:
        """All tokens of a modality, kept from the first time they are asked for; None if large."""
        if name not in self._kept:
            one = self._read(store, np.arange(min(1, store.n_items)))
            per_token = store.width * one.tokens.element_size() + 4 * POSITION_WIDTH
            if store.n_items * max(1, store.max_tokens) * per_token > self.budget:
                return None
            self._kept[name] = self._read(store, np.arange(store.n_items))
        return self._kept[name]

    def _read(self, store: Store, rows: np.ndarray) -> TokenBatch:
        batch = store.gather(rows)
        return batch.to(self.device, batch.tokens.dtype if self.stored else torch.float32)
