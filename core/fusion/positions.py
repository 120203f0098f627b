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


def width(modality: str) -> int:
    """Length of the encoding of one token; 0 for a modality without places."""
    return 2 * FREQUENCIES * len(_RANGES[place_of(modality)])


def encode(modality: str, positions: Tensor, mask: Tensor) -> Tensor:
    """[B, L, 4] positions and [B, L] mask -> [B, L, width(modality)].

    Finite everywhere; zero where a token has no place, and where there is no token.
    """
    place = place_of(modality)
    if place == "characters":
        order = (mask.cumsum(1) - 1).to(torch.float32)
        places = torch.where(positions[..., 0].isfinite(), order, float("nan")).unsqueeze(-1)
    elif place == "box":
        places = _normalised((positions[..., :2] + positions[..., 2:]) / 2, mask)
    else:
        places = positions[..., :2].mean(-1, keepdim=True)
    known = (places.isfinite().all(-1) & mask).unsqueeze(-1)
    places = torch.where(known, places, 0.0)
    waves = []
    for column, (shortest, longest) in enumerate(_RANGES[place]):
        periods = torch.logspace(
            math.log10(shortest), math.log10(longest), FREQUENCIES, device=places.device
        )
        angle = places[..., column : column + 1] * (2 * math.pi / periods)
        waves += [angle.sin(), angle.cos()]
    return torch.cat(waves, -1) * known


def _normalised(centres: Tensor, mask: Tensor) -> Tensor:
    """Centres [B, L, 2] in pixels -> 0..1 between the outermost tokens of each item."""
    known = (centres.isfinite().all(-1) & mask).unsqueeze(-1)
    low = torch.where(known, centres, float("inf")).amin(1, keepdim=True)
    high = torch.where(known, centres, float("-inf")).amax(1, keepdim=True)
    return (centres - low) / (high - low).clamp(min=1e-6)
