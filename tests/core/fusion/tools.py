"""Batches and fusions the tests share."""

from __future__ import annotations

import torch

from core.encoders.tokens import TokenBatch

WIDTHS = {"text": 12, "image": 20, "audio": 8}
LENGTHS = {"text": 5, "image": 9, "audio": 7}


def tokens(
    rows: int, length: int, width: int, generator: torch.Generator, missing: tuple[int, ...] = ()
) -> TokenBatch:
    """Ragged random tokens; at least one per item, none for the rows in `missing`."""
    counts = torch.randint(1, length + 1, (rows,), generator=generator)
    counts[list(missing)] = 0
    mask = torch.arange(length)[None] < counts[:, None]
    values = torch.randn(rows, length, width, generator=generator)
    places = torch.rand(rows, length, 4, generator=generator) * 100
    places[..., 2:] += places[..., :2]
    return TokenBatch(values.masked_fill(~mask[..., None], 0), mask, places)


def batch(rows: int = 6, seed: int = 0) -> dict[str, TokenBatch]:
    """Three modalities; row 0 has none at all, row 1 no picture, row 2 no text."""
    generator = torch.Generator().manual_seed(seed)
    missing = {"text": (0, 2), "image": (0, 1), "audio": (0,)}
    return {
        name: tokens(rows, LENGTHS[name], WIDTHS[name], generator, missing[name]) for name in WIDTHS
    }


def rows_of(whole: dict[str, TokenBatch], rows: slice) -> dict[str, TokenBatch]:
    return {
        name: TokenBatch(one.tokens[rows], one.mask[rows], one.positions[rows])
        for name, one in whole.items()
    }


def repad(one: TokenBatch, extra: int, junk: float) -> TokenBatch:
    """The same tokens with `extra` more padding, all padding filled with `junk`."""
    rows, _, width = one.tokens.shape
    values = torch.cat([one.tokens, torch.zeros(rows, extra, width)], 1)
    mask = torch.cat([one.mask, torch.zeros(rows, extra, dtype=torch.bool)], 1)
    places = torch.cat([one.positions, torch.full((rows, extra, 4), float("nan"))], 1)
    return TokenBatch(values.masked_fill(~mask[..., None], junk), mask, places)
