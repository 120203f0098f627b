"""Models of other libraries: tokens are their own states, and lie where they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from core.encoders.base import Encoder
from core.media.images import AlignedImage, Fit, fit_to_grid
from core.media.video import Frames
from tests.core.encoders.any.libraries import LIBRARIES, Library
from tests.core.encoders.any.planted import laid, moved, pictures


@dataclass
class Case:
    library: Library
    model: Any
    encoders: dict[str, Encoder]


@pytest.fixture(scope="module")
def case(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Case]:
    if "open_clip" in request.param:
        pytest.importorskip("open_clip")
    folder: Path = tmp_path_factory.mktemp("library")
    library = LIBRARIES[request.param]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TORCH_HOME", str(folder))
        model, entry = library.make(folder)
        yield Case(library, model, {one: entry(one).build() for one in library.reads})


def reading(modality: str) -> pytest.MarkDecorator:
    """Every library's model that reads a modality."""
    names = [name for name, one in LIBRARIES.items() if modality in one.reads]
    return pytest.mark.parametrize("case", names, indirect=True, scope="module")


def noise(case: Case, seed: int = 0) -> np.ndarray:
    side = case.library.side
    return np.random.default_rng(seed).integers(60, 190, (side, side, 3), dtype=np.uint8)


def square(case: Case, pixels: np.ndarray) -> AlignedImage:
    return fit_to_grid(Image.fromarray(pixels), case.library.side, "letterbox")


@reading("image")
def test_patches_are_the_states_of_the_picture(case: Case) -> None:
    pixels = noise(case)
    batch = case.encoders["image"].encode([square(case, pixels)])
    with torch.no_grad():
        own = case.library.states(case.model, torch.from_numpy(pixels).permute(2, 0, 1)[None] / 255)
    assert batch.tokens.shape[1] == len(own) > 1
    np.testing.assert_allclose(batch.tokens[0], own, atol=1e-5 * max(1, float(own.abs().max())))


@reading("image")
def test_a_red_patch_changes_most_the_token_that_lies_there(case: Case) -> None:
    grey = noise(case)
    red = grey.copy()
    cell = case.library.side // 4
    red[cell : 2 * cell, 2 * cell : 3 * cell] = (255, 0, 0)
    plain, odd = (case.encoders["image"].encode([square(case, one)]) for one in (grey, red))
    moved = (plain.tokens[0] - odd.tokens[0]).norm(dim=1)
    x0, y0, x1, y1 = odd.positions[0, int(moved.argmax())].tolist()
    assert 2 * cell - 1 < (x0 + x1) / 2 < 3 * cell + 1
    assert cell - 1 < (y0 + y1) / 2 < 2 * cell + 1


@laid
@reading("image")
def test_a_red_patch_of_a_wide_or_tall_picture_lies_where_it_says(
    case: Case, shape: str, fit: Fit
) -> None:
    encoder = case.encoders["image"]
    plain, odd, planted = pictures(case.library.side, shape, fit)
    far, boxes = moved(encoder.encode([plain]), encoder.encode([odd]))
    x0, y0, x1, y1 = boxes[far.argmax()]
    left, top, right, bottom = planted
    pixel = (right - left) / (case.library.side // 4)
    assert left - pixel < (x0 + x1) / 2 < right + pixel
    assert top - pixel < (y0 + y1) / 2 < bottom + pixel


@reading("text")
def test_an_odd_word_changes_most_the_token_that_says_it_stands_there(case: Case) -> None:
    said = [f"a cup and a {word} cup" for word in ("cup", "red")]
    plain, odd = (case.encoders["text"].encode([one]) for one in said)
    moved = (plain.tokens[0] - odd.tokens[0]).norm(dim=1)
    begin, end = odd.positions[0, int(moved.argmax()), :2].tolist()
    assert (begin, end) == (12, 15)


@reading("video")
def test_films_are_their_frames(case: Case) -> None:
    frames = np.stack([noise(case, seed) for seed in range(4)])
    film = Frames(frames, np.arange(4) + 0.5, 4.0)
    batch = case.encoders["video"].encode([film])
    still = case.encoders["image"].encode([square(case, frames[2])])
    own = still.tokens[0].mean(0)
    size = 1e-5 * max(1, float(own.abs().max()))
    np.testing.assert_allclose(batch.tokens[0, 2], own, atol=size)
    assert batch.positions[0, 2, :2].tolist() == [2, 3]
