"""Tables for spreadsheets: no text of a stranger is computed, no number is changed."""

from __future__ import annotations

import ast
import csv
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sheet import Sheet

ROOT = Path(__file__).parents[2]


def cells(*row: object) -> list[str]:
    sheet = Sheet()
    sheet.row(row)
    (read,) = csv.reader(io.StringIO(sheet.text(), newline=""))
    return read


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "-e5", "+e", "＝1", "--1"],
)
def test_a_formula_is_text(text: str) -> None:
    assert cells(text) == [f"'{text}"]


@pytest.mark.parametrize(
    "value", [-1, -0.5, 3, np.float32(-0.25), -np.inf, None, "-1", "-0.5", "+3 %", "-1e-5", "-"]
)
def test_a_number_is_a_number(value: object) -> None:
    assert cells(value) == ["" if value is None else str(value)]


def test_ordinary_text_stays_and_names_of_columns_are_text_too() -> None:
    assert cells("a=b", "it's", 'say "so", then', "x-y") == ["a=b", "it's", 'say "so", then', "x-y"]
    assert Sheet(["=x", "y"]).text() == "'=x,y\n"


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1))
def test_nothing_but_an_apostrophe_is_added(text: str) -> None:
    (read,) = cells(text)
    assert read in (text, f"'{text}")
    assert text[0] not in "=@\t\r\n" or read == f"'{text}"


def test_every_export_goes_this_way() -> None:
    allowed = {"core/sheet.py", "core/samples/generator.py", "core/media/events.py"}
    allowed |= {"core/catalog/text/repair.py"}  # readers, and what they read
    allowed |= {"core/explore/captions.py"}  # a table that the readers take beside a catalog's
    allowed |= {
        "benchmarks/cases/counting.py",
        "benchmarks/cases/worlds.py",
    }  # judge of the readers
    wrong = []
    for package in ("core", "gui", "benchmarks"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                imports = isinstance(node, ast.Import) and any(a.name == "csv" for a in node.names)
                imports |= isinstance(node, ast.ImportFrom) and node.module == "csv"
                writes = isinstance(node, ast.Attribute) and node.attr == "write_csv"
                # These write catalogs to be read.
                measured = name in ("benchmarks/catalog_scale.py", "benchmarks/chinese.py")
                if (imports and name not in allowed) or (writes and not measured):
                    wrong.append(f"{name}:{node.lineno}")
    assert not wrong
