"""Folders as people have them: a small model with its tokenizer and its processors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import transformers as hf
from PIL import Image
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from tests.core.inspect import make

SENTENCE = "red dress with a black collar"
_WORDS = ("[PAD]", "[BOS]", "[EOS]", "[UNK]", *SENTENCE.split(), "USER", ":", "ASSISTANT")


def tokenizer(**more: Any) -> Any:
    """Words at blanks, [BOS] before and [EOS] after; the last id is a picture's patch."""
    words = {word: number for number, word in enumerate(_WORDS)}
    words |= {f"word{number}": number for number in range(len(_WORDS), make.PLACEHOLDER)}
    words["<image>"] = make.PLACEHOLDER
    made = Tokenizer(models.WordLevel(words, "[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.TemplateProcessing(
        single="[BOS] $A [EOS]", special_tokens=[("[BOS]", 1), ("[EOS]", 2)]
    )
    return hf.PreTrainedTokenizerFast(
        tokenizer_object=made,
        pad_token="[PAD]",
        bos_token="[BOS]",
        eos_token="[EOS]",
        unk_token="[UNK]",
        additional_special_tokens=["<image>"],
        **more,
    )


def eye(*, crop: bool = False) -> Any:
    """Squares of the side the models take."""
    side = {"height": make.PICTURE, "width": make.PICTURE}
    size = {"shortest_edge": make.PICTURE} if crop else side
    return hf.CLIPImageProcessor(size=size, do_center_crop=crop, crop_size=side)


def save(family: str, folder: Path) -> Path:
    """A model of a family with all that lays out its inputs."""
    model = make.model(family)
    model.save_pretrained(folder)
    tokenizer().save_pretrained(folder)
    if family == "llava":
        processor = hf.LlavaProcessor(
            image_processor=eye(),
            tokenizer=tokenizer(),
            patch_size=make.PATCH,
            vision_feature_select_strategy="default",
            num_additional_image_tokens=1,
            image_token="<image>",
        )
        processor.save_pretrained(folder)
    else:
        eye(crop=family == "clip").save_pretrained(folder)
    return folder


def picture(path: Path, width: int = 60, height: int = 40) -> Path:
    """A picture without two patches alike."""
    pixels = np.random.default_rng(0).integers(0, 255, (height, width, 3), np.uint8)
    Image.fromarray(pixels).save(path)
    return path
