"""Decision-level fusion: one scorer per modality, their votes weighted and added.

A decision-level model scores with each modality alone, s_m = <q_u, f_m>, and then combines the
scores, s = sum_m w_m s_m. The score is linear in the item vector, so the same score comes from
one vector f = sum_m w_m f_m: <q_u, f> = sum_m w_m <q_u, f_m>. Retrieval therefore stays one inner
product, and the votes can still be shown: they are <q_u, weights[m] * votes[m]>.

No modality sees another before the vote: f_m depends on modality m alone.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor, nn

from core.encoders.tokens import TokenBatch
from core.fusion.base import Fused, Fusion, masked_mean
from core.fusion.config import LateConfig


class LateFusion(Fusion):
    """f = sum_m w_m MLP_m(part_m), weights w summing to one over the modalities an item has."""

    fixed: Tensor

    def __init__(
        self, config: LateConfig, widths: Mapping[str, int], out: int | None = None
    ) -> None:
        super().__init__(config.dim, widths, config.modality_dropout, out)
        self.scorers = nn.ModuleList(
            nn.Sequential(
                nn.Linear(config.dim, config.hidden),
                nn.GELU(),
                nn.Dropout(config.dropout),
                nn.Linear(config.hidden, self.dim),
            )
            for _ in self.modalities
        )
        if config.weighting == "learned":
            self.logits = nn.Parameter(torch.zeros(len(self.modalities)))
        else:
            fixed = [config.weights.get(name, 1.0) for name in self.modalities]
            self.register_buffer("fixed", torch.tensor(fixed))
        self.learned = config.weighting == "learned"

    def forward(self, batch: Mapping[str, TokenBatch]) -> Fused:
        tokens, masks = self.project(batch)
        parts = [masked_mean(t, m) for t, m in zip(tokens, masks, strict=True)]
        present = torch.stack([mask.any(1) for mask in masks], 1)
        weights = self._weights(self.keep(present))
        votes = [scorer(part) for scorer, part in zip(self.scorers, parts, strict=True)]
        vector = (torch.stack(votes, 1) * weights.unsqueeze(-1)).sum(1)
        return Fused(
            vector,
            self.named(parts),
            self.named(present.unbind(1)),
            weights=self.named(weights.unbind(1)),
            votes=self.named(votes),
        )

    def _weights(self, used: Tensor) -> Tensor:
        """[B, M], summing to one over the modalities used; zero where there is none to count."""
        if not self.learned:
            raw = self.fixed * used
            return raw / raw.sum(1, keepdim=True).clamp(min=1e-12)
        any_used = used.any(1, keepdim=True)
        # A row without a modality would be a softmax over nothing: NaN, also in the gradient.
        logits = self.logits.expand(used.shape).masked_fill(~(used | ~any_used), float("-inf"))
        return logits.softmax(1) * any_used
