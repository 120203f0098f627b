"""A variational autoencoder of histories (Liang et al. 2018), whose score is one inner product.

A history, its length brought to 1 and half of it hidden, becomes a normal distribution of a vector;
from a draw of that, a softmax over all items shall give the whole history back:

    q(z | x) = N(W x + b, exp(W' x + b')),   p(i | z) ~ exp(<z, v_i> + c_i)

Without hidden layers the mean is the user's vector and v_i the item's, so that retrieval, fold-in
and explanations hold as for matrix factorisation. The divergence from N(0, 1) counts little, and
its weight rises from zero (beta annealing).
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from core.progress import Reporter
from core.recommend.histories import Histories
from core.recommend.recommender import Vectors

#: Users of a step, at most: of few there are so many steps in an epoch.
BATCH, STEPS = 128, 8
RATE, DROPOUT = 1e-3, 0.5
#: Weight of the divergence, and steps until it is reached.
BETA, RISE = 0.2, 400


class Autoencoder:
    """One model of some histories, improved epoch by epoch.

    Attributes:
        epochs: done.

    """

    def __init__(
        self,
        histories: Histories,
        n_items: int,
        dim: int,
        seed: int,
        weights: np.ndarray | None = None,
    ) -> None:
        """Start from random weights.

        Args:
            histories: what is learned.
            n_items: N.
            dim: d.
            seed: of the start, the order, what is hidden and what is drawn.
            weights: [T], how much each choice counts; 1 if not given.

        """
        self._histories, self._n_items = histories, n_items
        self._weights = np.ones(len(histories.items), np.float32) if weights is None else weights
        self._known = np.flatnonzero(histories.counts)
        self._generator = torch.Generator().manual_seed(seed)
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            self._encoder, self._decoder = nn.Linear(n_items, 2 * dim), nn.Linear(dim, n_items)
            for layer in (self._encoder, self._decoder):
                nn.init.xavier_normal_(layer.weight)
                nn.init.zeros_(layer.bias)
        learned = [*self._encoder.parameters(), *self._decoder.parameters()]
        self._optimizer = torch.optim.Adam(learned, lr=RATE)
        self._steps = self.epochs = 0

    def epoch(self, reporter: Reporter | None = None) -> bool:
        """Learn from everybody once; whether the reporter lets one go on."""
        reporter = reporter or Reporter()
        order = torch.randperm(len(self._known), generator=self._generator)
        for places in order.split(min(BATCH, max(1, len(order) // STEPS))):
            self._step(self._rows(self._known[places.numpy()]))
            if reporter.checkpoint():
                return False
        self.epochs += 1
        return True

    def vectors(self, later: Histories | None = None) -> Vectors:
        """Of everybody; `later` is what histories are longer by once the test begins."""
        everyone = np.arange(len(self._histories))
        users = self._encoded(everyone, None)
        made = self._decoder.weight.detach().clone()
        bias = self._decoder.bias.detach().clone()
        return Vectors(
            users, made, torch.zeros(len(users)), bias, made,
            later=None if later is None else self._encoded(everyone, later),
        )  # fmt: skip

    def _step(self, wanted: Tensor) -> None:
        kept = torch.rand(wanted.shape, generator=self._generator) >= DROPOUT
        seen = functional.normalize(wanted) * kept / (1 - DROPOUT)
        mean, spread = self._encoder(seen).chunk(2, 1)
        noise = torch.randn(mean.shape, generator=self._generator)
        scores = self._decoder(mean + noise * (spread / 2).exp())
        missed = -(functional.log_softmax(scores, 1) * wanted).sum(1).mean()
        divergence = -0.5 * (1 + spread - mean.square() - spread.exp()).sum(1).mean()
        self._steps += 1
        loss = missed + BETA * min(1.0, self._steps / RISE) * divergence
        self._optimizer.zero_grad()
        loss.backward()
        self._optimizer.step()

    @torch.no_grad()
    def _encoded(self, users: np.ndarray, later: Histories | None) -> Tensor:
        """Means [B, d]; zero for those without any history."""
        blocks = []
        for part in np.array_split(users, max(1, len(users) // BATCH)):
            rows = self._rows(part)
            if later is not None:
                rows.index_put_(tuple(map(torch.as_tensor, later.pairs(part))), torch.ones(()))
            mean = self._encoder(functional.normalize(rows)).chunk(2, 1)[0]
            blocks.append(mean * rows.any(1, keepdim=True))
        return torch.cat(blocks)

    def _rows(self, users: np.ndarray) -> Tensor:
        """Histories of users [B] as a matrix [B, N]."""
        made = torch.zeros(len(users), self._n_items)
        rows, places = self._histories.places(users)
        items, weights = self._histories.items[places], self._weights[places]
        made[torch.as_tensor(rows), torch.as_tensor(items)] = torch.as_tensor(weights)
        return made
