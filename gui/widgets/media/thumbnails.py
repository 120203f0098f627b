"""Pictures of items at card size, decoded in threads and kept while memory allows."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from gui.background import Background

#: Sizes decoded, in device pixels of the longer side; a request takes the next larger one.
SIZES = (96, 192, 384, 768)
VIDEO_ENDINGS = frozenset({".mp4", ".m4v", ".mkv", ".webm", ".mov", ".avi"})

Key = tuple[str, int]


def to_image(pixels: np.ndarray) -> QImage:
    """A QImage of its own from uint8 [h, w, 3]."""
    data = np.ascontiguousarray(pixels)
    height, width = data.shape[:2]
    return QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def decode(path: Path, size: int) -> QImage:
    """A picture, or the first frame of a video, no longer than `size` pixels on either side.

    Raises:
        UserError: the file cannot be read.

    """
    if path.suffix.lower() in VIDEO_ENDINGS:
        from core.media import video

        image = to_image(video.load(path, frames=1).pixels[0])
    else:
        from core.media import images

        # On a grid, because a large JPEG is then decoded at a fraction of its size.
        aligned = images.load(path, size=size)
        x0, y0, x1, y1 = (round(value) for value in aligned.content)
        image = to_image(aligned.pixels[y0:y1, x0:x1])
    if max(image.width(), image.height()) <= size:
        return image
    return image.scaled(
        size,
        size,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


class Thumbnails(QObject):
    """Ask for a picture while painting; paint again when it is ready.

    Args:
        budget: bytes of decoded pixels to keep.

    Signals:
        ready: path of a picture that has arrived (or turned out to be unreadable).

    """

    ready = Signal(str)

    def __init__(self, budget: int = 128 * 1024**2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._budget = budget
        self._used = 0
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._asked: set[Key] = set()
        self._failed: dict[str, str] = {}
        self._background = Background(threads=2, parent=self)
        self._background.done.connect(self._arrived)
        self._background.dropped.connect(self._asked.discard)

    def get(self, path: Path, size: float) -> QPixmap | None:
        """The picture with at least `size` device pixels on its longer side.

        None means not here: either it is on its way, or :meth:`problem` says why it never comes.
        """
        name = str(path)
        wanted = next((s for s in SIZES if s >= size), SIZES[-1])
        key = (name, wanted)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if name not in self._failed and key not in self._asked:
            self._asked.add(key)
            self._background.submit(key, lambda: decode(path, wanted))
        return next((p for s in SIZES if (p := self._kept.get((name, s))) is not None), None)

    def problem(self, path: Path) -> str:
        """Why a picture cannot be shown, "" while nothing is wrong."""
        return self._failed.get(str(path), "")

    @property
    def used(self) -> int:
        """Bytes of decoded pixels kept."""
        return self._used

    def _arrived(self, key: Key, result: object) -> None:
        self._asked.discard(key)
        if isinstance(result, QImage) and not result.isNull():
            pixmap = QPixmap.fromImage(result)
            self._kept[key] = pixmap
            self._used += _bytes(pixmap)
            while self._used > self._budget and len(self._kept) > 1:
                self._used -= _bytes(self._kept.popitem(last=False)[1])
        else:
            self._failed[key[0]] = str(result)
        self.ready.emit(key[0])


def _bytes(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
