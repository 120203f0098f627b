"""Feature-level fusion: pooled features side by side, then an MLP."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import nn

from core.encoders.tokens import TokenBatch
from core.fusion.base import Fused, Fusion, Projection, masked_mean
from core.fusion.config import ConcatConfig


class ConcatFusion(Fusion):
    """f = MLP([part_1; ...; part_M]), where a missing modality has a learned stand-in.

    Without hidden units f = part_1 + ... + part_M, with parts that are linear in the features: a
    linear map of all features side by side (VBPR, He & McAuley 2016).
    """

    def __init__(
        self, config: ConcatConfig, widths: Mapping[str, int], out: int | None = None
    ) -> None:
        dim = config.dim if config.hidden else out or config.dim
        super().__init__(dim, widths, config.modality_dropout, out, norm=config.hidden > 0)
        count = len(self.modalities)
        self.absent = nn.Parameter(torch.zeros(count, dim))
        self.mlp = None
        if not config.hidden:
            # As VBPR starts. Torch's own start is shorter, and what is learned beside it wins.
            for part in self.inputs:
                assert isinstance(part, Projection)
                nn.init.xavier_uniform_(part.linear.weight)
        else:
            self.mlp = nn.Sequential(
                nn.Linear(count * config.dim, config.hidden),
                nn.GELU(),
                nn.Dropout(config.dropout),
                nn.Linear(config.hidden, self.dim),
            )

    def forward(self, batch: Mapping[str, TokenBatch]) -> Fused:
        tokens, masks = self.project(batch)
        parts = [masked_mean(t, m) for t, m in zip(tokens, masks, strict=True)]
        present = torch.stack([mask.any(1) for mask in masks], 1)
        used = self.keep(present).unsqueeze(-1)
        stacked = torch.where(used, torch.stack(parts, 1), self.absent)
        mixed = stacked.sum(1) if self.mlp is None else self.mlp(stacked.flatten(1))
        vector = mixed * present.any(1, keepdim=True)
        return Fused(vector, self.named(parts), self.named(present.unbind(1)))
