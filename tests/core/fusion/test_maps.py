"""Maps against an independent computation, and planted truth."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.encoders.tokens import TokenBatch
from core.errors import UserError
from core.fusion import positions
from core.fusion.attention import FLOOR, NOTHING, attention_weights
from core.fusion.config import ConcatConfig, TransformerConfig
from core.fusion.grounding import Side
from core.fusion.maps import Maps, attention_maps
from core.fusion.recording import Comparison, record
from core.fusion.relevance import relevance, rollout
from core.fusion.transformer import TransformerFusion, pair_name
from tests.core.fusion.tools import WIDTHS, batch, repad, rows_of

NAMES = tuple(WIDTHS)


def made(layers: int = 2, seed: int = 0, **settings: object) -> TransformerFusion:
    torch.manual_seed(seed)
    fusion = TransformerConfig(dim=16, layers=layers, heads=4, **settings).build(WIDTHS)
    assert isinstance(fusion, TransformerFusion)
    for form in fusion.forms:
        for buffer in form.buffers():
            buffer.normal_(std=0.2)
    return fusion.eval()


def around(modality: str, places: Tensor) -> Tensor:
    """What lies around each token, as shares: a Gaussian in the picture, or in seconds."""
    if modality == "text":
        return torch.eye(len(places))
    if modality == "image":
        centres = (places[:, :2] + places[:, 2:]) / 2
        low, high = centres.amin(0), centres.amax(0)
        centres, far = (centres - low) / (high - low).clamp(min=1e-6), 0.055
    else:
        centres, far = places[:, :2].mean(1, keepdim=True), 0.18
    near = torch.exp(-0.5 * (torch.cdist(centres, centres) / far) ** 2)
    return near / near.sum(1, keepdim=True)


@torch.no_grad()
def by_hand(fusion: TransformerFusion, one: dict[str, TokenBatch]) -> dict[tuple, Tensor]:
    """Every attention map of one item without padding, from the weights and nn.functional alone.

    Written without the module's own forward: hidden states too are computed here.
    """

    def norm(layer: nn.LayerNorm, x: Tensor) -> Tensor:
        return functional.layer_norm(x, x.shape[-1:], layer.weight, layer.bias)

    def linear(layer: nn.Linear, x: Tensor) -> Tensor:
        return functional.linear(x, layer.weight, layer.bias)

    raw = {m: one[m].tokens[0] for m in NAMES}
    hidden = {}
    for i, m in enumerate(NAMES):
        projection = fusion.inputs[i]
        x = linear(projection.linear, (raw[m] - projection.mean) / projection.deviation)
        x = norm(projection.norm, x) + fusion.modality[i]
        code = positions.encode(m, one[m].positions, one[m].mask)[0]
        hidden[m] = x + functional.linear(code, fusion.places[i].weight)
    forms = {}
    couples = [(a, b) for i, a in enumerate(NAMES) for b in NAMES[i + 1 :]]
    for (a, b), form in zip(couples, fusion.forms, strict=True):
        left = raw[a] @ form.left + form.left_offset
        right = raw[b] @ form.right + form.right_offset
        alone = left @ right.T
        wide = around(a, one[a].positions[0]) @ alone @ around(b, one[b].positions[0]).T
        forms[a, b] = [x - x.mean(0) * (len(x) > 1) for x in (wide, alone)]
        forms[b, a] = [x.T - x.T.mean(0) * (len(x.T) > 1) for x in (wide, alone)]
    found = {}
    for number, layer in enumerate(fusion.layers):
        normed = {m: norm(layer.before[i], hidden[m]) for i, m in enumerate(NAMES)}
        after = {}
        for i, q in enumerate(NAMES):
            heard = 0
            for k in NAMES:
                attention = layer.attention[pair_name(q, k)]
                query = linear(attention.query, normed[q]).view(-1, 4, 4).transpose(0, 1)
                key = linear(attention.key, normed[k]).view(-1, 4, 4).transpose(0, 1)
                value = linear(attention.value, normed[k]).view(-1, 4, 4).transpose(0, 1)
                logits = query @ key.transpose(1, 2) / math.sqrt(4)
                if number == 0 and q != k and logits.shape[2] > 1:
                    near = torch.stack([forms[q, k][h >= 2] for h in range(4)]).clamp(min=FLOOR)
                    gain = attention.gain[:, None, None]
                    nothing = gain * math.log(NOTHING) + math.log(logits.shape[2])
                    logits = logits + gain * near.log()
                    logits = torch.cat([logits, nothing.expand(-1, logits.shape[1], 1)], -1)
                weights = functional.softmax(logits, -1)[..., : len(raw[k])]
                found[number, q, k] = weights
                heard = heard + linear(attention.out, (weights @ value).transpose(0, 1).flatten(1))
            x = hidden[q] + heard
            inner = functional.gelu(linear(layer.feed[i][0], norm(layer.between[i], x)))
            after[q] = x + linear(layer.feed[i][3], inner)
        hidden = after
    everything = norm(fusion.norm, torch.cat([hidden[m] for m in NAMES]))
    query = linear(fusion.read.query, fusion.queries).view(-1, 4, 4).transpose(0, 1)
    key = linear(fusion.read.key, everything).view(-1, 4, 4).transpose(0, 1)
    found["fusion"] = functional.softmax(query @ key.transpose(1, 2) / math.sqrt(4), -1)
    return found


def trimmed(whole: dict[str, TokenBatch], row: int) -> dict[str, TokenBatch]:
    return {
        m: TokenBatch(*(part[row][b.mask[row]][None] for part in (b.tokens, b.mask, b.positions)))
        for m, b in whole.items()
    }


@pytest.mark.parametrize("row", [3, 4, 5])
def test_maps_equal_an_independent_eager_computation(row: int) -> None:
    """Also of rows that are not the first of a batch."""
    fusion, whole = made(), batch()
    maps = attention_maps(fusion, whole, row)
    expected = by_hand(fusion, trimmed(whole, row))
    for q in NAMES:
        for k in NAMES:
            for layer in range(2):
                torch.testing.assert_close(
                    maps.weights(q, k)[layer], expected[layer, q, k], atol=1e-5, rtol=0
                )
    torch.testing.assert_close(
        torch.cat(list(maps.fusion.values()), -1), expected["fusion"], atol=1e-5, rtol=0
    )


def test_the_item_vector_of_the_maps_is_the_one_training_uses() -> None:
    fusion, whole = made(), batch()
    for row in range(6):
        torch.testing.assert_close(
            attention_maps(fusion, whole, row).vector,
            fusion(whole).vector[row],
            atol=1e-5,
            rtol=1e-5,
        )


def test_eager_and_fused_passes_agree() -> None:
    fusion, whole = made(), batch()
    with record(fusion) as seen:
        fused = fusion(whole)
    with record(fusion, weights=True) as opened:
        open_ = fusion(whole)
    torch.testing.assert_close(fused.vector, open_.vector, atol=1e-5, rtol=1e-5)
    for ours, theirs in zip(seen.layers, opened.layers, strict=True):
        assert set(ours) == set(theirs) == set(fusion.pairs)
        for pair, one in ours.items():
            torch.testing.assert_close(one.compute(), theirs[pair].weights, atol=1e-5, rtol=0)


def test_rows_sum_to_one_but_for_nothing_and_masked_keys_get_nothing() -> None:
    fusion = made()
    with record(fusion, weights=True) as seen:
        fusion(batch())
    for number, layer in enumerate(seen.layers):
        for (query, key), one in layer.items():
            weights, mask = one.weights, seen.masks[key]
            assert weights.isfinite().all()
            some = mask.any(1)
            sums = weights.sum(-1)[some]
            if number == 0 and query != key:
                several = mask.sum(1)[some] > 1
                assert (sums[several] < 1 + 1e-5).all()
                sums = sums[~several]
            torch.testing.assert_close(sums, torch.ones_like(sums), atol=1e-5, rtol=0)
            assert weights[~some].abs().sum() == 0
            assert weights.masked_select(~mask[:, None, None].expand_as(weights)).abs().sum() == 0


def test_empty_rows_have_no_nan_also_in_the_gradient() -> None:
    query = torch.randn(2, 1, 3, 4, requires_grad=True)
    key = torch.randn(2, 1, 5, 4, requires_grad=True)
    mask = torch.tensor([[False] * 5, [True, False, True, False, False]])
    weights = attention_weights(query, key, mask)
    (weights * torch.randn(5)).sum().backward()
    assert query.grad is not None
    assert query.grad.isfinite().all()
    assert query.grad[0].abs().sum() == 0
    assert key.grad is not None
    assert key.grad.isfinite().all()


def test_maps_have_the_items_own_tokens_and_no_padding() -> None:
    """Stale lengths, padded queries kept: the map's size is the item's, whatever the batch."""
    fusion, whole = made(), batch()
    longer = {name: repad(one, 4, float("nan")) for name, one in whole.items()}
    for row in range(6):
        lengths = {name: int(one.mask[row].sum()) for name, one in whole.items()}
        for source in (whole, longer):
            maps = attention_maps(fusion, source, row)
            assert maps.lengths == lengths
            for (q, k), cross in maps.cross.items():
                assert cross.shape == (2, 4, lengths[q], lengths[k])
                if lengths[q] and lengths[k]:
                    torch.testing.assert_close(cross[1].sum(-1), torch.ones(4, lengths[q]))
                    assert (cross[0].sum(-1) < 1 + 1e-5).all()
            assert set(maps.self) == set(NAMES)
            assert sum(part.shape[-1] for part in maps.fusion.values()) == sum(lengths.values())


def test_padded_queries_are_zero_after_every_layer() -> None:
    """Whatever reads the tokens next cannot take a padded one for a token."""
    fusion, whole = made(), batch()
    seen = []
    for layer in fusion.layers:
        layer.register_forward_hook(lambda _module, _inputs, output: seen.append(output))
    fusion(whole)
    assert len(seen) == 2
    for tokens in seen:
        for name, one in zip(fusion.modalities, tokens, strict=True):
            mask = whole[name].mask
            assert not mask.all()
            assert one[~mask].abs().sum() == 0
            assert (one[mask].abs().sum(-1) > 0).all()


def test_special_tokens_masked_within_a_sequence_leave_the_map() -> None:
    fusion, whole = made(), rows_of(batch(), slice(5, 6))
    text = whole["text"]
    before = attention_maps(fusion, whole)
    cls = TokenBatch(
        torch.cat([torch.ones(1, 1, WIDTHS["text"]), text.tokens], 1),
        torch.cat([torch.zeros(1, 1, dtype=torch.bool), text.mask], 1),
        torch.cat([torch.full((1, 1, 4), float("nan")), text.positions], 1),
    )
    after = attention_maps(fusion, {**whole, "text": cls})
    assert after.lengths == before.lengths
    torch.testing.assert_close(after.weights("image", "text"), before.weights("image", "text"))
    assert torch.equal(after.tokens["text"].positions, before.tokens["text"].positions)


def test_one_row_is_a_slice_of_the_map() -> None:
    fusion, whole = made(), batch()
    maps = attention_maps(fusion, whole, 4)
    weights = maps.weights("image", "text")
    for token in range(maps.lengths["image"]):
        for layer in range(2):
            torch.testing.assert_close(
                maps.row("image", "text", token, layer, 2), weights[layer, 2, token]
            )
            mean = maps.row("image", "text", token, layer, "mean")
            torch.testing.assert_close(mean, weights[layer, :, token].mean(0))
            most = maps.row("image", "text", token, layer, "max")
            torch.testing.assert_close(most, weights[layer, :, token].amax(0))


def test_single_tokens_get_all_the_weight() -> None:
    fusion = made()
    one = {
        m: TokenBatch(b.tokens[:, :1], b.mask[:, :1], b.positions[:, :1])
        for m, b in batch().items()
    }
    maps = attention_maps(fusion, one, 3)
    for weights in maps.cross.values():
        assert torch.equal(weights, torch.ones(2, 4, 1, 1))
    torch.testing.assert_close(sum(part.sum(-1) for part in maps.fusion.values()), torch.ones(4, 4))


def test_looking_does_not_change_the_model() -> None:
    fusion = made().train()
    fusion.modality_dropout = 0.5
    whole = batch()
    first = attention_maps(fusion, whole, 4).weights("text", "image")
    assert fusion.training
    assert all(module.training for module in fusion.modules())
    assert torch.equal(first, attention_maps(fusion, whole, 4).weights("text", "image"))


def test_masses_are_shares() -> None:
    fusion, whole = made(), batch()
    mass = attention_maps(fusion, whole, 4).mass()
    assert mass.shape == (4, 3)
    torch.testing.assert_close(mass.sum(1), torch.ones(4))
    without = attention_maps(fusion, whole, 1)
    assert without.lengths["image"] == 0
    assert without.mass()[:, 1].abs().max() == 0
    torch.testing.assert_close(without.mass().sum(1), torch.tensor([1.0, 0, 1, 1]))


def test_other_fusions_say_that_they_have_no_maps() -> None:
    with pytest.raises(UserError, match="no attention"):
        attention_maps(ConcatConfig(dim=16).build(WIDTHS), batch())


# --- planted truth -------------------------------------------------------------------------


def planted() -> tuple[TransformerFusion, dict[str, TokenBatch], dict[str, list[int]]]:
    """A model whose cross-attention joins tokens of equal colour, by construction."""
    torch.manual_seed(0)
    colours = {"text": [2, 0, 1], "image": [0, 1, 2, 3], "audio": [3, 1, 0, 2, 4]}
    whole = {}
    for name, shown in colours.items():
        values = functional.one_hot(torch.tensor(shown), WIDTHS[name]).float()[None]
        whole[name] = TokenBatch(
            values,
            torch.ones(1, len(shown), dtype=torch.bool),
            torch.arange(4.0 * len(shown)).view(1, -1, 4),
        )
    fusion = made(1, grounding=8)
    for form, (a, b) in zip(
        fusion.forms, [("text", "image"), ("text", "audio"), ("image", "audio")], strict=True
    ):
        form.take(
            Side(3 * torch.eye(WIDTHS[a], 8), torch.zeros(8)),
            Side(3 * torch.eye(WIDTHS[b], 8), torch.zeros(8)),
        )
    return fusion, whole, colours


def test_planted_attention_lights_the_right_word_patch_and_second() -> None:
    fusion, whole, colours = planted()
    maps = attention_maps(fusion, whole)
    for (q, k), weights in maps.cross.items():
        for token, colour in enumerate(colours[q]):
            if colour in colours[k]:
                right = colours[k].index(colour)
                for head in range(4):
                    row = weights[0, head, token]
                    assert row.argmax() == right, (q, k, token)
                assert weights[0, -1, token, right] > 0.9


def test_a_token_without_a_counterpart_looks_at_nothing() -> None:
    fusion, whole, colours = planted()
    maps = attention_maps(fusion, whole)
    shares: dict[bool, list[float]] = {True: [], False: []}
    for (q, k), weights in maps.cross.items():
        for token, colour in enumerate(colours[q]):
            shares[colour in colours[k]].append(float(weights[0, :, token].mean(0).sum()))
    assert min(shares[True]) > max(shares[False])


# --- rollout and relevance -----------------------------------------------------------------


def joined(maps: Maps, layer: int) -> Tensor:
    """One T x T matrix of a layer, rows summing to one, built entry by entry."""
    names, lengths = maps.modalities, maps.lengths
    size = sum(lengths.values())
    matrix = torch.zeros(size, size)
    present = sum(1 for n in lengths.values() if n)
    row = 0
    for q in names:
        for i in range(lengths[q]):
            column = 0
            for k in names:
                for j in range(lengths[k]):
                    matrix[row, column] = maps.weights(q, k)[layer, :, i, j].mean() / present
                    column += 1
            row += 1
    return matrix / matrix.sum(-1, keepdim=True)


@pytest.mark.parametrize("item", [1, 4])
def test_rollout_is_the_product_of_half_identity_layers(item: int) -> None:
    fusion, whole = made(3), batch()
    maps = attention_maps(fusion, whole, item)
    size = sum(maps.lengths.values())
    product = torch.eye(size)
    for layer in range(3):
        product = (torch.eye(size) + joined(maps, layer)) / 2 @ product
    torch.testing.assert_close(rollout(maps, torch.eye(size)), product, atol=1e-5, rtol=1e-4)
    read = torch.cat(list(maps.fusion.values()), -1).mean((0, 1))
    torch.testing.assert_close(rollout(maps)[0], read @ product, atol=1e-5, rtol=1e-4)
    assert rollout(maps).sum() == pytest.approx(1, abs=1e-5)


def test_relevance_is_not_negative_and_nothing_for_a_score_that_depends_on_nothing() -> None:
    fusion, whole, _ = planted()
    user = torch.randn(16)
    found = relevance(fusion, whole, lambda f: f @ user)
    assert {name: len(values) for name, values in found.items()} == attention_maps(
        fusion, whole
    ).lengths
    assert all((values >= 0).all() for values in found.values())
    assert sum(float(values.sum()) for values in found.values()) > 0
    nothing = relevance(fusion, whole, lambda f: (f * 0).sum())
    assert sum(float(values.sum()) for values in nothing.values()) == 0


def test_relevance_of_pooled_path_alone_is_its_gradient_share() -> None:
    """With the read-out silenced, the score is linear in the pooled inputs."""
    fusion, whole, _ = planted()
    with torch.no_grad():
        fusion.head.weight.zero_()
        fusion.head.bias.zero_()
    user = torch.randn(16)
    found = relevance(fusion, whole, lambda f: f @ user)
    tokens, _ = fusion.project(whole)
    for i, name in enumerate(NAMES):
        share = tokens[i][0] @ fusion.skip[i].weight.T @ user / tokens[i].shape[1]
        torch.testing.assert_close(found[name], share.clamp(min=0), atol=1e-5, rtol=1e-4)


def test_relevance_works_on_frozen_models_and_under_no_grad() -> None:
    fusion, whole = made(), batch()
    user = torch.randn(16)
    free = relevance(fusion, whole, lambda f: f @ user, item=4)
    fusion.requires_grad_(False)
    with torch.no_grad():
        frozen = relevance(fusion, whole, lambda f: f @ user, item=4)
    for name in NAMES:
        torch.testing.assert_close(free[name], frozen[name])
    assert all(parameter.grad is None for parameter in fusion.parameters())


def test_relevance_equals_chefers_rules_on_whole_matrices() -> None:
    fusion, whole = made(2), batch()
    one = {name: TokenBatch(b.tokens, b.mask, b.positions) for name, b in trimmed(whole, 4).items()}
    user = torch.randn(16)
    with record(fusion, weights=True) as seen:
        fused = fusion(one)
    projected = dict(zip(NAMES, fusion.project(one)[0], strict=True))
    score = (fused.vector @ user).sum()
    lengths = [one[m].mask.shape[1] for m in NAMES]
    size = sum(lengths)
    total = torch.eye(size)
    for layer in seen.layers:
        matrix = torch.zeros(size, size)
        for (q, k), compared in layer.items():
            gradient = torch.autograd.grad(
                score, compared.weights, retain_graph=True, allow_unused=True
            )[0]
            if gradient is None:
                continue
            row, column = (sum(lengths[: NAMES.index(m)]) for m in (q, k))
            part = (gradient * compared.weights).clamp(min=0).mean(1)[0].detach()
            matrix[row : row + part.shape[0], column : column + part.shape[1]] = part
        total = total + matrix @ total
    gradient = torch.autograd.grad(score, seen.reading.weights, retain_graph=True)[0]
    last = (gradient * seen.reading.weights).clamp(min=0).mean(1)[0].detach()
    expected = (last @ total).sum(0).split(lengths)
    found = relevance(fusion, whole, lambda f: f @ user, item=4)
    for i, name in enumerate(NAMES):
        weight = fusion.skip[i].weight
        direct = (projected[name][0] @ weight.T @ user / lengths[i]).clamp(min=0).detach()
        torch.testing.assert_close(found[name], expected[i] + direct, atol=1e-5, rtol=1e-3)


def test_a_comparison_needs_nothing_but_itself() -> None:
    one = Comparison(
        torch.randn(2, 4, 3, 8), torch.randn(2, 4, 5, 8), torch.ones(2, 5, dtype=torch.bool)
    )
    torch.testing.assert_close(one.row(1, item=1), one.compute()[1, :, 1])
