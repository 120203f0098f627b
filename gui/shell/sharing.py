"""Writing what is open into files for others: a page, a report, a bundle."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QBuffer, QIODevice, QObject
from PySide6.QtWidgets import QWidget

from core import workspace
from core.contracts.job import Ended, JobKind
from gui import language
from gui.session import Session
from gui.translation import said
from gui.widgets.files import ask_save

if TYPE_CHECKING:
    from core.contracts.share import Part

# What of a report each page shows; of the others a picture is taken.
PARTS: Final[dict[str, tuple[Part, ...]]] = {
    "catalog": ("catalog",),
    "features": ("features",),
    "training": ("model",),
    "attention": ("attention",),
    "alignment": ("alignment",),
    "recommend": ("recommend",),
    "benchmark": ("benchmark",),
}


class Sharing(QObject):
    """Asks for a file and has a job write it.

    Args:
        window: the dialogs belong to.
        session: what is open.
        choice: of the language, which files are written in too.

    """

    def __init__(self, window: QWidget, session: Session, choice: language.Language) -> None:
        super().__init__(window)
        self._window, self._session, self._language = window, session, choice
        #: What is told for paper, and the PDF it becomes.
        self._papers: dict[Path, Path] = {}

    def page(self, key: str, page: QWidget) -> None:
        """The page in front as HTML: how it looks, and what of it can be pointed at."""
        out = self._ask(self.tr("Save page"), f"triptych-{key}.html", "HTML (*.html)")
        if out is not None:
            self.write_page(out, key, page)

    def write_page(self, out: Path, key: str, page: QWidget) -> None:
        """Start writing a page."""
        self._report(out, PARTS.get(key, ()), _png(page))

    def report(self) -> None:
        """Catalog, model, maps, lists and benchmark as one HTML."""
        out = self._ask(self.tr("Save report"), f"{self._name()}-report.html", "HTML (*.html)")
        if out is not None:
            from core.contracts.share import PARTS as ALL

            self._report(out, ALL, None)

    def paper(self) -> None:
        """The same for paper, as a PDF."""
        out = self._ask(self.tr("Save report"), f"{self._name()}-report.pdf", "PDF (*.pdf)")
        if out is not None:
            self.write_paper(out.with_suffix(".pdf"))

    def write_paper(self, out: Path) -> None:
        """Have a job tell all there is, then print that."""
        from core.contracts.share import PARTS as ALL

        told = workspace.folder("processes") / f"{uuid.uuid4().hex}.html"
        self._papers[told] = out
        self._report(told, ALL, None, still=True)

    def bundle(self) -> None:
        """All that another machine needs to look at the same."""
        kinds = self.tr("Triptych bundle (*.triptych)")
        out = self._ask(self.tr("Save bundle"), f"{self._name()}.triptych", kinds)
        if out is not None:
            from core.contracts.share import BUNDLE, BundleSpec

            spec = BundleSpec(**self._about(), out=str(out.with_suffix(".triptych")))
            self._start(BUNDLE, spec, self.tr("Writing the bundle"))

    def _report(
        self, out: Path, parts: Sequence[Part], picture: str | None, *, still: bool = False
    ) -> None:
        from core.contracts.share import REPORT, ReportSpec

        measured = any((workspace.named() / "results").glob("*.json"))
        spec = ReportSpec(
            **self._about(),
            out=str(out),
            parts=tuple(parts),
            picture=picture,
            benchmark="latest" if measured else None,
            language=language.chosen(self._language),
            still=still,
        )
        self._start(REPORT, spec, self.tr("Writing the report"))

    def _start(self, kind: JobKind[Any, Any], spec: Any, title: str) -> None:
        job = self._session.jobs.start(kind, spec, title)
        job.finished.connect(self._written)
        job.failed.connect(self._session.report)

    def _written(self, ended: Ended[Any]) -> None:
        if ended.result is None:
            return
        told = Path(ended.result.path)
        out = self._papers.pop(told, None)
        if out is not None:
            self._print(told, out)
        else:
            self._session.tell_saved(told)

    def _print(self, told: Path, out: Path) -> None:
        from gui.shell.printing import pdf

        try:
            pdf(told.read_text(encoding="utf-8"), out, self._name())
        except OSError as error:
            self._session.complain(self.tr("Could not save: {0}").format(said(error)))
        else:
            self._session.tell_saved(out)
        finally:
            told.unlink(missing_ok=True)

    def _about(self) -> dict[str, Any]:
        """What is open, and what is looked at."""
        chosen = self._session.selection
        return {
            **self._session.workbench.subject().model_dump(),
            "items": () if chosen.item is None else (chosen.item,),
            "users": () if chosen.user is None else (chosen.user,),
        }

    def _ask(self, title: str, name: str, kinds: str) -> Path | None:
        if self._session.catalog is None:
            self._session.complain(self.tr("Open a catalog first."))
            return None
        return ask_save(self._window, self._session, title, name, kinds)

    def _name(self) -> str:
        return Path(self._session.source).stem or "triptych"


def _png(page: QWidget) -> str:
    """How a page looks, in base64."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page.grab().save(buffer, "PNG")
    return bytes(buffer.data().toBase64().data()).decode()
