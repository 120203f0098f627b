"""Encoders compared: the table says what was planted, and what is done is not done again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.catalog.opening import snapshot
from core.contracts.comparing import CompareEncodersSpec, CostSpec, EncoderCost
from core.encoders import features
from core.encoders.entry import Entry
from core.errors import UserError
from core.explore import encoder_comparison as comparison
from core.explore import encoder_measures
from core.explore.encoder_measures import Values
from core.progress import Reporter
from core.training import train as training
from core.training.run import layout
from tests.gui.catalogs import make

COST = EncoderCost(
    items=4, load_seconds=1, item_seconds=0.1, memory_bytes=10, library_bytes=5, disk_bytes=20
)
ENCODERS = {"text": ("minilm", "e5")}


def measured(**values: Values) -> Any:
    return comparison._Measured(values, 2.0)


def users(values: np.ndarray) -> Values:
    return Values(np.arange(len(values)), values)


def test_a_difference_that_is_there_holds_and_one_that_is_not_does_not() -> None:
    rng = np.random.default_rng(0)
    base, items = rng.random(400), rng.random(150)
    variants = {"a": {"text": "a"}, "b": {"text": "b"}, "c": {"text": "c"}}
    found = {
        "a": measured(ndcg=users(base), pointing=users(items)),
        "b": measured(
            ndcg=users(base + 0.1 + rng.normal(0, 0.3, 400)), pointing=users(items - 0.2)
        ),
        "c": measured(ndcg=users(base + rng.normal(0, 0.3, 400))),
    }
    a, b, c = table = comparison.judged(variants, found, {"text=b": COST}, 3)
    assert [one.name for one in table] == ["a", "b", "c"]
    assert a.scores["ndcg"].difference is None
    assert a.scores["ndcg"].low < base.mean() < a.scores["ndcg"].high
    assert b.scores["ndcg"].verdict == "better"
    assert b.scores["pointing"].verdict == "worse"
    assert b.scores["pointing"].difference == pytest.approx((-0.2, -0.2, -0.2))
    assert c.scores["ndcg"].verdict == "undecided"
    assert "pointing" not in c.scores
    assert b.costs == {"text": COST}
    told = comparison._verdict(table, 3)
    assert told.startswith("Against a: b is better in ndcg by 0.")
    assert "b is worse in pointing by 0.200" in told
    assert "c is" not in told
    assert "No difference from a holds" in comparison._verdict((a, c), 3)


def test_one_seed_decides_nothing_and_says_how_many_would() -> None:
    rng = np.random.default_rng(0)
    base = rng.random(400)
    found = {"a": measured(ndcg=users(base)), "b": measured(ndcg=users(base + 0.2))}
    variants = {"a": {"text": "a"}, "b": {"text": "b"}}
    _, b = table = comparison.judged(variants, found, {}, 1)
    assert b.scores["ndcg"].difference == pytest.approx((0.2, 0.2, 0.2))
    assert b.scores["ndcg"].verdict == "undecided"
    told = comparison._verdict(table, 1)
    assert "One seed cannot tell" in told
    assert "3 seeds or more" in told
    _, b = table = comparison.judged(variants, found, {}, 2)
    assert b.scores["ndcg"].verdict == "better"
    assert "One seed" not in comparison._verdict(table, 2)


def test_differences_are_taken_within_the_users_both_have() -> None:
    found = {
        "a": measured(ndcg=Values(np.array([5, 1, 3]), np.array([0.5, 0.1, 0.3]))),
        "b": measured(ndcg=Values(np.array([3, 9, 5]), np.array([0.4, 7.0, 0.6]))),
    }
    _, b = comparison.judged({"a": {}, "b": {}}, found, {}, 3)
    assert b.scores["ndcg"].difference is not None
    assert b.scores["ndcg"].difference[0] == pytest.approx(0.1)


def test_each_variant_replaces_one_encoder_of_the_reference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Entry, "require", lambda _self: None)
    catalog = make(tmp_path)
    spec = CompareEncodersSpec(
        catalog="", encoders={"text": ("minilm", "e5", "minilm"), "image": ("vit-base",)}
    )
    assert comparison.plan(spec, catalog) == {
        "text=minilm, image=vit-base": {"text": "minilm", "image": "vit-base"},
        "text=e5": {"text": "e5", "image": "vit-base"},
    }
    with pytest.raises(UserError, match="nothing to compare"):
        comparison.plan(spec.model_copy(update={"encoders": {"text": ("e5",)}}), catalog)
    with pytest.raises(UserError, match="no video"):
        comparison.plan(spec.model_copy(update={"encoders": {"video": ("a", "b")}}), catalog)


def test_a_folder_is_named_in_full_and_its_weights_name_the_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Costs are measured in a process that works in another folder."""
    monkeypatch.setattr(Entry, "require", lambda _self: None)
    monkeypatch.chdir(tmp_path)
    catalog = make(tmp_path)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "config.json").write_text('{"model_type": "clip"}')
    (mine / "model.safetensors").write_bytes(b"one")
    spec = CompareEncodersSpec(catalog="", encoders={"text": ("minilm", "./mine")})
    variants = comparison.plan(spec, catalog)
    assert variants[f"text={mine}#text"] == {"text": f"{mine}#text"}
    before = comparison._folder(spec, variants)
    assert comparison._folder(spec, comparison.plan(spec, catalog)) == before
    (mine / "model.safetensors").write_bytes(b"another")
    assert comparison._folder(spec, variants) != before
    wrong = spec.model_copy(update={"encoders": {"text": ("minilm", "efficientnet-lite0")}})
    with pytest.raises(UserError, match="is for image, not for text"):
        comparison.plan(wrong, catalog)


