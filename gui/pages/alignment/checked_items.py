"""What a person has already looked at in a work list, kept beside the workspace."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from core import workspace


class CheckedItems:
    """Ids of the items marked as checked, of one catalog and pair of modalities.

    Args:
        source: where the catalog was opened from; leaving items out does not change it.
        pair: the two modalities, in any order.

    """

    def __init__(self, source: str, pair: Iterable[str]) -> None:
        digest = hashlib.blake2b(str(source).encode(), digest_size=12).hexdigest()
        self._path: Path = workspace.folder("worklists") / f"{digest}.json"
        self._pair = "/".join(sorted(pair))
        kept = self._read().get(self._pair, [])
        self._checked = {str(item) for item in kept} if isinstance(kept, list) else set()

    def __contains__(self, item: str) -> bool:
        return item in self._checked

    def __len__(self) -> int:
        return len(self._checked)

    def set(self, items: Iterable[str], *, checked: bool) -> None:
        """Mark items or take the mark back; written at once."""
        if checked:
            self._checked |= set(items)
        else:
            self._checked -= set(items)
        workspace.write_json(self._path, self._read() | {self._pair: sorted(self._checked)})

    def _read(self) -> dict[str, object]:
        value = workspace.read_json(self._path)
        return value if isinstance(value, dict) else {}
