"""Exact top-K against faiss's IndexFlatIP: the same vectors, lists and threads."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import torch

from core.topk import products, top_k


def contenders(
    items: int, dim: int, users: int, k: int, seed: int
) -> tuple[dict[str, Callable[[], np.ndarray]], float]:
    """Calls that give lists int64 [users, k], and the share of places in which they agree.

    "product" is our matrix product alone, in one piece: for a single user, what no selection,
    however clever, goes below.

    The index is built beforehand; searching it is what is compared. Scores that differ by
    rounding may stand in another order, which is the only difference to expect.
    """
    import faiss

    rng = np.random.default_rng(seed)
    table = rng.normal(size=(items, dim)).astype(np.float32)
    queries = rng.normal(size=(users, dim)).astype(np.float32)
    faiss.omp_set_num_threads(torch.get_num_threads())
    index = faiss.IndexFlatIP(dim)
    index.add(table)
    ours_items, ours_users = torch.from_numpy(table), torch.from_numpy(queries)

    def ours() -> np.ndarray:
        found: np.ndarray = top_k(ours_users, ours_items, k)[0].numpy()
        return found

    def theirs() -> np.ndarray:
        found: np.ndarray = index.search(queries, k)[1]
        return found

    scores = ours_users.new_empty(users, items)

    def product() -> np.ndarray:
        products(ours_users, ours_items, scores)
        return scores.numpy()

    calls = {"faiss": theirs, "triptych": ours, "product": product}
    return calls, float((ours() == theirs()).mean())


def seconds(call: Callable[[], object]) -> float:
    """How long one call took on the processor, all threads together."""
    begun = time.process_time()
    call()
    return time.process_time() - begun
