"""How a loss is set up: one typed configuration per loss, which builds it. Needs no torch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from core.components import union
from core.training.losses.component import LossBase, SampledLoss

if TYPE_CHECKING:
    from core.training.losses.bce import BCE
    from core.training.losses.bpr import BPR
    from core.training.losses.mse import MSE
    from core.training.losses.softmax import Softmax

#: Entry points of losses from other packages, see core.training.losses.component.
GROUP = "triptych.losses"


class BPRConfig(SampledLoss):
    """Bayesian personalised ranking (Rendle et al. 2009): a positive above each negative."""

    kind: Literal["bpr"] = "bpr"
    members: int = Field(
        default=1,
        ge=1,
        le=64,
        title="Members",
        description="Split the vectors into so many parts, each a model of its own that learns to "
        "rank by itself; their scores add up (deep ensemble). Must divide the dimension.",
    )

    def build(self) -> BPR:
        from core.training.losses.bpr import BPR

        return BPR(self)

    @property
    def parts(self) -> int:
        return self.members

    @property
    def runs_on_plain_sgd(self) -> bool:
        return self.negatives == self.members == 1 and self.popularity == 0


class BCEConfig(SampledLoss):
    """Binary cross-entropy with logits: chosen or not chosen, each pair by itself."""

    kind: Literal["bce"] = "bce"

    def build(self) -> BCE:
        from core.training.losses.bce import BCE

        return BCE(self)


class SoftmaxConfig(LossBase):
    """Sampled softmax with logQ correction (Bengio & Senécal 2008; Yi et al. 2019)."""

    kind: Literal["softmax"] = "softmax"
    negatives: int = Field(
        default=1024,
        ge=0,
        le=1_000_000,
        title="Shared negatives",
        description="Items drawn uniformly for the whole batch, beside the batch's own items. As "
        "many as the catalog has items or more gives the full softmax.",
    )
    temperature: float = Field(
        default=1.0,
        gt=0,
        le=10,
        title="Temperature",
        description="Scores are divided by it. With normalised vectors 0.05 to 0.3 is usual.",
    )
    normalise: bool = Field(
        default=False,
        title="Normalise in the loss",
        description="Compare directions (cosine) while training.",
    )
    log_q: float = Field(
        default=1.0,
        ge=0,
        le=1,
        title="logQ correction",
        description="How much of the sampling bias towards popular items is taken back: 1 is the "
        "full correction, 0 none.",
    )

    def build(self) -> Softmax:
        from core.training.losses.softmax import Softmax

        return Softmax(self)

    @property
    def scale(self) -> float:
        return self.temperature


class MSEConfig(SampledLoss):
    """Squared error of ratings; without ratings, of 1 for chosen and 0 for not chosen."""

    kind: Literal["mse"] = "mse"

    def build(self) -> MSE:
        from core.training.losses.mse import MSE

        return MSE(self)

    @property
    def predicts_ratings(self) -> bool:
        return True


if TYPE_CHECKING:
    LossConfig = Annotated[
        BPRConfig | BCEConfig | SoftmaxConfig | MSEConfig, Field(discriminator="kind")
    ]
else:
    LossConfig = union(GROUP, LossBase, (BPRConfig, BCEConfig, SoftmaxConfig, MSEConfig))
