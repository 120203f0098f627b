"""The item and the user that all pages look at."""

from __future__ import annotations

from gui.state.events import Event


class Selection:
    """Rows in catalog.items and catalog.users; None while nothing is chosen.

    Events:
        item_selected, user_selected: the row.
    """

    def __init__(self) -> None:
        self.item_selected = Event[int]()
        self.user_selected = Event[int]()
        self.item: int | None = None
        self.user: int | None = None

    def select_item(self, row: int) -> None:
        """Make `row` of catalog.items the item all pages look at."""
        self.item = row
        self.item_selected.emit(row)

    def select_user(self, row: int) -> None:
        """Make `row` of catalog.users the user all pages look at."""
        self.user = row
        self.user_selected.emit(row)

    def clear(self) -> None:
        """Choose nothing: the rows are of another catalog."""
        self.item = self.user = None
