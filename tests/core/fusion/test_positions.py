"""Places of tokens: finite, blind to padding, and different where the places differ."""

from __future__ import annotations

import pytest
import torch

from core.fusion import positions

NAN = float("nan")


def grid(side: int, size: float, offset: float = 0.0) -> torch.Tensor:
    step = size / side
    y, x = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
    corner = torch.stack([x, y], -1).flatten(0, 1) * step + offset
    return torch.cat([corner, corner + step], -1)[None].float()


@pytest.mark.parametrize("modality", ["text", "image", "audio", "video"])
def test_finite_and_zero_where_there_is_no_place(modality: str) -> None:
    places = torch.rand(2, 6, 4) * 50
    places[0, 2] = NAN
    mask = torch.ones(2, 6, dtype=torch.bool)
    mask[1, 4:] = False
    places[1, 4:] = NAN
    code = positions.encode(modality, places, mask)
    assert code.shape == (2, 6, positions.width(modality))
    assert code.isfinite().all()
    assert code[0, 2].abs().max() == 0
    assert code[1, 4:].abs().max() == 0
    assert code[0, 3].abs().max() > 0.5


def test_all_missing_is_zero() -> None:
    mask = torch.zeros(1, 3, dtype=torch.bool)
    for modality in ("text", "image", "audio"):
        code = positions.encode(modality, torch.full((1, 3, 4), NAN), mask)
        assert code.abs().max() == 0


def test_text_counts_tokens_and_not_characters() -> None:
    mask = torch.ones(1, 3, dtype=torch.bool)
    short = torch.tensor([[[0.0, 1, NAN, NAN], [2, 3, NAN, NAN], [4, 5, NAN, NAN]]])
    long = short * 17
    assert torch.equal(positions.encode("text", short, mask), positions.encode("text", long, mask))


def test_picture_size_and_crop_do_not_matter() -> None:
    mask = torch.ones(1, 49, dtype=torch.bool)
    small = positions.encode("image", grid(7, 224), mask)
    large = positions.encode("image", grid(7, 1000, offset=37), mask)
    torch.testing.assert_close(small, large, atol=1e-4, rtol=1e-4)


def test_every_patch_has_a_code_of_its_own() -> None:
    mask = torch.ones(1, 196, dtype=torch.bool)
    code = positions.encode("image", grid(14, 224), mask)[0]
    assert torch.cdist(code, code).add(torch.eye(196) * 9).min() > 0.05


def test_seconds_are_absolute() -> None:
    places = torch.tensor([[[0.0, 0.5, NAN, NAN], [3.0, 3.5, NAN, NAN]]])
    mask = torch.ones(1, 2, dtype=torch.bool)
    whole = positions.encode("audio", places, mask)
    late = positions.encode("audio", places[:, 1:], mask[:, 1:])
    torch.testing.assert_close(whole[:, 1:], late)


def test_precomputed_modality_has_no_places() -> None:
    assert positions.width("image_feat") == 0
