"""Maps, true neighbours, tokens and mismatches as the window asks for them."""

import numpy as np
import polars as pl
import pytest
import torch
from scipy.spatial.distance import cdist
from sklearn.decomposition import PCA

from core.alignment.measures import neighbourhood_loss, unit
from core.catalog.opening import snapshot
from core.contracts.alignment import (
    LEAVE_OUT,
    LOSS,
    MAP,
    MISMATCHES,
    NEIGHBOURS,
    PAIR,
    TOKENS,
    MapParams,
)
from core.contracts.embedding import EmbedSpec
from core.contracts.features import EncodeSpec
from core.contracts.question import Subject
from core.errors import UserError
from core.explore.alignment import plane, spaces
from core.explore.context import Context
from core.progress import Reporter
from core.worker.jobs.embedding import embed
from core.worker.jobs.encoding import encode
from tests.core.explore.asking import ask
from tests.core.explore.test_alignment import make_context, with_run


def test_map_is_the_pca_of_all_modalities_together():
    context = with_run(make_context())
    told = ask(context, MAP, space="model")
    run = context.run
    parts = run.model.fusion(run.gather(torch.arange(120))).parts
    joined = np.concatenate(
        [unit(parts[m].detach().numpy())[told.points[m].rows] for m in told.points]
    )
    reference = PCA(2).fit(joined)
    expected = reference.transform(joined)
    drawn = np.concatenate([told.points[m].places for m in told.points])
    for axis in range(2):
        sign = np.sign(drawn[:, axis] @ expected[:, axis])
        np.testing.assert_allclose(drawn[:, axis] * sign, expected[:, axis], atol=1e-4)
    np.testing.assert_allclose(told.explained, reference.explained_variance_ratio_, rtol=1e-4)


def test_slow_maps_are_made_once_and_found_by_content(monkeypatch):
    context = with_run(make_context(n=40, sound=5))
    told = ask(context, MAP, space="model", method="tsne")
    assert told.ready is False
    assert not told.points
    params = MapParams(space="model", method="tsne")
    made = plane.compute(context, params, Reporter())
    told = ask(context, MAP, space="model", method="tsne")
    assert told.ready is True
    assert told.points["text"].places.shape == (40, 2)
    assert told.points["audio"].places.shape == (5, 2)
    monkeypatch.setattr(plane.embedding, "tsne", None)  # not called again
    assert plane.compute(context, params, Reporter()) == made
    # Other vectors, another map.
    other = with_run(make_context(n=40, sound=5, seed=1))
    assert ask(other, MAP, space="model", method="tsne").ready is False


def test_a_slow_map_says_of_how_many_items_it_is(monkeypatch):
    monkeypatch.setattr(plane, "MOST_SLOW_ITEMS", 30)
    context = with_run(make_context(n=80, sound=80))
    monkeypatch.setattr(plane.embedding, "tsne", lambda x, reporter: x[:, :2])
    plane.compute(context, MapParams(space="model", method="tsne"), Reporter())
    told = ask(context, MAP, space="model", method="tsne")
    assert (told.items, told.catalog_items) == (30, 80)
    assert len(told.points["text"].rows) == len(told.points["audio"].rows) == 30
    np.testing.assert_array_equal(told.points["text"].rows, told.points["audio"].rows)
    assert ask(context, MAP, space="model").items == 80


def test_a_space_of_too_many_tokens_is_a_sample(monkeypatch):
    monkeypatch.setattr(spaces, "MOST_TOKENS", 3 * 50)
    told = ask(with_run(make_context(n=200, sound=200)), MAP, space="model")
    assert told.items == 50
    assert told.catalog_items == 200


def test_loss_is_measured_against_the_full_space(monkeypatch):
    context = with_run(make_context(n=50))
    told = ask(context, LOSS, space="model")
    drawn = ask(context, MAP, space="model")
    space = spaces.get(context, "model")
    names = list(space.vectors)
    x = np.concatenate([space.vectors[name] for name in names])
    flat = np.concatenate([drawn.points[name].places for name in names])
    expected = neighbourhood_loss(x, flat, 10)
    found = np.concatenate([told.lost[name] for name in names])
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert told.mean == pytest.approx(expected.mean(), rel=1e-5)
    assert told.chance == pytest.approx(1 - 10 / (len(x) - 1))
    monkeypatch.setattr(plane, "MOST_LOSSES", 20)
    told = ask(context, LOSS, space="model")
    some = np.concatenate([told.lost[name] for name in names])
    assert np.isfinite(some).sum() == told.measured == 20
    kept = np.isfinite(some)
    np.testing.assert_allclose(some[kept], expected[kept], rtol=1e-6)


