"""What a Transformer looked at before and after grounding, and after every epoch: masses, measures
and one item's maps.

One small file an epoch in the run's folder, film/00007.safetensors. A resumed run overwrites the
epochs after its checkpoint, so a film is always of one training.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import torch
from torch import Tensor

from core.alignment.pointing import play, tally
from core.fusion.base import Fusion
from core.fusion.maps import Maps, attention_maps
from core.fusion.transformer import TransformerFusion
from core.training.run import checkpoint
from core.training.steps.gather import Gather

FOLDER = "film"
#: Epochs before the first: as the weights were drawn, and with what belongs together found.
UNGROUNDED, GROUNDED = -1, 0
#: Items whose masses and points are averaged.
SAMPLE = 16
#: The maps of an item with more tokens than this are not kept: they grow with its square.
MOST_TOKENS = 600


class Film:
    """Films one run. Looking changes neither the model nor any random state.

    Args:
        folder: of the run.
        truth: the catalog's planted truth, if it has any.
        gather: tokens of the items.
        item: row of the item whose maps are kept.

    """

    def __init__(self, folder: Path, truth: pl.DataFrame | None, gather: Gather, item: int) -> None:
        self.folder, self.truth, self.gather = folder / FOLDER, truth, gather
        last = min((store.n_items for store in gather.stores.values()), default=1) - 1
        self.item = min(item, last)
        every = np.linspace(0, last, SAMPLE).round().astype(int)
        self.sample = sorted({*every.tolist()})

    def clear(self) -> None:
        """A new run begins."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def begin(self, fusion: Fusion | None) -> None:
        """Keep what it looks at before it learns: without grounding, and grounded."""
        if isinstance(fusion, TransformerFusion) and fusion.couples:
            with fusion.ungrounded():
                self.take(fusion, UNGROUNDED)
        self.take(fusion, GROUNDED)

    def take(self, fusion: Fusion | None, epoch: int) -> None:
        """Keep what the model looks at now; nothing for models without attention."""
        if not isinstance(fusion, TransformerFusion):
            return
        masses, games = [], []
        for row in self.sample:
            maps = self._maps(fusion, row)
            masses.append(maps.mass())
            if self.truth is not None:
                games += play(self.truth, row, _positions(maps), _views(maps))
        # Rows of what an item lacks are zero: the mean is over the items that have it.
        mass = torch.stack(masses).mean(0)
        mass = mass / mass.sum(-1, keepdim=True).clamp(min=1e-12)
        state: dict[str, Any] = {
            "epoch": epoch,
            "item": self.item,
            "modalities": list(fusion.modalities),
            "mass": mass.tolist(),
            "points": [
                {"query": q, "key": k, "rate": one.rate, "chance": one.chance}
                for (q, k), one in tally(games).items()
            ],
        }
        maps = self._maps(fusion, self.item)
        fits = sum(maps.lengths.values()) <= MOST_TOKENS
        path = self.folder / f"{epoch:05d}.safetensors"
        path.parent.mkdir(exist_ok=True)
        checkpoint.write(path, frame(maps) if fits else {}, state)

    def _maps(self, fusion: TransformerFusion, row: int) -> Maps:
        device = self.gather.device
        return attention_maps(fusion, self.gather(torch.tensor([row], device=device)))


def frame(maps: Maps) -> dict[str, Tensor]:
    """Maps as the Attention page reads them, heads averaged, in half precision.

    `positions/<m>` [L, 4], `pairs/<q>/<k>` [layers, 1, Lq, Lk], `fusion` [1, 1, T] and
    `shares/<q>` [layers, Lq, M], the last alike for all tokens of a modality.
    """
    names = maps.modalities
    tensors = {"fusion": maps.reading.compute()[0].mean((0, 1))[None, None]}
    for number, q in enumerate(names):
        tensors[f"positions/{q}"] = maps.tokens[q].positions[0]
        length = maps.lengths[q]
        tensors[f"shares/{q}"] = maps.shares[:, number, None].expand(-1, length, -1)
        for k in names:
            tensors[f"pairs/{q}/{k}"] = maps.weights(q, k).mean(1, keepdim=True).half()
    return tensors


def epochs(folder: Path) -> list[dict[str, Any]]:
    """What is told of each epoch of a run's film, in order; empty if it has none."""
    return [checkpoint.read_state(path) for path in sorted((folder / FOLDER).glob("*.safetensors"))]


def read(folder: Path, epoch: int) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """One epoch: what is told of it, and its maps (see `frame`; none if the item is too long).

    Raises:
        UserError: there is no such epoch.

    """
    tensors, state = checkpoint.read(folder / FOLDER / f"{epoch:05d}.safetensors")
    return state, {name: tensor.numpy() for name, tensor in tensors.items()}


def _positions(maps: Maps) -> dict[str, np.ndarray]:
    have = (name for name, length in maps.lengths.items() if length)
    return {name: maps.tokens[name].positions[0].cpu().numpy() for name in have}


def _views(maps: Maps) -> dict[tuple[str, str], np.ndarray]:
    """First-layer cross-attention, heads averaged."""
    first = maps.layers[0]
    return {
        (q, k): one.compute()[0].mean(0).cpu().numpy()
        for (q, k), one in first.items()
        if q != k and maps.lengths[q] and maps.lengths[k]
    }
