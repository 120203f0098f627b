"""Alignment queries against scikit-learn, brute force, closed forms and planted spaces."""

import json
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from core.catalog.schema import INTERACTION_COLUMNS, Catalog, empty
from core.errors import UserError
from core.fusion.build import build
from core.fusion.config import ConcatConfig
from core.training.config import TrainConfig
from core.worker.context import Context, ContextKey
from core.worker.queries import alignment_pair as pairs
from core.worker.queries.alignment import QUERIES
from core.worker.queries.alignment_spaces import unit


def cloud(n=60, d=8, noise=0.4, seed=0):
    """Matching unit vectors: y is x with noise."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, d))
    return unit(x), unit(x + noise * rng.normal(size=(n, d)))


# --- measures ----------------------------------------------------------------------------------


def test_ranks_margins_and_rivals_by_brute_force():
    x, y = cloud(noise=1.0)
    found = pairs.compared(x, y)
    for i in range(len(x)):
        sims = [float(x[i] @ y[j]) for j in range(len(y))]
        others = [s for j, s in enumerate(sims) if j != i]
        assert found.ranks[i] == 1 + sum(s >= sims[i] for s in others)
        assert found.margins[i] == pytest.approx(sims[i] - max(others), abs=1e-6)
        assert sims[found.rivals[i]] == pytest.approx(max(others), abs=1e-6)
        assert found.rivals[i] != i


def test_ties_count_against_us():
    x = np.tile(unit(np.ones((1, 4))), (5, 1))
    assert pairs.compared(x, x).ranks.tolist() == [5] * 5
    assert pairs.recall_at_1(x, x) == (0.0, 0.0)


def test_recall_of_noise_is_chance_and_of_twins_is_one():
    rng = np.random.default_rng(0)
    x, y = unit(rng.normal(size=(400, 16))), unit(rng.normal(size=(400, 16)))
    told = pairs.measure(x, y, 0)
    assert told["recall_chance"]["10"] == pytest.approx(10 / 400)
    assert abs(told["recall_xy"]["10"] - 10 / 400) < 0.03
    same = pairs.measure(x, x, 0)
    assert same["recall_xy"]["1"] == same["recall_yx"]["1"] == 1
    assert same["alignment"] == pytest.approx(0, abs=1e-6)
    assert same["cka"] == pytest.approx(1)
    assert same["mutual_knn"] == 1


def test_recall_both_ways_agrees_with_ranks_of_the_transposed():
    x, y = cloud(noise=0.8)
    told = pairs.measure(x, y, 0)
    assert pairs.recall_at_1(x, y) == (told["recall_xy"]["1"], told["recall_yx"]["1"])
    backwards = pairs.measure(y, x, 0)
    assert told["recall_yx"] == backwards["recall_xy"]


def test_uniformity_by_the_definition():
    x, _ = cloud(20)
    values = [
        np.exp(-2 * ((x[i] - x[j]) ** 2).sum()) for i in range(20) for j in range(20) if i < j
    ]
    assert pairs.uniformity(x) == pytest.approx(np.log(np.mean(values)), rel=1e-5)


def test_cka_is_unbiased_where_the_plain_one_is_not():
    """Noise of many dimensions: plain linear CKA nears one, the unbiased one stays at zero."""
    plain, fair = [], []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        x, y = rng.normal(size=(40, 300)), rng.normal(size=(40, 300))
        xc, yc = x - x.mean(0), y - y.mean(0)
        cross = np.linalg.norm(xc.T @ yc) ** 2
        plain.append(cross / (np.linalg.norm(xc.T @ xc) * np.linalg.norm(yc.T @ yc)))
        fair.append(pairs.unbiased_cka(x, y))
    assert np.mean(plain) > 0.8
    assert abs(np.mean(fair)) < 0.02


def test_hsic_is_the_mean_over_all_quadruples():
    """The estimator of Song et al. is the U-statistic: check it against its definition."""
    from itertools import permutations

    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(6, 3)), rng.normal(size=(6, 3))
    k, m = x @ x.T, y @ y.T
    terms = [
        k[i, j] * m[i, j] + k[i, j] * m[q, r] - 2 * k[i, j] * m[i, q]
        for i, j, q, r in permutations(range(6), 4)
    ]
    assert pairs._hsic(k, m) == pytest.approx(np.mean(terms), rel=1e-9)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_cka_ignores_rotation_and_scale(seed):
    x, y = cloud(30, seed=seed)
    rotation, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(8, 8)))
    before = pairs.unbiased_cka(x, y)
    assert pairs.unbiased_cka(3 * x @ rotation, y) == pytest.approx(before, abs=1e-6)


def test_mutual_neighbours_agree_with_scikit_learn():
    x, y = cloud(50, noise=0.6)
    near = [
        NearestNeighbors(n_neighbors=6, metric="cosine").fit(v).kneighbors(return_distance=False)
        for v in (x, y)
    ]
    expected = np.mean([len(set(a) & set(b)) / 6 for a, b in zip(*near, strict=True)])
    assert pairs.mutual_neighbours(x, y, 6) == pytest.approx(expected)


def test_shift_closes_a_gap_that_was_put_there():
    x, y = cloud(200, d=16, noise=0.3)
    apart = np.zeros(16)
    apart[0] = 1.5
    x, y = unit(x + apart), unit(y - apart)
    whole = pairs.gap(x, y)
    closed = pairs.gap(*pairs.moved(x, y, 1.0))
    assert whole > 1
    assert closed < 0.15 * whole
    assert pairs.recall_at_1(*pairs.moved(x, y, 1.0))[0] >= pairs.recall_at_1(x, y)[0]
    assert pairs.moved(x, y, 0.0)[0] is x


def test_chance_of_the_gap_is_far_below_a_real_one():
    x, y = cloud(200)
    shifted = unit(x + 2)
    told = pairs.measure(shifted, y, 0)
    assert told["gap"] > 5 * told["gap_chance"]


# --- queries -----------------------------------------------------------------------------------


class Store:
    """Pooled features in memory."""

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
    made = Context(ContextKey())
    made.__dict__.update(catalog=catalog, features=SimpleNamespace(stores=stores))
    return made


def with_run(context, weight=0.0):
    from core.training.gather import Gather

    stores = context.features.stores
    torch.manual_seed(0)
    fusion = build(ConcatConfig(dim=8), {k: s.width for k, s in stores.items()}).eval()
    config = TrainConfig(fusion=ConcatConfig(dim=8))
    config = config.model_copy(
        update={"alignment": config.alignment.model_copy(update={"weight": weight})}
    )
    run = SimpleNamespace(
        model=SimpleNamespace(fusion=fusion),
        config=config,
        gather=Gather(stores, torch.device("cpu")),
    )
    made = Context(ContextKey(run="somewhere"))
    made.__dict__.update(catalog=context.catalog, features=context.features, run=run)
    return made


def ask(context, name, **params):
    model, function = QUERIES[name]
    result, arrays = function(context, model.model_validate(params))
    assert json.loads(json.dumps(result)) == result
    return result, arrays


def test_spaces_there_are():
    context = make_context()
    told, _ = ask(context, "spaces")
    assert told["spaces"] == ["ridge"]
    assert told["pairs"] == [["text", "image"], ["text", "audio"], ["image", "audio"]]
    assert ask(with_run(context), "spaces")[0]["spaces"] == ["model", "ridge"]


def test_one_modality_is_refused():
    context = make_context()
    context.features.stores = {"text": context.features.stores["text"]}
    with pytest.raises(UserError, match="one modality"):
        ask(context, "spaces")
    with pytest.raises(UserError, match="No model"):
        ask(context, "pair", space="model", x="text", y="image")


def test_ridge_finds_a_shared_cause_and_nothing_in_noise():
    context = make_context()
    told, _ = ask(context, "pair", space="ridge", x="image", y="text")
    assert told["items"] == 60
    assert told["measures"]["recall_xy"]["1"] > 0.8
    assert "60 other items" in told["note"]
    noise, _ = ask(context, "pair", space="ridge", x="audio", y="text")
    assert noise["measures"]["recall_xy"]["1"] < 0.25


def test_ridge_is_judged_on_items_it_was_not_fitted_on():
    """With as many features as items a map can learn noise by heart: held out, it knows nothing."""
    context = make_context()
    rng = np.random.default_rng(3)
    here = np.ones(120, bool)
    context.features.stores = {
        "text": Store(rng.normal(size=(120, 90)), here),
        "image": Store(rng.normal(size=(120, 90)), here),
    }
    told, _ = ask(context, "pair", space="ridge", x="image", y="text")
    assert told["measures"]["recall_xy"]["1"] < 0.12


def test_matrix_is_sorted_by_margin_and_its_cells_are_cosines():
    context = make_context()
    told, arrays = ask(context, "pair", space="ridge", x="image", y="text", shown=30)
    assert arrays["similarity"].shape == (30, 30)
    assert (np.diff(arrays["margins"]) <= 1e-7).all()
    assert np.abs(arrays["similarity"]).max() <= 1 + 1e-5
    assert len(set(arrays["items"].tolist())) == 30
    # Rank 1 is the same as a margin above zero.
    assert ((arrays["own_rank"] == 1) == (arrays["margins"] > 0)).all()
    assert told["x"] == "image"


def test_worst_items_are_the_planted_mistakes():
    """Two items swap their pictures: they must head the list, each other's rival."""
    context = make_context(n=160)
    held_out = ask(context, "pair", space="ridge", x="image", y="text")[1]["items"]
    a, b = (int(row) for row in np.sort(held_out)[[10, 30]])
    image = context.features.stores["image"].features
    image[[a, b]] = image[[b, a]]
    context.cache.clear()
    told, arrays = ask(context, "pair", space="ridge", x="image", y="text", worst=2)
    assert told["items"] == 80
    assert set(arrays["worst"].tolist()) == {a, b}
    assert dict(zip(arrays["worst"].tolist(), arrays["worst_rival"].tolist(), strict=True)) == {
        a: b, b: a,
    }  # fmt: skip


