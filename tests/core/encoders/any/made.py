"""For every family a small random model, made and saved by the library itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
import transformers as hf
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "red", "cup", "and", "blue", "passage", ":"]
WORDS += [f"word{n}" for n in range(30)]
TEXT = "a red cup and a blue cup"
#: Side of the pictures and of the patches of the small models.
SIZE, PATCH = 32, 8
_SMALL = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
_WIDE = _SMALL | {"intermediate_size": 32}
_WORDS = _WIDE | {"vocab_size": len(WORDS), "max_position_embeddings": 40}
_SEES = {"image_size": SIZE, "patch_size": PATCH}
_SPEAKS = {"pad_token_id": 0, "bos_token_id": 2, "eos_token_id": 3}


def words(folder: Path, length: int = 40) -> None:
    """A tokenizer of whole words."""
    inner = Tokenizer(models.WordLevel({w: n for n, w in enumerate(WORDS)}, unk_token="[UNK]"))
    inner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    inner.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    hf.PreTrainedTokenizerFast(
        tokenizer_object=inner, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]",
        sep_token="[SEP]", model_max_length=length,
    ).save_pretrained(folder)  # fmt: skip


def pieces(folder: Path, length: int = 40) -> None:
    """The tokenizer of SigLIP 2, which builds its rules itself: here every letter is a piece."""
    vocabulary = ["<pad>", "<eos>", "<bos>", "<unk>", "\u2581", *"abcdefghijklmnopqrstuvwxyz"]
    hf.Siglip2Tokenizer(
        vocab={piece: n for n, piece in enumerate(vocabulary)}, merges=[], model_max_length=length
    ).save_pretrained(folder)


def letters(folder: Path) -> None:
    """A tokenizer of bytes without special tokens around a text, as GPT-2 and Qwen have."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    inner = Tokenizer(models.BPE({letter: n for n, letter in enumerate(alphabet)}, []))
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    hf.PreTrainedTokenizerFast(tokenizer_object=inner, model_max_length=40).save_pretrained(folder)


#: What a template of a chat writes, as that of Qwen does.
CHAT = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{% for c in m['content'] %}"
    "{% if c['type'] == 'image' %}<|vision_start|><|image_pad|><|vision_end|>"
    "{% else %}{{ c['text'] }}{% endif %}{% endfor %}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_MARKS = ["<|im_start|>", "<|im_end|>", "<|vision_start|>", "<|vision_end|>", "<|image_pad|>",
          "<|video_pad|>", "<|endoftext|>"]  # fmt: skip


