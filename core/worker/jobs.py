"""What each kind of job does: validated specification in, plain result out.

The shell (:mod:`core.cli`) runs the very same functions; the window runs them in a process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import UserError
from core.progress import Reporter
from core.text import Text
from core.training.config import TrainConfig
from core.training.run import layout
from core.worker.run_jobs import (
    RobustnessSpec,
    RunSpec,
    SearchSpec,
    compression_job,
    robustness_job,
    search_job,
)

if TYPE_CHECKING:
    from core.encoders.features import FeatureSet

#: Failed items told one by one to the window; all are counted, and kept in the store.
MAX_FAILURES = 200

SpecType = TypeVar("SpecType", bound=BaseModel)


class _Spec(BaseModel):
    model_config = ConfigDict(extra="forbid")


def checked(model: type[SpecType], values: dict[str, Any]) -> SpecType:
    """A specification from plain values.

    Raises:
        UserError: names the first setting that is not valid, and why.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserError(
            Text("The setting '{where}' is not valid: {msg}.", where=where, msg=first["msg"])
        ) from error


class OpenSpec(_Spec):
    """Open a catalog from files as people have them, or a snapshot that was made of them."""

    path: str
    reader: str | None = None
    mapping: dict[str, str] | None = None
    snapshot: str | None = None


class SampleSpec(_Spec):
    """Generate a sample catalog on first use, then open it."""

    field: Literal["shop", "music", "video"]
    items: int = Field(240, ge=8)
    users: int = Field(300, ge=4)
    seed: int = 0


class EncodeSpec(_Spec):
    """Run the encoders over a catalog snapshot."""

    catalog: str
    encoders: dict[str, str] | None = None
    device: str = "auto"
    resume: bool = True  # encoding always goes on from its cache


class ScanSpec(_Spec):
    """Look at the tracks or pictures of every item; unchanged files are not decoded again."""

    catalog: str


class TrainSpec(_Spec):
    """Train on encoded features. `folder` is made if not given; with `resume` it must exist."""

    catalog: str
    features: str
    config: TrainConfig = TrainConfig()
    folder: str | None = None
    resume: bool = False


class EvaluateSpec(_Spec):
    """Evaluate a trained run again, on one part of its split."""

    catalog: str
    features: str
    run: str
    part: Literal["valid", "test"] = "test"


class EmbedSpec(_Spec):
    """Draw the modalities of a catalog on one plane; see core.explore.alignment.plane."""

    catalog: str
    features: str
    run: str | None = None
    space: Literal["model", "ridge"] = "model"
    method: Literal["tsne", "umap"] = "tsne"
    resume: bool = True  # a map is made anew or found


def open_catalog_job(spec: OpenSpec, reporter: Reporter) -> dict[str, Any]:
    """Read, check, and save as a snapshot every process can map, unless it was done before."""
    from core.catalog.opening import reopening, snapshot

    if spec.snapshot is None:
        folder = reopening.snapshot_of(Path(spec.path), spec.reader, spec.mapping, reporter)
    else:
        folder = Path(spec.snapshot)
    catalog = snapshot.load(folder)
    for note in catalog.notes:
        reporter.log(note)
    latest = layout.latest_run(snapshot.key(folder))
    return {
        "source": str(Path(spec.path).resolve()),
        "snapshot": str(folder),
        "name": catalog.name,
        "reader": catalog.reader,
        "items": catalog.items.height,
        "users": catalog.users.height,
        "interactions": catalog.interactions.height,
        "quarantine": catalog.quarantine.height,
        "features": opened_features(folder),
        "run": None if latest is None else latest.as_dict(),
    }


def sample_job(spec: SampleSpec, reporter: Reporter) -> dict[str, Any]:
    """Make the sample, then open it like any other folder."""
    from core import samples

    folder = samples.ensure(spec.field, spec.items, spec.users, spec.seed, reporter)
    return open_catalog_job(OpenSpec(path=str(folder)), reporter)


def encode_job(spec: EncodeSpec, reporter: Reporter) -> dict[str, Any]:
    """Encode all modalities; what is in the cache is not computed again."""
    from core.catalog.opening import snapshot
    from core.encoders.features import encode_catalog

    catalog = snapshot.load(Path(spec.catalog))
    summary = features_summary(encode_catalog(catalog, spec.encoders, spec.device, reporter))
    if summary is None:
        raise UserError(
            "This catalog has nothing to encode: no text, picture, sound or feature was found.",
            "Check the item columns on the Catalog page.",
        )
    for name, made in summary["modalities"].items():
        reporter.log(
            Text(
                "{name}: {items} of {total} items by {encoder}, up to {max_tokens} tokens of "
                "{width} numbers.",
                name=name,
                items=made["items"],
                total=made["total"],
                encoder=made["encoder"],
                max_tokens=made["max_tokens"],
                width=made["width"],
            )
        )
    reporter.log(Text("The features are in {folder}.", folder=summary["folder"]))
    return summary


