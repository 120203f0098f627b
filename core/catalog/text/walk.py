"""Records of JSON that is not one well-formed object a line, found one by one."""

from __future__ import annotations

import ast
import json
import re
import warnings
from dataclasses import dataclass, field
from typing import Any

from core.catalog.text.textfile import TextFile
from core.progress import Reporter
from core.text import Text

#: What JSON can hold.
Value = Any
#: Levels of nesting of a value that is kept.
_DEEPEST = 50
#: Characters of Python literals that are read as one.
_LONGEST = 1 << 26
_SPACE = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\n\s*(?=[\[{])")
_DECODER = json.JSONDecoder()


@dataclass
class Walked:
    """What was found.

    Attributes:
        rows: the records.
        lines: the line each begins in.
        bad: line, text and reason of what is no record.
        kind: how the file is written.
        notes: what had to be assumed.
        document: why one document is no table, empty if it is one.

    """

    rows: list[dict[str, Value]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    bad: list[tuple[int, str, Text]] = field(default_factory=list)
    kind: str = "JSON lines"
    notes: list[Text] = field(default_factory=list)
    document: Text = field(default_factory=Text)

    def take(self, line: int, raw: str, value: Value) -> None:
        """Keep a value as a record if it is one."""
        if not isinstance(value, dict) or not value:
            self.bad.append((line, raw, Text("The line holds no JSON object with fields.")))
        elif _too_deep(value):
            self.bad.append((line, raw, Text("The record is nested too deeply.")))
        else:
            self.rows.append(value)
            self.lines.append(line)


def records(text: TextFile, reporter: Reporter, part: bool) -> Walked:
    """Every record of a file, or of the beginning of one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escapes in strangers' Python
        return _records(text, reporter, part)


def _records(text: TextFile, reporter: Reporter, part: bool) -> Walked:
    whole = text.data.tobytes().decode("utf-8", "replace")
    begin = _SPACE.match(whole).end()  # type: ignore[union-attr]  # it matches nothing, too
    if whole.startswith("[", begin):
        made = _array(whole, begin + 1, text, reporter, part)
        if made.rows:
            return made
    first = whole[begin:].split("\n", 1)[0]
    if isinstance(_value(first)[0], dict) and whole.count("\n", begin) > 0:
        return _lines(whole, text, reporter)
    found = _documents(whole, begin, part) if whole.startswith("{", begin) else None
    return found if found is not None else _lines(whole, text, reporter)


def _value(text: str) -> tuple[Value, Text]:
    """A value written as JSON or as Python, or why there is none."""
    text = text.strip().removesuffix(",")
    try:
        return json.loads(text), Text()
    except RecursionError:
        return None, Text("The record is nested too deeply.")
    except ValueError as error:
        why = Text("The line is no JSON ({error}).", error=error)
    return _literal(text, why) if text[:1] in "{[" else (None, why)


def _literal(text: str, why: Text) -> tuple[Value, Text]:
    if len(text) > _LONGEST:
        return None, why
    try:
        return _as_json(ast.literal_eval(text)), Text()
    except (RecursionError, MemoryError):
        return None, Text("The record is nested too deeply.")
    except (ValueError, SyntaxError, TypeError):
        return None, why


def _as_json(value: Value) -> Value:
    """What Python can write and JSON cannot, as the nearest that it can."""
    match value:
        case dict():
            return {str(name): _as_json(one) for name, one in value.items()}
        case list() | tuple() | set():
            return [_as_json(one) for one in value]
        case None | str() | bool() | int() | float():
            return value
    return str(value)


def _lines(whole: str, text: TextFile, reporter: Reporter) -> Walked:
    made = Walked()
    lines = whole.split("\n")
    for number, line in enumerate(lines, start=1):
        if number % 100_000 == 0:
            reporter.checkpoint()
            reporter.progress(
                Text("Repairing {path}", path=text.path.name), number, len(lines), "lines"
            )
        if not line.strip():
            continue
        value, why = _value(line)
        if why:
            made.bad.append((number, line, why))
        else:
            made.take(number, line, value)
    if "{'" in whole[:1024] or "{u'" in whole[:1024]:
        made.kind = "Python literals"
    return made


def _array(whole: str, at: int, text: TextFile, reporter: Reporter, part: bool) -> Walked:
    """The elements of an array, one after the other."""
    made = Walked(kind="JSON")
    line, counted = 1, 0
    while True:
        at = _SPACE.match(whole, at).end()  # type: ignore[union-attr]
        line, counted = line + whole.count("\n", counted, at), at
        if at >= len(whole) or whole[at] == "]":
            break
        try:
            value, end = _DECODER.raw_decode(whole, at)
        except (ValueError, RecursionError) as error:
            if not made.rows and (found := _literals(whole, part)) is not None:
                return found
            ahead = _NEXT.search(whole, at + 1)
            if ahead is None and part:
                break
            end = len(whole) if ahead is None else ahead.start()
            raw = whole[at:end].strip().removesuffix("]").strip()
            deep = isinstance(error, RecursionError)
            why = Text("The record is nested too deeply.") if deep else Text(
                "The record is no JSON ({error}).", error=error)  # fmt: skip
            made.bad.append((line, raw[:200], why))
        else:
            made.take(line, whole[at : at + 200], _named(value))
        at = end
        if len(made.rows) % 100_000 == 99_999:
            reporter.checkpoint()
            reporter.progress(
                Text("Repairing {path}", path=text.path.name), at, len(whole), "characters"
            )
    if not part:
        _ended(made, whole, at, line)
    return made


def _ended(made: Walked, whole: str, at: int, line: int) -> None:
    """Tell what an array lacks at its end, or has behind it."""
    if at < len(whole):
        rest = whole[at + 1 :].strip()
        if rest:
            made.bad.append((line, rest[:200], Text("What follows the list is not read.")))
    elif not made.bad or made.bad[-1][0] < max(made.lines, default=0):  # else it is told
        why = Text("The list that begins here does not end: the file may be cut off.")
        made.bad.append((1, whole[:200], why))


def _named(value: Value) -> Value:
    """A row that is a list as a record."""
    if isinstance(value, list) and value and not any(isinstance(one, dict) for one in value):
        return {f"column {place}": one for place, one in enumerate(value, 1)}
    return value


def _literals(whole: str, part: bool) -> Walked | None:
    """A Python list of dictionaries; None if it is none."""
    value, why = _literal(whole.strip(), Text("none"))
    if why and part:
        # Cut within a record: up to the last one that is whole.
        value, why = _literal(whole.rpartition("},")[0] + "}]", Text("none"))
    if why or not isinstance(value, list):
        return None
    made = Walked(kind="Python literals")
    for number, one in enumerate(value, 1):
        made.take(number, str(one)[:200], _named(one))
    return made


def _documents(whole: str, at: int, part: bool) -> Walked | None:
    """Objects over several lines each, or one that wraps a table; None if the first is neither."""
    made = Walked(kind="JSON")
    line, counted = 1, 0
    while at < len(whole):
        line, counted = line + whole.count("\n", counted, at), at
        try:
            value, end = _DECODER.raw_decode(whole, at)
        except RecursionError:
            made.document = Text("its objects are nested too deeply")
            return made
        except ValueError as error:
            if not made.rows:
                return _cut(whole, part)
            ahead = _NEXT.search(whole, at + 1)
            if ahead is None and part:
                break
            end = len(whole) if ahead is None else ahead.start()
            why = Text("The record is no JSON ({error}).", error=error)
            made.bad.append((line, whole[at:end][:200], why))
        else:
            if not made.rows and "\n" not in whole[at:end] and whole[end:].strip():
                return None
            made.take(line, whole[at : at + 200], value)
        at = _SPACE.match(whole, end).end()  # type: ignore[union-attr]
    if len(made.rows) == 1 and not made.bad:
        return _unwrapped(made.rows[0], made)
    return made


def _cut(whole: str, part: bool) -> Walked | None:
    """One document as a Python literal, or the beginning of one: its longest list so far."""
    value, why = _literal(whole.strip(), Text("none"))
    if not why and isinstance(value, dict):
        return _unwrapped(value, Walked(kind="Python literals"))
    if not part:
        return None
    start = re.search(r'"\s*:\s*\[\s*(?=\{)', whole)
    if start is None:
        return None
    found = Walked(kind="JSON")
    at = start.end()
    while True:
        try:
            value, at = _DECODER.raw_decode(whole, at)
        except (ValueError, RecursionError):
            break
        found.take(1, "", value)
        at = _SPACE.match(whole, at).end()  # type: ignore[union-attr]
    return _exploded(found) if found.rows else None


def _unwrapped(document: dict[str, Value], made: Walked) -> Walked:
    """The rows that one document holds, in any of the shapes programs write."""
    for shape in (_list_of_records, _split, _columns, _by_key, _deeper):
        rows = shape(document)
        if rows is None:
            continue
        found = Walked(kind=made.kind, notes=made.notes)
        for number, row in enumerate(rows, 1):
            found.take(number, str(row)[:200], row)
        return _exploded(found)
    if any(isinstance(value, dict | list) for value in document.values()):
        made.rows, made.lines = [], []
        made.document = Text("it is one object, and nothing in it looks like rows")
    elif not made.rows:
        made.take(1, str(document)[:200], document)
    return made


def _list_of_records(document: dict[str, Value]) -> list[Value] | None:
    found = [value for value in document.values() if _all(value, dict)]
    return max(found, key=len) if found else None


def _deeper(document: dict[str, Value]) -> list[Value] | None:
    """The longest list of records in an object within, as web services wrap their answers."""
    inner = [value for value in document.values() if isinstance(value, dict)]
    found = [rows for one in inner if (rows := _list_of_records(one) or _deeper(one))]
    return max(found, key=len) if found else None


def _split(document: dict[str, Value]) -> list[Value] | None:
    """As pandas writes it with orient="split"."""
    names, rows = document.get("columns"), document.get("data")
    if not _all(names, str) or not _all(rows, list):
        return None
    assert isinstance(names, list)
    assert isinstance(rows, list)
    return [dict(zip(names, row, strict=False)) for row in rows]


def _columns(document: dict[str, Value]) -> list[Value] | None:
    """A list a column, or, as pandas writes it, an object of row numbers a column."""
    values = list(document.values())
    if len(values) < 2:
        return None
    if all(isinstance(value, dict) for value in values):
        keys = list(values[0])
        if not keys or not all(key.isdigit() for key in keys):
            return None
        if any(list(value) != keys for value in values):
            return None
        return [{name: of[key] for name, of in document.items()} for key in keys]
    alike = all(isinstance(value, list) for value in values) and len({*map(len, values)}) == 1
    plain = alike and not any(isinstance(one, dict | list) for value in values for one in value)
    if not plain or len(values[0]) < 2 or any(name.isdigit() for name in document):
        return None
    return [dict(zip(document, row, strict=True)) for row in zip(*values, strict=True)]


def _by_key(document: dict[str, Value]) -> list[Value] | None:
    """An object or a list for each key."""
    values = list(document.values())
    if values and all(isinstance(value, dict) for value in values) and len(values) > 1:
        return [{"key": key, **value} for key, value in document.items()]
    if len(values) > 1 and all(isinstance(value, list) for value in values):
        return [{"key": key, "value": one} for key, of in document.items() for one in of]
    return None


def _exploded(made: Walked) -> Walked:
    """If each record of a document holds records in one field, those with what stands beside."""
    lists = {name for row in made.rows for name, value in row.items() if _all(value, dict)}
    if len(lists) != 1:
        return made
    (name,) = lists
    rows: list[dict[str, Value]] = []
    for row in made.rows:
        beside = {key: value for key, value in row.items() if key != name}
        inner = row.get(name) or [{}]
        rows += [
            {**beside, **{f"{name}.{key}" if key in beside else key: one[key] for key in one}}
            for one in inner
        ]
    made.notes.append(
        Text("The records in '{name}' were read as rows, {rows:,} of them.", name=name,
             rows=len(rows))
    )  # fmt: skip
    return Walked(rows, list(range(1, len(rows) + 1)), made.bad, made.kind, made.notes)


def _all(value: Value, kind: type) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, kind) for v in value)


def _too_deep(value: Value) -> bool:
    level: list[Value] = [value]
    for _ in range(_DEEPEST):
        inner = [one for one in level if isinstance(one, dict | list)]
        if not inner:
            return False
        level = [v for one in inner for v in (one.values() if isinstance(one, dict) else one)]
    return True


def as_text(value: Value) -> str | None:
    """A value as text: what is none of itself as JSON."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
