"""The graph of like items is made once in the life of a run."""

from __future__ import annotations

import pytest
import torch
from safetensors.torch import load_file

from core.errors import UserError
from core.fusion import graph
from core.fusion.config import ConcatConfig, GraphConfig
from core.recommend.config import MFConfig
from core.training.config import SplitConfig, TrainConfig
from core.training.losses.config import BPRConfig
from core.training.run import checkpoint, layout
from core.training.run.runs import load_run
from core.training.train import train
from tests.core.training.world import Recording, make

CONFIG = TrainConfig(
    fusion=GraphConfig(base=ConcatConfig(dim=8, hidden=8), neighbours=4),
    head=MFConfig(content=False),
    loss=BPRConfig(),
    epochs=3,
    batch_size=128,
    split=SplitConfig(kind="random"),
    device="cpu",
    ks=(5,),
)


@pytest.fixture
def never_again(monkeypatch):
    """Looking for neighbours fails the test from when this is called."""

    def found(*_given, **_named):
        raise AssertionError("neighbours were looked for again")

    return lambda: monkeypatch.setattr(graph, "nearest", found)


def test_a_loaded_run_has_its_graph_from_the_file(tmp_path, never_again):
    catalog, features, _ = make()
    train(catalog, features, CONFIG, tmp_path)
    for store in features.stores.values():  # other features could not give the same graph
        store.items.reverse()
    never_again()
    run = load_run(tmp_path, catalog, features)
    stored = load_file(tmp_path / layout.GRAPH)
    for name, tensor in run.model.propagation.item_graph.tensors().items():
        assert torch.equal(tensor, stored[name])
    vectors = run.model.eval().vectors()
    torch.testing.assert_close(vectors.items, run.item_vectors)


def test_resumed_without_looking_again_to_the_same_numbers(tmp_path, never_again):
    catalog, features, _ = make()
    train(catalog, features, CONFIG, tmp_path / "whole")
    train(catalog, features, CONFIG, tmp_path / "parts", Recording(stop_at=9))
    never_again()
    train(catalog, features, CONFIG, tmp_path / "parts", resume=True)
    for name in (layout.MODEL, layout.VECTORS, layout.LAST, layout.GRAPH):
        one, other = (load_file(tmp_path / part / name) for part in ("whole", "parts"))
        assert one.keys() == other.keys()
        assert all(torch.equal(one[key], other[key]) for key in one)


def test_a_run_from_before_graphs_were_stored_loads_and_goes_on(tmp_path):
    catalog, features, _ = make()
    train(catalog, features, CONFIG, tmp_path, Recording(stop_at=9))
    kept = load_file(tmp_path / layout.GRAPH)
    (tmp_path / layout.GRAPH).unlink()
    made = load_run(tmp_path, catalog, features).model.propagation.item_graph.tensors()
    assert all(torch.equal(kept[name], made[name]) for name in kept)
    train(catalog, features, CONFIG, tmp_path, resume=True)
    assert layout.read_record(tmp_path).status == "finished"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda tensors: tensors.pop("values"),
        lambda tensors: tensors["neighbours"].fill_(90),
        lambda tensors: tensors["neighbours"].fill_(-1),
        lambda tensors: tensors["starts"][1:].fill_(0),
        lambda tensors: tensors.update(starts=tensors["starts"][:-1].clone()),
        lambda tensors: tensors["starts"][3:4].fill_(10**6),
        lambda tensors: tensors.update(values=tensors["values"].double()),
    ],
    ids=["missing", "beyond", "negative", "short", "other-items", "unsorted", "type"],
)
def test_a_graph_that_does_not_fit_is_refused(tmp_path, spoil):
    catalog, features, _ = make()
    train(catalog, features, CONFIG.model_copy(update={"epochs": 1}), tmp_path)
    tensors = load_file(tmp_path / layout.GRAPH)
    spoil(tensors)
    checkpoint.write(tmp_path / layout.GRAPH, tensors, {})
    with pytest.raises(UserError, match="does not fit this catalog") as error:
        load_run(tmp_path, catalog, features)
    (tmp_path / layout.GRAPH).unlink()
    assert "Remove this file" in error.value.remedy
    load_run(tmp_path, catalog, features)
