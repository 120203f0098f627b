"""Answers to the questions of core.contracts.catalog."""

from __future__ import annotations

from core.contracts.catalog import (
    COUNTS,
    EXCLUDE,
    HEALTH,
    ITEM,
    STATISTICS,
    TASTE,
    WAVEFORM,
    Counts,
    Excluded,
    ExcludeParams,
    Health,
    HealthParams,
    ItemAudience,
    ItemParams,
    Statistics,
    StatisticsParams,
    Taste,
    TasteParams,
    Waveform,
    WaveformParams,
)
from core.contracts.question import Nothing
from core.explore.catalog import excluding, spread
from core.explore.catalog.health_check import HealthCheck
from core.explore.catalog.item import audience, waveform
from core.explore.catalog.spread import TimeSpan
from core.explore.catalog.taste import Categories, taste
from core.explore.context import Context
from core.worker.answering import answers

#: How long a question about the health check may keep the others waiting.
HEALTH_WAIT_S = 0.05


def _time_span(context: Context) -> TimeSpan:
    return context.kept(TimeSpan, lambda: TimeSpan.of(context.catalog))


@answers(ITEM)
def item(context: Context, params: ItemParams) -> ItemAudience:
    """Who did what with an item, and when."""
    return audience(context.catalog, params.row, params.bins, _time_span(context))


@answers(WAVEFORM)
def outline(context: Context, params: WaveformParams) -> Waveform:
    """How the sound of an item looks."""
    return waveform(context.catalog, params.row, params.column, params.bins)


@answers(COUNTS)
def counts(context: Context, _params: Nothing) -> Counts:
    """Interactions of each item and user."""
    return spread.counts(context.catalog)


@answers(STATISTICS)
def statistics(context: Context, params: StatisticsParams) -> Statistics:
    """How interactions spread."""
    return spread.statistics(context.catalog, params.bins, _time_span(context))


@answers(TASTE)
def preferences(context: Context, params: TasteParams) -> Taste:
    """What the items of a user have in common."""
    categories = context.kept(Categories, lambda: Categories.of(context.catalog))
    return taste(context.catalog, categories, params.user, params.limit)


@answers(HEALTH)
def health(context: Context, params: HealthParams) -> Health:
    """Start the health check if it has not been, wait for it a little, say how far it is."""
    check = context.find(HealthCheck)
    if check is None or params.action == "again":
        if check is not None:
            check.stop()
        check = context.keep(HealthCheck(context.catalog, params.max_files))
    if params.action == "stop":
        check.stop()
    check.wait(HEALTH_WAIT_S)
    return check.standing


@answers(EXCLUDE)
def exclude(context: Context, params: ExcludeParams) -> Excluded:
    """A snapshot without the rows of a finding of the health check."""
    check = context.find(HealthCheck)
    report = check.standing.report if check else None
    return excluding.snapshot_without(context.catalog, report, params.finding)
