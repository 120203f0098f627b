"""One table in any packing is read as itself; a damaged or swollen one gives a sentence."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.catalog.opening import archive
from core.catalog.text import packed, tables
from core.errors import UserError
from core.progress import NOBODY

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = "item,title\n" + "".join(f"{row},Thing {row * 7919 % 1000}\n" for row in range(400))


def zipped(data: bytes, method: int = zipfile.ZIP_DEFLATED, name: str = "t.csv") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as out:
        out.writestr(name, data)
        out.writestr("__MACOSX/._t.csv", b"\0\5\x16\7")
    return made.getvalue()


PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".lzma": lambda data: lzma.compress(data, lzma.FORMAT_ALONE),
    ".zst": zstd.compress,
    ".zip": zipped,
}


@pytest.mark.parametrize("suffix", PACKINGS)
@pytest.mark.parametrize("called", ["as it is", "plain", "otherwise"])
def test_a_packed_table_under_any_name(tmp_path: Path, suffix: str, called: str) -> None:
    ends = {"as it is": suffix, "plain": "", "otherwise": ".gz"}[called]
    path = tmp_path / f"things.csv{ends}"
    path.write_bytes(PACKINGS[suffix](TEXT.encode()))
    assert tables.is_table(path)
    table = tables.read(path)
    assert table.frame.columns == ["item", "title"]
    assert table.frame.height == 400
    assert tables.head(path, 7).frame.equals(table.frame.head(7))


def test_a_plain_table_called_packed_is_read(tmp_path: Path) -> None:
    path = tmp_path / "things.csv.gz"
    path.write_text(TEXT)
    assert tables.read(path).frame.height == 400


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst", ".zip"])
def test_a_bomb_is_told_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(packed, "memory_limit", lambda: 4 << 20)
    path = tmp_path / f"bomb.csv{suffix}"
    path.write_bytes(PACKINGS[suffix](b"a" * (16 << 20)))
    assert path.stat().st_size < 1 << 17
    with pytest.raises(UserError, match="grows beyond"):
        tables.read(path)


def test_several_files_are_no_table(tmp_path: Path) -> None:
    path = tmp_path / "things.csv.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("a.csv", "x")
        out.writestr("b.csv", "x")
    with pytest.raises(UserError, match="2 files, not one table"):
        tables.read(path)


def damaged(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 8])):
        place = rng.randrange(len(changed))
        changed[place] = rng.randrange(256)
    if rng.random() < 0.3:
        del changed[rng.randrange(len(changed)) :]
    return bytes(changed)


@pytest.mark.parametrize("suffix", PACKINGS)
def test_damaged_bytes_give_a_sentence(tmp_path: Path, suffix: str) -> None:
    rng = random.Random(suffix)
    path = tmp_path / f"t.csv{suffix}"
    refused, files = 0, set[str | None]()
    for _ in range(60):
        path.write_bytes(damaged(PACKINGS[suffix](TEXT.encode()), rng))
        try:
            tables.read(path)
        except UserError as error:
            files.add(error.file)
            refused += 1
    assert refused > 30
    assert files == {str(path)}


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_damaged_archives_give_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: int
) -> None:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "home"))
    rng = random.Random(method)
    refused, files = 0, set[str | None]()
    for turn in range(60):
        path = tmp_path / f"{turn}.zip"
        path.write_bytes(damaged(zipped(TEXT.encode(), method), rng))
        try:
            archive.unpack(path, NOBODY)
        except UserError as error:
            files.add(error.file)
            refused += 1
    assert refused > 30
    assert all(file is not None and file.endswith(".zip") for file in files)
    assert not list((tmp_path / "home" / "archives").glob(".unpacking-*"))
