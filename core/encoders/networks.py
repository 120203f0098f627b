"""The encoders of core.encoders.hub, from the architectures of transformers and torchvision."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tokenizers import Tokenizer
from torch import Tensor, nn

from core.encoders.base import EncoderInfo
from core.encoders.families.pixels import PatchEncoder, torchvision_sight
from core.encoders.hub import HubModel, TorchvisionModel
from core.encoders.image import ImageEncoder
from core.encoders.sound import AudioEncoder, AudioModel
from core.encoders.text import FastTokenizer, TextEncoder
from core.encoders.weights import load_pretrained

_WAV2VEC2_RATE = 16000
_WAV2VEC2_STEP = 320  # samples from one feature to the next


def load_bert(entry: HubModel, device: str) -> TextEncoder:
    """BERT (Devlin et al. 2019)."""
    from transformers import BertModel

    return _text(entry, BertModel, device, add_pooling_layer=False)


def load_gpt2(entry: HubModel, device: str) -> TextEncoder:
    """GPT-2 (Radford et al. 2019)."""
    from transformers import GPT2Model

    return _text(entry, GPT2Model, device)


def _text(entry: HubModel, kind: Any, device: str, **options: Any) -> TextEncoder:
    folder = entry.verified()
    model = load_pretrained(kind, folder, **options).to(device)
    tokenizer = FastTokenizer(Tokenizer.from_file(str(folder / "tokenizer.json")))
    return TextEncoder(_measured(entry, model), model, tokenizer)


def load_vit(entry: HubModel, device: str) -> ImageEncoder:
    """ViT (Dosovitskiy et al. 2021): the patch tokens, without [CLS]."""
    from transformers import ViTModel

    model: Any = load_pretrained(ViTModel, entry.verified(), add_pooling_layer=False).to(device)
    size: int = model.config.image_size
    grid = size // model.config.patch_size

    def backbone(pixels: Tensor) -> Tensor:
        states: Tensor = model(pixel_values=pixels).last_hidden_state[:, 1:]
        return states.transpose(1, 2).unflatten(2, (grid, grid))

    half = (0.5,) * 3
    return ImageEncoder(_measured(entry, model), model, backbone, grid, half, half, size)


def load_torchvision(entry: TorchvisionModel, device: str) -> ImageEncoder:
    """ResNet-50 (He et al. 2016), VGG-16 (Simonyan and Zisserman 2015): their last map."""
    return PatchEncoder(entry.info(), torchvision_sight(entry, entry.name, device))


class _Wav2Vec2(nn.Module):
    """Waveforms [B, n, 1] -> last hidden layer [B, n / 320, width]."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, frames: Tensor) -> Tensor:
        states: Tensor = self.model(frames.squeeze(2)).last_hidden_state
        return states


def _standardised(samples: Tensor) -> Tensor:
    """Zero mean, unit variance, at least as long as one feature: [n] -> [n, 1]."""
    shortest = 2 * _WAV2VEC2_STEP
    if len(samples) < shortest:
        samples = nn.functional.pad(samples, (0, shortest - len(samples)))
    deviation = (samples.var(correction=0) + 1e-7).sqrt()
    return ((samples - samples.mean()) / deviation).unsqueeze(1)


def load_wav2vec2(entry: HubModel, device: str) -> AudioEncoder:
    """wav2vec 2.0 (Baevski et al. 2020), the last layer averaged in time."""
    from transformers import Wav2Vec2Model

    model = load_pretrained(Wav2Vec2Model, entry.verified())
    audio = AudioModel(
        rate=_WAV2VEC2_RATE,
        spectrum=_standardised,
        net=_Wav2Vec2(model).requires_grad_(False),
        pool="mean",
        high_hz=_WAV2VEC2_RATE / 2,
    )
    return AudioEncoder(_measured(entry, model), audio, device)


def _measured(entry: HubModel, model: Any) -> EncoderInfo:
    """The width is the checkpoint's: a fork of a repository may have another."""
    return replace(entry.info(), width=int(model.config.hidden_size))
