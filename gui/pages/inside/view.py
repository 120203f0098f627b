"""One model and one input: all heads at a glance, the one looked through, and what is pinned."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from core.contracts import inside as asked
from core.contracts.inside import HeadAnswer, InsideFlow, InsideLook, InsideParams, InsideStack
from core.explore.attention.map_summary import STATISTICS
from core.worker.messages import Failed
from gui.pages.inside import slicing, wording
from gui.pages.inside.frame import ModelFrame
from gui.pages.inside.slicing import Focus, Method, Shown
from gui.session import Session
from gui.translation import told
from gui.widgets.maps.arrows import ARROWS
from gui.widgets.maps.heat import Shade


class ModelView(ModelFrame):
    """Shows what a model does with an input.

    Signals:
        folder_wanted: a model of one's own is to be opened.
        changed: another map is drawn.
    """

    folder_wanted = Signal()
    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._given = InsideParams(model="")
        self.look: InsideLook | None = None
        self.shown: Shown | None = None
        self._matrix: np.ndarray | None = None
        self.pin, self._hover = Focus(), Focus()
        self.layer, self.head = 0, 0
        self._whole_layer = False
        # Answers to other questions than the latest are not for this view any more.
        self._asked: InsideParams | None = None
        session.theme_changed.connect(self._theme_changed)
        self.models.activated.connect(self._model_chosen)
        self.folder.clicked.connect(self.folder_wanted)
        self.stacks.activated.connect(self._stack_chosen)
        self.method.chosen.connect(self._method_chosen)
        self.targets.activated.connect(self._ask_map)
        self.grid.chosen.connect(self.choose)
        self.surfaces.hovered.connect(self._hovered)
        self.surfaces.pinned.connect(self._pinned)
        self.proof.wanted.connect(self._prove)

    # --- model and input ------------------------------------------------------------------

    def give(self, text: str, image: str, audio: str) -> None:
        """Another input, for the model that is chosen."""
        self._given = InsideParams(
            model=self.models.currentData() or "",
            text=text or None,
            image=image or None,
            audio=audio or None,
        )
        self._ask_look()

    def _model_chosen(self, _index: int) -> None:
        self._given = self._given.model_copy(update={"model": self.models.currentData()})
        self._ask_look()

    def _ask_look(self) -> None:
        if not self._given.model or self._given == self._asked:
            return
        self._asked = self._given
        self.waiting.begin()
        self._session.ask(asked.LOOK, self._given, self._looked, self._refused)

    def _looked(self, look: InsideLook) -> None:
        if self._asked is None or look.model != self._asked.model:
            return
        self.waiting.end()
        self.message.hide()
        self._split.show()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        before = self.look
        self.look, self.shown = look, None
        self.pin = self._hover = Focus()
        self.proof.forget()
        self.stacks.clear()
        for stack in look.stacks:
            self.stacks.addItem(wording.stack(stack.name), stack.name)
        self.stacks.setVisible(len(look.stacks) > 1)
        self.targets.clear()
        for target in look.targets:
            self.targets.addItem(wording.target(target), target.key)
        self.method.button("similarity").setVisible(look.compares)
        if self.method.value == "similarity" and not look.compares:
            self.method.set_value("raw")
        same = before is not None and before.model == look.model
        self._show_stack(keep=same)

    def _refused(self, message: Failed) -> None:
        self.waiting.end()
        self._asked = None
        self.look = self.shown = None
        self._split.hide()
        words = " ".join(part for part in (told(message.message), told(message.remedy)) if part)
        self.message.setText(words)
        self.message.show()
        self.changed.emit()

    # --- layers and heads -----------------------------------------------------------------

    @property
    def stack(self) -> InsideStack | None:
        """The layers that are looked at."""
        if self.look is None or not self.look.stacks:
            return None
        return self.look.stacks[max(0, self.stacks.currentIndex())]

    def _stack_chosen(self, _index: int) -> None:
        self.pin = Focus()
        self._show_stack(keep=False)

    def _show_stack(self, *, keep: bool) -> None:
        stack, look = self.stack, self.look
        if stack is None or look is None:
            return
        if not keep or self.layer >= stack.layers or self.head >= stack.heads:
            self.layer, self.head, self._whole_layer = stack.layers - 1, 0, True
        kind = next((one for one in look.part(stack.keys).kinds if one != "special"), "text")
        notes = [
            [wording.head(stack, layer, head) for head in range(stack.heads)]
            for layer in range(stack.layers)
        ]
        self.grid.set_tiles(stack.tiles, notes, self._session.theme.of(kind))
        self.sinks.setText(wording.sinks(look, stack))
        self.surfaces.fill(look, stack)
        # Words alone leave the rest of the column empty, below all that is said of them.
        self._column.setStretch(0, int(self.surfaces.tall))
        self._column.setStretch(self._column.count() - 1, int(not self.surfaces.tall))
        self._ask_map()

    def choose(self, layer: int, head: int | None) -> None:
        """Look through a head, or the mean of a layer."""
        self.layer, self._whole_layer = layer, head is None
        self.head = self.head if head is None else head
        self.method.set_value("raw")
        self._ask_map()

    def walk(self, layers: int, heads: int) -> None:
        """To a neighbouring layer or head."""
        stack = self.stack
        if stack is None:
            return
        if heads and self._whole_layer:
            self.choose(self.layer, 0 if heads > 0 else stack.heads - 1)
            return
        layer = min(max(self.layer + layers, 0), stack.layers - 1)
        head = (self.head + heads) % stack.heads
        self.choose(layer, None if self._whole_layer else head)

    # --- maps -----------------------------------------------------------------------------

    def _method_chosen(self, _method: str) -> None:
        self._ask_map()

    def _ask_map(self, _index: int = 0) -> None:
        stack, method = self.stack, self.method.value
        if stack is None:
            return
        self.targets.setVisible(method == "relevance" and self.targets.count() > 1)
        raw = method == "raw"
        self.grid.set_chosen(self.layer if raw else -1, None if self._whole_layer else self.head)
        given = self._given.model_dump()
        self.waiting.begin()
        if raw:
            head = None if self._whole_layer else self.head
            params = asked.HeadParams(**given, stack=stack.name, layer=self.layer, head=head)
            self._session.ask(asked.HEAD, params, self._mapped, self._refused)
        elif method == "similarity":
            self._session.ask(asked.SIMILARITY, self._given, self._mapped, self._refused)
        else:
            wanted = asked.InsideFlowParams(**given, kind=method, target=self.targets.currentData())
            self._session.ask(asked.FLOW, wanted, self._mapped, self._refused)

    def _mapped(self, shown: Shown) -> None:
        if self.look is None or not self._is_wanted(shown):
            return
        self.waiting.end()
        self.shown, self._matrix = shown, slicing.matrix_of(shown)
        self.refresh()

    def _is_wanted(self, shown: Shown) -> bool:
        """Whether this is the map that was asked for last."""
        method = self.method.value
        if isinstance(shown, HeadAnswer):
            head = None if self._whole_layer else self.head
            stack = self.stack
            return (
                method == "raw"
                and stack is not None
                and (shown.stack, shown.layer, shown.head) == (stack.name, self.layer, head)
            )
        if isinstance(shown, InsideFlow):
            return method == shown.kind and shown.target in (self.targets.currentData(), None)
        return bool(method == "similarity")

    # --- pointing -------------------------------------------------------------------------

    def _hovered(self, focus: Focus) -> None:
        if focus != self._hover:
            self._hover = focus
            self.refresh()

    def _pinned(self, focus: Focus, add: bool) -> None:
        if add and focus.part == self.pin.part:
            held = self.pin.tokens
            new = tuple(one for one in focus.tokens if one not in held)
            kept = held if new else tuple(one for one in held if one not in focus.tokens)
            focus = Focus(focus.part, kept + new)
        elif focus == self.pin:
            focus = Focus()
        self.set_pin(focus)

    def set_pin(self, focus: Focus) -> None:
        """Pin these tokens and no others."""
        self.pin, self._hover = focus, Focus()
        self.refresh()

    # --- drawing --------------------------------------------------------------------------

    def refresh(self) -> None:
        """Slice the map and hand the colours out: the only thing a mouse move costs."""
        look, stack, shown = self.look, self.stack, self.shown
        if look is None or stack is None or shown is None:
            return
        focus = self._hover if self._hover.tokens else self.pin
        drawn = slicing.cut(look, stack, shown, focus, self._matrix)
        scale = self.surfaces.paint(drawn, self._method(), self.pin, self._hover)
        self.sentence.setText(wording.sentence(look, stack, shown, focus, drawn, scale.special))
        kinds = [kind for name in drawn.weights for kind in look.part(name).kinds]
        kind = next((one for one in kinds if one != "special"), "text")
        number = wording.number
        self.bar.set_scale(
            [Shade("hue", self._session.theme.of(kind))],
            number(scale.top, self._method()),
            None,
            number(scale.low, self._method()),
        )
        self.changed.emit()

    def _method(self) -> Method:
        method: Method = self.method.value
        return method

    def _theme_changed(self) -> None:
        if self.stack is not None:
            self._show_stack(keep=True)

    # --- proof ----------------------------------------------------------------------------

    def _prove(self, share: float) -> None:
        look, stack, shown = self.look, self.stack, self.shown
        if look is None or stack is None or shown is None:
            return
        drawn = slicing.cut(look, stack, shown, self.pin)
        params = asked.InsideProofParams(
            **self._given.model_dump(),
            weights={name: values.astype("float32") for name, values in drawn.weights.items()},
            target=self.targets.currentData(),
            share=share,
        )
        self.proof.wait()
        self._session.ask(asked.PROOF, params, self.proof.show_proof, self.proof.refuse)

    # --- taking along ---------------------------------------------------------------------

    @property
    def given(self) -> InsideParams:
        """The model and its input."""
        return self._given

    def csv(self) -> str:
        """Statistics of all heads."""
        from core.sheet import Sheet

        sheet = Sheet(["stack", "layer", "head", *STATISTICS])
        for stack in self.look.stacks if self.look else ():
            for layer in range(stack.layers):
                for head in range(stack.heads):
                    numbers = stack.statistics[:, layer, head].tolist()
                    sheet.row([stack.name, layer + 1, head + 1, *numbers])
        return sheet.text()

    # --- keyboard -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            self.walk(*ARROWS[key])
        elif key == Qt.Key.Key_Escape:
            self.set_pin(Focus())
        else:
            super().keyPressEvent(event)
