"""Alignment queries against scikit-learn, brute force, closed forms and planted spaces."""

from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest
import torch

from core.alignment.measures import unit
from core.catalog.schema import INTERACTION_COLUMNS, Catalog, empty
from core.contracts.alignment import PAIR, SHIFTED, SPACES
from core.contracts.message import pack
from core.contracts.question import Subject
from core.encoders.store import About
from core.errors import UserError
from core.explore.alignment import spaces
from core.explore.context import Context
from core.fusion.config import ConcatConfig
from core.training.config import TrainConfig
from tests.core.explore.asking import ask


class Store:
    """Pooled features in memory."""

    about = About("any", "planted", "planted", 0)

    def __init__(self, features, present):
        self.features = np.where(present[:, None], features, np.nan).astype(np.float32)
        self.present, self.n_items, self.width = present, *features.shape
        self.max_tokens = 1

    def pooled(self):
        return self.features

    def gather(self, rows):
        from core.encoders.tokens import TokenBatch

        rows = np.asarray(rows)
        tokens = torch.from_numpy(self.features[rows]).unsqueeze(1)
        mask = torch.from_numpy(self.present[rows]).unsqueeze(1)
        return TokenBatch(tokens, mask, torch.full((len(rows), 1, 4), float("nan")))


def make_context(n=120, seed=0, sound=40):
    """Words and picture share a hidden cause; `sound` items have noise for a sound."""
    rng = np.random.default_rng(seed)
    cause = rng.normal(size=(n, 6))
    here = np.ones(n, bool)
    some = np.zeros(n, bool)
    some[:sound] = True
    stores = {
        "text": Store(cause @ rng.normal(size=(6, 10)), here),
        "image": Store(cause @ rng.normal(size=(6, 14)) + 4, here),
        "audio": Store(rng.normal(size=(n, 5)), some),
    }
    catalog = Catalog(
        "planted", None, "table",
        pl.DataFrame({"item": [f"i{k}" for k in range(n)]}), pl.DataFrame({"user": ["u"]}),
        empty(INTERACTION_COLUMNS),
    )  # fmt: skip
    made = Context(Subject())
    made.__dict__.update(catalog=catalog, features=SimpleNamespace(stores=stores))
    return made


def with_run(context, weight=0.0):
    from core.training.steps.gather import Gather

    stores = context.features.stores
    torch.manual_seed(0)
    fusion = ConcatConfig(dim=8).build({k: s.width for k, s in stores.items()}).eval()
    config = TrainConfig(fusion=ConcatConfig(dim=8))
    config = config.model_copy(
        update={"alignment": config.alignment.model_copy(update={"weight": weight})}
    )
    run = SimpleNamespace(
        model=SimpleNamespace(fusion=fusion),
        config=config,
        gather=Gather(stores, torch.device("cpu")),
    )
    made = Context(Subject(run="somewhere"))
    made.__dict__.update(catalog=context.catalog, features=context.features, run=run)
    return made


def test_spaces_there_are():
    context = make_context()
    told = ask(context, SPACES)
    assert told.spaces == ("ridge",)
    assert told.pairs == (("text", "image"), ("text", "audio"), ("image", "audio"))
    assert ask(with_run(context), SPACES).spaces == ("model", "ridge")


def test_one_modality_is_refused():
    context = make_context()
    context.features.stores = {"text": context.features.stores["text"]}
    with pytest.raises(UserError, match="one modality"):
        ask(context, SPACES)
    with pytest.raises(UserError, match="No model"):
        ask(context, PAIR, space="model", x="text", y="image")


def test_ridge_finds_a_shared_cause_and_nothing_in_noise():
    context = make_context()
    told = ask(context, PAIR, space="ridge", x="image", y="text")
    assert told.compared == 120
    assert told.measures["recall@1 x to y"].value > 0.8
    assert "Each of the 120 items" in told.note
    noise = ask(context, PAIR, space="ridge", x="audio", y="text")
    assert noise.measures["recall@1 x to y"].value < 0.25


def test_what_few_items_leave_undefined_is_null_and_never_nan():
    context = make_context(sound=3)
    told = ask(with_run(context), PAIR, space="model", x="text", y="audio")
    assert told.measures["cka"].value is None
    assert told.measures["gap"].value > 0


def test_ridge_is_judged_on_items_it_was_not_fitted_on():
    """With as many features as items a map can learn noise by heart: held out, it knows nothing."""
    context = make_context()
    rng = np.random.default_rng(3)
    here = np.ones(120, bool)
    context.features.stores = {
        "text": Store(rng.normal(size=(120, 90)), here),
        "image": Store(rng.normal(size=(120, 90)), here),
    }
    told = ask(context, PAIR, space="ridge", x="image", y="text")
    assert told.measures["recall@1 x to y"].value < 0.12


