from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from core.fusion.component import ContentFusion

if TYPE_CHECKING:
    from core.fusion.base import Fusion


class MeanConfig(ContentFusion):
    """The mean of the modalities' mean tokens."""

    kind: Literal["mean"] = "mean"
    gain: float = Field(default=0.5, gt=0, title="Gain of the mean", description="How loud it is.")

    def build(self, widths: Mapping[str, int], out: int | None = None) -> Fusion:
        import torch

        from core.fusion.base import Fused, Fusion, masked_mean

        config = self

        class Mean(Fusion):
            def __init__(self) -> None:
                super().__init__(config.dim, widths, config.modality_dropout, out)

            def forward(self, batch: Mapping) -> Fused:
                tokens, masks = self.project(batch)
                parts = [masked_mean(t, m) for t, m in zip(tokens, masks, strict=True)]
                present = [mask.any(1) for mask in masks]
                vector = config.gain * torch.stack(parts).mean(0)
                return Fused(vector, self.named(parts), self.named(present))

        return Mean()
