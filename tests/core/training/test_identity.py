"""A run is used on the catalog and the features it was trained on, and on no others."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest

from core.catalog.opening import snapshot
from core.catalog.schema import Catalog
from core.errors import UserError
from core.fusion.config import ConcatConfig
from core.training.config import SplitConfig, TrainConfig
from core.training.run import identity, layout
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.training.world import make

CONFIG = TrainConfig(
    fusion=ConcatConfig(dim=16, hidden=16),
    epochs=2,
    batch_size=128,
    split=SplitConfig(kind="random"),
    device="cpu",
    ks=(5,),
)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    catalog, features, _ = make()
    train(catalog, features, CONFIG, folder)
    return folder


@pytest.fixture
def run(trained: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(trained, tmp_path / "run"))


def state(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def shuffled(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.sample(fraction=1, shuffle=True, seed=3)


def later(catalog: Catalog) -> Catalog:
    one = pl.int_range(pl.len()) == 17
    time = pl.when(one).then(pl.col("timestamp") + 1).otherwise(pl.col("timestamp"))
    return replace(catalog, interactions=catalog.interactions.with_columns(timestamp=time))


SWAPPED = {
    "items": lambda c: replace(c, items=shuffled(c.items)),
    "users": lambda c: replace(c, users=shuffled(c.users)),
    "interactions": lambda _: make(seed=5)[0],
    "one time": later,
}


@pytest.mark.parametrize("way", SWAPPED)
def test_a_catalog_of_equal_counts_is_refused_by_both_names(run: Path, way: str) -> None:
    catalog, features, _ = make()
    other = replace(SWAPPED[way](catalog), name="another")
    assert (len(other.users), len(other.items)) == (len(catalog.users), len(catalog.items))
    before = state(run)
    differs = "interactions" if way == "one time" else way
    for use in (
        lambda: load_run(run, other, features),
        lambda: train(other, features, CONFIG.model_copy(update={"epochs": 3}), run, resume=True),
    ):
        with pytest.raises(UserError, match=f"'world'.*'another' has other {differs}") as error:
            use()
        assert error.value.remedy
    assert state(run) == before


def test_a_copy_of_the_catalog_under_another_name_is_the_same(run: Path) -> None:
    catalog, features, _ = make()
    load_run(run, replace(catalog, name="copy", root=Path("/elsewhere")), features)


def test_another_encoder_is_refused_by_both_names(run: Path) -> None:
    catalog, features, _ = make()
    features.stores["image"].encoder = "newer"
    features.stores["image"].fingerprint = "newer"
    with pytest.raises(UserError, match=r"'image' features of the encoder 'planted'.*'newer'"):
        load_run(run, catalog, features)
    with pytest.raises(UserError, match="'newer'"):
        train(catalog, features, CONFIG, run, resume=True)


def test_the_same_encoder_on_changed_files_is_refused(run: Path) -> None:
    catalog, features, _ = make()
    features.stores["text"].fingerprint = "of changed files"
    with pytest.raises(UserError, match="'text' features are not those"):
        load_run(run, catalog, features)


def test_features_a_run_does_not_use_may_be_any(run: Path) -> None:
    catalog, features, _ = make()
    features.stores["audio"] = make(seed=9)[1].stores["text"]
    features.stores["audio"].fingerprint = "new"
    load_run(run, catalog, features)
    train(catalog, features, CONFIG.model_copy(update={"epochs": 3}), run, resume=True)
    assert layout.read_record(run).data.modalities == ("text", "image")


def test_a_run_from_before_fingerprints_is_compared_by_counts(run: Path) -> None:
    catalog, features, _ = make()
    record = layout.read_json(run / layout.RUN)
    del record["data"]["fingerprint"], record["data"]["features"]
    (run / layout.RUN).write_text(json.dumps(record))
    features.stores["image"].fingerprint = "newer"
    load_run(run, catalog, features)
    with pytest.raises(UserError, match="120 users and 90 items"):
        load_run(run, make(n_users=77)[0], features)


def test_a_reopened_snapshot_has_the_same_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    catalog, _, _ = make(n_users=400, ratings=True)  # enough rows for columns kept as one value
    rows = pl.int_range(pl.len())
    gaps = pl.when(rows % 7 == 0).then(None).otherwise(pl.col("rating"))
    table = catalog.interactions.with_columns(
        rating=gaps, split=pl.lit(1, pl.Int8), timestamp=pl.col("timestamp") + rows
    )
    halves = pl.concat([table[:900], table[900:]], rechunk=False)
    names = catalog.items.with_columns(item=pl.lit("商品\0é") + pl.col("item"))
    catalog = replace(catalog, interactions=halves, items=names)
    again = snapshot.load(snapshot.save(catalog))
    assert identity.of_catalog(again) == identity.of_catalog(catalog)
    zeros = catalog.interactions.with_columns(pl.col("rating").fill_null(0.0))
    assert identity.of_catalog(replace(catalog, interactions=zeros)) != identity.of_catalog(again)


def test_ids_are_told_apart_where_their_letters_are_the_same() -> None:
    catalog = make()[0]
    one, other = (
        replace(catalog, items=pl.DataFrame({"item": ids})) for ids in (["ab", "c"], ["a", "bc"])
    )
    assert identity.of_catalog(one).items != identity.of_catalog(other).items


def test_ten_million_interactions_take_no_time_to_speak_of() -> None:
    n = 10_000_000
    columns = {
        "user": np.arange(n, dtype=np.int32) // 10,
        "item": (np.arange(n, dtype=np.int32) * 7) % 100_000,
        "timestamp": np.arange(n, dtype=np.int64),
        "rating": np.ones(n, np.float32),
    }
    table = pl.DataFrame(columns).with_columns(split=pl.lit(None, pl.Int8))
    catalog = SimpleNamespace(
        items=pl.DataFrame({"item": [f"i{i}" for i in range(100_000)]}),
        users=pl.DataFrame({"user": [f"u{i}" for i in range(1_000_000)]}),
        interactions=table,
    )
    started = time.process_time()
    identity.of_catalog(catalog)  # type: ignore[arg-type]
    assert time.process_time() - started < 5  # a quarter of a second where nothing else runs


@pytest.mark.parametrize("name", [layout.RUN, layout.CONFIG])
def test_a_changed_value_of_a_record_is_named(run: Path, name: str) -> None:
    """The record says what the run was trained on: a wrong one must not let another catalog in."""
    catalog, features, _ = make()
    text = (run / name).read_text()
    (run / name).write_text(text.replace("1", "2", 1))
    with pytest.raises(UserError, match=name):
        load_run(run, catalog, features)
    (run / name).write_text(text)
    load_run(run, catalog, features)
