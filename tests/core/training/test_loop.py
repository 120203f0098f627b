import json
import tempfile
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.torch import load_file

from core.errors import UserError
from core.fusion.config import ConcatConfig, GraphConfig, LateConfig, TransformerConfig
from core.recommend.config import MemoryConfig, MFConfig, SequenceConfig
from core.training.config import AlignmentLossConfig, SplitConfig, TrainConfig
from core.training.losses.config import BCEConfig, BPRConfig, MSEConfig, SoftmaxConfig
from core.training.presets import PRESETS, preset_for
from core.training.run import checkpoint, layout
from core.training.run.runs import load_run
from core.training.steps import loop
from core.training.steps.gradient import GradientStep
from core.training.steps.objective import Objective
from core.training.train import train
from tests.core.training.world import Recording, make

SMALL = TrainConfig(
    fusion=ConcatConfig(dim=16, hidden=16),
    loss=SoftmaxConfig(negatives=1000),
    epochs=3,
    batch_size=128,
    learning_rate=0.01,
    split=SplitConfig(kind="random"),
    device="cpu",
    ks=(5, 10),
)


def changed(**values):
    return SMALL.model_copy(update=values)


@pytest.mark.parametrize(
    "changes",
    [
        {"fusion": ConcatConfig(dim=16, hidden=16), "loss": BPRConfig(negatives=2)},
        {"fusion": LateConfig(dim=16, hidden=16), "loss": BCEConfig(popularity=0.5)},
        {"fusion": TransformerConfig(dim=16, heads=2, queries=2), "loss": SoftmaxConfig()},
        {"fusion": GraphConfig(base=LateConfig(dim=16)), "loss": BPRConfig()},
        {"head": MemoryConfig(recent=4), "loss": SoftmaxConfig(negatives=20)},
        {"head": SequenceConfig(recent=4), "loss": BPRConfig(negatives=4)},
        {"head": MFConfig(content=False), "loss": MSEConfig()},
        {
            "head": MFConfig(item_embedding=False),
            "alignment": AlignmentLossConfig(weight=0.1, token_weight=0.1),
        },
        {"fused_items": 8},
    ],
    ids=[
        "concat-bpr",
        "late-bce",
        "transformer-softmax",
        "graph-bpr",
        "memory",
        "sequence",
        "mf-mse",
        "content-only",
        "budget",
    ],
)
def test_learns_planted_tastes_beyond_popularity_and_chance(tmp_path, changes):
    catalog, features, _ = make()
    summary = train(catalog, features, changed(epochs=25, **changes), tmp_path)
    floors = summary.baselines
    best_floor = max(floors[name]["recall@10"] for name in floors)
    assert summary.test["recall@10"] > 1.8 * best_floor
    low, high = summary.test_intervals["recall@10"]
    assert low <= summary.test["recall@10"] <= high


FUSIONS = [
    ConcatConfig(dim=16, hidden=16),
    LateConfig(dim=16, hidden=16),
    TransformerConfig(dim=16, heads=2, queries=2),
    GraphConfig(base=ConcatConfig(dim=16, hidden=16)),
]
HEADS = [MFConfig(), MemoryConfig(recent=4)]
LOSSES = [BPRConfig(), BCEConfig(), SoftmaxConfig(negatives=50), MSEConfig()]


@pytest.mark.parametrize("loss", LOSSES, ids=lambda config: config.kind)
@pytest.mark.parametrize("head", HEADS, ids=lambda config: config.kind)
@pytest.mark.parametrize("fusion", FUSIONS, ids=lambda config: config.kind)
def test_every_combination_makes_its_loss_smaller(tmp_path, fusion, head, loss):
    catalog, features, _ = make()
    reporter = Recording()
    train(catalog, features, changed(fusion=fusion, head=head, loss=loss), tmp_path, reporter)
    losses = [
        values["loss"] for _, epoch, values in reporter.metrics if "valid/recall@10" in values
    ]
    assert len(losses) == 3
    assert losses[-1] < losses[0]


