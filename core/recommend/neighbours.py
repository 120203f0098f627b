"""Items like an item, and lists that do not repeat themselves."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from core.topk import top_k


def similar(items: Tensor, row: int, k: int) -> tuple[Tensor, Tensor]:
    """The k items whose vectors point the way of item `row` most, itself left out.

    Returns:
        items [k] and cosines [k]; -1 and -inf where there are not so many.

    """
    unit = functional.normalize(items, dim=1)
    itself = torch.tensor([0]), torch.tensor([row])
    found, cosines = top_k(unit[row : row + 1], unit, k, excluded=itself)
    return found[0], cosines[0]


def diversify(relevance: Tensor, vectors: Tensor, k: int, diversity: float) -> Tensor:
    """Maximal marginal relevance (Carbonell & Goldstein 1998): a greedy, less repetitive list.

    Each next item has the highest (1 - diversity) * relevance - diversity * (greatest cosine to
    an item listed before). Relevance is scaled to 0..1 over the candidates first.

    Args:
        relevance: [n] scores of the candidates.
        vectors: [n, d] of the candidates.
        k: length of the list.
        diversity: 0 (by relevance alone) .. 1 (by difference alone).

    Returns:
        [min(k, n)] places among the candidates, in the order of the list.

    """
    low, high = relevance.min(), relevance.max()
    scaled = (relevance - low) / (high - low).clamp(min=1e-12)
    unit = functional.normalize(vectors, dim=1)
    closest = torch.zeros_like(scaled)
    taken = torch.zeros(len(scaled), dtype=torch.bool, device=scaled.device)
    order = []
    for _ in range(min(k, len(scaled))):
        gain = (1 - diversity) * scaled - diversity * closest
        best = int(gain.masked_fill(taken, float("-inf")).argmax())
        order.append(best)
        taken[best] = True
        cosine = unit @ unit[best]
        closest = cosine if len(order) == 1 else torch.maximum(closest, cosine)
    return torch.tensor(order, dtype=torch.int64, device=scaled.device)
