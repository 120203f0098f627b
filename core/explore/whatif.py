"""A trained run one can play with: other histories, other weights, without training.

Turning a modality off is exact: the items are fused as if they did not have it. Turning it up or
down scales its Shapley share of the content vector, so that at full weights nothing changes and
scores stay sums of what each modality gave.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from core.errors import UserError
from core.explore.asked import Field, Listed, Person
from core.explore.coalitions import Coalitions
from core.recommend import hours, replay
from core.recommend.explain import Explanation, explain
from core.recommend.foldin import FoldIn
from core.recommend.neighbours import diversify, similar
from core.recommend.part_names import BIAS, CHOICES, COLLABORATIVE, NEAR
from core.text import Text
from core.topk import top_k
from core.training.run.runs import TrainedRun

#: Up to this many items, changed weights are applied to the whole catalog; beyond, to the best.
WHOLE_UP_TO = 5000
#: How many of the best are weighed anew in a larger catalog.
CANDIDATES = 1500
#: Candidates per listed item that a diverse list is chosen from.
WIDER = 10


class Playground:
    """Lists, explanations and neighbours from one run."""

    def __init__(self, run: TrainedRun) -> None:
        self.run = run
        self.coalitions = Coalitions(run)

    @property
    def modalities(self) -> tuple[str, ...]:
        """What the model looks at; empty for plain matrix factorisation."""
        return self.coalitions.modalities

    @property
    def voters(self) -> tuple[str, ...]:
        """Who votes beside the model: modalities, and CHOICES."""
        vote = self.run.vote
        return () if vote is None else tuple(voter.name for voter in vote.voters)

    @property
    def parts(self) -> tuple[str, ...]:
        """What ranks the items, by the names of `ListedItem.why`; the hour aside."""
        return (*self.modalities, COLLABORATIVE, BIAS, *(NEAR + name for name in self.voters))

    def content_weights(self) -> dict[str, float]:
        """Weights under which nothing counts but what items contain.

        Raises:
            UserError: this model does not look at it.

        """
        content = {*self.modalities, *(NEAR + name for name in self.voters if name != CHOICES)}
        if not content:
            raise UserError(
                "This model does not look at what items contain, so content alone ranks nothing.",
                "Train a model that uses item content, or let neighbours vote.",
            )
        return {part: 0.0 for part in self.parts if part not in content}

    def prepare(self, seconds: float) -> tuple[int, int]:
        """Work ahead for changed histories and weights: (done, total) of what can be weighed."""
        begun = time.monotonic()
        _ = self.folding, self.hours
        seconds -= time.monotonic() - begun
        if len(self.run.item_vectors) > WHOLE_UP_TO:
            return 0, 0
        return self.coalitions.prepare(max(0.0, seconds))

    @cached_property
    def folding(self) -> FoldIn | replay.Replay:
        """User vectors of histories: as the head reads them, or in closed form."""
        run = self.run
        return replay.folding(run.model, run.item_vectors, run.user_vectors, run.seen)

    @cached_property
    def hours(self) -> hours.Hours | None:
        """What the hour of a choice tells; None without times, or where scores are ratings."""
        data = self.run.data
        if data.times is None or self.run.config.loss.predicts_ratings:
            return None
        return hours.fit(data.items, data.times, data.n_items)

    def _hour_term(self, hour: int | None) -> Tensor | None:
        """What an hour adds to the score of every item, [N]."""
        if hour is None or self.hours is None:
            return None
        return self.run.config.loss.scale * self.hours.term(hour)

    # --- for whom -----------------------------------------------------------------------------

    def person(
        self, user: int | None, liked: Sequence[int] = (), removed: Sequence[int] = ()
    ) -> Person:
        """A user, with items added to and taken out of the training history.

        Args:
            user: row of the user, None for somebody new.
            liked: items added.
            removed: items taken out.

        Raises:
            UserError: there is no such user or item.

        """
        n_items = len(self.run.item_vectors)
        if user is not None and not 0 <= user < len(self.run.user_vectors):
            raise UserError(
                Text("The model knows no user number {user}.", user=user), "Choose another user."
            )
        if any(not 0 <= row < n_items for row in (*liked, *removed)):
            raise UserError("The history names an item the model does not know.", "Start over.")
        before = self.run.seen.of(user) if user is not None else np.zeros(0, np.int64)
        kept = before[~np.isin(before, np.asarray(removed, np.int64))]
        added = np.asarray([row for row in liked if row not in set(kept.tolist())], np.int64)
        after = np.concatenate((kept, added))
        if user is None:
            vector = self.folding.vector(torch.as_tensor(after))
            return self._person(vector, self.run.model.mf.bias.item(), after, after)
        vector = self.run.user_vectors[user]
        if len(added) or len(kept) < len(before):
            vector = self.folding.changed(vector, torch.as_tensor(before), torch.as_tensor(after))
        met = self.run.data.shown.of(user)
        known = np.concatenate((after, met[~np.isin(met, after)]))
        return self._person(vector, float(self.run.user_bias[user]), after, known)

    def _person(
        self, vector: Tensor, bias: float, history: np.ndarray, known: np.ndarray
    ) -> Person:
        """With the votes, which need the scores of all items."""
        votes = {}
        if self.run.vote is not None:
            scores = self.run.item_vectors @ vector + self.run.item_bias
            items = torch.as_tensor(history)
            rows = torch.zeros_like(items)
            for voter in self.run.vote.voters:
                votes[voter.name] = voter.votes(scores.unsqueeze(0), rows, items)[0]
        return Person(vector, bias, history, known, votes)

    # --- what ---------------------------------------------------------------------------------

    def best(
        self,
        person: Person,
        k: int,
        weights: Mapping[str, float] | None = None,
        diversity: float = 0.0,
        hour: int | None = None,
    ) -> Listed:
        """The k best items a person does not know yet.

        Args:
            person: from :meth:`person`.
            k: length of the list.
            weights: factor of each of `parts`, 1 where none is given, 0 hides it.
            diversity: 0 .. 1, see core.recommend.neighbours.diversify.
            hour: of the day, UTC; None for whichever.

        Raises:
            UserError: a weight is given for no part of the score.

        """
        weights = self.checked(weights)
        field = self.field(person, weights, hour)
        pool = field.pool
        wanted = k if not diversity else max(WIDER * k, 100)
        rows = self._top(person, field, wanted)
        if diversity and len(rows):
            chosen = field.vectors[rows if pool is None else torch.searchsorted(pool, rows)]
            scores = chosen @ person.vector + field.bias[rows]
            rows = rows[diversify(scores, chosen, k, diversity)]
        return Listed(
            rows.numpy(),
            self.reasons(person, rows, weights, hour),
            len(self.run.item_vectors) if pool is None else len(pool),
            pool is not None,
        )

    def place(
        self, person: Person, row: int, weights: Mapping[str, float], hour: int | None = None
    ) -> tuple[int, bool]:
        """The place of item `row` among all that compete, from 1, and whether that is approximate.

        Raises:
            UserError: a weight is given for no part of the score.

        """
        field = self.field(person, self.checked(weights), hour, row)
        rows = torch.arange(len(field.vectors)) if field.pool is None else field.pool
        scores = field.vectors @ person.vector + field.bias[rows]
        scores[torch.isin(rows, torch.as_tensor(person.known))] = -torch.inf
        better = scores > scores[torch.searchsorted(rows, row)]
        return 1 + int(better.sum()), field.pool is not None

    def checked(self, weights: Mapping[str, float] | None) -> dict[str, float]:
        """Those that change something."""
        weights = {name: weight for name, weight in (weights or {}).items() if weight != 1}
        if unknown := weights.keys() - set(self.parts):
            raise UserError(
                Text("The model does not look at '{unknown}'.", unknown=sorted(unknown)[0]),
                Text("Its scores are made of: {parts}.", parts=", ".join(self.parts)),
            )
        return weights

    def field(
        self, person: Person, weights: Mapping[str, float], hour: int | None, row: int | None = None
    ) -> Field:
        """Who competes; item `row` does in any case."""
        bias = self.run.item_bias * weights.get(BIAS, 1.0)
        for name, vote in person.votes.items():
            bias = bias + weights.get(NEAR + name, 1.0) * vote
        if (hour_term := self._hour_term(hour)) is not None:
            bias = bias + hour_term
        pool = None
        fuses = not weights.keys().isdisjoint(self.modalities)
        if fuses and len(self.run.item_vectors) > WHOLE_UP_TO:
            # Ascending, so that a row's place in it is found by binary search.
            best = self._top(person, Field(None, self.run.item_vectors, bias), CANDIDATES)
            pool = torch.cat((best, torch.tensor([] if row is None else [row], dtype=best.dtype)))
            pool = pool.unique()
        return Field(pool, self._weighed(pool, weights), bias)

    def reasons(
        self,
        person: Person,
        rows: Tensor,
        weights: Mapping[str, float] | None = None,
        hour: int | None = None,
    ) -> Explanation:
        """Why `rows` [K] have the scores they have."""
        weights = weights or {}
        content = self.coalitions.shares(rows, self._kept(weights))
        factors = torch.tensor([weights.get(name, 1.0) for name in self.modalities])
        bias = weights.get(BIAS, 1.0)
        hour_term = self._hour_term(hour)
        return explain(
            person.vector,
            self.run.base_vectors[rows] * weights.get(COLLABORATIVE, 1.0),
            content * factors.view(-1, 1, 1),
            self.run.item_bias[rows] * bias,
            person.bias * bias,
            self.modalities,
            None if hour_term is None else hour_term[rows],
            {
                name: weights.get(NEAR + name, 1.0) * vote[rows]
                for name, vote in person.votes.items()
            },
        )

    def like(self, row: int, k: int) -> tuple[np.ndarray, np.ndarray]:
        """The k items nearest to item `row`, and their cosines.

        Raises:
            UserError: there is no such item.

        """
        if not 0 <= row < len(self.run.item_vectors):
            raise UserError(
                Text("The model knows no item number {row}.", row=row), "Choose another item."
            )
        near, cosines = similar(self.run.item_vectors, row, k)
        valid = near >= 0
        return near[valid].numpy(), cosines[valid].numpy()

    # --- vectors ------------------------------------------------------------------------------

    def _top(self, person: Person, field: Field, k: int) -> Tensor:
        """The best rows [<= k]."""
        known, pool, bias = torch.as_tensor(person.known), field.pool, field.bias
        if pool is not None:
            bias = bias[pool]
            known = torch.nonzero(torch.isin(pool, known)).flatten()
        excluded = torch.zeros_like(known), known
        k = min(k, len(field.vectors))
        best = top_k(person.vector[None], field.vectors, k, bias, excluded)[0][0]
        best = best[best >= 0]
        return best if pool is None else pool[best]

    def _weighed(self, pool: Tensor | None, weights: Mapping[str, float]) -> Tensor:
        """Item vectors [N, d] (of the pool [C, d]) under these weights."""
        items, bases = self.run.item_vectors, self.run.base_vectors
        if pool is not None:
            items, bases = items[pool], bases[pool]
        collaborative = weights.get(COLLABORATIVE, 1.0)
        if weights.keys().isdisjoint(self.modalities):
            return items if collaborative == 1 else items + (collaborative - 1) * bases
        rows = torch.arange(len(items)) if pool is None else pool
        factors = torch.tensor([weights.get(name, 1.0) for name in self.modalities])
        shares = self.coalitions.shares(rows, self._kept(weights))
        return collaborative * bases + torch.einsum("m,mnd->nd", factors, shares)

    def _kept(self, weights: Mapping[str, float]) -> int:
        """The coalition of the modalities that are not hidden."""
        return sum(1 << n for n, name in enumerate(self.modalities) if weights.get(name, 1.0))
