"""From a configuration to a fusion."""

from __future__ import annotations

from collections.abc import Mapping

from core.fusion.base import Fusion
from core.fusion.concat import ConcatFusion
from core.fusion.config import ConcatConfig, FusionConfig, GraphConfig, LateConfig
from core.fusion.late import LateFusion
from core.fusion.transformer import TransformerFusion


def build(config: FusionConfig, widths: Mapping[str, int], out: int | None = None) -> Fusion:
    """The fusion `config` describes, freshly initialised from torch's random state.

    Args:
        config: of any kind. A graph configuration gives the fusion below the graphs; the
            graphs themselves need the interactions, see `core.fusion.graph.build_propagation`.
        widths: features per token of each modality, in the order to keep.
        out: length of the item vectors; `config.dim` if not given.

    Raises:
        UserError: there is no modality.

    """
    if isinstance(config, GraphConfig):
        return build(config.base, widths, out)
    if isinstance(config, ConcatConfig):
        return ConcatFusion(config, widths, out)
    if isinstance(config, LateConfig):
        return LateFusion(config, widths, out)
    return TransformerFusion(config, widths, out)
