"""The reported metrics of a run as TensorBoard events."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from core.errors import UserError
from core.training.run import layout


def export(run: Path, target: Path | None = None) -> Path:
    """Write all metrics of a run as scalars; what an earlier export wrote is replaced.

    Args:
        run: the run's folder.
        target: folder for the event file; the run's own `tensorboard` folder if not given.

    Returns:
        The folder to give to `tensorboard --logdir`.

    Raises:
        UserError: the tensorboard package is not installed, or the run has no metrics.

    """
    try:
        from tensorboard.compat.proto.event_pb2 import Event
        from tensorboard.compat.proto.summary_pb2 import Summary
        from tensorboard.summary.writer.event_file_writer import EventFileWriter
    except ImportError as error:
        raise UserError(
            "TensorBoard is not installed here.", "Run: pip install 'triptych[tensorboard]'"
        ) from error
    rows = layout.read_metrics(run)
    if not rows:
        raise UserError("This run has reported no metrics yet.", "", str(run))
    target = target or run / "tensorboard"
    for old in target.glob("events.out.tfevents.*"):
        old.unlink()
    writer = EventFileWriter(str(target))
    # Rows carry no clock; all get the time the run was begun.
    begun = _seconds(layout.read_record(run).created)
    for row in rows:
        values = [Summary.Value(tag=tag, simple_value=v) for tag, v in row["values"].items()]
        values.append(Summary.Value(tag="epoch", simple_value=row["epoch"]))
        event = Event(step=int(row["step"]), wall_time=begun, summary=Summary(value=values))
        writer.add_event(event)
    writer.close()
    return target


def _seconds(created: str) -> float:
    try:
        return datetime.fromisoformat(created).timestamp()
    except ValueError:
        return datetime.now(UTC).timestamp()
