"""Questions of the Catalog page, by name."""

from __future__ import annotations

from core.explore.context import Params, Query
from core.worker.queries.catalog_health import ExcludeParams, HealthParams, exclude, health
from core.worker.queries.catalog_item import ItemParams, WaveformParams, item, waveform
from core.worker.queries.catalog_spread import NoParams, StatisticsParams, counts, statistics
from core.worker.queries.catalog_taste import TasteParams, taste

QUERIES: dict[str, tuple[type[Params], Query]] = {
    "item": (ItemParams, item),
    "counts": (NoParams, counts),
    "taste": (TasteParams, taste),
    "waveform": (WaveformParams, waveform),
    "health": (HealthParams, health),
    "exclude": (ExcludeParams, exclude),
    "statistics": (StatisticsParams, statistics),
}
