"""A run as a plain folder of named files, read and written without torch.

config.json          the TrainConfig
run.json             status, data, machine, results
notes.json           the name and the note a person gave it
metrics.jsonl        one line per reported metric
model.safetensors    weights of the best epoch
graph.safetensors    which items are alike, for a fusion with graphs
behaviour.safetensors  what training histories say of each item, for a fusion that reads it
vectors.safetensors  all user and item vectors of that model, for instant loading
robustness.json      metrics against the share of damaged items, once measured
compression.json     size, speed and metrics of smaller models, once measured
parts.json           what the ranking loses without each part of the scores, once measured
ranking.test.npz     lists of the first users while all are ranked, gone on from after a kill
film/                what the model looked at after each epoch
checkpoint/last.safetensors  everything needed to go on
lock                 held by who trains it
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import filelock
from pydantic import BaseModel, ValidationError

from core import system, workspace
from core.errors import UserError
from core.text import Text
from core.training.config import TrainConfig
from core.training.run.record import ProcessRecord, Run, RunRecord
from core.workspace import write_atomic, write_json

Record = TypeVar("Record", bound=BaseModel)
CONFIG, RUN, NOTES, METRICS = "config.json", "run.json", "notes.json", "metrics.jsonl"
MODEL, VECTORS, LAST = "model.safetensors", "vectors.safetensors", "checkpoint/last.safetensors"
GRAPH, BEHAVIOUR, LOCK = "graph.safetensors", "behaviour.safetensors", "lock"
RANKING = "ranking.{part}.npz"
ROBUSTNESS, COMPRESSION, PARTS = "robustness.json", "compression.json", "parts.json"


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object; empty while the file is missing or broken."""
    try:
        value = workspace.parse_json(path)
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}


def read(path: Path, kind: type[Record]) -> Record | None:
    """A record of `core.training.run.record`; None while the file is missing or broken."""
    try:
        return kind.model_validate(workspace.parse_json(path))
    except (OSError, ValueError):
        return None


def write(path: Path, record: BaseModel) -> None:
    """Store a record; what is not known yet is left out."""
    write_json(path, record.model_dump(mode="json", exclude_none=True))


def read_record(folder: Path) -> RunRecord:
    """The run.json of a run; an empty record if there is none that can be read.

    A field that is not as it should be is taken for one that is not there: the others are not lost
    with it when the record is updated.
    """
    values = read_json(folder / RUN)
    try:
        return RunRecord.model_validate(values)
    except ValidationError as error:
        bad = {problem["loc"][0] for problem in error.errors()}
        good = {name: value for name, value in values.items() if name not in bad}
        return RunRecord.model_validate(good)


def update(folder: Path, **changes: Any) -> None:
    """Change fields of run.json; only the process that trains does."""
    workspace.read_json(folder / RUN)  # a damaged one is set aside, not written over
    write(folder / RUN, RunRecord.model_validate(dict(read_record(folder)) | changes))


@contextmanager
def claim(folder: Path) -> Iterator[None]:
    """Keep a run for this process; whoever dies lets go of it.

    Raises:
        UserError: another process trains it.

    """
    lock = filelock.FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        process = read_record(folder).process
        raise UserError(
            Text(
                "Run {name} is being trained by another process ({pid}).",
                name=folder.name,
                pid=process.pid if process else "?",
            ),
            "Wait for it or stop it, then resume; or start a new run.",
            str(folder),
        ) from error
    try:
        yield
    finally:
        lock.release()


def write_notes(folder: Path, title: str, note: str) -> None:
    """Store a person's name for a run and a note on it.

    A file of its own: the training process writes run.json at any moment.
    """
    write_json(folder / NOTES, {"title": title, "note": note})


def read_metrics(folder: Path) -> list[dict[str, Any]]:
    """The reported metrics so far: {"step", "epoch", "values"}. A damaged line is left out."""
    return [row for line in _lines(folder) if (row := _row(line)) is not None]


def curves_lost(folder: Path, record: RunRecord) -> bool:
    """Whether lines of the metrics are damaged or gone."""
    rows = [_row(line) for line in _lines(folder)]
    trained = record.summary is not None and record.summary.steps > 0
    return None in rows[:-1] or (trained and (not rows or rows[-1] is None))


def _lines(folder: Path) -> list[bytes]:
    try:
        return (folder / METRICS).read_bytes().splitlines()
    except OSError:
        return []


def _row(line: bytes) -> dict[str, Any] | None:
    """A line as it was written, None if it is cut or damaged."""
    try:
        row = workspace.from_json(line)
        numbers = [row["step"], row["epoch"], *row["values"].values()]
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return row if all(isinstance(number, int | float) for number in numbers) else None