def test_graphs_read_content_that_is_not_fused(tmp_path):
    catalog, features, cluster = make()
    config = PRESETS["ranking"].config.model_copy(
        update={"epochs": 10, "device": "cpu", "batch_size": 128, "ks": (10,), "split": SMALL.split}
    )
    summary = train(catalog, features, config, tmp_path)
    floors = summary.baselines.values()
    assert summary.test["recall@10"] > 1.8 * max(floor["recall@10"] for floor in floors)
    run = load_run(tmp_path, catalog, features)
    graph = run.model.propagation.item_graph.dense()
    same = torch.as_tensor(cluster[:, None] == cluster[None, :])
    assert graph[same].sum() > 0.9 * graph.sum()


@pytest.mark.parametrize(
    ("tokens", "name"),
    [
        ({"text": 1, "image": 1}, "auto vectors"),
        ({"text": 12, "image": 1}, "auto"),
        ({}, "auto ids"),
    ],
)
def test_the_preset_of_a_catalog_follows_its_tokens(tokens, name):
    assert preset_for(tokens) == name


def test_ratings_are_learned_as_numbers(tmp_path):
    catalog, features, cluster = make(ratings=True)
    config = changed(loss=MSEConfig(), epochs=60, patience=0, embedding_l2=1e-3)
    train(catalog, features, config, tmp_path)
    run = load_run(tmp_path, catalog, features)
    users = np.arange(run.data.n_users)
    rows, items = run.data.test.pairs(users)
    scores = (run.user_vectors[rows] * run.item_vectors[items]).sum(1)
    scores = scores + run.user_bias[rows] + run.item_bias[items]
    truth = np.where(cluster[items] == rows % 6, 5.0, 1.0)
    plain = np.square(truth - truth.mean()).mean()
    assert np.square(scores.numpy() - truth).mean() < 0.6 * plain


def test_cold_items_are_found_by_content(tmp_path):
    catalog, features, _ = make(n_items=150)
    config = changed(
        split=SplitConfig(kind="cold_items"), head=MFConfig(item_dropout=0.5), epochs=25
    )
    summary = train(catalog, features, config, tmp_path)
    assert summary.cold_items["interactions"] > 50
    assert summary.cold_items["recall@10"] > 2 * 10 / 150


def test_article_preset_prints_ten_losses(tmp_path):
    catalog, features, _ = make()
    reporter = Recording()
    config = PRESETS["article"].config.model_copy(update={"device": "cpu"})
    train(catalog, features, config, tmp_path, reporter)
    said = [text for _, text in reporter.lines if text.startswith("epoch ")]
    losses = [float(text.split("loss ")[1].split(",")[0]) for text in said]
    assert len(losses) == 10
    assert losses[-1] < losses[0]


def test_metrics_file_and_reporter_say_the_same(tmp_path):
    catalog, features, _ = make()
    reporter = Recording()
    train(catalog, features, SMALL, tmp_path, reporter)
    rows = [json.loads(line) for line in (tmp_path / layout.METRICS).read_text().splitlines()]
    assert [(r["step"], r["epoch"], r["values"]) for r in rows] == reporter.metrics
    assert any("interactions_per_s" in r["values"] for r in rows)
    assert sum("valid/recall@10" in r["values"] for r in rows) == 3


def weights(folder):
    return load_file(folder / layout.LAST)


def assert_same_run(one, other):
    a, b = weights(one), weights(other)
    assert a.keys() == b.keys()
    for name in a:
        assert torch.equal(a[name], b[name]), name
    for name, tensor in load_file(one / layout.VECTORS).items():
        assert torch.equal(tensor, load_file(other / layout.VECTORS)[name]), name
    epochs = [
        [r for r in layout.read_metrics(folder) if "valid/recall@10" in r["values"]]
        for folder in (one, other)
    ]
    assert epochs[0] == epochs[1]


