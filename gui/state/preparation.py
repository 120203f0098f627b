"""What preparing a catalog consists of: its steps, where it is, what is trained."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from gui.state.wording import QT_TRANSLATE_NOOP
from gui.state.workbench import Workbench

if TYPE_CHECKING:
    from core.contracts.training import TrainSpec

#: What is trained with: the Transformer and its maps, in few epochs.
PRESET = "demo"
#: Parts of the whole time that the steps take on a sample; an estimate is made of them.
SHARES = {"FETCH": 0.3, "ENCODE": 0.3, "TRAIN": 0.65, "AGREE": 0.65, "SHOW": 0.05}


class Step(Enum):
    """What is being done; its value is how it is told."""

    FETCH = QT_TRANSLATE_NOOP("Preparing", "Getting the weights of the encoders")
    ENCODE = QT_TRANSLATE_NOOP("Preparing", "Reading the items")
    TRAIN = QT_TRANSLATE_NOOP("Preparing", "Learning what people choose")
    AGREE = QT_TRANSLATE_NOOP("Preparing", "Learning what belongs together")
    SHOW = QT_TRANSLATE_NOOP("Preparing", "Choosing what to show")


#: A model is made, whichever way.
LEARNING = (Step.TRAIN, Step.AGREE)


class Status(Enum):
    """Where the whole is. ASKING: the person is asked whether weights may be fetched."""

    IDLE = "idle"
    ASKING = "asking"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"


def train_spec(bench: Workbench) -> TrainSpec:
    """A new run, or the last one on these features where it ended early."""
    from core.catalog.opening import snapshot
    from core.contracts.training import TrainSpec
    from core.training.presets import PRESETS
    from core.training.run import layout

    features, saved = bench.features.folder, bench.catalog.snapshot
    assert features is not None
    assert saved is not None
    for job in reversed(bench.jobs.all):
        if job.kind.name == "train" and job.concerns(saved) and job.spec.features == features:
            last: TrainSpec = job.spec
            if job.resumable and last.folder and layout.read_run(Path(last.folder)).resumable:
                return last.model_copy(update={"resume": True})
            break
    folder = layout.new_run_folder(snapshot.key(saved))
    config = PRESETS[PRESET].config
    return TrainSpec(catalog=str(saved), features=features, config=config, folder=str(folder))
