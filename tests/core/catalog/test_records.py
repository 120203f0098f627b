"""JSON in every shape programs write it is the table it was made of."""

from __future__ import annotations

import json
import pprint
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.catalog.quarantine import plain
from core.catalog.text import tables
from core.catalog.text.table import Table
from core.errors import UserError

Rows = list[dict[str, object]]

words = st.text(
    st.characters(codec="utf-8", categories=("L", "Nd", "Po", "Zs", "Sm")), min_size=1, max_size=12
)
rows_of = st.lists(
    st.fixed_dictionaries(
        {
            "user": st.integers(0, 10**6),
            "title": words,
            "stars": st.floats(0.25, 5, width=16),
            "tags": st.lists(words, min_size=1, max_size=3),
        }
    ),
    min_size=2,
    max_size=12,
)


def pandas_split(rows: Rows) -> str:
    return json.dumps(
        {"columns": list(rows[0]), "data": [[row[name] for name in rows[0]] for row in rows]}
    )


def pandas_columns(rows: Rows) -> str:
    return json.dumps({k: {str(n): row[k] for n, row in enumerate(rows)} for k in rows[0]})


SHAPES: dict[str, Callable[[Rows], str]] = {
    "array": json.dumps,
    "pretty array": lambda rows: json.dumps(rows, indent=2, ensure_ascii=False),
    "lines": lambda rows: "\n".join(json.dumps(row, ensure_ascii=False) for row in rows),
    "lines with commas": lambda rows: ",\n".join(json.dumps(row) for row in rows),
    "array of lines": lambda rows: "[" + ",\n".join(json.dumps(row) for row in rows) + "]",
    "pretty objects": lambda rows: "\n".join(json.dumps(row, indent=1) for row in rows),
    "wrapped": lambda rows: json.dumps({"version": 1, "data": rows}),
    "pretty wrapped": lambda rows: json.dumps({"meta": {"n": 1}, "rows": rows}, indent=4),
    "split": pandas_split,
    "columns": pandas_columns,
    "python lines": lambda rows: "\n".join(repr(row) for row in rows),
    "python list": repr,
    "python 2 lines": lambda rows: "\n".join(repr(row).replace("{'", "{u'") for row in rows),
    "pretty python": lambda rows: pprint.pformat(rows),
}


def read(text: str, name: str = "t.json") -> Table:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8", newline="")
        table = tables.read(path)
        head = tables.head(path, 3)
        assert head.frame.columns == table.frame.columns
        assert head.frame.rows() == table.frame.head(3).rows()
        return table


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=15, deadline=None)
@given(rows=rows_of)
def test_every_shape_is_the_same_table(shape: str, rows: Rows) -> None:
    table = read(SHAPES[shape](rows), "t.jsonl" if len(rows) % 2 else "t.json")
    assert table.frame.to_dicts() == rows
    assert len(table.quarantine) == 0
    assert table.form.kind in ("JSON", "JSON lines", "Python literals")


def test_fields_within_fields_have_names_of_their_own() -> None:
    lines = [
        {"_id": {"$oid": "5f0"}, "user": {"id": 7, "home": {"city": "Ulm"}}, "at": {"$date": "x"}},
        {"_id": {"$oid": "5f1"}, "user": {"id": 8, "home": None}, "at": {"$date": "y"}},
    ]  # fmt: skip
    for text in ("\n".join(map(json.dumps, lines)), json.dumps(lines)):
        frame = read(text).frame
        assert frame.columns == ["_id", "user.id", "user.home.city", "at"]
        assert frame.row(0) == ("5f0", 7, "Ulm", "x")
        assert frame["user.home.city"].to_list() == ["Ulm", None]


def test_values_of_several_kinds_are_all_there() -> None:
    frame = read('{"a":{"b":1}}\n{"a":4.5}\n{"a":"x"}\n{"a":null}\n{"a":[1]}\n').frame
    said = [[value for value in row if value is not None] for row in frame.rows()]
    assert [str(value) for row in said for value in row] == ['{"b": 1}', "4.5", "x", "[1]"]
    frame = read('{"a":{"b":1}}\n{"a":4.5}\n').frame
    assert frame.select("a.b", "a").rows() == [(1, None), (None, 4.5)]


def test_a_dictionary_with_many_keys_stays_one_column() -> None:
    rows = [{"id": n, "details": {f"key {n * 9 + k}": k for k in range(9)}} for n in range(20)]
    for text in (json.dumps(rows), "\n".join(map(json.dumps, rows))):
        frame = read(text).frame
        assert frame.columns == ["id", "details"]
        assert "key 177" in str(frame["details"][19])


def test_playlists_are_rows_of_tracks() -> None:
    lists = [
        {"pid": 0, "name": "Go", "tracks": [{"uri": "a", "name": "A"}, {"uri": "b", "name": "B"}]},
        {"pid": 1, "name": "Rain", "tracks": [{"uri": "a", "name": "A"}]},
    ]
    table = read(json.dumps({"info": {"v": 1}, "playlists": lists}), "mpd.json")
    assert table.frame.columns == ["pid", "name", "uri", "tracks.name"]
    assert table.frame.select("pid", "uri").rows() == [(0, "a"), (0, "b"), (1, "a")]
    assert any("3 of them" in note for note in table.notes)


def test_lists_by_key_are_pairs() -> None:
    table = read(json.dumps({"ann": ["x", "y"], "bob": ["z"]}))
    assert table.frame.rows() == [("ann", "x"), ("ann", "y"), ("bob", "z")]
    table = read(json.dumps({"7": {"title": "A"}, "9": {"title": "B"}}))
    assert table.frame.rows() == [("7", "A"), ("9", "B")]


def test_a_broken_record_costs_itself() -> None:
    table = read('[{"a": 1},\n {"a": 2,,},\n {"a": 3}\n]')
    assert table.frame["a"].to_list() == [1, 3]
    assert table.quarantine["line"].to_list() == [2]
    table = read('{"a": 1}\nnot json\n{"a": 3}\n')
    assert table.frame["a"].to_list() == [1, 3]
    assert table.quarantine["line"].to_list() == [2]
    assert table.line_of([1]).tolist() == [3]  # type: ignore[arg-type]


def test_an_array_cut_short_keeps_what_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    path.write_text('[{"a": 1}, {"a": 2}, {"a":')
    table = tables.read(path)
    assert table.frame["a"].to_list() == [1, 2]
    assert len(table.quarantine) == 1


def told(path: Path) -> list[str]:
    """What is said of a file: why it is refused, or why its records are."""
    try:
        return plain(tables.read(path).quarantine)["reason"].to_list()
    except UserError as error:
        return [str(error)]


@pytest.mark.parametrize("depth", [60, 2_000, 200_000])
@pytest.mark.parametrize("form", ['{"a":%s}', '[{"a":1},{"a":%s}]', '{"a":1}\n{"a":%s}', "%s"])
def test_deep_json_gives_a_sentence(tmp_path: Path, depth: int, form: str) -> None:
    path = tmp_path / "t.json"
    path.write_text(form % ("[" * depth + "]" * depth))
    said = told(path)
    assert said
    assert all("deep" in reason or "JSON" in reason for reason in said)


@pytest.mark.parametrize("text", ['{"a": {"b": [1, 2]}}', "3", '"x"', "null", "[1, 2]", '{"a": '])
def test_what_is_no_table_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.json"
    path.write_text(text)
    assert len(told(path)) == 1
