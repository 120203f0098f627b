"""Mappings: what a person says about files and columns is what is read, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalog.opening.open import open_catalog
from core.catalog.opening.preview import Choice, command, missing, preview, to_mapping, trial
from core.catalog.readers.mapping import MAPPING_FILE, ROLES, column_map, layout
from core.errors import UserError
from tests.core.catalog import layouts

LAYOUT = {
    "stock.csv": b"code,wording,user\nx,Shoe,1\ny,Hat,2\n",
    "views.csv": b"p,q,r\nx,ann,1700000000\ny,bob,1700000005\n,bob,1700000006\n",
    "orders.tsv": b"buyer\tthing\tday\nann\ty\t2023-11-15T00:00:00+01:00\n",
    "items.csv": b"a,b\n1,2\n",
}
CHOICES = {
    "stock.csv": Choice("items", {"item": "code", "title": "wording"}),
    "views.csv": Choice("interactions", {"item": "p", "user": "q", "timestamp": "r"}),
    "orders.tsv": Choice("interactions", {"user": "buyer", "item": "thing", "timestamp": "day"}),
    "items.csv": Choice(""),
}


def test_files_whose_columns_differ_are_mapped_one_by_one(tmp_path: Path) -> None:
    folder = layouts.write(tmp_path, LAYOUT)
    catalog = open_catalog(folder, mapping=to_mapping(folder, CHOICES))
    assert catalog.items.select("item", "title").rows() == [("x", "Shoe"), ("y", "Hat")]
    users, items = catalog.users["user"], catalog.items["item"]
    rows = catalog.interactions.select("user", "item", "timestamp", "event").rows()
    assert [(users[user], items[item], *rest) for user, item, *rest in rows] == [
        ("ann", "x", 1_700_000_000_000, "view"),
        ("ann", "y", 1_700_002_800_000, "purchase"),
        ("bob", "y", 1_700_000_005_000, "view"),
    ]
    assert catalog.quarantine.select("file", "line").rows() == [("views.csv", 4)]


def test_the_trial_shows_what_opening_will_read(tmp_path: Path) -> None:
    folder = layouts.write(tmp_path, LAYOUT)
    heads = {one.file: one.head for one in preview(folder)}
    items = trial(heads["stock.csv"], CHOICES["stock.csv"])
    assert items.rows.rows() == [("x", "Shoe"), ("y", "Hat")]
    orders = trial(heads["orders.tsv"], CHOICES["orders.tsv"])
    assert orders.rows.row(0, named=True) == {
        "user": "ann",
        "item": "y",
        "timestamp": "2023-11-14 23:00:00",
        "event": "purchase",
    }
    views = trial(heads["views.csv"], CHOICES["views.csv"])
    assert (views.rows.height, views.quarantine["line"].to_list()) == (2, [4])
    assert "user" in trial(heads["views.csv"], Choice("interactions", {"item": "p"})).problem


@given(data=st.data())
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
def test_a_mapping_reads_columns_as_chosen(tmp_path: Path, data: st.DataObject) -> None:
    names = st.sampled_from(["user", "id", "item", "asin", "time", "x", "title", "name", "text"])
    columns = data.draw(st.lists(names, min_size=1, unique=True))
    (tmp_path / "some.csv").write_text(",".join(columns) + "\n" + ",".join("1" * len(columns)))
    table = data.draw(st.sampled_from(list(ROLES)))
    meanings = data.draw(st.lists(st.sampled_from(list(ROLES[table])), unique=True))
    used = data.draw(st.permutations(columns))
    chosen = dict(zip(meanings, used, strict=False))
    mapping = to_mapping(tmp_path, {"some.csv": Choice(table, chosen)})
    path = tmp_path / "some.csv"
    assert column_map(table, columns, mapping, path) == chosen
    found = layout(tmp_path, mapping)
    taken = {"items": (found.items,), "users": (found.users,), "interactions": found.logs}
    assert path in taken.pop(table)
    assert not any(path in files for files in taken.values())


@pytest.mark.parametrize(
    ("entry", "said"),
    [({"usr": "q"}, "'usr'"), ({"user": "qq"}, "'qq'"), ({"gone.csv.user": "q"}, "gone.csv.user")],
)
def test_an_entry_that_means_nothing_is_refused(
    tmp_path: Path, entry: dict[str, str], said: str
) -> None:
    folder = layouts.write(tmp_path, LAYOUT)
    with pytest.raises(UserError, match=said):
        open_catalog(folder, mapping=to_mapping(folder, CHOICES) | entry)


def test_what_is_missing_is_said() -> None:
    assert "which file" in missing({"a.csv": Choice("")})
    assert "names the user" in missing({"a.csv": Choice("interactions", {"item": "x"})})
    items = Choice("items", {"item": "x"})
    assert "Only one" in missing({"a.csv": items, "b.csv": items})
    assert missing(CHOICES) == ""


def test_the_shell_maps_and_remembers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "home"))
    folder = layouts.write(tmp_path / "my shop", LAYOUT)
    line = command(folder, to_mapping(folder, CHOICES))
    assert line.startswith("triptych open '")
    shell = (
        f'set -- {line.removeprefix("triptych")}; "{sys.executable}" -m core.cli "$@" --remember'
    )
    run = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True)
    assert '"interactions": 3' in run.stdout
    assert (folder / MAPPING_FILE).is_file()
    assert open_catalog(folder).interactions.height == 3
    assert pl.Series(open_catalog(folder).notes).str.contains(MAPPING_FILE).any()
