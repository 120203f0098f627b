"""A joint space is used as one before any training: retrieval, phrases, and what fits nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from scipy.io import wavfile

from core.alignment import phrases
from core.catalog.schema import Catalog
from core.contracts.alignment import FindParams, PairParams
from core.contracts.question import Subject
from core.encoders.features import FeatureSet, encode_catalog
from core.encoders.store import About, FeatureStore, write
from core.encoders.tokens import TokenBatch
from core.errors import UserError
from core.explore.alignment import pairs, phrase_search, spaces
from core.explore.context import Context
from tests.core.encoders.any.made import MADE, SIZE, WORDS
from tests.core.encoders.make import catalog

ITEMS = 6


def joint(tmp_path: Path) -> tuple[Context, Catalog, FeatureSet, torch.nn.Module]:
    folder = tmp_path / "clip"
    folder.mkdir()
    model = MADE["clip"](folder)
    rng = np.random.default_rng(0)
    for row in range(ITEMS - 1):
        pixels = rng.integers(0, 255, (SIZE, SIZE, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(tmp_path / f"{row}.png")
    texts: list[str | None] = [f"a {WORDS[11 + row]}" for row in range(ITEMS)]
    pictures: list[str | None] = [*(f"{row}.png" for row in range(ITEMS - 1)), None]
    shop = catalog(tmp_path, {"text": texts, "image": pictures})
    features = encode_catalog(shop, {"text": str(folder), "image": str(folder)}, "cpu")
    context = Context(Subject(features=str(features.folder)))
    context.__dict__["catalog"] = shop
    return context, shop, features, model


def test_whole_items_are_kept_and_compared(tmp_path: Path) -> None:
    context, _, features, model = joint(tmp_path)
    assert spaces.available(context) == ["joint", "ridge"]
    assert spaces.modalities(context, "joint") == ["text", "image"]
    space = spaces.get(context, "joint")
    rows, words, pictures = space.both("text", "image")
    assert rows.tolist() == list(range(ITEMS - 1))
    assert words.shape == pictures.shape == (ITEMS - 1, 12)
    pixels = np.asarray(Image.open(tmp_path / "2.png"))
    from transformers import AutoImageProcessor

    processor = AutoImageProcessor.from_pretrained(tmp_path / "clip")
    with torch.no_grad():
        own = model.get_image_features(**processor(pixels, return_tensors="pt")).pooler_output[0]
    np.testing.assert_allclose(pictures[2], own / own.norm(), atol=1e-5)
    whole = features.stores["image"].whole
    assert whole is not None
    assert np.isnan(whole[ITEMS - 1]).all()


def test_a_phrase_is_found_without_training(tmp_path: Path) -> None:
    context, _, _, _ = joint(tmp_path)
    answer = phrase_search.find(context, FindParams(phrase="a word1"))
    assert (answer.space, answer.modality, answer.items) == ("joint", "image", ITEMS - 1)
    space = spaces.get(context, "joint")
    pictures = space.vectors["image"]
    # The text of item 1 is this phrase.
    order = np.argsort(-(pictures @ space.vectors["text"][1]))
    assert [hit.item for hit in answer.hits] == order.tolist()
    assert answer.hits[0].place == (None,) * 4
    with pytest.raises(UserError, match="no aligned tokens of 'audio'"):
        phrase_search.find(context, FindParams(phrase="a word1", modality="audio"))


def test_tokens_come_into_the_space_by_what_whole_items_teach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pictures whose whole is the mean of their patches: the one that is meant is found."""
    rng = np.random.default_rng(0)
    form, meant = rng.normal(size=(6, 4)), rng.normal(size=6)
    stores = {}
    for name, length in (("text", 1), ("image", 4)):
        tokens = rng.normal(size=(40, length, 6)).astype(np.float32)
        if name == "image":
            tokens[7] *= 0.1
            tokens[7, 2] = 5 * meant
        places = np.arange(length)[:, None] + np.zeros((1, 4), np.float32)
        wholes = tokens.mean(1) @ form
        wholes /= np.linalg.norm(wholes, axis=1, keepdims=True)
        about = About(name, "clip", f"clip-{name}", 6, dtype="float32", space="clip@1")
        write(
            tmp_path / name, about,
            ((t, places, w) for t, w in zip(tokens, wholes, strict=True)),
            np.zeros((40, 16), np.uint8),
        )  # fmt: skip
        stores[name] = FeatureStore(tmp_path / name)
    context = Context(Subject())
    texts = [f"word{row}" for row in range(40)]
    context.__dict__["catalog"] = catalog(tmp_path, {"text": list(texts)})
    context.__dict__["features"] = FeatureSet(stores, tmp_path)
    space = spaces.get(context, "joint")
    tokens, places = space.lift(7, "image")
    asked = meant @ form
    near = (tokens @ asked) / np.linalg.norm(tokens, axis=1)
    assert places[int(near.argmax()), 0] == 2
    assert "image" in space.note

    class Asked:
        def encode(self, phrases: list[str]) -> TokenBatch:
            whole = torch.from_numpy(np.tile(asked, (len(phrases), 1))).float()
            empty = torch.zeros(len(phrases), 1, 6)
            return TokenBatch(empty, empty[..., 0] == 0, empty[..., :4], whole)

    monkeypatch.setattr(phrase_search, "_text_encoder", lambda context: Asked())
    answer = phrase_search.find(context, FindParams(phrase="word7", modality="image"))
    assert answer.hits[0].item == 7
    assert answer.hits[0].place == (2, 2, 2, 2)


