"""Answers to core.contracts.recommend."""

from __future__ import annotations

from core.contracts.recommend import (
    LIST,
    PREPARE,
    SIMILAR,
    ListAnswer,
    ListParams,
    PrepareAnswer,
    PrepareParams,
    SimilarAnswer,
    SimilarParams,
)
from core.explore import recommending
from core.explore.context import Context
from core.explore.recommending import playground
from core.worker.answering import answers


@answers(LIST)
def list_(context: Context, params: ListParams) -> ListAnswer:
    """The best items with scores and reasons."""
    return recommending.best(context.catalog, playground(context), params)


@answers(SIMILAR)
def similar(context: Context, params: SimilarParams) -> SimilarAnswer:
    """The items nearest to one."""
    return recommending.similar(context.catalog, playground(context), params.row, params.k)


@answers(PREPARE)
def prepare(context: Context, params: PrepareParams) -> PrepareAnswer:
    """Work ahead for changed weights."""
    done, total = playground(context).prepare(params.seconds)
    return PrepareAnswer(done=done, total=total)
