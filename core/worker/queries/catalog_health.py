"""The health check as the window sees it: how far it is, and leaving out what it found."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from core.catalog.opening import snapshot
from core.errors import UserError
from core.explore.context import Answer, Context, Params
from core.explore.excluding import without
from core.text import Text
from core.worker.health import HealthCheck

#: How long a question about the health check may keep the others waiting.
HEALTH_WAIT_S = 0.05


class HealthParams(Params):
    """`look` starts the check once, `again` anew, `stop` ends it early. At most `max_files` files
    of each kind are opened.
    """

    action: Literal["look", "again", "stop"] = "look"
    max_files: int = Field(2000, ge=0)


class ExcludeParams(Params):
    """Key of a finding of the health check whose rows are to be left out."""

    finding: str


def health(context: Context, params: HealthParams) -> Answer:
    """Start the health check if it has not been, wait for it a little, say how far it is.

    Result: `state` "running", "done" or "failed"; while running `stage`, `done`, `total`; when
    done `findings` without rows, `checked`, `notes`, `seconds`; when failed `problem`.
    Arrays, when done: `items_<n>` and `rows_<n>` int64, of the n-th finding.
    """
    known: HealthCheck | None = context.cache.get("health")
    if known is None or params.action == "again":
        if known is not None:
            known.stop()
        known = context.cache["health"] = HealthCheck(context.catalog, params.max_files)
    if params.action == "stop":
        known.stop()
    known.wait(HEALTH_WAIT_S)
    now = known.standing
    if now.report is None:
        return {
            "state": now.state,
            "stage": now.stage,
            "done": now.done,
            "total": now.total,
            "problem": now.problem,
        }, {}
    report = now.report.to_dict()
    arrays = {}
    for number, finding in enumerate(report["findings"]):
        for name in ("items", "rows"):
            arrays[f"{name}_{number}"] = np.array(finding.pop(name), np.int64)
    return {"state": now.state, **report}, arrays


def exclude(context: Context, params: ExcludeParams) -> Answer:
    """A snapshot without the rows of a finding of the health check: `snapshot` is its folder."""
    check: HealthCheck | None = context.cache.get("health")
    report = None if check is None else check.standing.report
    finding = None if report is None else report.find(params.finding)
    if finding is None:
        raise UserError("There is no such finding.", "Check the catalog again.")
    if len(finding.rows) < finding.count:
        raise UserError(
            Text(
                "The finding is about {count:,} rows, too many to be left out one by one.",
                count=finding.count,
            ),
            "Mend the files and open the catalog again.",
        )
    if finding.subject == "quarantine":
        raise UserError("Rows in quarantine are left out already.")
    why = Text("Left out: {sentence}", sentence=finding.sentence)
    folder = snapshot.save(without(context.catalog, {finding.subject: finding.rows}, why))
    return {"snapshot": str(folder), "sentence": finding.sentence}, {}
