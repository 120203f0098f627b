"""The pages: each is a package here that holds its `ENTRY`; nothing else is imported before it
is shown.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from gui.page_entry import PageEntry


def entries() -> tuple[PageEntry, ...]:
    """All pages, in the order of the flow."""
    packages = (module for module in iter_modules(__path__) if module.ispkg)
    found = (import_module(f"{__name__}.{module.name}").ENTRY for module in packages)
    return tuple(sorted(found, key=lambda entry: entry.order))
