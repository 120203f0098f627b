from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import pytest

from core.catalog.text import packed, textfile
from core.catalog.text.textfile import open_text, stem, suffix
from core.errors import UserError

TEXT = "item,title\n1,Grüße — 猫\n"


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (TEXT.encode(), ""),
        (codecs.BOM_UTF8 + TEXT.encode(), ""),
        (TEXT.encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-32"), "UTF-32"),
    ],
)
def test_encodings_are_found(tmp_path: Path, data: bytes, note: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    text = open_text(path)
    assert text.data.tobytes().decode() == (TEXT)
    assert note in " ".join(text.notes)
    packed = tmp_path / "t.csv.gz"
    packed.write_bytes(gzip.compress(data))
    assert open_text(packed).data.tobytes() == text.data.tobytes()


def test_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("title\nCafé €\n".encode("cp1252"))
    assert open_text(path).data.tobytes().decode() == "title\nCafé €\n"
    assert "Windows-1252" in open_text(path).notes[0]
    path.write_bytes("title\nCafé\x81\n".encode("latin-1"))
    assert open_text(path, "latin-1").data.tobytes().decode() == "title\nCafé\x81\n"
    # A format that says what it is written in needs no guess and no note.
    assert open_text(path, "latin-1").notes == ()


def test_a_character_cut_by_a_chunk_is_still_utf8(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(textfile, "_CHUNK", 3)
    path = tmp_path / "t.csv"
    path.write_bytes("a猫b猫猫\n".encode())
    assert open_text(path).notes == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (codecs.BOM_UTF8, "nothing else"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text file"),
        (bytes(range(1, 32)) * 9, "not a text file"),
    ],
)
def test_no_text(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    with pytest.raises(UserError, match=message) as caught:
        open_text(path)
    assert caught.value.file == str(path)


def test_truncated_gz(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(TEXT.encode() * 99)[:-20])
    with pytest.raises(UserError, match="truncated"):
        open_text(path)
    path.write_bytes(TEXT.encode())  # a browser unpacked it and kept the name
    assert open_text(path).data.tobytes().decode() == TEXT


def test_gz_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "memory_limit", lambda: 8 << 20)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"a" * (64 << 20)))
    with pytest.raises(UserError, match="grows beyond"):
        open_text(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_head_of_a_file_ends_with_a_line(tmp_path: Path, encoding: str, packed: bool) -> None:
    whole = "item,title\n" + "1,猫🐈\n" * 99
    path = tmp_path / ("t.csv.gz" if packed else "t.csv")
    data = whole.encode(encoding)
    path.write_bytes(gzip.compress(data) if packed else data)
    for size in range(60, 100):
        text = textfile.open_head(path, size).data.tobytes().decode()
        assert whole.startswith(text + "\n")
        assert text.endswith("猫🐈")
    assert textfile.open_head(path, 1 << 18).data.tobytes().decode() == whole


def test_names() -> None:
    assert (stem(Path("a/log.csv.gz")), suffix(Path("a/log.CSV.gz"))) == ("log", ".csv")
    assert (stem(Path("items.parquet")), suffix(Path("items.parquet"))) == ("items", ".parquet")
