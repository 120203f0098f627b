"""One finding of the health check: how bad, what, what to do, and the way to its rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from core.contracts.catalog import HealthFinding
from gui.session import Session
from gui.widgets.layout.basic import label

EDGE = 5.0


class FindingCard(QFrame):
    """Severity is told by colour, sign and word.

    Signals:
        show_wanted, exclude_wanted: this finding.
    """

    show_wanted = Signal(object)
    exclude_wanted = Signal(object)

    def __init__(self, session: Session, finding: HealthFinding) -> None:
        super().__init__()
        self._session = session
        self._finding = finding
        self._severity = finding.severity
        words = {
            "error": self.tr("✖ error"),
            "warning": self.tr("⚠ warning"),
            "note": self.tr("ⓘ note"),
        }
        roles = {"error": "bad", "warning": "warning", "note": "muted"}
        self.setAccessibleName(f"{words[self._severity]}: {finding.sentence}")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(18, 10, 12, 10)
        outer.setSpacing(14)
        sign = label(words[self._severity], roles[self._severity])
        sign.setFixedWidth(78)
        outer.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        sentence = label(finding.sentence, "heading", wrap=True)
        texts.addWidget(sentence)
        texts.addWidget(label(finding.action, "muted", wrap=True))
        self._details = label("\n".join(f"·  {line}" for line in finding.details), wrap=True)
        self._details.hide()
        texts.addWidget(self._details)
        outer.addLayout(texts, 1)
        self._add_buttons(outer, finding)
        session.appearance.repaints(self)

    def _add_buttons(self, outer: QHBoxLayout, finding: HealthFinding) -> None:
        items = len(finding.items)
        if finding.details:
            fold = QPushButton(self.tr("Examples"))
            fold.setCheckable(True)
            fold.toggled.connect(self._details.setVisible)
            outer.addWidget(fold, 0, Qt.AlignmentFlag.AlignTop)
        if finding.subject == "quarantine":
            name = self.tr("Show rows")
        elif finding.subject == "users":
            name = self.tr("Show users")
        else:
            name = self.tr("Show items ({0})").format(f"{items:,}")
        self.button = QPushButton(name)
        self.button.clicked.connect(self._show)
        self.button.setVisible(finding.subject in ("quarantine", "users") or items > 0)
        outer.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.exclude = QPushButton(self.tr("Exclude"))
        self.exclude.setToolTip(
            self.tr("Go on without these rows; the files stay as they are, and it can be undone")
        )
        self.exclude.clicked.connect(self._exclude)
        self.exclude.setVisible(finding.subject != "quarantine")
        outer.addWidget(self.exclude, 0, Qt.AlignmentFlag.AlignTop)

    def _exclude(self) -> None:
        self.exclude_wanted.emit(self._finding)

    def _show(self) -> None:
        self.show_wanted.emit(self._finding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        colour = {"error": theme.bad, "warning": theme.warning, "note": theme.plot_grid}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour[self._severity]))
        painter.drawRoundedRect(QRectF(1, 8, EDGE, box.height() - 15), 2.5, 2.5)
