"""Graph-level fusion: like items speak to each other, users and items speak through histories.

Item-item: one kNN graph per modality from frozen pooled features, added up and normalised
symmetrically (LATTICE, Zhang et al. 2021; frozen as in FREEDOM, Zhou & Shen 2023).
User-item: LightGCN (He et al. 2020), the mean of the propagated layers, with or without the
vectors themselves; in training, edges may be left out each epoch, those between popular users and
items first (FREEDOM).
Where own vectors are counted, an item that many have chosen listens less to like items: it is
known by its choices, a rare one by its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable
from torch.nn import functional

from core.fusion.config import GraphConfig
from core.fusion.knn import nearest
from core.progress import Reporter

#: Interactions of a user or item, on average over both, from which own vectors count: they cost
#: recall at 8 and gained at 20 of the same catalog, thinned (benchmarks/docs/ablation.md).
DENSE = 13


def build_item_graph(
    config: GraphConfig,
    pooled: Iterable[tuple[str, np.ndarray]],
    n_items: int,
    reporter: Reporter | None = None,
) -> SymmetricGraph:
    """The graph of like items.

    Args:
        config: neighbours and weights.
        pooled: name and features [n_items, width] of each modality, asked for one after the
            other; NaN rows are missing.
        n_items: number of items.
        reporter: told how far the neighbour search is.

    """
    edges = []
    weights = []
    if config.item_layers:
        for name, features in pooled:
            weight = config.modality_weights.get(name, 1.0)
            if weight > 0:
                pairs = nearest(features, config.neighbours, reporter=reporter, name=name)
                edges.append(pairs)
                weights.append(torch.full((pairs.shape[1],), weight))
    between = torch.cat(edges, 1) if edges else torch.empty(2, 0, dtype=torch.long)
    strength = torch.cat(weights) if weights else torch.empty(0)
    return SymmetricGraph.of(between[0], between[1], strength, n_items)


def counts_own(config: GraphConfig, interactions: int, n_users: int, n_items: int) -> bool:
    """Whether the vectors themselves count among the layers.

    A vector that counts directly can learn its few interactions by heart; with many, those of the
    neighbours alone are too smooth to tell users apart.
    """
    dense = 2 * interactions >= DENSE * (n_users + n_items)
    return dense if config.own_layer == "auto" else config.own_layer == "always"


class Propagation(nn.Module):
    """Users [U, d] and items [N, d] -> the same, after messages along both graphs.

    The graphs are not among its weights: histories come from the data, the graph of like items
    from a file of the run. Arguments as for `GraphConfig.propagation`.
    """

    def __init__(
        self,
        config: GraphConfig,
        item_graph: SymmetricGraph,
        users: np.ndarray,
        items: np.ndarray,
        n_users: int,
        n_items: int,
    ) -> None:
        super().__init__()
        self.item_layers = config.item_layers
        self.user_layers = config.user_layers
        self.edge_dropout = config.edge_dropout
        self.n_users = n_users
        self.n_items = n_items
        self.item_graph = item_graph
        histories = torch.as_tensor(np.stack([users, items]).astype(np.int64))
        self.register_buffer("edges", torch.unique(histories, dim=1), persistent=False)
        self.own_layer = counts_own(config, self.edges.shape[1], n_users, n_items)
        weight = torch.full((n_items, 1), config.item_weight)
        if self.own_layer and config.item_fade:
            degree = self.edges[1].bincount(minlength=n_items).unsqueeze(1)
            weight *= config.item_fade / (config.item_fade + degree)
        self.register_buffer("item_weight", weight, persistent=False)
        self.full = self._graph(self.edges)
        self.thinned = self.full

    edges: Tensor
    item_weight: Tensor

    def forward(self, users: Tensor, items: Tensor) -> tuple[Tensor, Tensor]:
        """Propagate; in training along the edges the last `resample` left."""
        graph = self.thinned if self.training else self.full
        own = self.own_layer or not self.user_layers
        mean = graph.mean_of_steps(torch.cat([users, items]), self.user_layers, own)
        users_out, items_out = mean.split([self.n_users, self.n_items])
        if self.item_layers:
            like = items
            for _ in range(self.item_layers):
                like = self.item_graph(like)
            items_out = items_out + self.item_weight * like
        return users_out, items_out

    @torch.no_grad()
    def resample(self, generator: torch.Generator | None = None) -> None:
        """Leave out another share of the edges; call it before each epoch.

        An edge stays with weight 1 / sqrt(deg(u) deg(i)), drawn without replacement by the
        exponential keys of Efraimidis & Spirakis (2006), which hold at any number of edges.
        """
        if self.edge_dropout == 0 or not self.edges.shape[1]:
            return
        edges = self.edges.cpu()
        kept = edges.shape[1] - int(edges.shape[1] * self.edge_dropout)
        users = edges[0].bincount(minlength=self.n_users).float()
        items = edges[1].bincount(minlength=self.n_items).float()
        weight = (users[edges[0]] * items[edges[1]]).rsqrt()
        keys = torch.empty(len(weight)).exponential_(generator=generator) / weight
        chosen = keys.topk(kept, largest=False).indices
        self.thinned = self._graph(edges[:, chosen]).to(self.edges.device)

    def _graph(self, edges: Tensor) -> SymmetricGraph:
        ones = torch.ones(edges.shape[1])
        count = self.n_users + self.n_items
        return SymmetricGraph.of(edges[0].cpu(), edges[1].cpu() + self.n_users, ones, count)


class SymmetricGraph(nn.Module):
    """A sparse symmetric matrix A in rows of neighbours; forward(x) is A @ x.

    embedding_bag is used as the product: here 3.5x faster than torch's CSR product on one CPU
    core, and the same call on CUDA. A = A^T, so the backward pass is the same product.
    """

    TENSORS = ("starts", "neighbours", "values")

    def __init__(self, starts: Tensor, neighbours: Tensor, values: Tensor) -> None:
        super().__init__()
        self.register_buffer("starts", starts, persistent=False)
        self.register_buffer("neighbours", neighbours, persistent=False)
        self.register_buffer("values", values, persistent=False)

    starts: Tensor
    neighbours: Tensor
    values: Tensor

    @classmethod
    def of(cls, sources: Tensor, targets: Tensor, weights: Tensor, count: int) -> SymmetricGraph:
        """D^-1/2 (W + W^T) D^-1/2 of the edges given, whose weights W are not negative.

        Edges given both ways, or more than once, add up. Nodes without edges have a zero row.
        """
        both = torch.cat([torch.stack([sources, targets]), torch.stack([targets, sources])], 1)
        keys, where = torch.unique(both[0] * count + both[1], return_inverse=True)
        values = torch.zeros(len(keys)).index_add_(0, where, weights.repeat(2).float())
        rows, columns = keys // max(count, 1), keys % max(count, 1)
        degree = torch.zeros(count).index_add_(0, rows, values)
        scale = degree.clamp(min=1e-12).rsqrt()
        values = values * scale[rows] * scale[columns]
        starts = torch.zeros(count + 1, dtype=torch.long)
        starts[1:] = rows.bincount(minlength=count).cumsum(0)
        return cls(starts, columns, values)

    @classmethod
    def checked(cls, tensors: Mapping[str, Tensor], count: int) -> SymmetricGraph:
        """What `tensors` gave, from a file that may be anybody's.

        Raises:
            ValueError: they are no graph of `count` nodes.

        """
        try:
            starts, neighbours, values = (tensors[name] for name in cls.TENSORS)
        except KeyError as error:
            raise ValueError(f"it has no {error}") from error
        whole = starts.dtype == neighbours.dtype == torch.long and values.dtype == torch.float32
        if not whole or len(starts) != count + 1 or neighbours.shape != values.shape:
            raise ValueError(f"it is no graph of {count} items")
        ends = int(starts[0]) == 0 and int(starts[-1]) == len(neighbours)
        inside = not len(neighbours) or (neighbours.min() >= 0 and neighbours.max() < count)
        if not ends or not inside or bool((starts.diff() < 0).any()):
            raise ValueError("it names neighbours that do not exist")
        return cls(starts, neighbours, values)

    def tensors(self) -> dict[str, Tensor]:
        """All of it by name, for a file."""
        return {name: getattr(self, name) for name in self.TENSORS}

    def forward(self, x: Tensor) -> Tensor:
        return _Product.apply(x, self.starts, self.neighbours, self.values)

    def mean_of_steps(self, x: Tensor, steps: int, own: bool) -> Tensor:
        """Mean of A x, A^2 x, ... A^steps x, and of x too if `own`; there must be one of them."""
        mean: Tensor = _Mean.apply(x, self.starts, self.neighbours, self.values, steps, own)
        return mean

    def dense(self) -> Tensor:
        """The whole matrix [n, n]; for small graphs."""
        return self(torch.eye(len(self.starts) - 1, device=self.values.device))


def _product(x: Tensor, starts: Tensor, neighbours: Tensor, values: Tensor) -> Tensor:
    return functional.embedding_bag(
        neighbours,
        x.contiguous(),
        starts,
        mode="sum",
        per_sample_weights=values.to(x.dtype),
        include_last_offset=True,
    )


class _Product(torch.autograd.Function):
    @staticmethod
    def forward(x: Tensor, starts: Tensor, neighbours: Tensor, values: Tensor) -> Tensor:
        return _product(x, starts, neighbours, values)

    @staticmethod
    def setup_context(ctx, inputs, output) -> None:  # type: ignore[no-untyped-def]
        ctx.save_for_backward(*inputs[1:])

    @staticmethod
    def backward(ctx, gradient):  # type: ignore[no-untyped-def]
        return _Product.apply(gradient, *ctx.saved_tensors), None, None, None


class _Mean(torch.autograd.Function):
    """The mean of steps with one sum for all of them; piled up, they are most of the memory."""

    @staticmethod
    def forward(
        x: Tensor, starts: Tensor, neighbours: Tensor, values: Tensor, steps: int, own: bool
    ) -> Tensor:
        total, layer = (x.clone() if own else None), x
        for _ in range(steps):
            layer = _product(layer, starts, neighbours, values)
            total = layer.clone() if total is None else total.add_(layer)
        assert total is not None
        return total.div_(steps + own)

    @staticmethod
    def setup_context(ctx, inputs, output) -> None:  # type: ignore[no-untyped-def]
        _, *graph, ctx.steps, ctx.own = inputs
        ctx.save_for_backward(*graph)

    @staticmethod
    @once_differentiable
    def backward(ctx, gradient):  # type: ignore[no-untyped-def]
        each = gradient / (ctx.steps + ctx.own)
        total = each
        for step in range(ctx.steps, 0, -1):  # Horner: A (g + A (g + ...))
            total = _product(total, *ctx.saved_tensors)
            if step > 1 or ctx.own:
                total += each
        return total, None, None, None, None, None
