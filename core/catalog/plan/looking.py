"""Look at the tables of a folder: sniff each, decide what each is, name everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core.catalog.plan import said, tables
from core.catalog.plan.model import Aside, File, Holds, Plan
from core.catalog.plan.said import Said
from core.catalog.plan.sight import MOST_TABLES, Sight, look_around
from core.catalog.plan.sniff import Sniffed, sniff
from core.catalog.plan.state import State
from core.catalog.rows import features, joining, listed, spread
from core.catalog.text.table import Table
from core.text import Text

#: Files of our own beside a catalog.
_OURS = {said.SAID_FILE, "catalog.json"}


@dataclass(frozen=True, eq=False)
class Looked:
    """A plan, and the beginnings of the files it was made of.

    Attributes:
        plan: how the tables would be read.
        seen: the tables by name.
    """

    plan: Plan
    seen: Mapping[str, Sniffed]
    _state: State

    def head(self, file: File) -> Table:
        """The first rows of a table, with those of the tables it is joined with beside them."""
        table = self.seen[file.file].head
        for join in file.joins:
            if join.file in self.seen:
                table = joining.joined(table, self.seen[join.file].head, join)
        return completed(table, file)

    def suppose(self, name: str, holds: Holds) -> File:
        """What a table would be read as, were it this."""
        return tables.suppose(self._state, self.seen[name], holds)


def completed(table: Table, file: File) -> Table:
    """The rows as the plan takes them: one for each item listed or cell, with their one user."""
    table = spread.gathered(listed.unfolded(table, file.lists), file.spread)
    return replace(table, frame=joining.of_one(table.frame, file.alone)) if file.alone else table


def look_at_tables(path: Path, mapping: Mapping[str, str] | None = None) -> Looked:
    """Look at a folder, or the folder of a file, whose tables then come first.

    Files are looked at by their beginnings only; of media nothing but the names.

    Raises:
        UserError: what the mapping says is not there.

    """
    folder = path if path.is_dir() else path.parent
    sight = look_around(folder)
    mine = [file for file in sight.tables if file.name not in _OURS]
    if path.is_file():
        mine.sort(key=lambda file: file != path)
    files = mine[:MOST_TABLES]
    seen = [sniff(file, sight.name(file)) for file in files]
    stems = frozenset(stem for _, stem in sight.stems())
    state = State(seen, stems, Said(mapping or {}, folder))
    decided = tables.decide(state)
    plan = Plan(
        folder=str(folder),
        files=tuple(decided),
        asides=tuple(_asides(sight, len(mine) - len(files))),
        questions=tuple(state.questions),
    )
    return Looked(plan, {one.name: one for one in seen}, state)


def _asides(sight: Sight, too_many: int) -> list[Aside]:
    """Everything that is no table that was looked at, a kind and folder at a time."""
    made = []
    for folder, kinds in sight.media.items():
        for kind, names in kinds.items():
            where = f"{folder}/* ({kind})" if folder else f"* ({kind})"
            made.append(Aside(what=where, count=len(names), used=True))
    for archive, names in sight.archived.items():
        if names:
            why = Text("they lie in an archive; unpack it to have them used")
            made.append(Aside(what=f"{archive}/*", count=len(names), why=why))
    for folder, names in sight.others.items():
        where = f"{folder}/" if folder else ""
        left = [name for name in names if name not in _OURS]
        for name in left[:3]:
            made.append(Aside(what=where + name, why=_kind(name)))
        if len(left) > 3:
            why = Text("their kinds are not known")
            made.append(Aside(what=f"{where}*", count=len(left) - 3, why=why))
    if too_many:
        made.append(Aside(what="", count=too_many, why=Text("they are too many to look into")))
    return made


def _kind(name: str) -> Text:
    if features.modality_of(Path(name)) is not None:
        return Text(
            "feature files belong to the MMRec layout, where the ids of items are their rows"
        )
    return Text("its kind is not known")
