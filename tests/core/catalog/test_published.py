"""The data sets people name first, in their published layouts, are read as they are described."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.cases import expected as truth
from benchmarks.cases import folder as folders
from tests.core.catalog import layouts
from tests.core.catalog.published import (
    Published,
    amazon,
    exports,
    libraries,
    movielens,
    music,
    people,
    reports,
    reviews,
    shops,
    strangers,
)

SETS = [
    *movielens.SETS,
    *amazon.SETS,
    *libraries.SETS,
    *reviews.SETS,
    *music.SETS,
    *shops.SETS,
    *exports.SETS,
    *people.SETS,
    *strangers.SETS,
    *reports.SETS,
]


@pytest.mark.parametrize("published", SETS, ids=lambda one: one.name)
def test_a_published_layout_is_read_as_described(published: Published, tmp_path: Path) -> None:
    root = layouts.write(tmp_path / published.name, published.files)
    verdict = folders.outcome(root, truth.read(published.true)).verdict
    assert verdict.name in ("right", "asked"), (verdict.name, verdict.why, verdict.facts[:5])
