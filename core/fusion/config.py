"""How a fusion is set up: one typed configuration per fusion, which builds it.

Torch-free: the window draws its forms from these fields, and the shell its options.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator

from core.components import union
from core.fusion.component import ContentFusion, FusionBase
from core.progress import Reporter

if TYPE_CHECKING:
    import numpy as np

    from core.fusion.base import Fusion
    from core.fusion.graph import Propagation, SymmetricGraph

#: Entry points of fusions from other packages, see core.fusion.component.
GROUP = "triptych.fusions"


class ConcatConfig(ContentFusion):
    """Feature level: pooled, projected features side by side, then an MLP."""

    kind: Literal["concat"] = "concat"
    hidden: int = Field(
        default=128,
        ge=0,
        le=4096,
        title="Hidden units",
        description="Width of the hidden layer. With 0 the item vector is a linear map of the "
        "features, as in VBPR (He & McAuley 2016).",
    )

    def build(self, widths: Mapping[str, int], out: int | None = None) -> Fusion:
        from core.fusion.concat import ConcatFusion

        return ConcatFusion(self, widths, out)


class LateConfig(ContentFusion):
    """Decision level: one scorer per modality, their votes weighted and added."""

    kind: Literal["late"] = "late"
    hidden: int = Field(
        default=128,
        ge=4,
        le=4096,
        title="Hidden units",
        description="Width of each scorer's hidden layer.",
    )
    weighting: Literal["learned", "fixed"] = Field(
        default="learned",
        title="Vote weights",
        description="Learn how much each vote counts, or fix it.",
    )
    weights: dict[str, float] = Field(
        default_factory=dict,
        title="Fixed weights",
        description="Weight per modality when fixed (1 where none is given).",
    )

    @model_validator(mode="after")
    def _weights_not_negative(self) -> LateConfig:
        if any(not 0 <= weight < float("inf") for weight in self.weights.values()):
            raise ValueError("vote weights must be finite and not negative")
        return self

    def build(self, widths: Mapping[str, int], out: int | None = None) -> Fusion:
        from core.fusion.late import LateFusion

        return LateFusion(self, widths, out)


class TransformerConfig(ContentFusion):
    """Model level: self-attention, cross-attention of every ordered pair, fusion queries."""

    kind: Literal["transformer"] = "transformer"
    layers: int = Field(
        default=1, ge=1, le=8, title="Layers", description="Number of attention layers."
    )
    heads: int = Field(
        default=4,
        ge=1,
        le=16,
        title="Heads",
        description="Attention heads; must divide the dimension.",
    )
    queries: int = Field(
        default=4,
        ge=1,
        le=32,
        title="Fusion queries",
        description="Learned queries that read all tokens and make the item vector.",
    )
    expansion: float = Field(
        default=2.0,
        gt=0,
        le=8,
        title="Feed-forward expansion",
        description="Hidden width of the feed-forward blocks, in multiples of the dimension.",
    )
    grounding: int = Field(
        default=64,
        ge=0,
        le=512,
        title="Grounding rank",
        description="Cross-attention starts from which words, patches and sounds occur together "
        "in the catalog, told by this many numbers a token. 0 leaves it to training alone.",
    )
    train_tokens: int = Field(
        default=64,
        ge=0,
        le=8192,
        title="Tokens in training",
        description="Patches, words or moments of an item that a training step looks at, drawn "
        "anew each time where there are more; all of them count in the end. 0 for no limit.",
    )
    positions: bool = Field(
        default=True,
        title="Positions",
        description="Tell the model where in the text, picture or sound each token lies.",
    )

    @model_validator(mode="after")
    def _heads_divide(self) -> TransformerConfig:
        if self.dim % self.heads:
            raise ValueError(f"{self.heads} heads do not divide the dimension {self.dim}")
        return self

    def build(self, widths: Mapping[str, int], out: int | None = None) -> Fusion:
        from core.fusion.transformer import TransformerFusion

        return TransformerFusion(self, widths, out)


if TYPE_CHECKING:
    ContentFusionConfig = Annotated[
        ConcatConfig | LateConfig | TransformerConfig, Field(discriminator="kind")
    ]
else:
    ContentFusionConfig = union(GROUP, ContentFusion, (ConcatConfig, LateConfig, TransformerConfig))


class GraphConfig(FusionBase):
    """Model level: any other fusion, then propagation over item-item and user-item graphs."""

    kind: Literal["graph"] = "graph"
    relates_items: ClassVar[bool] = True
    base: ContentFusionConfig = Field(default=ConcatConfig(), title="Fusion below the graphs")
    neighbours: int = Field(
        default=10, ge=1, le=200, title="Neighbours", description="k of the item-item kNN graphs."
    )
    item_layers: int = Field(
        default=1,
        ge=0,
        le=4,
        title="Item-item steps",
        description="Propagation steps among like items.",
    )
    user_layers: int = Field(
        default=2,
        ge=0,
        le=6,
        title="User-item steps",
        description="LightGCN steps between users and items.",
    )
    own_layer: Literal["auto", "always", "never"] = Field(
        default="auto",
        title="Own vectors",
        description="Count the vectors themselves among the propagated ones, as LightGCN does. "
        "Without them a user is what the neighbours say, which short histories need and long ones "
        "are blurred by. auto: counted where users and items have 13 interactions on average.",
    )
    item_fade: float = Field(
        default=10.0,
        ge=0,
        le=10_000,
        title="Item-item fading",
        description="Where own vectors are counted, what like items say counts half for an item "
        "with this many interactions, which is known by its own. 0: it never fades.",
    )
    item_weight: float = Field(
        default=1.0,
        ge=0,
        le=100,
        title="Item-item weight",
        description="How much what like items say counts beside what users say.",
    )
    edge_dropout: float = Field(
        default=0.0,
        ge=0,
        lt=1,
        title="Edge dropout",
        description="Share of user-item edges left out each epoch, those of popular users and "
        "items first (FREEDOM).",
    )
    modality_weights: dict[str, float] = Field(
        default_factory=dict,
        title="Graph weights",
        description="Weight of each modality's kNN graph (1 where none is given).",
    )

    @model_validator(mode="before")
    @classmethod
    def _as_stored_before(cls, values: Any) -> Any:
        """Earlier versions stored a truth value for `own_layer`, and nothing faded in them."""
        if not (isinstance(values, dict) and isinstance(values.get("own_layer"), bool)):
            return values
        words = "always" if values["own_layer"] else "never"
        return {"item_fade": 0.0, **values, "own_layer": words}

    @model_validator(mode="after")
    def _weights_not_negative(self) -> GraphConfig:
        if any(not 0 <= weight < float("inf") for weight in self.modality_weights.values()):
            raise ValueError("graph weights must be finite and not negative")
        return self

    @property
    def dim(self) -> int:
        """Length d of the item vector, that of the fusion below."""
        return self.base.dim

    def build(self, widths: Mapping[str, int], out: int | None = None) -> Fusion:
        return self.base.build(widths, out)

    def item_graph(
        self,
        pooled: Iterable[tuple[str, np.ndarray]],
        n_items: int,
        reporter: Reporter | None = None,
    ) -> SymmetricGraph:
        from core.fusion.graph import build_item_graph

        return build_item_graph(self, pooled, n_items, reporter)

    def propagation(
        self,
        item_graph: SymmetricGraph | None,
        users: np.ndarray,
        items: np.ndarray,
        n_users: int,
        n_items: int,
    ) -> Propagation:
        from core.fusion.graph import Propagation

        assert item_graph is not None
        return Propagation(self, item_graph, users, items, n_users, n_items)


if TYPE_CHECKING:
    FusionConfig = Annotated[
        ConcatConfig | LateConfig | TransformerConfig | GraphConfig, Field(discriminator="kind")
    ]
else:
    FusionConfig = union(
        GROUP, FusionBase, (ConcatConfig, LateConfig, TransformerConfig, GraphConfig)
    )
