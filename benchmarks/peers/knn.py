"""The graph of like items against faiss's IndexFlatIP: every item's k nearest, both exact."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch

from core.fusion.knn import nearest


def contenders(items: int, dim: int, k: int, seed: int) -> dict[str, Callable[[], np.ndarray]]:
    """Calls that give the neighbours int64 [items, k] of random features, in no order."""
    import faiss

    features = np.random.default_rng(seed).normal(size=(items, dim)).astype(np.float32)
    unit = features / np.linalg.norm(features, axis=1, keepdims=True)

    def ours() -> np.ndarray:
        found: np.ndarray = nearest(features, k)[1].view(items, k).numpy()
        return np.sort(found, 1)

    def theirs() -> np.ndarray:
        faiss.omp_set_num_threads(torch.get_num_threads())
        index = faiss.IndexFlatIP(dim)
        index.add(unit)
        found = index.search(unit, k + 1)[1]  # an item is the nearest to itself
        others = found[found != np.arange(items)[:, None]]
        return np.sort(others.reshape(items, k), 1)

    return {"faiss": theirs, "triptych": ours}
