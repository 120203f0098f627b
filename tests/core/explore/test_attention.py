"""Attention queries against a model whose attention is known, and against closed forms."""

from pathlib import Path

import numpy as np
import pytest
import torch

from core.alignment.proof import prove
from core.contracts.attention import (
    CATALOG_PROOF,
    FRAME,
    LISTEN,
    MAPS,
    MEDIA,
    POINTING,
    PROOF,
    Judge,
)
from core.errors import UserError
from core.explore.attention.flow import token_flow
from core.explore.attention.map_summary import summarise
from core.explore.attention.named_arrays import maps_of, named
from core.fusion.config import ConcatConfig, TransformerConfig
from core.fusion.recording import record
from core.fusion.transformer import TransformerFusion, pair_name
from core.media import clocks
from core.training.run import film
from tests.core.explore.asking import ask
from tests.core.worker import planted


@pytest.fixture
def context(tmp_path):
    return planted.context(tmp_path)


# --- maps --------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", [0, 1])
def test_word_lights_its_patch_and_its_second(context, item):
    maps = ask(context, MAPS, item=item).maps
    order = planted.ORDERS[item]
    for concept in range(planted.CONCEPTS):
        seen = maps.pairs["text"]["image"][0, 0, concept]
        assert order[seen.argmax()] == concept
        assert seen.max() > 0.9
        heard = maps.pairs["text"]["audio"][0, 0, concept]
        assert order[::-1][heard.argmax()] == concept
    box = maps.positions["image"][maps.pairs["text"]["image"][0, 0, 3].argmax()]
    planted_box = context.catalog.truth.filter(item=item, value="white").row(0, named=True)
    assert [planted_box[c] for c in ("x0", "y0", "x1", "y1")] == box.tolist()


@pytest.mark.parametrize("item", [0, 2])
def test_rows_are_distributions_over_tokens_the_item_has(context, item):
    maps = ask(context, MAPS, item=item).maps
    lengths = {name: len(maps.positions[name]) for name in maps.modalities}
    assert lengths == {"text": 8, "image": 8, "audio": 8 if item < 2 else 0}
    total = sum(lengths.values())
    for q in lengths:
        for k in lengths:
            weights = maps.pairs[q][k]
            assert weights.shape == (1, 1, lengths[q], lengths[k])
            if lengths[k]:
                np.testing.assert_allclose(weights.sum(-1), 1, atol=1e-5)
        np.testing.assert_allclose(maps.shares[q].sum(-1), 1, atol=1e-5)
    assert maps.fusion.shape == (1, 1, total)
    np.testing.assert_allclose(maps.fusion.sum(-1), 1, atol=1e-5)
    np.testing.assert_allclose(maps.flow["rollout"].sum(-1), 1, atol=1e-5)
    np.testing.assert_allclose(maps.flow_item["rollout"].sum(), 1, atol=1e-5)
    assert (maps.flow["relevance"] >= 0).all()
    assert maps.flow_item["relevance"].shape == (total,)
    if item == 2:  # no message ever came from the missing sound
        assert maps.shares["text"][..., 2].max() == 0


def test_what_is_told_of_whole_modalities_is_what_the_maps_hold(context):
    maps = ask(context, MAPS, item=0).maps
    counts = [maps.count(name) for name in maps.modalities]
    found = summarise(maps.pairs, maps.flow, counts)
    for name, of_query in found.pairs.items():
        for key, expected in of_query.items():
            for field in type(expected).model_fields:
                told = getattr(maps.summary.pairs[name][key], field)
                np.testing.assert_array_equal(told, getattr(expected, field))
    for kind, flow in found.flow.items():
        np.testing.assert_array_equal(maps.summary.flow[kind].whole, flow.whole)
        np.testing.assert_array_equal(maps.summary.flow[kind].most, flow.most)