def append_metric(folder: Path, step: int, epoch: float, values: Mapping[str, float]) -> None:
    """Add one line to the metrics."""
    row = workspace.sealed({"step": step, "epoch": epoch, "values": dict(values)})
    with (folder / METRICS).open("a") as file:
        file.write(json.dumps(row) + "\n")


def keep_metrics(folder: Path, count: int) -> None:
    """Drop all but the first `count` rows: what was reported after a checkpoint comes again."""
    kept = _lines(folder)[:count]
    write_atomic(folder / METRICS, b"".join(line + b"\n" for line in kept))


# --- all runs of a catalog ------------------------------------------------------------------


def new_run_folder(catalog_key: str) -> Path:
    """A fresh folder runs/<catalog>/<number>."""
    return new_numbered(workspace.folder("runs") / catalog_key)


def new_numbered(parent: Path) -> Path:
    """A fresh folder in `parent`, of the next number; nobody else is given the same."""
    parent.mkdir(parents=True, exist_ok=True)
    number = highest_number(parent)
    while True:
        number += 1
        folder = parent / f"{number:04d}"
        with suppress(FileExistsError):  # another process was faster
            folder.mkdir()
            return folder


def runs_of(catalog_key: str) -> list[Run]:
    """All runs on a catalog, newest first."""
    folders = sorted((workspace.folder("runs") / catalog_key).glob("*/"), reverse=True)
    return [read_run(folder) for folder in folders if (folder / CONFIG).exists()]


def read_run(folder: Path) -> Run:
    """A run with its notes and its configuration."""
    said = workspace.read_json(folder / NOTES)  # a damaged one is set aside, not written over
    notes = said if isinstance(said, dict) else {}
    record, reached = read_record(folder), 0
    if record.status == "running" and record.process is not None and gone(record.process):
        record = record.model_copy(update={"status": "interrupted"})
        reached = max((int(row.get("epoch", 0)) for row in read_metrics(folder)), default=0)
    return Run(
        **dict(record),
        folder=str(folder),
        name=folder.name,
        title=str(notes.get("title", "")),
        note=str(notes.get("note", "")),
        config=read(folder / CONFIG, TrainConfig),
        usable=(folder / MODEL).exists(),
        resumable=record.status in ("interrupted", "stopped", "failed")
        and (folder / LAST).exists(),
        curves_lost=curves_lost(folder, record),
        reached=reached,
    )


def weights_saved(folder: Path) -> int:
    """When the weights of a run or their vectors were last saved, in nanoseconds; 0: not yet."""
    times = [0]
    for name in (MODEL, VECTORS):
        with suppress(OSError):
            times.append((folder / name).stat().st_mtime_ns)
    return max(times)


def this_process() -> ProcessRecord:
    """What a run says of the process that trains it."""
    pid, begun = system.this_process()
    return ProcessRecord(pid=pid, begun=begun, host=platform.node())


def gone(process: ProcessRecord) -> bool:
    """Whether a process on this machine has ended; of others nobody knows."""
    return process.host == platform.node() and not system.running(process.pid, process.begun)


def latest_run(catalog_key: str) -> Run | None:
    """The newest run with a usable model, or None."""
    return next((run for run in runs_of(catalog_key) if run.usable), None)


def highest_number(parent: Path) -> int:
    """The highest number given to a run or search of one catalog, 0 before the first.

    One in the trash is not given again: two of one name would be hard to tell apart.
    """
    names = [path.name[:4] for place in (parent, _trash(parent)) for path in place.glob("*")]
    return max((int(name) for name in names if name.isdigit()), default=0)


def discard(folder: Path) -> Path:
    """Move a run or a search to the workspace's trash, where it stays until a person removes it.

    Raises:
        OSError: it cannot be moved.

    """
    parent = _trash(folder.parent)
    parent.mkdir(parents=True, exist_ok=True)
    target, count = parent / folder.name, 1
    while target.exists():
        target, count = parent / f"{folder.name}-{count}", count + 1
    return folder.rename(target)


def _trash(parent: Path) -> Path:
    """Where the folders of `parent`, runs/<catalog> or searches/<catalog>, go."""
    return workspace.home() / "trash" / parent.parent.name / parent.name


def flat(config: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Nested settings by dotted name."""
    found: dict[str, Any] = {}
    for name, value in config.items():
        if isinstance(value, Mapping) and value:
            found |= flat(value, f"{before}{name}.")
        else:
            found[before + name] = value
    return found


def differences(configs: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Settings that are not the same in all configurations: dotted name -> value in each.

    A setting one of them does not have is None there.
    """
    tables = [flat(config) for config in configs]
    names = dict.fromkeys(name for table in tables for name in table)
    rows = {name: [table.get(name) for table in tables] for name in names}
    return {name: row for name, row in rows.items() if any(value != row[0] for value in row)}