@pytest.mark.parametrize("stop_at", [1, 7, 8, 13, 22])
@pytest.mark.parametrize(
    "changes",
    [
        {"alignment": AlignmentLossConfig(weight=0.1, token_weight=0.1)},
        {"loss": BPRConfig(), "head": MemoryConfig(recent=3)},
        {"fusion": GraphConfig(base=ConcatConfig(dim=16, hidden=16), neighbours=3)},
        {"fused_items": 12, "alignment": AlignmentLossConfig(weight=0.1)},
        {"fused_items": 12, "loss": BPRConfig(), "head": MemoryConfig(recent=3)},
        {"fused_items": 12, "head": SequenceConfig(recent=3)},
    ],
    ids=["softmax", "memory", "graph", "budget", "budget-memory", "budget-sequence"],
)
def test_stopped_and_resumed_is_bitwise_uninterrupted(tmp_path, changes, stop_at):
    catalog, features, _ = make()
    config = changed(**changes)
    train(catalog, features, config, tmp_path / "whole")
    stopped = train(catalog, features, config, tmp_path / "parts", Recording(stop_at=stop_at))
    assert stopped.steps == stop_at
    assert stopped.stopped
    torch.rand(5)  # whatever happens in between
    train(catalog, features, config, tmp_path / "parts", resume=True)
    assert_same_run(tmp_path / "whole", tmp_path / "parts")


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory):
    """Folder and length in steps of a run with everything random in it: dropout, negatives."""
    folder = tmp_path_factory.mktemp("uninterrupted")
    catalog, features, _ = make()
    return folder, train(catalog, features, RANDOM, folder).steps


RANDOM = changed(head=MFConfig(item_dropout=0.5), loss=BPRConfig(negatives=2))


@settings(max_examples=6)
@given(drawn=st.data())
def test_stopped_at_any_steps_and_resumed_is_bitwise_uninterrupted(uninterrupted, drawn):
    whole, length = uninterrupted
    stops = sorted(drawn.draw(st.sets(st.integers(1, length - 1), min_size=1, max_size=3)))
    catalog, features, _ = make()
    with tempfile.TemporaryDirectory() as name:
        before = 0
        for stop in stops:
            reporter = Recording(stop_at=stop - before)
            stopped = train(catalog, features, RANDOM, Path(name), reporter, resume=True)
            assert (stopped.steps, stopped.stopped) == (stop, True)
            before = stop
        train(catalog, features, RANDOM, Path(name), resume=True)
        assert_same_run(whole, Path(name))


def test_a_stopped_run_can_be_used(tmp_path):
    catalog, features, _ = make()
    train(catalog, features, SMALL, tmp_path, Recording(stop_at=2))
    assert layout.read_record(tmp_path).status == "stopped"
    run = load_run(tmp_path, catalog, features)
    assert run.item_vectors.shape == (90, 16)


def test_vectors_are_those_of_the_model(tmp_path):
    catalog, features, _ = make()
    train(catalog, features, SMALL, tmp_path)
    run = load_run(tmp_path, catalog, features)
    batch = run.gather(torch.arange(90))
    with torch.no_grad():
        content = run.model.fusion(batch).vector
    assert torch.allclose(run.base_vectors + content, run.item_vectors, atol=1e-5)
    (tmp_path / layout.VECTORS).unlink()
    again = load_run(tmp_path, catalog, features)
    assert torch.allclose(again.item_vectors, run.item_vectors, atol=1e-5)
    assert torch.allclose(again.user_vectors, run.user_vectors, atol=1e-5)


def test_best_epoch_is_kept_and_patience_ends_the_run(tmp_path):
    catalog, features, _ = make()
    reporter = Recording()
    config = changed(epochs=200, patience=3, learning_rate=0.05, monitor="recall")
    summary = train(catalog, features, config, tmp_path, reporter)
    assert summary.epochs < 200
    curve = [v["valid/recall@10"] for _, _, v in reporter.metrics if "valid/recall@10" in v]
    assert summary.best_epoch == int(np.argmax(curve)) + 1
    assert summary.epochs == summary.best_epoch + 3
    assert summary.validation["recall@10"] == pytest.approx(max(curve), abs=1e-9)


def test_nan_is_explained_and_the_model_kept(tmp_path, monkeypatch):
    catalog, features, _ = make()
    monkeypatch.setattr(loop, "REPORT_EVERY", 1)
    good = Objective.loss
    calls = []

    def bad(self, model, *given):
        calls.append(1)
        terms = good(self, model, *given)
        return {n: t * float("nan") if len(calls) > 12 else t for n, t in terms.items()}

    monkeypatch.setattr(Objective, "loss", bad)
    with pytest.raises(UserError, match="First its 'softmax' part did, in step 13") as error:
        train(catalog, features, SMALL, tmp_path)
    assert "learning rate" in error.value.remedy
    assert layout.read_record(tmp_path).status == "failed"
    monkeypatch.undo()
    assert torch.isfinite(load_run(tmp_path, catalog, features).item_vectors).all()


