"""The two stages that look at the media of a whole catalog: time and space.

Whether a stage is needed at all is known from the item table; what it found comes from a scan, a
job that decodes every file once and keeps what it saw.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from core.contracts import spatial, time
from core.contracts.job import JobKind
from core.contracts.question import Nothing
from core.contracts.scans import SPATIAL_SCAN, TIME_SCAN, ScanSpec
from core.contracts.spatial import OVERVIEW as SPACE
from core.contracts.spatial import SpatialOverview
from core.contracts.time import OVERVIEW as TIME
from core.contracts.time import TimeOverview
from core.worker.messages import Failed, Progress
from gui.jobs import Job, Jobs
from gui.state.asking import Asker
from gui.state.stages import Stage
from gui.state.workbench import Workbench

KEYS = ("time", "space")
SCANS: dict[str, JobKind[ScanSpec, Any]] = {"time": TIME_SCAN, "space": SPATIAL_SCAN}
ScanJob = Job[ScanSpec, Any]
#: A catalog of at most this many is scanned when its page is first shown.
AT_ONCE = 600


class Scans(QObject):
    """Scans of the open catalog.

    Attributes:
        count: items each scan looks at, by key.
        time, space: what the last scan found; None before the first.

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
        self.time: TimeOverview | None = None
        self.space: SpatialOverview | None = None

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
        if key == "time":
            self._asker.ask(TIME, Nothing(), self._on_time, self._refused)
        else:
            self._asker.ask(SPACE, Nothing(), self._on_space, self._refused)

    def scanned(self, key: str) -> bool:
        """Whether a scan has found anything."""
        return (self.time if key == "time" else self.space) is not None

    # --- catalog --------------------------------------------------------------------------

    def opened(self) -> None:
        """Another catalog is open: end its scans, and see what the new one needs."""
        from core.media import overview, records

        for key in KEYS:
            job = self._jobs.pop(key, None)
            if job is not None and not job.status.over:
                job.control("cancel")
        self.time = self.space = None
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

    def _on_time(self, answer: time.Overview) -> None:
        self.time = answer.scanned or self.time
        self.changed.emit("time")
        if answer.scanned is None:
            return
        counts = answer.scanned.counts
        unsure = counts["problem"] + counts["doubt"]
        if unsure:
            stage = Stage.ATTENTION
            sentence = self.tr("%n item(s) to look at: left alone, not sure enough", "", unsure)
        else:
            stage = Stage.DONE
            sentence = self.tr("{0} moved, {1} by hand, {2} agree, {3} with too little to compare")
            shown = (counts["moved"], counts["hand"], counts["agrees"], counts["unchecked"])
            sentence = sentence.format(*(f"{count:,}" for count in shown))
        self._settle("time", stage, sentence)

    def _on_space(self, answer: spatial.Overview) -> None:
        self.space = answer.scanned or self.space
        self.changed.emit("space")
        found = answer.scanned
        if found is None:
            return
        if found.problems:
            sentence = self.tr("%n picture(s) cannot be read", "", found.problems)
            self._settle("space", Stage.ATTENTION, sentence)
            return
        sentence = self.tr("{0} of {1} pictures are aligned, the others pass").format(
            f"{found.needed:,}", f"{found.needed + found.passed:,}"
        )
        self._settle("space", Stage.DONE, sentence)

    def _settle(self, key: str, stage: Stage, sentence: str) -> None:
        if self.job(key) is None:
            self._bench.stages.set(key, stage, sentence)
