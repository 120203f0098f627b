"""Encoders whose weights people get from a model hub: found in the caches of the usual tools.

Nothing is downloaded here: an encoder whose weights are absent names the command that gets them.
`name@revision` chooses a revision other than the newest in the cache.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from core.catalog.schema import Modality
from core.encoders.base import EncoderInfo
from core.encoders.manifest import sha256
from core.errors import MissingWeightsError, UserError


@dataclass(frozen=True)
class _Remote:
    """What both kinds of remote weights say about themselves; see EncoderInfo."""

    name: str
    modality: Modality
    title: str
    source: str
    size_mb: float
    licence: str
    width: int
    max_tokens: int
    preprocessing: str
    tokens: str
    note: str

    @property
    def command(self) -> str:
        """The shell command that gets the weights."""
        raise NotImplementedError

    @property
    def revision(self) -> str:
        """Names the weights in the cache; "" if they are not there."""
        raise NotImplementedError

    @property
    def installed(self) -> bool:
        """Whether the weights are in the cache."""
        return bool(self.revision)

    def info(self) -> EncoderInfo:
        """What lists show."""
        return EncoderInfo.of(self, package=self.source, default=False)

    def missing(self) -> MissingWeightsError:
        """The error that names the command."""
        return MissingWeightsError(
            f"The weights of the {self.modality} encoder '{self.name}' are not on this machine.",
            f"Run: {self.command}",
        )


@dataclass(frozen=True)
class HubModel(_Remote):
    """A repository on the Hugging Face hub; `source` is its name."""

    files: tuple[str, ...] = ("config.json", "model.safetensors")
    wanted: str = "main"

    @property
    def command(self) -> str:
        chosen = "" if self.wanted == "main" else f" --revision {self.wanted}"
        return f"hf download {self.source} {' '.join(self.files)}{chosen}"

    @property
    def revision(self) -> str:
        folder = self._snapshot()
        return folder.name if folder else ""

    def verified(self) -> Path:
        """The folder in the cache that holds every file.

        Raises:
            MissingWeightsError: it is not there; the remedy is the command.

        """
        folder = self._snapshot()
        if folder is None:
            raise self.missing()
        return folder

    def _snapshot(self) -> Path | None:
        from huggingface_hub import try_to_load_from_cache

        folder = None
        for name in self.files:
            found = try_to_load_from_cache(
                self.source, name, cache_dir=hub_cache(), revision=self.wanted
            )
            if not isinstance(found, str):
                return None
            folder = Path(found).parent
        return folder


@dataclass(frozen=True)
class TorchvisionModel(_Remote):
    """A weight file of torchvision; its name ends in the start of its SHA-256."""

    file: str = ""
    weights: str = ""

    @property
    def command(self) -> str:
        family = self.weights.partition(".")[0]
        code = f"from torchvision.models import {family}; {self.weights}.get_state_dict()"
        return f'python -c "{code}"'

    @property
    def revision(self) -> str:
        return self._hash if self._path.is_file() else ""

    def verified(self) -> Path:
        """The weight file, after its hash was compared with its name.

        Raises:
            MissingWeightsError: it is not there; the remedy is the command.
            UserError: it is damaged.

        """
        if not self._path.is_file():
            raise self.missing()
        status = self._path.stat()
        if not sha256(self._path, status.st_size, status.st_mtime_ns).startswith(self._hash):
            raise UserError(
                f"The weights of the encoder '{self.name}' are damaged.",
                f"Delete the file and run: {self.command}",
                file=str(self._path),
            )
        return self._path

    @property
    def _path(self) -> Path:
        return torch_cache() / self.file

    @property
    def _hash(self) -> str:
        return Path(self.file).stem.rpartition("-")[2]


def hub_cache() -> Path:
    """Where Hugging Face tools keep models: HF_HUB_CACHE, HF_HOME/hub or the default."""
    if cache := os.environ.get("HF_HUB_CACHE"):
        return Path(cache)
    home = os.environ.get("HF_HOME")
    return (Path(home) if home else _caches() / "huggingface") / "hub"


def torch_cache() -> Path:
    """Where torch.hub keeps weight files: TORCH_HOME or the default."""
    home = os.environ.get("TORCH_HOME")
    return (Path(home) if home else _caches() / "torch") / "hub" / "checkpoints"


def _caches() -> Path:
    chosen = os.environ.get("XDG_CACHE_HOME")
    return Path(chosen) if chosen else Path.home() / ".cache"


_TEXT_FILES = ("config.json", "model.safetensors", "tokenizer.json")

REMOTE: tuple[HubModel | TorchvisionModel, ...] = (
    HubModel(
        name="bert-base-uncased",
        modality="text",
        title="BERT base (English)",
        source="google-bert/bert-base-uncased",
        size_mb=440,
        licence="Apache-2.0",
        width=768,
        max_tokens=128,
        preprocessing="pieces-1",
        tokens="one per word piece",
        note="Devlin et al. 2019: 12 layers, trained to fill in masked words.",
        files=_TEXT_FILES,
    ),
    HubModel(
        name="gpt2",
        modality="text",
        title="GPT-2 (English)",
        source="openai-community/gpt2",
        size_mb=548,
        licence="MIT",
        width=768,
        max_tokens=128,
        preprocessing="pieces-1",
        tokens="one per byte pair; each has seen only the words before it",
        note="Radford et al. 2019: 12 layers, trained to continue a text.",
        files=_TEXT_FILES,
    ),
    TorchvisionModel(
        name="resnet50",
        modality="image",
        title="ResNet-50",
        source="torchvision",
        size_mb=98,
        licence="BSD-3-Clause",
        width=2048,
        max_tokens=49,
        preprocessing="letterbox-1",
        tokens="7 x 7 patches, padding left out",
        note="He et al. 2016, trained on ImageNet-1k with torchvision's second recipe.",
        file="resnet50-11ad3fa6.pth",
        weights="ResNet50_Weights.IMAGENET1K_V2",
    ),
    TorchvisionModel(
        name="vgg16",
        modality="image",
        title="VGG-16",
        source="torchvision",
        size_mb=528,
        licence="BSD-3-Clause",
        width=512,
        max_tokens=49,
        preprocessing="letterbox-1",
        tokens="7 x 7 patches, padding left out",
        note="Simonyan and Zisserman 2015, trained on ImageNet-1k.",
        file="vgg16-397923af.pth",
        weights="VGG16_Weights.IMAGENET1K_V1",
    ),
    HubModel(
        name="vit-base",
        modality="image",
        title="ViT base, patches of 16",
        source="google/vit-base-patch16-224-in21k",
        size_mb=346,
        licence="Apache-2.0",
        width=768,
        max_tokens=196,
        preprocessing="letterbox-1",
        tokens="14 x 14 patches, padding left out",
        note="Dosovitskiy et al. 2021, trained on ImageNet-21k.",
    ),
    HubModel(
        name="wav2vec2-base",
        modality="audio",
        title="wav2vec 2.0 base (speech)",
        source="facebook/wav2vec2-base-960h",
        size_mb=378,
        licence="Apache-2.0",
        width=768,
        max_tokens=64,
        preprocessing="bins-1",
        tokens="at most 4 a second",
        note="Baevski et al. 2020: 12 layers over the waveform, 960 hours of English speech.",
    ),
)