def test_curve_passes_through_the_measured_recall_and_the_shifted_matrix():
    context = make_context()
    told, arrays = ask(context, "pair", space="ridge", x="image", y="text")
    at_zero = int(np.abs(arrays["shifts"]).argmin())
    assert arrays["shifts"][at_zero] == pytest.approx(0, abs=1e-9)
    assert arrays["recall_xy"][at_zero] == pytest.approx(told["measures"]["recall_xy"]["1"])
    at_one = int(np.abs(arrays["shifts"] - 1).argmin())
    _, moved = ask(context, "shifted", space="ridge", x="image", y="text", shift=1.0)
    assert (moved["own_rank"] == 1).mean() == pytest.approx(arrays["recall_xy"][at_one])


def test_model_space_is_its_pooled_projected_inputs():
    context = with_run(make_context(), weight=0.5)
    told, arrays = ask(context, "pair", space="model", x="text", y="image", shown=200)
    assert "weight 0.5" in told["note"]
    run = context.run
    parts = run.model.fusion(run.gather(torch.arange(120))).parts
    x, y = (unit(parts[name].detach().numpy()) for name in ("text", "image"))
    items = arrays["items"]
    np.testing.assert_allclose(arrays["similarity"], x[items] @ y[items].T, atol=1e-5)
    assert (
        "not trained to agree"
        in ask(with_run(make_context()), "pair", space="model", x="text", y="image")[0]["note"]
    )


