"""Add an encoder of one's own: what it says of itself is shown before anything is loaded."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.contracts.features import ADD_ENCODER, LOOK_ENCODER, Encoder, Encoders, Looked, Named
from core.worker.messages import Failed
from gui.language import modality as modality_name
from gui.session import Session
from gui.widgets.files import ask_folder
from gui.widgets.layout.basic import label, set_primary

# Typing pauses this long before what was typed is looked at.
PAUSE_MS = 400


class AddEncoder(QDialog):
    """Id or folder in, facts out, then a button that adds it or fetches it first.

    Signals:
        added: encoders there are now.
        wanted: of the hub, to be fetched; it is listed once it is here.
    """

    added = Signal(object)
    wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._looked: Looked | None = None
        self.setWindowTitle(self.tr("Add an encoder"))
        self.setAcceptDrops(True)
        self.setMinimumWidth(560)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(
            label(
                self.tr(
                    "An id on the Hugging Face hub, or a folder: type it, or drop the folder here."
                ),
                wrap=True,
            )
        )
        row = QHBoxLayout()
        self.reference = QLineEdit()
        self.reference.setAccessibleName(self.tr("Encoder to add"))
        self.reference.setPlaceholderText("google/siglip2-base-patch16-224, torchvision:resnet50")
        self.reference.textChanged.connect(self._typed)
        row.addWidget(self.reference, 1)
        browse = QPushButton(self.tr("Folder ..."))
        browse.clicked.connect(self._browse)
        row.addWidget(browse)
        layout.addLayout(row)
        self.facts = label("", wrap=True)
        layout.addWidget(self.facts)
        self.precision = QComboBox()
        self.precision.setAccessibleName(self.tr("Numbers of its weights"))
        self.precision.addItem(self.tr("Precision: what the device is good at"), "")
        self.precision.addItem(self.tr("8 bits: a quarter of the memory"), "int8")
        self.precision.addItem(
            self.tr("bfloat16: half of the memory, slow on most CPUs"), "bfloat16"
        )
        self.precision.addItem(self.tr("float32"), "float32")
        self.precision.hide()
        layout.addWidget(self.precision)
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        self.code = QCheckBox(self.tr("Let it run Python code of its own"))
        self.code.toggled.connect(self._look)
        self.code.hide()
        layout.addWidget(self.code)
        self.danger = label(
            self.tr(
                "That code can do anything you can: read your files, use the network. Allow it "
                "only if you trust its authors."
            ),
            "warning",
            wrap=True,
        )
        self.danger.hide()
        layout.addWidget(self.danger)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons.addWidget(cancel)
        self.go = QPushButton(self.tr("Add"))
        set_primary(self.go, True)
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.go.clicked.connect(self._go)
        buttons.addWidget(self.go)
        layout.addLayout(buttons)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.reference.setText(url.toLocalFile())

    def _browse(self) -> None:
        folder = ask_folder(self, self._session, self.tr("Folder of a model"))
        if folder is not None:
            self.reference.setText(str(folder))

    def _typed(self) -> None:
        self._looked = None
        with QSignalBlocker(self.code):
            self.code.setChecked(False)
        self.precision.setCurrentIndex(0)
        self._show()
        self._pause.start()

    def _named(self) -> Named:
        return Named(
            reference=self.reference.text().strip(),
            remote_code=self.code.isChecked(),
            precision=self.precision.currentData(),
        )

    def _look(self) -> None:
        if self.reference.text().strip():
            self._session.ask(LOOK_ENCODER, self._named(), self._on_looked, self._refused)

    def _on_looked(self, looked: Looked) -> None:
        self._looked = looked
        self._show()

    def _refused(self, failed: Failed) -> None:
        self._looked = None
        self._show(" ".join(filter(None, (failed.message, failed.remedy))))

    def _show(self, problem: str = "") -> None:
        looked = self._looked
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        needs = looked is not None and looked.code == "needed" and not looked.encoders
        has = (looked is not None and bool(looked.code)) or self.code.isChecked()
        self.code.setVisible(has)
        self.danger.setVisible(has)
        self.facts.setText("" if looked is None else self._told(looked))
        absent = looked is not None and not looked.encoders and not needs
        self.precision.setVisible(looked is not None and looked.precisions)
        self.go.setText(self.tr("Get the weights ...") if absent else self.tr("Add"))
        self.go.setEnabled(looked is not None and not needs)
        # Lines that wrap do not make a window higher by themselves.
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _told(self, looked: Looked) -> str:
        if looked.code == "needed" and not looked.encoders:
            return self.tr("{0} runs only with Python code of its own.").format(looked.reference)
        if not looked.encoders:
            return self.tr(
                "{0} is not on this machine. Size and licence are asked before it is fetched."
            ).format(looked.reference)
        lines = [self._head(looked.encoders[0]), *map(self._line, looked.encoders)]
        if looked.code == "offered" and not self.code.isChecked():
            lines.append(
                self.tr("It has Python code of its own. Without it, the library's code runs it.")
            )
        return "\n".join(lines)

    def _head(self, one: Encoder) -> str:
        here = self.tr("on this machine") if one.installed else self.tr("weights missing")
        size = self.tr("{0} MB").format(f"{one.size_mb:,.0f}")
        licence = self.tr("Licence: {0}").format(one.licence)
        return " · ".join((one.family or one.title, size, licence, here))

    def _line(self, one: Encoder) -> str:
        width = self.tr("{0} numbers a token, up to {1} tokens an item").format(
            one.width, one.max_tokens
        )
        return f"{modality_name(one.modality)}: {width}"

    def _go(self) -> None:
        if self._looked is None:
            return
        if not self._looked.encoders:
            self.wanted.emit(self._looked.reference)
            self.accept()
            return
        self.go.setEnabled(False)
        self._session.ask(ADD_ENCODER, self._named(), self._on_added, self._refused)

    def _on_added(self, encoders: Encoders) -> None:
        self.added.emit(encoders)
        self.accept()
