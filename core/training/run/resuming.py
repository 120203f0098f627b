"""Whether a run can go on where it was, and with which settings."""

from __future__ import annotations

from pathlib import Path

from core.errors import UserError
from core.text import Text
from core.training.config import TrainConfig
from core.training.run import layout
from core.training.run.runs import read_config

#: Settings that may differ from those of the start; all others would make it another run.
FREE = ("epochs", "patience", "device", "checkpoint_seconds", "family_seconds")


def begun(folder: Path) -> bool:
    """Whether a training has begun in the folder; if not, there is nothing to go on with."""
    return (folder / layout.CONFIG).exists()


def has_checkpoint(folder: Path, config: TrainConfig) -> bool:
    """Whether a run that began can go on from a checkpoint with these settings.

    One that was killed before its first checkpoint can only start anew.

    Raises:
        UserError: settings differ that must not, or the run ended and its checkpoint is gone, so
            that starting anew would cost its model.

    """
    before, now = (c.model_dump(mode="json") for c in (read_config(folder), config))
    changed = [name for name in layout.differences([before, now]) if name not in FREE]
    if changed:
        raise UserError(
            Text(
                "A run cannot go on with other settings than it began with: {names}.",
                names=", ".join(changed),
            ),
            Text("Only {free} may change; start a new run for others.", free=", ".join(FREE)),
            str(folder / layout.CONFIG),
        )
    if (folder / layout.LAST).exists():
        return True
    ended = layout.read_record(folder).status not in ("", "running")
    if ended and (folder / layout.MODEL).exists():
        raise UserError(
            "This run has a model, but its checkpoint is gone: it cannot go on.",
            "Start a new run with the same settings; the model of this one can be used.",
            str(folder / layout.LAST),
        )
    return False
