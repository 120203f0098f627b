"""Answers to core.contracts.alignment."""

from __future__ import annotations

from core.contracts import alignment as asked
from core.contracts.question import Nothing
from core.explore.alignment import (
    mismatches,
    outlines,
    pairs,
    phrase_search,
    plane,
    token_matching,
)
from core.explore.context import Context
from core.worker.answering import answers


@answers(asked.SPACES)
def spaces(context: Context, _params: Nothing) -> asked.SpacesAnswer:
    """Spaces and pairs of modalities there are."""
    return pairs.available(context)


@answers(asked.LEAVE_OUT)
def leave_out(context: Context, params: asked.LeaveOutParams) -> asked.LeaveOutAnswer:
    """A catalog without some items."""
    return mismatches.leave_out(context, params.items)


answers(asked.PAIR)(pairs.pair)
answers(asked.SHIFTED)(pairs.shifted)
answers(asked.MAP)(plane.everything)
answers(asked.LOSS)(plane.loss)
answers(asked.NEIGHBOURS)(plane.neighbours)
answers(asked.TOKENS)(token_matching.tokens)
answers(asked.MISMATCHES)(mismatches.mismatches)
answers(asked.FIND)(phrase_search.find)
answers(asked.WAVES)(outlines.waves)
