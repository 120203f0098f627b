"""A workbench with a catalog open."""

from __future__ import annotations

from pathlib import Path

from core.catalog.opening import snapshot
from core.contracts.features import Features
from core.contracts.opening import Opened
from core.training.run.record import Run
from core.worker.messages import Finished
from gui.state.workbench import Workbench
from tests.gui.catalogs import make


def opened(
    bench: Workbench,
    folder: Path,
    features: Features | None = None,
    run: Run | None = None,
    stale: tuple[str, ...] = (),
) -> None:
    """Open the catalog saved in `folder`, as a job would."""
    job = bench.catalog.open_path(folder)
    saved = snapshot.save(make(folder))
    result = Opened(
        snapshot=str(saved),
        source=str(folder),
        name="squares",
        reader="table",
        items=30,
        users=8,
        interactions=0,
        quarantine=0,
        features=features,
        run=run,
        stale=stale,
    )
    job.receive(Finished(job=job.id, result=result.model_dump(mode="json")))
