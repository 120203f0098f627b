"""Floating point operations of a call, counted without running it where possible."""

from __future__ import annotations

from collections.abc import Callable

from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode


def count(call: Callable[[], object]) -> float:
    """FLOPs of matrix products, convolutions and attention in `call`; a multiply-add is two.

    Run it on tensors of the "meta" device: nothing is computed then. Attention is forced to the
    mathematical form, because the counter has no formula for the fused CPU kernel and reads 0.
    Element-wise work is not counted, as everywhere in the field.
    """
    with sdpa_kernel(SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        call()
    return float(counter.get_total_flops())
