"""Put pictures into words."""

from __future__ import annotations

from pathlib import Path

from core.contracts.captions import CAPTION, Captions, CaptionSpec
from core.progress import Reporter
from core.text import Text
from core.worker.answering import runs


@runs(CAPTION)
def caption(spec: CaptionSpec, reporter: Reporter) -> Captions:
    """Write the table, going on where it was broken off."""
    from core.catalog.opening import snapshot
    from core.explore import captions

    folder = Path(spec.catalog)
    catalog = snapshot.load(folder)
    table, failed = captions.write(spec, catalog, snapshot.key(folder), reporter)
    if spec.beside:
        table = captions.lay_beside(table, catalog)
    if spec.beside:
        reporter.log(
            Text("Open the catalog again: {file} is read as captions of its items.", file=table)
        )
    else:
        reporter.log(
            Text(
                "The captions are in {file}. Copy it beside the catalog's tables and open the "
                "catalog again: they are read as captions of its items.",
                file=table,
            )
        )
    with table.open(encoding="utf-8") as file:
        items = sum(1 for _line in file) - 1
    return Captions(file=str(table), items=items, failed=failed)