def plant(monkeypatch, name, step):
    """The gradient of one parameter becomes NaN in a step (from 1); the loss stays a number."""
    good = GradientStep.gradients
    steps = []

    def bad(self, index):
        terms = good(self, index)
        parameter = dict(self.model.named_parameters())[name]
        steps.append(index)
        if len(steps) == step:
            dense = parameter.grad
            (dense._values() if dense.is_sparse else dense).fill_(float("nan"))
        return terms

    monkeypatch.setattr(GradientStep, "gradients", bad)


@pytest.mark.parametrize("name", ["mf.items", "fusion.mlp.0.bias"])
@pytest.mark.parametrize("clip_norm", [0.0, 1.0])
@pytest.mark.parametrize("every_s", [0, 300])
def test_the_parameter_that_broke_first_is_named(tmp_path, monkeypatch, name, clip_norm, every_s):
    catalog, features, _ = make()
    plant(monkeypatch, name, 9)
    config = changed(clip_norm=clip_norm, checkpoint_seconds=every_s)
    words = f"gradient of '{name}' did, in step 9"
    if not every_s:  # found before anything was written, and before the loss knew
        words += r"\."
    else:
        words += "; the loss followed in step 10, in its 'softmax' part"
    with pytest.raises(UserError, match=words) as error:
        train(catalog, features, config, tmp_path)
    assert "learning rate" in error.value.remedy
    if every_s:
        return
    # What was written before holds numbers only, so the run can go on from there.
    tensors, _ = checkpoint.read(tmp_path / layout.LAST)
    assert all(torch.isfinite(t).all() for n, t in tensors.items() if n.startswith("model/mf."))


def test_features_that_are_no_numbers_are_blamed_not_the_learning_rate(tmp_path):
    catalog, features, _ = make()
    for tokens in features.stores["text"].items:
        tokens[:] = float("nan")
    with pytest.raises(UserError, match="in step 1") as error:
        train(catalog, features, SMALL, tmp_path)
    assert "Encode the features again" in error.value.remedy
    assert "learning rate" not in error.value.remedy


def test_out_of_memory_halves_the_batch_and_says_so(tmp_path, monkeypatch):
    catalog, features, _ = make()
    good = Objective.loss
    sizes = []

    def limited(self, model, batch, picked):
        if len(batch.users) > 40:
            raise torch.OutOfMemoryError("CUDA out of memory")
        sizes.append(len(batch.users))
        return good(self, model, batch, picked)

    monkeypatch.setattr(Objective, "loss", limited)
    reporter = Recording()
    train(catalog, features, changed(epochs=1), tmp_path, reporter)
    assert sum(sizes) == 960  # every interaction once, nothing lost to the failed tries
    warnings = [text for level, text in reporter.lines if level == "warning"]
    assert [text.split()[8] for text in warnings] == ["64", "32"]

    def never(self, model, batch, picked):
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(Objective, "loss", never)
    with pytest.raises(UserError, match="single interaction"):
        train(catalog, features, changed(epochs=1), tmp_path)


def test_a_run_of_other_data_is_refused(tmp_path):
    catalog, features, _ = make()
    train(catalog, features, changed(epochs=1), tmp_path)
    other, other_features, _ = make(n_users=77)
    with pytest.raises(UserError, match="120 users and 90 items"):
        load_run(tmp_path, other, other_features)
    with pytest.raises(UserError, match="no training run"):
        load_run(tmp_path / "nowhere", catalog, features)
    features.stores.pop("image")
    with pytest.raises(UserError, match="'image'"):
        load_run(tmp_path, catalog, features)


def edited(path, change):
    """Rewrite a safetensors file after `change` of its tensors and its state."""
    tensors, state = checkpoint.read(path)
    change(tensors, state)
    checkpoint.write(path, tensors, state)


