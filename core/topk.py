"""Exact top-K by inner product, in blocks, with what the user knows left out."""

from __future__ import annotations

import torch
from torch import Tensor

#: Items whose scores are reduced to one maximum before anything is sorted.
CHUNK = 128
#: Users scored at once, and scores: of as many items as make 16 MiB, which stay in a processor's
#: last cache until they are reduced. One buffer serves all blocks: memory asked for anew is handed
#: out by the kernel page by page, which here took longer than the products.
USERS = 64
SCORES = 1 << 22
#: Up to so many users, a product in pieces reads the items faster than one large product.
FEW = 4
#: How much larger both are on an accelerator, where starting a kernel is what costs.
ACCELERATOR = 16


def top_k(
    users: Tensor,
    items: Tensor,
    k: int,
    bias: Tensor | None = None,
    excluded: tuple[Tensor, Tensor] | None = None,
    allowed: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """The k items with the highest <user, item> + bias for each user.

    The k best of many numbers lie in the k chunks with the highest maxima, so that only k * CHUNK
    numbers a row are ever sorted: one pass over the scores instead of a selection over them.

    Args:
        users: [B, d].
        items: [N, d].
        k: length of the lists.
        bias: [N], added to the scores.
        excluded: rows [E] of `users` and items [E] that may not be in the row's list.
        allowed: [N] bool, items that may be in any list.

    Returns:
        items int64 [B, k], best first, and their scores [B, k]. Where fewer than k items are
        left, the rest is -1 with score -inf. Items of equal score come in no particular order.

    """
    scale = 1 if users.device.type == "cpu" else ACCELERATOR
    most = USERS * scale
    if len(users) > most:
        parts = []
        for start in range(0, len(users), most):
            some = None
            if excluded is not None:
                here = (excluded[0] >= start) & (excluded[0] < start + most)
                some = excluded[0][here] - start, excluded[1][here]
            parts.append(top_k(users[start : start + most], items, k, bias, some, allowed))
        return torch.cat([p[0] for p in parts]), torch.cat([p[1] for p in parts])
    values = users.new_full((len(users), k), float("-inf"))
    indices = torch.full((len(users), k), -1, dtype=torch.int64, device=users.device)
    held = SCORES * scale // (4 if len(users) <= FEW else 1)  # their product lies there twice
    size = min(len(items), max(1, held // max(1, len(users))))
    buffer = users.new_empty(len(users) * size)
    for start in range(0, len(items), max(1, size)):
        stop = min(start + size, len(items))
        scores = buffer[: len(users) * (stop - start)].view(len(users), stop - start)
        products(users, items[start:stop], scores)
        if bias is not None:
            scores += bias[start:stop]
        if allowed is not None:
            scores.masked_fill_(~allowed[start:stop], float("-inf"))
        if excluded is not None:
            rows, cols = excluded
            here = (cols >= start) & (cols < stop)
            scores[rows[here], cols[here] - start] = float("-inf")
        best, where = _best(scores, min(k, stop - start))
        values, order = torch.cat((values, best), 1).topk(k, dim=1)
        indices = torch.cat((indices, where + start), 1).gather(1, order)
    return indices.masked_fill(values == float("-inf"), -1), values


def products(users: Tensor, items: Tensor, out: Tensor) -> None:
    """The products of users [B, d] and items [n, d] into `out` [B, n]."""
    whole = len(items) // CHUNK * CHUNK
    if len(users) <= FEW and whole > CHUNK:
        pieces = items[:whole].unflatten(0, (-1, CHUNK))
        queries = users.T.expand(len(pieces), -1, -1)
        if len(users) == 1:
            torch.bmm(pieces, queries, out=out[0, :whole].view(-1, CHUNK, 1))
        else:
            out[:, :whole] = torch.bmm(pieces, queries).flatten(0, 1).T
        if whole < len(items):
            out[:, whole:] = users @ items[whole:].T
    else:
        torch.mm(users, items.T, out=out)


def _best(scores: Tensor, k: int) -> tuple[Tensor, Tensor]:
    """Topk of [B, n] through the maxima of chunks."""
    rows, n = scores.shape
    chunks = n // CHUNK
    if chunks <= 2 * k:
        best = scores.topk(k, dim=1)
        return best.values, best.indices
    whole = scores[:, : chunks * CHUNK].view(rows, chunks, CHUNK)
    chosen = whole.amax(2).topk(k, dim=1).indices
    candidates = whole.gather(1, chosen.unsqueeze(2).expand(-1, -1, CHUNK)).flatten(1)
    places = (chosen.unsqueeze(2) * CHUNK + torch.arange(CHUNK, device=scores.device)).flatten(1)
    if chunks * CHUNK < n:
        rest = torch.arange(chunks * CHUNK, n, device=scores.device)
        candidates = torch.cat((candidates, scores[:, chunks * CHUNK :]), 1)
        places = torch.cat((places, rest.expand(rows, -1)), 1)
    values, order = candidates.topk(k, dim=1)
    return values, places.gather(1, order)
