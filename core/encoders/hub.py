"""Encoders whose weights people get from a model hub: found in the caches of the usual tools.

Nothing is downloaded unless a person asks (core.encoders.fetching): an encoder whose weights are
absent names the command that gets them. `name@revision` chooses a revision other than the newest in
the cache.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core import network
from core.encoders import digests
from core.encoders.entry import Entry

if TYPE_CHECKING:
    from httpx2 import Client

    from core.encoders.fetching.plan import Plan
    from core.network import Network

#: Where torchvision's weights come from.
TORCH = "https://download.pytorch.org/models"


@dataclass(frozen=True, kw_only=True)
class HubModel(Entry):
    """A repository on the Hugging Face hub; `package` is its name."""

    files: Sequence[str] = ("config.json", "model.safetensors")
    wanted: str = "main"

    @property
    def revision(self) -> str:
        folder = self._snapshot()
        return folder.name if folder else ""

    @property
    def installed(self) -> bool:
        return self._snapshot() is not None

    def verified(self) -> Path:
        """The folder in the cache that holds every file, after their digests were compared.

        Raises:
            MissingWeightsError: it is not there; the remedy is the command.
            UserError: a file is damaged.

        """
        self.require()
        folder = self._snapshot()
        assert folder is not None
        if (file := digests.damaged(folder)) is not None:
            raise self._damaged(file)
        return folder

    def revised(self, revision: str) -> HubModel:
        return replace(self, name=f"{self.name}@{revision}", wanted=revision)

    def plan(self, settings: Network, client: Client) -> Plan:
        from core.encoders.fetching import hubs

        return hubs.plan(self.package, self.wanted, self.files, hub_cache(), settings, client)

    def places(self) -> Sequence[Path]:
        folder = hub_cache() / f"models--{self.package.replace('/', '--')}"
        return [folder] if folder.is_dir() else []

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
        if not digests.matches(self._path, f"sha256:{self._hash}"):
            raise self._damaged(self._path)
        return self._path

    def plan(self, settings: Network, client: Client) -> Plan:
        from core.encoders.fetching.plan import Plan, Wanted
        from core.encoders.fetching.transfer import length

        url = f"{TORCH}/{self.file}"
        size = length(url, self.file, client)
        wanted = Wanted(url, self._path, size, f"sha256:{self._hash}")
        return Plan(network.host(url), self.licence, (wanted,), torch_cache())

    def places(self) -> Sequence[Path]:
        return [self._path] if self.installed else []

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
