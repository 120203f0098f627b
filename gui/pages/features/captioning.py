"""Pictures and clips put into words: which model, of what, and where the words go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.contracts.captions import CaptionSpec
from gui.language import modality as modality_name
from gui.session import Session
from gui.widgets.files import ask_folder
from gui.widgets.layout.basic import label

# What a model can look at.
SEEN = ("image", "video")


class CaptionDialog(QDialog):
    """Asks for an image-to-text model and what it is to look at.

    Signals:
        wanted: a CaptionSpec.
    """

    wanted = Signal(object)

    def __init__(self, session: Session, modalities: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Put pictures into words"))
        self.setMinimumWidth(520)
        outer = QVBoxLayout(self)
        outer.addWidget(
            label(
                self.tr(
                    "A vision-language model on this machine (BLIP, LLaVA, Qwen-VL ...) writes a "
                    "sentence for each. Captions are words beside the items' text: they can be "
                    "encoded, compared, and named as reasons."
                ),
                "muted",
                wrap=True,
            )
        )
        form = QFormLayout()
        row = QHBoxLayout()
        self.model = QLineEdit()
        self.model.setPlaceholderText("Salesforce/blip-image-captioning-base")
        self.model.setAccessibleName(self.tr("Image-to-text model"))
        self.model.textChanged.connect(self._check)
        row.addWidget(self.model, 1)
        browse = QPushButton(self.tr("Folder ..."))
        browse.clicked.connect(self._browse)
        row.addWidget(browse)
        form.addRow(self.tr("Model"), row)
        self.modality = QComboBox()
        for name in modalities:
            self.modality.addItem(modality_name(name), name)
        form.addRow(self.tr("Looks at"), self.modality)
        self.prompt = QLineEdit()
        self.prompt.setPlaceholderText(self.tr("The usual question"))
        form.addRow(self.tr("Asked"), self.prompt)
        self.beside = QCheckBox(self.tr("Put captions.csv beside the catalog's tables"))
        self.beside.setChecked(True)
        self.beside.setToolTip(
            self.tr("It is read as captions of the items when the catalog is opened again.")
        )
        form.addRow(self.beside)
        outer.addLayout(form)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.accepted.connect(self._go)
        self.buttons.rejected.connect(self.reject)
        outer.addWidget(self.buttons)
        self._check()

    def _browse(self) -> None:
        folder = ask_folder(self, self._session, self.tr("Folder of a model"))
        if folder is not None:
            self.model.setText(str(folder))

    def _check(self) -> None:
        go = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        go.setEnabled(bool(self.model.text().strip()) and self.modality.count() > 0)

    def _go(self) -> None:
        spec = CaptionSpec(
            catalog=str(self._session.snapshot),
            model=self.model.text().strip(),
            modality=self.modality.currentData(),
            prompt=self.prompt.text().strip(),
            beside=self.beside.isChecked(),
        )
        self.accept()
        self.wanted.emit(spec)
