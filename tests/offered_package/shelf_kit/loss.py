from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from core.training.losses.component import SampledLoss

if TYPE_CHECKING:
    from core.training.losses.base import Loss


class HingeConfig(SampledLoss):
    """The chosen item should lead the sampled ones by a margin."""

    kind: Literal["hinge"] = "hinge"
    margin: float = Field(default=1.0, gt=0, title="Margin", description="How far apart.")

    def build(self) -> Loss[Any]:
        from core.training.losses.base import PairLoss

        margin = self.margin

        class Hinge(PairLoss):
            def value(self, scored: Any, drawn: Any) -> Any:
                scores = drawn.scores(scored)
                return (margin - scores[:, :1] + scores[:, 1:]).relu().mean()

        return Hinge(self)
