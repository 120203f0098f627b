"""Small models of every family, made by `transformers` itself, and inputs for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
import transformers as hf

WORDS = 100
PICTURE, PATCH = 32, 8
PLACEHOLDER = 99
_BODY = {
    "hidden_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 64,
}
_TEXT = {**_BODY, "vocab_size": WORDS, "max_position_embeddings": 128}
_SPECIAL = {"bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0}
_PICTURE = {**_BODY, "image_size": PICTURE, "patch_size": PATCH}
_GROUPED = {**_TEXT, **_SPECIAL, "num_key_value_heads": 2}
_CONV = {
    "conv_dim": (16, 16),
    "conv_kernel": (10, 3),
    "conv_stride": (5, 2),
    "num_feat_extract_layers": 2,
    "num_conv_pos_embeddings": 16,
    "num_conv_pos_embedding_groups": 4,
}
_MARKS = {
    "image_token_id": PLACEHOLDER,
    "vision_start_token_id": 97,
    "vision_end_token_id": 98,
    "video_token_id": 96,
}
_TURNING = {"rope_type": "default", "mrope_section": [1, 1, 2], "rope_theta": 1e4}


def words(count: int = 7) -> torch.Tensor:
    """Ids [1, count] of plain words."""
    return torch.arange(5, 5 + count)[None]


def pixels() -> torch.Tensor:
    """A picture [1, 3, PICTURE, PICTURE]."""
    return torch.randn(1, 3, PICTURE, PICTURE, generator=torch.Generator().manual_seed(1))


def _around(count: int) -> torch.Tensor:
    """Words with the places of so many patches among them."""
    marked = [3, 97, *[PLACEHOLDER] * count, 98]
    return torch.cat([torch.tensor([marked]), words()], 1)


def _patches(size: int) -> dict[str, Any]:
    """What Qwen's processors make of a picture of 4 x 6 patches, 2 x 3 after merging."""
    ids = _around(6)
    return {
        "input_ids": ids,
        "pixel_values": torch.randn(
            24, 3 * size * size, generator=torch.Generator().manual_seed(1)
        ),
        "image_grid_thw": torch.tensor([[1, 4, 6]]),
        "mm_token_type_ids": (ids == PLACEHOLDER).int(),
    }


def _qwen(kind: str) -> Any:
    sight = {"depth": 2, "hidden_size": 32, "num_heads": 4, "patch_size": 4, "in_channels": 3}
    sight |= {"spatial_merge_size": 2, "temporal_patch_size": 1}
    text = {**_GROUPED, "head_dim": 8, "rope_parameters": _TURNING}
    if kind == "qwen2_vl":
        sight |= {"embed_dim": 32, "mlp_ratio": 2}
        config = hf.Qwen2VLConfig(vision_config=sight, text_config=text, **_MARKS)
        return hf.Qwen2VLForConditionalGeneration(config)
    sight |= {"out_hidden_size": 32, "intermediate_size": 64}
    if kind == "qwen2_5_vl":
        sight |= {"window_size": 16, "fullatt_block_indexes": [1]}
        config = hf.Qwen2_5_VLConfig(vision_config=sight, text_config=text, **_MARKS)
        return hf.Qwen2_5_VLForConditionalGeneration(config)
    sight |= {"num_position_embeddings": 16, "deepstack_visual_indexes": [0]}
    config = hf.Qwen3VLConfig(vision_config=sight, text_config=text, **_MARKS)
    return hf.Qwen3VLForConditionalGeneration(config)


def _text(config: type, kind: type) -> tuple[Callable[..., Any], Callable[[], dict[str, Any]]]:
    return (
        lambda **more: kind(config(**{**_TEXT, **_SPECIAL, **more})),
        lambda: {"input_ids": words()},
    )


def _sight(config: type, kind: type, **more: Any) -> Any:
    return lambda: kind(config(**_PICTURE, **more)), lambda: {"pixel_values": pixels()}


def _both(config: type, kind: type) -> Any:
    made = {"text_config": {**_TEXT, **_SPECIAL}, "vision_config": _PICTURE}
    return (
        lambda: kind(config(**made)),
        lambda: {"input_ids": words(), "pixel_values": pixels()},
    )


def _sound(config: type, kind: type) -> Any:
    return (
        lambda: kind(config(**_BODY, **_CONV)),
        lambda: {"input_values": torch.randn(1, 800, generator=torch.Generator().manual_seed(1))},
    )


