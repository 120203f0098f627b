"""Do two devices compute the same? Asked before anything is timed."""

from __future__ import annotations

import numpy as np

from benchmarks.schema import Parity
from benchmarks.workloads.base import Output

#: Largest difference, relative to the largest magnitude, that rounding explains.
TOLERANCE = {"fp32": 1e-4, "bf16": 5e-2, "fp16": 1e-2}


def compare(reference: Output, found: Output, dtype: str, named: str) -> Parity:
    """Compare the outputs of two runs on the same inputs.

    Args:
        reference: from the CPU in fp32.
        found: from the place that is going to be timed.
        dtype: of `found`; decides the tolerance.
        named: what the reference is, for the reader.

    Raises:
        ValueError: the shapes differ: these are not the same computation.

    """
    if reference.values.shape != found.values.shape:
        raise ValueError(f"shapes {reference.values.shape} and {found.values.shape} differ")
    if reference.values.size == 0:
        raise ValueError("there is no output to compare")
    a = np.asarray(reference.values, np.float64)
    b = np.asarray(found.values, np.float64)
    if not np.array_equal(np.isfinite(a), np.isfinite(b)):
        delta = float(np.finfo(np.float32).max)
    else:
        finite = np.isfinite(a)
        delta = float(np.abs(a - b)[finite].max(initial=0.0))
    scale = float(np.abs(a[np.isfinite(a)]).max(initial=0.0))
    changes = None
    rows = len(a)
    if reference.ranking is not None and found.ranking is not None:
        changes = int((reference.ranking != found.ranking).any(axis=1).sum())
        rows = len(reference.ranking)
    return Parity(
        reference=named,
        max_abs_delta=delta,
        scale=scale,
        rank_changes=changes,
        rows=rows,
        within=delta <= TOLERANCE[dtype] * max(scale, 1e-30),
    )
