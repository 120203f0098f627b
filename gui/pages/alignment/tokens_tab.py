"""The Tokens tab: MaxSim links and the Sinkhorn plan of one item."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from core.catalog.modality import WORDS
from core.contracts.alignment import TOKENS, TokensAnswer, TokensParams
from core.contracts.attention import MEDIA, ItemParams, MediaAnswer
from core.sheet import Sheet
from core.worker.messages import Failed
from gui.language import modality as modality_name
from gui.pages.alignment.links_view import LinksView
from gui.pages.alignment.plan_view import PlanView
from gui.pages.alignment.tab import Scope, Tab, sentence_of
from gui.session import Session
from gui.widgets.items.item_bar import ItemBar
from gui.widgets.layout.basic import Label, card, label
from gui.widgets.layout.markup import bold, markup
from gui.widgets.maps.token_view import NOTHING
from gui.widgets.plots.export import export_button


class TokensTab(Tab):
    """Which word means which patch, and where the whole mass of one goes in the other."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._tokens: TokensAnswer | None = None
        self._media: MediaAnswer | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        self.item_bar = ItemBar()
        layout.addWidget(self.item_bar)
        self.note = label("", "muted", wrap=True)
        layout.addWidget(self.note)
        self.links = LinksView(session)
        self.plan = PlanView(session)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.addWidget(self._links_card())
        split.addWidget(self._plan_card())
        split.setSizes([700, 440])
        self.split = split
        layout.addWidget(split, 1)
        self.item_bar.chosen.connect(session.select_item)
        self.links.hovered.connect(self._token_hovered)
        self.plan.hovered.connect(self._cell_hovered)

    def _links_card(self) -> QWidget:
        frame, inside = card()
        head = QHBoxLayout()
        self.links_title = Label()
        head.addWidget(self.links_title, 1)
        head.addWidget(export_button(self.links, "token-links", self.session, self.links_csv))
        inside.addLayout(head)
        inside.addWidget(self.links, 1)
        self.said = label("", "muted", wrap=True)
        inside.addWidget(self.said)
        return frame

    def _plan_card(self) -> QWidget:
        frame, inside = card()
        head = QHBoxLayout()
        self.plan_title = Label()
        self.plan_title.setWordWrap(True)
        self.epsilon = QDoubleSpinBox()
        self.epsilon.setRange(0.01, 1.0)
        self.epsilon.setSingleStep(0.05)
        self.epsilon.setValue(0.1)
        self.epsilon.setPrefix("ε ")
        self.epsilon.setKeyboardTracking(False)
        self.epsilon.setAccessibleName(self.tr("Smoothing of the transport plan"))
        self.epsilon.setToolTip(self.tr("Small: each token to its match. Large: to all alike."))
        self.epsilon.valueChanged.connect(self._ask)
        head.addWidget(self.plan_title, 1)
        head.addWidget(self.epsilon)
        head.addWidget(export_button(self.plan, "transport-plan", self.session, self.plan_csv))
        inside.addLayout(head)
        inside.addWidget(self.plan, 1)
        self.plan_said = label("", "muted", wrap=True)
        inside.addWidget(self.plan_said)
        return frame

    # --- questions ------------------------------------------------------------------------

    @property
    def item(self) -> int:
        """The item shown: the session's, or the first."""
        return self.session.item or 0

    def look(self, look: Scope | None) -> None:
        if look is None:
            self._media = None
            self.links.clear()
        super().look(look)

    def select(self, _row: int) -> None:
        self.look(self.scope)

    def load(self, look: Scope) -> None:
        self.item_bar.set_rows(look.rows)
        self.item_bar.set_row(self.item)
        if self._media is None or self._media.item != self.item:
            params = ItemParams(item=self.item)
            self.session.ask(MEDIA, params, self._on_media, self._refused)
        self._ask()

    def _ask(self) -> None:
        look = self.scope
        if look is not None:
            params = TokensParams(
                space=look.space, item=self.item, x=look.x, y=look.y, epsilon=self.epsilon.value()
            )
            self.session.ask(TOKENS, params, self._on_tokens, self._refused)

    def _refused(self, message: Failed) -> None:
        self._tokens = None
        self.links.clear()
        self.plan.set_plan(np.zeros((0, 0), np.float32), ("", ""))
        self.note.setText(sentence_of(message))
        for widget in (self.links_title, self.plan_title, self.said, self.plan_said):
            widget.setText("")

    def _on_media(self, answer: MediaAnswer) -> None:
        self._media = answer
        self._draw()

    def _on_tokens(self, answer: TokensAnswer) -> None:
        self._tokens = answer
        self._draw()

    # --- drawing --------------------------------------------------------------------------

    def _draw(self) -> None:
        look, told, media = self.scope, self._tokens, self._media
        if look is None or told is None or media is None or media.item != told.item:
            return
        self.note.setText(told.note)
        self.links.show_links(told, look.rows.words(told.item), media)
        self.plan.set_plan(told.plan, (told.x, told.y))
        self.links_title.setText(
            markup(
                self.tr("<b>MaxSim {0}</b>, by chance {1} · back {2}"),
                f"{told.score:.2f}",
                f"{told.chance:.2f}",
                f"{told.back:.2f}",
            )
        )
        self.links_title.setToolTip(
            self.tr(
                "Late interaction (Khattab & Zaharia 2020; Yao et al. 2022): {0}. Chance: the mean "
                "over all pairs of tokens. Back: the lower side asking."
            ).format(told.formula)
        )
        self.plan_title.setText(
            markup(
                self.tr("<b>Transport cost {0}</b>, by chance {1}"),
                f"{told.cost:.2f}",
                f"{told.cost_chance:.2f}",
            )
        )
        self.plan_title.setToolTip(
            self.tr(
                "Sinkhorn (Cuturi 2013): {0}. Rows and columns sum to 1/L: every token weighs "
                "alike. Chance: the plan that ignores the tokens. {1} iterations."
            ).format(told.plan_formula, f"{told.rounds:,}")
        )
        self._token_hovered(0, NOTHING)
        self._cell_hovered(-1, -1)

    def name(self, side: int, token: int) -> str:
        """A token in words."""
        look, told = self.scope, self._tokens
        if told is None:
            return ""
        modality = told.x if side == 0 else told.y
        place = (told.positions_x if side == 0 else told.positions_y)[token]
        if modality in WORDS and look is not None and np.isfinite(place[:2]).all():
            text = look.rows.words(told.item)[modality]
            return f"“{text[int(place[0]) : int(place[1])]}”"
        if modality in ("audio", "video") and np.isfinite(place[:2]).all():
            return self.tr("{0}-{1} s").format(f"{place[0]:.1f}", f"{place[1]:.1f}")
        if modality == "image":
            return self.tr("patch {0}").format(token + 1)
        return self.tr("{0} as a whole").format(modality_name(modality))

    def _token_hovered(self, side: int, token: int) -> None:
        told = self._tokens
        if token == NOTHING or told is None:
            self.said.setText(
                self.tr("The strongest matches are drawn. Point at a token to see its own.")
            )
            return
        first, second, value = self.links.link(side, token)
        self.said.setText(
            markup(
                self.tr("{0} → {1}: cosine {2} (chance {3})"),
                bold(self.name(0, first)),
                bold(self.name(1, second)),
                f"{value:.2f}",
                f"{told.chance:.2f}",
            )
        )

    def _cell_hovered(self, row: int, column: int) -> None:
        plan = self.plan.plan
        if row < 0:
            self.plan_said.setText(
                self.tr("Brighter: more mass. Bars: sums of rows and columns, all alike.")
            )
            return
        self.plan_said.setText(
            markup(
                self.tr("{0} gives {1} of its mass to {2}; evenly would be {3}."),
                bold(self.name(0, row)),
                bold(f"{plan[row, column] / plan[row].sum():.1%}"),
                bold(self.name(1, column)),
                f"{1 / plan.shape[1]:.1%}",
            )
        )

    # --- export ---------------------------------------------------------------------------

    def links_csv(self) -> str:
        """Best match of every upper token."""
        sheet = Sheet(["token", "best", "cosine"])
        for token in range(0 if self._tokens is None else len(self._tokens.best)):
            first, second, value = self.links.link(0, token)
            sheet.row([self.name(0, first), self.name(1, second), value])
        return sheet.text()

    def plan_csv(self) -> str:
        """The plan, rows as given."""
        sheet = Sheet()
        sheet.rows(self.plan.plan.tolist())
        return sheet.text()
