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
    libraries,
    movielens,
    music,
    reviews,
    shops,
)

SETS = [
    *movielens.SETS,
    *amazon.SETS,
    *libraries.SETS,
    *reviews.SETS,
    *music.SETS,
    *shops.SETS,
]


#: Not read right yet.
PENDING = {
    *("ml-100k", "ml-1m", "ml-10m", "ml-20m", "ml-25m", "ml-32m", "ml-latest", "amazon-2014"),
    *("amazon-2014-ratings-only", "amazon-2018", "amazon-2023", "recbole", "mmrec", "yelp"),
    *("recbole-benchmark-parts", "hf-parquet-of-pictures", "steam", "goodreads", "rees46", "mind"),
    *("goodreads-interactions", "book-crossing", "book-crossing-kaggle", "netflix-prize"),
    *("lastfm-1k", "lastfm-360k", "hetrec2011-lastfm-2k", "spotify-million-playlists", "h-and-m"),
    *("kuairec", "retailrocket"),
}
READ = [one for one in SETS if one.name not in PENDING]


@pytest.mark.parametrize("published", READ, ids=lambda one: one.name)
def test_a_published_layout_is_read_as_described(published: Published, tmp_path: Path) -> None:
    root = layouts.write(tmp_path / published.name, published.files)
    verdict = folders.outcome(root, truth.read(published.true)).verdict
    assert verdict.name in ("right", "asked"), (verdict.name, verdict.why, verdict.facts[:5])
