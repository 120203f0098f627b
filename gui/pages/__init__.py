"""The pages in the order of the flow, as data: nothing is imported before it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from gui.page import Page


@dataclass(frozen=True)
class PageEntry:
    """Key, title and icon of a page, and the class that draws it as `module:Class`."""

    key: str
    title: str
    icon: str
    where: str
    in_flow: bool = True

    def load(self) -> type[Page]:
        """Import the page's class."""
        module, _, name = self.where.partition(":")
        page: Any = getattr(import_module(module), name)
        return page


PAGES = (
    PageEntry(
        "catalog",
        str(QT_TRANSLATE_NOOP("pages", "Catalog")),
        "catalog",
        "gui.pages.catalog.page:CatalogPage",
    ),
    PageEntry(
        "time",
        str(QT_TRANSLATE_NOOP("pages", "Time sync")),
        "time",
        "gui.pages.time.page:TimePage",
    ),
    PageEntry(
        "space",
        str(QT_TRANSLATE_NOOP("pages", "Spatial alignment")),
        "space",
        "gui.pages.spatial.page:SpatialPage",
    ),
    PageEntry(
        "features",
        str(QT_TRANSLATE_NOOP("pages", "Features")),
        "features",
        "gui.pages.features.page:FeaturesPage",
    ),
    PageEntry(
        "alignment",
        str(QT_TRANSLATE_NOOP("pages", "Alignment")),
        "alignment",
        "gui.pages.alignment.page:AlignmentPage",
    ),
    PageEntry(
        "training",
        str(QT_TRANSLATE_NOOP("pages", "Training")),
        "training",
        "gui.pages.training.page:TrainingPage",
    ),
    PageEntry(
        "attention",
        str(QT_TRANSLATE_NOOP("pages", "Attention")),
        "attention",
        "gui.pages.attention.page:AttentionPage",
    ),
    PageEntry(
        "recommend",
        str(QT_TRANSLATE_NOOP("pages", "Recommend")),
        "recommend",
        "gui.pages.recommend.page:RecommendPage",
    ),
    PageEntry(
        "benchmark",
        str(QT_TRANSLATE_NOOP("pages", "Benchmark")),
        "benchmark",
        "gui.pages.benchmark.page:BenchmarkPage",
        in_flow=False,
    ),
)
