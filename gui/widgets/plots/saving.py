"""Ask where to save something, and say so where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from gui.translation import said
from gui.widgets.files import ask_save
from gui.widgets.host import Host


def ask_and_save(parent: QWidget, host: Host, name: str, write: Callable[[Path], object]) -> None:
    """Ask for a file, `name` being proposed, and write it in the format its ending tells.

    Args:
        parent: widget the dialog belongs to.
        host: is told what went wrong.
        name: what the file may be called.
        write: writes to a path; its OSErrors are told.

    """
    ending = Path(name).suffix
    kind = f"{ending[1:].upper()} (*{ending})"
    title = QCoreApplication.translate("Saving", "Save")
    chosen = ask_save(parent, host, title, name, kind)
    if chosen is None:
        return
    path = chosen if chosen.name.endswith(ending) else chosen.with_name(chosen.name + ending)
    try:
        write(path)
    except OSError as error:
        words = QCoreApplication.translate("Saving", "Could not save: {0}")
        host.complain(words.format(said(error)))
    else:
        host.tell_saved(path)
