"""What was seen of the tables of a folder, and what is decided of them so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.catalog.plan import bridges
from core.catalog.plan.about import leaning, lists_properties
from core.catalog.plan.columns import STRUCTURE
from core.catalog.plan.model import Column, File, Holds, Question
from core.catalog.plan.overlap import meetings, richness
from core.catalog.plan.pairs import Pair, pair
from core.catalog.plan.parts import Split
from core.catalog.plan.said import Said
from core.catalog.plan.sniff import Sniffed
from core.catalog.plan.spreads import Found
from core.text import Text

#: What somebody can say of a file.
HOLDS: tuple[Holds, ...] = ("items", "users", "interactions")
#: Score of user and item from which on a table is a log.
_LOG = 0.65
_NOTHING = Said()


class State:
    """The tables of a folder while it is decided what each is.

    Attributes:
        good: tables that can be read, those that lie highest first.
        bare: tables without columns.
        broken: what cannot be read.
        stems: names of media files without suffix.
        about: how much each table is about items (1) rather than users (-1).
        found: how the columns of each meet keys of the others.
        spreads: tables whose columns are named after things.
        taken: what is decided.
        questions: what is unsure.
        forced: what somebody said a file is.
        closed: of what somebody named every file.

    Raises:
        UserError: what was told is not there.

    """

    def __init__(
        self,
        seen: Sequence[Sniffed],
        stems: frozenset[str] = frozenset(),
        said: Said = _NOTHING,
    ) -> None:
        able = [one for one in seen if one.problem is None]
        self.broken = [one for one in seen if one.problem is not None]
        self.good = bridges.with_users([one for one in able if one.columns])
        self.bare = [one for one in able if not one.columns]
        self.stems = stems
        self.said = said
        self.about = {one: leaning(one) for one in self.good}
        self.found = {one: meetings(one, self.good) for one in self.good}
        self.spreads: dict[Sniffed, Found] = {}
        self.taken: dict[Sniffed, File] = {}
        self.questions: list[Question] = []
        self.forced: dict[str, Holds] = {}
        self.closed: set[Holds] = set()
        for holds in HOLDS:
            names = said.files(holds)
            if names is not None:
                self.closed.add(holds)
                self.forced |= dict.fromkeys(names, holds)

    def free(self) -> list[Sniffed]:
        """The tables nothing is decided of."""
        return [one for one in self.good if one not in self.taken]

    def may_be(self, one: Sniffed, holds: Holds) -> bool:
        """Whether nobody told that a table is something else."""
        if one.name in self.forced or holds in self.closed:
            return self.forced.get(one.name) == holds
        return holds != "items" or not lists_properties(one)

    def told(self, one: Sniffed, holds: Holds) -> dict[str, str]:
        """Meaning -> column, "" for none, as far as somebody told."""
        return self.said.columns(one.name, holds, [column.name for column in one.columns])

    def is_about(self, one: Sniffed) -> float:
        """How much a table is about items (1) rather than users (-1)."""
        return self.about[one]

    def named_pair(self, one: Sniffed) -> Pair | None:
        """The columns that would name users and items, were it a log."""
        return pair(one, self.found[one], self.is_about, self.told(one, "interactions"))

    def pair(self, one: Sniffed) -> Pair | None:
        """Users and items of a table that can be a log; None if it cannot."""
        if one in self.spreads:
            chosen = self.spreads[one].chosen()
            return Pair(chosen["user"], chosen["item"], 2 * chosen["item"].confidence)
        found = self.named_pair(one)
        if found is None or found.score < _LOG:
            return None
        # A row a user, and of users it speaks: a table of users that names something else too.
        users = self.about[one] < -0.3 and one.column(found.user.name).key
        return None if users and found.item.confidence < 0.8 else found

    def is_log(self, one: Sniffed, pairs: Mapping[Sniffed, Pair]) -> bool:
        """Whether a table is rather a log than anything else."""
        found = pairs.get(one)
        if one.alone:
            return True
        if found is None or min(found.user.confidence, found.item.confidence) <= STRUCTURE:
            return False
        # One row an item, told in words: a table of items that also names who made them.
        return one.column(found.item.name).varied < 0.95 or richness(one) < 0.5

    def take(
        self,
        one: Sniffed,
        holds: Holds,
        chosen: Mapping[str, Column],
        why: Text,
        confidence: float,
        *,
        event: str | None = None,
        split: Split | None = None,
    ) -> None:
        """Decide what a table is."""
        self.taken[one] = as_file(one, holds, chosen, why, confidence, event=event, split=split)

    def leave(
        self,
        one: Sniffed,
        why: Text,
        confidence: float,
        question: Text | None = None,
        instead: Holds = "interactions",
    ) -> None:
        """Decide that a table is not read; where that is unsure, ask whether it is something."""
        self.take(one, "", {}, why, confidence)
        if question is not None:
            self.ask(one, "holds", question, (instead,))

    def take_beside(self, one: Sniffed) -> None:
        """Take the tables whose rows stand beside those of another."""
        for join in one.joins:
            other = next(table for table in self.good if table.name == join.file)
            if other not in self.taken:
                self.leave(other, Text("its rows stand beside those of {file}", file=one.name), 0.9)

    def ask(self, one: Sniffed, about: str, text: Text, options: Sequence[str] = ()) -> None:
        """Put a question about a table."""
        question = Question(file=one.name, about=about, text=text, options=tuple(options))
        self.questions.append(question)


def as_file(
    one: Sniffed,
    holds: Holds,
    chosen: Mapping[str, Column],
    why: Text,
    confidence: float,
    *,
    event: str | None = None,
    split: Split | None = None,
) -> File:
    """What is decided of a table, for the plan."""
    return File(
        file=one.name,
        holds=holds,
        why=why,
        confidence=round(min(1.0, confidence), 2),
        columns=rounded(chosen),
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


def rounded(chosen: Mapping[str, Column]) -> dict[str, Column]:
    """Columns with confidences as people are shown them."""
    return {
        meaning: column.model_copy(
            update={"confidence": round(min(1.0, max(0.0, column.confidence)), 2)}
        )
        for meaning, column in chosen.items()
    }
