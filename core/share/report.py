"""A report: the parts that were asked for on one page. What cannot be told says why."""

from __future__ import annotations

from datetime import UTC, datetime

from core.contracts.question import Subject
from core.contracts.share import PARTS, ReportSpec
from core.errors import UserError
from core.explore.context import Context
from core.progress import Reporter
from core.share.page import Page
from core.share.parts import TOLD
from core.share.translation import into
from core.text import Text


def html(spec: ReportSpec, reporter: Reporter) -> str:
    """The whole file.

    Raises:
        UserError: there is no such catalog.

    """
    context = Context(Subject(catalog=spec.catalog, features=spec.features, run=spec.run))
    page = Page(context.catalog.name, into(spec.language), still=spec.still)
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    page.note(Text("Made by Triptych on {when}.", when=when))
    if spec.picture is not None:
        page.picture(spec.picture, Text("The page as it was"))
    parts = [part for part in PARTS if part in spec.parts]
    for done, part in enumerate(parts):
        name, tell = TOLD[part]
        reporter.progress(name, done, len(parts), Text("parts"))
        reporter.checkpoint()
        page.heading(name)
        try:
            tell(page, context, spec)
        except UserError as error:
            page.note(error.sentence)
    return page.html()
