"""Seeded random inputs in the shapes of the product.

Random normal, never zeros: powers and denormals depend on the data, and compressible data flatters
a memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import torch

from core.catalog.schema import Catalog
from core.encoders.tokens import POSITION_WIDTH, TokenBatch
from core.media.affine import Affine
from core.media.audio import Sound
from core.media.images import AlignedImage
from core.media.video import Frames

#: Features per token of the packaged default encoders.
WIDTHS = {"text": 384, "image": 1280, "audio": 512}
PICTURE = 224
SOUND_S = 10
RATE = 16_000
_SENTENCE = (
    "red striped shirt with long sleeves for the summer soft cotton small blue lamp on a wooden "
    "table bright round mirror gold ring dark winter coat guitar and drums slow evening song"
)
WORDS = _SENTENCE.split()


def lengths(size: Mapping[str, int]) -> dict[str, int]:
    """Tokens per item and modality from the `*_tokens` sizes."""
    return {name: size[f"{name}_tokens"] for name in WIDTHS if size.get(f"{name}_tokens", 0) > 0}


def tokens(
    n: int,
    length: int,
    width: int,
    seed: int,
    device: torch.device | str = "cpu",
) -> TokenBatch:
    """`n` items with all their tokens present, positions in 0..1."""
    generator = torch.Generator().manual_seed(seed)
    if torch.device(device).type == "meta":
        return TokenBatch(
            torch.empty(n, length, width, device="meta"),
            torch.ones(n, length, dtype=torch.bool, device="meta"),
            torch.empty(n, length, POSITION_WIDTH, device="meta"),
        )
    return TokenBatch(
        torch.randn(n, length, width, generator=generator),
        torch.ones(n, length, dtype=torch.bool),
        torch.rand(n, length, POSITION_WIDTH, generator=generator),
    ).to(device)


def batch(
    n: int, size: Mapping[str, int], seed: int, device: torch.device | str = "cpu"
) -> dict[str, TokenBatch]:
    """Tokens of every modality in `size`."""
    return {
        name: tokens(n, length, WIDTHS[name], seed + number, device)
        for number, (name, length) in enumerate(lengths(size).items())
    }


@dataclass
class RandomStore:
    """A FeatureStore in memory."""

    batch: TokenBatch
    encoder: str = "random"
    fingerprint: str = "random"

    @property
    def n_items(self) -> int:
        return len(self.batch)

    @property
    def width(self) -> int:
        return self.batch.tokens.shape[2]

    @property
    def max_tokens(self) -> int:
        return self.batch.tokens.shape[1]

    @property
    def present(self) -> np.ndarray:
        return np.ones(self.n_items, bool)

    def gather(self, rows: np.ndarray) -> TokenBatch:
        """Tokens of these items, on the CPU."""
        index = torch.as_tensor(rows)
        whole = self.batch
        return TokenBatch(whole.tokens[index], whole.mask[index], whole.positions[index])

    def pooled(self) -> np.ndarray:
        """Mean over the tokens [n_items, width]."""
        mean: np.ndarray = self.batch.tokens.mean(1).numpy()
        return mean


@dataclass
class RandomFeatures:
    """A FeatureSet in memory."""

    stores: dict[str, RandomStore]


def features(n: int, size: Mapping[str, int], seed: int) -> RandomFeatures:
    """Features of `n` items; none where `size` names no tokens."""
    return RandomFeatures({name: RandomStore(one) for name, one in batch(n, size, seed).items()})


def catalog(n_items: int, n_users: int, seed: int, per_user: int = 10) -> Catalog:
    """A catalog without media whose users chose `per_user` items at random (Zipf-like)."""
    rng = np.random.default_rng(seed)
    per_user = min(per_user, n_items)
    users = np.repeat(np.arange(n_users, dtype=np.int32), per_user)
    # A heavy-tailed popularity: u^3 puts half of the choices on an eighth of the items.
    items = (n_items * rng.random(len(users)) ** 3).astype(np.int32)
    table = pl.DataFrame(
        {
            "user": users,
            "item": items,
            "timestamp": pl.Series(np.arange(len(users)), dtype=pl.Int64),
            "event": pl.Series(["view"] * len(users)),
            "rating": pl.Series([None] * len(users), dtype=pl.Float32),
            "split": pl.Series(np.zeros(len(users), np.int8)),
        }
    )
    return Catalog(
        name="random",
        root=Path(),
        reader="benchmarks",
        items=pl.DataFrame({"item": [str(i) for i in range(n_items)]}),
        users=pl.DataFrame({"user": [str(u) for u in range(n_users)]}),
        interactions=table,
    )


def texts(n: int, seed: int, words: int = 24) -> list[str]:
    """`n` texts of random common words."""
    rng = np.random.default_rng(seed)
    return [" ".join(rng.choice(WORDS, words)) for _ in range(n)]


def _pixels(rng: np.random.Generator, *shape: int) -> np.ndarray:
    return np.clip(rng.normal(128, 50, shape), 0, 255).astype(np.uint8)


def pictures(n: int, seed: int) -> list[AlignedImage]:
    """`n` square pictures of noise."""
    rng = np.random.default_rng(seed)
    return [
        AlignedImage(_pixels(rng, PICTURE, PICTURE, 3), Affine.identity(), (PICTURE, PICTURE))
        for _ in range(n)
    ]


def sounds(n: int, seed: int) -> list[Sound]:
    """`n` sounds of noise."""
    rng = np.random.default_rng(seed)
    size = SOUND_S * RATE
    return [
        Sound((0.1 * rng.normal(size=size)).astype(np.float32), RATE, 0.0, float(SOUND_S))
        for _ in range(n)
    ]


def videos(n: int, seed: int, frames: int = 8) -> list[Frames]:
    """`n` videos of noise."""
    rng = np.random.default_rng(seed)
    return [
        Frames(
            _pixels(rng, frames, PICTURE, PICTURE, 3),
            np.arange(frames, dtype=np.float64),
            float(frames),
            (PICTURE, PICTURE),
        )
        for _ in range(n)
    ]


#: Inputs by modality.
RAW: dict[str, Callable[[int, int], Sequence[object]]] = {
    "text": texts,
    "image": pictures,
    "audio": sounds,
    "video": videos,
}
