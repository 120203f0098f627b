"""Every family of FAMILIES: our tokens are its own states, and lie where they say.

The models are small and random, made by the library itself; none of its public weights is here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor

from core.encoders import registry
from core.encoders.base import Encoder
from core.encoders.families.words import joined_pieces
from core.encoders.spec.entries import Local
from core.encoders.spec.families import FAMILIES
from core.errors import UserError
from core.media.audio import Sound
from core.media.images import AlignedImage, Fit, fit_to_grid
from core.media.video import Frames
from tests.core.encoders.any.made import (
    _SEES,
    _SPEAKS,
    _WIDE,
    _WORDS,
    MADE,
    PATCH,
    SIZE,
    SPEAKING,
    TEXT,
    joint,
    sound,
)
from tests.core.encoders.any.planted import laid, moved, pictures, within

#: Families with a decoder that no token passes through.
WRITES = ("t5", "mt5", "whisper")


@dataclass
class Case:
    family: str
    folder: Path
    model: Any
    encoders: dict[str, Encoder]


@pytest.fixture(scope="module")
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp(request.param)
    from transformers.utils import logging

    logging.disable_progress_bar()
    model = MADE[request.param](folder)
    entries = [registry.resolve(str(folder), name) for name in FAMILIES[request.param].towers]
    return Case(request.param, folder, model, {one.modality: one.build() for one in entries})


def test_every_family_is_made() -> None:
    assert {*MADE, *SPEAKING} == set(FAMILIES)


def reading(modality: str) -> pytest.MarkDecorator:
    """Every family that reads a modality."""
    families = [name for name in MADE if modality in FAMILIES[name].towers]
    return pytest.mark.parametrize("case", families, indirect=True, scope="module")


def picture(pixels: np.ndarray) -> AlignedImage:
    return fit_to_grid(Image.fromarray(pixels), SIZE, "letterbox")


def own_states(case: Case, modality: str, **inputs: Any) -> tuple[Tensor, Tensor | None]:
    """The library's own forward pass, which says something."""
    with torch.no_grad():
        if FAMILIES[case.family].joint:
            out = getattr(case.model, f"get_{modality}_features")(**inputs)
            states, whole = out.last_hidden_state, out.pooler_output
        else:
            model = case.model.get_encoder() if case.family in WRITES else case.model
            states, whole = model(**inputs).last_hidden_state, None
    assert states.std() > 1e-3
    return states, whole


@reading("text")
def test_words_are_the_states_at_their_characters(case: Case) -> None:
    from transformers import AutoTokenizer

    encoder = case.encoders["text"]
    batch = encoder.encode(["cup", TEXT])
    tokenizer = AutoTokenizer.from_pretrained(case.folder)
    fixed = {"padding": "max_length"} if FAMILIES[case.family].towers["text"].fixed_length else {}
    inputs = tokenizer(TEXT, return_offsets_mapping=True, return_tensors="pt", **fixed)
    spans = inputs.pop("offset_mapping")[0]
    told = {"input_ids": inputs["input_ids"]}
    if not fixed:
        told["attention_mask"] = inputs["attention_mask"]
    states, whole = own_states(case, "text", **told)
    kept = spans[:, 1] > spans[:, 0]
    places = [(int(a), int(b)) for a, b in spans[kept] if TEXT[int(a) : int(b)].strip()]
    kept &= torch.tensor([bool(TEXT[int(a) : int(b)].strip()) for a, b in spans])
    mine = batch.positions[1, batch.mask[1], :2].int().tolist()
    for (begin, end), (a, b) in zip(mine, places, strict=True):
        assert TEXT[begin:end] == TEXT[a:b].strip()
    assert len(mine) > 6
    assert encoder.width == states.shape[2]
    np.testing.assert_allclose(batch.tokens[1][batch.mask[1]], states[0, kept], atol=1e-5)
    if whole is not None:
        assert batch.whole is not None
        np.testing.assert_allclose(batch.whole[1], whole[0], atol=1e-5)


