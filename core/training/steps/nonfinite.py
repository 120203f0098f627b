"""Where a training first stopped being made of numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from core.text import Text

#: Parameters named in an explanation; a broken loss breaks the gradients of all at once.
NAMED = 3


class FiniteCheck:
    """Keeps the first step of each loss term and gradient that was NaN or infinite.

    Everything stays on the device: checking waits for nothing, only `explain` does.

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

    def check(self, step: int, terms: Tensor, norms: Tensor) -> None:
        """Look at the loss terms [T] and the lengths of the gradients [P] of a step, from 1."""
        if terms.device.type == "cpu" and math.isfinite(terms.sum() + norms.sum()):
            return  # all is well; an accelerator would have to be waited for to know
        bad = ~torch.isfinite(torch.cat((terms.double(), norms.double())))
        self._first = torch.where(bad & (self._first == 0), step, self._first)

    def explain(self) -> tuple[int, Text]:
        """The step in which it began, and a sentence on what was first; 0 and "" if all is well."""
        steps = self._first.tolist()
        term, losses = _earliest(self.terms, steps)
        begun, gradients = _earliest(self.parameters, steps[len(self.terms) :])
        more = Text(" and {n} more", n=len(gradients) - NAMED) if len(gradients) > NAMED else Text()
        listed = ", ".join(f"'{name}'" for name in gradients[:NAMED])
        names = Text("{listed}{more}", listed=listed, more=more)
        if begun and (not term or begun < term):
            follows = Text(
                "; the loss followed in step {term}, in its '{part}' part",
                term=term,
                part=losses[0] if losses else "",
            )
            return begun, Text(
                "First the gradient of {names} did, in step {begun}{follows}.",
                names=names,
                begun=begun,
                follows=follows if term else Text(),
            )
        if not term:
            return 0, Text()
        follows = Text(", then the gradient of {names} in step {begun}", names=names, begun=begun)
        return term, Text(
            "First its '{part}' part did, in step {term}{follows}.",
            part=losses[0],
            term=term,
            follows=follows if begun else Text(),
        )


def _earliest(names: Sequence[str], steps: Sequence[int]) -> tuple[int, list[str]]:
    """The smallest step that is not 0, and whose it is; `steps` may be longer than `names`."""
    pairs = [(step, name) for name, step in zip(names, steps, strict=False) if step]
    least = min((step for step, _ in pairs), default=0)
    return least, [name for step, name in pairs if step == least]
