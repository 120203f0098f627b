"""A model whose attention is known: tokens of one concept look at tokens of that concept.

Features are one-hot concepts; all learned maps are the identity, queries and keys scaled up. So
word c must light patch c and second c, and nothing else.
"""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import polars as pl
import torch
from PIL import Image

from core.catalog.schema import INTERACTION_COLUMNS, TRUTH_COLUMNS, Catalog, empty
from core.contracts.question import Subject
from core.encoders.store import About
from core.encoders.tokens import TokenBatch, pad
from core.explore.context import Context
from core.fusion.config import TransformerConfig
from core.fusion.transformer import TransformerFusion
from core.recommend.config import MFConfig
from core.recommend.mf import MF
from core.recommend.recommender import Recommender
from core.training.config import TrainConfig
from core.training.run.layout import MODEL
from core.training.run.runs import TrainedRun
from core.training.steps.gather import Gather

CONCEPTS = 8
WORDS = ["red", "blue", "green", "white", "black", "gold", "pink", "grey"]
TEXT = " ".join(WORDS)
COLUMNS, ROWS, SIDE = 4, 2, 20
#: Concept of each patch and of each second, item by item: nobody's own number.
ORDERS = [np.roll(np.arange(CONCEPTS)[::-1], shift) for shift in (1, 3, 6)]


class Store:
    """Features in memory."""

    encoder = "planted"
    fingerprint = "planted"
    about = About("any", "planted", "planted", 0)

    def __init__(self, tokens, places):
        self.batch = pad(
            [torch.as_tensor(t, dtype=torch.float32) for t in tokens],
            [torch.as_tensor(p, dtype=torch.float32) for p in places],
            CONCEPTS,
        )
        self.n_items, self.width = len(tokens), CONCEPTS
        self.max_tokens = self.batch.tokens.shape[1]
        self.present = self.batch.mask.any(1).numpy()

    def gather(self, rows):
        rows = torch.as_tensor(np.asarray(rows))
        b = self.batch
        return TokenBatch(b.tokens[rows], b.mask[rows], b.positions[rows])

    def pooled(self):
        pairs = zip(self.batch.tokens, self.batch.mask, strict=True)
        return np.stack([tokens[mask].mean(0) for tokens, mask in pairs])


def word_places():
    starts = [TEXT.index(word) for word in WORDS]
    out = np.full((CONCEPTS, 4), np.nan)
    out[:, 0], out[:, 1] = starts, [s + len(w) for s, w in zip(starts, WORDS, strict=True)]
    return out


def patch_places():
    x, y = np.meshgrid(np.arange(COLUMNS) * SIDE, np.arange(ROWS) * SIDE)
    x, y = x.ravel(), y.ravel()
    return np.stack([x, y, x + SIDE, y + SIDE], 1).astype(float)


def second_places():
    out = np.full((CONCEPTS, 4), np.nan)
    out[:, 0], out[:, 1] = np.arange(CONCEPTS) * 0.5, (np.arange(CONCEPTS) + 1) * 0.5
    return out


def stores():
    eye = np.eye(CONCEPTS)
    lost = np.zeros((0, CONCEPTS)), np.zeros((0, 4))
    sound = [(eye[order[::-1]], second_places()) for order in ORDERS[:2]] + [lost]
    return {
        "text": Store([eye] * 3, [word_places()] * 3),
        "image": Store([eye[order] for order in ORDERS], [patch_places()] * 3),
        "audio": Store([t for t, _ in sound], [p for _, p in sound]),
    }


def truth():
    rows = []
    for item, order in enumerate(ORDERS):
        for concept, word in enumerate(WORDS):
            start = TEXT.index(word)
            box = patch_places()[int(np.flatnonzero(order == concept)[0])]
            row = {"item": item, "attribute": "colour", "value": word, "char_start": start,
                   "char_end": start + len(word)}  # fmt: skip
            rows.append(row | dict(zip(("x0", "y0", "x1", "y1"), box, strict=True)))
            if item < 2:
                # A row of its own: the seconds of a thing with a box are those of a video.
                second = second_places()[int(np.flatnonzero(order[::-1] == concept)[0])]
                rows.append(row | {"t0": second[0] + 0.1, "t1": second[1] - 0.1})
    return pl.DataFrame(rows, schema=dict(TRUTH_COLUMNS))


def catalog(root):
    pixels = np.random.default_rng(0).integers(0, 255, (ROWS * SIDE, COLUMNS * SIDE, 3))
    Image.fromarray(pixels.astype(np.uint8)).save(root / "a.png")
    items = pl.DataFrame(
        {"item": ["a", "b", "c"], "title": ["A", "B", "C"], "text": [TEXT] * 3,
         "image": ["a.png", "gone.png", "../a.png"]}
    )  # fmt: skip
    interactions = pl.DataFrame(
        {"user": [0, 1, 1], "item": [0, 0, 1]},
        schema={"user": pl.Int32, "item": pl.Int32},
    )
    rest = empty({k: v for k, v in INTERACTION_COLUMNS.items() if k not in ("user", "item")})
    interactions = pl.concat([interactions, rest], how="diagonal")
    users = pl.DataFrame({"user": ["u", "v"]})
    return Catalog("planted", root, "table", items, users, interactions, truth=truth())


def fusion(names, sharpness=2.0):
    torch.manual_seed(0)
    config = TransformerConfig(
        dim=CONCEPTS, layers=1, heads=1, queries=1, dropout=0, modality_dropout=0, positions=False
    )
    model = TransformerFusion(config, dict.fromkeys(names, CONCEPTS)).eval()
    with torch.no_grad():
        model.modality.zero_()
        for projection in model.inputs:
            projection.linear.weight.copy_(torch.eye(CONCEPTS))
            projection.linear.bias.zero_()
        for attention in model.layers[0].attention.values():
            for part in (attention.query, attention.key):
                part.weight.copy_(torch.eye(CONCEPTS) * sharpness)
                part.bias.zero_()
    return model


def context(folder, model=None):
    """A Context with everything loaded; the run's folder holds a stand-in for its weights."""
    held = stores()
    model = model if model is not None else fusion(tuple(held))
    recommender = Recommender(MF(2, 3, CONCEPTS, MFConfig()), model).eval()
    (folder / MODEL).write_bytes(b"weights")
    generator = torch.Generator().manual_seed(1)
    base = torch.randn(3, CONCEPTS, generator=generator)
    gather = Gather(held, torch.device("cpu"))
    content = model(gather(torch.arange(3))).vector.detach()
    run = TrainedRun(
        folder=folder,
        config=TrainConfig(),
        model=recommender,
        data=None,
        gather=gather,
        item_vectors=base + content,
        base_vectors=base,
        user_vectors=torch.randn(2, CONCEPTS, generator=generator),
        item_bias=torch.tensor([0.1, 0.2, 0.3]),
        user_bias=torch.tensor([0.5, -0.5]),
        seen=None,
    )
    made = Context(Subject())
    made.__dict__.update(catalog=catalog(folder), features=SimpleNamespace(stores=held), run=run)
    return made