@reading("text")
def test_an_odd_word_changes_most_the_token_that_says_it_stands_there(case: Case) -> None:
    encoder = case.encoders["text"]
    plain, odd = (encoder.encode([f"a {word} and a cup"]) for word in ("cup", "red"))
    moved = (plain.tokens[0] - odd.tokens[0]).norm(dim=1)
    begin, end = odd.positions[0, int(moved.argmax()), :2].tolist()
    assert begin < 5
    assert end > 2


@reading("image")
def test_patches_are_the_states_of_the_picture(case: Case) -> None:
    encoder = case.encoders["image"]
    noise = np.random.default_rng(0).integers(0, 255, (SIZE, SIZE, 3), dtype=np.uint8)
    batch = encoder.encode([picture(noise)])
    states, whole = own_states(case, "image", **own_pixels(case, noise))
    if states.ndim == 4:
        states = states.flatten(2).transpose(1, 2)
    count = int(batch.mask.sum())
    assert count == round(count**0.5) ** 2
    np.testing.assert_allclose(batch.tokens[0], states[0, -count:], rtol=1e-5, atol=1e-5)
    if whole is not None:
        assert batch.whole is not None
        np.testing.assert_allclose(batch.whole, whole, rtol=1e-5, atol=1e-5)
    side = SIZE / round(count**0.5)
    assert batch.positions[0, 0].tolist() == [0, 0, side, side]