def test_matrix_is_sorted_by_margin_and_its_cells_are_cosines():
    context = make_context()
    told = ask(context, PAIR, space="ridge", x="image", y="text", shown=30)
    assert told.matrix.similarity.shape == (30, 30)
    assert (np.diff(told.matrix.margins) <= 1e-7).all()
    assert np.abs(told.matrix.similarity).max() <= 1 + 1e-5
    assert len(set(told.matrix.items.tolist())) == 30
    # Rank 1 is the same as a margin above zero.
    assert ((told.matrix.own_rank == 1) == (told.matrix.margins > 0)).all()
    assert told.x == "image"


def test_worst_items_are_the_planted_mistakes():
    """Two items swap their pictures: they must head the list, each other's rival."""
    context = make_context(n=160)
    held_out = ask(context, PAIR, space="ridge", x="image", y="text").matrix.items
    a, b = (int(row) for row in np.sort(held_out)[[10, 30]])
    image = context.features.stores["image"].features
    image[[a, b]] = image[[b, a]]
    context.forget()
    told = ask(context, PAIR, space="ridge", x="image", y="text", worst=2)
    assert told.compared == 160
    assert set(told.worst.items.tolist()) == {a, b}
    assert dict(zip(told.worst.items.tolist(), told.worst.rival.tolist(), strict=True)) == {
        a: b, b: a,
    }  # fmt: skip


def test_curve_passes_through_the_measured_recall_and_the_shifted_matrix():
    context = make_context()
    told = ask(context, PAIR, space="ridge", x="image", y="text")
    at_zero = int(np.abs(told.curve.shifts).argmin())
    assert told.curve.shifts[at_zero] == pytest.approx(0, abs=1e-9)
    assert told.curve.recall_xy[at_zero] == pytest.approx(told.measures["recall@1 x to y"].value)
    at_one = int(np.abs(told.curve.shifts - 1).argmin())
    moved = ask(context, SHIFTED, space="ridge", x="image", y="text", shift=1.0)
    assert (moved.matrix.own_rank == 1).mean() == pytest.approx(told.curve.recall_xy[at_one])


def test_model_space_is_its_pooled_projected_inputs():
    context = with_run(make_context(), weight=0.5)
    told = ask(context, PAIR, space="model", x="text", y="image", shown=200)
    assert "weight 0.5" in told.note
    run = context.run
    parts = run.model.fusion(run.gather(torch.arange(120))).parts
    x, y = (unit(parts[name].detach().numpy()) for name in ("text", "image"))
    items = told.matrix.items
    np.testing.assert_allclose(told.matrix.similarity, x[items] @ y[items].T, atol=1e-5)
    assert (
        "not trained to agree"
        in ask(with_run(make_context()), PAIR, space="model", x="text", y="image").note
    )


def test_the_model_space_holds_every_batch_and_not_the_first_alone(monkeypatch):
    context = with_run(make_context())
    whole = spaces.get(context, "model")
    monkeypatch.setattr(spaces, "CHUNK", 7)
    torn = spaces.get(replace_cache(context), "model")
    for name, vectors in whole.vectors.items():
        np.testing.assert_array_equal(torn.rows[name], whole.rows[name])
        np.testing.assert_allclose(torn.vectors[name], vectors, atol=1e-5)
    assert len(whole.rows["text"]) == 120
    assert np.abs(whole.vectors["text"][100:]).sum(1).min() > 0


def test_items_without_a_modality_are_left_out_of_its_pairs():
    context = with_run(make_context(sound=25))
    told = ask(context, PAIR, space="model", x="text", y="audio")
    assert told.compared == 25
    assert told.matrix.items.max() < 25


def test_too_few_items_and_unknown_modalities_are_refused():
    context = make_context(n=12)
    with pytest.raises(UserError, match="Too few items"):
        ask(context, PAIR, space="ridge", x="text", y="image")
    with pytest.raises(UserError, match="'smell' is not in this space"):
        ask(make_context(), PAIR, space="ridge", x="text", y="smell")
    lonely = make_context()
    lonely.features.stores["audio"].present[:] = False
    lonely.features.stores["audio"].present[[3]] = True
    with pytest.raises(UserError, match="not in this space"):
        ask(lonely, PAIR, space="ridge", x="text", y="audio")


def test_large_catalogs_are_sampled_the_same_way_each_time():
    context = make_context(n=300)
    first = ask(context, PAIR, space="ridge", x="image", y="text", limit=50)
    again = ask(replace_cache(context), PAIR, space="ridge", x="image", y="text", limit=50)
    assert pack(first)[0] == pack(again)[0]
    assert first.compared == 50
    np.testing.assert_array_equal(first.matrix.items, again.matrix.items)


def replace_cache(context):
    context.forget()
    return context
