"""Subtitles and lyrics with times: SRT, WebVTT, LRC, SSA and ASS.

One line that cannot be used costs one cue, and is told.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from core.decoding import decode
from core.errors import UserError
from core.text import Text

_MAX_BYTES = 16 * 1024 * 1024

#: Hours or none, minutes, seconds, thousandths; as people and programs bend them.
_CLOCK = r"(-?)(?:(\d{1,4})\s*[:：]\s*)?(\d{1,2})\s*[:：]\s*(\d{1,2})(?:\s*[.,:，．]\s*(\d{1,6}))?"
_SPAN = re.compile(rf"^\s*{_CLOCK}\s*-{{1,2}}>\s*{_CLOCK}(?:\s.*)?$")
_LRC_TIME = re.compile(r"\[(\d{1,3}):(\d{1,2})(?:[.:](\d{1,3}))?\]")
_LRC_TAG = re.compile(r"^\s*\[([A-Za-z#][\w ]*):(.*)\]\s*$")
_LRC_WORD = re.compile(r"<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>|\{\\[^}]*\}")
#: Signs that only turn the direction of writing.
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
#: The last line of lyrics has no end of its own.
_LAST_LYRIC_S = 5.0
#: Captions that roll up follow each other without a gap.
_GAP_S = 0.1
_SPAN_REMEDY = Text("It must look like 00:00:01,000 --> 00:00:02,500.")


@dataclass(frozen=True)
class Cue:
    """Words shown from `start_s` to `end_s`, seconds on the file's own clock."""

    start_s: float
    end_s: float
    text: str


@dataclass(frozen=True)
class Subtitles:
    """What a file of subtitles holds.

    Attributes:
        cues: in order of time, markup removed.
        warning: what was left out or is uncertain, as a sentence; "" if nothing.

    """

    cues: tuple[Cue, ...]
    warning: Text = Text()


@dataclass
class _Found:
    """Cues in order of the file, and (line, what is wrong, remedy) of those left out."""

    cues: list[Cue] = field(default_factory=list)
    problems: list[tuple[int, Text, Text]] = field(default_factory=list)


def load(path: Path) -> list[Cue]:
    """The cues of :func:`read`."""
    return list(read(path).cues)


def read(path: Path) -> Subtitles:
    """Read a subtitle or lyrics file.

    Raises:
        UserError: missing, no text, unknown format, or no cue that can be used.

    """
    parse = _READ.get(path.suffix.lower())
    if parse is None:
        raise UserError(
            Text("{file} is not a subtitle format that is read.", file=path.name),
            "Save it as SRT, WebVTT or LRC.",
            file=str(path),
        )
    text, note = _text(path)
    found = parse(text.splitlines())
    if not found.cues:
        raise _nothing(path, found)
    cues = sorted(found.cues, key=lambda cue: (cue.start_s, cue.end_s))
    if found.problems:
        line, problem, _ = found.problems[0]
        note = Text.counted(
            "{file}: {n} line was left out. Line {line}: {problem}",
            "{file}: {n} lines were left out, the first is line {line}: {problem}",
            len(found.problems),
            file=path.name,
            line=line,
            problem=problem,
        )
    return Subtitles(tuple(_unrolled(cues)), note)


def _nothing(path: Path, found: _Found) -> UserError:
    if found.problems:
        line, problem, remedy = found.problems[0]
        return UserError(problem, remedy, file=str(path), line=line)
    return UserError(
        Text("{file} holds no timed line.", file=path.name),
        "A line such as [00:12.50] words is one."
        if path.suffix.lower() == ".lrc"
        else "A line such as 00:00:01,000 --> 00:00:02,500 starts one.",
        file=str(path),
    )


def _text(path: Path) -> tuple[str, Text]:
    """The text of a file, and what is uncertain of it."""
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
    told = decode(data)
    if "\0" in told.text:
        raise UserError(
            Text("{file} is not a text file (it contains binary data).", file=path.name),
            "Export the subtitles as SRT, WebVTT or LRC.",
            file=str(path),
        )
    note = None if told.sure and not told.damaged else told.note(path.name)
    return told.text, note or Text()


def _srt(lines: list[str]) -> _Found:
    """A span of time, then text up to the counter of the next span: it may hold empty lines."""
    found = _Found()
    starts = [at for at, line in enumerate(lines) if _opens(lines, at)]
    for at, after in pairwise([*starts, len(lines)]):
        words = lines[at + 1 : after]
        if after < len(lines) and words and words[-1].strip().isdigit():
            words.pop()
        _add(found, at + 1, lines[at], words)
    return found


def _opens(lines: list[str], at: int) -> bool:
    """Whether a line is a span of time, or stands where one must and is broken."""
    if _SPAN.match(lines[at]):
        return True
    before = lines[at - 1].strip() if at else ""
    counted = before.isdigit() and (at < 2 or not lines[at - 2].strip())
    return "-->" in lines[at] and (not before or counted)


def _vtt(lines: list[str]) -> _Found:
    """Blocks parted by empty lines; those that are no cues are notes and styles."""
    found = _Found()
    at = 0
    while at < len(lines):
        end = next((n for n in range(at, len(lines)) if not lines[n]), len(lines))
        block = lines[at:end]
        # A forgotten empty line: the next cue begins in the middle of the block.
        if not re.match(r"NOTE\b|STYLE\b|REGION\b", block[0] if block else ""):
            inner = _srt(block)
            found.cues += inner.cues
            found.problems += [(at + line, what, how) for line, what, how in inner.problems]
        at = end + 1
    return found


