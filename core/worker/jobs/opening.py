"""Open a catalog, or make a sample one first."""

from __future__ import annotations

from pathlib import Path

from core.contracts.opening import BUNDLED, OPEN, SAMPLE, Opened, OpenSpec, SampleSpec
from core.progress import Reporter
from core.training.run import layout
from core.worker.answering import runs
from core.worker.jobs.encoding import described


@runs(OPEN)
def open_catalog(spec: OpenSpec, reporter: Reporter) -> Opened:
    """Read, check, and save as a snapshot every process can map, unless it was done before."""
    from core.catalog.opening import earlier, reopening, snapshot
    from core.encoders.features import open_features

    shown: dict[str, int | None] = {}
    path = Path(spec.path)
    if spec.snapshot is None and path.suffix.lower() == BUNDLED and path.is_file():
        from core.share import bundle  # brings torch's models along

        unpacked = bundle.unpack(Path(spec.path).resolve(), reporter)
        folder = Path(unpacked.snapshot)
        shown = {"item": unpacked.item, "user": unpacked.user}
    elif spec.snapshot is None:
        folder = reopening.snapshot_of(
            Path(spec.path), spec.reader, spec.mapping, reporter, spec.plan
        )
    else:
        folder = Path(spec.snapshot)
    catalog = snapshot.load(folder)
    for note in catalog.notes:
        reporter.log(note)
    key, features = snapshot.key(folder), described(open_features(catalog))
    before = earlier.note(path, key) if spec.snapshot is None else ()
    run, stale = layout.latest_run(key), []
    if features is None and any(map(earlier.was_encoded, (key, *before))):
        stale.append("features")
    if run is None and any(map(layout.latest_run, before)):
        stale.append("training")
    return Opened(
        source=str(Path(spec.path).resolve()),
        snapshot=str(folder),
        name=catalog.name,
        reader=catalog.reader,
        items=catalog.items.height,
        users=catalog.users.height,
        interactions=catalog.interactions.height,
        quarantine=catalog.quarantine.height,
        features=features,
        run=run,
        plan=snapshot.plan_of(folder),
        stale=tuple(stale),
        **shown,
    )


@runs(SAMPLE)
def make_sample(spec: SampleSpec, reporter: Reporter) -> Opened:
    """Make the sample, then open it like any other folder."""
    from core import samples

    folder = samples.ensure(spec.field, spec.items, spec.users, spec.seed, reporter)
    return open_catalog(OpenSpec(path=str(folder)), reporter)
