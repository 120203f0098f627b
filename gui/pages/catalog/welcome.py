"""What the Catalog page shows while nothing is open: drop area, samples, recent catalogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui import icons
from gui.pages.catalog.sample_card import SampleCard
from gui.session import Session
from gui.state import catalog as open_catalogs
from gui.widgets.files import ask_folder, ask_open
from gui.widgets.items.painting import draw_focus, draw_words, rounded, sized
from gui.widgets.layout.basic import Label, card, clear, label

#: (items, users) of the sizes one can choose.
SIZES = ((240, 300), (1000, 1500), (4000, 6000))
RECENT_SHOWN = 5


class Welcome(QWidget):
    """Three ways to a catalog.

    Signals:
        back_wanted: the user wants to see the catalog that is open.
        mapping_wanted: the user wants to say which column is what in the path that failed.
    """

    back_wanted = Signal()
    mapping_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self._mapping_offer())
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self._drop_area(), 3)
        self._recent_frame, self._recent = card(self.tr("Recent catalogs"))
        self._recent_frame.setMinimumWidth(260)
        self._recent.addStretch(1)
        top.addWidget(self._recent_frame, 2)
        layout.addLayout(top, 5)
        layout.addSpacing(4)
        layout.addLayout(self._samples_head())
        samples = QHBoxLayout()
        samples.setSpacing(14)
        self.samples = [
            SampleCard(
                session,
                "shop",
                self.tr("Shop"),
                self.tr(
                    "Products with a picture and a description. Which word goes with which "
                    "part of the picture is known."
                ),
                ("text", "image"),
            ),
            SampleCard(
                session,
                "music",
                self.tr("Music"),
                self.tr(
                    "Tracks with sound, cover and words. Instrument, tempo and the second each "
                    "one sounds are known."
                ),
                ("text", "image", "audio"),
            ),
            SampleCard(
                session,
                "video",
                self.tr("Video"),
                self.tr(
                    "Clips with frames, sound and subtitles. What happens when, and where in the "
                    "frame, is known."
                ),
                ("text", "audio", "video"),
            ),
        ]
        for one in self.samples:
            one.clicked.connect(self._open_sample)
            samples.addWidget(one, 1)
        layout.addLayout(samples, 7)
        session.theme_changed.connect(self._recolour)
        self._recolour()
        self.refresh()

    def _mapping_offer(self) -> QFrame:
        self._offer = QFrame()
        self._offer.setProperty("role", "card")
        row = QHBoxLayout(self._offer)
        row.setContentsMargins(12, 8, 8, 8)
        self._offered = label("", wrap=True)
        row.addWidget(self._offered, 1)
        self.map_columns = QPushButton(self.tr("Say which column is what ..."))
        self.map_columns.clicked.connect(self.mapping_wanted)
        row.addWidget(self.map_columns, 0, Qt.AlignmentFlag.AlignTop)
        self._offer.hide()
        return self._offer

    def _drop_area(self) -> QFrame:
        self._drop = QFrame()
        self._drop.setProperty("role", "drop")
        layout = QVBoxLayout(self._drop)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.setSpacing(8)
        layout.addStretch(1)
        self._sign = Label()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._sign)
        words = label(self.tr("Drop a folder or file here"), "heading")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(words)
        kinds = label(
            self.tr(
                "Tables (CSV, TSV, Parquet, JSON Lines) with pictures, sound and video beside "
                "them; MovieLens, Amazon, MMRec, MicroLens and Hugging Face folders as they are"
            ),
            "muted",
            wrap=True,
        )
        kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(kinds)
        row = QHBoxLayout()
        row.addStretch(1)
        self.open_folder = QPushButton(self.tr("Open folder"))
        self.open_folder.setProperty("role", "primary")
        self.open_folder.clicked.connect(self.choose_folder)
        self.open_file = QPushButton(self.tr("Open file"))
        self.open_file.clicked.connect(self.choose_file)
        row.addWidget(self.open_folder)
        row.addWidget(self.open_file)
        self.back = QPushButton(self.tr("Back to the open catalog"))
        self.back.clicked.connect(self.back_wanted)
        row.addWidget(self.back)
        row.addStretch(1)
        layout.addSpacing(4)
        layout.addLayout(row)
        layout.addStretch(1)
        return self._drop

    def _samples_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(self.tr("Or start with a sample"), "heading"))
        words.addWidget(
            label(
                self.tr(
                    "Made on this computer on first use, with planted truth: every map the app "
                    "draws on a sample can be checked."
                ),
                "muted",
                wrap=True,
            )
        )
        row.addLayout(words, 1)
        row.addWidget(label(self.tr("Size"), "muted"))
        self.sample_size = QComboBox()
        self.sample_size.setAccessibleName(self.tr("Size of the sample"))
        for items, users in SIZES:
            name = self.tr("{0} items, {1} users").format(f"{items:,}", f"{users:,}")
            self.sample_size.addItem(name, (items, users))
        row.addWidget(self.sample_size)
        return row

    # --- state --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the recent catalogs again."""
        clear(self._recent, first=1, last=1)
        entries = open_catalogs.recent()[:RECENT_SHOWN]
        shown: list[QWidget] = [
            _Recent(self._session, entry["name"], entry["source"]) for entry in entries
        ]
        if not shown:
            shown = [label(self.tr("What you open appears here."), "muted", wrap=True)]
        for place, widget in enumerate(shown, 1):
            self._recent.insertWidget(place, widget)
        self.back.setVisible(self._session.catalog is not None)

    def offer_mapping(self, name: str) -> None:
        """Offer to say which column is what in the tables of `name`; "" takes the offer back."""
        words = self.tr("{0} holds tables. You can say which column is what.")
        self._offered.setText(words.format(name))
        self._offer.setVisible(bool(name))

    # --- doing --------------------------------------------------------------------------------

    def choose_folder(self) -> None:
        """Ask for a folder and open it."""
        path = ask_folder(self, self._session, self.tr("Open a catalog folder"))
        if path:
            self._session.open_path(path)

    def choose_file(self) -> None:
        """Ask for a file and open it."""
        path = ask_open(self, self._session, self.tr("Open a catalog file"))
        if path:
            self._session.open_path(path)

    def _open_sample(self) -> None:
        chosen = self.sender()
        assert isinstance(chosen, SampleCard)
        items, users = self.sample_size.currentData()
        self._session.open_sample(chosen.field, items, users)

    def _recolour(self) -> None:
        self._sign.setPixmap(icons.pixmap("catalog", self._session.theme.accent, 40))


