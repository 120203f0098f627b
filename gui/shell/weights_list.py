"""Weights on the disk: of which encoder, how much, when last used, and a way to delete them."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QGridLayout, QMessageBox, QPushButton, QWidget

from core.contracts import features
from core.contracts.features import DELETE_WEIGHTS, WEIGHTS, DeleteParams, KeptWeights
from core.contracts.question import Nothing
from core.worker.messages import Failed
from gui.session import Session
from gui.shell.sizes import in_words
from gui.widgets.layout.basic import clear, label


class WeightsList(QWidget):
    """Asks the engine, which looks at the disk."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(14)
        self._rows.setColumnStretch(0, 1)
        self.removals: dict[str, QPushButton] = {}
        self._wanted = ""
        self.box: QMessageBox | None = None
        self._say(self.tr("Counting ..."))
        self._ask()

    def _ask(self) -> None:
        self._session.ask(WEIGHTS, Nothing(), self._show, self._session.report)

    def _say(self, sentence: str) -> None:
        self._clear()
        self._rows.addWidget(label(sentence, "muted"), 0, 0)

    def _clear(self) -> None:
        clear(self._rows)
        self.removals.clear()

    def _show(self, answer: features.WeightsList) -> None:
        if not answer.weights:
            self._say(self.tr("No weights are on this machine."))
            return
        self._clear()
        for row, one in enumerate(answer.weights):
            title = label(one.title, wrap=True)
            title.setToolTip(one.folder)
            self._rows.addWidget(title, row, 0)
            self._rows.addWidget(label(in_words(one.bytes)), row, 1)
            self._rows.addWidget(label(self._used(one), "muted"), row, 2)
            if not one.removable:
                self._rows.addWidget(label(self.tr("installed by pip"), "muted"), row, 3)
                continue
            button = QPushButton(self.tr("Delete"))
            button.setAccessibleName(self.tr("Delete the weights of {0}").format(one.title))
            button.setProperty("encoder", one.encoders[0])
            button.setProperty("told", f"{one.title} ({in_words(one.bytes)})\n{one.folder}")
            button.setEnabled(not self._session.jobs.running)
            button.clicked.connect(self._confirm)
            self._rows.addWidget(button, row, 3)
            self.removals[one.encoders[0]] = button

    def _used(self, one: KeptWeights) -> str:
        if not one.used:
            return self.tr("not used yet")
        moment = QDateTime.fromSecsSinceEpoch(round(one.used))
        short = QLocale().toString(moment.date(), QLocale.FormatType.ShortFormat)
        return self.tr("last used {0}").format(short)

    def _confirm(self) -> None:
        button = self.sender()
        if not isinstance(button, QPushButton):
            return
        self._wanted = button.property("encoder")
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("Delete"))
        box.setText(self.tr("Delete these weights? Other programs may use them, too."))
        box.setInformativeText(button.property("told"))
        box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.accepted.connect(self._delete)
        self.box = box
        box.open()

    def _delete(self) -> None:
        params = DeleteParams(encoder=self._wanted)
        self._say(self.tr("Removing ..."))
        self._session.ask(DELETE_WEIGHTS, params, self._show, self._refused)

    def _refused(self, message: Failed) -> None:
        self._session.report(message)
        self._ask()
