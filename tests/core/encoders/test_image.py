from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from torch import nn

from core.encoders import registry
from core.encoders.image import ImageEncoder, efficientnet, patches
from core.encoders.video import FramesEncoder, spans
from core.media.images import fit_to_grid
from core.media.video import Frames
from tests.core.encoders.make import needs


@pytest.fixture(scope="module")
def lite0() -> ImageEncoder:
    encoder = registry.load("efficientnet-lite0")
    assert isinstance(encoder, ImageEncoder)
    return encoder


def picture(width: int, height: int, seed: int = 0) -> Image.Image:
    """Noise with the spectrum of natural pictures (power falls with the square of frequency)."""
    rng = np.random.default_rng(seed)
    across, down = np.meshgrid(np.fft.fftfreq(width), np.fft.fftfreq(height))
    frequency = np.hypot(across, down)
    frequency[0, 0] = 1
    layers = np.stack(
        [np.fft.ifft2(np.fft.fft2(rng.normal(size=(height, width))) / frequency).real] * 3, 2
    )
    layers = 0.45 + 0.25 * (layers - layers.mean()) / layers.std()
    return Image.fromarray((255 * np.clip(layers, 0, 1)).astype(np.uint8))


@settings(max_examples=60)
@given(
    width=st.integers(1, 900),
    height=st.integers(1, 900),
    fit=st.sampled_from(["letterbox", "crop"]),
    grid=st.sampled_from([1, 7, 14]),
)
def test_boxes_tile_what_was_aligned(width: int, height: int, fit: str, grid: int) -> None:
    """Every pixel that reaches the encoder lies in exactly one box."""
    image = fit_to_grid(Image.new("RGB", (width, height)), 56, fit)  # type: ignore[arg-type]
    boxes, shown = patches(image, grid)
    assert shown.any()
    kept = boxes[shown].astype(np.float64)
    if fit == "letterbox":
        whole = (0, 0, width, height)
    else:
        side = min(width, height)
        whole = ((width - side) / 2, (height - side) / 2, (width + side) / 2, (height + side) / 2)
    edges = np.array([kept[:, 0].min(), kept[:, 1].min(), kept[:, 2].max(), kept[:, 3].max()])
    np.testing.assert_allclose(edges, whole, atol=1e-3 * max(width, height))
    rng = np.random.default_rng(0)
    points = rng.uniform(whole[:2], whole[2:], (50, 2))
    inside = (points[:, None] >= kept[:, :2]) & (points[:, None] < kept[:, 2:])
    assert inside.all(2).sum(1).tolist() == [1] * 50


def test_padding_is_not_shown() -> None:
    image = fit_to_grid(Image.new("RGB", (100, 25)), 224, "letterbox")
    boxes, shown = patches(image, 7)
    # Rows 84..140 of 224 show it: patch row 3 whole, 3/8 of the rows above and below.
    assert np.flatnonzero(shown.reshape(7, 7).any(1)).tolist() == [3]
    np.testing.assert_allclose(boxes[shown][:, [1, 3]], [[0, 25]] * 7)


@needs("efficientnet-lite0")
def test_tokens_are_the_feature_map_of_timm(lite0: ImageEncoder) -> None:
    images = [fit_to_grid(picture(*size), 224, "letterbox") for size in ((300, 200), (200, 200))]
    batch = lite0.encode(images)
    model = efficientnet(registry.entry("efficientnet-lite0"))
    pixels = torch.from_numpy(np.stack([one.pixels for one in images])).permute(0, 3, 1, 2)
    with torch.inference_mode():
        maps = model.forward_features((pixels.float() - 127) / 128)
    assert maps.shape == (2, 1280, 7, 7)
    # 300 x 200 on the square: 149 of 224 rows, from 37 on; two rows of patches are padding.
    rows = [(0, r, c) for r in range(1, 6) for c in range(7)]
    assert batch.mask.sum(1).tolist() == [35, 49]
    for place, (row, r, c) in enumerate(rows):
        np.testing.assert_allclose(batch.tokens[row, place], maps[row, :, r, c], atol=1e-4)
    np.testing.assert_allclose(batch.tokens[1], maps[1].flatten(1).T, atol=1e-4)
    np.testing.assert_allclose(
        batch.positions[1, 8], [200 / 7, 200 / 7, 400 / 7, 400 / 7], rtol=1e-5
    )


@needs("efficientnet-lite0")
def test_weights_sit_where_they_were_trained() -> None:
    """Batch norms remember the mean of each channel in training.

    Names that were mapped to the wrong layer of the same shape would not reproduce it.
    """
    model = efficientnet(registry.entry("efficientnet-lite0"))
    agreement = {}

    def compare(name: str) -> object:
        def hook(norm: nn.BatchNorm2d, inputs: tuple[torch.Tensor, ...]) -> None:
            means = inputs[0].mean((0, 2, 3)).numpy()
            agreement[name] = np.corrcoef(means, norm.running_mean.numpy())[0, 1]

        return hook

    for name, module in model.named_modules():
        if name.startswith("blocks") and name.endswith(("bn2", "bn3")):
            module.register_forward_pre_hook(compare(name))
    pixels = np.stack([np.asarray(picture(224, 224, seed)) for seed in range(3)])
    with torch.inference_mode():
        model((torch.from_numpy(pixels).permute(0, 3, 1, 2).float() - 127) / 128)
    assert len(agreement) == 31
    assert min(agreement.values()) > 0.6
    assert np.median(list(agreement.values())) > 0.85


@needs("efficientnet-lite0")
def test_one_token_per_frame_with_its_seconds() -> None:
    encoder = registry.load("efficientnet-lite0-frames")
    assert isinstance(encoder, FramesEncoder)
    pixels = np.stack([np.asarray(picture(96, 64, seed)) for seed in range(3)])
    video = Frames(pixels, np.array([1.0, 3.0, 5.0]), duration_s=6.0)
    batch = encoder.encode([video, Frames(pixels[:1], np.array([1.0]), duration_s=2.0)])
    assert batch.mask.sum(1).tolist() == [3, 1]
    assert batch.positions[0, :, :2].tolist() == [[0, 2], [2, 4], [4, 6]]
    assert batch.positions[1, 0, :2].tolist() == [0, 2]
    # A frame is the mean over the patches the image encoder makes of it.
    image = fit_to_grid(Image.fromarray(pixels[1]), 224, "letterbox")
    one = registry.load("efficientnet-lite0").encode([image])
    np.testing.assert_allclose(batch.tokens[0, 1], one.tokens[0][one.mask[0]].mean(0), atol=1e-4)


@given(
    times=st.lists(st.floats(0, 1e4), min_size=2, max_size=9, unique=True).map(sorted),
    longer=st.floats(0, 10),
)
def test_spans_hold_their_frames_and_leave_no_gap(times: list[float], longer: float) -> None:
    found = spans(np.array(times), times[-1] + longer)
    assert (found[:, 0] <= np.array(times)).all()
    assert (found[:, 1] >= np.array(times)).all()
    np.testing.assert_array_equal(found[1:, 0], found[:-1, 1])
    assert found[-1, 1] >= times[-1] + longer
