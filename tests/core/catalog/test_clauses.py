"""Every clause of what must be right of people's files holds by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.cases import expected as truth
from benchmarks.cases import folder as folders
from tests.core.catalog import layouts
from tests.core.catalog.published import Published, clauses, clauses_text


@pytest.mark.parametrize("clause", [*clauses.SETS, *clauses_text.SETS], ids=lambda one: one.name)
def test_a_clause_holds(clause: Published, tmp_path: Path) -> None:
    root = layouts.write(tmp_path / "folder", clause.files)
    verdict = folders.outcome(root, truth.read(clause.true)).verdict
    wanted = "asked" if clause.name.endswith("is asked") else "right"
    assert verdict.name == wanted, (verdict.why, verdict.facts[:5])
