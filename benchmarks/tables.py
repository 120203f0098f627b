"""A result as comma-separated numbers. Needs no torch."""

from __future__ import annotations

from benchmarks import card, summary
from benchmarks.schema import Result
from core.sheet import Sheet

COLUMNS = (
    "workload",
    "device",
    "batch",
    "dtype",
    "compile",
    "threads",
    "size",
    "status",
    "latency_s",
    "latency_low_s",
    "latency_high_s",
    "items_per_s",
    "items_per_s_low",
    "items_per_s_high",
    "device_s",
    "flops_per_call",
    "bytes_per_call",
    "peak_memory_bytes",
    "energy_j_per_item",
    "max_abs_delta",
    "rank_changes",
    "flags",
    "reason",
    "synthetic",
)


def csv(result: Result) -> str:
    """One row a point; empty where nothing was measured."""
    sheet = Sheet(COLUMNS)
    for point in result.points:
        axes, parity = point.axes, point.parity
        ok = point.status == "ok"
        latency = summary.seconds(point) if ok else None
        rate = summary.throughput(point) if ok else None
        device = summary.seconds(point, "device") if ok else None
        cells = {
            "workload": point.workload,
            "device": axes.device,
            "batch": axes.batch,
            "dtype": axes.dtype,
            "compile": axes.compile,
            "threads": axes.threads,
            "size": ";".join(f"{k}={v}" for k, v in sorted(axes.size.items())),
            "status": point.status,
            "latency_s": latency.value if latency else None,
            "latency_low_s": latency.ends[0] if latency else None,
            "latency_high_s": latency.ends[1] if latency else None,
            "items_per_s": rate.value if rate else None,
            "items_per_s_low": rate.ends[0] if rate else None,
            "items_per_s_high": rate.ends[1] if rate else None,
            "device_s": device.value if device else None,
            "flops_per_call": point.flops_per_call,
            "bytes_per_call": point.bytes_per_call,
            "peak_memory_bytes": point.peak_memory_bytes,
            "energy_j_per_item": summary.energy_per_item(point) if ok else None,
            "max_abs_delta": parity.max_abs_delta if parity else None,
            "rank_changes": parity.rank_changes if parity else None,
            "flags": ";".join(flag.kind for flag in point.flags),
            "reason": point.reason,
            "synthetic": result.synthetic,
        }
        sheet.row(cells[name] for name in COLUMNS)
    return sheet.text()


def cards(result: Result) -> list[dict[str, object]]:
    """The cards of a result for other programs: rates a second with their intervals."""
    return [
        {
            "machine": one.machine.dumps(),
            "score": card.line(one),
            "marks": [mark.dumps() for mark in one.marks],
            "lines": [
                {
                    "job": line.job.title.dumps(),
                    "rate": line.rate.value,
                    "low": line.rate.ends[0],
                    "high": line.rate.ends[1],
                    "unit": line.unit.dumps(),
                    "how": line.remark.dumps(),
                }
                for line in one.lines
            ],
        }
        for one in card.cards(result)
    ]
