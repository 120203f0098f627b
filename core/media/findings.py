"""What a health check says: findings with rows one can act on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from core.text import Text

Severity = Literal["error", "warning", "note"]
Subject = Literal["items", "users", "interactions", "quarantine"]

#: Rows kept per finding; `count` is always the true number.
MAX_ROWS = 10_000
EXAMPLES = 8


@dataclass(frozen=True, eq=False)
class Finding:
    """One thing that is wrong, or worth knowing.

    Attributes:
        key: stable name, e.g. "image-unreadable".
        severity: "error" breaks something, "warning" skews results, "note" is good to know.
        subject: table whose rows are meant.
        count: how many rows.
        rows: int64, the first MAX_ROWS of them.
        items: int64, rows of the items table to show for it (equal to `rows` if items are meant).
        sentence: what was found, plainly.
        action: what to do about it.
        details: up to EXAMPLES lines, e.g. file names with the reason.
    """

    key: str
    severity: Severity
    subject: Subject
    count: int
    rows: np.ndarray
    items: np.ndarray
    sentence: Text
    action: Text
    details: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "key": self.key,
            "severity": self.severity,
            "subject": self.subject,
            "count": self.count,
            "rows": self.rows.tolist(),
            "items": self.items.tolist(),
            "sentence": self.sentence,
            "action": self.action,
            "details": list(self.details),
        }


@dataclass(frozen=True)
class HealthReport:
    """All findings, worst first.

    Attributes:
        findings: sorted by severity, then count.
        checked: how many files of each kind were decoded.
        notes: what was not looked at, plainly (sampling, stopping).
        seconds: how long it took.
    """

    findings: tuple[Finding, ...]
    checked: dict[str, int] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()
    seconds: float = 0.0

    def find(self, key: str) -> Finding | None:
        """The finding with this key, if there is one."""
        return next((finding for finding in self.findings if finding.key == key), None)

    @property
    def worst(self) -> Severity | None:
        """Severity of the first finding."""
        return self.findings[0].severity if self.findings else None

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "findings": [finding.to_dict() for finding in self.findings],
            "checked": dict(self.checked),
            "notes": list(self.notes),
            "seconds": self.seconds,
        }


def of_items(
    key: str,
    severity: Severity,
    rows: np.ndarray | Sequence[int],
    sentence: Text,
    action: Text,
    details: Sequence[str] = (),
) -> list[Finding]:
    """A finding about items, or nothing where there are no rows."""
    rows = np.asarray(rows, np.int64)
    if len(rows) == 0:
        return []
    kept = rows[:MAX_ROWS]
    shown = tuple(details[:EXAMPLES])
    return [Finding(key, severity, "items", len(rows), kept, kept, sentence, action, shown)]


def of_others(
    key: str,
    severity: Severity,
    subject: Subject,
    rows: np.ndarray,
    items: np.ndarray,
    sentence: Text,
    action: Text,
    details: Sequence[str] = (),
) -> list[Finding]:
    """A finding about rows of another table; `items` are the items concerned."""
    if len(rows) == 0:
        return []
    kept = rows[:MAX_ROWS].astype(np.int64)
    concerned = np.flatnonzero(np.bincount(items.astype(np.int64)))[:MAX_ROWS]
    shown = tuple(details[:EXAMPLES])
    return [Finding(key, severity, subject, len(rows), kept, concerned, sentence, action, shown)]
