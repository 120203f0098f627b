"""Mappings: what a person says about files and columns is what is read, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.catalog.opening.look import look, look_into
from core.catalog.opening.open import open_catalog
from core.catalog.opening.preview import command, mapping_of, missing, trial
from core.catalog.plan.model import Column, File, Plan
from core.catalog.plan.said import ROLES, SAID_FILE
from core.catalog.schema import Catalog
from core.errors import UserError
from tests.core.catalog import layouts

LAYOUT = {
    "stock.csv": b"code,wording,user\nx,Shoe,1\ny,Hat,2\n",
    "views.csv": b"p,q,r\nx,ann,1700000000\ny,bob,1700000005\n,bob,1700000006\n",
    "orders.tsv": b"buyer\tthing\tday\nann\ty\t2023-11-15T00:00:00+01:00\n",
    "items.csv": b"a,b\n1,2\n",
}
CHOICES = Plan.model_validate(
    {
        "folder": "",
        "files": [
            {
                "file": "stock.csv",
                "holds": "items",
                "columns": {"item": "code", "title": "wording"},
            },
            {
                "file": "views.csv",
                "holds": "interactions",
                "columns": {"item": "p", "user": "q", "timestamp": "r"},
                "event": "view",
            },
            {
                "file": "orders.tsv",
                "holds": "interactions",
                "columns": {"user": "buyer", "item": "thing", "timestamp": "day"},
                "event": "purchase",
            },
            {"file": "items.csv"},
        ],
    }
)


def test_files_whose_columns_differ_are_mapped_one_by_one(tmp_path: Path) -> None:
    folder = layouts.write(tmp_path, LAYOUT)
    for words in ({"mapping": mapping_of(CHOICES)}, {"plan": CHOICES}):
        as_chosen(open_catalog(folder, **words))  # type: ignore[arg-type]


def as_chosen(catalog: Catalog) -> None:
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
    seen = look_into(folder).seen
    tried = {
        file.file: trial(seen[file.file].head, file, folder) for file in CHOICES.files if file.holds
    }
    assert tried["stock.csv"].rows.rows() == [("x", "Shoe"), ("y", "Hat")]
    assert tried["orders.tsv"].rows.row(0, named=True) == {
        "user": "ann",
        "item": "y",
        "timestamp": "2023-11-14 23:00:00",
        "event": "purchase",
    }
    views = tried["views.csv"]
    assert (views.rows.height, views.quarantine["line"].to_list()) == (2, [4])
    only = File(file="views.csv", holds="interactions", columns={"item": Column(name="p")})
    assert "user" in trial(seen["views.csv"].head, only, folder).problem


@given(data=st.data())
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
def test_a_mapping_reads_columns_as_chosen(tmp_path: Path, data: st.DataObject) -> None:
    names = st.sampled_from(["user", "id", "item", "asin", "time", "x", "title", "name", "text"])
    columns = data.draw(st.lists(names, min_size=1, unique=True))
    (tmp_path / "some.csv").write_text(",".join(columns) + "\n" + ",".join("1" * len(columns)))
    holds = data.draw(st.sampled_from(list(ROLES)))
    meanings = data.draw(st.lists(st.sampled_from(list(ROLES[holds])), unique=True))
    used = data.draw(st.permutations(columns))
    chosen = {k: Column(name=v) for k, v in zip(meanings, used, strict=False)}
    file = File(file="some.csv", holds=holds, columns=chosen)  # type: ignore[arg-type]
    mapping = mapping_of(Plan(folder=str(tmp_path), files=(file,)))
    (found,) = look(tmp_path, mapping=mapping).files
    assert (found.holds, found.chosen) == (holds, file.chosen)


@pytest.mark.parametrize(
    ("entry", "said"),
    [({"usr": "q"}, "'usr'"), ({"user": "qq"}, "'qq'"), ({"gone.csv.user": "q"}, "gone.csv.user")],
)
def test_an_entry_that_means_nothing_is_refused(
    tmp_path: Path, entry: dict[str, str], said: str
) -> None:
    folder = layouts.write(tmp_path, LAYOUT)
    with pytest.raises(UserError, match=said):
        open_catalog(folder, mapping=mapping_of(CHOICES) | entry)


def test_what_is_missing_is_said() -> None:
    assert "which file" in missing([File(file="a.csv")])
    log = File(file="a.csv", holds="interactions", columns={"item": Column(name="x")})
    assert "names the user" in missing([log])
    users = File(file="a.csv", holds="users", columns={"user": Column(name="x")})
    assert "Only one" in missing([users, users.model_copy(update={"file": "b.csv"})])
    assert missing(CHOICES.files) == ""


def test_the_shell_maps_and_remembers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "home"))
    folder = layouts.write(tmp_path / "my shop", LAYOUT)
    line = command(folder, mapping_of(CHOICES))
    assert line.startswith("triptych open '")
    words = line.removeprefix("triptych")
    shell = f'set -- {words}; "{sys.executable}" -m core.cli "$@" --remember --json'
    run = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout)["interactions"] == 3
    assert (folder / SAID_FILE).is_file()
    assert open_catalog(folder).interactions.height == 3
    assert pl.Series(open_catalog(folder).notes).str.contains(SAID_FILE).any()
