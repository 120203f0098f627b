"""Subtitles and lyrics with times: SRT, WebVTT, LRC."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from core.errors import UserError
from core.text import Text

_MAX_BYTES = 16 * 1024 * 1024
_SUFFIXES = (".srt", ".vtt", ".lrc")

_ARROW = re.compile(r"^\s*(\S+)\s*-->\s*(\S+)(?:\s+.*)?$")
_CLOCK = re.compile(r"^(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$")
_LRC_TIME = re.compile(r"\[(\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?\]")
_LRC_TAG = re.compile(r"^\s*\[([A-Za-z#][\w ]*):(.*)\]\s*$")
_LRC_WORD = re.compile(r"<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|\{\\[^}]*\}")
#: The last line of lyrics has no end of its own.
_LAST_LYRIC_S = 5.0


@dataclass(frozen=True)
class Cue:
    """Words shown from `start_s` to `end_s`, seconds on the file's own clock."""

    start_s: float
    end_s: float
    text: str


def load(path: Path) -> list[Cue]:
    """Read a subtitle or lyrics file; cues in order of time, markup removed.

    Raises:
        UserError: missing, no text, unknown format, no cue, or a broken time (with its line).

    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UserError(
            Text("{file} is not a subtitle format that is read.", file=path.name),
            "Save it as SRT, WebVTT or LRC.",
            file=str(path),
        )
    lines = _text(path).splitlines()
    lyrics = path.suffix.lower() == ".lrc"
    cues = _lyrics(lines, path) if lyrics else _timed(lines, path)
    if not cues:
        raise UserError(
            Text("{file} holds no timed line.", file=path.name),
            "A line such as [00:12.50] words is one."
            if lyrics
            else "A line such as 00:00:01,000 --> 00:00:02,500 starts one.",
            file=str(path),
        )
    return sorted(cues, key=lambda cue: (cue.start_s, cue.end_s))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UserError(
                Text("{file} is too large for subtitles.", file=path.name),
                "Check the file.",
                file=str(path),
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(
            Text("The subtitles {file} do not exist.", file=path.name),
            "Put the file back or correct its path in the catalog.",
            file=str(path),
        ) from error
    except OSError as error:
        raise UserError(
            Text(
                "The subtitles {file} cannot be read ({error}).",
                file=path.name,
                error=error.strerror,
            ),
            "Check that you may read the file.",
            file=str(path),
        ) from error
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\0" in data:
        raise UserError(
            Text("{file} is not a text file (it contains binary data).", file=path.name),
            "Export the subtitles as SRT, WebVTT or LRC.",
            file=str(path),
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _timed(lines: list[str], path: Path) -> list[Cue]:
    """SRT and WebVTT: a line with an arrow, then text up to an empty line."""
    cues = []
    number = 0
    while number < len(lines):
        line = lines[number]
        if re.match(r"^(NOTE|STYLE|REGION)\b", line):
            # A block of WebVTT that is not shown.
            while number < len(lines) and lines[number].strip():
                number += 1
            continue
        number += 1
        if "-->" not in line:
            continue
        match = _ARROW.match(line)
        start = _clock(match[1]) if match else None
        end = _clock(match[2]) if match else None
        if start is None or end is None:
            raise UserError(
                Text("'{line}' is not a time span.", line=line.strip()[:60]),
                "It must look like 00:00:01,000 --> 00:00:02,500.",
                file=str(path),
                line=number,
            )
        if end < start:
            raise UserError(
                Text(
                    "This line ends at {end:.3f} s before it starts at {start:.3f} s.",
                    end=end,
                    start=start,
                ),
                "Correct one of the two times.",
                file=str(path),
                line=number,
            )
        words = []
        while number < len(lines) and lines[number].strip() and "-->" not in lines[number]:
            words.append(lines[number])
            number += 1
        # A forgotten empty line: the next cue's counter was taken for text.
        if number < len(lines) and "-->" in lines[number] and words and words[-1].strip().isdigit():
            words.pop()
        text = _plain("\n".join(words))
        if text:
            cues.append(Cue(start, end, text))
    return cues


def _clock(text: str) -> float | None:
    match = _CLOCK.match(text)
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    part = int(fraction.ljust(3, "0")) / 1000 if fraction else 0.0
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + part


def _plain(text: str) -> str:
    return html.unescape(_MARKUP.sub("", text)).strip()


def _lyrics(lines: list[str], path: Path) -> list[Cue]:
    """LRC: times in brackets before the words, several for a chorus; `[offset:ms]` shifts all."""
    offset = 0.0
    starts: list[tuple[float, str]] = []
    for number, line in enumerate(lines, 1):
        tag = _LRC_TAG.match(line)
        if tag is not None:
            if tag[1].lower() == "offset":
                offset = _offset(tag[2], number, path)
            continue
        times = _LRC_TIME.findall(line)
        if not times:
            if line.lstrip().startswith("[") and re.match(r"^\s*\[[\d:.,-]+\]", line):
                raise UserError(
                    Text("'{line}' does not start with a time.", line=line.strip()[:60]),
                    "It must look like [00:12.50] words.",
                    file=str(path),
                    line=number,
                )
            continue
        text = _plain(_LRC_WORD.sub("", _LRC_TIME.sub("", line)))
        for minutes, seconds, fraction in times:
            part = int(fraction) / 10 ** len(fraction) if fraction else 0.0
            starts.append((int(minutes) * 60 + int(seconds) + part, text))
    starts.sort(key=lambda start: start[0])
    cues = []
    for (start, text), (end, _) in pairwise([*starts, (_end(starts), "")]):
        # A positive offset shows the words earlier.
        if text:
            cues.append(Cue(max(0.0, start - offset), max(0.0, end - offset), text))
    return cues


def _end(starts: list[tuple[float, str]]) -> float:
    return starts[-1][0] + _LAST_LYRIC_S if starts else 0.0


def _offset(text: str, number: int, path: Path) -> float:
    try:
        return int(text) / 1000
    except ValueError as error:
        raise UserError(
            Text("'{text}' is not a number of milliseconds.", text=text.strip()[:20]),
            "It must look like [offset:+250].",
            file=str(path),
            line=number,
        ) from error
