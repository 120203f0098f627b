"""The first step of opening: look at every file in sight and make a plan of how to read them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from core.catalog.plan import said
from core.catalog.plan.looking import Looked, look_at_tables
from core.catalog.plan.model import Plan
from core.catalog.readers import readers
from core.catalog.readers.base import Detection, Reader, folder_of
from core.catalog.rows import captioned
from core.errors import UserError
from core.text import Text

#: How sure a published layout must be to be read as that instead of by what its tables hold.
_PUBLISHED = 0.85


def look(path: Path, reader: str | None = None, mapping: Mapping[str, str] | None = None) -> Plan:
    """Make a plan of how to read a folder, or the folder of a file.

    Files are looked at by their beginnings only; of media nothing but the names.

    Args:
        path: folder or file.
        reader: the layout, None to find out.
        mapping: what somebody says of files and columns; None for what is saved beside them.

    Raises:
        UserError: what was said is not there.

    """
    folder = folder_of(path)
    if mapping is None and reader in (None, "table"):
        beside = said.beside(folder)
        if isinstance(beside, Plan):
            return follow(path, beside).plan
        plan = look_into(path, reader, beside).plan
        return plan.model_copy(update={"told": said.SAID_FILE if beside else ""})
    return look_into(path, reader, mapping).plan


def look_into(
    path: Path, reader: str | None = None, mapping: Mapping[str, str] | None = None
) -> Looked:
    """As :func:`look`, with what was seen."""
    looked = look_at_tables(path, mapping)
    plan = _with_reader(looked.plan, path, reader, mapping)
    return dataclasses.replace(looked, plan=plan)


def follow(path: Path, plan: Plan) -> Looked:
    """A plan that was said or saved, completed by what is in sight now."""
    looked = look_at_tables(path, dict.fromkeys(said.ROLES, ""))
    known = {file.file: file for file in plan.files}
    files = []
    for file in looked.plan.files:
        facts = {"names": file.names, "kind": file.kind, "rows": file.rows}
        if file.file in known:
            files.append(known[file.file].model_copy(update=facts))
        else:
            unsaid = Text("the plan does not name it") if file.names else file.why
            files.append(file.model_copy(update={"holds": "", "columns": {}, "why": unsaid}))
    gone = [file for file in plan.files if file.holds and file.file not in looked.seen]
    files.sort(key=lambda file: list(known).index(file.file) if file.file in known else len(known))
    made = plan.model_copy(
        update={
            "folder": looked.plan.folder,
            "files": (*files, *gone),
            "asides": looked.plan.asides,
        }
    )
    return dataclasses.replace(looked, plan=made)


def detect(path: Path) -> list[tuple[Reader, Detection]]:
    """The readers that recognise `path`, the surest first."""
    found = [(reader, reader.detect(path)) for reader in readers().values()]
    sure = [(reader, detection) for reader, detection in found if detection is not None]
    return sorted(sure, key=lambda pair: (-pair[1].score, pair[0].place))


def _with_reader(
    plan: Plan, path: Path, reader: str | None, mapping: Mapping[str, str] | None
) -> Plan:
    """The plan with the layout that fits best; the tables decide where no published one is sure."""
    if reader is not None or mapping:
        return plan.model_copy(
            update={"reader": reader or "table", "why": Text("it was asked for")}
        )
    found = detect(path)
    sure = next((pair for pair in found if pair[1].score >= _PUBLISHED), None)
    # Captions say what is in pictures that are there without them.
    beside = {captioned.NAME} if found and captioned.lie_in(path) else set()
    things = [file for file in plan.of("items") if file.file not in beside]
    tabular = things or plan.of("interactions")
    if sure is None and tabular and (things or not found):
        names = [file.file for file in (*plan.of("items"), *plan.of("interactions"))]
        why = Text("it holds {names}", names=Text.joined(" and ", names[:3]))
        return plan.model_copy(update={"reader": "table", "why": why})
    best = sure or next(iter(found), None)
    if best is None:
        return plan.model_copy(update={"reader": ""})
    return plan.model_copy(update={"reader": best[0].name, "why": best[1].reason})


def nothing_known(plan: Plan, path: Path) -> UserError:
    """What to say of a folder or file that nothing can be read of."""
    if path.is_file():
        mine = next((file for file in plan.files if Path(plan.folder, file.file) == path), None)
        if mine is not None and not mine.names:
            return UserError(mine.why, "Open another file, or the folder.", file=str(path))
    remedy = Text(
        "Open a folder with tables such as items.csv and interactions.csv, or with pictures, "
        "sounds or videos."
    )
    names = [path.name] if path.is_file() else [*_listed(plan)]
    if not names:
        return UserError(Text("The folder holds no files."), remedy, file=str(path))
    more = Text(" and {n} more", n=len(names) - 8) if len(names) > 8 else Text()
    broken = next((file for file in plan.files if not file.names), None)
    if broken is not None:
        remedy = Text("{why} {remedy}", why=broken.why, remedy=remedy)
    said = Text(
        "No reader knows what to do with {file} (looked at: {looked_at}).",
        file=path.name,
        looked_at=Text("{names}{more}", names=", ".join(names[:8]), more=more),
    )
    return UserError(said, remedy, file=str(path))


def _listed(plan: Plan) -> list[str]:
    return [*(file.file for file in plan.files), *(aside.what for aside in plan.asides)]
