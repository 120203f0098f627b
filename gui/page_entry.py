"""What the window knows of a page before it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from gui.page import Page


@dataclass(frozen=True)
class PageEntry:
    """Stands in the `__init__` of a page's package, as `ENTRY`.

    Attributes:
        key: name of the page for the session and on the command line.
        title: as it is shown, marked for translation under "pages".
        icon: its name in assets/icons.
        order: place among the pages, smallest first; the flow counts in tens.
        page: the class that draws it, as `module:Class`; imported when it is first shown.
        needs: what its stage cannot begin without.
        in_flow: whether it is a step from input to recommendation, or stands beside them.

    """

    key: str
    title: str
    icon: str
    order: int
    page: str
    needs: Literal["nothing", "catalog", "features", "run"] = "catalog"
    in_flow: bool = True

    def load(self) -> type[Page]:
        """Import the page's class."""
        module, _, name = self.page.partition(":")
        page: Any = getattr(import_module(module), name)
        return page
