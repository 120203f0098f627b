"""Published data sets, a few rows of each in the exact layout of its description."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """A data set as it unpacks.

    Attributes:
        name: of the set.
        source: where its layout is described.
        files: name -> bytes.
        true: what is true of it, keys of benchmarks/cases/expected/README.md.
    """

    name: str
    source: str
    files: Mapping[str, bytes]
    true: Mapping[str, object]


def lines(*rows: object) -> bytes:
    """A JSON value a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def python_lines(*rows: object, old: bool = False) -> bytes:
    """A Python literal a line, of Python 2 if `old`."""
    text = "".join(f"{row!r}\n" for row in rows)
    return (re.sub(r"'([^']*)'", r"u'\1'", text) if old else text).encode()


def packed(data: bytes) -> bytes:
    """gzip."""
    return gzip.compress(data, mtime=0)
