"""A trained run one can play with: other histories, other weights, without training.

Turning a modality off is exact: the items are fused as if they did not have it. Turning it up or
down scales its Shapley share of the content vector, so that at full weights nothing changes and
scores stay sums of what each modality gave.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from core.errors import UserError
from core.explore.coalitions import Coalitions
from core.recommend import foldin, hours
from core.recommend.explain import Explanation, explain
from core.recommend.neighbours import diversify, similar
from core.text import Text
from core.topk import top_k
from core.training.run.runs import TrainedRun

#: Up to this many items, changed weights are applied to the whole catalog; beyond, to the best.
WHOLE_UP_TO = 5000
#: How many of the best are weighed anew in a larger catalog.
CANDIDATES = 1500
#: Candidates per listed item that a diverse list is chosen from.
WIDER = 10


@dataclass(frozen=True)
class Person:
    """For whom.

    Attributes:
        vector: [d].
        bias: global bias included.
        history: rows of items that were wished for.
        known: rows of items that may not be recommended: those, and what else was met.
        votes: [N] by voter, what is near to the history.

    """

    vector: Tensor
    bias: float
    history: np.ndarray
    known: np.ndarray
    votes: dict[str, Tensor]


@dataclass(frozen=True)
class Listed:
    """A list and its reasons.

    Attributes:
        rows: int64 [K], best first.
        explanation: of these rows; its parts sum to the scores.
        ranked: how many items competed.
        approximate: whether only the best by plain score were weighed anew.

    """

    rows: np.ndarray
    explanation: Explanation
    ranked: int
    approximate: bool


class Playground:
    """Lists, explanations and neighbours from one run."""

    def __init__(self, run: TrainedRun) -> None:
        self.run = run
        self.coalitions = Coalitions(run)

    @property
    def modalities(self) -> tuple[str, ...]:
        """What the model looks at; empty for plain matrix factorisation."""
        return self.coalitions.modalities

    def prepare(self, seconds: float) -> tuple[int, int]:
        """Work ahead for changed histories and weights: (done, total) of what can be weighed."""
        begun = time.monotonic()
        _ = self.folding, self.hours
        seconds -= time.monotonic() - begun
        if len(self.run.item_vectors) > WHOLE_UP_TO:
            return 0, 0
        return self.coalitions.prepare(max(0.0, seconds))

    @cached_property
    def folding(self) -> foldin.FoldIn:
        """Closed-form user vectors, calibrated on the trained ones."""
        return foldin.fit(self.run.item_vectors, self.run.user_vectors, self.run.seen)

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
            weights: factor of each modality's share, 1 where none is given, 0 hides it.
            diversity: 0 .. 1, see core.recommend.neighbours.diversify.
            hour: of the day, UTC; None for whichever.

        Raises:
            UserError: a weight is given for something the model does not look at.

        """
        weights = {name: weight for name, weight in (weights or {}).items() if weight != 1}
        if unknown := weights.keys() - set(self.modalities):
            raise UserError(
                Text("The model does not look at '{unknown}'.", unknown=sorted(unknown)[0]),
                Text(
                    "It looks at: {modalities}.",
                    modalities=", ".join(self.modalities) or Text("no modality"),
                ),
            )
        hour_term = self._hour_term(hour)
        bias = self.run.item_bias if hour_term is None else self.run.item_bias + hour_term
        for vote in person.votes.values():
            bias = bias + vote
        n_items = len(self.run.item_vectors)
        whole = not weights or n_items <= WHOLE_UP_TO
        pool = None
        if not whole:
            # Ascending, so that a row's place in it is found by binary search.
            pool = self._top(person, self.run.item_vectors, bias, None, CANDIDATES).sort().values
        vectors = self._weighed(pool, weights)
        wanted = k if not diversity else max(WIDER * k, 100)
        rows = self._top(person, vectors, bias, pool, wanted)
        if diversity and len(rows):
            chosen = vectors[rows if pool is None else torch.searchsorted(pool, rows)]
            scores = chosen @ person.vector + bias[rows]
            rows = rows[diversify(scores, chosen, k, diversity)]
        return Listed(
            rows.numpy(),
            self.reasons(person, rows, weights, None if hour_term is None else hour_term[rows]),
            n_items if pool is None else len(pool),
            pool is not None,
        )

    def reasons(
        self,
        person: Person,
        rows: Tensor,
        weights: Mapping[str, float] | None = None,
        hour_term: Tensor | None = None,
    ) -> Explanation:
        """Why `rows` [K] have the scores they have; `hour_term` [K] is added."""
        weights = weights or {}
        content = self.coalitions.shares(rows, self._kept(weights))
        factors = torch.tensor([weights.get(name, 1.0) for name in self.modalities])
        return explain(
            person.vector,
            self.run.base_vectors[rows],
            content * factors.view(-1, 1, 1),
            self.run.item_bias[rows],
            person.bias,
            self.modalities,
            hour_term,
            {name: vote[rows] for name, vote in person.votes.items()},
        )

    def because(self, person: Person, row: int, k: int) -> list[tuple[int, float]]:
        """Up to k items of the history that the votes for item `row` come from, and their parts."""
        if self.run.vote is None or not len(person.history):
            return []
        history = torch.as_tensor(person.history)
        parts = torch.zeros(len(history))
        for voter in self.run.vote.voters:
            given = voter.neighbourhood.between(history, row)
            if float(given.sum()) > 0:
                parts += person.votes[voter.name][row] * given / given.sum()
        best = parts.argsort(descending=True, stable=True)[:k]
        return [(int(history[at]), float(parts[at])) for at in best if parts[at] > 0]

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

    def _top(
        self, person: Person, vectors: Tensor, bias: Tensor, pool: Tensor | None, k: int
    ) -> Tensor:
        """The best rows [<= k]; `bias` [N]; with a pool [C], `vectors` [C, d] are of its rows."""
        known = torch.as_tensor(person.known)
        if pool is not None:
            bias = bias[pool]
            known = torch.nonzero(torch.isin(pool, known)).flatten()
        excluded = torch.zeros_like(known), known
        k = min(k, len(vectors))
        best = top_k(person.vector[None], vectors, k, bias, excluded)[0][0]
        best = best[best >= 0]
        return best if pool is None else pool[best]

    def _weighed(self, pool: Tensor | None, weights: Mapping[str, float]) -> Tensor:
        """Item vectors [N, d] (of the pool [C, d]) under these weights."""
        if not weights:
            return self.run.item_vectors
        rows = torch.arange(len(self.run.item_vectors)) if pool is None else pool
        factors = torch.tensor([weights.get(name, 1.0) for name in self.modalities])
        shares = self.coalitions.shares(rows, self._kept(weights))
        content = torch.einsum("m,mnd->nd", factors, shares)
        return self.run.base_vectors[rows] + content

    def _kept(self, weights: Mapping[str, float]) -> int:
        """The coalition of the modalities that are not hidden."""
        return sum(1 << n for n, name in enumerate(self.modalities) if weights.get(name, 1.0))
