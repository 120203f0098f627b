"""Where a training first stopped being made of numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor

#: Parameters named in an explanation; a broken loss breaks the gradients of all at once.
NAMED = 3


class Watch:
    """Keeps the first step of each loss term and gradient that was NaN or infinite.

    Everything stays on the device: looking waits for nothing, only `explain` does.

    Args:
        terms: names of the loss terms.
        parameters: names of the parameters.
        device: where the numbers are.

    """

    def __init__(
        self, terms: Sequence[str], parameters: Sequence[str], device: torch.device
    ) -> None:
        self.terms, self.parameters = tuple(terms), tuple(parameters)
        count = len(self.terms) + len(self.parameters)
        self._first = torch.zeros(count, dtype=torch.int64, device=device)

    def look(self, step: int, terms: Tensor, norms: Tensor) -> None:
        """Look at the loss terms [T] and the lengths of the gradients [P] of a step, from 1."""
        if terms.device.type == "cpu" and math.isfinite(terms.sum() + norms.sum()):
            return  # all is well; an accelerator would have to be waited for to know
        bad = ~torch.isfinite(torch.cat((terms.double(), norms.double())))
        self._first = torch.where(bad & (self._first == 0), step, self._first)

    def explain(self) -> tuple[int, str]:
        """The step in which it began, and a sentence on what was first; 0 and "" if all is well."""
        steps = self._first.tolist()
        term, losses = _earliest(self.terms, steps)
        begun, gradients = _earliest(self.parameters, steps[len(self.terms) :])
        more = f" and {len(gradients) - NAMED} more" if len(gradients) > NAMED else ""
        names = ", ".join(f"'{name}'" for name in gradients[:NAMED]) + more
        if begun and (not term or begun < term):
            follows = (
                f"; the loss followed in step {term}, in its '{losses[0]}' part" if term else ""
            )
            return begun, f"First the gradient of {names} did, in step {begun}{follows}."
        if not term:
            return 0, ""
        follows = f", then the gradient of {names} in step {begun}" if begun else ""
        return term, f"First its '{losses[0]}' part did, in step {term}{follows}."


def _earliest(names: Sequence[str], steps: Sequence[int]) -> tuple[int, list[str]]:
    """The smallest step that is not 0, and whose it is; `steps` may be longer than `names`."""
    pairs = [(step, name) for name, step in zip(names, steps, strict=False) if step]
    least = min((step for step, _ in pairs), default=0)
    return least, [name for step, name in pairs if step == least]
