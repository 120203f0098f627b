"""One reader per published layout."""

from __future__ import annotations

from collections.abc import Sequence

from core.catalog.readers.amazon import AmazonReader
from core.catalog.readers.base import Reader
from core.catalog.readers.folder import FolderReader
from core.catalog.readers.hf import HuggingFaceReader
from core.catalog.readers.microlens import MicroLensReader
from core.catalog.readers.mmrec import MMRecReader
from core.catalog.readers.movielens import MovieLensReader
from core.catalog.readers.table import TableReader

READERS: Sequence[Reader] = (
    TableReader(),
    MMRecReader(),
    MovieLensReader(),
    AmazonReader(),
    MicroLensReader(),
    HuggingFaceReader(),
    FolderReader(),
)
