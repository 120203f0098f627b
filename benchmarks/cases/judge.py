"""The verdict on one reading: what deviates from the truth, and whether somebody says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from benchmarks.cases.expected import Expected, Row, Value
from benchmarks.cases.matching import agrees, first, plain, several
from benchmarks.cases.seen import Entry, Met, Seen

Name = Literal[
    "right", "asked", "refused", "clumsy", "wrong", "silently lost", "silently wrong", "crashed"
]
#: From the best to the worst.
VERDICTS: tuple[Name, ...] = (
    "right",
    "asked",
    "refused",
    "clumsy",
    "wrong",
    "silently lost",
    "silently wrong",
    "crashed",
)
#: Words of a note that says that something is not taken up.
_ASIDE = re.compile(
    r"(?i)\bnot (used|read|taken|found)|unused|unread|unknown|left (out|aside|over)|ignored"
    r"|passed over|cannot|could not|no use|nothing"
)
_COLUMN = re.compile(r"(?i)\bcolumns?\b")
#: What a question about rows is about, as seen.Seen has it.
_ABOUT_ROWS = re.compile(r"'(?:holds|user|item|split)'")
#: A refusal that lists what is there and gives no reason.
_NO_REASON = re.compile(r"(?i)no reader knows")
#: Names of columns where a case does not say otherwise.
_COLUMNS = {"time": "timestamp", "wish": "rating"}  # a wish is told by the rating


@dataclass(frozen=True)
class Fact:
    """Something that is not as it should be.

    Attributes:
        topic: what it is about: items, log, quarantine, media, or a field.
        lost: what should be there is not; else: what is there is not true.
        told: somebody says so.
        text: what, for people.

    """

    topic: str
    lost: bool
    told: bool
    text: str

    @property
    def verdict(self) -> Name:
        """What it makes of a case by itself."""
        if self.told:
            return "clumsy" if self.lost else "wrong"
        return "silently lost" if self.lost else "silently wrong"


@dataclass(frozen=True)
class Verdict:
    """How a case was read.

    Attributes:
        name: one of VERDICTS.
        why: the fact that decided, "" where all is right.
        topic: of that fact.
        facts: all deviations.

    """

    name: Name
    why: str = ""
    topic: str = ""
    facts: tuple[Fact, ...] = ()


def judge(
    expected: Expected, seen: Seen, files: Sequence[str] = (), more: Sequence[Fact] = ()
) -> Verdict:
    """The best verdict over all right readings.

    Args:
        expected: what is true.
        seen: what the product made of it.
        files: names of the files of the case; a refusal must name one of them.
        more: facts found otherwise, as of media.

    """
    if seen.crashed:
        return Verdict("crashed", seen.crashed.strip().splitlines()[-1])
    if seen.refused:
        words = expected.refusal or files
        said = any(word in seen.refused for word in words)
        with_reason = said and not _NO_REASON.search(seen.refused)
        return Verdict("refused" if with_reason else "clumsy", seen.refused)
    readings = [_one(reading, seen, more) for reading in (expected, *expected.readings)]
    return min(readings, key=lambda one: VERDICTS.index(one.name))


def _one(expected: Expected, seen: Seen, more: Sequence[Fact]) -> Verdict:
    facts = (*_deviations(expected, seen), *more)
    open_facts = [fact for fact in facts if not _asked(fact, expected, seen)]
    if not facts:
        return Verdict("right")
    if not open_facts:
        return Verdict("asked", facts[0].text, facts[0].topic, facts)
    worst = max(open_facts, key=lambda fact: VERDICTS.index(fact.verdict))
    return Verdict(worst.verdict, worst.text, worst.topic, facts)


def _asked(fact: Fact, expected: Expected, seen: Seen) -> bool:
    words = [*expected.asks.get("any", ()), *expected.asks.get(fact.topic, ())]
    if fact.topic in ("items", "log"):
        # How its times are written is no question about which rows there are.
        about_rows = [one for one in seen.questions if _ABOUT_ROWS.search(one)]
        files = expected.files_of(fact.topic)
        if any(mentions(question, file) for question in about_rows for file in files):
            return True
    elif fact.topic not in ("quarantine", "media"):
        words.append(column_of(fact.topic, expected))
    return any(mentions(question, word) for question in seen.questions for word in words)


def _deviations(expected: Expected, seen: Seen) -> Iterator[Fact]:
    yield from _of_items(expected, seen)
    yield from _of_log(expected, seen)
    yield from _of_counts(expected, seen)
    yield from _of_words(expected, seen)


def _of_items(expected: Expected, seen: Seen) -> Iterator[Fact]:
    if expected.items is None:
        return
    missing = len(expected.items) - len(seen.items)
    for identity, fields in expected.items.items():
        there = seen.items.get(identity)
        if there is None:
            told = _tells_row(seen, [identity])
            told = told or _tells_rows(seen, expected.files_of("items"), missing)
            yield Fact("items", True, told, f"there is no item {identity}")
            continue
        for name, value in fields.items():
            got = there.get(name)
            if got is None and name == "title" and agrees(value, identity, name):
                continue  # its id is what a person is shown, and is its title
            fact = _of_value(name, value, got, expected, seen, [identity], "items")
            if fact:
                yield fact
    extra = [identity for identity in seen.items if identity not in expected.items]
    if extra and (expected.n_items is None or len(seen.items) not in expected.n_items):
        yield Fact("items", False, _doubted(expected, seen), f"there are items {extra[:3]}")


def _of_log(expected: Expected, seen: Seen) -> Iterator[Fact]:
    if expected.log is None:
        return
    free = list(seen.log)
    missing = len(expected.log) - len(seen.log)
    for row in expected.log:
        met = _met(row, free)
        who = [str(one) for one in (first(row[0]), first(row[1]))]
        if met is None:
            told = _tells_row(seen, who) or _doubted(expected, seen)
            told = told or _tells_rows(seen, expected.files_of("log"), missing)
            yield Fact("log", True, told, f"{who[0]} did not meet {who[1]}")
            continue
        free.remove(met)
        yield from _of_row(row, met, who, expected, seen)
    for met in free[:3]:
        doubt = _doubted(expected, seen)
        yield Fact("log", False, doubt, f"{met.user} is said to have met {met.item}")


def _of_row(row: Row, met: Met, who: list[str], expected: Expected, seen: Seen) -> Iterator[Fact]:
    wanted: dict[str, Value] = {}
    for part in row[2:]:
        if isinstance(part, dict):
            wanted |= part
        else:
            wanted["time"] = part
    for name, value in wanted.items():
        got: object = met.time if name == "time" else met.fields.get(name)
        fact = _of_value(name, value, got, expected, seen, who, "log")
        if fact:
            yield fact


def _met(row: Row, free: Sequence[Met]) -> Met | None:
    """The interaction of this user and item, at this time if there are several."""
    same = [met for met in free if agrees(row[0], met.user, "") and agrees(row[1], met.item, "")]
    time = row[2] if len(row) > 2 and not isinstance(row[2], dict) else None
    on_time = [met for met in same if time is not None and agrees(time, met.time, "time")]
    return next(iter(on_time or same), None)


def _of_counts(expected: Expected, seen: Seen) -> Iterator[Fact]:
    for topic, right, got in (
        ("items", expected.n_items, len(seen.items)),
        ("users", expected.n_users, len(seen.users)),
    ):
        if right is not None and got not in right:
            told = len(_gone(seen)) >= min(right) - got > 0
            yield Fact(topic, got < min(right), told, f"{got} {topic} instead of {right}")
    for name, values in expected.each.items():
        got_values = Counter(
            plain(fields[name]) for fields in seen.items.values() if name in fields
        )
        right_values = Counter(map(plain, values))
        for value in right_values - got_values:
            told = _tells_row(seen, [str(value)]) or _tells_file(seen, [str(value)])
            yield Fact(name, True, told, f"no item has {value} as {name}")
        for value in got_values - right_values:
            yield Fact(name, False, False, f"an item has {value} as {name}")
    for name, right_count in expected.has.items():
        count = sum(name in fields for fields in seen.items.values())
        if count != right_count:
            text = f"{count} items have one of {name}, not {right_count}"
            yield Fact(name, count < right_count, _tells_column(seen, name, expected), text)
    yield from _of_order(expected, seen)


def _of_order(expected: Expected, seen: Seen) -> Iterator[Fact]:
    for user, items in expected.order.items():
        got_items = [met.item for met in seen.log if met.user == user]
        if got_items != items and len(got_items) == len(items):
            yield Fact("time", False, False, f"{user} met {got_items}, not {items}")
    for name, rows in expected.features.items():
        if seen.features.get(name, 0) != rows:
            text = f"{seen.features.get(name, 0)} items have features of {name}, not {rows}"
            yield Fact(name, True, False, text)


def _of_words(expected: Expected, seen: Seen) -> Iterator[Fact]:
    """What must be said."""
    lines = {(entry.file.rsplit("/", 1)[-1], entry.line) for entry in seen.quarantine}
    for file, wanted in expected.quarantine.items():
        for line in wanted:
            if (file, line) not in lines:
                yield Fact("quarantine", True, False, f"nothing is said of line {line} of {file}")
    for name in expected.unused:
        if not _tells_file(seen, [name]):
            yield Fact(name, True, False, f"{name} is passed over")
    for name in expected.left:
        if not _taken_up(name, seen):
            yield Fact(name, True, False, f"the column {name} is passed over")
    yield from _of_sentences(expected, seen)


def _of_sentences(expected: Expected, seen: Seen) -> Iterator[Fact]:
    everything = list(_sentences(seen))
    for lost, patterns in ((True, expected.says), (False, expected.warns)):
        for pattern in patterns:
            if not any(re.search(pattern, sentence) for sentence in everything):
                yield Fact("said", lost, False, f"no sentence says {pattern}")


def _of_value(
    name: str,
    right: Value,
    got: object,
    expected: Expected,
    seen: Seen,
    row: Sequence[str],
    table: str,
) -> Fact | None:
    told = _tells_row(seen, row) or _tells_column(seen, name, expected)
    if agrees(right, got, name) or (got is None and told and "told" in several(right)):
        return None
    if got is None:
        told = told or _tells_file(seen, expected.files_of(table)) or _elsewhere(right, seen, row)
        return Fact(name, True, told, f"{' '.join(row)} has no {name} instead of {right}")
    text = f"{' '.join(row)} has {name} {got!r} instead of {right!r}"
    # Who says that ratings are not used has said that they tell no wish either.
    doubted = _doubted(expected, seen) or (name == "wish" and _tells_column(seen, name, expected))
    return Fact(name, False, doubted, text)


def _elsewhere(right: Value, seen: Seen, row: Sequence[str]) -> bool:
    """Whether an item has the value, under another name."""
    fields = seen.items.get(row[0], {}) if len(row) == 1 else {}
    return any(agrees(right, value, "") for value in fields.values())


def column_of(topic: str, expected: Expected) -> str:
    """The column a field stands in."""
    alike = _COLUMNS.get(topic, topic)
    return expected.columns.get(topic) or expected.columns.get(alike, alike)


def mentions(sentence: str, name: str) -> bool:
    """Whether a sentence says this name, as a word of its own."""
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])(?!\.\w)", sentence) is not None


def _sentences(seen: Seen) -> Iterator[str]:
    yield from seen.said
    yield from seen.questions
    yield from (f"{name}: {reason}" for name, reason in seen.unused.items())
    yield from (f"{entry.file}: {entry.column or ''}: {entry.said}" for entry in seen.quarantine)


def _tells_row(seen: Seen, parts: Sequence[str]) -> bool:
    """Whether an entry of the quarantine is about the row with these ids."""
    return any(_about(entry, parts) for entry in seen.quarantine)


def _tells_rows(seen: Seen, files: Sequence[str], missing: int) -> bool:
    """Whether these files are told not to be read, or as many rows of them as are missing."""
    here = [file for file, _ in _gone(seen) if any(_ends(file, one) for one in files)]
    return _tells_file(seen, files) or len(here) >= missing > 0


def _gone(seen: Seen) -> set[tuple[str, int]]:
    """File and line of the rows that are told not to be in the catalog, each once."""
    return {
        (entry.file, entry.line)
        for entry in seen.quarantine
        if not entry.kept and entry.line is not None
    }


def _about(entry: Entry, parts: Iterable[str]) -> bool:
    """Whether an entry shows these ids, each as a word: 1 is not in 10."""
    row = plain(entry.row)
    return all(
        re.search(rf"(?<!\w){re.escape(plain(part))}(?!\w)", row) is not None for part in parts
    )


def _tells_file(seen: Seen, names: Iterable[str]) -> bool:
    """Whether one of these files is named as not used."""
    names = list(names)
    if any(_ends(told, name) for told in seen.unused for name in names):
        return True
    whole = [entry.file for entry in seen.quarantine if entry.line is None]
    if any(_ends(file, name) for file in whole for name in names):
        return True
    # Who says that columns of a file are not used has not said so of its rows.
    aside = [note for note in seen.said if _ASIDE.search(note) and not _COLUMN.search(note)]
    return any(mentions(note, name) for note in aside for name in names)


def _ends(path: str, name: str) -> bool:
    return path == name or path.endswith(f"/{name}")


def _tells_column(seen: Seen, topic: str, expected: Expected) -> bool:
    """Whether the column of a field is named as not used."""
    name = column_of(topic, expected)
    aside = [note for note in seen.said if _ASIDE.search(note)]
    listed = [note.rpartition(":")[2] for note in aside if ":" in note]
    told = any(mentions(note, f"'{name}'") for note in aside)
    return told or name in seen.unused or any(mentions(names, name) for names in listed)


def _taken_up(name: str, seen: Seen) -> bool:
    """Whether a column became one of the catalog, or is named anywhere."""
    kept = any(name in fields for fields in seen.items.values())
    kept = kept or any(name in met.fields for met in seen.log)
    return kept or any(mentions(sentence, name) for sentence in _sentences(seen))


def _doubted(expected: Expected, seen: Seen) -> bool:
    return any(re.search(pattern, note) for pattern in expected.doubt for note in seen.said)
