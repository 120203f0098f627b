"""Models in which words look at a picture: ViLT (one sequence), BLIP (cross-attention)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor

from core.errors import UserError
from core.inspect.models.base import MATCH, VECTOR, Adapter
from core.inspect.models.single import patches
from core.inspect.models.writing import MOST_WRITTEN, Writing
from core.inspect.parts import Given, Reading, joined, special
from core.inspect.sight import Grid
from core.inspect.words import decoded


class Vilt(Adapter):
    """Words and patches in one sequence (Kim et al. 2021)."""

    def read(self, given: Given) -> Reading:
        if not given.text or given.image is None:
            raise UserError("This model reads a text beside a picture.", "Give both.")
        ids, words = self.tools.words(given.text)
        picture, box = self.tools.eye(given.image)
        pixels = self.tools.eye.pixels(picture)
        size = self.model.config.patch_size
        grid = Grid(pixels.shape[-2] // size, pixels.shape[-1] // size, box).part()
        part = joined("text", [words, special("text", ["[IMG]"]), grid])
        return Reading({"input_ids": ids, "pixel_values": pixels}, {"text": part}, given.text)

    def run(self, inputs: dict[str, Any]) -> Any:
        with in_order(self.model.base_model):
            return self.model(**inputs)

    def targets(self, reading: Reading) -> tuple[str, ...]:
        return (VECTOR,) if self.model is self.model.base_model else (MATCH,)

    def answer(
        self, reading: Reading, output: Any, target: str, kept: dict[str, Tensor] | None = None
    ) -> Tensor:
        if target == VECTOR:
            return output.last_hidden_state[:, 0]
        logits: Tensor = output.logits.float()
        return logits[:, int(logits[0].argmax())]


@contextmanager
def in_order(vilt: Any) -> Iterator[None]:
    """Keep ViLT's patches row by row: it draws them in a random order, which changes nothing."""
    embeddings = vilt.embeddings
    shuffled = embeddings.visual_embed

    def ordered(*inputs: Any, **named: Any) -> Any:
        states, mask, (places, sides) = shuffled(*inputs, **named)
        order = (places[..., 0] * int(sides[1]) + places[..., 1]).argsort(1)
        rows = torch.cat([order.new_zeros(len(order), 1), order + 1], 1)
        each = torch.arange(len(order), device=order.device)[:, None]
        return states[each, rows], mask[each, rows], (places[each, order], sides)

    embeddings.visual_embed = ordered
    try:
        yield
    finally:
        del embeddings.visual_embed


class Blip(Writing):
    """A caption that looks at the picture as it is written (Li et al. 2022).

    Without a text it writes one; a text is looked at as the caption.
    """

    def read(self, given: Given) -> Reading:
        if given.image is None:
            raise UserError("This model describes pictures, and none was given.", "Choose one.")
        picture, box = self.tools.eye(given.image)
        pixels = self.tools.eye.pixels(picture)
        sight = patches(self.model.config.vision_config, pixels, box)
        ids = self._ids(given.text) if given.text else self._written(pixels)
        text, words = decoded(self.tools.tokenizer, ids[0].tolist())
        inputs = {"pixel_values": pixels, "input_ids": ids}
        known = tuple(("text", row) for row in range(1, len(words)))
        return Reading(inputs, {"text": words, "image": sight}, text, known)

    def _ids(self, text: str) -> Tensor:
        ids: Tensor = self.tools.tokenizer(text, return_tensors="pt", truncation=True)["input_ids"]
        ids = ids.clone()
        ids[:, 0] = self.model.config.text_config.bos_token_id
        return ids

    @torch.no_grad()
    def _written(self, pixels: Tensor) -> Tensor:
        ids: Tensor = self.model.generate(
            pixel_values=pixels, max_new_tokens=MOST_WRITTEN, do_sample=False
        )
        return ids

    def run(self, inputs: dict[str, Any]) -> Any:
        sight = self.model.vision_model(pixel_values=inputs["pixel_values"]).last_hidden_state
        return self.model.text_decoder(
            input_ids=inputs["input_ids"],
            attention_mask=torch.ones_like(inputs["input_ids"]),
            encoder_hidden_states=sight,
            encoder_attention_mask=torch.ones(sight.shape[:2], dtype=torch.long),
        )
