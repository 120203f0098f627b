"""Families of models as data: which modalities one reads, and where its config says how wide.

The key is `model_type` of a transformers `config.json`. What is not here is told by the files
beside it (`core.encoders.spec.facts`), so that a family that came out yesterday works too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from core.catalog.modality import Modality

#: How a tower takes its input: word pieces, a grid of pixels, samples of sound, pictures of a film
#: one by one, or a clip of it at once.
Reads = Literal["words", "pixels", "sound", "frames", "clip"]


@dataclass(frozen=True)
class Tower:
    """The part of a model that reads one modality.

    Attributes:
        reads: how it takes its input.
        section: of config.json that describes it, "" for the whole.
        width: features per token where the config leaves its library's default unsaid.
        fixed_length: whether texts are filled to the model's full length, as it was trained.

    """

    reads: Reads
    section: str = ""
    width: int = 768
    fixed_length: bool = False


@dataclass(frozen=True)
class Family:
    """Models that are run alike.

    Attributes:
        title: what people call them.
        towers: by modality; the first is the one that is meant where none is said.
        joint: whether vectors of its modalities can be compared.
        speaks: whether it is a language model that sees, asked through its chat template. Such a
            family is joint only where it was trained to embed, which its folder tells.

    """

    title: str
    towers: Mapping[Modality, Tower]
    joint: bool = False
    speaks: bool = False


def _text(title: str) -> Family:
    return Family(title, {"text": Tower("words")})


def _image(title: str, width: int = 768) -> Family:
    return Family(title, {"image": Tower("pixels", width=width), **_frames("", width)})


def _frames(section: str, width: int = 768) -> dict[Modality, Tower]:
    """Frames of a film through what reads pictures."""
    return {"video": Tower("frames", section, width)}


def _audio(title: str) -> Family:
    return Family(title, {"audio": Tower("sound")})


def _clip(title: str) -> Family:
    return Family(title, {"video": Tower("clip")})


def _speaking(title: str) -> Family:
    towers: dict[Modality, Tower] = {
        "image": Tower("pixels", "text_config"),
        "text": Tower("words", "text_config"),
        **_frames("text_config"),
    }
    return Family(title, towers, joint=True, speaks=True)


def _pair(title: str, text: int = 768, image: int = 768, fixed_length: bool = False) -> Family:
    towers: dict[Modality, Tower] = {
        "image": Tower("pixels", "vision_config", image),
        "text": Tower("words", "text_config", text, fixed_length),
        **_frames("vision_config", image),
    }
    return Family(title, towers, joint=True)


def speaks(model_type: str) -> bool:
    """Whether a family is a language model that sees."""
    return model_type in FAMILIES and FAMILIES[model_type].speaks


FAMILIES: Mapping[str, Family] = {
    "bert": _text("BERT"),
    "distilbert": _text("DistilBERT"),
    "roberta": _text("RoBERTa"),
    "xlm-roberta": _text("XLM-RoBERTa"),
    "mpnet": _text("MPNet"),
    "modernbert": _text("ModernBERT"),
    "t5": _text("T5"),
    "mt5": _text("mT5"),
    "jina_embeddings_v3": _text("Jina v3"),
    "nomic_bert": _text("Nomic"),
    "gpt2": _text("GPT-2"),
    "qwen2": _text("Qwen 2"),
    "qwen3": _text("Qwen 3"),
    "vit": _image("ViT"),
    "deit": _image("DeiT"),
    "dinov2": _image("DINOv2"),
    "dinov2_with_registers": _image("DINOv2 with registers"),
    "dinov3_vit": _image("DINOv3"),
    "swin": _image("Swin"),
    "convnext": _image("ConvNeXt"),
    "convnextv2": _image("ConvNeXt V2"),
    "resnet": _image("ResNet", 2048),
    "efficientnet": _image("EfficientNet", 2560),
    "clip": _pair("CLIP", text=512),
    "siglip": _pair("SigLIP", fixed_length=True),
    "siglip2": _pair("SigLIP 2", fixed_length=True),
    "chinese_clip": _pair("Chinese-CLIP"),
    "align": _pair("ALIGN", image=2560),
    "qwen2_vl": _speaking("Qwen2-VL"),
    "qwen2_5_vl": _speaking("Qwen2.5-VL"),
    "qwen3_vl": _speaking("Qwen3-VL"),
    "clap": Family(
        "CLAP",
        {
            "audio": Tower("sound", "audio_config", 768),
            "text": Tower("words", "text_config", 768),
        },
        joint=True,
    ),
    "wav2vec2": _audio("wav2vec 2.0"),
    "hubert": _audio("HuBERT"),
    "wavlm": _audio("WavLM"),
    "wav2vec2-bert": _audio("wav2vec 2.0 BERT"),
    "whisper": _audio("Whisper"),
    "audio-spectrogram-transformer": _audio("AST"),
    "videomae": _clip("VideoMAE"),
    "vivit": _clip("ViViT"),
    "timesformer": _clip("TimeSformer"),
}
