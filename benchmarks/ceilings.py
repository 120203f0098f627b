"""What this machine can do at best, measured on the spot: the roof of the roofline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import torch

from benchmarks.devices.base import Device
from benchmarks.schema import Ceiling
from benchmarks.timing import burst, warm_up

DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
#: Side of the matrix product, bytes of the copy, bytes of the table gathered from.
SIDE = {"cpu": 1024, "other": 8192}
COPY_BYTES = {"cpu": 256 * 1024**2, "other": 1024**3}
TABLE_BYTES = {"cpu": 256 * 1024**2, "other": 1024**3}
ROW = 64


def measure(
    device: Device,
    where: torch.device,
    dtype: Literal["fp32", "bf16", "fp16"],
    threads: int,
    seconds: float = 1.5,
) -> Ceiling:
    """Best of several bursts of matrix product, copy and gather (the roof is a maximum).

    All bursts are kept: how far the best may lie below what is possible follows from them.

    Args:
        device: its clock and queue.
        where: torch's name for it.
        dtype: of the matrix product.
        threads: of the host, set by the caller.
        seconds: for all three together.

    """
    kind = "cpu" if where.type == "cpu" else "other"
    side = SIDE[kind]
    rows = TABLE_BYTES[kind] // 4 // ROW // 4
    counted = threads == 1 and device.waited() is not None
    begun, before = device.now(), device.waited()
    samples = {
        name: _bursts(call, device, seconds / 3, counted)
        for name, call in (
            ("gemm", _gemm(side, where, DTYPES[dtype])),
            ("copy", _copy(kind, where)),
            ("gather", _gather(kind, rows, where)),
        )
    }
    took, after = device.now() - begun, device.waited()
    load = None if before is None or after is None else min(1.0, max(0.0, after - before) / took)
    return Ceiling(
        device=device.name,
        dtype=dtype,
        threads=threads,
        gemm_flops_per_s=2 * side**3 / min(samples["gemm"]),
        copy_bytes_per_s=2 * COPY_BYTES[kind] / min(samples["copy"]),
        gather_bytes_per_s=(2 * rows * ROW * 4 + rows * 8) / min(samples["gather"]),
        samples=samples,
        waits_off=counted,
        load=load,
    )


def _gemm(side: int, where: torch.device, dtype: torch.dtype) -> Callable[[], object]:
    a = torch.randn(side, side, generator=torch.Generator().manual_seed(0)).to(where, dtype)
    b = a.T.contiguous()
    out = torch.empty_like(a)
    return lambda: torch.mm(a, b, out=out)


def _copy(kind: str, where: torch.device) -> Callable[[], object]:
    source = torch.ones(COPY_BYTES[kind] // 4, device=where)
    target = torch.empty_like(source)
    return lambda: target.copy_(source)


def _gather(kind: str, rows: int, where: torch.device) -> Callable[[], object]:
    table = torch.ones(TABLE_BYTES[kind] // 4 // ROW, ROW, device=where)
    index = torch.randint(len(table), (rows,), generator=torch.Generator().manual_seed(0)).to(where)
    out = torch.empty(rows, ROW, device=where)
    return lambda: torch.index_select(table, 0, index, out=out)


def _bursts(
    call: Callable[[], object], device: Device, seconds: float, counted: bool
) -> tuple[float, ...]:
    """Seconds a call of several bursts; less the waiting for a core where that is counted."""
    typical = warm_up(call, device, seconds / 4, least=2)
    calls = max(1, int(seconds / 16 / max(typical, 1e-7)))
    begun = device.now()
    found: list[float] = []
    while len(found) < 2 or device.now() - begun < seconds * 3 / 4:
        before = device.waited() if counted else 0.0
        took = burst(call, device, calls)
        after = device.waited() if counted else 0.0
        waited = max(0.0, (after or 0.0) - (before or 0.0))
        found.append((took - min(waited, 0.99 * took)) / calls)
    return tuple(found)
