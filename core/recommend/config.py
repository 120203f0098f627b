"""Settings of the recommendation heads and of the vote. Needs no torch: forms are made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.components import Component

if TYPE_CHECKING:
    from torch import nn

    from core.recommend.mf import MF


class _Config(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HeadBase(Component):
    """What all heads share: the tables of matrix factorisation."""

    item_embedding: bool = Field(
        default=True,
        title="Item embedding",
        description="Learn a vector p_i for every item beside its content f_i. Without it, the "
        "model knows an item by its content alone.",
    )
    content: bool = Field(
        default=True,
        title="Item content",
        description="Fuse what the items contain into their vectors. Without it this is plain "
        "matrix factorisation; a graph still joins items whose content is alike.",
    )
    item_dropout: float = Field(
        default=0.0,
        ge=0,
        lt=1,
        title="Item embedding dropout",
        description="Share of items in a batch whose p_i is hidden, so that content learns to "
        "stand alone for new items (DropoutNet, Volkovs et al. 2017).",
    )
    biases: bool = Field(
        default=True, title="Biases", description="Learn one number per user and per item."
    )
    start_length: float = Field(
        default=0.0,
        ge=0,
        le=10,
        title="Start length",
        description="Typical length of the vectors q_u and p_i before training, whatever the size "
        "of the catalog. 0 starts as Xavier does: the larger the catalog, the shorter.",
    )

    def build(self, n_users: int, n_items: int, dim: int) -> MF:
        """The tables, freshly initialised from torch's random state, of vectors of length dim."""
        from core.recommend.mf import MF

        return MF(n_users, n_items, dim, self)

    def build_memory(self, dim: int) -> nn.Module | None:
        """What adds recent items to the user vectors; None for heads that remember none.

        It maps users [B, d], items [B, H, d], latest first, and their mask [B, H] to [B, d].
        """
        return None

    @property
    def parts(self) -> int:
        """Parts of equal length that the vectors are split into; they must divide them."""
        return 1

    @property
    def remembers(self) -> int:
        """How many of a user's latest items are read beside the tables."""
        return 0

    @property
    def knows_users(self) -> bool:
        """Whether every user has a vector of their own."""
        return True

    @property
    def reads_order(self) -> bool:
        """Whether a history in another order is another user."""
        return False


class MFConfig(HeadBase):
    """Matrix factorisation: r_ui = <q_u, p_i + f_i> + b_u + b_i."""

    kind: Literal["mf"] = "mf"


Recent = Annotated[
    int,
    Field(
        ge=1,
        le=500,
        title="Recent items",
        description="How many of the latest items of a history are read.",
    ),
]
UserEmbedding = Annotated[
    bool,
    Field(
        title="User embedding",
        description="Learn a vector q_u for every user beside the history. Without it, a user is "
        "known by the history alone.",
    ),
]


class HistoryHead(HeadBase):
    """What heads share that read the latest items of a history."""

    recent: Recent = 50
    user_embedding: UserEmbedding = False

    @property
    def remembers(self) -> int:
        return self.recent

    @property
    def knows_users(self) -> bool:
        return self.user_embedding


class MemoryConfig(HistoryHead):
    """MF whose user vector also attends over the user's recent items."""

    kind: Literal["memory"] = "memory"
    recent: Recent = 20
    user_embedding: UserEmbedding = True

    def build_memory(self, dim: int) -> nn.Module:
        from core.recommend.memory import Memory

        return Memory(dim, self.recent)


class SequenceConfig(HistoryHead):
    """A user is the latest items in their order, by causal self-attention (SASRec)."""

    kind: Literal["sequence"] = "sequence"
    blocks: int = Field(
        default=2,
        ge=1,
        le=8,
        title="Blocks",
        description="Layers of self-attention, one on top of the other.",
    )
    heads: int = Field(
        default=2,
        ge=1,
        le=16,
        title="Heads",
        description="Attention heads of a layer; must divide the dimension.",
    )
    history_dropout: float = Field(
        default=0.2,
        ge=0,
        lt=1,
        title="History dropout",
        description="Share of the numbers between the layers that a training step hides. Short "
        "histories need more of it, about 0.5.",
    )

    def build_memory(self, dim: int) -> nn.Module:
        from core.recommend.sequence import Sequence

        return Sequence(dim, self)

    @property
    def parts(self) -> int:
        return self.heads

    @property
    def reads_order(self) -> bool:
        return True


HeadConfig = Annotated[MFConfig | MemoryConfig | SequenceConfig, Field(discriminator="kind")]


class VoteConfig(_Config):
    """Nearest neighbours that vote beside the trained model (fusion at the decision level)."""

    neighbours: int = Field(
        default=0,
        ge=0,
        le=1000,
        title="Neighbours",
        description="Items alike in one modality that get a vote of each item of a history. What "
        "the same people choose votes beside them, for and against all items. Found after "
        "training, in catalogs of up to 50,000 items; 0 leaves the vote out.",
    )
    weight: float = Field(
        default=0.1,
        gt=0,
        le=10,
        title="Weight",
        description="How much each modality's vote counts, at 1 as much as the trained model. "
        "Where there are validation interactions they choose the weights instead.",
    )
