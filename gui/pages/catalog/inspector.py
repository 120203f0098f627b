"""Everything known about one item: picture, words, sound, film, attributes, features, audience."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.contracts.catalog import (
    ITEM,
    WAVEFORM,
    FeatureVector,
    ItemAudience,
    ItemParams,
    Waveform,
    WaveformParams,
)
from core.worker.messages import Failed
from gui.session import Session
from gui.widgets.forms.chips import Chip
from gui.widgets.items.catalog_rows import CatalogRows
from gui.widgets.layout.basic import clear, label, set_primary
from gui.widgets.layout.flow import FlowLayout
from gui.widgets.layout.side_card import SideCard
from gui.widgets.media.media_boxes import SoundBox, VideoBox
from gui.widgets.media.picture import ItemPicture
from gui.widgets.media.thumbnails import Thumbnails
from gui.widgets.plots.bars import TimeBars, day
from gui.widgets.status.prepare import NextStep

WIDTH = 330


class Inspector(SideCard):
    """Shows the item given to :meth:`show_item`; asks the engine for what must be counted."""

    def __init__(
        self, session: Session, thumbnails: Thumbnails, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setMinimumWidth(WIDTH)
        self._set_hint(self.tr("Choose an item to look at it closely."))
        self._session = session
        self._rows: CatalogRows | None = None
        self._row = -1
        self._picture = ItemPicture(session.appearance, thumbnails)
        self._video = VideoBox(session.appearance, thumbnails)
        self._title = label("", "heading", wrap=True)
        self._id = label("", "muted", wrap=True)
        chips = QWidget()
        self._chips = FlowLayout(chips, gap=6)
        self._sound = SoundBox(session.appearance)
        self._text = label("", wrap=True)
        for widget in (
            self._picture,
            self._video,
            self._title,
            self._id,
            chips,
            self._sound,
            self._text,
        ):
            self.inner.addWidget(widget)
        self.inner.addLayout(self._buttons())
        self._attributes = _Facts(self.tr("Attributes"))
        self._features = _Facts(self.tr("Precomputed features"))
        self._audience = _Facts(self.tr("Interactions"))
        self._over_time = TimeBars(session.appearance)
        for widget in (self._attributes, self._features, self._audience, self._over_time):
            self.inner.addWidget(widget)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.next = NextStep(self._session)
        set_primary(self.next, False)  # the page has its own
        row.addWidget(self.next, 1)
        self.similar = QPushButton(self.tr("Similar items"))
        self.similar.setToolTip(self.tr("Items the model places next to it"))
        self.similar.clicked.connect(self._see_similar)
        row.addWidget(self.similar, 1)
        return row

    def _see_similar(self) -> None:
        self._session.select_item(self._row)
        self._session.show_page("recommend")

    def clear(self) -> None:
        """Show no item."""
        self._row = -1
        self._fill(something=False)

    def show_item(self, rows: CatalogRows, row: int) -> None:
        """Show a row of the catalog."""
        if rows is self._rows and row == self._row:
            return
        self._rows, self._row = rows, row
        self.next.item = row
        self._fill(something=True)
        self._title.setText(rows.title(row))
        self._id.setText(self.tr("id {0}  ·  row {1}").format(rows.item_id(row), f"{row:,}"))
        text = rows.told(row)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._chips.clear()
        for name in rows.modalities_of(row):
            self._chips.addWidget(Chip(self._session.appearance, name, name))
        video = rows.media(row, "video")
        self._video.set_path(video)
        self._video.setVisible(video is not None)
        self._picture.setVisible(video is None)
        self._picture.show_item(rows, row)
        self._show_sound(rows, row)
        self._attributes.fill(
            [
                (name, _shown(rows.value(name, row)))
                for name in rows.catalog.attributes
                if rows.value(name, row) not in (None, "")
            ]
        )
        self._features.fill([])
        self._audience.fill([])
        self._over_time.hide()
        self.verticalScrollBar().setValue(0)
        self._session.ask(ITEM, ItemParams(row=row), self._answered, self._refused)

    def _show_sound(self, rows: CatalogRows, row: int) -> None:
        sound = rows.media(row, "audio")
        self._sound.set_path(sound)
        self._sound.setVisible(sound is not None)
        if sound is not None:
            wanted = WaveformParams(row=row)
            self._session.ask(WAVEFORM, wanted, self._outlined, self._sound_refused)

    def _outlined(self, answer: Waveform) -> None:
        if answer.row == self._row:
            self._sound.set_outline(answer.low, answer.high, answer.seconds)
            self._sound.say(answer.warning)

    def _sound_refused(self, message: Failed) -> None:
        self._sound.say(f"{message.message} {message.remedy}".strip())

    def _answered(self, answer: ItemAudience) -> None:
        if answer.row != self._row:
            return
        self._features.fill([(one.name, self._feature(one)) for one in answer.features])
        facts = [
            (
                self.tr("in all"),
                self.tr("{0} by {1} users").format(f"{answer.interactions:,}", f"{answer.users:,}"),
            )
        ]
        if answer.events:
            named = answer.events.items()
            facts.append((self.tr("events"), ", ".join(f"{name} {n:,}" for name, n in named)))
        if answer.ratings:
            mean = self.tr("{0} from {1} ratings")
            facts.append(
                (self.tr("rated"), mean.format(f"{answer.mean_rating:.2f}", answer.ratings))
            )
        if answer.first is not None and answer.last is not None:
            span = f"{day(answer.first)} – {day(answer.last)}"
            facts.append((self.tr("between"), span))
        self._audience.fill(facts)
        self._over_time.setVisible(len(answer.counts) > 0 and answer.interactions > 0)
        self._over_time.set_counts(answer.edges, answer.counts)

    def _feature(self, one: FeatureVector) -> str:
        if one.norm is None or one.zeros is None:
            return self.tr("missing (width {0})").format(one.width)
        words = self.tr("width {0}, length {1}, {2} % zeros")
        return words.format(one.width, f"{one.norm:.3g}", f"{100 * one.zeros:.0f}")

    def _refused(self, message: Failed) -> None:
        self._audience.fill([(self.tr("not counted"), message.message)])


class _Facts(QWidget):
    """A heading and a table of names and values; hidden while empty."""

    def __init__(self, title: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(title, "heading"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        layout.addLayout(self._grid)
        self.hide()

    def fill(self, facts: list[tuple[str, str]]) -> None:
        """Replace what is shown."""
        clear(self._grid)
        for line, (name, value) in enumerate(facts):
            left, right = label(name, "muted"), label(value, wrap=True)
            self._grid.addWidget(left, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(right, line, 1)
        self.setVisible(bool(facts))


def _shown(value: Any) -> str:
    # All digits: a price of 1000000 is not 1e+06.
    return str(value).removesuffix(".0") if isinstance(value, float) else str(value)
