"""All that the loop knows of learning: one step, whichever way it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from torch import Tensor

from core.text import Text


@dataclass(frozen=True)
class Learned:
    """What one step says of itself. Nothing here has been waited for on an accelerator.

    Attributes:
        terms: of the loss by name, each the mean over the interactions.
        count: interactions learned from, the first so many; fewer than asked for where memory
            ran out.
        norms: [P] length of each gradient, as `Step.parameters` names them.

    """

    terms: dict[str, Tensor]
    count: int
    norms: Tensor


class Step(Protocol):
    """A way to learn from a batch. It has the model and changes it.

    Attributes:
        terms: names of the loss terms.
        parameters: names of what the gradients are of.
        remedy: what a person can do when numbers become NaN or infinite.

    """

    terms: tuple[str, ...]
    parameters: tuple[str, ...]
    remedy: Text

    def step(self, index: Tensor, epoch: int) -> Learned:
        """Learn from a batch.

        Args:
            index: [B] places in the dataset's training interactions.
            epoch: from 0.

        Raises:
            UserError: there is no memory even for one interaction.

        """

    def flush(self) -> None:
        """Make the model what the steps so far have made it; before it is read as a whole."""

    def state(self) -> tuple[dict[str, Tensor], dict[str, Any]]:
        """What a later process needs to go on, beside the model: tensors, and plain values."""

    def restore(self, tensors: Mapping[str, Tensor], values: dict[str, Any]) -> None:
        """Put it back; takes its own out of `values`.

        Raises:
            KeyError, TypeError, ValueError, UserError: it is of another model or version.

        """
