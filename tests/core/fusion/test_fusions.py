"""What must hold of every fusion, and what each one promises of its own."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from pydantic import TypeAdapter, ValidationError
from torch import nn

from core.encoders.tokens import TokenBatch
from core.errors import UserError
from core.fusion.attention import Attention, Dropout, Near, attention_weights, compared, merge
from core.fusion.base import Fusion, moments
from core.fusion.config import (
    ConcatConfig,
    FusionConfig,
    GraphConfig,
    LateConfig,
    TransformerConfig,
)
from core.fusion.recording import record
from core.fusion.transformer import BLOCK
from tests.core.fusion.tools import WIDTHS, batch, repad, rows_of

CONFIGS = [
    ConcatConfig(dim=16, hidden=24),
    LateConfig(dim=16, hidden=24),
    LateConfig(dim=16, hidden=24, weighting="fixed", weights={"text": 3.0, "audio": 0.0}),
    TransformerConfig(dim=16, layers=2, heads=4),
    GraphConfig(base=ConcatConfig(dim=16, hidden=24)),
    ConcatConfig(dim=16, hidden=0),
]
every = pytest.mark.parametrize("config", CONFIGS, ids=lambda c: c.kind)


def made(config: FusionConfig, seed: int = 0) -> Fusion:
    torch.manual_seed(seed)
    return config.build(WIDTHS)


@every
def test_configuration_survives_json(config: FusionConfig) -> None:
    adapter = TypeAdapter(FusionConfig)
    assert adapter.validate_json(adapter.dump_json(config)) == config


@every
def test_empty_item_is_zero_and_nothing_is_nan(config: FusionConfig) -> None:
    fusion = made(config).train()
    fused = fusion(batch())
    assert fused.vector.shape == (6, 16)
    assert fused.vector[0].abs().max() == 0
    assert (fused.vector[1:].abs().sum(1) > 0).all()
    fused.vector.square().sum().backward()
    for name, parameter in fusion.named_parameters():
        assert parameter.grad is None or parameter.grad.isfinite().all(), name


@every
def test_present_says_what_the_batch_has(config: FusionConfig) -> None:
    fused = made(config).eval()(batch())
    assert fused.present["text"].tolist() == [False, True, False, True, True, True]
    assert fused.present["image"].tolist() == [False, False, True, True, True, True]
    for name, part in fused.parts.items():
        assert part[~fused.present[name]].abs().sum() == 0


@every
@pytest.mark.parametrize("junk", [float("nan"), 1e30])
def test_padding_is_never_read(config: FusionConfig, junk: float) -> None:
    """Padded queries kept, stale lengths: more padding with rubbish in it changes nothing."""
    fusion = made(config).eval()
    whole = batch()
    longer = {name: repad(one, extra, junk) for extra, (name, one) in enumerate(whole.items(), 2)}
    torch.testing.assert_close(fusion(longer).vector, fusion(whole).vector, atol=1e-5, rtol=1e-5)


@every
def test_dropping_a_token_equals_never_having_had_it(config: FusionConfig) -> None:
    """Special tokens masked out inside a sequence leave no trace of the old length."""
    fusion = made(config).eval()
    whole = rows_of(batch(), slice(3, 6))
    text = whole["text"]
    more = TokenBatch(
        torch.cat([torch.full((3, 1, WIDTHS["text"]), 9.0), text.tokens], 1),
        torch.cat([torch.zeros(3, 1, dtype=torch.bool), text.mask], 1),
        torch.cat([torch.full((3, 1, 4), float("nan")), text.positions], 1),
    )
    torch.testing.assert_close(
        fusion({**whole, "text": more}).vector, fusion(whole).vector, atol=1e-5, rtol=1e-5
    )


@every
def test_an_item_does_not_depend_on_its_neighbours_in_the_batch(config: FusionConfig) -> None:
    """Every row counts, not row 0 only."""
    fusion = made(config).eval()
    whole = batch()
    alone = torch.cat([fusion(rows_of(whole, slice(i, i + 1))).vector for i in range(6)])
    torch.testing.assert_close(alone, fusion(whole).vector, atol=1e-5, rtol=1e-5)
    assert len({tuple(row.tolist()) for row in alone}) == 6


@every
def test_same_seed_same_numbers(config: FusionConfig) -> None:
    def once() -> torch.Tensor:
        fusion = made(config, seed=3).train()
        return fusion(batch()).vector

    assert torch.equal(once(), once())


@every
def test_modality_dropout_hides_but_never_all(config: FusionConfig) -> None:
    fusion = made(config)
    fusion.modality_dropout = 0.9
    present = torch.tensor([[True, True, False], [False, False, True], [False, False, False]])
    torch.manual_seed(0)
    kept = torch.stack([fusion.train().keep(present) for _ in range(200)])
    assert not (kept & ~present).any()
    assert kept[:, :2].any(2).all()
    assert not kept[:, 0, :2].all(1).all()
    assert torch.equal(fusion.eval().keep(present), present)


@every
def test_wrong_features_are_refused_in_words(config: FusionConfig) -> None:
    fusion = made(config)
    whole = batch()
    with pytest.raises(UserError, match="width 12, these have 20"):
        fusion({**whole, "text": whole["image"]})
    with pytest.raises(UserError, match="'audio'"):
        fusion({name: one for name, one in whole.items() if name != "audio"})


def test_any_modality_name_will_do() -> None:
    whole = batch()
    odd = {"a.b": whole["text"], "forward": whole["image"], "": whole["audio"]}
    widths = {name: one.tokens.shape[-1] for name, one in odd.items()}
    for config in CONFIGS:
        assert config.build(widths)(odd).vector.isfinite().all()


def test_without_hidden_units_an_item_is_a_linear_map_of_its_pooled_features() -> None:
    """VBPR's E f_i, here from E and the features themselves."""
    fusion = made(ConcatConfig(dim=16, hidden=0)).eval()
    given = batch()
    fused = fusion(given).vector
    full = torch.stack([one.mask.any(1) for one in given.values()], 1).all(1)
    expected = torch.zeros(len(full), 16)
    for one, projection in zip(given.values(), fusion.inputs, strict=True):
        kept = one.mask.unsqueeze(-1)
        pooled = one.tokens.masked_fill(~kept, 0).sum(1) / one.mask.sum(1, keepdim=True)
        expected += pooled @ projection.linear.weight.T + projection.linear.bias
    assert full.sum() > 1
    assert torch.allclose(fused[full], expected[full], atol=1e-5)


