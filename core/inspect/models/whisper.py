"""Whisper: frames of half a minute, and the words that are written while it looks at them."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from core.errors import UserError
from core.inspect.models.single import frames
from core.inspect.models.writing import MOST_WRITTEN, Writing
from core.inspect.parts import Given, Reading
from core.inspect.words import decoded
from core.media import audio

_RATE = 16_000


class Whisper(Writing):
    """Hears a sound and writes what was said (Radford et al. 2023)."""

    written_ids = "decoder_input_ids"

    def read(self, given: Given) -> Reading:
        if given.audio is None:
            raise UserError("This model hears sounds, and none was given.", "Choose one.")
        count = self.model.config.max_source_positions
        sound = audio.load(given.audio, rate=_RATE, max_seconds=count / 50)
        features = self.tools.ear(sound.samples, sampling_rate=_RATE, return_tensors="pt")
        inputs = {"input_features": features["input_features"]}
        inputs["decoder_input_ids"] = ids = self._written(inputs["input_features"])
        text, words = decoded(self.tools.tokenizer, ids[0].tolist())
        heard = frames(count, 1 / 50, sound.start_s, len(sound.samples) / _RATE)
        known = tuple(("text", row) for row in range(len(self._begin()), len(words)))
        return Reading(inputs, {"audio": heard, "text": words}, text, known)

    def _begin(self) -> list[int]:
        """Marks that begin a text without times."""
        config = self.model.config
        marked = getattr(self.model.generation_config, "no_timestamps_token_id", None)
        return [config.decoder_start_token_id, *([marked] if marked else [])]

    @torch.no_grad()
    def _written(self, features: Tensor) -> Tensor:
        """The likeliest words one after another, [1, L]."""
        sound = self.model.base_model.encoder(features)
        ids = torch.tensor([self._begin()])
        for _ in range(MOST_WRITTEN):
            output = self.model(encoder_outputs=sound, decoder_input_ids=ids, use_cache=False)
            latest = self._likeliest(output.logits[0, -1])
            ids = torch.cat([ids, latest], 1)
            if int(latest) == self.model.config.eos_token_id:
                break
        return ids

    def _likeliest(self, logits: Tensor) -> Tensor:
        """The next word [1, 1]; marks of time and task are not written."""
        end = self.model.config.eos_token_id
        spoken = logits.clone()
        spoken[end + 1 :] = float("-inf")
        return spoken.argmax().view(1, 1)

    def run(self, inputs: dict[str, Any]) -> Any:
        return self.model(**inputs, use_cache=False)