def _add(found: _Found, number: int, line: str, words: list[str]) -> None:
    """Add the cue of a line with its span of time, or what is wrong with it."""
    match = _SPAN.match(line)
    if match is None:
        problem = Text("'{line}' is not a time span.", line=line.strip()[:60])
        found.problems.append((number, problem, _SPAN_REMEDY))
        return
    start, end = _seconds(*match.groups()[:5]), _seconds(*match.groups()[5:])
    if end < start:
        problem = Text(
            "This line ends at {end:.3f} s before it starts at {start:.3f} s.",
            end=end,
            start=start,
        )
        found.problems.append((number, problem, Text("Correct one of the two times.")))
    elif text := _plain("\n".join(words)):
        found.cues.append(Cue(start, end, text))


def _seconds(
    sign: str, hours: str | None, minutes: str, seconds: str, fraction: str | None
) -> float:
    """Seconds of the parts of a time; what is before the beginning counts as the beginning."""
    # A fraction of up to three digits counts thousandths from the left; of more, they are written
    # with a zero too many.
    part = int(fraction.ljust(3, "0")) / 10 ** max(3, len(fraction)) if fraction else 0.0
    value = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + part
    return 0.0 if sign else value


def _plain(text: str) -> str:
    text = _INVISIBLE.sub("", html.unescape(_MARKUP.sub("", text)))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _unrolled(cues: list[Cue]) -> list[Cue]:
    """Captions that roll up (YouTube) show each line twice or more; here each line once.

    They are told by cues that begin with the line the one before ended with, and add another.
    """
    again = [_repeated(before, cue) for before, cue in pairwise(cues)]
    new = [cue.text.split("\n")[count:] for cue, count in zip(cues[1:], again, strict=True)]
    if not any(count and lines for count, lines in zip(again, new, strict=True)):
        return cues
    kept = cues[:1]
    for cue, lines in zip(cues[1:], new, strict=True):
        if lines:
            kept.append(replace(cue, text="\n".join(lines)))
        else:
            kept[-1] = replace(kept[-1], end_s=max(kept[-1].end_s, cue.end_s))
    return kept


def _repeated(before: Cue, cue: Cue) -> int:
    """How many first lines of a cue are the last ones of the cue right before it."""
    if abs(cue.start_s - before.end_s) > _GAP_S:
        return 0
    old, new = before.text.split("\n"), cue.text.split("\n")
    return next((n for n in range(min(len(old), len(new)), 0, -1) if old[-n:] == new[:n]), 0)


def _lrc(lines: list[str]) -> _Found:
    """Times in brackets before the words, several for a chorus; `[offset:ms]` shifts all."""
    found = _Found()
    offset = 0.0
    starts: dict[float, list[str]] = {}
    for number, line in enumerate(lines, 1):
        tag = _LRC_TAG.match(line)
        times = _LRC_TIME.findall(line)
        if tag is not None:
            offset = _offset(tag, number, offset, found)
        elif not times and re.match(r"^\s*\[[\d:.,-]+\]", line):
            problem = Text("'{line}' does not start with a time.", line=line.strip()[:60])
            found.problems.append((number, problem, Text("It must look like [00:12.50] words.")))
        text = _plain(_LRC_WORD.sub("", _LRC_TIME.sub("", line)))
        for minutes, seconds, fraction in times:
            part = int(fraction) / 10 ** len(fraction) if fraction else 0.0
            # A line and its translation have one time.
            words = starts.setdefault(int(minutes) * 60 + int(seconds) + part, [])
            words += [text] if text else []
    last = max(starts, default=0.0) + _LAST_LYRIC_S
    for start, end in pairwise([*sorted(starts), last]):
        # A positive offset shows the words earlier.
        if starts[start]:
            text = "\n".join(starts[start])
            found.cues.append(Cue(max(0.0, start - offset), max(0.0, end - offset), text))
    return found


def _offset(tag: re.Match[str], number: int, offset: float, found: _Found) -> float:
    if tag[1].lower() != "offset":
        return offset
    try:
        return int(tag[2]) / 1000
    except ValueError:
        problem = Text("'{text}' is not a number of milliseconds.", text=tag[2].strip()[:20])
        found.problems.append((number, problem, Text("It must look like [offset:+250].")))
        return offset


def _ass(lines: list[str]) -> _Found:
    """SSA and ASS: the fields of `Dialogue:` are named by the `Format:` before it."""
    found = _Found()
    names: list[str] = []
    for number, line in enumerate(lines, 1):
        what, _, rest = line.partition(":")
        if what.strip() == "Format":
            names = [name.strip().lower() for name in rest.split(",")]
        elif what.strip() == "Dialogue":
            row = dict(zip(names, rest.split(",", max(0, len(names) - 1)), strict=False))
            span = f"{row.get('start', '')} --> {row.get('end', '')}"
            words = re.sub(r"\{[^}]*\}", "", row.get("text", ""))
            _add(found, number, span, re.split(r"\\[Nn]", words.replace("\\h", " ")))
    return found


_READ: Mapping[str, Callable[[list[str]], _Found]] = {
    ".srt": _srt,
    ".vtt": _vtt,
    ".lrc": _lrc,
    ".ass": _ass,
    ".ssa": _ass,
}
