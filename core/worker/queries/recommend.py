"""Answers to core.contracts.recommend."""

from __future__ import annotations

from core.contracts.recommend import (
    HOLD,
    LIST,
    PREPARE,
    REASON,
    SIMILAR,
    Change,
    ListAnswer,
    ListParams,
    PrepareAnswer,
    PrepareParams,
    ReasonAnswer,
    ReasonParams,
    SimilarAnswer,
    SimilarParams,
)
from core.explore import reason, recommending
from core.explore.context import Context
from core.explore.recommending import playground
from core.worker.answering import answers


@answers(LIST)
def list_(context: Context, params: ListParams) -> ListAnswer:
    """The best items with scores and reasons."""
    return recommending.best(context, params)


@answers(REASON)
def why(context: Context, params: ReasonParams) -> ReasonAnswer:
    """Why an item stands where it stands."""
    return reason.reason(context, params)


@answers(HOLD)
def hold(context: Context, params: ListParams) -> Change:
    """The smallest change of the history that changes most of a list."""
    return reason.hold(context, params)


@answers(SIMILAR)
def similar(context: Context, params: SimilarParams) -> SimilarAnswer:
    """The items nearest to one."""
    return recommending.similar(context.catalog, playground(context), params.row, params.k)


@answers(PREPARE)
def prepare(context: Context, params: PrepareParams) -> PrepareAnswer:
    """Work ahead for changed weights."""
    done, total = playground(context).prepare(params.seconds)
    return PrepareAnswer(done=done, total=total)
