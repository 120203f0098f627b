"""The first step of opening: look at every file in sight and make a plan of how to read them."""

from __future__ import annotations

from pathlib import Path

from core.catalog.plan.model import Aside, Plan
from core.catalog.plan.sight import Sight, look_around
from core.catalog.plan.sniff import sniff
from core.catalog.plan.tables import Tables
from core.catalog.readers.base import folder_of
from core.text import Text

#: Tables that are looked into; a folder of downloads may hold thousands.
MOST_TABLES = 100


def look(path: Path) -> Plan:
    """Make a plan of how to read a folder, or the folder of a file.

    Files are looked at by their beginnings only; of media nothing but the names.
    """
    folder = folder_of(Path(path).expanduser().resolve())
    sight = look_around(folder)
    files = sight.tables[:MOST_TABLES]
    seen = [sniff(file, sight.name(file)) for file in files]
    stems = frozenset(stem for _, stem in sight.stems())
    decided = Tables(seen, stems).decide()
    return Plan(
        folder=str(folder),
        files=tuple(decided.files),
        asides=tuple(_asides(sight, len(files))),
        questions=tuple(decided.questions),
    )


def _asides(sight: Sight, looked_at: int) -> list[Aside]:
    """Everything that is no table that was looked at, a kind and folder at a time."""
    made = []
    for folder, kinds in sight.media.items():
        for kind, names in kinds.items():
            where = f"{folder}/*" if folder else "*"
            made.append(Aside(what=f"{where} ({kind})", count=len(names), used=True))
    for folder, names in sight.others.items():
        where = f"{folder}/" if folder else ""
        if len(names) <= 3:
            made += [Aside(what=where + name, why=Text("a kind not known")) for name in names]
        else:
            made.append(Aside(what=f"{where}*", count=len(names), why=Text("kinds not known")))
    if len(sight.tables) > looked_at:
        more = len(sight.tables) - looked_at
        made.append(Aside(what="tables", count=more, why=Text("too many to look into")))
    return made