def own_pixels(case: Case, pixels: np.ndarray) -> dict[str, Tensor]:
    """What the model's own processor makes of a square picture of its size."""
    from transformers import AutoImageProcessor

    processor = AutoImageProcessor.from_pretrained(case.folder)
    more = {"max_num_patches": (SIZE // PATCH) ** 2} if case.family == "siglip2" else {}
    return dict(processor(Image.fromarray(pixels), return_tensors="pt", **more))


@reading("image")
def test_a_coloured_patch_changes_most_the_token_that_says_it_lies_there(case: Case) -> None:
    encoder = case.encoders["image"]
    if encoder.max_tokens == 1:  # of so small a picture
        a_coloured_part_of_a_larger_picture(case)
        return
    noise = np.random.default_rng(0).integers(60, 190, (SIZE, SIZE, 3), dtype=np.uint8)
    grey = noise.repeat(2, axis=0).repeat(2, axis=1)  # places are told in pixels of the original
    marked = grey.copy()
    marked[2 * PATCH : 4 * PATCH, 4 * PATCH : 6 * PATCH] = (255, 0, 0)
    plain, odd = (encoder.encode([picture(one)]) for one in (grey, marked))
    moved = (plain.tokens[0] - odd.tokens[0]).norm(dim=1)
    x0, y0, x1, y1 = odd.positions[0, int(moved.argmax())].tolist()
    assert 4 * PATCH <= x0 < x1 <= 6 * PATCH
    assert 2 * PATCH <= y0 < y1 <= 4 * PATCH


@laid
@reading("image")
def test_a_patch_of_a_wide_or_tall_picture_lies_where_it_says(
    case: Case, shape: str, fit: Fit
) -> None:
    encoder, coarse = case.encoders["image"], case.encoders["image"].max_tokens == 1
    if coarse:
        encoder = looking_at(case, 8 * SIZE)
    plain, odd, planted = pictures(encoder.loading.size, shape, fit)
    far, boxes = moved(encoder.encode([plain]), encoder.encode([odd]))
    strongest = boxes[far.argmax()]
    # Coarse nets shift what they see by up to half a patch, as their paddings do.
    slack = boxes[0, 2] - boxes[0, 0] if coarse else 0
    assert within(strongest, planted, slack), (strongest, planted)
    inside = np.array([within(box, planted) for box in boxes])
    if not coarse:  # the part is whole patches
        area = np.prod(boxes[inside][:, 2:] - boxes[inside][:, :2], axis=1).sum()
        assert area == pytest.approx((planted[2] - planted[0]) * (planted[3] - planted[1]))
    assert far[inside].mean() > 1.5 * far[~inside].mean()
    # What is seen of the picture is told, no more: bars are no part, what is cut off neither.
    width, height = odd.original_size
    low, high = (0, 0), (width, height)
    if fit == "crop":
        cut = ((width - min(width, height)) / 2, (height - min(width, height)) / 2)
        low, high = cut, (width - cut[0], height - cut[1])
    assert boxes[:, :2].min(0) == pytest.approx(low)
    assert boxes[:, 2:].max(0) == pytest.approx(high)


def looking_at(case: Case, side: int) -> Encoder:
    """The same weights, told by their processor to look at larger pictures."""
    told = case.folder / "preprocessor_config.json"
    was = told.read_text()
    try:
        told.write_text(was.replace(f": {SIZE}", f": {side}"))
        return registry.resolve(str(case.folder), "image").build()
    finally:
        told.write_text(was)


def a_coloured_part_of_a_larger_picture(case: Case) -> None:
    """Eight times eight patches of it."""
    side = 8 * SIZE
    encoder = looking_at(case, side)
    grey = np.random.default_rng(0).integers(60, 190, (side, side, 3), dtype=np.uint8)
    marked = grey.copy()
    marked[2 * SIZE : 4 * SIZE, 4 * SIZE : 6 * SIZE] = (255, 0, 0)
    squares = [fit_to_grid(Image.fromarray(one), side, "letterbox") for one in (grey, marked)]
    plain, odd = (encoder.encode([one]) for one in squares)
    assert plain.tokens.shape[1] == 64
    moved = (plain.tokens[0] - odd.tokens[0]).norm(dim=1)
    x, y = odd.positions[0, :, 0] / SIZE, odd.positions[0, :, 1] / SIZE
    inside = (x >= 4) & (x < 6) & (y >= 2) & (y < 4)
    # Such nets shift what they see by up to half a patch, as their paddings do.
    assert moved[inside].mean() > 2 * moved[~inside].mean()
    x0, y0 = x[moved.argmax()], y[moved.argmax()]
    assert 3 <= x0 <= 6
    assert 1 <= y0 <= 4


@reading("audio")
def test_sounds_are_means_over_time_of_the_states(case: Case) -> None:
    from transformers import AutoFeatureExtractor

    encoder = case.encoders["audio"]
    samples = np.random.default_rng(0).normal(0, 0.1, 16000).astype(np.float32)
    batch = encoder.encode([Sound(samples, 16000, 0.5, 1)])
    extractor = AutoFeatureExtractor.from_pretrained(case.folder)
    inputs = dict(extractor(samples, sampling_rate=16000, return_tensors="pt"))
    inputs.pop("attention_mask", None)
    if case.family == "clap":
        inputs["is_longer"] = torch.tensor([[False]])
    states, whole = own_states(case, "audio", **inputs)
    if case.family == "clap":
        states = states.mean(2).transpose(1, 2)[:, : states.shape[3] // 2]  # 1 of its 2 seconds
    elif case.family == "whisper":
        states = states[:, :50]  # 1 of its 30 seconds
    elif case.family.startswith("audio"):
        config = case.model.config
        bands = (config.num_mel_bins - config.patch_size) // config.frequency_stride + 1
        states = states[:, 2:].unflatten(1, (bands, -1)).mean(1)[:, :10]
    pooled = torch.nn.functional.adaptive_avg_pool1d(states.transpose(1, 2), 4)[0].T
    np.testing.assert_allclose(batch.tokens[0], pooled, atol=1e-5)
    assert batch.positions[0, :, :2].tolist() == [[0.5, 0.75], [0.75, 1], [1, 1.25], [1.25, 1.5]]
    if whole is not None:
        assert batch.whole is not None
        np.testing.assert_allclose(batch.whole, whole, atol=1e-5)


@reading("audio")
def test_a_second_of_tone_changes_most_the_tokens_of_that_second(case: Case) -> None:
    encoder = case.encoders["audio"]
    quiet = np.random.default_rng(0).normal(0, 0.1, 3 * 16000).astype(np.float32)
    tone = quiet.copy()
    tone[16000:32000] += 0.2 * np.sin(2 * np.pi * 440 * np.arange(16000) / 16000)
    plain, odd = (encoder.encode([Sound(one, 16000, 0, 3)]) for one in (quiet, tone))
    moved = (plain.tokens[0] - odd.tokens[0]).norm(dim=1)
    begins, ends = odd.positions[0, :, 0], odd.positions[0, :, 1]
    inside = (begins >= 1) & (ends <= 2)
    # What hears nothing of it: kernels of 25 ms and neighbours of 8 frames of 20 ms (wav2vec 2 and
    # its like), patches of 160 ms. This one hears 31 frames, and levels a clip as a whole before.
    levels = case.family == "wav2vec2-bert"
    field = 0.65 if levels else 0.2
    outside = (ends <= 1 - field) | (begins >= 2 + field)
    assert inside.sum() == 4
    assert outside.sum() >= 2
    assert moved[inside].min() > (1.5 if levels else 20) * moved[outside].max()


@reading("video")
def test_films_are_their_frames_or_their_clips(case: Case) -> None:
    encoder = case.encoders["video"]
    frames = np.random.default_rng(0).integers(0, 255, (8, SIZE, SIZE, 3), dtype=np.uint8)
    film = Frames(frames, np.arange(8) + 0.5, 8.0)
    batch = encoder.encode([film, replace(film, pixels=frames[:3], times=film.times[:3])])
    if "image" in case.encoders:
        still = case.encoders["image"].encode([picture(frames[2])])
        np.testing.assert_allclose(batch.tokens[0, 2], still.tokens[0].mean(0), atol=1e-5)
        assert batch.positions[0, 2, :2].tolist() == [2, 3]
        assert batch.mask.sum(1).tolist() == [8, 3]
        return
    pixels = own_pixels(case, frames[0])["pixel_values"]
    clip = torch.stack([own_pixels(case, one)["pixel_values"][0, 0] for one in frames])[None]
    assert pixels.ndim == 5
    states, _ = own_states(case, "video", pixel_values=clip)
    states = states[:, states.shape[1] % 16 :]  # without [CLS]
    if case.family == "timesformer":
        own, moments = states.unflatten(1, (-1, 8)).mean(1), 8
    else:
        own, moments = states.unflatten(1, (4, -1)).mean(2), 4
    np.testing.assert_allclose(batch.tokens[0], own[0], atol=1e-5)
    seconds = 8 // moments
    assert batch.positions[0, :, :2].tolist() == [
        [begin, begin + seconds] for begin in range(0, 8, seconds)
    ]
    assert batch.mask.sum(1).tolist() == [moments, -(-3 // seconds)]


@reading("video")
def test_a_white_moment_changes_most_the_token_of_that_moment(case: Case) -> None:
    noise = np.random.default_rng(0).integers(60, 190, (8, SIZE, SIZE, 3), dtype=np.uint8)
    white = noise.copy()
    white[4:6] = 255
    plain, odd = (
        case.encoders["video"].encode([Frames(one, np.arange(8) + 0.5, 8.0)])
        for one in (noise, white)
    )
    moved = (plain.tokens[0] - odd.tokens[0]).norm(dim=1)
    begin, end = odd.positions[0, int(moved.argmax()), :2].tolist()
    assert 4 <= begin < end <= 6


def test_a_joint_family_that_is_not_listed_is_known_by_its_config(tmp_path: Path) -> None:
    from transformers import AutoTokenizer

    text = _WORDS | _SPEAKS
    sees = _WIDE | _SEES | {"hidden_size": 24, "projection_dim": 12}
    make = joint("MetaClip2", text, sees, "CLIPImageProcessor", projection_dim=12)
    case = Case("metaclip_2", tmp_path, make(tmp_path), {})
    assert case.family not in FAMILIES
    words, image = (registry.resolve(str(tmp_path), name) for name in ("text", "image"))
    assert words.space == image.space != ""
    read = words.build().encode([TEXT])
    told = AutoTokenizer.from_pretrained(tmp_path)(TEXT, return_tensors="pt")
    noise = np.random.default_rng(0).integers(0, 255, (SIZE, SIZE, 3), dtype=np.uint8)
    seen = image.build().encode([picture(noise)])
    with torch.no_grad():
        own = case.model.get_text_features(told["input_ids"], told["attention_mask"])
        looked = case.model.get_image_features(**own_pixels(case, noise))
    for mine, theirs in ((read, own), (seen, looked)):
        assert mine.whole is not None
        np.testing.assert_allclose(mine.whole, theirs.pooler_output, atol=1e-5)
    np.testing.assert_allclose(seen.tokens[0], looked.last_hidden_state[0, 1:], atol=1e-5)
    assert seen.positions[0, 0].tolist() == [0, 0, PATCH, PATCH]


def test_a_model_of_long_clips_keeps_to_the_budget(tmp_path: Path) -> None:
    MADE["timesformer"](tmp_path)
    entry = registry.resolve(str(tmp_path))
    assert isinstance(entry, Local)
    frames = np.random.default_rng(0).integers(0, 255, (8, SIZE, SIZE, 3), dtype=np.uint8)
    film = Frames(frames, np.arange(8) + 0.5, 8.0)
    fine, coarse = (replace(entry, max_tokens=n).build().encode([film]) for n in (8, 4))
    assert coarse.positions[0, :, :2].tolist() == [[0, 2], [2, 4], [4, 6], [6, 8]]
    np.testing.assert_allclose(coarse.tokens[0], fine.tokens[0].view(4, 2, -1).mean(1), atol=1e-5)


@pytest.mark.parametrize(
    ("config", "said", "remedy"),
    [
        ({"model_type": "colqwen2"}, "for its own task alone", "Name the model it was made of"),
        ({"model_type": "of-tomorrow"}, "knows no 'of-tomorrow'", "Update it"),
        ({"model_type": "vjepa2", "frames_per_clip": 8}, "reads films", "frame by frame"),
        ({"model_type": "xclip", "vision_config": {"num_frames": 8}}, "reads films", "VideoMAE"),
    ],
)
def test_a_family_that_cannot_be_read_is_refused_before_it_is_added(
    tmp_path: Path, config: dict[str, Any], said: str, remedy: str
) -> None:
    (tmp_path / "config.json").write_text(json.dumps(config))
    (tmp_path / "model.safetensors").write_bytes(b"")
    with pytest.raises(UserError, match=said) as caught:
        registry.add(str(tmp_path))
    assert remedy in caught.value.remedy


def test_a_model_that_gives_no_states_is_refused_with_what_can_be_done(tmp_path: Path) -> None:
    import transformers as hf

    config = hf.EncodecConfig(
        num_filters=2, hidden_size=16, codebook_size=16, num_lstm_layers=1, upsampling_ratios=[2, 2]
    )
    sound(config, hf.EncodecFeatureExtractor())(tmp_path)
    with pytest.raises(UserError, match="cannot be used") as caught:
        registry.load(str(tmp_path))
    assert "entry point triptych.encoders" in caught.value.remedy


def test_many_pieces_are_joined_into_the_budget() -> None:
    states = torch.arange(10.0)[:, None]
    places = torch.stack(
        [torch.arange(10.0), torch.arange(10.0) + 1, *torch.full((2, 10), np.nan)], 1
    )
    means, where = joined_pieces(states, places, 4)
    assert means[:, 0].tolist() == [1, 3.5, 6, 8.5]
    assert where[:, :2].tolist() == [[0, 3], [3, 5], [5, 8], [8, 10]]
    assert joined_pieces(states, places, 10)[0] is states


def test_many_patches_are_joined_into_the_budget(tmp_path: Path) -> None:
    MADE["vit"](tmp_path)
    entry = registry.resolve(str(tmp_path), "image")
    assert isinstance(entry, Local)
    noise = np.random.default_rng(0).integers(0, 255, (SIZE, SIZE, 3), dtype=np.uint8)
    fine = entry.build().encode([picture(noise)])
    coarse = replace(entry, max_tokens=5).build().encode([picture(noise)])
    assert coarse.tokens.shape[1] == 4
    assert coarse.positions[0, 3].tolist() == [16, 16, 32, 32]
    own = fine.tokens[0].view(4, 4, -1)[:2, :2].mean((0, 1))
    np.testing.assert_allclose(coarse.tokens[0, 0], own, atol=1e-5)