def test_a_changed_whole_vector_is_noticed(tmp_path: Path) -> None:
    _, _, features, _ = joint(tmp_path)
    path = features.stores["image"].folder / "whole.bin"
    data = bytearray(path.read_bytes())
    data[5] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(UserError, match="not as it was written"):
        _ = FeatureSet.load(features.folder).stores["image"].whole


def test_what_stands_out_no_more_than_nonsense_does_fits_nothing() -> None:
    nonsense = phrases.scrambled(["Red striped backpack", "a blue cup with a handle"])
    assert len(nonsense) == phrases.NONSENSE
    letters = set("redstripedbackpackabluecupwithahandle ")
    assert all(set(phrase) <= letters for phrase in nonsense)
    assert phrases.scrambled([]) == []
    chinese = phrases.scrambled(["红色的杯子，适合日常使用", "蓝色背包 blue"])
    assert len(chinese) == phrases.NONSENSE
    told = {letter for phrase in chinese for letter in phrase if "\u4e00" <= letter <= "\u9fa5"}
    assert told
    assert told.isdisjoint("红色的杯子适合日常使用蓝背包")
    # One item of four tokens' worth stands out for the first phrase, none for the second.
    rng = np.random.default_rng(0)
    values = rng.normal(size=(4000, 2)).astype(np.float32)
    values[17, 0] = 12
    offsets = np.arange(0, 4004, 4)

    class Flat:
        def __init__(self) -> None:
            self.offsets = offsets

        def dot(self, weights: np.ndarray) -> np.ndarray:
            return np.asarray(values @ weights)

        def item(self, row: int) -> tuple[np.ndarray, np.ndarray]:
            raise NotImplementedError

    both = np.eye(2, dtype=np.float32)[:, None]
    standing = phrases.contrasts(Flat(), list(both))
    assert phrases.fits(standing[0], np.linspace(0, standing[1] + 1, phrases.NONSENSE))
    assert not phrases.fits(standing[1], np.linspace(standing[1] - 1, standing[1] + 1, 24))
    assert phrases.fits(0.0, np.empty(0))
    found = phrases.search(Flat(), both[0])
    assert found.rows[0] == 17 // 4
    np.testing.assert_allclose(found.contrast, standing[0], rtol=1e-4)


def test_words_and_sounds_are_compared_and_found_without_training(tmp_path: Path) -> None:
    """CLAP from files to the Alignment page: a space, both ways of retrieval, a phrase."""
    folder = tmp_path / "clap"
    folder.mkdir()
    model = MADE["clap"](folder)
    rng = np.random.default_rng(0)
    sounds = rng.normal(0, 0.1, (ITEMS, 32000)).astype(np.float32)
    for row, samples in enumerate(sounds):
        wavfile.write(tmp_path / f"{row}.wav", 16000, samples)
    texts: list[str | None] = [f"a {WORDS[11 + row]}" for row in range(ITEMS)]
    shop = catalog(tmp_path, {"text": texts, "audio": [f"{row}.wav" for row in range(ITEMS)]})
    features = encode_catalog(shop, {"text": str(folder), "audio": str(folder)}, "cpu")
    context = Context(Subject(features=str(features.folder)))
    context.__dict__["catalog"] = shop
    assert pairs.available(context).spaces == ("joint", "ridge")
    _, words, heard = spaces.get(context, "joint").both("text", "audio")
    from transformers import AutoFeatureExtractor

    extractor = AutoFeatureExtractor.from_pretrained(folder)
    inputs = extractor(sounds[2], sampling_rate=16000, return_tensors="pt")
    with torch.no_grad():
        own = model.get_audio_features(**inputs).pooler_output[0]
    np.testing.assert_allclose(heard[2], own / own.norm(), atol=1e-4)
    told = pairs.pair(context, PairParams(space="joint", x="text", y="audio"))
    first = float(((words @ heard.T).argmax(1) == np.arange(ITEMS)).mean())
    assert any(abs(one.value - first) < 1e-6 for one in told.measures.values())
    answer = phrase_search.find(context, FindParams(phrase="a word1"))
    assert (answer.space, answer.modality, answer.items) == ("joint", "audio", ITEMS)
    assert [hit.item for hit in answer.hits] == np.argsort(-(heard @ words[1])).tolist()
