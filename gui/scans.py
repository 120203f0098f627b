"""The two stages that look at the media of a whole catalog: time and space.

Whether a stage is needed at all is known from the item table; what it found comes from a scan, a
job that decodes every file once and keeps what it saw.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.contracts.job import JobKind
from core.contracts.scans import SPACE_SCAN, TIME_SCAN, ScanSpec
from core.worker.messages import Failed, Progress
from gui.engine import Refusal, UntypedAnswer
from gui.jobs import Job, Jobs
from gui.state.stages import Stage
from gui.state.workbench import Workbench


class Asker(Protocol):
    """Asks the engine about what is open."""

    def ask(
        self,
        question: str,
        params: dict[str, Any],
        done: UntypedAnswer,
        failed: Refusal | None = None,
    ) -> None:
        """Ask; `done` gets the answer, `failed` a refusal."""
        ...


KEYS = ("time", "space")
SCANS: dict[str, JobKind[ScanSpec, Any]] = {"time": TIME_SCAN, "space": SPACE_SCAN}
ScanJob = Job[ScanSpec, Any]
#: A catalog of at most this many is scanned when its page is first shown.
AT_ONCE = 600


class Scans(QObject):
    """Scans of the open catalog.

    Attributes:
        count: items each scan looks at, by key.
        results: answer of `<key>.overview` after a scan, by key.
        arrays: its arrays.

    Signals:
        changed: key of the scan that began, went on or ended.
        failed: why a scan or a question about it failed.

    """

    changed = Signal(str)
    failed = Signal(object)

    def __init__(self, bench: Workbench, jobs: Jobs, asker: Asker, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._all_jobs, self._asker = bench, jobs, asker
        self._jobs: dict[str, ScanJob] = {}
        self._progress: dict[str, Progress] = {}
        self.count = dict.fromkeys(KEYS, 0)
        self.results: dict[str, dict[str, Any]] = {}
        self.arrays: dict[str, dict[str, np.ndarray]] = {}

    def job(self, key: str) -> ScanJob | None:
        """The scan that is running, if one is."""
        job = self._jobs.get(key)
        return None if job is None or job.status.over else job

    def progress(self, key: str) -> Progress | None:
        """How far it is."""
        return self._progress.get(key)

    def start(self, key: str) -> ScanJob | None:
        """Scan every item; None without a catalog or anything to look at."""
        if self._bench.catalog.snapshot is None or not self.count[key]:
            return None
        running = self.job(key)
        if running is not None:
            return running
        titles = {"time": self.tr("Comparing tracks"), "space": self.tr("Looking at pictures")}
        spec = ScanSpec(catalog=str(self._bench.catalog.snapshot))
        job: ScanJob = self._all_jobs.start(SCANS[key], spec, titles[key])
        self._jobs[key] = job
        self._progress.pop(key, None)
        job.progress.connect(self._moved)
        job.finished.connect(self._finished)
        job.failed.connect(self._failed)
        self._bench.stages.set(key, Stage.RUNNING, titles[key])
        self.changed.emit(key)
        return job

    def start_if_small(self, key: str) -> None:
        """Scan once if that takes moments; only files that changed are decoded again."""
        if 0 < self.count[key] <= AT_ONCE and not self._jobs.get(key):
            self.start(key)

    def refresh(self, key: str) -> None:
        """Ask what the last scan and the user's hand say together."""
        then = {"time": self._on_time, "space": self._on_space}[key]
        self._asker.ask(f"{key}.overview", {}, then, self._refused)

    # --- catalog --------------------------------------------------------------------------

    def opened(self) -> None:
        """Another catalog is open: end its scans, and see what the new one needs."""
        from core.media import overview, records

        for key in KEYS:
            job = self._jobs.pop(key, None)
            if job is not None and not job.status.over:
                job.control("cancel")
        self.results.clear()
        self.arrays.clear()
        self._progress.clear()
        catalog = self._bench.catalog.catalog
        if catalog is None:
            return
        self.count = {"time": overview.tracks_apart(catalog), "space": overview.pictures(catalog)}
        for key in KEYS:
            if not self.count[key]:
                self._bench.stages.set(key, Stage.NOT_NEEDED, self.why_not(key))
            elif (records.folder(catalog) / f"{key}.arrow").exists():
                self.refresh(key)
            self.changed.emit(key)

    def why_not(self, key: str) -> str:
        """Why a stage is not needed."""
        if key == "time":
            return self.tr("no item has two tracks, such as sound and subtitles, to compare")
        return self.tr("no item has a picture; features and texts have no pixels to align")

    # --- answers --------------------------------------------------------------------------

    def _key_of(self, job: object) -> str | None:
        return next((key for key, mine in self._jobs.items() if mine is job), None)

    def _moved(self, message: Progress) -> None:
        key = self._key_of(self.sender())
        if key is not None:
            self._progress[key] = message
            self.changed.emit(key)

    def _finished(self, _ended: object) -> None:
        key = self._key_of(self.sender())
        if key is not None:
            self.refresh(key)
            self.changed.emit(key)

    def _refused(self, message: Failed) -> None:
        self.failed.emit(message)

    def _failed(self, message: Failed) -> None:
        key = self._key_of(self.sender())
        if key is not None:
            self.failed.emit(message)
            self._bench.stages.set(key, Stage.ATTENTION, message.message)
            self.changed.emit(key)

    def _on_time(self, result: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        self._take("time", result, arrays)
        if not result["scanned"]:
            return
        counts = result["counts"]
        unsure = counts["problem"] + counts["doubt"]
        if unsure:
            stage = Stage.ATTENTION
            sentence = self.tr("%n item(s) to look at: left alone, not sure enough", "", unsure)
        else:
            stage = Stage.DONE
            sentence = self.tr("{0} moved, {1} by hand, {2} agree, {3} with too little to compare")
            names = ("moved", "hand", "agrees", "unchecked")
            sentence = sentence.format(*(f"{counts[name]:,}" for name in names))
        self._settle("time", stage, sentence)

    def _on_space(self, result: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        self._take("space", result, arrays)
        if not result["scanned"]:
            return
        if result["problems"]:
            sentence = self.tr("%n picture(s) cannot be read", "", result["problems"])
            self._settle("space", Stage.ATTENTION, sentence)
            return
        sentence = self.tr("{0} of {1} pictures are aligned, the others pass").format(
            f"{result['needed']:,}", f"{result['needed'] + result['passed']:,}"
        )
        self._settle("space", Stage.DONE, sentence)

    def _settle(self, key: str, stage: Stage, sentence: str) -> None:
        if self.job(key) is None:
            self._bench.stages.set(key, stage, sentence)

    def _take(self, key: str, result: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
        if result["scanned"]:
            self.results[key], self.arrays[key] = result, arrays
        self.changed.emit(key)
