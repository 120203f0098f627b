"""Tokens in the space of encoders that were trained together, held against a planted map."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.alignment import joint
from core.encoders.store import About, FeatureStore, write


def store(
    home: Path, name: str, tokens: np.ndarray, wholes: np.ndarray, space: str
) -> FeatureStore:
    about = About(name, "clip", f"clip-{name}", tokens.shape[2], dtype="float32", space=space)
    places = np.zeros((tokens.shape[1], 4), np.float32)
    items = ((one, places, whole) for one, whole in zip(tokens, wholes, strict=True))
    write(home / name, about, items, np.zeros((len(tokens), 16), np.uint8))
    return FeatureStore(home / name)


def test_tokens_come_where_their_encoders_would_compare_them(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    form = rng.normal(size=(6, 4))
    tokens = {
        name: rng.normal(size=(60, 3, 6)).astype(np.float32) for name in ("text", "image", "audio")
    }
    wholes = {name: (one.mean(1) @ form).astype(np.float32) for name, one in tokens.items()}
    wholes["audio"] = rng.normal(size=(60, 4)).astype(np.float32)  # tells nothing of its tokens
    spaces = {"text": "clip@1", "image": "clip@1", "audio": "clip@1"}
    stores = {
        name: store(tmp_path, name, tokens[name], wholes[name], spaces[name]) for name in tokens
    }
    found = joint.sides(stores)
    assert list(found) == ["text", "image"]
    for name, side in found.items():
        mapped = tokens[name].reshape(-1, 6) @ side.factor.numpy() + side.offset.numpy()
        true = tokens[name].reshape(-1, 6) @ form
        near = (
            (mapped * true).sum(1) / np.linalg.norm(mapped, axis=1) / np.linalg.norm(true, axis=1)
        )
        assert np.median(near) > 0.95


def test_encoders_that_share_no_space_bring_nothing(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    tokens = rng.normal(size=(20, 3, 6)).astype(np.float32)
    apart = {
        name: store(tmp_path, name, tokens, tokens[:, 0, :4], space)
        for name, space in {"text": "clip@1", "image": "clip@2", "audio": ""}.items()
    }
    assert joint.together(apart) == {}
    assert joint.sides(apart) == {}