def test_a_frame_of_the_film_is_on_the_items_clock(context, monkeypatch):
    whole = ask(context, MAPS, item=0).maps
    arrays = {k: v for k, v in named(whole).items() if not k.startswith("flow")}
    told = {"item": 0, "epoch": 3, "modalities": list(whole.modalities)}
    monkeypatch.setattr(film, "read", lambda _folder, _epoch: (told, arrays))
    late = clocks.Clock({"audio": (0.25, 1.0)})
    monkeypatch.setattr(clocks, "of_item", lambda _catalog, _row: late)
    frame = ask(context, FRAME, epoch=3)
    assert frame.facts.epoch == 3
    assert frame.facts.judge is None
    assert frame.maps.flow == {}
    moved = frame.maps.positions["audio"][:, :2] - whole.positions["audio"][:, :2]
    np.testing.assert_allclose(moved, -0.25, atol=1e-6)
    np.testing.assert_array_equal(frame.maps.positions["image"], whole.positions["image"])


def test_maps_that_do_not_belong_together_are_refused(context):
    whole = ask(context, MAPS, item=0).maps
    arrays = named(whole)
    for name in ("pairs/text/image", "shares/audio", "fusion", "flow/rollout"):
        with pytest.raises(ValueError, match="shape"):
            maps_of(whole.modalities, arrays | {name: arrays[name][..., :-1]})
    with pytest.raises(KeyError):
        maps_of((*whole.modalities, "video"), arrays)


def test_score_is_the_models_own(context):
    run = context.run
    told = ask(context, MAPS, item=1, user=0).facts
    expected = run.item_vectors[1] @ run.user_vectors[0] + run.item_bias[1] + run.user_bias[0]
    assert told.score == pytest.approx(float(expected), abs=1e-5)
    assert told.judge == Judge(who="user", user=0, people=1)


def test_without_a_user_those_who_chose_the_item_judge(context):
    assert ask(context, MAPS, item=0).facts.judge == Judge(who="choosers", people=2)
    assert ask(context, MAPS, item=2).facts.judge == Judge(who="everybody", people=2)


def test_user_changes_relevance_but_not_where_it_looked(context):
    first, second = (ask(context, MAPS, item=0, user=user).maps for user in (0, 1))
    np.testing.assert_array_equal(first.pairs["text"]["image"], second.pairs["text"]["image"])
    moved = first.flow_item["relevance"] - second.flow_item["relevance"]
    assert np.abs(moved).max() > 1e-4


def test_model_hash_is_of_the_weights(context):
    import hashlib

    told = ask(context, MAPS, item=0).facts
    assert hashlib.sha256(b"weights").hexdigest().startswith(told.model)


def test_fusion_without_attention_is_refused_in_plain_words(tmp_path):
    model = ConcatConfig(dim=8).build(dict.fromkeys(("text", "image", "audio"), 8)).eval()
    context = planted.context(tmp_path, model)
    with pytest.raises(UserError, match="no attention"):
        ask(context, MAPS, item=0)


def test_unknown_items_and_users_are_refused(context):
    with pytest.raises(UserError, match="no item number 3"):
        ask(context, MAPS, item=3)
    with pytest.raises(UserError, match="no user number 9"):
        ask(context, MAPS, item=0, user=9)


# --- flow per token ----------------------------------------------------------------------------


def one_item(seed=0, layers=1):
    torch.manual_seed(seed)
    config = TransformerConfig(dim=8, layers=layers, heads=2, queries=2, dropout=0, positions=False)
    names = ("text", "image")
    model = TransformerFusion(config, dict.fromkeys(names, 8)).eval()
    batch = {name: planted.stores()[name].gather([0]) for name in names}
    return model, batch


def test_shares_are_lengths_of_the_messages_computed_by_hand():
    model, batch = one_item()
    flow = token_flow(model, batch, torch.ones(8))
    with torch.no_grad():
        layer = model.layers[0]
        entered = []
        layer.register_forward_pre_hook(lambda _, inputs: entered.append(inputs[0]))
        with record(model, weights=True) as seen:
            model(batch)
        heard = {}
        for q, k in model.pairs:
            attention = layer.attention[pair_name(q, k)]
            place = {"text": 0, "image": 1}[k]
            value = attention.value(layer.before[place](entered[0][place]))
            value = value.unflatten(-1, (2, -1)).transpose(1, 2)
            mixed = seen.layers[0][q, k].weights @ value
            heard[q, k] = attention.out(mixed.transpose(1, 2).flatten(2))[0].norm(dim=-1)
    for token in range(8):
        mine = torch.stack([heard["image", "text"][token], heard["image", "image"][token]])
        expected = (mine / mine.sum()).numpy()
        np.testing.assert_allclose(flow.shares[0][8 + token].numpy(), expected, rtol=1e-4)


