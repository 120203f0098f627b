"""Where a token lies in its source, as numbers a model can read (Vaswani et al. 2017, 3.5).

text: order of the token. image: centre of its box, 0..1 across the tokens of the item, in both
directions. audio and video: centre in seconds. Tokens without a place (precomputed features,
special tokens) get zeros.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
from torch import Tensor

from core.catalog.modality import Place, place_of

#: Sinusoids per coordinate; each gives a sine and a cosine.
FREQUENCIES = 8


#: Shortest and longest period of each coordinate: tokens, share of the picture, seconds.
_RANGES: Mapping[Place | None, tuple[tuple[float, float], ...]] = {
    "characters": ((4.0, 1024.0),),
    "box": ((0.125, 4.0), (0.125, 4.0)),
    "seconds": ((0.1, 120.0),),
    None: (),
}


#: How far around itself a token is seen in a wide view: of the picture, in seconds.
_WIDE: Mapping[Place | None, float] = {"box": 0.055, "seconds": 0.18}


def width(modality: str) -> int:
    """Length of the encoding of one token; 0 for a modality without places."""
    return 2 * FREQUENCIES * len(_RANGES[place_of(modality)])


def places(modality: str, positions: Tensor, mask: Tensor) -> Tensor:
    """[B, L, 4] positions and [B, L] mask -> [B, L, c]: order, share of the picture, or seconds.

    Not finite where a token has no place, and where there is no token.
    """
    place = place_of(modality)
    if place == "characters":
        found = (mask.cumsum(1) - 1).to(torch.float32).unsqueeze(-1)
        found = found.masked_fill(~positions[..., :1].isfinite(), float("nan"))
    elif place == "box":
        found = _normalised((positions[..., :2] + positions[..., 2:]) / 2, mask)
    else:
        found = positions[..., :2].mean(-1, keepdim=True)
    return found.masked_fill(~mask.unsqueeze(-1), float("nan"))


def waves(modality: str, found: Tensor) -> Tensor:
    """Places [B, L, c] -> [B, L, width(modality)]; zero where a token has none."""
    known = found.isfinite().all(-1, keepdim=True)
    found = torch.where(known, found, 0.0)
    columns = []
    for column, (shortest, longest) in enumerate(_RANGES[place_of(modality)]):
        periods = torch.logspace(
            math.log10(shortest), math.log10(longest), FREQUENCIES, device=found.device
        )
        angle = found[..., column : column + 1] * (2 * math.pi / periods)
        columns += [angle.sin(), angle.cos()]
    return torch.cat(columns, -1) * known


def around(modality: str, found: Tensor, mask: Tensor) -> Tensor | None:
    """Shares [B, L, L] of the tokens around each token in a wide view of it, by a Gaussian.

    None where no token lies beside another (words, features of a whole item). Tokens without a
    place see themselves.

    Args:
        modality: decides how far.
        found: places [B, L, c].
        mask: [B, L].

    """
    far = _WIDE.get(place_of(modality))
    if far is None or found.shape[1] == 1:
        return None
    known = found.isfinite().all(-1) & mask
    place = torch.where(known.unsqueeze(-1), found, 0.0)
    near = (place.unsqueeze(2) - place.unsqueeze(1)).square().sum(-1).div(-2 * far**2).exp()
    near = near * (known.unsqueeze(2) & known.unsqueeze(1))
    near = near + torch.diag_embed((~known).to(near.dtype))
    return near / near.sum(-1, keepdim=True)


def encode(modality: str, positions: Tensor, mask: Tensor) -> Tensor:
    """[B, L, 4] positions and [B, L] mask -> [B, L, width(modality)].

    Finite everywhere; zero where a token has no place, and where there is no token.
    """
    return waves(modality, places(modality, positions, mask))


def _normalised(centres: Tensor, mask: Tensor) -> Tensor:
    """Centres [B, L, 2] in pixels -> 0..1 between the outermost tokens of each item."""
    known = (centres.isfinite().all(-1) & mask).unsqueeze(-1)
    low = torch.where(known, centres, float("inf")).amin(1, keepdim=True)
    high = torch.where(known, centres, float("-inf")).amax(1, keepdim=True)
    return (centres - low) / (high - low).clamp(min=1e-6)