def test_late_votes_add_up_to_the_score() -> None:
    user = torch.randn(16)
    for config in CONFIGS[1:3]:
        fused = made(config).eval()(batch())
        score = fused.vector @ user
        votes = sum(fused.weights[m] * (fused.votes[m] @ user) for m in WIDTHS)
        torch.testing.assert_close(votes, score)
        weight = sum(fused.weights.values())
        torch.testing.assert_close(weight, torch.tensor([0.0, 1, 1, 1, 1, 1]))


def test_late_fixed_weights_are_the_ones_given() -> None:
    fused = made(CONFIGS[2]).eval()(batch())
    assert fused.weights["audio"].abs().max() == 0
    torch.testing.assert_close(fused.weights["text"][3:], torch.full((3,), 0.75))
    torch.testing.assert_close(fused.weights["image"][3:], torch.full((3,), 0.25))


def test_late_vote_depends_on_its_own_modality_only() -> None:
    fusion = made(CONFIGS[1]).eval()
    whole = batch()
    other = {**whole, "image": batch(seed=1)["image"]}
    before, after = fusion(whole), fusion(other)
    assert torch.equal(before.votes["text"], after.votes["text"])
    assert not torch.equal(before.votes["image"], after.votes["image"])


def test_transformer_lets_every_ordered_pair_speak() -> None:
    """Changing one modality reaches the first-layer output of each other one."""
    fusion = made(TransformerConfig(dim=16, layers=1, heads=4)).eval()
    whole = rows_of(batch(), slice(3, 6))
    for changed in WIDTHS:
        tokens, masks = fusion.project(whole)
        index = list(WIDTHS).index(changed)
        before = fusion.layers[0](tokens, masks, {})
        tokens[index] = tokens[index] + torch.randn_like(tokens[index])
        after = fusion.layers[0](tokens, masks, {})
        for other in range(3):
            assert not torch.allclose(before[other], after[other])


def test_attention_agrees_with_torch_multihead_attention() -> None:
    torch.manual_seed(0)
    ours = Attention(16, 4).eval()
    theirs = nn.MultiheadAttention(16, 4, batch_first=True).eval()
    with torch.no_grad():
        theirs.in_proj_weight.copy_(
            torch.cat([ours.query.weight, ours.key.weight, ours.value.weight])
        )
        theirs.in_proj_bias.copy_(torch.cat([ours.query.bias, ours.key.bias, ours.value.bias]))
        theirs.out_proj.load_state_dict(ours.out.state_dict())
    source, target = torch.randn(4, 5, 16), torch.randn(4, 7, 16)
    mask = torch.arange(7)[None] < torch.tensor([[1], [3], [7], [2]])
    expected, weights = theirs(
        source, target, target, key_padding_mask=~mask, average_attn_weights=False
    )
    seen = []
    ours.mix.register_forward_hook(lambda _, inputs, __: seen.append(inputs))
    torch.testing.assert_close(ours(source, target, mask), expected, atol=1e-5, rtol=1e-5)
    ((query, key, value, keys, *_added),) = seen
    query, key = compared(query, key)
    torch.testing.assert_close(attention_weights(query, key, keys), weights, atol=1e-6, rtol=1e-5)
    opened = ours.merge(attention_weights(query, key, keys) @ value, keys)
    torch.testing.assert_close(opened, expected, atol=1e-5, rtol=1e-5)


