"""File dialogs, which start where the person was last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from gui.widgets.host import Host


def ask_save(parent: QWidget, host: Host, title: str, name: str, kinds: str) -> Path | None:
    """Where to write; `name` is proposed. None if nobody wants to."""
    proposed = str(Path(host.folder) / name)
    return _chosen(host, QFileDialog.getSaveFileName(parent, title, proposed, kinds)[0])


def ask_open(
    parent: QWidget, host: Host, title: str, kinds: str = "", folder: str = ""
) -> Path | None:
    """A file to read; `folder`: where such files lie, if the person was nowhere yet."""
    start = host.folder or folder
    return _chosen(host, QFileDialog.getOpenFileName(parent, title, start, kinds)[0])


def ask_folder(parent: QWidget, host: Host, title: str) -> Path | None:
    """A folder to read."""
    return _chosen(host, QFileDialog.getExistingDirectory(parent, title, host.folder))


def _chosen(host: Host, path: str) -> Path | None:
    if not path:
        return None
    host.folder = str(Path(path).parent)
    return Path(path)
