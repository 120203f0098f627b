"""How weights are fetched: hub or mirror, package index, proxy, or not at all."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from core import launch, network
from core.network import MIRRORS, OFFICIAL, Network
from gui.session import Session
from gui.widgets.layout.basic import label


class NetworkForm(QWidget):
    """Takes effect at once, for all windows and shells of this workspace."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        chosen = network.load()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(10)
        self.hub = QComboBox()
        self.hub.setEditable(True)
        self.hub.addItems([OFFICIAL, *MIRRORS])
        self.hub.setEditText(chosen.endpoint)
        self.hub.setToolTip(
            self.tr("Where huggingface.co is out of reach, choose a mirror. It never gets a token.")
        )
        self.hub.editTextChanged.connect(self._keep)
        form.addRow(self.tr("Model hub"), self.hub)
        self.index = self._line(chosen.index, self.tr("as pip is set"))
        form.addRow(self.tr("Package index"), self.index)
        self.proxy = self._line(chosen.proxy, "http://127.0.0.1:7890")
        form.addRow(self.tr("Proxy"), self.proxy)
        self.offline = QCheckBox(self.tr("Stay offline: fetch nothing"))
        self.offline.setChecked(chosen.offline)
        self.offline.toggled.connect(self._keep)
        form.addRow(self.offline)
        if variable := launch.offline_by():
            told = self.tr("{0} is set in your environment: no model hub is asked.")
            form.addRow(label(told.format(variable), "muted", wrap=True))

    def _line(self, value: str, placeholder: str) -> QLineEdit:
        line = QLineEdit(value)
        line.setPlaceholderText(placeholder)
        line.textEdited.connect(self._keep)
        return line

    def _keep(self, _value: object = None) -> None:
        hub = self.hub.currentText().strip()
        chosen = Network(
            hub="" if hub == Network().endpoint else hub,
            index=self.index.text().strip(),
            proxy=self.proxy.text().strip(),
            offline=self.offline.isChecked(),
        )
        try:
            network.save(chosen)
        except OSError as error:
            self._session.unkept(error)
