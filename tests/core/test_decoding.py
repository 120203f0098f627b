"""Text in the encodings people have: read back as it was written, or said to be a guess."""
# ruff: noqa: E501

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding import decode, telling_lines

#: Titles as shops, cinemas and libraries write them, and what such files are saved in.
TITLES = {
    ("gb18030",): ["牛仔短裙 夏季新款", "李四的故事", "围城", "降噪耳机，黑色", "上海之夜", "数码相机"],
    ("big5", "big5hkscs"): ["臺北的天空", "紅色外套", "悲情城市", "無線滑鼠", "風衣與長褲", "攝影機"],
    ("cp932", "euc_jp", "iso2022_jp"): ["雨月物語", "青いシャツ", "ノートパソコン", "天空の城", "桜"],
    ("cp949", "euc_kr"): ["파란 치마", "살인의 추억", "이영희", "노트북 가방", "겨울 외투"],
    ("cp1251", "koi8_r", "cp866"): ["Синее пальто", "Анна Каренина", "Ночь", "Сумка из кожи", "Чехов"],
    ("cp1256",): ["حذاء رياضي", "ليالي القاهرة", "حقيبة جلدية", "فاطمة", "كتاب الطبخ"],
    ("cp1255",): ["תיק עור", "לילה בתל אביב", "חולצה כחולה", "ספר בישול"],
    ("cp1253", "iso8859_7"): ["Μπλε πουκάμισο", "Ποτέ την Κυριακή", "Δερμάτινη τσάντα", "Ζωή"],
    ("cp1254",): ["Mavi gömlek", "Yılanların öcü", "Deri çanta", "Susuz yaz, kırık kalp", "Ağrı dağı"],
    ("cp1250", "iso8859_2"): ["Niebieska koszula", "Człowiek z żelaza", "Kołdra wełniana", "Krótki dzień"],
    ("cp1252", "latin_1"): ["Straße der Träume", "Le goût des autres", "Corazón", "Grüne Äpfel", "Señor"],
    ("cp874",): ["เสื้อสีฟ้า", "กระเป๋าหนัง", "ต้มยำกุ้ง", "หูฟังไร้สาย"],
}  # fmt: skip
WAYS = [(code, titles) for codes, titles in TITLES.items() for code in codes]


def table(titles: list[str]) -> str:
    rows = (f"{row},{title},a plain description" for row, title in enumerate(titles))
    return "\n".join(["item,title,text", *rows]) + "\n"


def subtitles(titles: list[str]) -> str:
    cues = (
        f"{row}\n00:00:{row:02},000 --> 00:00:{row:02},900\n{title}\n"
        for row, title in enumerate(titles, 1)
    )
    return "\n".join(cues)


def lyrics(titles: list[str]) -> str:
    return "\n".join(f"[00:{row:02}.00]{title}" for row, title in enumerate(titles))


@pytest.mark.parametrize(("code", "titles"), WAYS)
@pytest.mark.parametrize("form", [table, subtitles, lyrics])
def test_a_few_titles_are_enough(code: str, titles: list[str], form) -> None:  # type: ignore[no-untyped-def]
    written = form(titles)
    read = decode(written.encode(code))
    assert read.text == written
    assert read.note("t.csv") is not None


@pytest.mark.parametrize(("code", "titles"), WAYS)
def test_two_titles_are_read_or_said_to_be_a_guess(code: str, titles: list[str]) -> None:
    wrong = 0
    pairs = list(itertools.combinations(titles, 2))
    for pair in pairs:
        written = table(list(pair))
        read = decode(written.encode(code))
        if read.text != written:
            wrong += 1
            assert not read.sure
    assert wrong <= len(pairs) // 4


@pytest.mark.parametrize("code", ["utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-8-sig"])
@pytest.mark.parametrize("titles", TITLES.values())
def test_unicode_with_and_without_a_mark(code: str, titles: list[str]) -> None:
    written = table(titles)
    read = decode(written.encode(code))
    assert read.text == written
    assert read.sure
    assert not read.damaged


@given(st.text(min_size=1).filter(lambda text: text[0] != "\ufeff" and "\0" not in text))
def test_utf_8_is_what_it_is(text: str) -> None:
    read = decode(text.encode("utf-8", "replace"))
    assert read.text == text.encode("utf-8", "replace").decode()
    assert read.note("t") is None


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_of_some_kind(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


def test_one_bad_line_does_not_spoil_the_others() -> None:
    lines = [f"{row},Tränen {row} größer" for row in range(20)]
    good = "\n".join(lines).encode()
    read = decode(good + b"\n20,Caf\xe9\n")
    assert read.text == "\n".join(lines) + "\n20,Café\n"
    assert read.damaged
    assert "not UTF-8" in str(read.note("t.csv"))


def test_what_a_format_says_is_obeyed_unless_it_is_utf_8() -> None:
    assert decode("Škoda".encode("cp1250"), "latin-1").text == "\x8akoda"
    assert decode("Škoda".encode(), "latin-1").text == "Škoda"


def test_lines_that_tell_are_found_behind_megabytes_of_ascii_and_once() -> None:
    plain = b"1,a plain title\n" * 300_000
    told = "2,зима\n".encode("cp1251")
    assert telling_lines(plain + told * 5 + plain) == [told.strip()]
    assert decode(plain + "2,зимний вечер\n".encode("cp1251")).text.endswith("зимний вечер\n")
