"""Questions of the Training page."""

from __future__ import annotations

from pathlib import Path

from core.errors import UserError
from core.worker.context import Answer, Context, Params, Query
from core.worker.jobs import runs_of


class RunsParams(Params):
    """Nothing to choose."""


def runs(context: Context, _params: RunsParams) -> Answer:
    """All runs on this catalog, newest first."""
    if context.key.catalog is None:
        raise UserError("No catalog is open.", "Open one on the Catalog page.")
    return {"runs": runs_of(Path(context.key.catalog))}, {}


QUERIES: dict[str, tuple[type[Params], Query]] = {"runs": (RunsParams, runs)}