def test_what_is_done_is_not_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison that was killed goes on with the seed it was at."""
    calls: list[str] = []
    dying = True

    def train(_catalog: Any, made: Any, config: Any, place: Path, *_: Any, **__: Any) -> None:
        calls.append(f"{made.name} {config.seed}")
        if dying and len(calls) == 2:
            raise KeyboardInterrupt
        (place / layout.LAST).parent.mkdir(parents=True)
        (place / layout.LAST).touch()

    class Made:
        def __init__(self, name: str) -> None:
            self.name, self.folder = name, tmp_path

    def costing(spec: CostSpec) -> EncoderCost:
        calls.append(f"cost {spec.encoder}")
        return COST

    values = {"ndcg@20": users(np.linspace(0, 1, 50))}
    monkeypatch.setattr(Entry, "require", lambda _self: None)
    monkeypatch.setattr(training, "train", train)
    monkeypatch.setattr(features, "encode_catalog", lambda _c, chosen, *_: Made(chosen["text"]))
    monkeypatch.setattr(comparison, "values_of", lambda _context: dict(values))
    folder = snapshot.save(make(tmp_path))
    spec = CompareEncodersSpec(catalog=str(folder), encoders=ENCODERS, seeds=(0, 1))
    with pytest.raises(KeyboardInterrupt):
        comparison.compare(spec, costing, Reporter())
    assert calls == ["minilm 0", "minilm 1"]
    dying = False
    found = comparison.compare(spec, costing, Reporter())
    assert found is not None
    assert calls[2:] == ["minilm 1", "e5 0", "e5 1", "cost minilm", "cost e5"]
    assert [one.name for one in found.variants] == ["text=minilm", "text=e5"]
    assert found.variants[1].scores["ndcg@20"].value == pytest.approx(0.5)
    assert not list(Path(found.folder).rglob(layout.LAST))
    before = len(calls)
    assert comparison.compare(spec, costing, Reporter()) == found
    assert len(calls) == before
    another = spec.model_copy(update={"seeds": (7,)})
    comparison.compare(another, costing, Reporter())
    assert calls[before:] == ["minilm 7", "e5 7", "cost minilm", "cost e5"]


def test_an_experiment_does_not_change_what_is_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[object] = []
    monkeypatch.setattr(Entry, "require", lambda _self: None)
    monkeypatch.setattr(features, "open_features", lambda _catalog: "mine")
    monkeypatch.setattr(features, "note_latest", noted.append)

    def refuse(*_: Any) -> None:
        raise UserError("No.")

    monkeypatch.setattr(features, "encode_catalog", refuse)
    spec = CompareEncodersSpec(catalog=str(snapshot.save(make(tmp_path))), encoders=ENCODERS)
    with pytest.raises(UserError):
        comparison.compare(spec, lambda _spec: COST, Reporter())
    assert noted == ["mine"]


def test_seeds_are_averaged_before_anything_is_compared() -> None:
    one = Values(np.array([1, 2, 3]), np.array([0.0, 0.0, 1.0]))
    other = Values(np.array([3, 2]), np.array([0.0, 1.0]))
    mean = encoder_measures.mean([one, other])
    assert mean.units.tolist() == [2, 3]
    assert mean.values.tolist() == [0.5, 0.5]
