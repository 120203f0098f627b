"""Which table of a folder holds the items, the histories and the users, by what meets what."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.catalog.plan import bridges, columns, lists, parts, spreads
from core.catalog.plan.columns import PLACE, STRUCTURE, Pair
from core.catalog.plan.model import Column, File, Holds, Question
from core.catalog.plan.overlap import MEETS, Meeting, keys, meet, meetings, richness
from core.catalog.plan.said import Said
from core.catalog.plan.sniff import Seen, Sniffed
from core.catalog.plan.telling import tells
from core.catalog.plan.words import affinity, is_besides, names_a_row, tokens, words
from core.catalog.rows import interactions, items, times
from core.catalog.rows.columns import plain
from core.catalog.rows.joining import ALONE
from core.catalog.schema import TRUTH_COLUMNS
from core.catalog.text import textfile
from core.text import Text

#: Score of user and item from which on a table is a log.
_LOG = 0.65
#: Below this confidence a column of words does not name items; they are numbered.
_HARDLY = 0.15
#: Stands for the key of a table without one.
NAMELESS = Column(name="", why=Text("no column names its rows; they are counted"), confidence=0.5)
#: Names of the column that names a property.
_PROPERTIES = words("property attribute feature field key propertyname attributename")
#: Of fewer ids it tells nothing that none is met.
_FEW = 3
#: What somebody can say of a file.
HOLDS: tuple[Holds, ...] = ("items", "users", "interactions")
NOTHING = Said()
_LOGS = words("interactions interaction events logs log history histories behaviors behaviours")
#: What people call a list of what they did themselves.
_OWN = _LOGS | words("streaming watched diary scrobbles library watchlist viewing listening")
_ORDERS = words("order invoice transaction")


@dataclass
class Decided:
    """What was decided of the tables of a folder.

    Attributes:
        files: one for each table, those that are read first.
        questions: what is unsure.
    """

    files: list[File] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


class Tables:
    """The tables of a folder while it is decided what each is.

    Args:
        seen: the tables, those that lie highest first.
        stems: names of media files without suffix.
        said: what somebody told.

    Raises:
        UserError: what was told is not there.

    """

    def __init__(
        self,
        seen: Sequence[Sniffed],
        stems: frozenset[str] = frozenset(),
        said: Said = NOTHING,
    ) -> None:
        self._broken = [one for one in seen if one.problem is not None]
        self._good = bridges.with_users(
            [one for one in seen if one.problem is None and one.columns]
        )
        self._bare = [one for one in seen if one.problem is None and not one.columns]
        self._stems = stems
        self._about = {one: _about(one) for one in self._good}
        self._found = {one: meetings(one, self._good) for one in self._good}
        self._said = said
        self._spreads: dict[Sniffed, spreads.Found] = {}
        self._taken: dict[Sniffed, File] = {}
        self._unfold()
        self._spread_out(sure=True)
        self._made = Decided()
        self._forced: dict[str, Holds] = {}
        self._closed: set[Holds] = set()
        for holds in HOLDS:
            names = said.files(holds)
            if names is not None:
                self._closed.add(holds)
                self._forced |= dict.fromkeys(names, holds)

    def _unfold(self) -> None:
        """Look anew at tables whose cells list items, as if each stood in a row of its own."""
        tables = lists.with_lists(self._good, self._pair, self._about.__getitem__)
        for old, new in zip(self._good, tables, strict=True):
            if new is not old:
                self._about[new] = _about(new)
                self._found[new] = meetings(new, [one for one in tables if one is not new])
        if tables != self._good:
            self._good = tables

    def _spread_out(self, sure: bool) -> None:
        """Look anew at tables whose columns are named after things, as if each cell were a row."""
        found = {
            one: made
            for one in self._good
            if not self._told(one, "interactions")
            and (made := spreads.find(one, self._good, self._about.__getitem__, self._stems))
            is not None
            and (made.sure or not sure)
        }
        makes = defaultdict(list)
        for one in self._good:
            makes[one.names].append(one)
        by_names = {
            one.names: made
            for one, made in found.items()
            if all(spreads.fits(other, made.spread) for other in makes[one.names])
        }
        for place, one in enumerate(self._good):
            if one.names not in by_names or one in self._taken or one in self._spreads:
                continue
            made = by_names[one.names]  # files of one make are read alike
            new = replace(one, spread=made.spread)
            self._good[place] = new
            self._spreads[new] = made
            self._about[new] = self._about[one]
            self._found[new] = meetings(new, [other for other in self._good if other is not new])

    def decide(self) -> Decided:
        """Say of each table what it is."""
        for one in self._good:
            if Path(one.name).stem == "truth" and set(TRUTH_COLUMNS) & set(one.names[1:]):
                self._take(one, "truth", {}, Text("its name and columns"), 1.0)
        pairs = self._pairs() or self._of_columns() or self._of_persons() or self._of_one()
        main = max(pairs, key=lambda one: self._as_log(one, pairs[one]), default=None)
        if main is not None:
            self._histories(main, pairs)
        else:
            self._items_alone()
        for one in self._free():
            if one.name in self._forced:
                self._taken[one] = self.suppose(one, self._forced[one.name])
        self._refuse_broken()
        self._leave_rest()
        read = {
            one.name: (file.holds, (*one.names, *(column.name for column in one.beside)))
            for one, file in self._taken.items()
            if file.holds
        }
        self._said.check(read)
        order = {"items": 0, "interactions": 1, "users": 2, "truth": 3, "": 4}
        # Parts of a split in their order: what is tested came last.
        self._made.files = sorted(
            self._taken.values(), key=lambda file: (order[file.holds], file.split or 0)
        )
        return self._made

    def _free(self) -> list[Sniffed]:
        return [one for one in self._good if one not in self._taken]

    def _may_be(self, one: Sniffed, holds: Holds) -> bool:
        """Whether nobody told that a table is something else."""
        if one.name in self._forced or holds in self._closed:
            return self._forced.get(one.name) == holds
        return holds != "items" or not _lists_properties(one)

    def _told(self, one: Sniffed, holds: Holds) -> dict[str, str]:
        return self._said.columns(one.name, holds, [column.name for column in one.columns])

    def suppose(self, one: Sniffed, holds: Holds) -> File:
        """What a table would be read as, were it this."""
        told = self._told(one, holds)
        chosen: dict[str, Column] = {}
        event = None
        if holds == "interactions":
            event = interactions.event_of(one.path)
            named = columns.named(one, ("user", "item"), told)
            found = columns.pair(one, self._found[one], self._about.__getitem__, told)
            chosen = {"user": found.user, "item": found.item} if found else named
            chosen = columns.log_columns(one, chosen, told)
        elif holds == "items":
            key = columns.item_key(one, self._stems, told.get("item"))
            chosen = columns.item_columns(one, key, told)
        elif holds == "users":
            chosen = columns.named(one, ("user",), told)
        return self._file(one, holds, chosen, Text("it was said"), 1.0, event=event)

    def _take(
        self,
        one: Sniffed,
        holds: Holds,
        chosen: dict[str, Column],
        why: Text,
        confidence: float,
        *,
        event: str | None = None,
        split: parts.Split | None = None,
    ) -> None:
        self._taken[one] = self._file(one, holds, chosen, why, confidence, event=event, split=split)

    @staticmethod
    def _file(
        one: Sniffed,
        holds: Holds,
        chosen: dict[str, Column],
        why: Text,
        confidence: float,
        *,
        event: str | None = None,
        split: parts.Split | None = None,
    ) -> File:
        return File(
            file=one.name,
            holds=holds,
            why=why,
            confidence=round(min(1.0, confidence), 2),
            columns={k: v.model_copy(update=_rounded(v)) for k, v in chosen.items()},
            joins=one.joins,
            lists=one.lists,
            spread=one.spread,
            alone=one.alone,
            event=event,
            split=split,
            names=one.names,
            kind=one.kind,
            encoding=one.head.form.encoding,
            header=one.head.form.header,
            rows=one.rows,
        )

    def _ask(self, one: Sniffed, about: str, text: Text, options: Sequence[str] = ()) -> None:
        question = Question(file=one.name, about=about, text=text, options=tuple(options))
        self._made.questions.append(question)

    def _pairs(self) -> dict[Sniffed, Pair]:
        return {
            one: found
            for one in self._free()
            if self._may_be(one, "interactions") and (found := self._pair(one)) is not None
        }

    def _of_columns(self) -> dict[Sniffed, Pair]:
        """Where no table names users and items: those that have a column for each; asked."""
        self._spread_out(sure=False)
        pairs = self._pairs()
        for one in pairs:
            found = self._spreads[one]
            if not found.sure:
                text = Text(
                    "In {file} each column seems to be the {thing} of its cells, and each row the "
                    "{other}; what they say was taken for the {says}. Is it so?",
                    file=one.name,
                    thing=Text("user" if found.turned else "item"),
                    other=Text("item" if found.turned else "user"),
                    says=Text(found.says),
                )
                self._ask(one, "holds", text, ("items",))
        return pairs

    def _of_persons(self) -> dict[Sniffed, Pair]:
        """Where no table names users: files called after somebody each; asked."""
        for several in parts.persons(self._free()):
            able = [one for one in several if self._may_be(one, "interactions")]
            if not able or max(map(richness, able)) >= 0.5 or not any(map(_of_log, able)):
                continue
            pairs = self._with_users({one: textfile.stem(one.path) for one in able})
            if pairs and all(found.item.confidence > STRUCTURE for found in pairs.values()):
                first = next(iter(pairs))
                text = Text(
                    "{files} files such as {file} name no users. Each is read as the history of "
                    "whom it is named after. Is it?",
                    files=len(pairs),
                    file=first.name,
                )
                self._ask(first, "user", text, first.names)
                return pairs
        return {}

    def _of_one(self) -> dict[Sniffed, Pair]:
        """Where no table names users: those that look like what one person did, and are asked."""
        mine = [
            one for one in self._free() if self._may_be(one, "interactions") and _own_doings(one)
        ]
        pairs = self._with_users(dict.fromkeys(mine, ALONE))
        for one in list(pairs)[:1]:
            text = Text(
                "{file} names no users. It is read as the history of one person. Is it?",
                file=one.name,
            )
            self._ask(one, "user", text, one.names)
        return pairs

    def _with_users(self, whose: Mapping[Sniffed, str]) -> dict[Sniffed, Pair]:
        """The logs among tables that name no users, given whose they are."""
        made = {}
        for one, user in whose.items():
            new = replace(one, alone=user)
            self._about[new] = self._about[one]
            self._found[new] = [found for found in self._found[one] if found.table not in whose]
            if (found := self._pair(new)) is not None:
                self._good[self._good.index(one)] = new
                made[new] = found
        return made

    # --- histories ----------------------------------------------------------------------------

    def _pair(self, one: Sniffed) -> Pair | None:
        if one in self._spreads:
            chosen = self._spreads[one].chosen()
            return Pair(chosen["user"], chosen["item"], 2 * chosen["item"].confidence)
        told = self._told(one, "interactions")
        found = columns.pair(one, self._found[one], self._about.__getitem__, told)
        if found is None or found.score < _LOG:
            return None
        # A row a user, and of users it speaks: a table of users that names something else too.
        users = self._about[one] < -0.3 and one.column(found.user.name).key
        return None if users and found.item.confidence < 0.8 else found

    def _as_log(self, one: Sniffed, found: Pair) -> float:
        """How much a table is the history of the catalog."""
        score = found.score - 0.5 * richness(one) - 0.4 * is_besides(one.path.stem)
        score += 0.3 * any(column.like_times > 0.5 for column in one.columns)
        score += 0.1 * (interactions.event_of(one.path) is not None)
        score -= 0.5 * (min(found.user.confidence, found.item.confidence) <= STRUCTURE)
        return score + 0.02 * math.log10((one.rows or 1000) + 1)

    def _histories(self, main: Sniffed, pairs: dict[Sniffed, Pair]) -> None:
        family = [
            one
            for one in self._free()
            if one.names == main.names
            and bool(one.alone) == bool(main.alone)
            and self._may_be(one, "interactions")
            and not self._told(one, "interactions")
        ]
        known = [one for one in family if one in pairs]
        surest = max(known, key=lambda one: pairs[one].score, default=main)
        pairs |= dict.fromkeys(family, pairs[surest])  # files of one make are read alike
        things = self._items_of(main, pairs)
        candidates = [
            one for one in pairs if one is main or self._may_belong(one, pairs[one], main, things)
        ]
        sorted_out = parts.together(candidates)
        if "interactions" in self._closed:
            sorted_out = parts.Together({one: sorted_out.used.get(one) for one in candidates})
        elif main not in sorted_out.used:
            others = {**sorted_out.copies, **sorted_out.versions, **sorted_out.repeats}
            main = others.get(main, next(iter(sorted_out.used)))
        logs = {
            one: split
            for one, split in sorted_out.used.items()
            if one is main
            or split is not None
            or one.name in self._forced
            or self._meets(one, pairs, main, things)
        }
        for one, split in logs.items():
            self._take_log(one, pairs[one], split, len(logs) > 1)
            self._take_beside(one)
        if not any("title" in self._taken[one].columns for one in things):
            self._tell(list(logs))
        for one, found_parts in sorted_out.wholes.items():
            names = ", ".join(part.name for part in found_parts[:3])
            why = Text("its rows are those of {parts}, the published split", parts=names)
            self._take(one, "", {}, why, 0.9)
        for one, other in sorted_out.copies.items():
            self._take(one, "", {}, Text("it holds the same as {file}", file=other.name), 0.9)
        for one, other in sorted_out.repeats.items():
            why = Text("its rows are in {file} too", file=other.name)
            self._take(one, "", {}, why, 0.5)
            self._ask(
                one,
                "holds",
                Text(
                    "The rows of {file} are in {other} too. Only {other} is read. Is it right?",
                    file=one.name,
                    other=other.name,
                ),
                ("interactions",),
            )
        for one, other in sorted_out.versions.items():
            why = Text("it seems to hold the same as {file} in another size", file=other.name)
            self._take(one, "", {}, why, 0.5)
            self._ask(
                one,
                "holds",
                Text(
                    "{file} and {other} have the same columns. Only {other} is read, since "
                    "the same numbers may be other people. Is it right?",
                    file=one.name,
                    other=other.name,
                ),
                ("interactions",),
            )
        self._users_of(main, pairs)
        self._ask_parts([one for one, split in logs.items() if split is None])

    def _ask_parts(self, logs: Sequence[Sniffed]) -> None:
        """Ask whether a few logs of one make, called alike but for a word, are parts of a split."""
        if (
            2 <= len(logs) <= 3
            and not logs[0].alone
            and all(parts.alike(logs[0], other) for other in logs[1:])
        ):
            text = Text(
                "{files} have the same columns and are read as one history. Are they parts of a "
                "split, for training, validation and test?",
                files=Text.joined(", ", [one.name for one in logs]),
            )
            self._ask(logs[0], "split", text)

    def _tell(self, logs: Sequence[Sniffed]) -> None:
        """Let the histories say what no table of items says."""
        for one in logs:
            file = self._taken[one]
            said = self._told(one, "items")
            found = tells(one, file.columns, {k: v for k, v in said.items() if k != "item"})
            kept = self._told(one, "interactions").values()
            found = {k: v for k, v in found.items() if v.name not in kept}
            told = {column.name for column in found.values()}
            self._taken[one] = file.model_copy(
                update={
                    "columns": {k: v for k, v in file.columns.items() if v.name not in told},
                    "tells": {k: v.model_copy(update=_rounded(v)) for k, v in found.items()},
                }
            )

    def _take_beside(self, one: Sniffed) -> None:
        """Take the tables whose rows stand beside those of another."""
        for join in one.joins:
            other = next(table for table in self._good if table.name == join.file)
            if other not in self._taken:
                why = Text("its rows stand beside those of {file}", file=one.name)
                self._take(other, "", {}, why, 0.9)

    def _take_log(self, one: Sniffed, found: Pair, split: parts.Split | None, many: bool) -> None:
        event = interactions.event_of(one.path)
        told = self._told(one, "interactions")
        known = {"user": found.user, "item": found.item}
        known |= self._spreads[one].chosen() if one in self._spreads else {}
        chosen = columns.log_columns(one, known, told)
        confidence = min(found.user.confidence, found.item.confidence)
        why = Text("it names users and items")
        if split is not None:
            why = Text("it names users and items, and is a part of a published split")
        # A lone ratings.csv says no more than its columns.
        if event == "rating" and not many:
            event = None
        self._take(one, "interactions", chosen, why, confidence, event=event, split=split)
        self._ask_times(one, chosen)
        self._ask_marks(one, chosen)
        for meaning, column in (("user", found.user), ("item", found.item)):
            if column.confidence <= PLACE:
                others = [
                    seen.name
                    for seen in one.columns
                    if seen.like_ids and seen.name not in (found.user.name, found.item.name)
                ]
                self._ask(
                    one,
                    meaning,
                    Text(
                        "Which column of {file} names the {meaning}? '{column}' is assumed.",
                        file=one.name,
                        meaning=Text(meaning),
                        column=column.name,
                    ),
                    (column.name, *others),
                )

    def _ask_marks(self, one: Sniffed, chosen: dict[str, Column]) -> None:
        """Ask what numbers are that may say how much was liked, or how often it happened."""
        flags = [seen.name for seen in one.own if columns.is_flag(seen)]
        if "rating" in chosen and chosen["rating"].name in flags and len(flags) > 1:
            text = Text(
                "{columns} of {file} each say yes or no. Which is a wish? '{column}' is assumed.",
                columns=Text.joined(", ", [f"'{name}'" for name in flags]),
                file=one.name,
                column=chosen["rating"].name,
            )
            self._ask(one, "rating", text, flags)
        if {"rating", "count", "event"} & chosen.keys():
            return
        found = columns.marks(one, {column.name for column in chosen.values()})
        if found is not None:
            text = Text(
                "Do the numbers in '{column}' of {file} say how much something was liked, or how "
                "often it happened? They are not used.",
                column=found.name,
                file=one.name,
            )
            self._ask(one, "rating", text, (found.name,))

    def _ask_times(self, one: Sniffed, chosen: dict[str, Column]) -> None:
        """Ask how times are written where they can be read in two ways."""
        if "timestamp" not in chosen:
            return
        name = chosen["timestamp"].name
        found = times.to_utc(one.column(name).given, name)
        if found.confidence >= times.SURE or not found.alternatives:
            return
        self._ask(
            one,
            "timestamp",
            Text(
                "The times in '{column}' of {file} were taken for {taken}; they could be {other}.",
                column=name,
                file=one.name,
                taken=found.format.title,
                other=Text.joined(", ", [other.title for other in found.alternatives[:2]]),
            ),
            [str(found.format), *map(str, found.alternatives[:3])],
        )

    def _may_belong(
        self, one: Sniffed, found: Pair, main: Sniffed, things: dict[Sniffed, Column]
    ) -> bool:
        """Whether another table with users and items can be part of the histories."""
        if one in things:
            return False
        if one.name in self._forced:
            return True
        guessed = min(found.user.confidence, found.item.confidence) <= STRUCTURE
        if guessed and one.names != main.names:
            return False
        if is_besides(one.path.stem) and not is_besides(main.path.stem):
            why = Text("it tells of users and items beside the histories in {file}", file=main.name)
            self._take(one, "", {}, why, 0.7)
            return False
        return True

    def _meets(
        self,
        one: Sniffed,
        pairs: dict[Sniffed, Pair],
        main: Sniffed,
        things: dict[Sniffed, Column],
    ) -> bool:
        """Whether the items of another log are those of the catalog, as far as that was seen."""
        mine = one.column(pairs[one].item.name)
        known = [(table, table.column(key.name)) for table, key in things.items()]
        if not known and main.complete:
            known = [(main, main.column(pairs[main].item.name))]
        met = [meet(mine, table, key) for table, key in known]
        if met and all(found is not None and found.share < 0.05 for found in met):
            files = ", ".join(table.name for table, _ in known)
            self._take(one, "", {}, Text("none of its items is in {files}", files=files), 0.6)
            return False
        return True

    # --- items and users ----------------------------------------------------------------------

    def _items_of(self, main: Sniffed, pairs: dict[Sniffed, Pair]) -> dict[Sniffed, Column]:
        """Take the table with a row for each item of the histories; empty if there is none."""
        item = pairs[main].item
        ranked = sorted(
            (
                found
                for found in self._found[main]
                if found.column.name == item.name
                and found.table in self._about
                and self._about[found.table] > -0.3
                and found.table not in self._taken
                and found.share >= 0.05
                and self._may_be(found.table, "items")
                and (found.table.name in self._forced or not self._is_log(found.table, pairs))
                and self._told(found.table, "items").get("item", found.key.name) == found.key.name
            ),
            key=lambda found: -self._as_items(found),
        )
        if ranked:
            return self._take_items(ranked[0].table, _key(ranked[0], main))
        return self._items_by_name(main, item, pairs)

    def _is_log(self, one: Sniffed, pairs: dict[Sniffed, Pair]) -> bool:
        found = pairs.get(one)
        if one.alone:
            return True
        if found is None or min(found.user.confidence, found.item.confidence) <= STRUCTURE:
            return False
        # One row an item, told in words: a table of items that also names who made them.
        return one.column(found.item.name).varied < 0.95 or richness(one) < 0.5

    def _as_items(self, found: Meeting) -> float:
        table = found.table
        score = found.share * (1 + 0.5 * richness(table)) + 0.3 * self._about[table]
        score += 0.2 * affinity(table.path.name, "item") - 0.02 * table.name.count("/")
        score += 0.1 * affinity(found.key.name, "item", items.ROLES["item"])
        score += 0.2 * (plain(found.key.name) == plain(found.column.name))
        return score + 0.001 * math.log10((table.rows or 1000) + 1)

    def _items_by_name(
        self, main: Sniffed, item: Column, pairs: dict[Sniffed, Pair]
    ) -> dict[Sniffed, Column]:
        """A table that looks like the items although its ids were not met; asked about."""
        for one in self._free():
            key = columns.item_key(one, told=self._told(one, "items").get("item"))
            if (
                one is main
                or not self._may_be(one, "items")
                or self._is_log(one, pairs)
                or key is None
                or (self._about[one] <= 0.3 and one.name not in self._forced)
            ):
                continue
            met = meet(main.column(item.name), one, one.column(key.name))
            alike = plain(key.name) == plain(item.name)
            few = met is not None and met.of < _FEW and alike
            if met is None or few or one.name in self._forced:  # nothing that was seen can tell
                return self._take_items(one, key)
            if key.confidence < 0.5:
                continue
            why = Text("none of {of:,} items of {file} is in it", of=met.of, file=main.name)
            self._take(one, "", {"item": key}, why, 0.5)
            self._ask(
                one,
                "holds",
                Text(
                    "{file} looks like a table of items, but none of its ids occurs in {log}. It "
                    "is not read. Is another column its key?",
                    file=one.name,
                    log=main.name,
                ),
                ("items",),
            )
        return {}

    def _take_items(self, one: Sniffed, key: Column) -> dict[Sniffed, Column]:
        members = [one] + [
            other
            for other in self._free()
            if other is not one
            and other.names == one.names
            and _together(one, other)
            and not parts.is_copy(other, one)
            and self._may_be(other, "items")
        ]
        for member in members:
            why = key.why or Text("it has a row for each item")
            told = self._told(member, "items")
            if key is NAMELESS:
                chosen = columns.item_columns(member, None, told)
                self._take(member, "items", chosen, why, key.confidence)
                continue
            known = columns.item_columns(member, key, told, brief=False, guessing=False)
            free = [
                other
                for other in self._free()
                if self._may_be(other, "items") and self._about[other] > 0 and other not in members
            ]
            whole = bridges.with_details(member, known | told, free, self._stems)
            chosen = columns.item_columns(whole, key, told)
            self._taken[member] = self._file(whole, "items", chosen, why, key.confidence)
            self._take_beside(whole)
        return dict.fromkeys(members, key)

    def _items_alone(self) -> None:
        """No histories: the table that looks most like items."""
        ranked = []
        for one in self._free():
            key = columns.item_key(one, self._stems, self._told(one, "items").get("item"))
            if key is None and any(column.packed for column in one.own):
                key = NAMELESS
            if key is not None and self._may_be(one, "items") and self._about[one] > -0.3:
                score = key.confidence + 0.5 * richness(one)
                score += 0.3 * affinity(one.path.stem, "item") - 0.1 * one.name.count("/")
                ranked.append((score, one, key))
        if ranked:
            _, one, key = max(ranked, key=lambda entry: entry[0])
            if key is NAMELESS or (key.confidence < _HARDLY and richness(one)):
                self._take_items(one, NAMELESS)
                return
            if key.confidence >= 0.45 or richness(one) > 0:
                self._take_items(one, key)
            if not richness(one) and not self._stems & one.column(key.name).distinct:
                self._ask(
                    one,
                    "holds",
                    Text(
                        "{file} is read as items named by '{column}', and there are no histories: "
                        "no column was found to name users. Is one there?",
                        file=one.name,
                        column=key.name,
                    ),
                    ("interactions",),
                )

    def _users_of(self, main: Sniffed, pairs: dict[Sniffed, Pair]) -> None:
        found = pairs[main]
        met = [
            one
            for one in self._found[main]
            if one.column.name == found.user.name
            and one.table not in self._taken
            and self._may_be(one.table, "users")
            and one.share >= MEETS
            and one.hits
            and self._about[one.table] < 0.3
            and not any(names_a_row(key.name) for key in keys(one.table) if key is not one.key)
            and not _relates(one.table, one.key)
            and not self._names_items(one.table)
            and (self._about[one.table] < -0.2 or (one.hits >= 5 and one.share > 0.95))
        ]
        if met:
            best = max(met, key=lambda one: one.share - self._about[one.table])
            column = Column(name=best.key.name, why=best.why, confidence=best.share)
            self._take(best.table, "users", {"user": column}, best.why, best.share)

    def _names_items(self, one: Sniffed) -> bool:
        """Whether a column is called like items and holds ids of some."""
        named = bridges.called(one, "item")
        return any(
            found.column in named and found.hits and self._about[found.table] > 0
            for found in self._found[one]
        )

    # --- the rest -----------------------------------------------------------------------------

    def _refuse_broken(self) -> None:
        """A file that cannot be read but is named like one the catalog lacks is not passed over.

        Raises:
            UserError: what is wrong with it.

        """
        held = {file.holds for file in self._taken.values()}
        for one in self._broken:
            named = interactions.event_of(one.path) or _LOGS.intersection(tokens(one.path.stem))
            if (
                one.name in self._forced
                or ("interactions" not in held and named)
                or ("items" not in held and affinity(one.path.stem, "item") >= 0.6)
            ):
                assert one.problem is not None
                raise one.problem

    def _leave_rest(self) -> None:
        for one in self._free():
            self._take(one, "", {}, self._why_not(one), 0.8)
        for one in self._bare:
            self._take(one, "", {}, Text("it holds no columns"), 1.0)
        for one in self._broken:
            assert one.problem is not None
            self._take(one, "", {}, one.problem.message, 1.0)

    def _why_not(self, one: Sniffed) -> Text:
        read = [
            other
            for other, file in self._taken.items()
            if file.holds == "items" and "item" in file.columns
        ]
        for other in read:
            key = other.column(self._taken[other].columns["item"].name)
            for mine in keys(one):
                met = meet(mine, other, key)
                if met is not None and met.hits and met.share >= MEETS:
                    return Text("the items are read from {file}", file=other.name)
        return Text("nothing in it meets the items or users of the histories")


def _about(one: Sniffed) -> float:
    """How much a table is about items (1) rather than users (-1)."""
    named = [key.name for key in keys(one)]
    user = max(
        [
            affinity(one.path.name, "user"),
            *(affinity(name, "user", interactions.ROLES["user"]) for name in named),
        ]
    )
    item = max(
        [
            affinity(one.path.name, "item"),
            richness(one),
            *(affinity(name, "item", items.ROLES["item"]) for name in named if plain(name) != "id"),
        ]
    )
    return max(-1.0, min(1.0, item - user))


def _own_doings(one: Sniffed) -> bool:
    """Whether a table is called like a history or what happens in one, and says when it was.

    Lines of orders are not: who ordered stands elsewhere.
    """
    stem = tokens(one.path.stem)
    called = interactions.event_of(one.path) is not None or not _OWN.isdisjoint(stem)
    called |= any("my" in tokens(name) for name in one.names)
    lines = any(names_a_row(name) and _ORDERS.intersection(tokens(name)) for name in one.names)
    return called and not lines and any(column.like_times > 0.5 for column in one.columns)


def _of_log(one: Sniffed) -> bool:
    """Whether a table says when, or how much something was liked."""
    marked = any(
        affinity(name, "rating", interactions.ROLES["rating"]) >= 0.6 for name in one.names
    )
    return marked or any(column.like_times > 0.5 for column in one.columns)


def _lists_properties(one: Sniffed) -> bool:
    """Whether a row says one property of something, named in it: item, property, value."""
    names = {plain(name) for name in one.names}
    return "value" in names and bool(names & _PROPERTIES) and len(names) <= 4


def _relates(one: Sniffed, key: Seen) -> bool:
    """Whether a table says of its users only which others they know."""
    others = [column for column in one.own if column is not key]
    return bool(others) and all(
        2 * len(column.distinct & key.distinct) >= len(column.distinct) > 0 for column in others
    )


def _key(found: Meeting, log: Sniffed) -> Column:
    why = Text(
        "{hits:,} of {of:,} items of {file} are in it",
        hits=found.hits,
        of=found.of,
        file=log.name,
    )
    return Column(name=found.key.name, why=why, confidence=found.share)


def _together(one: Sniffed, other: Sniffed) -> bool:
    split, others = parts.split_of(one), parts.split_of(other)
    return (split is not None and others is not None) or parts.pieces(one, other)


def _rounded(column: Column) -> dict[str, float]:
    return {"confidence": round(min(1.0, max(0.0, column.confidence)), 2)}
