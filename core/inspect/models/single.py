"""Models of one modality: BERT and its kin, GPT-2, ViT and DINO, wav2vec 2."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.errors import UserError
from core.inspect.models.base import VECTOR, Adapter, pooled
from core.inspect.models.writing import said
from core.inspect.parts import Given, Part, Reading, joined, nowhere, special
from core.inspect.sight import Grid
from core.media import audio


class Encoder(Adapter):
    """A model whose one score is its vector."""

    def run(self, inputs: dict[str, Any]) -> Any:
        return self.model.base_model(**inputs)

    def targets(self, reading: Reading) -> tuple[str, ...]:
        return (VECTOR,)


class Words(Encoder):
    """A text encoder; its vector is the mean over the words."""

    part = "text"

    def read(self, given: Given) -> Reading:
        self.wants(given)
        ids, part = self.tools.words(given.text or "")
        return Reading({"input_ids": ids}, {"text": part}, given.text or "")

    def answer(
        self, reading: Reading, output: Any, target: str, kept: dict[str, Tensor] | None = None
    ) -> Tensor:
        rows = reading.parts[self.part].real
        return pooled(output.last_hidden_state, rows, kept[self.part] if kept else None)


class Writer(Words):
    """A language model: each word's logarithmic probability, given those before it."""

    def read(self, given: Given) -> Reading:
        read = super().read(given)
        count = len(read.parts["text"])
        words = tuple(("text", row) for row in range(1, count))
        return Reading(read.inputs, read.parts, read.text, words)

    def run(self, inputs: dict[str, Any]) -> Any:
        return self.model(**inputs)

    def targets(self, reading: Reading) -> tuple[str, ...]:
        if not reading.words:
            raise UserError("One word alone is not written after anything.", "Type a few words.")
        return tuple(f"word:{row}" for _, row in reversed(reading.words))

    def answer(
        self, reading: Reading, output: Any, target: str, kept: dict[str, Tensor] | None = None
    ) -> Tensor:
        return said(output.logits, reading.inputs["input_ids"], target)


class Sight(Encoder):
    """A picture encoder; its vector is that of [CLS]."""

    def read(self, given: Given) -> Reading:
        if given.image is None:
            raise UserError("This model looks at pictures, and none was given.", "Choose one.")
        picture, box = self.tools.eye(given.image)
        pixels = self.tools.eye.pixels(picture)
        return Reading({"pixel_values": pixels}, {"image": patches(self.model.config, pixels, box)})

    def answer(
        self, reading: Reading, output: Any, target: str, kept: dict[str, Tensor] | None = None
    ) -> Tensor:
        return output.last_hidden_state[:, 0]


def patches(config: Any, pixels: Tensor, box: tuple[float, float, float, float]) -> Part:
    """Tokens of a Vision Transformer: [CLS], what distils or stores, and the patches."""
    size = config.patch_size
    grid = Grid(pixels.shape[-2] // size, pixels.shape[-1] // size, box).part()
    if config.model_type.startswith("siglip"):
        return grid
    own = ["[CLS]"]
    if config.model_type == "deit":
        own.append("[DIST]")
    registers = getattr(config, "num_register_tokens", 0) or 0
    own += [f"register {number + 1}" for number in range(registers)]
    return joined("image", [special("image", own), grid])


class Hearing(Encoder):
    """A speech encoder over the waveform; its vector is the mean over the frames."""

    rate = 16_000
    most_seconds = 20.0

    def read(self, given: Given) -> Reading:
        if given.audio is None:
            raise UserError("This model hears sounds, and none was given.", "Choose one.")
        sound = audio.load(given.audio, rate=self.rate, max_seconds=self.most_seconds)
        samples = torch.from_numpy(sound.samples)
        step = prod(self.model.config.conv_stride)
        if len(samples) < 2 * step:
            samples = torch.nn.functional.pad(samples, (0, 2 * step - len(samples)))
        samples = (samples - samples.mean()) / (samples.var(correction=0) + 1e-7).sqrt()
        count = int(self.model._get_feat_extract_output_lengths(torch.tensor(len(samples))))
        return Reading(
            {"input_values": samples[None]},
            {"audio": frames(count, step / self.rate, sound.start_s)},
        )

    def answer(
        self, reading: Reading, output: Any, target: str, kept: dict[str, Tensor] | None = None
    ) -> Tensor:
        states = output.last_hidden_state
        return pooled(states, reading.parts["audio"].real, kept["audio"] if kept else None)


def frames(count: int, step: float, start: float, heard: float = float("inf")) -> Part:
    """Frames of `step` seconds from `start` on; those after `heard` seconds are padding."""
    places = nowhere(count)
    places[:, 0] = start + step * np.arange(count)
    places[:, 1] = places[:, 0] + step
    silent = places[:, 0] >= start + heard
    places[silent] = np.nan
    labels = tuple(
        "silence" if none else f"{place[0]:.2f} s"
        for none, place in zip(silent, places, strict=True)
    )
    kinds = tuple("special" if none else "audio" for none in silent)
    return Part("audio", labels, kinds, places)  # type: ignore[arg-type]  # literals
