"""Maps, true neighbours, tokens and mismatches as the window asks for them."""

import numpy as np
import polars as pl
import pytest
import torch
from scipy.spatial.distance import cdist
from sklearn.decomposition import PCA

from core.alignment.measures import neighbourhood_loss, unit
from core.catalog.opening import snapshot
from core.contracts.question import Subject
from core.errors import UserError
from core.explore.alignment import plane, spaces
from core.explore.context import Context
from core.progress import Reporter
from core.worker import jobs
from tests.core.explore.test_alignment import ask, make_context, with_run


def test_map_is_the_pca_of_all_modalities_together():
    context = with_run(make_context())
    told, arrays = ask(context, "map", space="model")
    run = context.run
    parts = run.model.fusion(run.gather(torch.arange(120))).parts
    joined = np.concatenate(
        [unit(parts[m].detach().numpy())[arrays[f"rows/{m}"]] for m in told["modalities"]]
    )
    reference = PCA(2).fit(joined)
    expected = reference.transform(joined)
    drawn = np.concatenate([arrays[f"points/{m}"] for m in told["modalities"]])
    for axis in range(2):
        sign = np.sign(drawn[:, axis] @ expected[:, axis])
        np.testing.assert_allclose(drawn[:, axis] * sign, expected[:, axis], atol=1e-4)
    np.testing.assert_allclose(told["explained"], reference.explained_variance_ratio_, rtol=1e-4)


def test_slow_maps_are_made_once_and_found_by_content(monkeypatch):
    context = with_run(make_context(n=40, sound=5))
    told, arrays = ask(context, "map", space="model", method="tsne")
    assert told["ready"] is False
    assert not arrays
    params = plane.MapParams(space="model", method="tsne")
    made = plane.compute(context, params, Reporter())
    told, arrays = ask(context, "map", space="model", method="tsne")
    assert told["ready"] is True
    assert arrays["points/text"].shape == (40, 2)
    assert arrays["points/audio"].shape == (5, 2)
    monkeypatch.setattr(plane.embedding, "tsne", None)  # not called again
    assert plane.compute(context, params, Reporter()) == made
    # Other vectors, another map.
    other = with_run(make_context(n=40, sound=5, seed=1))
    assert ask(other, "map", space="model", method="tsne")[0]["ready"] is False


def test_a_slow_map_says_of_how_many_items_it_is(monkeypatch):
    monkeypatch.setattr(plane, "MOST_SLOW_ITEMS", 30)
    context = with_run(make_context(n=80, sound=80))
    monkeypatch.setattr(plane.embedding, "tsne", lambda x, reporter: x[:, :2])
    plane.compute(context, plane.MapParams(space="model", method="tsne"), Reporter())
    told, arrays = ask(context, "map", space="model", method="tsne")
    assert (told["items"], told["catalog_items"]) == (30, 80)
    assert len(arrays["rows/text"]) == len(arrays["rows/audio"]) == 30
    np.testing.assert_array_equal(arrays["rows/text"], arrays["rows/audio"])
    assert ask(context, "map", space="model")[0]["items"] == 80


def test_a_space_of_too_many_tokens_is_a_sample(monkeypatch):
    monkeypatch.setattr(spaces, "MOST_TOKENS", 3 * 50)
    told, _ = ask(with_run(make_context(n=200, sound=200)), "map", space="model")
    assert told["items"] == 50
    assert told["catalog_items"] == 200


def test_loss_is_measured_against_the_full_space(monkeypatch):
    context = with_run(make_context(n=50))
    told, arrays = ask(context, "loss", space="model")
    _, drawn = ask(context, "map", space="model")
    space = spaces.get(context, "model")
    names = list(space.vectors)
    x = np.concatenate([space.vectors[name] for name in names])
    flat = np.concatenate([drawn[f"points/{name}"] for name in names])
    expected = neighbourhood_loss(x, flat, 10)
    found = np.concatenate([arrays[f"loss/{name}"] for name in names])
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert told["mean"] == pytest.approx(expected.mean(), rel=1e-5)
    assert told["chance"] == pytest.approx(1 - 10 / (len(x) - 1))
    monkeypatch.setattr(plane, "MOST_LOSSES", 20)
    told, arrays = ask(context, "loss", space="model")
    some = np.concatenate([arrays[f"loss/{name}"] for name in names])
    assert np.isfinite(some).sum() == told["measured"] == 20
    kept = np.isfinite(some)
    np.testing.assert_allclose(some[kept], expected[kept], rtol=1e-6)


