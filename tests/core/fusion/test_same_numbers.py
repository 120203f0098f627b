"""What fusions compute has not changed since commit 81abd8e, which made numbers.safetensors.

Sums are taken in another order since, so the numbers are the same but for rounding. Our dropout
draws otherwise than torch's; its draws are torch's here.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from core.alignment.losses import Alignment, TokenAlignment
from core.encoders.tokens import TokenBatch
from core.fusion.attention import Dropout
from core.fusion.config import ConcatConfig, FusionConfig, LateConfig, TransformerConfig
from core.fusion.recording import record
from core.fusion.transformer import TransformerFusion
from tests.core.fusion.tools import WIDTHS, batch

STORED = load_file(Path(__file__).with_name("numbers.safetensors"))
CONFIGS: dict[str, FusionConfig] = {
    "concat": ConcatConfig(dim=8, hidden=8),
    "linear": ConcatConfig(dim=8, hidden=0),
    "late": LateConfig(dim=8, hidden=8),
    "transformer": TransformerConfig(
        dim=8, layers=2, heads=2, queries=2, grounding=4, train_tokens=3
    ),
}


def tokens(label: str) -> dict[str, TokenBatch]:
    """Three modalities, of which the last has "several" tokens an item, or one "alone"."""
    whole = batch()
    if label == "alone":
        one = whole["audio"]
        whole["audio"] = TokenBatch(one.tokens[:, :1], one.mask[:, :1], one.positions[:, :1])
    return whole


def as_before(fusion: TransformerFusion) -> None:
    """As a run of then is loaded: no key for nothing, affinities as they are, gains of 3."""
    state = fusion.state_dict()
    del state["nothing"]
    gains = {name: torch.full_like(gain, 3) for name, gain in state.items() if "gain" in name}
    fusion.load_state_dict(state | gains)


def numbers(config: FusionConfig, whole: dict[str, TokenBatch]) -> dict[str, Tensor]:
    """Item vectors, and a training step with both alignment losses."""
    torch.manual_seed(0)
    fusion = config.build(WIDTHS)
    if isinstance(fusion, TransformerFusion):
        for form in fusion.forms:
            for buffer in form.buffers():
                buffer.normal_(std=0.2)
        as_before(fusion)
    vector = fusion.eval()(whole).vector.detach()
    torch.manual_seed(1)
    with record(fusion.train()) as seen:
        fused = fusion(whole)
    agreement = torch.stack([TokenAlignment()(seen), Alignment()(fused)])
    (fused.vector.square().sum() + agreement[1] + agreement[0]).backward()
    gradients = (torch.zeros_like(p) if p.grad is None else p.grad for p in fusion.parameters())
    return {
        "vector": vector,
        "trained": fused.vector.detach(),
        "losses": agreement.detach(),
        "gradient": torch.cat([gradient.flatten() for gradient in gradients]),
    }


@pytest.mark.parametrize("label", ["several", "alone"])
@pytest.mark.parametrize("kind", CONFIGS)
def test_numbers_are_what_they_were(kind: str, label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Dropout, "forward", nn.Dropout.forward)
    for name, found in numbers(CONFIGS[kind], tokens(label)).items():
        expected = STORED[f"{kind}/{label}/{name}"]
        torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-4)
