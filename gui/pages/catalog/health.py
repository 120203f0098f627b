"""The Health tab: what a model would stumble over, worst first, with the items it is about."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.contracts.catalog import (
    EXCLUDE,
    HEALTH,
    Excluded,
    ExcludeParams,
    Health,
    HealthFinding,
    HealthParams,
    Report,
)
from core.sheet import Sheet
from core.worker.messages import Failed
from gui.language import modality as modality_name
from gui.pages.catalog.finding_card import FindingCard
from gui.session import Session
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.basic import clear, label
from gui.widgets.plots.saving import ask_and_save

#: Rest between questions on how far the check is.
POLL_MS = 250


class HealthTab(QWidget):
    """Runs the check when first shown, beside everything else.

    Signals:
        items_wanted: (rows of items, sentence).
        users_wanted: (rows of users, sentence).
        quarantine_wanted: show the quarantine table.
        found: number of errors and warnings.
    """

    items_wanted = Signal(object, str)
    users_wanted = Signal(object, str)
    quarantine_wanted = Signal()
    found = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: CatalogRows | None = None
        self._asked = False
        self._report: Report | None = None
        self._poll = QTimer(self, singleShot=True, interval=POLL_MS)
        self._poll.timeout.connect(self._look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(8)
        head = QHBoxLayout()
        self.sentence = label("", "heading", wrap=True)
        head.addWidget(self.sentence, 1)
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setToolTip(self.tr("End the check and keep what it found"))
        self.stop.clicked.connect(self._stop)
        self.again = QPushButton(self.tr("Check again"))
        self.again.clicked.connect(self._again)
        self.export = QPushButton(self.tr("Export CSV ..."))
        self.export.setToolTip(self.tr("Every finding with the ids of what it is about"))
        self.export.clicked.connect(self._ask_export)
        for button in (self.stop, self.again, self.export):
            head.addWidget(button)
        layout.addLayout(head)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        layout.addWidget(self.bar)
        self.notes = label("", "muted", wrap=True)
        layout.addWidget(self.notes)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(0, 0, 4, 0)
        self._cards.setSpacing(8)
        self._cards.addStretch(1)
        area.setWidget(inner)
        layout.addWidget(area, 1)
        self._show_state(running=False)

    # --- asking -------------------------------------------------------------------------------

    def set_catalog(self, rows: CatalogRows) -> None:
        """Another catalog is open; check it when shown."""
        self._rows = rows
        self._poll.stop()
        self._asked, self._report = False, None
        self._clear()
        self.sentence.setText("")
        self.notes.setText("")
        self._show_state(running=False)

    def shown(self) -> None:
        """The tab came to the front."""
        if not self._asked:
            self._asked = True
            self._ask("look")

    def _look(self) -> None:
        self._ask("look")

    def _again(self) -> None:
        self._clear()
        self._ask("again")

    def _stop(self) -> None:
        self._ask("stop")

    def _ask(self, action: Literal["look", "again", "stop"]) -> None:
        if self._report is None or action == "again":
            self.sentence.setText(self.sentence.text() or self.tr("Checking ..."))
            self._show_state(running=True)
        wanted = HealthParams(action=action)
        self._session.ask(HEALTH, wanted, self._answered, self._refused)

    def _answered(self, answer: Health) -> None:
        if answer.state == "running":
            self._show_progress(answer)
            self._poll.start()
            return
        self._show_state(running=False)
        if answer.state == "failed":
            self.sentence.setText(self.tr("The check could not be finished."))
            self.notes.setText(answer.problem)
            return
        if answer.report is not None:
            self._show_report(answer.report)

    def _refused(self, message: Failed) -> None:
        self._asked = False
        self._show_state(running=False)
        self.sentence.setText(f"{message.message} {message.remedy}".strip())

    def _show_progress(self, answer: Health) -> None:
        self._show_state(running=True)
        self.sentence.setText(self.tr("Checking ..."))
        if answer.total:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * answer.done / answer.total))
            done = f"{answer.done:,.0f} / {answer.total:,.0f}"
            self.notes.setText(f"{answer.stage}  ·  {done}")
        else:
            self.bar.setRange(0, 0)
            self.notes.setText(answer.stage)

    def _show_state(self, *, running: bool) -> None:
        self.bar.setVisible(running)
        self.stop.setVisible(running)
        self.again.setVisible(not running and self._report is not None)
        findings = self._report.findings if self._report else ()
        self.export.setVisible(not running and bool(findings))

    # --- report -------------------------------------------------------------------------------

    def _clear(self) -> None:
        clear(self._cards, last=1)

    def _show_report(self, report: Report) -> None:
        self._report = report
        self._clear()
        findings = report.findings
        for number, finding in enumerate(findings):
            one = FindingCard(self._session, finding)
            one.show_wanted.connect(self._show)
            one.exclude_wanted.connect(self._exclude)
            self._cards.insertWidget(number, one)
        counts = {
            severity: sum(one.severity == severity for one in findings)
            for severity in ("error", "warning", "note")
        }
        if not findings:
            self.sentence.setText(self.tr("Nothing was found that would trouble a model."))
        else:
            self.sentence.setText(
                self.tr("Errors: {0}  ·  Warnings: {1}  ·  Notes: {2}").format(*counts.values())
            )
        opened = [
            self.tr("{0} {1} files").format(f"{n:,}", modality_name(kind))
            for kind, n in report.checked.items()
        ]
        seconds = f"{report.seconds:.1f}"
        said = self.tr("All rows were looked at in {0} s.").format(seconds)
        if opened:
            words = self.tr("All rows were looked at, and {0} opened, in {1} s.")
            said = words.format(", ".join(opened), seconds)
        self.notes.setText("\n".join([said, *report.notes]))
        self._show_state(running=False)
        self.found.emit(counts["error"] + counts["warning"])

    def _show(self, finding: HealthFinding) -> None:
        if finding.subject == "quarantine":
            self.quarantine_wanted.emit()
        elif finding.subject == "users":
            self.users_wanted.emit(finding.rows, finding.sentence)
        else:
            self.items_wanted.emit(finding.items, finding.sentence)

    def _exclude(self, finding: HealthFinding) -> None:
        wanted = ExcludeParams(finding=finding.key)
        self._session.ask(EXCLUDE, wanted, self._excluded, self._session.report)

    def _excluded(self, answer: Excluded) -> None:
        words = self.tr("Left out: {0}").format(answer.sentence)
        self._session.exclusions.go_without(Path(answer.snapshot), words)

    # --- export -------------------------------------------------------------------------------

    def csv(self) -> str:
        """finding,severity,subject,id: one line for each item or user a finding is about."""
        sheet = Sheet(["finding", "severity", "subject", "row", "id", "sentence"])
        for finding in self._report.findings if self._report else ():
            about = [finding.key, finding.severity, finding.subject]
            for row in finding.rows.tolist():
                sheet.row([*about, row, self._id(finding.subject, row), finding.sentence])
        return sheet.text()

    def _id(self, subject: str, row: int) -> str:
        if self._rows is None:
            return ""
        if subject == "items":
            return self._rows.item_id(row)
        return self._rows.user_id(row) if subject == "users" else ""

    def _ask_export(self) -> None:
        ask_and_save(self, self._session, "health.csv", self.save)

    def save(self, path: Path) -> None:
        """Write the report as CSV."""
        path.write_text(self.csv(), encoding="utf-8")
