"""What the questions of the Attention page share: who asks for which score of which item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from core.contracts.attention import ItemParams, Judge
from core.errors import UserError
from core.explore.context import Context
from core.text import Text
from core.training.run.layout import MODEL

if TYPE_CHECKING:
    from torch import Tensor

    from core.encoders.tokens import TokenBatch
    from core.fusion.transformer import TransformerFusion
    from core.training.run.runs import TrainedRun


def transformer_of(run: TrainedRun) -> TransformerFusion:
    """The run's Transformer, or a UserError that says it has none."""
    from core.fusion.transformer import TransformerFusion

    fusion = run.model.fusion
    if not isinstance(fusion, TransformerFusion):
        kind = run.config.fusion.kind
        raise UserError(
            Text("This run fuses by '{kind}', which has no attention to show.", kind=kind),
            "Train a run with the Transformer fusion.",
        )
    return fusion


def check_item(context: Context, item: int) -> None:
    """Raise a UserError if the catalog has no such row."""
    if item >= context.catalog.items.height:
        raise UserError(
            Text("The catalog has no item number {item}.", item=item), "Choose another item."
        )


def tokens_of(run: TrainedRun, rows: list[int]) -> dict[str, TokenBatch]:
    """Tokens of items, per modality of the run."""
    import torch

    return run.gather(torch.tensor(rows))


def target_of(context: Context, params: ItemParams) -> tuple[Tensor, Judge]:
    """The direction [d] whose product with an item's content is its part of the score, and whose
    it is.
    """
    direction, judge = judged(context, params)
    return direction[: context.run.width], judge


def judged(context: Context, params: ItemParams) -> tuple[Tensor, Judge]:
    """The same for the whole item vector, which is longer where models were joined."""
    run = context.run
    if not len(run.user_vectors):
        return _itself(context, params), Judge(who="itself", people=0)
    if params.user is not None:
        if params.user >= len(run.user_vectors):
            raise UserError(
                Text("The catalog has no user number {user}.", user=params.user), "Choose another."
            )
        judge = Judge(who="user", user=params.user, people=1)
        return run.user_vectors[params.user], judge
    wished = context.catalog.wished
    if params.own is not None and params.own.alone:
        wished = wished.clear()  # nobody has chosen it
    chosen = wished.filter(pl.col("item") == params.item).get_column("user").unique()
    if len(chosen):
        rows = chosen.sort().to_numpy().copy()
        return run.user_vectors[rows].mean(0), Judge(who="choosers", people=len(rows))
    return run.user_vectors.mean(0), Judge(who="everybody", people=len(run.user_vectors))


def _itself(context: Context, params: ItemParams) -> Tensor:
    """The direction of an item's own vector; of one's own thing, that of the mean item."""
    from torch.nn import functional

    vectors = context.run.item_vectors
    alone = params.own is not None and params.own.alone
    return functional.normalize(vectors.mean(0) if alone else vectors[params.item], dim=0)


def beside_content(run: TrainedRun, params: ItemParams) -> tuple[Tensor, Tensor]:
    """What people's choices tell of an item: a vector [d] and a bias, zero of one's own thing."""
    base, bias = run.base_vectors[params.item], run.item_bias[params.item]
    alone = params.own is not None and params.own.alone
    return (base * 0, bias * 0) if alone else (base, bias)


def bias_of(run: TrainedRun, user: int | None) -> Tensor:
    """Of a user, or the mean of all."""
    if not len(run.user_bias):
        return run.user_bias.sum()
    return run.user_bias.mean() if user is None else run.user_bias[user]


class Score:
    """<direction, base + f(tokens)> + biases of one item, for a batch of token sets."""

    def __init__(self, run: TrainedRun, params: ItemParams, direction: Tensor) -> None:
        self._fusion = run.model.fusion
        self._direction = direction
        base, bias = beside_content(run, params)
        self._constant = base @ direction + bias + bias_of(run, params.user)

    def __call__(self, batch: Mapping[str, TokenBatch]) -> Tensor:
        import torch

        assert self._fusion is not None
        with torch.no_grad():
            vectors: Tensor = self._fusion(batch).vector
            return vectors @ self._direction[: vectors.shape[1]] + self._constant


def score_of(context: Context, params: ItemParams) -> Score:
    """The score of one item as a function of its tokens; UserError if it uses none."""
    run = context.run
    if run.model.fusion is None:
        raise UserError(
            "This run uses no content, so masking changes nothing.", "Train a run with a fusion."
        )
    return Score(run, params, judged(context, params)[0])


def encoders_of(context: Context, modalities: Sequence[str]) -> dict[str, str]:
    """Who encoded the tokens of each modality."""
    return {name: context.run.gather.stores[name].encoder for name in modalities}


def model_hash(context: Context) -> str:
    """First 16 hex digits of the SHA-256 of the run's weights."""
    return context.kept(str, lambda: _hash(context.run.folder / MODEL), "model hash")


def _hash(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
