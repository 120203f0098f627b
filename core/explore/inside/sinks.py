"""Tokens that take much attention whatever is asked: sinks (Xiao et al. 2024) and the patches that
Vision Transformers use as registers (Darcet et al. 2024).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from core.contracts.inside import InsideStack, Sink

#: A sink takes this many times its even share, and no less than this much of everything.
TIMES, LEAST = 3.0, 0.02
MOST = 12


def sinks_of(stacks: Sequence[InsideStack]) -> Iterator[Sink]:
    """The sinks of each stack, strongest first."""
    for stack in stacks:
        layers = stack.received.mean(1)
        share = layers.mean(0)
        limit = max(LEAST, TIMES / max(1, len(share)))
        for token in np.argsort(-share, kind="stable")[:MOST].tolist():
            if share[token] >= limit:
                yield Sink(
                    stack=stack.name,
                    token=token,
                    share=float(share[token]),
                    layers=tuple(layers[:, token].tolist()),
                )