def whisper() -> Any:
    """Hears 1 s in 50 frames."""
    return hf.WhisperForConditionalGeneration(
        hf.WhisperConfig(
            vocab_size=WORDS,
            d_model=32,
            encoder_layers=2,
            decoder_layers=2,
            encoder_attention_heads=4,
            decoder_attention_heads=4,
            encoder_ffn_dim=64,
            decoder_ffn_dim=64,
            max_source_positions=50,
            max_target_positions=20,
            num_mel_bins=8,
            decoder_start_token_id=1,
            **_SPECIAL,
        )
    )


def _whisper_inputs() -> dict[str, Any]:
    sound = torch.randn(1, 8, 100, generator=torch.Generator().manual_seed(1))
    return {"input_features": sound, "decoder_input_ids": words()}


def blip() -> Any:
    text = {**_TEXT, **_SPECIAL, "sep_token_id": 2, "encoder_hidden_size": 32}
    return hf.BlipForConditionalGeneration(
        hf.BlipConfig(text_config=text, vision_config=_PICTURE, image_text_hidden_size=32)
    )


def llava() -> Any:
    return hf.LlavaForConditionalGeneration(
        hf.LlavaConfig(
            vision_config=hf.CLIPVisionConfig(**_PICTURE),
            text_config=hf.LlamaConfig(**_GROUPED),
            image_token_index=PLACEHOLDER,
            vision_feature_layer=-1,
        )
    )


#: Family of `core.inspect.families` -> makes the model, makes its inputs.
MODELS: dict[str, tuple[Callable[..., Any], Callable[[], dict[str, Any]]]] = {
    "bert": _text(hf.BertConfig, hf.BertModel),
    "roberta": _text(hf.RobertaConfig, hf.RobertaModel),
    "xlm-roberta": _text(hf.XLMRobertaConfig, hf.XLMRobertaModel),
    "distilbert": (
        lambda: hf.DistilBertModel(
            hf.DistilBertConfig(vocab_size=WORDS, dim=32, n_layers=2, n_heads=4, hidden_dim=64)
        ),
        lambda: {"input_ids": words()},
    ),
    "gpt2": (
        lambda: hf.GPT2LMHeadModel(
            hf.GPT2Config(
                vocab_size=WORDS, n_embd=32, n_layer=2, n_head=4, n_positions=64, **_SPECIAL
            )
        ),
        lambda: {"input_ids": words()},
    ),
    "vit": _sight(hf.ViTConfig, hf.ViTModel),
    "deit": _sight(hf.DeiTConfig, hf.DeiTModel),
    "dinov2": _sight(hf.Dinov2Config, hf.Dinov2Model),
    "dinov2_with_registers": _sight(
        hf.Dinov2WithRegistersConfig, hf.Dinov2WithRegistersModel, num_register_tokens=4
    ),
    "dinov3_vit": _sight(hf.DINOv3ViTConfig, hf.DINOv3ViTModel, num_register_tokens=4),
    "clip": _both(hf.CLIPConfig, hf.CLIPModel),
    "chinese_clip": _both(hf.ChineseCLIPConfig, hf.ChineseCLIPModel),
    "siglip": _both(hf.SiglipConfig, hf.SiglipModel),
    "wav2vec2": _sound(hf.Wav2Vec2Config, hf.Wav2Vec2Model),
    "hubert": _sound(hf.HubertConfig, hf.HubertModel),
    "whisper": (whisper, _whisper_inputs),
    "vilt": (
        lambda: hf.ViltModel(
            hf.ViltConfig(**{**_TEXT, "image_size": PICTURE, "patch_size": PATCH})
        ),
        lambda: {"input_ids": words(), "pixel_values": pixels()},
    ),
    "blip": (blip, lambda: {"input_ids": words(), "pixel_values": pixels()}),
    "llava": (llava, lambda: {"input_ids": _around(16), "pixel_values": pixels()}),
    "qwen2_vl": (lambda: _qwen("qwen2_vl"), lambda: _patches(4)),
    "qwen2_5_vl": (lambda: _qwen("qwen2_5_vl"), lambda: _patches(4)),
    "qwen3_vl": (lambda: _qwen("qwen3_vl"), lambda: _patches(4)),
}


def model(family: str, **more: Any) -> Any:
    """A random model, the same every time, whose heads differ and prefer some tokens."""
    torch.manual_seed(0)
    made = MODELS[family][0](**more).eval()
    with torch.no_grad():
        for weights in made.parameters():
            if weights.dim() > 1:
                weights.normal_(std=0.25)
    return made


def inputs(family: str) -> dict[str, Any]:
    """What it takes."""
    return MODELS[family][1]()
