"""Every plot can be taken along: copy, PNG, SVG, CSV."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPixmap
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gui import icons
from gui.widgets.host import Host
from gui.widgets.plots.saving import ask_and_save


class ExportButton(QToolButton):
    """A small menu beside a plot. `csv` gives the plotted numbers as text."""

    def __init__(
        self, target: QWidget, name: str, csv: Callable[[], str] | None, host: Host
    ) -> None:
        super().__init__()
        self._target = target
        self._name = name
        self._csv = csv
        self._host = host
        self.setToolTip(self.tr("Copy or save this plot"))
        self.setAccessibleName(self.tr("Copy or save this plot"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.addAction(self.tr("Copy picture"), self.copy)
        menu.addAction(self.tr("Save as PNG ..."), self._ask_png)
        menu.addAction(self.tr("Save as SVG ..."), self._ask_svg)
        if csv is not None:
            menu.addAction(self.tr("Save numbers as CSV ..."), self._ask_csv)
        self.setMenu(menu)
        # The same at a right click, unless what is exported has a menu of its own.
        if target.contextMenuPolicy() is Qt.ContextMenuPolicy.DefaultContextMenu:
            target.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            target.customContextMenuRequested.connect(self._offer)
        host.appearance.changed.connect(self._recolour)
        self._recolour()

    def _recolour(self) -> None:
        self.setIcon(icons.icon("export", self._host.appearance.theme.muted))

    def _offer(self, place: QPoint) -> None:
        self.menu().popup(self._target.mapToGlobal(place))

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self._picture())

    def _picture(self) -> QPixmap:
        """The plot at twice the size of the screen, sharp on paper."""
        plain = self._target.grab()  # lays out what was never shown
        picture = QPixmap(self._target.size() * 2)
        picture.setDevicePixelRatio(2)
        picture.fill(self._target.palette().window().color())
        QWidget.render(self._target, picture)  # a plot means another thing by its render
        return plain if picture.isNull() else picture

    def save(self, path: Path) -> None:
        """Write by ending: .png, .svg or .csv.

        Raises:
            OSError: the file cannot be written.

        """
        if path.suffix == ".csv" and self._csv is not None:
            path.write_text(self._csv(), encoding="utf-8")
        elif path.suffix == ".svg":
            self._save_svg(path)
        elif not self._picture().save(str(path), "PNG"):
            raise OSError(f"{path} cannot be written")

    def _save_svg(self, path: Path) -> None:
        if isinstance(self._target, pg.PlotWidget):
            from pyqtgraph.exporters import SVGExporter

            SVGExporter(self._target.getPlotItem()).export(str(path))
            return
        generator = QSvgGenerator()
        generator.setFileName(str(path))
        generator.setSize(QSize(self._target.width(), self._target.height()))
        generator.setViewBox(self._target.rect())
        painter = QPainter(generator)
        self._target.render(painter, QPoint())
        painter.end()

    def _ask_png(self) -> None:
        self._ask("png")

    def _ask_svg(self) -> None:
        self._ask("svg")

    def _ask_csv(self) -> None:
        self._ask("csv")

    def _ask(self, ending: str) -> None:
        ask_and_save(self, self._host, f"{self._name}.{ending}", self.save)


def export_button(
    target: QWidget, name: str, host: Host, csv: Callable[[], str] | None = None
) -> ExportButton:
    """The button for a plot; `name` becomes the suggested file name."""
    return ExportButton(target, name, csv, host)
