"""Several pictures of one item, each registered on the first or refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from core.contracts.spatial import ItemPicture, Pictures
from core.media.affine import Affine
from core.sheet import Sheet
from gui.pages.spatial import captions
from gui.pages.spatial.overlay_view import OverlayView
from gui.session import Session
from gui.widgets.forms.segmented import Segmented
from gui.widgets.layout.basic import card, label
from gui.widgets.plots.export import export_button


class SeveralPanel(QWidget):
    """Choose a picture, see it on the first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: tuple[ItemPicture, ...] = ()
        self._needed = 0.0
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        frame, layout = card()
        line = QHBoxLayout()
        self.first = label("", "muted")
        line.addWidget(self.first)
        self.choice = QComboBox()
        self.choice.setAccessibleName(self.tr("Other picture"))
        self.choice.currentIndexChanged.connect(self._chosen)
        line.addWidget(self.choice, 1)
        self.mode = Segmented(
            [
                ("parted", self.tr("Before | after"), self.tr("Drag the line between the two")),
                ("overlay", self.tr("Overlay"), self.tr("The other one half transparent")),
                ("blink", self.tr("Blink"), self.tr("The other one on and off")),
            ],
            self.tr("How both are shown"),
        )
        self.mode.chosen.connect(self._mode_chosen)
        self.view = OverlayView(session)
        line.addWidget(export_button(self.view, "registration", session, self.csv))
        layout.addLayout(line)
        layout.addWidget(self.mode)
        layout.addWidget(self.view, 1)
        self.verdict = label("", wrap=True)
        layout.addWidget(self.verdict)
        self.matrix = label("", "muted")
        layout.addWidget(self.matrix)
        self.carried = label("", "muted", wrap=True)
        layout.addWidget(self.carried)
        self.view.pointed.connect(self._pointed)
        outer.addWidget(frame, 1)

    def clear(self) -> None:
        """Show nothing."""
        self._pictures = ()
        self._fill(())

    def show_pictures(self, answer: Pictures) -> None:
        """Show all pictures of an item."""
        self._pictures = answer.pictures
        self._needed = answer.needed
        self._fill(answer.problems)

    def _fill(self, problems: Sequence[str]) -> None:
        others = self._pictures[1:]
        self.choice.blockSignals(True)
        self.choice.clear()
        for picture in others:
            mark = "✓" if _trusted(picture) else "✖"
            self.choice.addItem(f"{mark} {picture.name}")
        best = next((k for k, picture in enumerate(others) if _trusted(picture)), 0)
        self.choice.setCurrentIndex(best if others else -1)
        self.choice.blockSignals(False)
        for widget in (self.first, self.choice, self.mode):
            widget.setVisible(bool(others))
        self.first.setText(self.tr("{0} with").format(self._pictures[0].name) if others else "")
        self._chosen(self.choice.currentIndex())
        if problems:
            self.verdict.setText(" ".join([self.verdict.text(), *problems]).strip())

    def _mode_chosen(self, mode: Any) -> None:
        self.view.set_mode(mode)

    def _picture(self, number: int) -> tuple[np.ndarray, tuple[int, int]]:
        return self._pictures[number].pixels, self._pictures[number].size

    def _chosen(self, index: int) -> None:
        self.matrix.setText("")
        self.verdict.setText("")
        carried = index >= 0 and self._pictures[index + 1].patches is not None
        self.carried.setText(self._ask_to_point() if carried else "")
        if not self._pictures:
            self.view.show_pair(None, None, Affine.identity())
            return
        if index < 0:
            self.view.show_pair(self._picture(0), None, Affine.identity())
            self.verdict.setText(
                self.tr(
                    "This item has one picture. Others are found in further columns of paths, "
                    "beside it (mug.jpg, mug_2.jpg), and in its film."
                )
            )
            return
        other = self._pictures[index + 1].registration
        assert other is not None  # of all but the first
        to_first = Affine.from_list(other.to_first)
        self.view.show_pair(self._picture(0), self._picture(index + 1), to_first)
        if other.trusted:
            words_ = self.tr("Registered. {0} Confidence {1} (needed {2}), overlap {3}.")
            self.matrix.setText(captions.matrix(to_first))
        else:
            words_ = self.tr("Refused: {0} Confidence {1} (needed {2}), overlap {3}.")
        self.verdict.setText(
            words_.format(
                other.reason,
                f"{other.correlation:.2f}",
                f"{self._needed:.2f}",
                f"{other.overlap:.0%}",
            )
        )

    def _ask_to_point(self) -> str:
        return self.tr("Point at a patch to see where it lies in both.")

    def _pointed(self, x: float, y: float) -> None:
        """Say where the patch of the first picture at this pixel lies in the other one."""
        number = self.choice.currentIndex() + 1
        if not number:
            return
        first, other = (self._pictures[k].patches for k in (0, number))
        if first is None or other is None:
            return
        low, high = first.min(axis=1), first.max(axis=1)
        here = np.flatnonzero(((low <= [x, y]) & ([x, y] < high)).all(axis=1))
        self.view.set_patch(first[here[0]] if len(here) else None)
        if not len(here):
            self.carried.setText(self._ask_to_point())
            return
        a, b = (patches[here[0]].mean(axis=0) for patches in (first, other))
        self.carried.setText(
            self.tr(
                "Patch {0}: pixel {1}, {2} of the first picture, {3}, {4} of the other."
            ).format(here[0], *(f"{value:.1f}" for value in (*a, *b)))
        )

    def csv(self) -> str:
        """The map of every picture."""
        sheet = Sheet(
            ["picture", "trusted", "correlation", "overlap", "a", "b", "c", "d", "e", "f"]
        )
        for picture in self._pictures[1:]:
            fit = picture.registration
            assert fit is not None  # of all but the first
            measured = (f"{fit.correlation:.4f}", f"{fit.overlap:.4f}")
            numbers = (f"{value:.6f}" for value in fit.to_first)
            sheet.row([picture.name, fit.trusted, *measured, *numbers])
        return sheet.text()


def _trusted(picture: ItemPicture) -> bool:
    return picture.registration is not None and picture.registration.trusted