def train_job(spec: TrainSpec, reporter: Reporter) -> dict[str, Any]:
    """Train, evaluate, keep the best model in a run folder."""
    from core.catalog.opening import snapshot
    from core.encoders.features import FeatureSet
    from core.training.steps.loop import train

    catalog = snapshot.load(Path(spec.catalog))
    features = FeatureSet.load(Path(spec.features))
    key = snapshot.key(Path(spec.catalog))
    folder = Path(spec.folder) if spec.folder else layout.new_run_folder(key)
    train(catalog, features, spec.config, folder, reporter, resume=spec.resume)
    return layout.read_run(folder).as_dict()


def evaluate_job(spec: EvaluateSpec, reporter: Reporter) -> dict[str, Any]:
    """Full-ranking metrics of a run, beside popularity and random."""
    from core.catalog.opening import snapshot
    from core.encoders.features import FeatureSet
    from core.training.judge import validation
    from core.training.judge.baselines import floors
    from core.training.run.runs import load_run

    catalog = snapshot.load(Path(spec.catalog))
    run = load_run(Path(spec.run), catalog, FeatureSet.load(Path(spec.features)))
    data, ks = run.data, run.config.ks
    targets = data.test if spec.part == "test" else data.valid
    reporter.progress("ranking", 0, 3, "models")
    result = validation.measure(run.vectors, data, targets, ks)
    reporter.progress("ranking", 1, 3, "models")
    beside = floors(data, targets, ks)
    reporter.progress("ranking", 3, 3, "models")
    return {
        "run": str(run.folder),
        "part": spec.part,
        "interactions": len(targets.items),
        "metrics": result.values,
        "intervals": {name: list(bounds) for name, bounds in result.intervals().items()},
        "baselines": beside,
    }


def embed_job(spec: EmbedSpec, reporter: Reporter) -> dict[str, Any]:
    """Make an embedding map that takes long, unless it was made before."""
    from core.contracts.question import Subject
    from core.explore.alignment.plane import MapParams, compute
    from core.explore.context import Context

    reporter.progress("bringing all modalities into one space", 0)
    context = Context(Subject(catalog=spec.catalog, features=spec.features, run=spec.run))
    place = compute(context, MapParams(space=spec.space, method=spec.method), reporter)
    return {"space": spec.space, "method": spec.method, "map": str(place)}


def time_scan_job(spec: ScanSpec, reporter: Reporter) -> dict[str, Any]:
    """Compare the tracks of every item; how many of them are in which state."""
    from core.catalog.opening import snapshot
    from core.media import overview, scan

    catalog = snapshot.load(Path(spec.catalog))
    scan.time_scan(catalog, reporter)
    found = overview.time(catalog)
    return {"counts": found.counts} if found else {}


def space_scan_job(spec: ScanSpec, reporter: Reporter) -> dict[str, Any]:
    """Decide for every picture whether it has to be aligned."""
    from core.catalog.opening import snapshot
    from core.media import overview, scan

    catalog = snapshot.load(Path(spec.catalog))
    scan.space_scan(catalog, reporter)
    found = overview.space(catalog)
    return {"needed": found.needed, "reasons": found.reasons} if found else {}


def opened_features(snapshot_folder: Path) -> dict[str, Any] | None:
    """The summary of what is encoded of a catalog already, or None."""
    from core.catalog.opening import snapshot
    from core.encoders.features import open_features

    return features_summary(open_features(snapshot.load(snapshot_folder)))


def features_summary(features: FeatureSet | None) -> dict[str, Any] | None:
    """{"folder", "modalities": {name: {encoder, width, max_tokens, items, total, failed,
    failures}}}, or None if there are none. Of the failures, the first MAX_FAILURES are told.
    """
    if features is None or not features.stores:
        return None
    return {
        "folder": str(features.folder),
        "modalities": {
            name: {
                "encoder": store.encoder,
                "width": store.width,
                "max_tokens": store.max_tokens,
                "items": int(store.present.sum()),
                "total": store.n_items,
                "failed": len(store.failures),
                "failures": [asdict(one) for one in store.failures[:MAX_FAILURES]],
            }
            for name, store in features.stores.items()
        },
    }


JobFunction = Callable[[Any, Reporter], dict[str, Any]]
KINDS: dict[str, tuple[type[BaseModel], JobFunction]] = {
    "open": (OpenSpec, open_catalog_job),
    "sample": (SampleSpec, sample_job),
    "encode": (EncodeSpec, encode_job),
    "time": (ScanSpec, time_scan_job),
    "space": (ScanSpec, space_scan_job),
    "train": (TrainSpec, train_job),
    "evaluate": (EvaluateSpec, evaluate_job),
    "embed": (EmbedSpec, embed_job),
    "robustness": (RobustnessSpec, robustness_job),
    "compression": (RunSpec, compression_job),
    "search": (SearchSpec, search_job),
}
