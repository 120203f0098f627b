"""What programs write where there is nobody is nobody, in every table and format."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from core.catalog.opening.open import open_catalog
from core.catalog.quarantine import lost
from core.catalog.rows.values import MISSING

WORDS = sorted(set(MISSING) - {""})


def put(root: Path, name: str, frame: pl.DataFrame, kind: str) -> None:
    if kind == "csv":
        frame.write_csv(root / f"{name}.csv")
    elif kind == "parquet":
        frame.write_parquet(root / f"{name}.parquet")
    else:
        frame.write_ndjson(root / f"{name}.jsonl")


@pytest.mark.parametrize("kind", ["csv", "parquet", "jsonl"])
@pytest.mark.parametrize("missing", WORDS)
def test_nobody_and_nothing_are_told_and_not_read(tmp_path: Path, kind: str, missing: str) -> None:
    ids = ["a", missing, "c", "d"]
    put(tmp_path, "items", pl.DataFrame({"item": ids, "title": ["A", "B", "C", "D"]}), kind)
    log = {"user": ["u", "u", missing, f" {missing} ", "v"], "item": ["a", missing, "c", "d", "c"]}
    put(tmp_path, "interactions", pl.DataFrame(log), kind)
    catalog = open_catalog(tmp_path)
    assert catalog.items["item"].to_list() == ["a", "c", "d"]
    assert catalog.users["user"].to_list() == ["u", "v"]
    assert len(catalog.interactions) == 2
    gone = lost(catalog.quarantine)
    assert len(gone.filter(pl.col("file").str.starts_with("interactions"))) == 3
    assert len(gone.filter(pl.col("file").str.starts_with("items"))) == 1


def test_without_a_table_of_items_the_same(tmp_path: Path) -> None:
    (tmp_path / "interactions.csv").write_text("user,item\nu,a\nu,NULL\nNaN,b\nu,b\n")
    catalog = open_catalog(tmp_path)
    assert sorted(catalog.items["item"]) == ["a", "b"]
    assert catalog.users["user"].to_list() == ["u"]
    assert len(catalog.interactions) + len(lost(catalog.quarantine)) == 4