def test_relevance_grows_with_the_score_and_ends_with_it():
    model, batch = one_item(layers=2)
    direction = torch.randn(8, generator=torch.Generator().manual_seed(3))
    once = token_flow(model, batch, direction).relevance
    none = token_flow(model, batch, torch.zeros(8)).relevance
    assert once.max() > 0
    assert none.abs().max() == 0


def test_relevance_of_one_layer_is_linear_in_the_score():
    model, batch = one_item(layers=1)
    direction = torch.randn(8, generator=torch.Generator().manual_seed(3))
    once = token_flow(model, batch, direction).relevance
    twice = token_flow(model, batch, 2 * direction).relevance
    np.testing.assert_allclose(twice.numpy(), 2 * once.numpy(), rtol=1e-4, atol=1e-9)


def test_relevance_of_one_layer_agrees_with_finite_differences():
    """(weight x dscore/dweight)+ averaged over heads, the derivative taken by nudging a weight."""
    model, batch = one_item(layers=1)
    direction = torch.randn(8, generator=torch.Generator().manual_seed(5))
    flow = token_flow(model.double(), as_double(batch), direction.double()).relevance
    attention = model.layers[0].attention[pair_name("text", "image")]
    with record(model, weights=True) as seen:
        model(as_double(batch))
    weights = seen.layers[0]["text", "image"].weights
    step = 1e-5
    for query, key in ((0, 3), (5, 1), (7, 7)):
        per_head = []
        for head in range(2):
            scores = []
            for sign in (1, -1):
                handle = attention.mix.register_forward_hook(nudge(head, query, key, sign * step))
                vector = model(as_double(batch)).vector[0]
                scores.append(float(vector.detach() @ direction.double()))
                handle.remove()
            slope = (scores[0] - scores[1]) / (2 * step)
            per_head.append(max(0.0, slope * float(weights[0, head, query, key].detach())))
        expected = sum(per_head) / 2
        assert float(flow[query, 8 + key]) == pytest.approx(expected, rel=1e-4, abs=1e-9)


def as_double(batch):
    return {name: one.to("cpu", torch.float64) for name, one in batch.items()}


def nudge(head, query, key, step):
    """A hook that adds `step` to one attention weight, by what that does to the weighted sum."""

    def hook(module, inputs, output):
        value = inputs[2]
        nudged = output.clone()
        nudged[0, head, query] += step * value[0, head, key]
        return nudged

    return hook


# --- proof -------------------------------------------------------------------------------------


def linear_score(values):
    """Every token adds its own value: the curves are known in closed form."""

    def score(batch):
        total = 0.0
        for name, one in batch.items():
            total = total + (one.mask * torch.as_tensor(values[name])).sum(1)
        return total

    return score


def test_curves_of_a_linear_score_are_cumulative_sums():
    values = {"text": np.array([5.0, 1.0, 3.0, 0.5, 0.1, 2.0, 4.0, 0.2])}
    values["image"] = values["text"][::-1] * 10
    batch = {name: planted.stores()[name].gather([0]) for name in values}
    found = prove(linear_score(values), batch, values, steps=8, draws=3, seed=0)
    together = sum(np.sort(one)[::-1] for one in values.values())
    np.testing.assert_allclose(found.shares, np.arange(9) / 8)
    expected = together.sum() - np.concatenate([[0], np.cumsum(together)])
    np.testing.assert_allclose(found.strongest, expected, atol=1e-9)
    upwards = together.sum() - np.concatenate([[0], np.cumsum(together[::-1])])
    np.testing.assert_allclose(found.weakest, upwards, atol=1e-9)
    assert (found.random >= found.strongest - 1e-9).all()
    by_map, by_chance = found.effect(0.25)
    assert by_map == pytest.approx(together[:2].sum())
    assert by_chance < by_map


