"""Language models that see, used as embedders: everything goes through their own chat template.

Qwen3-VL-Embedding and its like read an instruction, then the text or the picture; their last token
stands for the whole. Tokens of a text keep their characters, those of a picture their patches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from core.encoders.families import loading
from core.encoders.families.pooling import last, own_pooling
from core.encoders.spec import facts
from core.encoders.text import Pieces
from core.errors import UserError
from core.text import Text

if TYPE_CHECKING:
    from core.encoders.families.pixels import Sight
    from core.encoders.families.words import Reading
    from core.encoders.spec.entries import Hosted, Local

#: What a model is told to do where its files name nothing else; Qwen3-VL-Embedding was trained so.
_INSTRUCTION = "Represent the user's input."
#: Pieces of a text that are read, beside those of the template.
_READ = 512
#: Patches along a side of the square that a picture is laid on, joined ones counted once.
_GRID = 16
#: Stands for the text while the template is written, and is looked for in what it gives.
_HERE = "\u2063here\u2063"


class TemplateTokenizer:
    """Texts within what a template writes around them, which stands nowhere in them."""

    def __init__(self, tokenizer: Any, before: str, after: str) -> None:
        self._tokenizer = tokenizer
        self._before, self._after = before, after

    def __call__(self, texts: Sequence[str], limit: int) -> list[Pieces]:
        if not texts:
            return []
        begin = len(self._before)
        read = [self._cut(text, limit) for text in texts]
        encoded = self._tokenizer(
            [f"{self._before}{text}{self._after}" for text in read],
            return_offsets_mapping=True,
            add_special_tokens=False,
        )
        return [
            Pieces(
                ids,
                [(max(0, a - begin), max(0, min(b - begin, len(text)))) for a, b in spans],
                [int(b <= begin or a >= begin + len(text)) for a, b in spans],
            )
            for ids, spans, text in zip(
                encoded["input_ids"], encoded["offset_mapping"], read, strict=True
            )
        ]

    def _cut(self, text: str, limit: int) -> str:
        """What is read of a text; the template is never cut."""
        spans = self._tokenizer(
            text, truncation=True, max_length=limit, return_offsets_mapping=True,
            add_special_tokens=False,
        )["offset_mapping"]  # fmt: skip
        return text[: max((end for _, end in spans), default=0)]


def reading(entry: Hosted | Local, device: str) -> tuple[Reading, TemplateTokenizer]:
    """How the model reads, and what cuts texts for it."""
    from core.encoders.families.words import Reading

    model, processor, pool = _loaded(entry, device)
    tokenizer = processor.tokenizer
    before, _, after = _asked(entry, processor, {"type": "text", "text": _HERE}).partition(_HERE)

    @torch.no_grad()
    def read(ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor | None]:
        states = model(input_ids=ids, attention_mask=mask).last_hidden_state
        return states, pool(states.float(), mask) if entry.space else None

    filler = tokenizer.pad_token_id
    limit = _READ if (told := tokenizer.model_max_length) is None else min(_READ, int(told))
    return Reading(model, read, limit, int(filler or 0)), TemplateTokenizer(
        tokenizer, before, after
    )


def sight(entry: Hosted | Local, device: str) -> Sight:
    """How the model sees squares; whole patches of its own grid are tokens."""
    from core.encoders.families.pixels import Sight

    model, processor, pool = _loaded(entry, device)
    asked = _asked(entry, processor, {"type": "image"})
    images = processor.image_processor
    factor = int(images.patch_size) * int(images.merge_size)
    most = int((getattr(images, "size", None) or {}).get("longest_edge") or 0) or 1 << 40
    side = max(1, min(_GRID, int(most**0.5) // factor))

    @torch.no_grad()
    def see(pixels: np.ndarray) -> tuple[Tensor, Tensor | None]:
        inputs = processor(
            text=[asked] * len(pixels), images=list(pixels), return_tensors="pt", padding=True,
            do_resize=False,
        ).to(device)  # fmt: skip
        inputs["pixel_values"] = inputs["pixel_values"].to(model.dtype)
        states = model(**inputs).last_hidden_state
        seen = inputs["input_ids"] == model.config.image_token_id
        patches = states[seen].unflatten(0, (len(pixels), -1))
        return patches, pool(states.float(), inputs["attention_mask"]) if entry.space else None

    return Sight(model, side * factor, see)


def _loaded(
    entry: Hosted | Local, device: str
) -> tuple[Any, Any, Callable[[Tensor, Tensor], Tensor]]:
    from transformers import AutoProcessor

    processor = loading.processor(AutoProcessor, entry, "preprocessor_config.json")
    model = loading.transformer(entry, device)
    return model, processor, own_pooling(entry.verified(), device) or _last


def _last(states: Tensor, mask: Tensor) -> Tensor:
    return functional.normalize(last(states, mask), dim=-1)


def _asked(entry: Hosted | Local, processor: Any, content: dict[str, str]) -> str:
    """What the template makes of an instruction and one text or picture."""
    config = facts.parsed(entry.verified() / "config_sentence_transformers.json") or {}
    prompts = config.get("prompts") or {}
    told = prompts.get("document") or prompts.get(config.get("default_prompt_name"))
    chat = [
        {"role": "system", "content": [{"type": "text", "text": str(told or _INSTRUCTION)}]},
        {"role": "user", "content": [content]},
    ]
    if not getattr(processor, "chat_template", None):
        raise UserError(
            Text("{file} is missing.", file="chat_template.json"),
            "Copy all files of the model into its folder.",
            str(loading.folder_of(entry)),
        )
    return str(processor.apply_chat_template(chat, tokenize=False, add_generation_prompt=True))
