"""What encoding a stranger's text is in, found by chardet on the lines that can tell.

Tables, subtitles, lyrics and captions ask here. Most of a table is ASCII, which says nothing, and
says it a thousand times; so only distinct lines with other bytes are looked at.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from core.text import Text

#: Encodings people's files are really in; of families the member that holds all the others.
#: Fewer candidates make short texts certain: with all 99, 'Größe' is Icelandic of an old Mac.
CANDIDATES = (
    "gb18030", "big5hkscs", "cp932", "euc_jis_2004", "cp949",
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "cp874", "koi8-r", "koi8-u", "cp866", "cp852", "iso8859-2", "iso8859-5", "iso8859-6",
    "iso8859-7",
)  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_NAMES = {
    "gb18030": "GB18030 (GBK)", "big5hkscs": "Big5", "cp932": "Shift-JIS", "cp949": "EUC-KR",
    "euc_jis_2004": "EUC-JP", "iso2022_jp_2": "ISO-2022-JP", "cp866": "IBM866", "cp852": "IBM852",
    "latin-1": "ISO-8859-1",
}  # fmt: skip
#: Bytes that are looked at, and of these that may be lines with other bytes than ASCII.
_REACH, _SAMPLE = 1 << 24, 1 << 16
#: Below this confidence of chardet, a text this short could be in another encoding as well.
_SURE, _LONG = 0.1, 200
#: Share of telling lines that are UTF-8 from which on the others are damaged ones.
_MOSTLY = 0.8
#: What chardet's confidence counts as for an encoding that it does not name, though it fits.
_UNTOLD = 0.002
#: Windows-1252 is by far the most frequent of the Latin ones, and its neighbours look alike.
_PRIOR = {"cp1252": 1.3}
_LOWER = "a-zß-öø-ÿѐ-џа-яά-ώ"
_UPPER = "A-ZÀ-ÖØ-ÞЀ-Я"
_SIGNS = "¢-¦¨©¬®¯±³´µ¶¸¹¼-¾×÷─-▟†‡‰˜₫"
_KANA = re.compile("[ぁ-ヿ]")
_STRANGE = re.compile(
    "[\x80-\x9f\ue000-\uf8ff]"
    "|[a-zA-Z](?=[\u0370-\u06ff\u0e00-\u0e7f])|[\u0370-\u06ff\u0e00-\u0e7f](?=[a-zA-Z])"
    rf"|[{_SIGNS}](?=\w)|\w(?=[{_SIGNS}])"
    f"|[{_LOWER}](?=[À-ÖØ-ÞЀ-Я])|[ß-öø-ÿѐ-џа-яά-ώ](?=[{_UPPER}])"
)
_WHOLE = "triptych.bytes"


def _keep_bytes(error: UnicodeError) -> tuple[str, int]:
    """Bytes that an encoding does not know as the characters of Windows-1252 or Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    raw = error.object[error.start : error.end]
    return "".join(_of_byte(byte) for byte in raw), error.end


def _of_byte(byte: int) -> str:
    raw = bytes([byte])
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


codecs.register_error(_WHOLE, _keep_bytes)