def test_modalities_left_out_of_the_map_stay_unmasked():
    values = {"text": np.ones(8), "image": np.full(8, 100.0)}
    batch = {name: planted.stores()[name].gather([0]) for name in values}
    found = prove(linear_score(values), batch, {"text": values["text"]}, 8, 2, 0)
    assert found.strongest[-1] == pytest.approx(800)


def test_proof_begins_at_the_score_and_ends_without_content(context):
    run = context.run
    maps = ask(context, MAPS, item=0, user=1).maps
    weights = {m: np.arange(8.0).tolist() for m in maps.modalities}
    found = ask(context, PROOF, item=0, user=1, weights=weights, draws=4, steps=6)
    whole = run.item_vectors[0] @ run.user_vectors[1] + run.item_bias[0] + run.user_bias[1]
    empty = run.base_vectors[0] @ run.user_vectors[1] + run.item_bias[0] + run.user_bias[1]
    for curve in (found.strongest, found.weakest, *found.random):
        assert curve[0] == pytest.approx(float(whole), abs=1e-4)
        assert curve[-1] == pytest.approx(float(empty), abs=1e-4)
    assert found.tokens == 24
    assert found.random.shape == (4, 8)
    assert 0.2 in found.shares  # also between the steps: the sentence is about this very share


def test_relevance_is_proved_by_masking_and_noise_is_not(context):
    maps = ask(context, MAPS, item=0).maps
    lengths = {m: len(places) for m, places in maps.positions.items()}

    def times(values):
        parts = dict(zip(lengths, np.split(values, 3), strict=True))
        asked = {name: part.tolist() for name, part in parts.items()}
        return ask(context, PROOF, item=0, weights=asked, draws=50).times

    noise = [times(np.random.default_rng(seed).random(24)) for seed in range(6)]
    assert times(maps.flow_item["relevance"]) > 1.5 * float(np.median(noise))


def test_without_a_map_relevance_is_what_is_proved(context):
    maps = ask(context, MAPS, item=0).maps
    parts = np.split(maps.flow_item["relevance"], 3)
    weights = {m: part.tolist() for m, part in zip(("text", "image", "audio"), parts, strict=True)}
    asked, given = ask(context, PROOF, item=0), ask(context, PROOF, item=0, weights=weights)
    for name in ("shares", "strongest", "weakest", "random"):
        np.testing.assert_allclose(getattr(asked, name), getattr(given, name), atol=1e-5)


def test_catalog_proof_sums_the_items_effects(context):
    told = ask(context, CATALOG_PROOF, share=0.25).effect
    single = [
        ask(context, PROOF, item=item, share=0.25, steps=4, draws=8)
        for item in range(context.catalog.items.height)
    ]
    by_map, by_chance = (
        np.array([getattr(one, name) for one in single]) for name in ("by_map", "by_chance")
    )
    assert told.items == len(single)
    assert told.times == pytest.approx(by_map.sum() / by_chance.sum(), rel=1e-5)
    assert told.won == (by_map > by_chance).sum()


def test_maps_of_other_items_and_single_tokens_are_refused(context):
    with pytest.raises(UserError, match="does not fit"):
        ask(context, PROOF, item=0, weights={"text": [0.1, 0.2]})
    with pytest.raises(UserError, match="does not fit"):
        ask(context, PROOF, item=2, weights={"audio": [0.1] * 8})
    with pytest.raises(UserError, match="only one token"):
        ask(context, PROOF, item=0, weights={"text": []})