class _Recent(QAbstractButton):
    """One recent catalog: a press opens it again."""

    def __init__(self, session: Session, name: str, source: str) -> None:
        super().__init__()
        self._session = session
        self._source = source
        self.setText(name)
        self.setToolTip(source)
        self.setAccessibleName(self.tr("Open {0} again").format(name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEnabled(Path(source).exists())
        if self.isEnabled():
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)

    def sizeHint(self) -> QSize:
        return QSize(200, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._session.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.underMouse() and self.isEnabled():
            painter.fillPath(rounded(box, 6), QColor(theme.raised))
        if self.hasFocus():
            draw_focus(painter, box.adjusted(1, 1, -1, -1), 6, theme.accent)
        words = box.adjusted(8, 3, -8, -3)
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.muted))
        painter.setFont(sized(self.font(), 1.0, bold=True))
        used = draw_words(painter, words, self.text())
        painter.setFont(sized(self.font(), 0.86))
        painter.setPen(QColor(theme.muted))
        place = self._source if self.isEnabled() else self.tr("not there any more")
        shown = painter.fontMetrics().elidedText(
            place, Qt.TextElideMode.ElideMiddle, round(words.width())
        )
        draw_words(painter, words.adjusted(0, used, 0, 0), shown)

    def _open(self) -> None:
        self._session.open_path(self._source)
