"""The families of models that can be looked into: one table, which code and tests both follow.

A model's own configuration names its family (`model_type`). Its layers of attention are told apart
by the paths of their modules, whoever trained it and however many there are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.catalog.modality import Modality


@dataclass(frozen=True)
class Stack:
    """Layers of attention of one kind.

    Attributes:
        name: for people.
        paths: a regular expression that finds the paths of their modules.
        queries: the part whose tokens look.
        keys: the part that is looked at.

    """

    name: str
    paths: str
    queries: str
    keys: str

    def holds(self, path: str) -> bool:
        """Whether the layer at `path` is one of these."""
        return re.search(self.paths, path) is not None


@dataclass(frozen=True)
class Family:
    """One family.

    Attributes:
        adapter: "module:class" of what reads its inputs and knows its scores.
        takes: what can be given.
        stacks: the first that holds a layer has it.
        large: whether its models are too large to be turned into single precision.

    """

    adapter: str
    takes: tuple[Modality, ...]
    stacks: tuple[Stack, ...]
    large: bool = False

    def stack(self, path: str) -> Stack | None:
        """The stack of the layer at `path`."""
        return next((stack for stack in self.stacks if stack.holds(path)), None)


_WORDS = Stack("words", "", "text", "text")
_TEXT = Family("core.inspect.models.single:Words", ("text",), (_WORDS,))
_SIGHT = Family(
    "core.inspect.models.single:Sight", ("image",), (Stack("picture", "", "image", "image"),)
)
_HEARING = Family(
    "core.inspect.models.single:Hearing", ("audio",), (Stack("sound", "", "audio", "audio"),)
)
_DUAL = Family(
    "core.inspect.models.dual:Dual",
    ("text", "image"),
    (
        Stack("words", r"text_model\.", "text", "text"),
        Stack("picture", r"vision_model\.", "image", "image"),
    ),
)
_CHAT = Family(
    "core.inspect.models.chat:Chat",
    ("text", "image"),
    (
        Stack("words and picture", r"language_model\.", "text", "text"),
        Stack("picture encoder", r"(vision_tower|visual)\.", "image", "image"),
    ),
    large=True,
)

FAMILIES: Mapping[str, Family] = {
    **dict.fromkeys(("bert", "roberta", "xlm-roberta", "distilbert"), _TEXT),
    "gpt2": Family("core.inspect.models.single:Writer", ("text",), (_WORDS,)),
    **dict.fromkeys(("vit", "deit", "dinov2", "dinov2_with_registers", "dinov3_vit"), _SIGHT),
    **dict.fromkeys(("wav2vec2", "hubert"), _HEARING),
    "whisper": Family(
        "core.inspect.models.whisper:Whisper",
        ("audio",),
        (
            Stack("sound", r"encoder\.layers\.", "audio", "audio"),
            Stack("words to sound", r"encoder_attn$", "text", "audio"),
            Stack("words", r"decoder\.layers\.", "text", "text"),
        ),
    ),
    **dict.fromkeys(("clip", "chinese_clip", "siglip"), _DUAL),
    "vilt": Family(
        "core.inspect.models.fused:Vilt",
        ("text", "image"),
        (Stack("words and picture", "", "text", "text"),),
    ),
    "blip": Family(
        "core.inspect.models.fused:Blip",
        ("text", "image"),
        (
            Stack("words to picture", "crossattention", "text", "image"),
            Stack("words", r"text_(encoder|decoder)\.", "text", "text"),
            Stack("picture", r"vision_model\.", "image", "image"),
        ),
    ),
    **dict.fromkeys(("llava", "qwen2_vl", "qwen2_5_vl", "qwen3_vl"), _CHAT),
}