def test_single_token_short_cut_equals_the_long_way() -> None:
    torch.manual_seed(0)
    attention = Attention(16, 4).eval()
    source, target = torch.randn(3, 5, 16), torch.randn(3, 1, 16)
    mask = torch.tensor([[True], [False], [True]])
    short = attention(source, target, mask)
    query, key, value = (
        layer(tokens).unflatten(-1, (4, -1)).transpose(1, 2)
        for layer, tokens in (
            (attention.query, source), (attention.key, target), (attention.value, target)
        )
    )  # fmt: skip
    long = attention.merge(attention_weights(query, key, mask) @ value, mask)
    torch.testing.assert_close(short, long, atol=1e-6, rtol=1e-5)
    assert short[1].abs().max() == 0


@pytest.mark.parametrize("graded", [True, False])
@pytest.mark.parametrize("padded", [True, False])
def test_affinities_add_to_the_logits(padded: bool, graded: bool) -> None:
    """As they do in the weights computed in the open, and so do their gradients."""
    torch.manual_seed(0)
    attention = Attention(16, 4, grounded=True)
    nn.init.normal_(attention.gain)  # also below zero
    query, key, value = torch.randn(3, 3, 4, 6, 4, requires_grad=True)
    counts = torch.tensor([[6], [0], [2]]) if padded else torch.tensor([[6], [6], [6]])
    mask = torch.arange(6) < counts
    known = torch.tensor(True) if graded else None
    near = Near(torch.randn(3, 2, 6, 6), attention.gain, (query, key), known)
    there = mask.any(1)
    found = attention.mix(query, key, value, mask, near)[there]
    weights = attention_weights(*compared(query, key), mask, near)
    expected = (weights @ value)[there]
    torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-4)
    whole = weights.sum(-1)[there]
    assert (whole < 1).all() if graded else torch.allclose(whole, torch.ones(()))
    wanted = (query, key, value, attention.gain)
    given = torch.randn_like(found)
    torch.testing.assert_close(
        torch.autograd.grad(found, wanted, given),
        torch.autograd.grad(expected, wanted, given),
        atol=1e-5,
        rtol=1e-4,
    )


def test_messages_of_several_attentions_add_up() -> None:
    """Computed as one product, they are the sum of those computed alone."""
    torch.manual_seed(0)
    several = [Attention(16, 4) for _ in range(3)]
    masks = [torch.tensor([[True, True], [i != 1, False]]) for i in range(3)]
    found = [torch.randn(2, 4, 5, 4) for _ in several]
    alone = [one.merge(f, mask) for one, f, mask in zip(several, found, masks, strict=True)]
    torch.testing.assert_close(merge(list(zip(several, found, masks, strict=True))), sum(alone))
    assert alone[1][1].abs().max() == 0


def test_many_items_are_fused_in_blocks_to_the_same_vectors_and_gradients() -> None:
    fusion = made(TransformerConfig(dim=16, heads=4)).eval()
    for form in fusion.forms:
        for buffer in form.buffers():
            buffer.normal_(std=0.2)
    whole = batch(rows=2 * BLOCK + 3)
    found = fusion(whole)
    found.vector.square().sum().backward()
    in_blocks = [p.grad for p in fusion.parameters()]
    fusion.zero_grad()
    with record(fusion) as seen:  # who looks on sees one pass
        expected = fusion(whole)
    expected.vector.square().sum().backward()
    assert len(seen.masks["text"]) == 2 * BLOCK + 3
    torch.testing.assert_close(found.vector, expected.vector, atol=1e-5, rtol=1e-4)
    torch.testing.assert_close(found.parts, expected.parts, atol=1e-5, rtol=1e-4)
    assert all(torch.equal(found.present[name], expected.present[name]) for name in WIDTHS)
    at_once = [p.grad for p in fusion.parameters()]
    torch.testing.assert_close(in_blocks, at_once, atol=1e-4, rtol=1e-3)


