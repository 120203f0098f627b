"""Tell which file of a folder is what and which column means what, and see what comes of it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.catalog import quarantine
from core.catalog.opening.preview import Trial, command, mapping_of, missing, trial
from core.catalog.plan import said
from core.catalog.plan.looking import Looked
from core.catalog.plan.model import Column, File, Plan
from core.catalog.plan.said import ROLES
from core.catalog.readers.base import folder_of
from core.catalog.rows.timeformat import FORMATS
from core.errors import UserError
from core.text import Text
from gui.background import Background
from gui.pages.catalog.mapping_table import ColumnsTable, RowsTable, Selector, meaning_name
from gui.session import Session
from gui.translation import told
from gui.widgets.layout.basic import label

FILES_WIDTH = 300
#: Rows of a file that are shown.
ROWS = 20


class MappingDialog(QDialog):
    """Files at the left; at the right the chosen one as it is, and below as it will be read."""

    def __init__(
        self,
        session: Session,
        path: Path,
        looked: Looked,
        why: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._path = path
        self._looked = looked
        self.choices = {file.file: file for file in looked.plan.files if file.names}
        self._asks = {question.file for question in looked.plan.questions}
        self._asked = 0
        self._background = Background(threads=1, limit=1, parent=self)
        self._background.done.connect(self._tried)
        self.setWindowTitle(self.tr("Columns of {0}").format(path.name))
        self.resize(1060, 680)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("Which file is what, and which column?"), "heading"))
        asked = [told(question.text) for question in looked.plan.questions]
        self._why = label("\n".join(filter(None, [why, *asked])), "warning", wrap=True)
        self._why.setVisible(bool(why or asked))
        layout.addWidget(self._why)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(10)
        split.addWidget(
            self._files_side([told(file.why) for file in looked.plan.files if not file.names])
        )
        split.addWidget(self._columns_side())
        split.setStretchFactor(1, 1)
        split.setSizes([FILES_WIDTH, 760])
        layout.addWidget(split, 1)
        layout.addLayout(self._foot())
        self.files.selectRow(0)
        self._update()

    # --- parts --------------------------------------------------------------------------------

    def _files_side(self, unreadable: list[str]) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(FILES_WIDTH)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(self.tr("Files"), "muted"))
        self.files = QTableWidget(len(self.choices), 2)
        self.files.setAccessibleName(self.tr("Files"))
        self.files.setHorizontalHeaderLabels([self.tr("File"), self.tr("Holds")])
        self.files.verticalHeader().hide()
        self.files.verticalHeader().setDefaultSectionSize(42)
        self.files.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.files.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.files.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.files.setShowGrid(False)
        header = self.files.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.files.setColumnWidth(1, 128)
        self.roles: list[QComboBox] = []
        names = {
            "": self.tr("not read"),
            "items": self.tr("items"),
            "interactions": self.tr("interactions"),
            "interactions 0": self.tr("training part"),
            "interactions 1": self.tr("validation part"),
            "interactions 2": self.tr("test part"),
            "users": self.tr("users"),
        }
        for row, (file, choice) in enumerate(self.choices.items()):
            cell = QTableWidgetItem(f"{file} ?" if file in self._asks else file)
            cell.setToolTip(file)
            self.files.setItem(row, 0, cell)
            role = Selector()
            role.setAccessibleName(self.tr("What {0} holds").format(file))
            for key, name in names.items():
                role.addItem(name, key)
            if _role(choice) == "truth":  # nobody would say that of another file
                role.addItem(self.tr("planted truth"), "truth")
            role.setCurrentIndex(role.findData(_role(choice)))
            role.setProperty("row", row)
            role.currentIndexChanged.connect(self._role_chosen)
            self.roles.append(role)
            self.files.setCellWidget(row, 1, role)
        self.files.itemSelectionChanged.connect(self._file_chosen)
        layout.addWidget(self.files, 1)
        if unreadable:
            layout.addWidget(label("\n".join(unreadable[:3]), "muted", wrap=True))
        return side

    def _columns_side(self) -> QWidget:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label(self.tr("As the file has it"), "muted"))
        self.evidence = label("", "muted", wrap=True)
        layout.addWidget(self.evidence)
        self.columns = ColumnsTable()
        self.columns.changed.connect(self._columns_chosen)
        layout.addWidget(self.columns, 3)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("As it will be read"), "muted"), 1)
        self.times = QComboBox()
        self.times.setAccessibleName(self.tr("How times are written"))
        self.times.addItem(self.tr("times as they are found to be"), None)
        for spec, written in FORMATS.items():
            self.times.addItem(told(written.title), spec)
        self.times.activated.connect(self._times_chosen)
        row.addWidget(self.times)
        layout.addLayout(row)
        self.outcome = RowsTable(self.tr("As it will be read"))
        layout.addWidget(self.outcome, 2)
        self.said = label("", "muted", wrap=True)
        layout.addWidget(self.said)
        return side

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.remember = QCheckBox(self.tr("Remember beside the files (triptych.json)"))
        self.remember.setChecked(True)
        row.addWidget(self.remember)
        self.problem = label("", "warning", wrap=True)
        row.addWidget(self.problem, 1)
        copy = QPushButton(self.tr("Copy as command"))
        copy.setToolTip(self.tr("The same from the shell"))
        copy.clicked.connect(self.copy_command)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.open_button = QPushButton(self.tr("Open"))
        self.open_button.setProperty("role", "primary")
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self.accept)
        for button in (copy, cancel, self.open_button):
            row.addWidget(button)
        return row

    # --- choosing -----------------------------------------------------------------------------

    @property
    def file(self) -> str:
        """The file that is shown, "" for none."""
        row = self.files.currentRow()
        return list(self.choices)[row] if row >= 0 else ""

    def _role_chosen(self, _index: int) -> None:
        role = self.sender()
        assert isinstance(role, QComboBox)
        row = role.property("row")
        file = list(self.choices)[row]
        holds, _, part = role.currentData().partition(" ")
        kept = {k: v for k, v in self.choices[file].columns.items() if k in ROLES.get(holds, ())}
        if holds and not kept:
            self.choices[file] = self._looked.suppose(file, holds)
        update = {"holds": holds, "split": int(part) if part else None, "why": Text()}
        if kept or not holds:
            update["columns"] = kept
        self.choices[file] = self.choices[file].model_copy(update=update)
        self.files.selectRow(row)
        self._file_chosen()

    def _file_chosen(self) -> None:
        if not self.file:
            return
        choice = self.choices[self.file]
        meanings = list(ROLES.get(choice.holds, ()))
        rows = self._looked.head(choice).frame.head(ROWS)
        self.columns.show_file(rows, meanings, choice.chosen)
        why = [
            f"{column.name}: {told(column.why)}" for column in choice.columns.values() if column.why
        ]
        self.evidence.setText("\n".join([told(choice.why), *why][:6]).strip())
        self._update()

    def _times_chosen(self, _index: int) -> None:
        update = {"times": self.times.currentData()}
        self.choices[self.file] = self.choices[self.file].model_copy(update=update)
        self._update()

    def _columns_chosen(self) -> None:
        choice = self.choices[self.file]
        columns = {
            meaning: choice.columns.get(meaning)
            if choice.chosen.get(meaning) == name
            else Column(name=name)
            for meaning, name in self.columns.chosen().items()
        }
        self.choices[self.file] = choice.model_copy(update={"columns": columns})
        self._update()

    def _update(self) -> None:
        lacking = missing(self.choices.values())
        choice = self.choices.get(self.file)
        self.times.setVisible(choice is not None and "timestamp" in choice.columns)
        self.times.setCurrentIndex(max(0, self.times.findData(choice.times if choice else None)))
        self.problem.setText(lacking)
        self.open_button.setEnabled(not lacking)
        if not self.file:
            return
        self._asked += 1
        choice, root = self.choices[self.file], folder_of(self._path)
        head = self._looked.head(choice)
        few = dataclasses.replace(head, frame=head.frame.head(ROWS))
        self._background.submit(self._asked, lambda: trial(few, choice, root))

    def _tried(self, key: int, result: object) -> None:
        if key != self._asked:
            return
        if not isinstance(result, Trial):
            self.said.setText(told(str(result)))
            return
        names = [meaning_name(name) for name in result.rows.columns]
        self.outcome.show_rows(result.rows, names)
        rejected = quarantine.lost(result.quarantine)
        left_out = result.quarantine.height - rejected.height
        parts = [told(result.problem)] if result.problem else []
        if rejected.height:
            first = rejected.sort("line").row(0, named=True)
            words = self.tr("{0} of these rows would go to quarantine; line {1}: {2}")
            parts.append(
                words.format(rejected.height, first["line"], told(Text.loads(first["reason"])))
            )
        elif left_out:
            first = result.quarantine.sort("line").row(0, named=True)
            words = self.tr("{0} values in these rows would be left out; line {1}: {2}")
            parts.append(words.format(left_out, first["line"], told(Text.loads(first["reason"]))))
        self.said.setText("\n".join([*parts, *map(told, result.notes)]))

    # --- doing --------------------------------------------------------------------------------

    def plan(self) -> Plan:
        """What was chosen."""
        return self._looked.plan.model_copy(
            update={
                "reader": "table",
                "files": (
                    *self.choices.values(),
                    *(file for file in self._looked.plan.files if not file.names),
                ),
                "questions": (),
                "told": Text("what was said in the window"),
            }
        )

    def copy_command(self) -> None:
        """Put the line for the shell on the clipboard."""
        QGuiApplication.clipboard().setText(command(self._path, mapping_of(self.plan())))

    def accept(self) -> None:
        """Open the catalog as chosen."""
        if missing(self.choices.values()):
            return
        plan = self.plan()
        if self.remember.isChecked():
            try:
                said.save(folder_of(self._path), plan)
            except UserError as error:
                self.problem.setText(f"{told(error.message)} {told(error.remedy)}")
                self.remember.setChecked(False)
                return
        self._session.open_path(self._path, plan=plan)
        super().accept()


def _role(file: File) -> str:
    return file.holds if file.split is None else f"{file.holds} {file.split}"
