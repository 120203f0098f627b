from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core import workspace
from core.catalog.opening import snapshot
from core.catalog.schema import Catalog
from core.contracts.features import EncodeSpec
from core.encoders import registry
from core.encoders.features import FeatureSet, encode_catalog, encode_share, open_features
from core.encoders.inputs import fingerprint
from core.encoders.one_bar import OneBar
from core.encoders.packaged import Packaged
from core.errors import MissingWeightsError, UserError
from core.worker.jobs import encoding
from tests.core.encoders.make import Recorder, WordEncoder, catalog, needs
from tests.core.media.make import mp4, tone, wav


@pytest.fixture
def words_for_text(monkeypatch: pytest.MonkeyPatch) -> WordEncoder:
    """The hand-made encoder in place of MiniLM."""
    encoder = WordEncoder()
    minilm = registry.entry("minilm")
    monkeypatch.setattr(type(minilm), "require", lambda entry: None)
    monkeypatch.setattr(type(minilm), "build", lambda entry, device, reporter: encoder)
    return encoder


def test_precomputed_features_become_one_token(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    image = rng.normal(size=(5, 7))
    image[2] = np.nan
    image[3, 1] = np.nan
    reporter = Recorder()
    made = encode_catalog(
        catalog(tmp_path, {}, image=image, taste=image[:, :2]), None, "cpu", reporter
    )
    assert list(made.stores) == ["image", "taste"]
    store = made.stores["image"]
    assert store.encoder == "precomputed"
    assert store.present.tolist() == [True, True, False, False, True]
    batch = store.gather(np.arange(5))
    assert batch.tokens.shape == (5, 1, 7)
    assert batch.positions.isnan().all()
    np.testing.assert_array_equal(batch.tokens[4, 0], image[4].astype(np.float32))
    assert any("1 items have 'image' features with missing numbers" in t for _, t in reporter.lines)


def test_what_was_encoded_is_found_again(tmp_path: Path, words_for_text: WordEncoder) -> None:
    one = catalog(tmp_path, {"text": ["a b", "c"]}, taste=np.ones((2, 3)))
    assert open_features(one) is None
    made = encode_catalog(one, device="cpu")
    words_for_text.seen.clear()
    again = open_features(one)
    assert again is not None
    assert again.folder == made.folder
    assert list(again.stores) == ["text", "taste"]
    np.testing.assert_array_equal(again.stores["text"].pooled(), made.stores["text"].pooled())
    np.testing.assert_array_equal(
        FeatureSet.load(made.folder).stores["taste"].pooled(), np.ones((2, 3))
    )
    encode_catalog(one, device="cpu")
    assert words_for_text.seen == []


def test_shares_of_several_processes_are_put_together(
    tmp_path: Path, words_for_text: WordEncoder
) -> None:
    texts = [f"word{n} and more" for n in range(11)]
    one = catalog(tmp_path, {"text": texts})
    for index in range(3):
        encode_share(one, None, "cpu", Recorder(), (index, 3))
    assert sorted(words_for_text.seen) == sorted(texts)
    words_for_text.seen.clear()
    made = encode_catalog(one, device="cpu")
    assert words_for_text.seen == []
    assert made.stores["text"].present.all()


def test_processes_are_told_folders_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They run in a folder of their own, where a relative one would name another."""
    told: list[EncodeSpec] = []

    def shares_of(spec: EncodeSpec, _reporter: object) -> None:
        told.append(spec)
        raise UserError("enough")

    monkeypatch.setattr("core.worker.shares.encode", shares_of)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "config.json").write_text('{"model_type": "bert"}')
    (tmp_path / "mine" / "model.safetensors").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    saved = snapshot.save(catalog(tmp_path, {"text": ["a", "b"]}))
    spec = EncodeSpec(catalog=str(saved), encoders={"text": "./mine"}, processes=2)
    with pytest.raises(UserError, match="enough"):
        encoding.encode(spec, Recorder())
    assert told[0].encoders == {"text": str(tmp_path / "mine")}


def test_all_modalities_are_one_bar(tmp_path: Path, words_for_text: WordEncoder) -> None:
    class Bars(Recorder):
        def progress(
            self, stage: str, done: float, total: float | None = None, unit: str = ""
        ) -> None:
            self.steps.append((stage, done, total))

    bars = Bars()
    encode_catalog(catalog(tmp_path, {"text": ["a", "b c", "d"]}), device="cpu", reporter=bars)
    whole = [done for stage, done, total in bars.steps if (stage, total) == ("encoding", 100)]
    assert whole[0] == 0
    assert whole[-1] == 100
    assert whole == sorted(whole)


def test_the_bar_gives_films_more_room_than_texts() -> None:
    bars = Recorder()
    told: list[float] = []
    bars.progress = lambda stage, done, total=None, unit="": told.append(done)  # type: ignore[method-assign]
    bar = OneBar(bars, {"text": 10, "video": 10})
    bar.begin("text")
    bar.progress("x", 10, 10)
    bar.begin("video")
    bar.progress("x", 5, 10)
    assert told[1] < 10
    assert told[2] == told[1]
    assert 50 < told[3] < 60


def test_features_of_other_texts_are_not_mistaken(
    tmp_path: Path, words_for_text: WordEncoder
) -> None:
    encode_catalog(catalog(tmp_path, {"text": ["a", "b"]}), device="cpu")
    assert open_features(catalog(tmp_path, {"text": ["a", "c"]})) is None
    assert open_features(catalog(tmp_path, {"text": ["b", "a"]})) is None


def test_a_modality_can_be_left_out_and_taken_in_again(
    tmp_path: Path, words_for_text: WordEncoder
) -> None:
    one = catalog(tmp_path, {"text": ["a"]}, taste=np.ones((1, 3)))
    without = encode_catalog(one, {"text": ""}, device="cpu")
    assert list(without.stores) == ["taste"]
    whole = encode_catalog(one, device="cpu")
    assert list(whole.stores) == ["text", "taste"]
    assert list(FeatureSet.load(without.folder).stores) == ["taste"]
    latest = open_features(one)
    assert latest is not None
    assert latest.folder == whole.folder


def test_a_deleted_store_is_encoded_again(tmp_path: Path, words_for_text: WordEncoder) -> None:
    one = catalog(tmp_path, {"text": ["a", "b"]})
    shutil.rmtree(encode_catalog(one, device="cpu").stores["text"].folder)
    assert open_features(one) is None
    assert encode_catalog(one, device="cpu").stores["text"].present.all()


def test_absent_weights_are_told_before_anything_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Packaged, "folder", None)
    one = catalog(tmp_path, {"text": ["a"]}, taste=np.ones((1, 2)))
    with pytest.raises(MissingWeightsError, match="triptych encoders fetch minilm"):
        encode_catalog(one)
    assert not (workspace.folder("features") / "items").exists()


def test_an_encoder_for_another_modality_is_refused(tmp_path: Path) -> None:
    one = catalog(tmp_path, {"text": ["a"]})
    with pytest.raises(UserError, match="for image, not for text"):
        encode_catalog(one, {"text": "efficientnet-lite0"})
    for absent in ("sound", "image"):
        with pytest.raises(UserError, match=f"no '{absent}'") as told:
            encode_catalog(one, {absent: "efficientnet-lite0"})
        assert "text" in told.value.remedy


def pictures(root: Path) -> Catalog:
    for name in ("a", "b"):
        Image.new("RGB", (40, 30), (name == "a" and "red") or "blue").save(root / f"{name}.png")
    return catalog(root, {"image": ["a.png", None, "b.png"]})


def test_fingerprint_sees_a_file_change(tmp_path: Path) -> None:
    one = pictures(tmp_path)
    before = fingerprint(one)
    assert fingerprint(one) == before
    os.utime(tmp_path / "a.png", ns=(1, 1))
    touched = fingerprint(one)
    assert touched != before
    (tmp_path / "a.png").unlink()
    assert fingerprint(one) not in (before, touched)


@needs("efficientnet-lite0")
def test_broken_media_are_masked_counted_and_told(tmp_path: Path) -> None:
    for row in range(4):
        Image.new("RGB", (60, 40), (50 * row, 0, 0)).save(tmp_path / f"{row}.png")
    (tmp_path / "junk.png").write_bytes(b"no picture at all")
    whole = (tmp_path / "3.png").read_bytes()
    (tmp_path / "short.png").write_bytes(whole[: len(whole) // 2])
    names = ["0.png", "junk.png", "1.png", "gone.png", "../0.png", None, "short.png", "2.png"]
    reporter = Recorder()
    made = encode_catalog(catalog(tmp_path, {"image": names}), None, "cpu", reporter)
    store = made.stores["image"]
    assert store.present.tolist() == [True, False, True, False, False, False, False, True]
    assert {failure.row for failure in store.failures} == {1, 3, 4, 6}
    told = [text for level, text in reporter.lines if level == "warning"]
    for name in ("junk.png", "gone.png", "../0.png", "short.png"):
        assert any(name in text for text in told)
    assert any("4 of 7 items have no usable image" in text for text in told)
    assert np.isnan(store.pooled()[1]).all()
    assert not store.gather(np.array([1])).mask.any()

    # Repaired, it is taken in; the others come from the cache.
    Image.new("RGB", (60, 40), "white").save(tmp_path / "junk.png")
    store = encode_catalog(catalog(tmp_path, {"image": names}), device="cpu").stores["image"]
    assert store.present.tolist() == [True, True, True, False, False, False, False, True]


@needs("musicnn")
@needs("efficientnet-lite0")
def test_sound_and_video_of_real_files(tmp_path: Path) -> None:
    wav(tmp_path / "a.wav", tone(1.5, 440, 16000), 16000)
    wav(tmp_path / "b.wav", tone(0.6, 880, 44100), 44100)
    frames = np.random.default_rng(0).integers(0, 255, (20, 48, 64, 3), dtype=np.uint8)
    mp4(tmp_path / "a.mp4", frames, fps=10)
    one = catalog(tmp_path, {"audio": ["a.wav", "b.wav", None], "video": [None, "a.mp4", None]})
    made = encode_catalog(one, device="cpu")
    assert list(made.stores) == ["audio", "video"]
    assert made.stores["audio"].present.tolist() == [True, True, False]
    assert made.stores["video"].present.tolist() == [False, True, False]
    sound = made.stores["audio"].gather(np.array([0]))
    assert sound.positions[0, -1, 1].item() == pytest.approx(1.5, abs=0.05)
    shown = made.stores["video"].gather(np.array([1]))
    assert shown.positions[0, -1, 1].item() == pytest.approx(2.0, abs=0.1)
