"""What the configuration of any loss can do, ours or another package's. Torch-free.

Another package's loss is a class derived from `LossBase`, mostly by way of `SampledLoss`, offered
as an entry point:

    [project.entry-points."triptych.losses"]
    hinge = "hinge_loss.config:HingeConfig"

Its module imports this one rather than `core.training.losses.config`, which imports all that is
offered, and leaves torch to `build`.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from pydantic import Field

from core.components import Component

if TYPE_CHECKING:
    from core.training.losses.base import Loss


class LossBase(Component):
    """What every loss's configuration can do; its `kind` is what the loss is called in curves."""

    @abstractmethod
    def build(self) -> Loss[Any]:
        """The loss: what a batch is compared with, and the number made small."""

    @property
    def power(self) -> float:
        """Items are drawn in proportion to popularity to this power."""
        return 0.0

    @property
    def parts(self) -> int:
        """Parts of equal length that the vectors are split into; they must divide them."""
        return 1

    @property
    def scale(self) -> float:
        """Scores over this are logits."""
        return 1.0

    @property
    def predicts_ratings(self) -> bool:
        """Whether scores are ratings. Only then a loss gets the catalog's."""
        return False

    @property
    def runs_on_plain_sgd(self) -> bool:
        """Whether it is what the compiled SGD of `core.training.steps.sgd` can do."""
        return False


class SampledLoss(LossBase):
    """Losses that compare a chosen item with others drawn for it."""

    negatives: int = Field(
        default=1,
        ge=1,
        le=1000,
        title="Negatives",
        description="Items the user has not chosen, drawn for each interaction.",
    )
    popularity: float = Field(
        default=0.0,
        ge=0,
        le=1,
        title="Popularity of negatives",
        description="Negatives are drawn in proportion to popularity to this power: 0 draws all "
        "items alike.",
    )

    @property
    def power(self) -> float:
        return self.popularity
