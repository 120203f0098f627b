"""The packaged models, from the architectures of `transformers`."""

from __future__ import annotations

import json
from typing import Any

from core.encoders import conversion
from core.encoders.packaged import Packaged
from core.encoders.weights import load_pretrained

_SIDE, _PATCH = 224, 14
_MEAN, _STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
#: English Whisper models: the last of the words, and the mark of a text without times.
_END, _NO_TIMES = 50256, 50362


def sight(entry: Packaged) -> tuple[Any, dict[str, Any]]:
    """The Dinov2Model and its picture processor.

    Pictures are stretched to the square the model takes: what pads a picture is looked at too.
    """
    from transformers import BitImageProcessor, Dinov2Config, Dinov2Model

    state = conversion.weights(entry).state
    width, _, patch, _ = state["embeddings.patch_embeddings.projection.weight"].shape
    places = state["embeddings.position_embeddings"].shape[1] - 1
    config = Dinov2Config(
        hidden_size=width,
        num_hidden_layers=_layers(state, "encoder.layer."),
        num_attention_heads=width // 64,
        image_size=round(places**0.5) * patch,
        patch_size=patch,
    )
    processor = BitImageProcessor(
        do_center_crop=False,
        size={"height": _SIDE, "width": _SIDE},
        image_mean=_MEAN,
        image_std=_STD,
    )
    model = load_pretrained(Dinov2Model, None, config=config, state_dict=state)
    return model.requires_grad_(False), {"image_processor": processor}


def whisper(entry: Packaged) -> tuple[Any, dict[str, Any]]:
    """The WhisperForConditionalGeneration and its tokenizer."""
    from tokenizers import Tokenizer
    from transformers import PreTrainedTokenizerFast, WhisperConfig, WhisperForConditionalGeneration

    weights = conversion.weights(entry)
    state = weights.state
    words, width = state["decoder.embed_tokens.weight"].shape
    heads = weights.about["heads"]
    config = WhisperConfig(
        vocab_size=words,
        num_mel_bins=state["encoder.conv1.weight"].shape[1],
        d_model=width,
        encoder_layers=_layers(state, "encoder.layers."),
        decoder_layers=_layers(state, "decoder.layers."),
        encoder_attention_heads=heads,
        decoder_attention_heads=heads,
        encoder_ffn_dim=state["encoder.layers.0.fc1.weight"].shape[0],
        decoder_ffn_dim=state["decoder.layers.0.fc1.weight"].shape[0],
        max_source_positions=state["encoder.embed_positions.weight"].shape[0],
        max_target_positions=state["decoder.embed_positions.weight"].shape[0],
        bos_token_id=_END,
        eos_token_id=_END,
        pad_token_id=_END,
        decoder_start_token_id=_END + 1,
    )
    backend = Tokenizer.from_str(json.dumps(weights.about["tokenizer"]))
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=backend, eos_token="<|endoftext|>")
    made = {f"model.{name}": tensor for name, tensor in state.items()}
    made["proj_out.weight"] = state["decoder.embed_tokens.weight"]
    model: Any = load_pretrained(
        WhisperForConditionalGeneration, None, config=config, state_dict=made
    )
    model.generation_config.no_timestamps_token_id = _NO_TIMES
    return model.requires_grad_(False), {"tokenizer": tokenizer}


def _layers(state: dict[str, Any], prefix: str) -> int:
    return 1 + max(
        int(name.removeprefix(prefix).partition(".")[0])
        for name in state
        if name.startswith(prefix)
    )
