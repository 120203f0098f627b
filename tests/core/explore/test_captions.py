"""Captions by a tiny random BLIP that the library itself made and saved."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
import torch
from PIL import Image

from core.catalog.opening import snapshot
from core.catalog.readers.table import TableReader
from core.contracts.captions import CaptionSpec
from core.encoders.inputs import fingerprint
from core.errors import MissingWeightsError, UserError
from core.explore import captions
from core.explore.captions import Captioner
from core.progress import Reporter
from core.worker.jobs.captioning import caption
from tests.core.encoders.any.made import SPEAKING
from tests.core.encoders.any.made import words as made_words

WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "a",
    "red",
    "cup",
    "and",
    "blue",
    "of",
    "picture",
]


@pytest.fixture(scope="module")
def blip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from transformers import (
        BertTokenizer,
        BlipConfig,
        BlipForConditionalGeneration,
        BlipImageProcessor,
        BlipProcessor,
    )

    folder = tmp_path_factory.mktemp("blip")
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
            "intermediate_size": 16, "projection_dim": 8}  # fmt: skip
    words = {"vocab_size": len(WORDS), "encoder_hidden_size": 16, "max_position_embeddings": 32,
             "bos_token_id": 2, "eos_token_id": 3, "sep_token_id": 3,
             "pad_token_id": 0}  # fmt: skip
    config = BlipConfig(
        text_config=size | words,
        vision_config=size | {"image_size": 32, "patch_size": 16},
        projection_dim=8,
    )
    torch.manual_seed(1)
    model = BlipForConditionalGeneration(config)
    with torch.no_grad():  # so that the picture decides the words
        for parameter in model.parameters():
            parameter.mul_(8)
    model.save_pretrained(folder)
    pictures = BlipImageProcessor(size={"height": 32, "width": 32})
    BlipProcessor(pictures, BertTokenizer.from_pretrained(folder)).save_pretrained(folder)
    return folder


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Ten pictures, one of them broken."""
    folder = tmp_path / "catalog"
    folder.mkdir()
    rows = []
    for number in range(10):
        name = f"{number}.png"
        Image.new("RGB", (24, 40), (25 * number, 255 - 25 * number, 80)).save(folder / name)
        rows.append(f"i{number},Thing {number},{name}")
    (folder / "3.png").write_bytes(b"broken")
    (folder / "items.csv").write_text("\n".join(["item,title,image", *rows]))
    links = [f"u{number % 3},i{number}" for number in range(10)]
    (folder / "interactions.csv").write_text("\n".join(["user,item", *links]))
    return folder


def spec(catalog: Path, model: Path, **changes: Any) -> CaptionSpec:
    saved = snapshot.save(TableReader().read(catalog))
    return CaptionSpec(catalog=str(saved), model=str(model), device="cpu", words=6, **changes)


def test_captions_are_the_librarys_own(blip: Path) -> None:
    from transformers import AutoProcessor, BlipForConditionalGeneration

    picture = Image.new("RGB", (30, 20), "red")
    model = BlipForConditionalGeneration.from_pretrained(blip).eval()
    processor = AutoProcessor.from_pretrained(blip)
    for prompt in ("", "a picture of"):
        words = {"text": [prompt]} if prompt else {}
        inputs = processor(images=[picture], return_tensors="pt", **words)
        with torch.inference_mode():
            ids = model.generate(**inputs, max_new_tokens=6, do_sample=False)
        told = processor.batch_decode(ids, skip_special_tokens=True)[0]
        (made,) = Captioner(blip, "cpu", prompt, 6).captions([picture])
        assert made
        assert made == told.removeprefix(prompt).strip() or made == told.strip()


def test_a_model_that_chats_is_asked_in_its_template(tmp_path: Path) -> None:
    """Pictures of several sizes at once are told as each alone, without the question."""
    from transformers import AutoProcessor, Qwen3VLForConditionalGeneration

    SPEAKING["qwen3_vl"](tmp_path)
    model = Qwen3VLForConditionalGeneration.from_pretrained(tmp_path).eval()
    with torch.no_grad():  # so that the picture decides the words
        for name, value in model.named_parameters():
            if "norm" not in name:
                value.mul_(20)
    model.save_pretrained(tmp_path)
    rng = np.random.default_rng(0)
    pictures = [
        Image.fromarray(rng.integers(0, 255, (*size, 3), dtype=np.uint8))
        for size in ((16, 24), (32, 32))
    ]
    processor = AutoProcessor.from_pretrained(tmp_path)
    chat = [{"role": "user", "content": [{"type": "image"}, {"type": "text", "text": "What?"}]}]
    asked = processor.apply_chat_template(chat, add_generation_prompt=True)
    own = []
    for picture in pictures:
        inputs = processor(images=[picture], text=[asked], return_tensors="pt")
        with torch.inference_mode():
            ids = model.generate(**inputs, max_new_tokens=5, do_sample=False)
        new = ids[:, inputs["input_ids"].shape[1] :]
        own.append(" ".join(processor.batch_decode(new, skip_special_tokens=True)[0].split()))
    assert Captioner(tmp_path, "cpu", "What?", 5).captions(pictures) == own
    assert own[0] != own[1]


