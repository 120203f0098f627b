"""What the configuration of any fusion can do, ours or another package's. Torch-free.

Another package's fusion is a class derived from `FusionBase`, mostly by way of `ContentFusion`,
offered as an entry point:

    [project.entry-points."triptych.fusions"]
    mean = "mean_fusion.config:MeanConfig"

Its module imports this one rather than `core.fusion.config`, which imports all that is offered,
and leaves torch to `build`.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from core.components import Component
from core.progress import Reporter

if TYPE_CHECKING:
    import numpy as np

    from core.fusion.base import Fusion
    from core.fusion.graph import Propagation, SymmetricGraph


class FusionBase(Component):
    """What every fusion's configuration can do; it also has `dim`, the item vector's length."""

    #: Whether users and items hear from each other, beside what an item itself contains.
    relates_items: ClassVar[bool] = False

    @abstractmethod
    def build(self, widths: Mapping[str, int], out: int | None = None) -> Fusion:
        """The fusion, freshly initialised from torch's random state.

        Args:
            widths: features per token of each modality, in the order to keep.
            out: length of the item vectors; `dim` if not given.

        Raises:
            UserError: there is no modality.

        """

    def item_graph(
        self,
        pooled: Iterable[tuple[str, np.ndarray]],
        n_items: int,
        reporter: Reporter | None = None,
    ) -> SymmetricGraph | None:
        """The graph of like items, None for fusions without one.

        Args:
            pooled: name and features [n_items, width] of each modality, asked for one after the
                other; NaN rows are missing.
            n_items: number of items.
            reporter: told how far the neighbour search is.

        """
        return None

    def propagation(
        self,
        item_graph: SymmetricGraph | None,
        users: np.ndarray,
        items: np.ndarray,
        n_users: int,
        n_items: int,
    ) -> Propagation | None:
        """What lets users and items hear from each other, None for fusions without it.

        Args:
            item_graph: of like items.
            users: [E] user of each *training* interaction; twins count once.
            items: [E] item of each.
            n_users: number of users.
            n_items: number of items.

        """
        return None


class ContentFusion(FusionBase):
    """The fields that fusions of an item's own tokens share."""

    dim: int = Field(
        default=64,
        ge=4,
        le=1024,
        title="Width",
        description="Width of the tokens inside the fusion.",
    )
    dropout: float = Field(
        default=0.1,
        ge=0,
        lt=1,
        title="Dropout",
        description="Share of activations dropped in training.",
    )
    modality_dropout: float = Field(
        default=0.1,
        ge=0,
        lt=1,
        title="Modality dropout",
        description="Chance that training hides a modality an item has, so that the model learns "
        "to do without it. The last one is never hidden.",
    )