@dataclass(frozen=True)
class Decoded:
    """Text, and what it was in.

    Attributes:
        text: without a byte order mark.
        encoding: Python's name of it.
        sure: nothing else fits as well.
        damaged: it holds bytes that the encoding does not know, read as Windows-1252.

    """

    text: str
    encoding: str
    sure: bool = True
    damaged: bool = False

    def note(self, file: str) -> Text | None:
        """What a person should know about how the file was read; nothing of plain UTF-8."""
        name = _name(self.encoding)
        if self.damaged:
            return Text(
                "{file} holds bytes that are not {encoding}; they were read as Windows-1252.",
                file=file,
                encoding=name,
            )
        if self.encoding in ("utf-8", "utf-8-sig"):
            return None
        if self.sure:
            return Text("{file} was read as {encoding}.", file=file, encoding=name)
        return Text(
            "{file} was read as {encoding}, a guess: it holds too little text to be sure.",
            file=file,
            encoding=name,
        )


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of some bytes. None is lost: what does not decode is kept as Windows-1252.

    Args:
        data: a whole file or, without its last line, the beginning of one.
        encoding: what the format says it is in, obeyed unless it is UTF-8; None to find out.

    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name)
    if b"\x1b$" in data and _decodes(data, "iso2022_jp_2"):
        return _decoded(data, "iso2022_jp_2")  # ASCII as far as its bytes tell
    try:
        if b"\0" not in data:
            return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if encoding is not None:
        return _decoded(data, encoding)
    if b"\0" in data and (wide := _wide(data)):
        return _decoded(data, wide)
    lines = telling_lines(data)
    whole = sum(_decodes(line, "utf-8") for line in lines)
    if whole >= _MOSTLY * len(lines):
        return _decoded(data, "utf-8")
    return _guess(data, b"\n".join(lines))


def _name(encoding: str) -> str:
    """What people call an encoding."""
    if encoding in _NAMES:
        return _NAMES[encoding]
    if encoding.startswith("utf-"):
        return "-".join(encoding.upper().split("-")[:2])
    return encoding.replace("cp125", "Windows-125").replace("iso8859", "ISO-8859")


def telling_lines(data: bytes) -> list[bytes]:
    """Distinct lines with bytes beyond ASCII from the beginning of the data, in order."""
    found: dict[bytes, None] = {}
    size = start = 0
    while start < min(len(data), _REACH) and size < _SAMPLE:
        end = data.find(b"\n", start + (1 << 16))
        block = data[start : len(data) if end < 0 else end]
        start += len(block) + 1
        if block.isascii():
            continue
        for line in block.splitlines():
            if not line.isascii() and line not in found and size < _SAMPLE:
                found[line[:_SAMPLE]] = None
                size += len(line)
    return list(found)


def _guess(data: bytes, sample: bytes) -> Decoded:
    # Not at the top: few files need it.
    import chardet

    told = chardet.detect_all(
        sample,
        ignore_threshold=True,
        include_encodings=CANDIDATES,
        compat_names=False,
        max_bytes=len(sample) + 1,
    )
    confidence = {entry["encoding"]: entry["confidence"] for entry in told}
    scores: dict[str, float] = {}
    for name in CANDIDATES:
        if _decodes(sample, name):
            likely = max(confidence.get(name, 0.0), _UNTOLD) * _PRIOR.get(name, 1.0)
            scores[name] = likely * _plausible(sample.decode(name), name) ** 2
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    for name in ranked:
        if _decodes(data, name):
            sure = scores[name] >= _SURE or len(sample) >= _LONG
            return Decoded(data.decode(name), name, sure)
    # Nothing holds every byte. The best one reads most of it.
    return _decoded(data, ranked[0] if ranked else "cp1252")


def _plausible(text: str, encoding: str) -> float:
    """How far the characters beyond ASCII stand where people write such ones, 0 to 2.

    Not so: control characters and those of private use, letters of two alphabets in one word,
    capitals after small letters, signs within words, Chinese that no standard of simplified
    characters knows. Kana come about by no mistake, and chardet misses them where there is
    nothing else.
    """
    strange = sum(len(found) for found in _STRANGE.findall(text))
    if encoding == "gb18030":
        strange += len(text) - len(text.encode("gb2312", "ignore").decode("gb2312"))
    beyond = max(1, sum(char > "\x7f" for char in text))
    kana = len(_KANA.findall(text)) if encoding in ("cp932", "euc_jis_2004") else 0
    return max(0.0, 1 - strange / beyond + kana / beyond)


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark."""
    import chardet

    found = chardet.detect(data[: _SAMPLE & ~3], compat_names=False)["encoding"]
    return found if found is not None and found.startswith(("utf-16", "utf-32")) else None


def _decoded(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, _WHOLE).removeprefix("\ufeff")
        return Decoded(text, encoding, damaged=encoding not in ("cp1252", "latin-1"))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
