"""What is to be fetched for an encoder, known before the first byte of it comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.encoders import digests


@dataclass(frozen=True)
class Wanted:
    """A file.

    Attributes:
        url: where it comes from.
        target: where it will lie; it appears there whole and checked, or not at all.
        size: bytes.
        digest: as `digests.matches` takes it.
        login: a header that only the host of `url` gets.

    """

    url: str
    target: Path
    size: int
    digest: str
    login: Mapping[str, str] = field(default_factory=dict)

    @property
    def part(self) -> Path:
        """What has come so far; another content has another name, so it is never gone on with."""
        return self.target.with_name(f"{self.target.name}.{self.digest[-12:]}.part")

    @property
    def come(self) -> int:
        """Bytes that are here."""
        for path in (self.target, self.part):
            if path.is_file():
                return path.stat().st_size
        return 0

    def right(self, path: Path) -> bool:
        """Whether a file is the one that was announced."""
        return digests.matches(path, self.digest)


@dataclass(frozen=True)
class Plan:
    """All of it.

    Attributes:
        source: the host.
        licence: as the source states it; empty if it does not.
        wanted: files, in the order in which they are fetched.
        folder: where the weights will lie.
        unpacked: bytes that unpacking takes beside the files.
        finish: called when all files are there.

    """

    source: str
    licence: str
    wanted: tuple[Wanted, ...]
    folder: Path
    unpacked: int = 0
    finish: Callable[[], None] = lambda: None

    @property
    def bytes(self) -> int:
        """Size of all files."""
        return sum(one.size for one in self.wanted)

    @property
    def left(self) -> int:
        """Bytes of the disk that are still to be taken."""
        return self.unpacked + sum(max(0, one.size - one.come) for one in self.wanted)
