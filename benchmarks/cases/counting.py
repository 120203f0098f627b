"""How many rows a table has, counted without the product: between so many and so many."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import re
import zipfile
from pathlib import Path

Between = tuple[int, int]

#: What holds rows, whatever comes after it (.gz).
TABLES = (".csv", ".tsv", ".txt", ".dat", ".data", ".jsonl", ".json", ".inter", ".item", ".user")
_PACKED = {b"\x1f\x8b": gzip.decompress, b"BZ": bz2.decompress, b"\xfd7": lzma.decompress}


def rows(path: Path) -> Between | None:
    """At least and at most how many rows a file has; None if that cannot be told."""
    try:
        data = _unpacked(path.read_bytes())
        text = _text(data)
    except (OSError, EOFError, ValueError, lzma.LZMAError, zipfile.BadZipFile):
        return None
    if text is None:
        return None
    start = text.lstrip("\ufeff \t\r\n")
    return _of_json(text) if start[:1] in ("[", "{") else _of_lines(text)


def _unpacked(data: bytes) -> bytes:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as inside:
            names = [name for name in inside.namelist() if not name.endswith("/")]
            if len(names) != 1:
                raise ValueError("several files")
            return inside.read(names[0])
    return _PACKED[data[:2]](data) if data[:2] in _PACKED else data


def _text(data: bytes) -> str | None:
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return data.decode("utf-32", "replace")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if data.count(b"\0") > len(data) // 10:  # UTF-16 without a mark, or no text
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")  # another encoding, the same lines


def _lines(text: str) -> list[str]:
    return [line for line in re.split(r"\r\n|\n|\r", text) if line.replace("\0", "").strip()]


def _of_json(text: str) -> Between | None:
    lines = _lines(text)
    try:
        whole = json.loads(text)
    except ValueError:
        # A row a line, or one array or object that is broken.
        whole_lines = 2 * sum(line.strip()[-1:] == "}" for line in lines) > len(lines)
        return (len(lines), len(lines)) if text.lstrip()[:1] == "{" and whole_lines else None
    if isinstance(whole, list):
        return len(whole), len(whole)
    return (1, 1) if len(lines) == 1 else None


def _of_lines(text: str) -> Between:
    lines = [line for line in _lines(text) if not re.fullmatch(r"\d+:\s*", line)]
    odd = sum(
        bool(re.match(r'\W*(sep=|#|")', line)) or not re.search(r"\w", line) for line in lines
    )
    counts = [len(lines)]
    if text.count('"') % 2 == 0:  # else one is never closed, and no reader may take the rest for it
        counts += [_records(text, separator) for separator in ",;\t|"]
    # Where digits are in sight, or the first line comes again, it may be a row like the others.
    head = bool(lines) and not re.search(r"\d", lines[0]) and lines[0] not in lines[1:]
    head = head and (len(lines) < 2 or ("," in lines[0]) >= ("," in lines[1]))
    strange = "\0" in text or odd
    least = min(counts) - 1 - (odd if strange else 0)
    # Bytes that are not of the encoding may end lines, too.
    most = max(counts) + text.count("\ufffd")
    return max(0, least), most - (1 if head and not strange else 0)


def _records(text: str, separator: str) -> int:
    csv.field_size_limit(1 << 30)
    try:
        read = csv.reader(io.StringIO(text.replace("\0", "")), delimiter=separator)
        return sum(any(field.strip() for field in row) for row in read)
    except csv.Error:
        return 0