def speaking(kind: str, vision: dict[str, Any]) -> Callable[[Path], Any]:
    """A language model that sees, with its processor; gives what is below its head."""

    def make(folder: Path) -> Any:
        letters(folder)
        tokenizer = hf.AutoTokenizer.from_pretrained(folder)
        tokenizer.add_special_tokens({"additional_special_tokens": _MARKS})
        tokenizer.pad_token = _MARKS[-1]
        tokenizer.model_max_length = 1 << 30
        size = {"shortest_edge": 64, "longest_edge": SIZE * SIZE}
        sees = {"patch_size": PATCH // 2, "merge_size": 2, "size": size}
        films = hf.Qwen3VLVideoProcessor if kind == "Qwen3VL" else hf.Qwen2VLVideoProcessor
        processor = hf.Qwen3VLProcessor if kind == "Qwen3VL" else hf.Qwen2VLProcessor
        if kind == "Qwen2_5_VL":
            processor = hf.Qwen2_5_VLProcessor
        processor(
            image_processor=hf.Qwen2VLImageProcessor(**sees), tokenizer=tokenizer,
            video_processor=films(**sees), chat_template=CHAT,
        ).save_pretrained(folder)  # fmt: skip
        number = tokenizer.convert_tokens_to_ids
        text = _WIDE | {
            "vocab_size": 300, "num_key_value_heads": 1, "num_attention_heads": 2,
            "rope_parameters": {"rope_type": "default", "mrope_section": [2, 1, 1],
                                "rope_theta": 10000.0},
        }  # fmt: skip
        text |= {"head_dim": 8} if kind == "Qwen3VL" else {}
        config = getattr(hf, f"{kind}Config")(
            text_config=text, vision_config={"depth": 2, "num_heads": 2} | vision,
            image_token_id=number("<|image_pad|>"), video_token_id=number("<|video_pad|>"),
            vision_start_token_id=number("<|vision_start|>"),
            vision_end_token_id=number("<|vision_end|>"),
        )  # fmt: skip
        whole = getattr(hf, f"{kind}ForConditionalGeneration")
        return _saved(folder, _seeded(config, whole)).model

    return make


def _saved(folder: Path, model: Any) -> Any:
    model = model.eval()
    model.save_pretrained(folder)
    return model


def _awake(net: Any) -> None:
    """Norms that know what comes to them: these nets begin so small that they say zero."""
    for one in net.modules():
        if isinstance(one, torch.nn.Conv2d):
            torch.nn.init.kaiming_normal_(one.weight)
        elif isinstance(one, torch.nn.BatchNorm2d):
            torch.nn.init.ones_(one.weight)
            one.momentum = 1.0
    with torch.no_grad():
        net.train()(pixel_values=torch.randn(16, 3, 2 * SIZE, 2 * SIZE))
    net.eval()


def _seeded(config: Any, kind: Any = None) -> Any:
    torch.manual_seed(0)
    model = hf.AutoModel.from_config(config) if kind is None else kind(config)
    if config.model_type in ("efficientnet", "align"):
        _awake(model if config.model_type == "efficientnet" else model.vision_model)
    return model


def text(
    config: Any, tokenizer: Callable[[Path], None] = words, kind: Any = None
) -> Callable[[Path], Any]:
    def make(folder: Path) -> Any:
        tokenizer(folder)
        return _saved(folder, _seeded(config, kind))

    return make


def image(config: Any, processor: str = "ViTImageProcessor", **options: Any) -> Any:
    def make(folder: Path) -> Any:
        getattr(hf, processor)(size={"height": SIZE, "width": SIZE}, **options).save_pretrained(
            folder
        )
        return _saved(folder, _seeded(config))

    return make


def joint(
    kind: str, text: dict[str, Any], vision: dict[str, Any], processor: str, **more: Any
) -> Any:
    def make(folder: Path) -> Any:
        (pieces if kind == "Siglip2" else words)(folder, text["max_position_embeddings"])
        size = {"patch_size": PATCH} if processor == "Siglip2ImageProcessor" else {
            "size": {"height": SIZE, "width": SIZE}, "do_center_crop": False}  # fmt: skip
        getattr(hf, processor)(**size).save_pretrained(folder)
        config = getattr(hf, f"{kind}Config")(text_config=text, vision_config=vision, **more)
        return _saved(folder, _seeded(config))

    return make


def clap(folder: Path) -> Any:
    words(folder)
    hf.ClapFeatureExtractor(
        feature_size=16, sampling_rate=16000, hop_length=160, max_length_s=2, fft_window_size=512,
        frequency_max=8000, truncation="rand_trunc",
    ).save_pretrained(folder)  # fmt: skip
    audio = {
        "num_mel_bins": 16, "spec_size": 64, "patch_embeds_hidden_size": 8, "hidden_size": 16,
        "depths": [1, 1], "num_attention_heads": [2, 2], "window_size": 4,
        "projection_hidden_size": 16, "enable_fusion": False,
    }  # fmt: skip
    config = hf.ClapConfig(text_config=_WORDS | _SPEAKS, audio_config=audio, projection_dim=12)
    return _saved(folder, _seeded(config))


def sound(config: Any, extractor: Any) -> Callable[[Path], Any]:
    def make(folder: Path) -> Any:
        extractor.save_pretrained(folder)
        return _saved(folder, _seeded(config))

    return make


def clips(config: Any, processor: str) -> Any:
    """A model of films of 8 frames."""
    return image(config, processor, crop_size={"height": SIZE, "width": SIZE})


_T5 = {"vocab_size": len(WORDS), "d_model": 16, "d_kv": 8, "d_ff": 32, "num_layers": 1,
       "num_heads": 2, "pad_token_id": 0, "eos_token_id": 3,
       "decoder_start_token_id": 0}  # fmt: skip
_CONVS = {
    "conv_dim": (8,) * 7, "feat_extract_norm": "layer",
    "num_conv_pos_embeddings": 16, "num_conv_pos_embedding_groups": 2,
}  # fmt: skip
_WAVES = {"feature_size": 1, "sampling_rate": 16000, "do_normalize": True}
_EFFICIENT = {
    "image_size": SIZE, "width_coefficient": 0.25, "depth_coefficient": 0.1, "hidden_dim": 320,
}  # fmt: skip

#: Key of FAMILIES -> what makes one in a folder and gives the model.
MADE: dict[str, Callable[[Path], Any]] = {
    "bert": text(hf.BertConfig(**_WORDS)),
    "distilbert": text(
        hf.DistilBertConfig(vocab_size=len(WORDS), dim=16, n_layers=1, n_heads=2, hidden_dim=32)
    ),
    "roberta": text(hf.RobertaConfig(**_WORDS, **_SPEAKS)),
    "xlm-roberta": text(hf.XLMRobertaConfig(**_WORDS, **_SPEAKS)),
    "mpnet": text(hf.MPNetConfig(**_WORDS, **_SPEAKS)),
    "modernbert": text(
        hf.ModernBertConfig(**_WORDS, **_SPEAKS, cls_token_id=2, sep_token_id=3,
                            reference_compile=False)
    ),
    "t5": text(hf.T5Config(**_T5), kind=hf.T5ForConditionalGeneration),
    "mt5": text(hf.MT5Config(**_T5), kind=hf.MT5EncoderModel),
    "jina_embeddings_v3": text(hf.JinaEmbeddingsV3Config(**_WORDS, **_SPEAKS)),
    "nomic_bert": text(hf.NomicBertConfig(**_WORDS, **_SPEAKS)),
    "gpt2": text(hf.GPT2Config(vocab_size=256, n_embd=16, n_layer=1, n_head=2, n_positions=40,
                               bos_token_id=0, eos_token_id=0), letters),
    "qwen2": text(hf.Qwen2Config(**_WIDE, vocab_size=300, num_key_value_heads=1), letters),
    "qwen3": text(
        hf.Qwen3Config(**_WIDE, vocab_size=300, num_key_value_heads=1, head_dim=8), letters
    ),
    "vit": image(hf.ViTConfig(**_WIDE, **_SEES)),
    "deit": image(hf.DeiTConfig(**_WIDE, **_SEES), "DeiTImageProcessor", do_center_crop=False),
    "dinov2": image(hf.Dinov2Config(**_SMALL, **_SEES, mlp_ratio=2)),
    "dinov2_with_registers": image(
        hf.Dinov2WithRegistersConfig(**_SMALL, **_SEES, mlp_ratio=2, num_register_tokens=4)
    ),
    "dinov3_vit": image(hf.DINOv3ViTConfig(**_WIDE, **_SEES, num_register_tokens=4)),
    "swin": image(hf.SwinConfig(image_size=SIZE, patch_size=2, embed_dim=8, depths=[1, 1],
                                num_heads=[1, 2], window_size=4)),
    "convnext": image(hf.ConvNextConfig(hidden_sizes=[8, 12, 16, 20], depths=[1] * 4)),
    "convnextv2": image(hf.ConvNextV2Config(hidden_sizes=[8, 12, 16, 20], depths=[1] * 4)),
    "resnet": image(
        hf.ResNetConfig(embedding_size=8, hidden_sizes=[8, 12, 16, 20], depths=[1] * 4)
    ),
    "efficientnet": image(hf.EfficientNetConfig(**_EFFICIENT), "EfficientNetImageProcessor"),
    "clip": joint(
        "CLIP", _WORDS | _SPEAKS, _WIDE | _SEES | {"hidden_size": 24}, "CLIPImageProcessor",
        projection_dim=12,
    ),
    "siglip": joint(
        "Siglip", _WORDS | _SPEAKS | {"max_position_embeddings": 32, "projection_size": 16},
        _WIDE | _SEES, "SiglipImageProcessor",
    ),
    "siglip2": joint(
        "Siglip2", _WORDS | _SPEAKS | {"max_position_embeddings": 32, "projection_size": 16},
        _WIDE | {"patch_size": PATCH, "num_patches": (SIZE // PATCH) ** 2},
        "Siglip2ImageProcessor",
    ),
    "chinese_clip": joint(
        "ChineseCLIP", _WORDS | _SPEAKS, _WIDE | _SEES | {"hidden_size": 24},
        "ChineseCLIPImageProcessor", projection_dim=12,
    ),
    "align": joint(
        "Align", _WORDS | _SPEAKS, _EFFICIENT, "EfficientNetImageProcessor", projection_dim=80
    ),
    "wav2vec2": sound(hf.Wav2Vec2Config(**_WIDE, **_CONVS), hf.Wav2Vec2FeatureExtractor(**_WAVES)),
    "hubert": sound(hf.HubertConfig(**_WIDE, **_CONVS), hf.Wav2Vec2FeatureExtractor(**_WAVES)),
    "wavlm": sound(hf.WavLMConfig(**_WIDE, **_CONVS), hf.Wav2Vec2FeatureExtractor(**_WAVES)),
    "wav2vec2-bert": sound(
        hf.Wav2Vec2BertConfig(**_WIDE, feature_projection_input_dim=32, output_hidden_size=16),
        hf.SeamlessM4TFeatureExtractor(feature_size=16, num_mel_bins=16),
    ),
    "whisper": sound(
        hf.WhisperConfig(vocab_size=20, d_model=16, encoder_layers=1, decoder_layers=1,
                         encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=32,
                         decoder_ffn_dim=32, num_mel_bins=20, pad_token_id=0, bos_token_id=1,
                         eos_token_id=2, decoder_start_token_id=1),
        hf.WhisperFeatureExtractor(feature_size=20),
    ),
    "audio-spectrogram-transformer": sound(
        hf.ASTConfig(**_WIDE, max_length=128, num_mel_bins=32),
        hf.ASTFeatureExtractor(num_mel_bins=32, max_length=128),
    ),
    "clap": clap,
    "videomae": clips(
        hf.VideoMAEConfig(**_WIDE, **_SEES, num_frames=8, tubelet_size=2), "VideoMAEImageProcessor"
    ),
    "vivit": clips(
        hf.VivitConfig(**_WIDE, image_size=SIZE, num_frames=8, tubelet_size=[2, PATCH, PATCH]),
        "VivitImageProcessor",
    ),
    "timesformer": clips(
        hf.TimesformerConfig(**_WIDE, **_SEES, num_frames=8), "VideoMAEImageProcessor"
    ),
}  # fmt: skip

#: The same of language models that see.
SPEAKING: dict[str, Callable[[Path], Any]] = {
    "qwen2_vl": speaking("Qwen2VL", {"embed_dim": 16, "hidden_size": 16, "mlp_ratio": 2,
                                     "patch_size": PATCH // 2}),
    "qwen2_5_vl": speaking("Qwen2_5_VL", {"hidden_size": 16, "intermediate_size": 32,
                                          "out_hidden_size": 16, "patch_size": PATCH // 2,
                                          "window_size": 16, "fullatt_block_indexes": [1]}),
    "qwen3_vl": speaking("Qwen3VL", {"hidden_size": 16, "intermediate_size": 32,
                                     "out_hidden_size": 16, "patch_size": PATCH // 2,
                                     "num_position_embeddings": 64,
                                     "deepstack_visual_indexes": [0]}),
}  # fmt: skip
