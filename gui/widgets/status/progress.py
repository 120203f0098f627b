"""How progress reads everywhere: n / total, rate and time left, and the bar beside it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QProgressBar

from core.worker.messages import Progress

#: Steps of a bar; finer than any screen is wide.
STEPS = 1000


def duration(seconds: float) -> str:
    """12 s, 3 min 05 s, 2 h 10 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02d} min"


def joined(*parts: str) -> str:
    """Parts of a line side by side; empty ones are left out."""
    return "  ·  ".join(part for part in parts if part)


def numbers(progress: Progress) -> str:
    """120 / 480 items  ·  35.2 items/s  ·  10 s left, as far as it is known."""
    parts = []
    if progress.total:
        parts.append(f"{progress.done:,.0f} / {progress.total:,.0f} {progress.unit}".strip())
    elif progress.done:
        parts.append(f"{progress.done:,.0f} {progress.unit}".strip())
    if progress.rate:
        digits = 1 if progress.rate < 10 else 0
        parts.append(f"{progress.rate:,.{digits}f} {progress.unit}/s")
    if progress.eta is not None:
        left = QCoreApplication.translate("Progress", "{0} left")
        parts.append(left.format(duration(progress.eta)))
    return joined(*parts)


def paused(progress: Progress | None) -> str:
    """Paused at 34 %, 120 of 350 MB: no rate and no time left, since nothing moves."""
    if progress is None or not progress.total:
        return QCoreApplication.translate("Progress", "paused")
    said = QCoreApplication.translate("Progress", "paused at {0} %, {1} of {2}")
    share = 100 * min(1.0, progress.done / progress.total)
    total = f"{progress.total:,.0f} {progress.unit}".strip()
    return said.format(f"{share:.0f}", f"{progress.done:,.0f}", total)


def set_bar(bar: QProgressBar, progress: Progress | None) -> None:
    """Fill a bar as far as the work is; a bar that does not know its end moves to and fro."""
    if progress is None or not progress.total:
        bar.setRange(0, 0)
        return
    bar.setRange(0, STEPS)
    bar.setValue(round(STEPS * min(1.0, progress.done / progress.total)))
