"""A page of plain HTML as a PDF, on A4."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF, QUrl
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from core.share.still import ACROSS

#: Of the paper, in millimetres.
MARGIN = 16.0
#: Dots an inch of what is drawn by the writer.
DPI = 300
STYLE = """
body { color: #1a1e23; } h1 { font-size: 20pt; } h2 { font-size: 14pt; margin-top: 24px; }
h3 { font-size: 11pt; margin-top: 14px; } p, td, th { font-size: 9pt; } th { text-align: left; }
small { font-size: 7pt; color: #5a6470; }
"""


class _Document(QTextDocument):
    """Loads only what lies in the page itself."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if QUrl(name).scheme() == "data":
            return super().loadResource(kind, name)
        return None


def pdf(html: str, out: Path, title: str) -> None:
    """Write the page.

    Raises:
        OSError: it cannot be written.

    """
    with out.open("wb"):  # Qt does not say why it cannot write
        pass
    writer = QPdfWriter(str(out))
    writer.setTitle(title)
    writer.setCreator("Triptych")
    writer.setResolution(DPI)
    paper = QPageSize(QPageSize.PageSizeId.A4)
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    unit = QPageLayout.Unit.Millimeter
    writer.setPageLayout(QPageLayout(paper, QPageLayout.Orientation.Portrait, margins, unit))
    document = _Document()
    document.setDefaultStyleSheet(STYLE)
    document.setDefaultFont(QFont("sans-serif", 9))
    document.setDocumentMargin(0)
    paint = writer.pageLayout().paintRectPixels(DPI)
    # Laid out as wide as the pictures are; the writer scales it to the paper.
    document.setPageSize(QSizeF(ACROSS, ACROSS * paint.height() / paint.width()))
    document.setHtml(html)
    document.print_(writer)
    if out.stat().st_size == 0:
        raise OSError(f"{out} could not be written")
