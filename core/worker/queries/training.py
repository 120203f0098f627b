"""Questions of the Training page."""

from __future__ import annotations

from pathlib import Path

from core.catalog import snapshot
from core.errors import UserError
from core.training import layout
from core.worker.context import Answer, Context, Params, Query


class RunsParams(Params):
    """Nothing to choose."""


def runs(context: Context, _params: RunsParams) -> Answer:
    """All runs on this catalog, newest first."""
    if context.key.catalog is None:
        raise UserError("No catalog is open.", "Open one on the Catalog page.")
    return {"runs": layout.runs_of(snapshot.key(Path(context.key.catalog)))}, {}


QUERIES: dict[str, tuple[type[Params], Query]] = {"runs": (RunsParams, runs)}
