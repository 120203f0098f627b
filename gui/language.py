"""The language of the window: English, or Simplified Chinese, following the system unless chosen.

Texts are translated by Qt Linguist files in assets/translations, made by `make translations`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

Language = Literal["system", "en", "zh_CN"]

#: Each language's own name, so that a reader finds it in a window they cannot read.
NAMES: dict[Language, str] = {"en": "English", "zh_CN": "简体中文"}

FOLDER = Path(__file__).parent.parent / "assets" / "translations"


def chosen(choice: Language) -> Literal["en", "zh_CN"]:
    """The language meant by `choice`: the system's where there is a translation, or English."""
    if choice != "system":
        return choice
    wanted = QLocale.system().uiLanguages()
    return "zh_CN" if wanted and wanted[0].startswith("zh") else "en"


def tr(text: str) -> str:
    """Translate a text that stands in a function of a module; methods have `self.tr`."""
    return QCoreApplication.translate("", text)


#: The names of what an item is made of; a catalog's own features keep theirs.
_MODALITIES = (
    QT_TRANSLATE_NOOP("Modality", "text"),
    QT_TRANSLATE_NOOP("Modality", "image"),
    QT_TRANSLATE_NOOP("Modality", "audio"),
    QT_TRANSLATE_NOOP("Modality", "video"),
    QT_TRANSLATE_NOOP("Modality", "captions"),
    QT_TRANSLATE_NOOP("Modality", "user"),
    QT_TRANSLATE_NOOP("Modality", "behaviour"),
)


def modality(name: str) -> str:
    """A modality as a person reads it."""
    return QCoreApplication.translate("Modality", name)


def apply(app: QApplication, choice: Language) -> None:
    """Translate every text built from now on; Qt's own dialogs too."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    language = chosen(choice)
    # Dates and numbers are written as the language does, unless the system's manner is of it.
    system, own = QLocale.system(), QLocale(language)
    QLocale.setDefault(system if system.language() == own.language() else own)
    if language == "en":
        return
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # The last one installed is asked first, so our words win over Qt's.
    for path in (Path(qt) / f"qtbase_{language}.qm", FOLDER / f"triptych_{language}.qm"):
        translator = QTranslator(app)
        if translator.load(str(path)):
            app.installTranslator(translator)
