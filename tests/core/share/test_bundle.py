"""A bundle opens elsewhere as it was here; what a stranger changed in one reaches nothing."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image

from core.catalog.opening import snapshot
from core.catalog.schema import INTERACTION_COLUMNS, Catalog, empty
from core.contracts.opening import OpenSpec
from core.contracts.question import Subject
from core.contracts.recommend import LIST
from core.contracts.share import BundleSpec
from core.encoders.features import encode_catalog
from core.errors import UserError
from core.explore.context import Context
from core.fusion.config import ConcatConfig
from core.progress import NOBODY
from core.training.config import SplitConfig, TrainConfig
from core.training.train import train
from core.worker.jobs.opening import open_catalog
from core.worker.jobs.sharing import bundle
from tests.core.explore.asking import ask

ITEMS, USERS = 12, 20
CONFIG = TrainConfig(
    fusion=ConcatConfig(dim=8),
    epochs=1,
    split=SplitConfig(kind="random"),
    device="cpu",
    ks=(5,),
)


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """A bundle, the list its sender saw, and the folder of the sender's catalog."""
    home, root = tmp_path_factory.mktemp("senders_home"), tmp_path_factory.mktemp("catalog")
    rng = np.random.default_rng(0)
    for row in range(ITEMS):
        pixels = rng.integers(0, 255, (8, 8, 3)).astype(np.uint8)
        Image.fromarray(pixels).save(root / f"private-{row}.png")
    chosen = [(user, item) for user in range(USERS) for item in rng.permutation(ITEMS)[:4]]
    log = pl.DataFrame(
        {"user": [u for u, _ in chosen], "item": [int(i) for _, i in chosen]},
        schema={"user": pl.Int32, "item": pl.Int32},
    )
    rest = {k: v for k, v in INTERACTION_COLUMNS.items() if k not in ("user", "item")}
    catalog = Catalog(
        "shelf",
        root,
        "table",
        pl.DataFrame(
            {
                "item": [f"i{row}" for row in range(ITEMS)],
                "title": [f"Thing {row}" for row in range(ITEMS)],
                "image": [f"private-{row}.png" for row in range(ITEMS)],
            }
        ),
        pl.DataFrame({"user": [f"u{row}" for row in range(USERS)]}),
        pl.concat([log, empty(rest)], how="diagonal"),
        features={"image": rng.normal(size=(ITEMS, 6)).astype(np.float32)},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIPTYCH_HOME", str(home))
        saved = snapshot.save(catalog)
        features = encode_catalog(catalog)
        run = home / "runs" / saved.name / "0001"
        run.mkdir(parents=True)
        train(catalog, features, CONFIG, run)
        subject = Subject(catalog=str(saved), features=str(features.folder), run=str(run))
        out = tmp_path_factory.mktemp("sent") / "shelf.triptych"
        spec = BundleSpec(**subject.model_dump(), out=str(out), items=(3,), users=(5,))
        bundle(spec, NOBODY)
        listed = ask(Context(subject), LIST, user=5, k=4)
    return out, listed, root


def opened(path: Path):
    return open_catalog(OpenSpec(path=str(path)), NOBODY)


def test_another_machine_sees_the_same(sent):
    path, listed, root = sent
    there = opened(path)
    assert (there.item, there.user, there.items, there.name) == (3, 5, ITEMS, "shelf")
    assert there.run is not None
    assert there.run.process is None
    assert there.features is not None
    again = ask(Context(there.subject()), LIST, user=5, k=4)
    assert [one.row for one in again.items] == [one.row for one in listed.items]
    scores = [one.score for one in listed.items]
    np.testing.assert_allclose([one.score for one in again.items], scores, rtol=1e-5)
    catalog = snapshot.load(Path(there.snapshot))
    pictures = dict(enumerate(catalog.items["image"]))
    shown = {3, *listed.history, *listed.held_out, *(one.row for one in listed.items)}
    assert {3, *listed.history} <= {row for row, name in pictures.items() if name}
    for row in shown & {row for row, name in pictures.items() if name}:
        sent_bytes = (root / f"private-{row}.png").read_bytes()
        assert (catalog.root / pictures[row]).read_bytes() == sent_bytes


def test_opening_it_again_makes_nothing_anew(sent):
    first, second = opened(sent[0]), opened(sent[0])
    assert second.snapshot == first.snapshot
    assert second.run.folder == first.run.folder
    assert len(list(Path(first.run.folder).parent.iterdir())) == 1


def test_nothing_tells_where_the_sender_keeps_it(sent):
    path, _, root = sent
    with zipfile.ZipFile(path) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
        names = " ".join(archive.namelist())
    for secret in (str(root), "private-", "senders_home"):
        assert secret.encode() not in whole
        assert secret not in names


def changed(path: Path, out: Path, change) -> Path:
    """A copy whose members `change` has had in its hands: {name: bytes} -> {name: bytes}."""
    with zipfile.ZipFile(path) as archive:
        members = change({name: archive.read(name) for name in archive.namelist()})
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out


def _json(name, edit):
    def change(members):
        values = json.loads(members[name])
        edit(values)
        return members | {name: json.dumps(values).encode()}

    return change


def _table(name, edit):
    def change(members):
        made = Path(f"{name.replace('/', '-')}")
        frame = edit(pl.read_ipc(members[f"catalog/{name}"]))
        try:
            frame.write_ipc(made)
            return members | {f"catalog/{name}": made.read_bytes()}
        finally:
            made.unlink(missing_ok=True)

    return change


def _out_of_range(frame):
    return frame.with_columns(pl.lit(ITEMS, pl.Int32).alias("item"))


def _set(*keys, value):
    def edit(values):
        for key in keys[:-1]:
            values = values[key]
        values[keys[-1]] = value

    return edit


@pytest.mark.parametrize(
    "change",
    [
        lambda members: members | {"../escaped": b"x"},
        lambda members: members | {"/tmp/escaped": b"x"},
        lambda members: {name: data for name, data in members.items() if name != "bundle.json"},
        _json("bundle.json", _set("version", value=99)),
        _json("bundle.json", _set("features", 0, "name", value="../../escaped")),
        _json("catalog/catalog.json", _set("features", "image", value="../../../secret.npy")),
        _json("features/0/store.json", _set("dtype", value="object")),
        _json("features/0/store.json", _set("width", value=5)),
        _table("interactions.arrow", _out_of_range),
        _table("items.arrow", lambda frame: frame.drop("item")),
    ],
    ids=lambda value: "",
)
def test_what_is_not_as_it_should_be_is_refused(
    sent, tmp_path, workspace_home, monkeypatch, change
):
    monkeypatch.chdir(tmp_path)
    evil = changed(sent[0], tmp_path / "evil.triptych", change)
    with pytest.raises(UserError):
        opened(evil)
    assert not list(tmp_path.rglob("escaped"))
    assert not list((workspace_home / "runs").glob("*/*"))


def test_a_path_out_of_the_bundle_is_no_picture(sent, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")

    def outside(frame):
        places = [str(secret), "../../../secret.png", "extracted media/a.png"]
        names = places + [None] * (ITEMS - len(places))
        return frame.with_columns(pl.Series("image", names, pl.String))

    evil = changed(sent[0], tmp_path / "evil.triptych", _table("items.arrow", outside))
    catalog = snapshot.load(Path(opened(evil).snapshot))
    assert catalog.items["image"].null_count() == ITEMS


def test_a_bundle_that_is_too_large_is_not_written(sent, monkeypatch, tmp_path):
    from core.share import bundle as bundles

    monkeypatch.setattr(bundles, "MOST_BYTES", 10)
    there = opened(sent[0])
    out = tmp_path / "large.triptych"
    with pytest.raises(UserError, match="are the most"):
        bundle(BundleSpec(**there.subject().model_dump(), out=str(out), users=(0,)), NOBODY)
    assert not list(tmp_path.iterdir())
