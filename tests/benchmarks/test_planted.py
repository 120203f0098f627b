"""Which planted values make a phrase."""

from __future__ import annotations

import polars as pl

from benchmarks import planted
from core.catalog.schema import TRUTH_COLUMNS


def test_values_of_one_thing_make_a_phrase_and_what_it_stands_on_does_not() -> None:
    box = {"x0": 10.0, "y0": 10.0, "x1": 60.0, "y1": 90.0}
    floor = {"x0": 0.0, "y0": 70.0, "x1": 100.0, "y1": 100.0}
    beside = {"x0": 70.0, "y0": 10.0, "x1": 90.0, "y1": 30.0}
    rows = [
        {"item": 0, "attribute": "kind", "value": "backpack", **box},
        {"item": 0, "attribute": "colour", "value": "blue", **box, "x0": 12.0},
        {"item": 0, "attribute": "pattern", "value": "striped", **box},
        {"item": 0, "attribute": "floor", "value": "marble", **floor},
        {"item": 1, "attribute": "colour", "value": "red", **box},
        {"item": 1, "attribute": "kind", "value": "ball", **beside},
    ]
    truth = pl.DataFrame(rows, schema=dict(TRUTH_COLUMNS), orient="row")
    assert sorted(planted._of_one_thing(truth, "image", 2)) == [
        "backpack striped",
        "blue backpack",
        "blue striped",
    ]
    assert planted._of_one_thing(truth, "image", 3) == ["blue backpack striped"]
    assert planted._of_one_thing(truth, "audio", 2) == []
