"""Looking on at a Transformer: what is seen, and that nothing of it stays."""

from __future__ import annotations

import threading

import pytest
import torch
from torch import nn

from core.alignment.losses import TokenAlignment
from core.encoders.tokens import TokenBatch
from core.fusion.base import Fusion
from core.fusion.config import ConcatConfig, TransformerConfig
from core.fusion.recording import record
from core.fusion.transformer import pair_name
from tests.core.fusion.tools import WIDTHS, batch

CONFIG = TransformerConfig(dim=8, layers=2, heads=2, queries=2, grounding=4)


def made(config: TransformerConfig = CONFIG) -> Fusion:
    torch.manual_seed(0)
    return config.build(WIDTHS).eval()


def hooks(fusion: nn.Module) -> int:
    return sum(len(m._forward_hooks) + len(m._forward_pre_hooks) for m in fusion.modules())


def test_it_sees_all_and_leaves_nothing_behind() -> None:
    fusion, whole = made(), batch()
    before = fusion(whole).vector
    with record(fusion) as seen:
        during = fusion(whole).vector
    assert torch.equal(before, during)
    assert torch.equal(before, fusion(whole).vector)
    assert hooks(fusion) == 0
    assert [set(layer) for layer in seen.layers] == [set(fusion.pairs)] * 2
    assert [set(layer) for layer in seen.messages] == [set(fusion.pairs)] * 2
    assert seen.reading is not None
    assert seen.reading.query.shape == (6, 2, 2, 4)
    for name, mask in seen.masks.items():
        assert torch.equal(mask, whole[name].mask)
    first = seen.layers[0]["text", "image"]
    fusion(
        {name: TokenBatch(one.tokens * 2, one.mask, one.positions) for name, one in whole.items()}
    )
    assert seen.layers[0]["text", "image"] is first


def test_an_error_inside_leaves_nothing_behind_either() -> None:
    fusion = made()
    with pytest.raises(ZeroDivisionError), record(fusion):
        raise ZeroDivisionError
    assert hooks(fusion) == 0


def test_messages_are_what_the_weights_say_also_of_a_single_key() -> None:
    fusion, whole = made(), batch()
    audio = whole["audio"]
    parts = (audio.tokens, audio.mask, audio.positions)
    whole["audio"] = TokenBatch(*(part[:, :1] for part in parts))
    with record(fusion) as seen:
        fused = fusion(whole)
    with record(fusion, weights=True) as opened:
        open_ = fusion(whole)
    torch.testing.assert_close(open_.vector, fused.vector, atol=1e-6, rtol=1e-5)
    for number, layer in enumerate(opened.layers):
        for pair, one in layer.items():
            assert one.weights is not None
            torch.testing.assert_close(one.weights, seen.layers[number][pair].compute())
            torch.testing.assert_close(opened.messages[number][pair], seen.messages[number][pair])
    alone = opened.layers[0]["text", "audio"].weights
    assert alone is not None
    assert torch.equal(alone[3:], torch.ones_like(alone[3:]))
    (gradient,) = torch.autograd.grad(open_.vector.sum(), alone)
    assert gradient[3:].abs().max() > 0


def test_it_minds_its_own_thread() -> None:
    fusion, mine, other = made(), batch(), batch(seed=1)
    with record(fusion) as seen:
        fusion(mine)
        before = seen.layers[0]["text", "image"]
        thread = threading.Thread(target=fusion, args=(other,))
        thread.start()
        thread.join()
    assert seen.layers[0]["text", "image"] is before


def test_other_fusions_have_nothing_to_see() -> None:
    fusion = ConcatConfig(dim=8).build(WIDTHS)
    with record(fusion) as seen:
        fusion(batch())
    assert seen.layers == []
    assert float(TokenAlignment()(seen)) == 0


def test_a_compiled_fusion_is_seen_as_well() -> None:
    fusion, whole = made(), batch()
    with record(fusion) as plain:
        expected = fusion(whole).vector
    torch._dynamo.reset()
    torch._dynamo.utils.counters.clear()
    fusion.compile(backend="eager")  # no C++: the graph is what would not see hooks
    with torch.no_grad():
        torch.testing.assert_close(fusion(whole).vector, expected, atol=1e-5, rtol=1e-5)
        assert torch._dynamo.utils.counters["frames"]["ok"]
        with record(fusion) as seen:
            fusion(whole)
        for pair, one in plain.layers[1].items():
            torch.testing.assert_close(seen.layers[1][pair].compute(), one.compute())
        assert hooks(fusion) == 0
        torch.testing.assert_close(fusion(whole).vector, expected, atol=1e-5, rtol=1e-5)


# --- names in the file -------------------------------------------------------------------------


def test_pairs_have_legible_names_and_odd_ones_stay_apart() -> None:
    names = made().state_dict()
    assert "layers.0.attention.text->image.gain" in names
    assert "layers.1.attention.audio->audio.query.weight" in names
    odd = ["a.b", "a>b", "a", "->", "", "a%2Eb"]
    pairs = {pair_name(query, key) for query in odd for key in odd}
    assert len(pairs) == len(odd) ** 2
    assert not any("." in name for name in pairs)


def test_a_run_whose_pairs_were_numbered_still_loads() -> None:
    fusion, other = made(), CONFIG.build(WIDTHS).eval()
    state = fusion.state_dict()
    for layer in range(2):
        for number, pair in enumerate(fusion.pairs):
            for name in [
                name for name in state if f"layers.{layer}.attention.{pair_name(*pair)}." in name
            ]:
                state[name.replace(pair_name(*pair), str(number))] = state.pop(name)
    assert "layers.0.attention.1.gain" in state
    assert not torch.equal(fusion(batch()).vector, other(batch()).vector)
    other.load_state_dict(state)
    assert torch.equal(fusion(batch()).vector, other(batch()).vector)
