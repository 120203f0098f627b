"""The next step as a button: prepare what a catalog lacks, else look at what there is."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from gui.widgets.host import Host


class NextStep(QPushButton):
    """The primary button of a page; never "again".

    Gone while the catalog is being prepared.

    Args:
        host: knows what is prepared.
        prepares: make what the catalog lacks, while it lacks something.
        leads: go on to the attention maps, once there are some.
        item: row of catalog.items to look at in the end; one that shows well if None.
    """

    def __init__(self, host: Host, *, prepares: bool = True, leads: bool = True) -> None:
        super().__init__()
        self._host = host
        self._prepares, self._leads = prepares, leads
        self.item: int | None = None
        self.setProperty("role", "primary")
        self.clicked.connect(self._go)
        host.preparing_changed.connect(self._refresh)
        self._dress()
        if not self.wanted:  # and never shown before it has a parent
            self.hide()

    @property
    def wanted(self) -> bool:
        """Whether there is a next step."""
        return self._offers or (self._leads and self._host.preparing.prepared)

    @property
    def _offers(self) -> bool:
        return self._prepares and self._host.preparing.offered

    def _refresh(self) -> None:
        self._dress()
        self.setVisible(self.wanted)

    def _dress(self) -> None:
        if self._offers or not self._leads:
            self.setText(self.tr("Prepare and show me"))
            self.setToolTip(
                self.tr(
                    "Encode, train a small model with its maps, and show what came of it. Maps and "
                    "recommendations appear while it learns; stop whenever you like."
                )
            )
        else:
            self.setText(self.tr("See attention"))
            self.setToolTip(self.tr("What the model looks at in an item"))

    def _go(self) -> None:
        if self._offers and self.item is not None:
            self._host.preparing.start_with(self.item)
        elif self._offers:
            self._host.preparing.start()
        else:
            self._host.show_page("attention")
