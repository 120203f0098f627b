"""The names of the parts of a score, as people read them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.recommend.part_names import BIAS, CHOICES, COLLABORATIVE, HOUR, NEAR
from gui.language import modality as modality_name
from gui.widgets.items.painting import named


def name_of(part: str) -> str:
    """What the user reads."""
    names = {
        COLLABORATIVE: QCoreApplication.translate("why", "◉ collaborative"),
        BIAS: QCoreApplication.translate("why", "○ bias"),
        HOUR: QCoreApplication.translate("why", "◷ hour"),
        NEAR + CHOICES: QCoreApplication.translate("why", "≈ chosen together"),
    }
    if part.startswith(NEAR) and part not in names:
        return QCoreApplication.translate("why", "≈ like {0}").format(
            modality_name(part.removeprefix(NEAR))
        )
    return names.get(part) or named(part)
