"""Models that compare text and picture, each encoded alone: CLIP, SigLIP.

They have no cross-attention. What a word and a patch share is the cosine of their vectors in the
common space, as if each were the whole; what moved the match is the gradient of its score.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import normalize

from core.errors import UserError
from core.inspect.models.base import MATCH, VECTOR, Adapter
from core.inspect.models.single import patches
from core.inspect.parts import Given, Reading


class Dual(Adapter):
    """Text, picture, or both and how well they match."""

    def read(self, given: Given) -> Reading:
        self.wants(given)
        inputs, parts = {}, {}
        if given.text:
            inputs["input_ids"], parts["text"] = self.tools.words(given.text)
        if given.image is not None:
            picture, box = self.tools.eye(given.image)
            pixels = inputs["pixel_values"] = self.tools.eye.pixels(picture)
            parts["image"] = patches(self.model.config.vision_config, pixels, box)
        return Reading(inputs, parts, given.text or "")

    def run(self, inputs: dict[str, Any]) -> Any:
        found = {}
        if "input_ids" in inputs:
            found["text"] = self.model.text_model(input_ids=inputs["input_ids"])
        if "pixel_values" in inputs:
            found["image"] = self.model.vision_model(pixel_values=inputs["pixel_values"])
        return found

    def targets(self, reading: Reading) -> tuple[str, ...]:
        return (MATCH,) if len(reading.parts) == 2 else (VECTOR,)

    def answer(
        self, reading: Reading, output: Any, target: str, kept: dict[str, Tensor] | None = None
    ) -> Tensor:
        vectors = {name: self._vector(name, output[name]) for name in output}
        if target == MATCH:
            return (normalize(vectors["text"], dim=-1) * normalize(vectors["image"], dim=-1)).sum(
                -1
            )
        (alone,) = vectors.values()
        return alone

    @torch.no_grad()
    def similarity(self, reading: Reading) -> Tensor:
        """Cosine [words, patches] of every token's own vector in the common space.

        Raises:
            UserError: text and picture are not both given.

        """
        if len(reading.parts) < 2:
            raise UserError("Words and patches are compared.", "Give a text and a picture.")
        output = self.run(reading.inputs)
        text = self._projected("text", output["text"].last_hidden_state[0])
        image = self._patches(output["image"].last_hidden_state[0])
        return normalize(text.float(), dim=-1) @ normalize(image.float(), dim=-1).T

    def _pooled_rows(self, reading: Reading, name: str) -> list[int]:
        begin = reading.span(name).start
        if name == "image":
            return super()._pooled_rows(reading, name)
        ids = reading.inputs["input_ids"][0]
        config = self.model.config
        if config.model_type == "chinese_clip":
            return [begin]
        if config.model_type == "siglip":
            return [begin + len(ids) - 1]
        ends = (ids == config.text_config.eos_token_id).nonzero()
        # Older CLIPs name a wrong id, and take the largest.
        old = config.text_config.eos_token_id == 2 or not len(ends)
        return [begin + int(ids.argmax() if old else ends[0])]

    def _vector(self, name: str, output: Any) -> Tensor:
        pooled = output.pooler_output
        if pooled is None:  # Chinese-CLIP takes its text from [CLS]
            pooled = output.last_hidden_state[:, 0]
        return self._projected(name, pooled)

    def _projected(self, name: str, states: Tensor) -> Tensor:
        """Into the common space; SigLIP's towers end in it."""
        projection = getattr(
            self.model, "text_projection" if name == "text" else "visual_projection", None
        )
        projected: Tensor = states if projection is None else projection(states)
        return projected

    def _patches(self, states: Tensor) -> Tensor:
        """Patches as the pooled picture goes into the common space: norm, head, projection."""
        tower = self.model.vision_model
        head = getattr(tower, "head", None)
        if head is not None:  # SigLIP: each patch alone through the pooling of all
            pooled: Tensor = head(states[:, None])
            return pooled
        norm = getattr(tower, "post_layernorm", None)
        return self._projected("image", states if norm is None else norm(states))