def without_rows(tensors, state):
    for name in [n for n in tensors if n.endswith(("/last", "/owed"))]:
        del tensors[name]


def resized(tensors, state):
    name = next(n for n in tensors if n.startswith("optimizer/") and n.endswith("/exp_avg"))
    tensors[name] = tensors[name][:-1].clone()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without_rows, r"last, owed"),
        (resized, "another shape"),
        (lambda tensors, state: state.update(mood="new"), "mood"),
        (lambda tensors, state: state.pop("scaler"), "scaler"),
        (lambda tensors, state: tensors.pop("random/sampler"), "sampler"),
    ],
    ids=["before-rows", "shape", "unknown-state", "no-scaler", "no-random"],
)
def test_a_checkpoint_of_another_version_is_explained_and_its_model_kept(tmp_path, change, words):
    catalog, features, _ = make()
    train(catalog, features, changed(epochs=1), tmp_path)
    edited(tmp_path / layout.LAST, change)
    with pytest.raises(UserError, match=words) as error:
        train(catalog, features, changed(epochs=2), tmp_path, resume=True)
    assert "Another version" in error.value.message
    assert "new run" in error.value.remedy
    assert error.value.file == str(tmp_path / layout.LAST)
    load_run(tmp_path, catalog, features)


@pytest.mark.parametrize(
    ("file", "change", "words"),
    [
        (layout.MODEL, lambda t, _: t.pop("mf.items"), "do not fit this model"),
        (layout.MODEL, lambda t, _: t.update(extra=torch.ones(2)), "do not fit this model"),
        (layout.MODEL, lambda t, _: t.update({"mf.items": torch.ones(3, 16)}), "do not fit this"),
        (layout.VECTORS, lambda t, _: t.pop("base"), "vectors do not fit"),
        (layout.VECTORS, lambda t, _: t.update(items=torch.ones(3, 16)), "vectors do not fit"),
    ],
    ids=["missing", "extra", "shape", "no-base", "vectors-shape"],
)
def test_files_that_do_not_fit_are_explained_with_a_remedy(tmp_path, file, change, words):
    catalog, features, _ = make()
    train(catalog, features, changed(epochs=1), tmp_path)
    edited(tmp_path / file, change)
    with pytest.raises(UserError, match=words) as error:
        load_run(tmp_path, catalog, features)
    assert error.value.remedy
    assert error.value.file == str(tmp_path / file)


@pytest.mark.parametrize("damage", ["bit", "cut"])
def test_damaged_vectors_are_made_again_with_their_vote(tmp_path, damage):
    catalog, features, _ = make()
    train(catalog, features, changed(epochs=1), tmp_path)
    before = load_run(tmp_path, catalog, features)
    path = tmp_path / layout.VECTORS
    data = bytearray(path.read_bytes())
    data[-40] ^= 4
    path.write_bytes(data if damage == "bit" else data[:-40])
    after = load_run(tmp_path, catalog, features)
    assert torch.allclose(before.item_vectors, after.item_vectors, atol=1e-5)
    assert (before.vote is None) == (after.vote is None)
    if before.vote is not None:
        assert before.vote.weights == after.vote.weights
    assert path.with_name(f"{path.name}.damaged").exists()
    again = load_run(tmp_path, catalog, features)  # they were kept
    assert torch.equal(after.item_vectors, again.item_vectors)


def test_a_flipped_bit_in_the_weights_is_noticed(tmp_path):
    catalog, features, _ = make()
    train(catalog, features, changed(epochs=1), tmp_path)
    path = tmp_path / layout.MODEL
    data = bytearray(path.read_bytes())
    data[-40] ^= 4
    path.write_bytes(data)
    with pytest.raises(UserError, match="changed since"):
        load_run(tmp_path, catalog, features)


def test_a_broken_checkpoint_is_explained(tmp_path):
    catalog, features, _ = make()
    train(catalog, features, changed(epochs=1), tmp_path)
    (tmp_path / layout.LAST).write_bytes(b"\x00rubbish" * 50)
    with pytest.raises(UserError, match="cannot be read") as error:
        train(catalog, features, changed(epochs=2), tmp_path, resume=True)
    assert error.value.file == str(tmp_path / layout.LAST)
