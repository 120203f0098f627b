"""Small patches: the early stages of the network, each token tied to its own place."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image, ImageDraw
from torch.nn import functional

from core.encoders import registry
from core.encoders.hypercolumns import STAGES
from core.encoders.image import efficientnet
from core.media.images import fit_to_grid

pytestmark = [
    pytest.mark.encoders,
    pytest.mark.skipif(
        not registry.entry("efficientnet-lite0-fine").installed,
        reason="the weights are not installed",
    ),
]


def picture(at: tuple[int, int] | None = None) -> Image.Image:
    noise = np.random.default_rng(0).integers(100, 140, (224, 224, 3), dtype=np.uint8)
    image = Image.fromarray(noise)
    if at is not None:
        x, y = at
        ImageDraw.Draw(image).rectangle((x, y, x + 31, y + 31), fill=(220, 20, 30))
    return image


def test_tokens_are_the_stages_of_the_network() -> None:
    encoder = registry.load("efficientnet-lite0-fine")
    image = fit_to_grid(picture((64, 96)), 224, "letterbox")
    batch = encoder.encode([image])
    assert batch.tokens.shape == (1, 196, encoder.width)
    model = efficientnet(registry.entry("efficientnet-lite0"))
    seen = {}
    for number, stage in enumerate(model.blocks):
        stage.register_forward_hook(lambda _m, _i, out, n=number: seen.__setitem__(n, out))
    pixels = torch.from_numpy(image.pixels)[None].permute(0, 3, 1, 2).float()
    with torch.inference_mode():
        model((pixels - 127) / 128)
    expected = [functional.avg_pool2d(seen[n], seen[n].shape[-1] // 14) for n in STAGES]
    np.testing.assert_allclose(
        batch.tokens[0], torch.cat(expected, 1)[0].flatten(1).T, atol=1e-3, rtol=1e-4
    )


@pytest.mark.parametrize("at", [(16, 16), (128, 64), (176, 176)])
def test_a_thing_changes_the_tokens_where_it_stands(at: tuple[int, int]) -> None:
    encoder = registry.load("efficientnet-lite0-fine")
    with_it, without = (
        encoder.encode([fit_to_grid(one, 224, "letterbox")]) for one in (picture(at), picture())
    )
    change = (with_it.tokens - without.tokens).norm(dim=-1)[0]
    centres = (with_it.positions[0, :, :2] + with_it.positions[0, :, 2:]) / 2
    inside = ((centres >= torch.tensor(at)) & (centres < torch.tensor(at) + 32)).all(1)
    assert inside.sum() == 4
    assert set(change.topk(4).indices.tolist()) == set(inside.nonzero().flatten().tolist())
    far = (centres - torch.tensor(at) - 16).abs().amax(1) > 80
    assert change[far].max() < 0.2 * change[inside].min()