# --- pointing game -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["raw", "rollout"])
def test_planted_attention_wins_every_game(context, kind):
    told = ask(context, POINTING, kind=kind)
    pairs = {(pair.query, pair.key): pair for pair in told.pairs}
    assert set(pairs) == {
        ("text", "image"),
        ("image", "text"),
        ("text", "audio"),
        ("audio", "text"),
    }
    for (query, key), pair in pairs.items():
        items = 2 if "audio" in (query, key) else 3
        assert pair.games == 8 * items
        assert pair.hits == pair.games
        assert pair.chance == pytest.approx(1 / 8)


def test_blunt_attention_points_by_chance(tmp_path):
    context = planted.context(tmp_path, planted.fusion(("text", "image", "audio"), sharpness=0))
    told = ask(context, POINTING)
    # Uniform weights point at the first token: one of eight concepts is there.
    for pair in told.pairs:
        assert pair.hits / pair.games == pytest.approx(1 / 8)


def test_pointing_refuses_without_truth_and_with_heads_that_are_not_there(context):
    with pytest.raises(UserError, match="1 heads"):
        ask(context, POINTING, heads=5)
    with pytest.raises(UserError, match="1 layers"):
        ask(context, POINTING, layer=4)
    from dataclasses import replace

    context.__dict__["catalog"] = replace(context.catalog, truth=None)
    with pytest.raises(UserError, match="sample catalogs"):
        ask(context, POINTING)


# --- media -------------------------------------------------------------------------------------


def test_media_are_what_is_in_the_files(context):
    from PIL import Image

    told = ask(context, MEDIA, item=0)
    assert told.picture.size == (80, 40)
    original = np.array(Image.open(context.catalog.root / "a.png"))
    np.testing.assert_array_equal(told.picture.pixels, original)
    assert told.problems == ()


def test_missing_and_escaping_media_do_not_stop_the_rest(context):
    told = ask(context, MEDIA, item=1)
    assert told.picture is None
    assert "gone.png" in told.problems[0]
    told = ask(context, MEDIA, item=2)  # ../a.png is never followed
    assert told.picture is told.sound is told.film is None
    assert told.problems == ()


def test_sound_is_drawn_on_its_own_clock(tmp_path):
    import wave

    from core.explore.attention.media import sound
    from core.media.clocks import Clock

    rate, seconds = 16000, 2.0
    time = np.arange(int(rate * seconds)) / rate
    samples = np.where(time > 1.0, np.sin(2 * np.pi * 1000 * time), 0) * 0.5
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    told = sound(tmp_path / "a.wav", Clock())
    assert told.end == pytest.approx(2.0)
    mel = told.mel
    frames = np.linspace(0, 2, mel.shape[1])
    loud = mel.max(0) > 0.5
    assert not loud[frames < 0.95].any()
    assert loud[frames > 1.05].all()
    edge = len(told.high) // 2
    assert np.abs(told.high[: edge - 5]).max() < 0.01
    assert told.high[edge + 5 :].max() == pytest.approx(0.5, abs=0.02)


# --- listening ---------------------------------------------------------------------------------


def test_what_is_heard_is_loud_where_the_weight_is(context, monkeypatch, tmp_path):
    from dataclasses import replace

    import polars as pl

    from core.media import audio
    from core.media.audio import Sound
    from core.media.gain import wav

    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "home"))
    held = context.catalog
    (held.root / "a.wav").write_bytes(wav(Sound(np.full(4 * 16000, 0.5, np.float32), 16000)))
    files = pl.Series("audio", ["a.wav", None, None])
    context.__dict__["catalog"] = replace(held, items=held.items.with_columns(files))
    weights = [0.0] * 8
    weights[5] = 0.3
    told = ask(context, LISTEN, item=0, weights=weights)
    heard = audio.load(Path(told.file), rate=16000)
    level = np.abs(heard.samples).reshape(8, -1)[:, 2000:6000].mean(1)
    assert int(level.argmax()) == 5
    assert level[5] == pytest.approx(0.5, abs=0.02)
    assert np.delete(level, 5).max() < 0.02
    with pytest.raises(UserError, match="no weights"):
        ask(context, LISTEN, item=2, weights=[1.0])
    with pytest.raises(UserError, match="no sound file"):
        ask(context, LISTEN, item=1, weights=weights)
