"""Tables without names are read by what their columns hold and where they stand, and asked."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from core.catalog.opening.look import look
from core.catalog.opening.open import open_catalog


def log(rows: int, stars: bool, time: bool, seed: int = 3) -> list[list[str]]:
    rng = random.Random(seed)
    made = []
    for row in range(rows):
        fields = [f"{rng.randrange(20) + 500}", f"{rng.randrange(40) + 9000}"]
        fields += [str(rng.randrange(1, 6))] if stars else []
        fields += [str(978_300_000 + row * 977)] if time else []
        made.append(fields)
    return made


@pytest.mark.parametrize("stars", [True, False])
@pytest.mark.parametrize("time", [True, False])
@pytest.mark.parametrize(("name", "separator"), [("plays.tsv", "\t"), ("data.csv", ",")])
def test_a_log_without_names(
    tmp_path: Path, stars: bool, time: bool, name: str, separator: str
) -> None:
    rows = log(60, stars, time)
    (tmp_path / name).write_text("\n".join(separator.join(row) for row in rows) + "\n")
    plan = look(tmp_path)
    (file,) = plan.files
    chosen = {"user": "column 1", "item": "column 2"}
    chosen |= {"rating": "column 3"} if stars else {}
    chosen |= {"timestamp": f"column {3 + stars}"} if time else {}
    assert {name: column.name for name, column in file.columns.items()} == chosen
    assert {question.about for question in plan.questions} >= {"user", "item"}
    catalog = open_catalog(tmp_path)
    assert catalog.interactions.height == 60
    assert set(catalog.users["user"]) == {row[0] for row in rows}
    assert set(catalog.items["item"]) == {row[1] for row in rows}


def test_items_without_names_are_met(tmp_path: Path) -> None:
    rows = log(80, stars=True, time=True)
    (tmp_path / "log.dat").write_text("\n".join("::".join(row) for row in rows) + "\n")
    titles = {row[1]: f"The Film Number {row[1]}" for row in rows}
    (tmp_path / "names.csv").write_text(
        "".join(f"{item},{1990 + int(item) % 30},{title}\n" for item, title in titles.items())
    )
    catalog = open_catalog(tmp_path)
    assert dict(catalog.items.select("item", "title").iter_rows()) == titles
    assert catalog.interactions.height == 80