def test_true_neighbours_are_sought_in_the_full_space_over_all_modalities():
    context = with_run(make_context(n=60, sound=20))
    told = ask(context, NEIGHBOURS, space="model", item=7, modality="image", k=12)
    space = spaces.get(context, "model")
    points = [(m, int(r)) for m in space.vectors for r in space.rows[m]]
    vectors = np.concatenate(list(space.vectors.values()))
    own = points.index(("image", 7))
    far = cdist(vectors[own : own + 1], vectors, "cosine")[0]
    far[own] = np.inf
    expected = [points[i] for i in np.argsort(far)[:12]]
    found = [(told.modalities[m], int(row)) for m, row in zip(told.which, told.rows, strict=True)]
    assert found == expected
    np.testing.assert_allclose(told.cosine, 1 - np.sort(far)[:12], atol=1e-5)
    with pytest.raises(UserError, match="no audio"):
        ask(context, NEIGHBOURS, space="model", item=59, modality="audio")


def test_tokens_of_the_model_are_those_the_fusion_takes():
    context = with_run(make_context())
    told = ask(context, TOKENS, space="model", item=3, x="text", y="image")
    run = context.run
    with torch.no_grad():
        projected, _ = run.model.fusion.project(run.gather(torch.tensor([3])))
    x, y = (unit(one[0].numpy()) for one in projected[:2])
    assert told.score == pytest.approx(float((x @ y.T)[0, 0]), abs=1e-5)
    assert told.plan.shape == (1, 1)
    assert told.plan.sum() == pytest.approx(1)
    assert told.formula
    assert told.plan_formula
    with pytest.raises(UserError, match="has no audio"):
        ask(context, TOKENS, space="model", item=100, x="text", y="audio")
    with pytest.raises(UserError, match="no item number"):
        ask(context, TOKENS, space="model", item=1000, x="text", y="image")


def test_tokens_before_training_go_through_the_map_of_their_fold():
    context = make_context()
    told = ask(context, TOKENS, space="ridge", item=3, x="text", y="image")
    pair = ask(context, PAIR, space="ridge", x="text", y="image", shown=200)
    place = int(np.flatnonzero(pair.matrix.items == 3)[0])
    # With one token a modality, token by token is the same as as a whole.
    assert told.score == pytest.approx(float(pair.matrix.similarity[place, place]), abs=1e-4)
    assert told.best.tolist() == [0]


def test_swapped_pictures_head_the_list_whatever_the_model_has_learned():
    context = make_context(n=160)
    chosen = np.array([10, 30, 50, 70, 90, 110])
    image = context.features.stores["image"].features
    image[chosen] = image[np.roll(chosen, 1)]
    told = ask(context, MISMATCHES, x="image", y="text", count=8)
    assert np.isin(told.items[:6], chosen).mean() >= 5 / 6
    assert told.typical < 0.1
    assert len(told.items) == 8
    assert (np.diff(told.score) <= 0).all()
    backwards = ask(context, MISMATCHES, x="text", y="image")
    assert backwards.compared == 160
    few = make_context(n=12)
    with pytest.raises(UserError, match="Only 12 items"):
        ask(few, MISMATCHES, x="text", y="image")
    with pytest.raises(UserError, match="not encoded"):
        ask(context, MISMATCHES, x="text", y="smell")


def test_left_out_items_are_gone_from_the_new_snapshot():
    context = make_context(n=30)
    told = ask(context, LEAVE_OUT, items=[4, 2, 4])
    left = snapshot.load(told.snapshot)
    assert told.count == 2
    assert left.items["item"].to_list() == [f"i{k}" for k in range(30) if k not in (2, 4)]
    assert "i2, i4" in left.notes[-1]
    assert context.catalog.items.height == 30
    with pytest.raises(UserError):
        ask(context, LEAVE_OUT, items=[30])
    assert isinstance(left.items, pl.DataFrame)


def test_the_job_makes_the_map_that_the_page_then_finds():
    from dataclasses import replace

    rng = np.random.default_rng(0)
    cause = rng.normal(size=(40, 5))
    catalog = replace(
        make_context(n=40).catalog,
        features={
            "text": (cause @ rng.normal(size=(5, 8))).astype(np.float32),
            "image": (cause @ rng.normal(size=(5, 6))).astype(np.float32),
        },
    )
    folder = snapshot.save(catalog)
    features = encode(EncodeSpec(catalog=str(folder)), Reporter()).folder
    spec = EmbedSpec(catalog=str(folder), features=features, space="ridge")
    assert embed(spec, Reporter()).method == "tsne"
    context = Context(Subject(catalog=str(folder), features=features))
    told = ask(context, MAP, space="ridge", method="tsne")
    assert told.ready is True
    assert told.points["image"].places.shape == (40, 2)