def test_items_without_a_modality_are_left_out_of_its_pairs():
    context = with_run(make_context(sound=25))
    told, arrays = ask(context, "pair", space="model", x="text", y="audio")
    assert told["items"] == 25
    assert arrays["items"].max() < 25


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


def test_too_few_items_and_unknown_modalities_are_refused():
    context = make_context(n=20)
    with pytest.raises(UserError, match="Too few items"):
        ask(context, "pair", space="ridge", x="text", y="image")
    with pytest.raises(UserError, match="'smell' is not in this space"):
        ask(make_context(), "pair", space="ridge", x="text", y="smell")
    lonely = make_context()
    lonely.features.stores["audio"].present[:] = False
    lonely.features.stores["audio"].present[[3]] = True
    with pytest.raises(UserError, match="not in this space"):
        ask(lonely, "pair", space="ridge", x="text", y="audio")


def test_large_catalogs_are_sampled_the_same_way_each_time():
    context = make_context(n=300)
    first = ask(context, "pair", space="ridge", x="image", y="text", limit=50)
    again = ask(replace_cache(context), "pair", space="ridge", x="image", y="text", limit=50)
    assert first[0] == again[0]
    assert first[0]["items"] == 50
    np.testing.assert_array_equal(first[1]["items"], again[1]["items"])


def replace_cache(context):
    context.cache.clear()
    return context
