"""Subtitle files in the forms people have them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.media.subtitles import Cue, load, read


def write(tmp_path: Path, name: str, text: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_srt(tmp_path: Path) -> None:
    text = (
        "1\r\n00:00:01,500 --> 00:00:02,250\r\n<i>A red</i> bus &amp; a car\r\nsecond line\r\n\r\n"
        "2\r\n01:00:03,000 --> 01:00:04,000\r\n{\\an8}Later\r\n"
    )
    assert load(write(tmp_path, "a.srt", text)) == [
        Cue(1.5, 2.25, "A red bus & a car\nsecond line"),
        Cue(3603.0, 3604.0, "Later"),
    ]


def test_srt_without_empty_lines_between(tmp_path: Path) -> None:
    text = "1\n00:00:01,0 --> 00:00:02,0\nOne\n2\n00:00:03,0 --> 00:00:04,0\nTwo\n"
    assert [cue.text for cue in load(write(tmp_path, "a.srt", text))] == ["One", "Two"]


def test_vtt(tmp_path: Path) -> None:
    text = (
        "WEBVTT - title\n\nNOTE a comment --> not a cue\nmore\n\nSTYLE\n::cue {}\n\n"
        "intro\n00:01.000 --> 00:02.500 align:start position:10%\n<v Mary>Hello <00:01.500>you\n\n"
        "100:00:00.000 --> 100:00:01.000\nLong\n"
    )
    assert load(write(tmp_path, "a.vtt", text)) == [
        Cue(1.0, 2.5, "Hello you"),
        Cue(360000.0, 360001.0, "Long"),
    ]


def test_lrc_with_repeats_offset_and_word_times(tmp_path: Path) -> None:
    text = (
        "[ti:Song]\n[offset:+500]\n[00:01.50]First <00:01.9>line\n[00:05.00][00:09.25]Chorus\n"
        "[00:07.00]\n"
    )
    assert load(write(tmp_path, "a.lrc", text)) == [
        Cue(1.0, 4.5, "First line"),
        Cue(4.5, 6.5, "Chorus"),
        Cue(8.75, 13.75, "Chorus"),
    ]


WORDS = {
    "utf-16": "Größe",
    "utf-16-le": "Where are you going?",
    "utf-8-sig": "大小",
    "cp1252": "Größe und Höhe",
    "gbk": "今天天气很好，我们去公园吧",
    "big5": "今天天氣很好，我們去公園吧",
    "shift_jis": "きょうは天気がいいですね",
    "cp1251": "Сегодня хорошая погода",
    "cp1256": "الطقس جميل اليوم في المدينة",
}


@pytest.mark.parametrize("encoding", WORDS)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = WORDS[encoding]
    data = f"1\n00:00:01,000 --> 00:00:02,000\n{text}\n".encode(encoding)
    assert load(write(tmp_path, "a.srt", data))[0].text == text
    lyrics = f"[00:12.00]{text}\n[00:15.00]{text}!\n".encode(encoding)
    assert [cue.text for cue in load(write(tmp_path, "a.lrc", lyrics))] == [text, f"{text}!"]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nok\n\n2\n00:0x:03 --> 00:00:04,000\nx\n", 6),
        ("a.srt", "1\n00:00:05,000 --> 00:00:02,000\nback\n\n00:06 --> 00:07\nok\n", 2),
        ("a.vtt", "WEBVTT\n\n00:05.000 --> soon\nx\n\n00:06.000 --> 00:07.000\nok\n", 3),
        ("a.lrc", "[00:01.00]ok\n[1.5]bad\n", 2),
        ("a.lrc", "[offset:soon]\n[00:01.00]ok\n", 1),
        (
            "a.ass",
            "[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,x,bad\n"
            "Dialogue: 0:00:01.00,0:00:02.00,ok\n",
            3,
        ),
    ],
)
def test_a_bad_line_costs_one_cue_and_is_named(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    told = read(write(tmp_path, name, text))
    assert [cue.text for cue in told.cues] == ["ok"]
    assert told.warning.values["line"] == line


def test_nothing_but_bad_lines_is_refused_with_the_first(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ends at") as caught:
        load(write(tmp_path, "a.srt", "1\n00:00:05,000 --> 00:00:02,000\nbackwards\n"))
    assert caught.value.line == 2
    assert caught.value.remedy


@pytest.mark.parametrize(
    "span",
    [
        "00:00:01,000 --> 00:00:02,500",
        "00:00:01.000-->00:00:02.500",
        "0:0:1,0 -> 0:0:2,5",
        "00: 00: 01,000 --> 00: 00: 02,500",
        "00:00:01，000 --> 00:00:02，500",
        "00:00:01:000 --> 00:00:02:500",
        "00:01 --> 00:02,5  X1:1 X2:2",
    ],
)
def test_spans_as_programs_write_them(tmp_path: Path, span: str) -> None:
    assert load(write(tmp_path, "a.srt", f"1\n{span}\nHi\n")) == [Cue(1.0, 2.5, "Hi")]


def test_text_that_looks_like_something_else(tmp_path: Path) -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nleft --> right\n\nstill first\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n42\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\nNOTE is a word, 5 < 6\n"
    )
    assert [cue.text for cue in load(write(tmp_path, "a.srt", text))] == [
        "left --> right\nstill first",
        "42",
        "NOTE is a word, 5 < 6",
    ]


def test_captions_that_roll_up_are_joined_once(tmp_path: Path) -> None:
    lines = ["one two", "three four", "five", "six seven"]
    blocks, shown = ["WEBVTT\n"], ""
    for k, line in enumerate(lines):
        stamp = [f"00:{s:06.3f}" for s in (3 * k, 3 * k + 2.99, 3 * k + 3)]
        blocks.append(f"{stamp[0]} --> {stamp[1]}\n{shown or ' '}\n{line}<00:01.000><c> x</c>\n")
        shown = f"{line} x"
        blocks.append(f"{stamp[1]} --> {stamp[2]}\n{shown}\n \n")
    cues = load(write(tmp_path, "a.vtt", "\n".join(blocks)))
    assert [cue.text for cue in cues] == [f"{line} x" for line in lines]
    assert [cue.start_s for cue in cues] == [0, 3, 6, 9]
    assert cues[-1].end_s == 12


def test_a_chorus_is_no_rolling_caption(tmp_path: Path) -> None:
    text = "".join(f"{k}\n00:00:0{k},000 --> 00:00:0{k + 1},000\nLa la\n\n" for k in range(1, 4))
    assert len(load(write(tmp_path, "a.srt", text))) == 3


def test_ass_and_translated_lyrics(tmp_path: Path) -> None:
    text = (
        "[Events]\nFormat: Layer, Start, End, Style, Text\n"
        "Comment: 0,0:00:00.00,0:00:09.00,Default,not shown\n"
        "Dialogue: 0,0:00:01.00,0:00:02.50,Default,{\\i1}Hello,{\\i0} you\\Nthere\n"
    )
    assert load(write(tmp_path, "a.ass", text)) == [Cue(1.0, 2.5, "Hello, you\nthere")]
    both = "[00:01.00]Hallo\n[00:01.00]Hello\n[00:03.00]Ende\n"
    assert load(write(tmp_path, "a.lrc", both))[0] == Cue(1.0, 3.0, "Hallo\nHello")


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.srt", b"", "no timed line"),
        ("a.vtt", b"WEBVTT\n\n", "no timed line"),
        ("a.srt", b"\x00\x01\x02", "binary"),
        ("a.sub", b"{25}{75}Hi", "not a subtitle format"),
    ],
)
def test_refusals(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    with pytest.raises(UserError, match=word):
        load(write(tmp_path, name, data))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="do not exist"):
        load(tmp_path / "none.srt")


cue_lists = st.lists(
    st.tuples(
        st.integers(0, 10_000_000),
        st.integers(0, 100_000),
        st.text(st.characters(categories=["L", "N"]), min_size=1).filter(lambda t: not t.isdigit()),
    ),
    min_size=1,
    max_size=20,
)


@given(cue_lists)
def test_what_was_written_is_read(tmp_path_factory, cues) -> None:
    def stamp(ms: int) -> str:
        return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"

    text = "".join(
        f"{k}\n{stamp(a)} --> {stamp(a + b)}\n{words}\n\n" for k, (a, b, words) in enumerate(cues)
    )
    read = load(write(tmp_path_factory.mktemp("srt"), "a.srt", text))
    expected = sorted((a / 1000, (a + b) / 1000) for a, b, _ in cues)
    assert [(c.start_s, c.end_s) for c in read] == [pytest.approx(pair) for pair in expected]
    assert sorted(c.text for c in read) == sorted(words for _, _, words in cues)


@given(st.sampled_from(["a.srt", "a.vtt", "a.lrc"]), st.binary(max_size=300))
def test_rubbish_never_crashes(tmp_path_factory, name, data) -> None:
    with suppress(UserError):
        load(write(tmp_path_factory.mktemp("rubbish"), name, data))
