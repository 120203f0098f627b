"""One reader per published layout."""

from __future__ import annotations

from collections.abc import Sequence

from core.catalog.readers.base import Reader
from core.catalog.readers.mmrec import MMRecReader
from core.catalog.readers.table import TableReader

READERS: Sequence[Reader] = (TableReader(), MMRecReader())
