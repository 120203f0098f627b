"""A catalog without some of its rows: what a health finding is about, left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import polars as pl

from core.catalog.opening import snapshot
from core.catalog.schema import Catalog
from core.contracts.catalog import Excluded, Report
from core.errors import UserError
from core.text import Text


def without(catalog: Catalog, rows: Mapping[str, np.ndarray], why: Text) -> Catalog:
    """The same catalog with rows left out and the others numbered anew.

    Args:
        catalog: stays as it is.
        rows: "items", "users" or "interactions" -> rows to leave out. Interactions of items and
            users that go, go with them.
        why: becomes a note of the new catalog.

    Raises:
        UserError: nothing would be left.

    """
    keep = {
        name: _kept(getattr(catalog, name).height, rows.get(name))
        for name in ("items", "users", "interactions")
    }
    log = catalog.interactions
    item, user = log["item"].to_numpy(), log["user"].to_numpy()
    kept_log = keep["interactions"] & keep["items"][item] & keep["users"][user]
    if not keep["items"].any() or not keep["users"].any():
        raise UserError("Nothing would be left of the catalog.", "Exclude less.")
    new = {name: np.cumsum(keep[name]) - 1 for name in ("items", "users")}
    log = log.with_columns(
        item=pl.Series(new["items"][item], dtype=pl.Int32),
        user=pl.Series(new["users"][user], dtype=pl.Int32),
    )
    truth = catalog.truth
    if truth is not None:
        about = truth["item"].to_numpy()
        truth = truth.with_columns(item=pl.Series(new["items"][about], dtype=pl.Int32))
        truth = truth.filter(pl.Series(keep["items"][about]))
    return replace(
        catalog,
        items=catalog.items.filter(pl.Series(keep["items"])),
        users=catalog.users.filter(pl.Series(keep["users"])),
        interactions=log.filter(pl.Series(kept_log)),
        features={name: array[keep["items"]] for name, array in catalog.features.items()},
        truth=truth,
        notes=(*catalog.notes, why),
    )


def snapshot_without(catalog: Catalog, report: Report | None, key: str) -> Excluded:
    """A snapshot without the rows of a finding of the health check.

    Args:
        catalog: that was checked.
        report: of the check; None if there was none.
        key: of the finding.

    Raises:
        UserError: there is no such finding, or its rows cannot be left out.

    """
    findings = report.findings if report else ()
    finding = next((one for one in findings if one.key == key), None)
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
    folder = snapshot.save(without(catalog, {finding.subject: finding.rows}, why))
    return Excluded(snapshot=str(folder), sentence=finding.sentence)


def _kept(height: int, rows: np.ndarray | None) -> np.ndarray:
    kept = np.ones(height, bool)
    if rows is not None and len(rows):
        if int(rows.max()) >= height:
            raise UserError("The finding is about another catalog.", "Check the catalog again.")
        kept[rows] = False
    return kept
