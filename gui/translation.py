"""What core says, in the window's language.

Core speaks English and knows nothing of languages; what it says are :class:`core.text.Text`, each
a template and its values. The templates are translated with all other texts of the window, under
the context `core` (see assets/core_texts.py).

Messages of the worker processes are translated once, where they arrive (see gui/process.py); what
core says within the window's own process goes through :func:`told`.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.failures import explained
from core.text import Text

CONTEXT = "core"


def translate(template: str) -> str:
    """The translation of a template of core; the template where there is none."""
    return QCoreApplication.translate(CONTEXT, template)


def told(text: str) -> str:
    """A text of core in the window's language; a plain string is taken for a template."""
    return Text(text).translated(translate)


def said(error: Exception) -> str:
    """What went wrong, in one line in the window's language, with the whole path of its file."""
    known = explained(error)
    sentence = told(Text.joined(" ", filter(None, (known.message, known.remedy))))
    return f"{known.file}: {sentence}" if known.file else sentence
