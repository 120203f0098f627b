"""Which files of a folder make one item: pictures, sounds, videos and texts of the same name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from core.catalog.modality import MEDIA
from core.catalog.rows.media_files import MediaFiles, stem
from core.text import Text

_KINDS = dict.fromkeys((".txt", ".md", ".caption"), "text") | dict.fromkeys(
    (".svg", ".svgz", ".pdf", ".eps"), "drawing"
)
#: What makes an item of the files of one name.
_WHOLE = {*MEDIA, "drawing"}
#: `cat_desc.ogg` speaks the text of `cat`, `cat_desc_fr.ogg` a translation of it.
_SPOKEN = re.compile(r"^(.+)_desc(_[A-Za-z@_]+)?$")
_MIRRORED = re.compile(r"^(.+)_(?:mirror|flip|mirror_flip)$")
_LOCALE = re.compile(r"^(.+)_([a-z]{2})(?:_[A-Za-z]{2})?$")
_TRANSLATION = re.compile(rb"(?m)^[a-z]{2,3}(_[A-Z]{2})?(@\w+)?\.utf8=")
#: Languages whose codes are hardly ever words, and those whose codes are: `take_no`, `sonata_vi`.
_LANGUAGES = re.compile("ar|cs|da|de|en|es|fr|hu|ja|ko|nl|pl|pt|ru|sv|tr|uk|zh")
_OR_WORDS = re.compile("bg|ca|el|fa|fi|he|hi|hr|id|it|nb|nn|no|ro|sk|sr|th|vi")
#: Texts that are opened to see whether they hold translations, and bytes of each.
_OPENED, _HEAD = 20, 1 << 14
#: How many names of files of no use are told.
_NAMED = 20
TRANSLATED = Text("translations or mirrored copies of another")
SECOND = Text("second files of a kind for one item")
ALONE = Text("texts without a picture, sound or video")
UNKNOWN = Text("kinds that are not known")
UNNAMED = Text("names in an unknown encoding: rename them")
AWAY = Text("links that lead out of the folder")


@dataclass
class Group:
    """Files of one item, by kind; the first one found of a kind counts."""

    folder: str
    stem: str
    files: dict[str, str] = field(default_factory=dict)


def grouped(files: MediaFiles) -> tuple[list[Group], dict[str, Text]]:
    """Items in order of folder and name, and why each file that belongs to none is not used."""
    groups: list[Group] = []
    unused = dict.fromkeys(sorted(files.leaving), AWAY)
    unused |= dict.fromkeys(sorted(files.unnamed), UNNAMED)
    table = files.table.sort("folder", "path").select("folder", "path", "kind")
    stamps = _has_translations(files.root, table["path"].to_list())
    for folder, rows in itertools.groupby(table.iter_rows(), key=lambda row: row[0]):
        kinds = {path.rpartition("/")[2]: kind or _kind(path) for _, path, kind in rows}
        groups += _of_folder(folder, kinds, stamps, unused)
    return _joined(groups), unused


def _kind(path: str) -> str | None:
    return _KINDS.get(Path(path).suffix.lower())


def _has_translations(root: Path, paths: Sequence[str]) -> bool:
    """Whether texts hold lines such as `fr.utf8=...`: the way of Debian's stamps."""
    texts = (root / path for path in paths if path.endswith(".txt"))
    for text in itertools.islice(texts, _OPENED):
        with suppress(OSError), text.open("rb") as file:
            if _TRANSLATION.search(file.read(_HEAD)):
                return True
    return False


def _of_folder(
    folder: str, kinds: Mapping[str, str | None], stamps: bool, unused: dict[str, Text]
) -> Iterator[Group]:
    """The items of one folder that have more than a text."""
    groups: dict[str, Group] = {}
    companions = _companions(kinds, stamps)
    for name in kinds:
        path = f"{folder}/{name}" if folder else name
        base, kind = companions.get(name) or (stem(name), kinds[name])
        if kind is None:
            unused[path] = TRANSLATED if name in companions else UNKNOWN
            continue
        group = groups.setdefault(base, Group(folder, base))
        if kind in group.files:
            unused[path] = SECOND
        else:
            group.files[kind] = path
    for group in groups.values():
        if spoken := group.files.pop("spoken", None):
            group.files.setdefault("audio", spoken)
        if _WHOLE & group.files.keys():
            yield group
        else:
            unused |= dict.fromkeys(group.files.values(), ALONE)


def _companions(kinds: Mapping[str, str | None], stamps: bool) -> dict[str, tuple[str, str | None]]:
    """Names of files that go with another -> its stem, and what they are of it, None if nothing.

    A translation is one in a folder of Debian's stamps, or if there are several languages of one
    file: `sonata_ii` is a movement.
    """
    stems = {stem(name) for name in kinds}
    found: dict[str, tuple[str, str | None]] = {}
    languages: dict[str, dict[str, str]] = {}
    for name, kind in kinds.items():
        own = stem(name)
        if kind == "audio" and (match := _SPOKEN.match(own)) and match[1] in stems:
            found[name] = match[1], None if match[2] else "spoken"
        elif kind == "audio" and (match := _LOCALE.match(own)) and match[1] in stems:
            languages.setdefault(match[1], {})[name] = match[2]
        elif stamps and (match := _MIRRORED.match(own)) and match[1] in stems:
            found[name] = match[1], None
    for base, several in languages.items():
        sure = set(filter(_LANGUAGES.fullmatch, several.values()))
        known = sure | set(filter(_OR_WORDS.fullmatch, several.values()))
        if stamps or (len(known) > 1 and sure):
            found |= {name: (base, None) for name, code in several.items() if code in known}
    return found


def _joined(groups: list[Group]) -> list[Group]:
    """Items whose files lie in a folder for each kind: `images/7.png` and `sounds/7.ogg` are one.

    Told by folders of different kinds that hold files of the same names for the most part.
    """
    tops: dict[str, dict[str, Group]] = {}
    for group in groups:
        top, _, rest = group.folder.partition("/")
        tops.setdefault(top, {})[_plain(f"{rest}/{group.stem}")] = group
    order = sorted((top for top in tops if top), key=lambda top: -len(tops[top]))
    for at, top in enumerate(order):
        for other in order[at + 1 :]:
            mine, its = tops[top], tops[other]
            shared = mine.keys() & its.keys()
            apart = _kinds_of(mine).isdisjoint(_kinds_of(its))
            if not its or not apart or 2 * len(shared) < len(its):
                continue
            for name in shared:
                mine[name].files |= its.pop(name).files
    return [group for groups in tops.values() for group in groups.values()]


def _plain(name: str) -> str:
    """What names in folders of different kinds have in common: `blues.00001` and `blues00001`."""
    return re.sub(r"[\W_]", "", name).casefold()


def _kinds_of(groups: Mapping[str, Group]) -> set[str]:
    return {kind for group in groups.values() for kind in group.files}


def told(unused: Mapping[str, Text]) -> list[Text]:
    """A note for each reason, with the names of the files."""
    notes = []
    for why in dict.fromkeys(unused.values()):
        files = [file for file, reason in unused.items() if reason == why]
        more = Text(" and {n:,} more", n=len(files) - _NAMED) if len(files) > _NAMED else Text()
        notes.append(
            Text(
                "{n:,} files were not used, {why}: {files}{more}.",
                n=len(files),
                why=why,
                files=", ".join(files[:_NAMED]),
                more=more,
            )
        )
    return notes
