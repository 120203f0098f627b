"""Triptych without its window; `from core import ...` is its public face.

    from core import encode, make_sample, train

    catalog = make_sample("shop")
    features = encode(catalog)
    run = train(catalog, features, epochs=5)
    for item in run.recommend("U00001", k=5).items:
        print(item.title, item.score, item.why)

Nothing is imported before a name is used. See core/README.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.errors import UserError
    from core.explore.attention.labels import Attention
    from core.face.benchmark import benchmark
    from core.face.catalog import OpenedCatalog, encode, make_sample, open_catalog
    from core.face.run import OpenedRun, open_run, train
    from core.progress import Reporter
    from core.terminal import TerminalReporter

__all__ = [
    "Attention",
    "OpenedCatalog",
    "OpenedRun",
    "Reporter",
    "TerminalReporter",
    "UserError",
    "benchmark",
    "encode",
    "make_sample",
    "open_catalog",
    "open_run",
    "train",
]

#: The module of each name.
_MODULES = {
    "Attention": "explore.attention.labels",
    "OpenedCatalog": "face.catalog",
    "OpenedRun": "face.run",
    "Reporter": "progress",
    "TerminalReporter": "terminal",
    "UserError": "errors",
    "benchmark": "face.benchmark",
    "encode": "face.catalog",
    "make_sample": "face.catalog",
    "open_catalog": "face.catalog",
    "open_run": "face.run",
    "train": "face.run",
}


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module 'core' has no attribute '{name}'")
    return getattr(import_module(f"core.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