@every
def test_what_padding_holds_reaches_no_gradient(config: FusionConfig) -> None:
    fusion = made(config).eval()
    whole = {name: repad(one, 3, float("nan")) for name, one in batch().items()}
    fusion(whole).vector.square().sum().backward()
    junk = [p.grad for p in fusion.parameters() if p.grad is not None]
    fusion.zero_grad()
    fusion(batch()).vector.square().sum().backward()
    clean = [p.grad for p in fusion.parameters() if p.grad is not None]
    torch.testing.assert_close(junk, clean, atol=1e-5, rtol=1e-4)


def test_dropout_keeps_the_mean_and_sends_the_gradient_where_it_let_through() -> None:
    torch.manual_seed(0)
    values = torch.rand(101, 103, requires_grad=True)
    for chance in (0.1, 0.5):
        drop = Dropout(chance)
        found = drop(values)
        (gradient,) = torch.autograd.grad(found.sum(), values)
        dropped = gradient == 0
        assert abs(float(dropped.float().mean()) - chance) < 0.015
        limit = round(256 * chance)
        torch.testing.assert_close(gradient[~dropped].unique(), torch.tensor([256 / (256 - limit)]))
        torch.testing.assert_close(found, values * gradient)
        assert drop.eval()(values) is values
    assert torch.equal(Dropout(0.0)(values), values)


def test_calibration_ignores_missing_rows_and_centres() -> None:
    pooled = np.random.default_rng(0).normal(5, 2, (500, 12)).astype(np.float32)
    pooled[::7] = np.nan
    mean, deviation = moments(pooled)
    np.testing.assert_allclose(mean, np.nanmean(pooled, 0), rtol=1e-5)
    np.testing.assert_allclose(deviation, np.sqrt(np.nanvar(pooled, 0).mean()), rtol=1e-4)
    assert np.ptp(deviation) == 0
    fusion = made(CONFIGS[0])
    fusion.calibrate({"text": (mean, deviation)})
    assert "inputs.0.mean" in fusion.state_dict()
    torch.testing.assert_close(fusion.inputs[0].mean, torch.tensor(mean))


def test_calibration_of_nothing_changes_nothing() -> None:
    mean, deviation = moments(np.full((4, 3), np.nan, np.float32))
    assert mean.tolist() == [0, 0, 0]
    assert deviation.tolist() == [1, 1, 1]


def test_configurations_that_cannot_work_are_refused() -> None:
    with pytest.raises(ValidationError, match="do not divide"):
        TransformerConfig(dim=64, heads=5)
    with pytest.raises(ValidationError, match="not negative"):
        LateConfig(weights={"text": -1.0})
    with pytest.raises(ValidationError, match="not negative"):
        GraphConfig(modality_weights={"text": float("nan")})
    with pytest.raises(UserError):
        ConcatConfig().build({})


def test_training_looks_at_a_draw_of_each_items_own_tokens() -> None:
    """With tokens that are all alike within an item, a draw of them is as good as all."""
    config = TransformerConfig(
        dim=16, heads=4, dropout=0, modality_dropout=0, positions=False, train_tokens=3
    )
    fusion = made(config).train()
    alike = {
        name: TokenBatch(one.tokens[:, :1].expand_as(one.tokens), one.mask, one.positions)
        for name, one in batch().items()
    }
    with record(fusion) as seen:
        drawn = fusion(alike)
    for name, one in alike.items():
        assert seen.masks[name].sum(1).tolist() == one.mask.sum(1).clamp(max=3).tolist()
    torch.testing.assert_close(drawn.vector, fusion.eval()(alike).vector)


def test_each_step_draws_anew_and_evaluation_sees_all() -> None:
    config = TransformerConfig(dim=16, heads=4, dropout=0, modality_dropout=0, train_tokens=3)
    fusion = made(config).train()
    assert not torch.equal(fusion(batch()).vector, fusion(batch()).vector)
    whole = made(config.model_copy(update={"train_tokens": 0})).train()
    torch.testing.assert_close(fusion.eval()(batch()).vector, whole(batch()).vector)


@every
def test_features_as_stored_are_worked_with_as_if_they_were_full(config: FusionConfig) -> None:
    """In half precision they are kept, not computed with: same vectors, same gradients."""
    stored = {
        name: TokenBatch(one.tokens.half(), one.mask, one.positions)
        for name, one in batch().items()
    }
    full = {name: one.to("cpu", torch.float32) for name, one in stored.items()}
    found = []
    for whole in (stored, full):
        fusion = made(config).eval()
        vector = fusion(whole).vector
        vector.square().sum().backward()
        gradients = [p.grad for p in fusion.parameters() if p.grad is not None]
        found.append((vector.detach(), gradients))
    torch.testing.assert_close(found[0], found[1], atol=1e-5, rtol=1e-4)