@pytest.mark.parametrize("prompt", ["", "a red"])
def test_git_goes_on_from_what_it_is_given(tmp_path: Path, prompt: str) -> None:
    import transformers as hf

    made_words(tmp_path)
    tokenizer = hf.AutoTokenizer.from_pretrained(tmp_path)
    sides = {"height": 32, "width": 32}
    hf.GitProcessor(hf.CLIPImageProcessor(size=sides, crop_size=sides), tokenizer).save_pretrained(
        tmp_path
    )
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2,
            "intermediate_size": 16}  # fmt: skip
    config = hf.GitConfig(
        vision_config=size | {"image_size": 32, "patch_size": 16}, vocab_size=len(tokenizer),
        max_position_embeddings=64, bos_token_id=2, eos_token_id=3, pad_token_id=0, **size,
    )  # fmt: skip
    torch.manual_seed(1)
    model = hf.GitForCausalLM(config).eval()
    with torch.no_grad():  # so that the picture decides the words
        for parameter in model.parameters():
            parameter.mul_(8)
    model.save_pretrained(tmp_path)
    processor = hf.AutoProcessor.from_pretrained(tmp_path)
    pictures = [Image.new("RGB", (30, 20), "red"), Image.new("RGB", (20, 60), "blue")]
    begun = [2, *tokenizer(prompt, add_special_tokens=False)["input_ids"]]
    own = []
    for picture in pictures:
        pixels = processor(images=picture, return_tensors="pt")["pixel_values"]
        with torch.inference_mode():
            ids = model.generate(
                pixel_values=pixels, input_ids=torch.tensor([begun]), max_new_tokens=6,
                do_sample=False,
            )  # fmt: skip
        own.append(processor.batch_decode(ids[:, len(begun) :], skip_special_tokens=True)[0])
    made = Captioner(tmp_path, "cpu", prompt, 6).captions(pictures)
    assert made == [" ".join(one.split()) for one in own]
    assert all(made)


def florence(folder: Path) -> Any:
    """A small Florence-2, with its processor."""
    import transformers as hf

    made_words(folder)
    tokenizer = hf.PreTrainedTokenizerFast(
        tokenizer_file=str(folder / "tokenizer.json"), pad_token="[PAD]", unk_token="[UNK]",
        bos_token="[CLS]", eos_token="[SEP]", extra_special_tokens={"image_token": "<image>"},
    )  # fmt: skip
    pictures = hf.CLIPImageProcessor(
        size={"height": 32, "width": 32}, do_center_crop=False, image_seq_length=17
    )
    hf.Florence2Processor(pictures, tokenizer).save_pretrained(folder)
    half = {"layers": 1, "attention_heads": 2, "ffn_dim": 16}
    text = {f"{side}_{name}": n for side in ("encoder", "decoder") for name, n in half.items()}
    text |= {"model_type": "bart", "vocab_size": len(tokenizer), "d_model": 16,
             "max_position_embeddings": 128, "pad_token_id": 0, "bos_token_id": 2,
             "eos_token_id": 3, "decoder_start_token_id": 3,
             "forced_eos_token_id": 3}  # fmt: skip
    vision = {"depths": [1, 1], "patch_size": [7, 3], "patch_stride": [4, 2],
              "patch_padding": [3, 1], "patch_prenorm": [False, True], "embed_dim": [8, 16],
              "num_heads": [1, 2], "num_groups": [1, 2], "window_size": 4,
              "projection_dim": 16}  # fmt: skip
    config = hf.Florence2Config(
        text_config=text, vision_config=vision, image_token_id=tokenizer.image_token_id
    )
    torch.manual_seed(0)
    model = hf.Florence2ForConditionalGeneration(config).eval()
    with torch.no_grad():  # so that question and picture decide the words
        for name, value in model.named_parameters():
            if "norm" not in name:
                value.mul_(20)
    model.save_pretrained(folder)
    return model


def test_a_model_of_named_tasks_is_given_that_of_captions(tmp_path: Path) -> None:
    """Florence-2 tells nothing of a picture that it is not asked about."""
    from transformers import AutoProcessor

    model = florence(tmp_path)
    processor = AutoProcessor.from_pretrained(tmp_path)
    noise = np.random.default_rng(0).integers(0, 255, (32, 32, 3), dtype=np.uint8)
    picture = Image.fromarray(noise)

    def own(task: str) -> list[str]:
        inputs = processor(images=[picture], text=[task], return_tensors="pt")
        with torch.inference_mode():
            ids = model.generate(**inputs, max_new_tokens=8, do_sample=False)
        said = processor.batch_decode(ids, skip_special_tokens=True)
        return [" ".join(one.split()) for one in said]

    assert own("<CAPTION>") != own("")
    assert Captioner(tmp_path, "cpu", "", 8).captions([picture]) == own("<CAPTION>")
    more = "<MORE_DETAILED_CAPTION>"
    assert Captioner(tmp_path, "cpu", more, 8).captions([picture]) == own(more)