def test_true_neighbours_are_sought_in_the_full_space_over_all_modalities():
    context = with_run(make_context(n=60, sound=20))
    told, arrays = ask(context, "neighbours", space="model", item=7, modality="image", k=12)
    space = spaces.get(context, "model")
    points = [(m, int(r)) for m in space.vectors for r in space.rows[m]]
    vectors = np.concatenate(list(space.vectors.values()))
    own = points.index(("image", 7))
    far = cdist(vectors[own : own + 1], vectors, "cosine")[0]
    far[own] = np.inf
    expected = [points[i] for i in np.argsort(far)[:12]]
    found = [
        (told["modalities"][m], int(row))
        for m, row in zip(arrays["modality"], arrays["items"], strict=True)
    ]
    assert found == expected
    np.testing.assert_allclose(arrays["cosine"], 1 - np.sort(far)[:12], atol=1e-5)
    with pytest.raises(UserError, match="no audio"):
        ask(context, "neighbours", space="model", item=59, modality="audio")


def test_tokens_of_the_model_are_those_the_fusion_takes():
    context = with_run(make_context())
    told, arrays = ask(context, "tokens", space="model", item=3, x="text", y="image")
    run = context.run
    with torch.no_grad():
        projected, _ = run.model.fusion.project(run.gather(torch.tensor([3])))
    x, y = (unit(one[0].numpy()) for one in projected[:2])
    assert told["score"] == pytest.approx(float((x @ y.T)[0, 0]), abs=1e-5)
    assert arrays["plan"].shape == (1, 1)
    assert arrays["plan"].sum() == pytest.approx(1)
    assert told["formula"]
    assert told["plan_formula"]
    with pytest.raises(UserError, match="has no audio"):
        ask(context, "tokens", space="model", item=100, x="text", y="audio")
    with pytest.raises(UserError, match="no item number"):
        ask(context, "tokens", space="model", item=1000, x="text", y="image")


def test_tokens_before_training_go_through_the_map_of_their_fold():
    context = make_context()
    told, arrays = ask(context, "tokens", space="ridge", item=3, x="text", y="image")
    _, pair = ask(context, "pair", space="ridge", x="text", y="image", shown=200)
    place = int(np.flatnonzero(pair["items"] == 3)[0])
    # With one token a modality, token by token is the same as as a whole.
    assert told["score"] == pytest.approx(float(pair["similarity"][place, place]), abs=1e-4)
    assert arrays["best"].tolist() == [0]


def test_swapped_pictures_head_the_list_whatever_the_model_has_learned():
    context = make_context(n=160)
    chosen = np.array([10, 30, 50, 70, 90, 110])
    image = context.features.stores["image"].features
    image[chosen] = image[np.roll(chosen, 1)]
    told, arrays = ask(context, "mismatches", x="image", y="text", count=8)
    assert np.isin(arrays["items"][:6], chosen).mean() >= 5 / 6
    assert told["typical"] < 0.1
    assert len(arrays["items"]) == 8
    assert (np.diff(arrays["score"]) <= 0).all()
    backwards, _ = ask(context, "mismatches", x="text", y="image")
    assert backwards["items"] == 160
    few = make_context(n=12)
    with pytest.raises(UserError, match="Only 12 items"):
        ask(few, "mismatches", x="text", y="image")
    with pytest.raises(UserError, match="not encoded"):
        ask(context, "mismatches", x="text", y="smell")


def test_left_out_items_are_gone_from_the_new_snapshot():
    context = make_context(n=30)
    told, _ = ask(context, "leave_out", items=[4, 2, 4])
    left = snapshot.load(told["snapshot"])
    assert told["count"] == 2
    assert left.items["item"].to_list() == [f"i{k}" for k in range(30) if k not in (2, 4)]
    assert "i2, i4" in left.notes[-1]
    assert context.catalog.items.height == 30
    with pytest.raises(UserError):
        ask(context, "leave_out", items=[30])
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
    encoded = jobs.encode_job(jobs.EncodeSpec(catalog=str(folder)), Reporter())
    spec = jobs.EmbedSpec(catalog=str(folder), features=encoded["folder"], space="ridge")
    assert jobs.embed_job(spec, Reporter())["method"] == "tsne"
    context = Context(Subject(catalog=str(folder), features=encoded["folder"]))
    told, arrays = ask(context, "map", space="ridge", method="tsne")
    assert told["ready"] is True
    assert arrays["points/image"].shape == (40, 2)
