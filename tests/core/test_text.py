"""Sentences that keep their template and values."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from core.errors import UserError
from core.text import LONGEST, Text, packed, unpacked

#: Anything a file name, a column or another program's message can hold.
hostile = st.one_of(
    st.text(),
    st.sampled_from(["{name}", "{", "}}", "{0.__class__}", "%s %d", "line\nline", "\ud800", '"']),
)
values = st.one_of(hostile, st.integers(), st.floats(), st.booleans())
templates = st.sampled_from(["{a}", "It is '{a}'.", "{a} of {b:,}", "{{{a}}} % {b:.1f}"])


@st.composite
def texts(draw: st.DrawFn, depth: int = 2) -> Text:
    inner = st.one_of(values, texts(depth - 1)) if depth else values
    return Text(draw(templates), a=draw(inner), b=draw(inner))


class Message(BaseModel):
    said: Text


def same(a: Text, b: Text) -> bool:
    if str(a) != str(b) or a.template != b.template or a.values.keys() != b.values.keys():
        return False
    for mine, other in zip(a.values.values(), b.values.values(), strict=True):
        if type(mine) is not type(other) or mine != other:
            return False
        if isinstance(mine, Text) and isinstance(other, Text) and not same(mine, other):
            return False
    return True


def test_is_the_finished_sentence() -> None:
    text = Text(
        "{n:,} of '{name}' in {path}: {share:.1%}", n=1234, name="a", path=Path("b"), share=0.5
    )
    assert text == "1,234 of 'a' in b: 50.0%"
    assert f"{text}" == str(text) == text
    assert text.template == "{n:,} of '{name}' in {path}: {share:.1%}"
    assert text.values == {"n": 1234, "name": "a", "path": "b", "share": 0.5}


def test_without_values_braces_stand_for_themselves() -> None:
    assert Text('For example {"item": "sku"}.') == 'For example {"item": "sku"}.'
    assert Text("{n}").translated(lambda text: text) == "{n}"


@pytest.mark.parametrize("old", ["", "An old sentence.", '{"template": 1}', '{"template": "{a'])
def test_old_columns_are_read_as_they_stand(old: str) -> None:
    assert Text.loads(old) == old
    assert Text.loads(Text(old).dumps()) == old


def test_a_text_of_a_text_is_itself() -> None:
    text = Text("It is {a}.", a=1)
    assert Text(text) is text


@given(texts())
def test_nothing_is_lost_on_the_way(text: Text) -> None:
    sent = Message.model_validate_json(Message(said=text).model_dump_json()).said
    assert same(sent, text)
    stored = unpacked(json.loads(json.dumps(packed({"rows": [{"reason": text, "other": 1}]}))))
    assert isinstance(stored, dict)
    assert same(stored["rows"][0]["reason"], text)
    assert same(Text.loads(text.dumps()), text)
    for copied in (copy.copy(text), copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert same(copied, text)


@given(hostile, hostile)
def test_values_are_never_taken_for_templates(a: str, b: str) -> None:
    shown = a.encode("utf-8", "backslashreplace").decode()
    other = b.encode("utf-8", "backslashreplace").decode()
    assert Text("<{a}|{b}>", a=a, b=b) == f"<{shown}|{other}>"


@given(texts())
def test_unknown_templates_stay_english(text: Text) -> None:
    assert same(text.translated(lambda template: template), text)


def test_numpy_numbers_are_numbers() -> None:
    text = Text("{n:,} {share:.2f}", n=np.int64(1000), share=np.float32(0.5))
    assert text == "1,000 0.50"
    assert [type(value) for value in text.values.values()] == [int, float]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None, "?"])
def test_a_number_that_is_none_is_said_all_the_same(value: object) -> None:
    text = Text("{n:,.1f} s", n=value)
    assert text == f"{value} s"
    assert Message.model_validate_json(Message(said=text).model_dump_json()).said == text


CHINESE = {
    "There is no {what}.": "没有{what}。",
    "file": "文件",
    "{n:,} row is bad.": "{n:,} 行有错。",
    "{n:,} rows are bad.": "{n:,} 行有错。",
    "; ": "；",
    "broken {a}": "坏的 {b}",
    "odd {a}": "怪 {a:>99999999}",
    "reaching {a}": "{a.__class__}",
    "open {a}": "{a",
}


def chinese(template: str) -> str:
    return CHINESE.get(template, template)


def test_parts_that_are_texts_are_translated_and_names_are_not() -> None:
    assert Text("There is no {what}.", what=Text("file")).translated(chinese) == "没有文件。"
    assert Text("There is no {what}.", what="file").translated(chinese) == "没有file。"
    text = Text("There is no {what}.", what=Text("file")).translated(chinese)
    assert (text.template, text.values) == ("There is no {what}.", {"what": "file"})


@pytest.mark.parametrize("word", ["broken", "odd", "reaching", "open"])
def test_a_translation_that_does_not_fit_is_not_taken(word: str) -> None:
    assert Text(word + " {a}", a=1).translated(chinese) == f"{word} 1"


def test_counted() -> None:
    forms = ("{n:,} row is bad.", "{n:,} rows are bad.")
    assert Text.counted(*forms, 1) == "1 row is bad."
    assert Text.counted(*forms, 1000) == "1,000 rows are bad."
    assert [Text.counted(*forms, n).translated(chinese) for n in (1, 2)] == [
        "1 行有错。",
        "2 行有错。",
    ]
    assert Text.counted("{n} of {a}", "{n} of {a}s", 2, a="x") == "2 of xs"


def test_joined() -> None:
    parts = [Text("file"), "a {b}", Text("There is no {what}.", what="x")]
    text = Text.joined("; ", parts)
    assert text == "file; a {b}; There is no x."
    assert text.translated(chinese) == "文件；a {b}；没有x。"
    assert Text.joined("; ", parts[:1]).translated(chinese) == "文件"
    assert Text.joined(", ", ["file"]).translated(chinese) == "file"  # a name, no text
    assert Text.joined("; ", []) == ""


def test_translated_once_where_it_arrives() -> None:
    text = Text("There is no {what}.", what=Text("file"))
    context: object = {"translate": chinese}
    told = Message.model_validate_json(Message(said=text).model_dump_json(), context=context).said
    assert told == "没有文件。"
    assert (told.template, told.values) == (text.template, text.values)
    assert Message.model_validate({"said": "file"}, context=context).said == "文件"
    context = SimpleNamespace(translate=chinese)
    assert Message.model_validate({"said": "file"}, context=context).said == "文件"
    assert unpacked([packed(text)], chinese) == ["没有文件。"]


@pytest.mark.parametrize(
    "sent", [1, None, ["a"], {"template": "{a}", "values": {"b": 1}}, {"template": "{a:>9}"}]
)
def test_what_is_no_text_is_refused(sent: object) -> None:
    with pytest.raises(ValidationError):
        Message.model_validate({"said": sent})


def test_plain_strings_are_read_and_constants_written_as_such() -> None:
    assert Message.model_validate({"said": "old"}).said == Text("old")
    assert Message(said=Text("new")).model_dump_json() == '{"said":"new"}'
    copied = Message(said=Text("new")).model_copy(update={"said": "plain"})
    assert copied.model_dump_json() == '{"said":"plain"}'
    assert Message(said=Text("new {a}", a=1)).model_dump() == {"said": "new 1"}


def test_a_value_of_megabytes_is_said_in_a_line() -> None:
    long = "x" * 2_000_000
    error = UserError(Text("The columns are: {columns}.", columns=long), "", column=long)
    assert len(error.sentence) < 2500
    assert Text.loads(error.message.dumps()) == error.message
    assert Text("{a}", a="x" * LONGEST) == "x" * LONGEST


def test_an_exception_is_said_in_one_line_whatever_a_library_lists() -> None:
    error = ValueError("Unrecognized configuration.\nShould be one of " + "AriaConfig, " * 200)
    said = Text("The weights cannot be loaded: {error}", error=error)
    assert "\n" not in said
    assert len(said) < 600
    assert said.endswith("...")
    assert Text("{error}", error=OSError("no such file")) == "no such file"
