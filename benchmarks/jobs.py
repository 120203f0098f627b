"""The jobs of a multimodal recommender whose rates stand on the card: encode, train, recommend.

Each of the three counts a third of the score; encoding is words, pictures and sound alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.text import Text

#: Counted up whenever a job, a weight or the reference changes: scores compare within a version.
SCORE_VERSION: Final = 2


@dataclass(frozen=True)
class Job:
    """One of the jobs.

    Attributes:
        workload: what is measured, in fp32, not compiled.
        batch, wide: at once on a CPU, and on an accelerator, which little work leaves idle.
        each: how much of `unit` one item of the workload is.
        title: what is done.
        short: the head of a column.
        unit: of what is counted.
        weight: its share of the score.
        instead: workloads shown, but not scored, where that one was not measured.

    """

    workload: str
    batch: int
    wide: int
    each: float
    title: Text
    short: Text
    unit: Text
    weight: float
    instead: tuple[str, ...] = ()

    def at_once(self, device: str) -> int:
        """The batch the score takes on a device."""
        return self.batch if device == "cpu" else self.wide


JOBS: Final = (
    Job(
        "encoder.minilm",
        4,
        64,
        24,
        Text("Reading words"),
        Text("words"),
        Text("words a second"),
        1 / 9,
    ),
    Job(
        "encoder.efficientnet-lite0-fine",
        4,
        64,
        1,
        Text("Looking at pictures"),
        Text("pictures"),
        Text("pictures a second"),
        1 / 9,
        ("encoder.efficientnet-lite0",),
    ),
    Job(
        "encoder.musicnn",
        4,
        64,
        10,
        Text("Listening to sound"),
        Text("sound"),
        Text("seconds of sound a second"),
        1 / 9,
    ),
    Job(
        "train.transformer",
        64,
        1024,
        1,
        Text("Training"),
        Text("train"),
        Text("interactions a second"),
        1 / 3,
    ),
    Job(
        "topk.million",
        16,
        256,
        1,
        Text("Recommending"),
        Text("lists"),
        Text("lists of 20 a second"),
        1 / 3,
        ("topk",),
    ),
)

#: Training as the product does where nobody chose.
USUAL: Final = "train.default"
#: The jobs by their workload.
OF_WORKLOAD: Final = {job.workload: job for job in JOBS}
#: What "Measure the card" measures and a quick run never leaves out: its jobs, and the training
#: that What to buy reckons with.
MEASURED: Final = (*OF_WORKLOAD, USUAL)