def test_captions_beside_the_tables_are_ours_or_nobodys(blip: Path, catalog: Path) -> None:
    made = caption(spec(catalog, blip, beside=True), Reporter())
    assert Path(made.file) == catalog / "captions.csv"
    told = dict(TableReader().read(catalog).items.select("item", "captions").iter_rows())
    assert {item: said for item, said in told.items() if said} == dict(
        pl.read_csv(made.file).iter_rows()
    )
    (catalog / "captions.csv").write_text("mine\n")
    with pytest.raises(UserError, match="already"):
        caption(spec(catalog, blip, beside=True), Reporter())
    assert (catalog / "captions.csv").read_text() == "mine\n"


@pytest.mark.parametrize("own", ["", ",A long text of its own"])
def test_captions_are_words_beside_the_items_own(blip: Path, catalog: Path, own: str) -> None:
    """Also copied by hand; without the file the catalog is the former one, to its name."""
    table = (catalog / "items.csv").read_text().splitlines()
    lines = [f"{table[0]}{',description' * bool(own)}", *(f"{row}{own}" for row in table[1:])]
    (catalog / "items.csv").write_text("\n".join(lines))
    before = TableReader().read(catalog)
    made = caption(spec(catalog, blip), Reporter())
    assert (made.items, made.failed) == (9, 1)
    said = pl.read_csv(made.file)
    assert said.columns == ["item", "caption"]
    assert "i3" not in said["item"]
    copied = Path(shutil.copy(made.file, catalog))
    after = TableReader().read(catalog)
    assert after.modalities() == ("text", "image", "captions")
    assert after.items["text"].equals(before.items["text"])
    told = after.items.select("item", "captions").drop_nulls()
    assert dict(told.iter_rows()) == dict(said.iter_rows())
    assert fingerprint(after) != fingerprint(before)
    copied.unlink()
    again = TableReader().read(catalog)
    assert fingerprint(again) == fingerprint(before)
    assert snapshot.save(again) == snapshot.save(before)


@pytest.mark.parametrize(
    "damaged", [b'{"item": "i4', b"5\n", b"\xff\n", b"[" * 99999 + b"\n", b"another caption"]
)
def test_what_is_written_is_not_written_again(
    blip: Path, catalog: Path, monkeypatch: pytest.MonkeyPatch, damaged: bytes
) -> None:
    """Also not after a kill in the middle of a line, or a damage."""
    asked = spec(catalog, blip)
    first = caption(asked, Reporter())
    lines = Path(first.file).with_name("captions.jsonl")
    written = lines.read_bytes().splitlines(keepends=True)
    if damaged == b"another caption":  # as whole as it was
        told = json.loads(written[4])
        damaged = json.dumps(told | {"caption": damaged.decode()}).encode() + b"\n"
    lines.write_bytes(b"".join(written[:4]) + damaged)
    looked: list[int] = []
    real = Captioner.captions

    def counted(self: Captioner, pictures: Any) -> list[str]:
        looked.append(len(pictures))
        return real(self, pictures)

    monkeypatch.setattr(Captioner, "captions", counted)
    assert caption(asked, Reporter()) == first
    assert sum(looked) == sum(bool(json.loads(line)["caption"]) for line in written[4:])
    looked.clear()
    assert caption(asked, Reporter()) == first
    assert not looked


def test_what_is_no_model_is_one_sentence(tmp_path: Path, catalog: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(UserError, match="cannot be loaded"):
        caption(spec(catalog, empty), Reporter())
    with pytest.raises(MissingWeightsError, match="encoders fetch me/blip"):
        captions.folder_of("me/blip")
    with pytest.raises(UserError, match="does not exist"):
        captions.folder_of(str(tmp_path / "nothing"))
    with pytest.raises(UserError, match="No item has video"):
        caption(spec(catalog, empty, modality="video"), Reporter())


def test_a_model_that_wants_to_be_asked_otherwise_says_so(
    blip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    captioner = Captioner(blip, "cpu", "", 6)

    def refuse(**_inputs: Any) -> Any:
        raise ValueError("`text` is wanted")

    monkeypatch.setattr(captioner._model, "generate", refuse)
    with pytest.raises(UserError, match="cannot put pictures into words") as caught:
        captioner.captions([Image.new("RGB", (30, 20), "red")])
    assert "BLIP" in caught.value.remedy
