"""Decoder models that are shown a picture: LLaVA, Qwen-VL.

The picture's patches stand among the words. What is written is written first, then the whole is
run once: the row of a token says where it looked when the next one was chosen.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from core.errors import UserError
from core.inspect.models.single import patches
from core.inspect.models.writing import MOST_WRITTEN, Writing
from core.inspect.parts import Given, Part, Reading
from core.inspect.sight import Grid
from core.inspect.words import decoded
from core.media import images

_ASKED = "Describe the picture."


class Chat(Writing):
    """A question about a picture, and the answer."""

    def read(self, given: Given) -> Reading:
        if given.image is None:
            raise UserError("This model is asked about a picture.", "Choose one.")
        picture = images.open_upright(given.image)
        inputs = dict(
            self.tools.processor(
                text=self._prompt(given.text or _ASKED), images=[picture], return_tensors="pt"
            )
        )
        asked = inputs["input_ids"].shape[1]
        with torch.no_grad():
            ids = self.model.generate(**inputs, max_new_tokens=MOST_WRITTEN, do_sample=False)
        inputs = {
            name: _longer(value, ids.shape[1], 1 if name == "attention_mask" else 0)
            if name in ("attention_mask", "mm_token_type_ids", "token_type_ids")
            else value
            for name, value in inputs.items()
        }
        inputs["input_ids"] = ids
        box = self.tools.eye.seen(*picture.size)
        return self.reading(inputs, asked, box)

    def reading(
        self, inputs: dict[str, Any], asked: int, box: tuple[float, float, float, float]
    ) -> Reading:
        """The reading of prepared inputs, whose first `asked` tokens were not written."""
        ids = inputs["input_ids"][0].tolist()
        mark = self._placeholder()
        grid, sight = self._sight(inputs, box, ids.count(mark))
        text, words = decoded(self.tools.tokenizer, ids)
        labels, kinds, places = list(words.labels), list(words.kinds), words.places
        rows = [row for row, number in enumerate(ids) if number == mark]
        for row, label, place in zip(rows, grid.labels, grid.places, strict=True):
            labels[row], kinds[row], places[row] = label, "image", place
        part = Part("text", tuple(labels), tuple(kinds), places)
        known = tuple(("text", row) for row in range(max(1, asked), len(ids)))
        return Reading(inputs, {"text": part, "image": sight}, text, known)

    def _prompt(self, text: str) -> str:
        processor = self.tools.processor
        if getattr(processor, "chat_template", None):
            asked = [{"type": "image"}, {"type": "text", "text": text}]
            prompt: str = processor.apply_chat_template(
                [{"role": "user", "content": asked}], add_generation_prompt=True
            )
            return prompt
        return f"USER: {processor.image_token}\n{text} ASSISTANT:"

    def _placeholder(self) -> int:
        config = self.model.config
        mark: int = getattr(config, "image_token_id", None) or config.image_token_index
        return mark

    def _sight(
        self, inputs: dict[str, Any], box: tuple[float, float, float, float], count: int
    ) -> tuple[Part, Part]:
        """The patches among the words, and those of the picture's own encoder."""
        config = self.model.config.vision_config
        if "image_grid_thw" in inputs:
            _, rows, columns = inputs["image_grid_thw"][0].tolist()
            merge = config.spatial_merge_size
            own = Grid(rows, columns, box).part()
            grid = Grid(rows // merge, columns // merge, box).part()
            return grid, _in_blocks(own, rows, columns, merge)
        own = patches(config, inputs["pixel_values"], box)
        side = round(count**0.5)
        if side * side != count:
            raise UserError(
                "This model cuts the picture into several views, which is not supported.",
                "Choose another model.",
            )
        return Grid(side, side, box).part(), own

    def run(self, inputs: dict[str, Any]) -> Any:
        return self.model(**inputs, use_cache=False)


def _longer(values: Tensor, length: int, filled: int) -> Tensor:
    return torch.nn.functional.pad(values, (0, length - values.shape[1]), value=filled)


def _in_blocks(part: Part, rows: int, columns: int, side: int) -> Part:
    """Patches in Qwen's order: those that become one token follow each other."""
    order = (
        torch.arange(rows * columns)
        .view(rows // side, side, columns // side, side)
        .transpose(1, 2)
        .flatten()
        .tolist()
    )
    labels = tuple(part.labels[row] for row in order)
    return Part("image", labels, part.kinds, part.places[order])
