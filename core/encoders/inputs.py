"""What a catalog holds of one modality, item by item: a content hash, and the decoded input."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from core.catalog.modality import MEDIA, MODALITIES
from core.catalog.rows import media_bytes
from core.catalog.schema import Catalog
from core.encoders.base import Loading
from core.encoders.store import DIGEST_BYTES
from core.errors import UserError
from core.media import audio, images, spatial, video
from core.text import Text
from core.workspace import EXTRACTED, inside, set_aside

#: Texts are encoded in order of length within windows of this many, so that few tokens are
#: padding, while the parts of the cache stay close to catalog order.
_WINDOW = 1024
_CHUNK = 1 << 20
#: Goes into the hash of a picture that is encoded without its borders.
_TRIMMED = b"trimmed-1"


class Inputs(ABC):
    """The raw inputs of one modality, by row of `Catalog.items`."""

    def __init__(self, catalog: Catalog, modality: str, loading: Loading) -> None:
        self.modality = modality
        self.n_items = catalog.items.height
        self.loading = loading
        column = catalog.items.get_column(modality, default=None)
        values: list[str | None] = [] if column is None else column.to_list()
        self._given = {row: value for row, value in enumerate(values) if value}

    def rows(self) -> np.ndarray:
        """Rows of the items that have one, in the order to encode them."""
        return np.fromiter(self._given, np.int64)

    @abstractmethod
    def name(self, row: int) -> str:
        """What to call the input of an item in messages."""

    @abstractmethod
    def digest(self, row: int) -> bytes:
        """Hash of the text or of the bytes of the file, 16 bytes.

        Raises:
            UserError: the file leaves the catalog's folder or cannot be read.

        """

    @abstractmethod
    def load(self, row: int) -> Any:
        """The decoded input of an item, as `Encoder.encode` takes it.

        Raises:
            UserError: it cannot be decoded.

        """


class Texts(Inputs):
    """Texts, which stand in the table of items."""

    def rows(self) -> np.ndarray:
        rows = super().rows()
        lengths = np.array([len(text) for text in self._given.values()])
        return rows[np.lexsort((lengths, np.arange(len(rows)) // _WINDOW))]

    def name(self, row: int) -> str:
        return ""

    def digest(self, row: int) -> bytes:
        text = self._given.get(row, "")
        return hashlib.blake2b(text.encode(), digest_size=DIGEST_BYTES).digest()

    def load(self, row: int) -> str:
        return self._given.get(row, "")


class Files(Inputs):
    """Pictures, sounds or videos, which lie in files inside the catalog's folder."""

    def __init__(self, catalog: Catalog, modality: str, loading: Loading) -> None:
        super().__init__(catalog, modality, loading)
        self._root = catalog.root
        self._trim = modality == "image" and spatial.trims(catalog)

    def name(self, row: int) -> str:
        return self._given.get(row, "")

    def digest(self, row: int) -> bytes:
        path = self._path(row)
        self._check(row, path)
        digest = hashlib.blake2b(_TRIMMED if self._trim else b"", digest_size=DIGEST_BYTES)
        try:
            with path.open("rb") as file:
                while piece := file.read(_CHUNK):
                    digest.update(piece)
        except OSError as error:
            raise UserError(
                Text(
                    "The {modality} file cannot be read ({error}).",
                    modality=Text(self.modality),
                    error=error.strerror,
                ),
                "Put it back or correct its path in the catalog.",
                file=str(path),
            ) from error
        return digest.digest()

    def _check(self, row: int, path: Path) -> None:
        """Set aside what was taken out of a table and is no longer what it was.

        Raises:
            UserError: it is damaged, or was before.

        """
        if not self.name(row).startswith(f"{EXTRACTED}/"):
            return
        if path.is_file():
            if media_bytes.is_whole(path):
                return
            set_aside(path)
        raise UserError(
            Text("What was taken out of its table is damaged or gone."),
            "Open the catalog again.",
            file=str(path),
        )

    def load(self, row: int) -> Any:
        return decoded(self._path(row), self.modality, self.loading, self._trim)

    def _path(self, row: int) -> Path:
        name = self.name(row)
        path = inside(self._root, name)
        if path is None:
            raise UserError(
                Text("The path '{name}' leaves the folder of the catalog.", name=name),
                "Put the file inside the folder.",
            )
        return path


_DECODERS: dict[str, Callable[[Path, Loading], Any]] = {
    "image": lambda path, loading: images.load(path, loading.size, loading.fit),
    "audio": lambda path, loading: audio.load(path, loading.rate, loading.max_seconds),
    "video": lambda path, loading: video.load(path, loading.frames),
}


def decoded(path: Path, modality: str, loading: Loading, trim: bool = False) -> Any:
    """A media file as `Encoder.encode` takes it; `trim`: a picture without its uniform borders.

    Raises:
        UserError: it cannot be decoded.

    """
    if trim:
        return spatial.align(path, loading.size, loading.fit).image
    return _DECODERS[modality](path, loading)


def inputs_of(catalog: Catalog, modality: str, loading: Loading) -> Inputs:
    """What the catalog holds of a modality, to be decoded as `loading` says."""
    return (Files if modality in MEDIA else Texts)(catalog, modality, loading)


def fingerprint(catalog: Catalog) -> str:
    """Names the inputs of a catalog without reading its media.

    Texts and precomputed features count with their content, media files with their path, size
    and time of change.
    """
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    digest.update(f"{catalog.root.resolve()}\0{catalog.items.height}\0".encode())
    for modality in MODALITIES:
        column = catalog.items.get_column(modality, default=None)
        if column is None or column.null_count() == len(column):
            continue
        digest.update(f"{modality}\0".encode())
        digest.update(column.cast(pl.String).hash().to_numpy().tobytes())
        if modality in MEDIA:
            digest.update(_stamps(catalog.root, column).tobytes())
    if spatial.trims(catalog):
        digest.update(_TRIMMED)
    for name, array in sorted(catalog.features.items()):
        digest.update(f"{name}\0{array.shape}\0{array.dtype}\0".encode())
        for begin in range(0, len(array), 4096):
            digest.update(np.ascontiguousarray(array[begin : begin + 4096]).tobytes())
    return digest.hexdigest()


def _stamps(root: Path, column: pl.Series) -> np.ndarray:
    """Size and time of change of each file, int64 [n, 2]; -1 where there is none."""
    stamps = np.full((len(column), 2), -1, np.int64)
    for row, name in enumerate(column):
        try:
            status = (root / name).stat() if name else None
        except (OSError, ValueError):
            continue
        if status is not None:
            stamps[row] = status.st_size, status.st_mtime_ns
    return stamps
