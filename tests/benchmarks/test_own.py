"""Workloads of one's own catalog, and of a model named by reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import __main__ as cli
from benchmarks import session
from benchmarks.plan import Spec
from benchmarks.workloads.catalogue import find
from core.errors import UserError
from core.progress import NOBODY


@pytest.fixture
def catalog(tmp_path: Path, workspace_home: Path) -> Path:
    folder = tmp_path / "secret-name"
    folder.mkdir()
    rows = [f"{user},{(user + 3 * n) % 30},{n}" for user in range(40) for n in range(6)]
    (folder / "interactions.csv").write_text("\n".join(["user_id,item_id,timestamp", *rows]))
    items = [f"{n},a striped thing number {n}" for n in range(30)]
    (folder / "items.csv").write_text("\n".join(["item_id,title", *items]))
    return folder


def test_a_catalog_of_ones_own_is_measured_and_not_named(catalog: Path) -> None:
    spec = Spec(
        **cli._own(catalog), rounds=2, seconds=0.2, ceilings=False, batches=(8,), devices=("cpu",)
    )
    found = session.run(spec, NOBODY)
    (point,) = found.measured
    assert point.workload == "own.encode.text"
    assert point.axes.size == {"items": 30, "users": 40}
    (skipped,) = (one for one in found.points if one.status == "skipped")
    assert "not encoded yet" in skipped.reason  # training waits for features, and says so
    assert "secret-name" not in found.model_dump_json()


def test_training_on_histories_alone_is_measured(catalog: Path) -> None:
    (catalog / "items.csv").unlink()
    spec = Spec(
        **cli._own(catalog), rounds=2, seconds=0.2, ceilings=False, batches=(64,), devices=("cpu",)
    )
    (point,) = session.run(spec, NOBODY).measured
    assert (point.workload, point.items_per_call) == ("own.train", 64)


def test_an_encoder_by_reference_is_a_workload_whose_name_is_fit_for_a_file() -> None:
    (found,) = find(["encoder.torchvision:resnet50"])
    assert found.name == "encoder.torchvision-resnet50"
    assert found.encoder == "torchvision:resnet50"  # type: ignore[attr-defined]
    with pytest.raises(UserError, match="nowhere"):
        find(["encoder.nowhere"])
