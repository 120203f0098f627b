"""Encoders whose weights people get from a model hub: found in the caches of the usual tools.

Nothing is downloaded here: an encoder whose weights are absent names the command that gets them.
`name@revision` chooses a revision other than the newest in the cache.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.encoders.entry import Entry
from core.encoders.packaged import file_sha256
from core.errors import UserError
from core.text import Text


@dataclass(frozen=True, kw_only=True)
class HubModel(Entry):
    """A repository on the Hugging Face hub; `package` is its name."""

    files: Sequence[str] = ("config.json", "model.safetensors")
    wanted: str = "main"

    @property
    def command(self) -> str:
        chosen = "" if self.wanted == "main" else f" --revision {self.wanted}"
        return f"hf download {self.package} {' '.join(self.files)}{chosen}"

    @property
    def revision(self) -> str:
        folder = self._snapshot()
        return folder.name if folder else ""

    @property
    def installed(self) -> bool:
        return self._snapshot() is not None

    def verified(self) -> Path:
        """The folder in the cache that holds every file.

        Raises:
            MissingWeightsError: it is not there; the remedy is the command.

        """
        self.require()
        folder = self._snapshot()
        assert folder is not None
        return folder

    def revised(self, revision: str) -> HubModel:
        return replace(self, name=f"{self.name}@{revision}", wanted=revision)

    def _snapshot(self) -> Path | None:
        folder = None
        for name in self.files:
            folder = cached(self.package, name, self.wanted)
            if folder is None:
                return None
        return folder


@dataclass(frozen=True, kw_only=True)
class TorchvisionModel(Entry):
    """Weights of torchvision.

    Attributes:
        file: its name ends in the start of its SHA-256.
        member: of which enumeration of `torchvision.models`.

    """

    file: str
    member: str

    @property
    def command(self) -> str:
        family = self.member.partition(".")[0]
        code = f"from torchvision.models import {family}; {self.member}.get_state_dict()"
        return f'python -c "{code}"'

    @property
    def revision(self) -> str:
        return self._hash if self.installed else ""

    @property
    def installed(self) -> bool:
        return self._path.is_file()

    def verified(self) -> Path:
        """The weight file, after its hash was compared with its name.

        Raises:
            MissingWeightsError: it is not there; the remedy is the command.
            UserError: it is damaged.

        """
        self.require()
        if not file_sha256(self._path).startswith(self._hash):
            raise UserError(
                Text("The weights of the encoder '{name}' are damaged.", name=self.name),
                Text("Delete the file and run: {command}", command=self.command),
                file=str(self._path),
            )
        return self._path

    @property
    def _path(self) -> Path:
        return torch_cache() / self.file

    @property
    def _hash(self) -> str:
        return Path(self.file).stem.rpartition("-")[2]


def cached(package: str, name: str, revision: str = "main") -> Path | None:
    """The folder in the cache that holds a file of a repository, None if it does not."""
    from huggingface_hub import try_to_load_from_cache

    found = try_to_load_from_cache(package, name, cache_dir=hub_cache(), revision=revision)
    return Path(found).parent if isinstance(found, str) else None


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
