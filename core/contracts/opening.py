"""Opening a catalog, and making a sample one."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from core.catalog.plan.model import Plan
from core.contracts.features import Features
from core.contracts.job import JobKind
from core.contracts.message import Message
from core.contracts.question import Subject
from core.training.run.record import Run

#: How a file ends that holds a catalog with its features and run, see core.share.bundle.
BUNDLED = ".triptych"


class OpenSpec(Message):
    """Open a catalog from files as people have them, or a snapshot that was made of them."""

    path: str
    reader: str | None = None
    mapping: dict[str, str] | None = None
    plan: Plan | None = None
    snapshot: str | None = None


class SampleSpec(Message):
    """Generate a sample catalog on first use, then open it."""

    field: Literal["shop", "music", "video"]
    items: int = Field(default=240, ge=8)
    users: int = Field(default=300, ge=4)
    seed: int = 0


class Opened(Message):
    """An opened catalog: where it came from, where its snapshot lies, what it holds.

    Attributes:
        source: the file or folder.
        snapshot: folder of the snapshot every process maps.
        name: of the catalog.
        reader: that read it.
        items, users, interactions, quarantine: rows of these tables.
        features: what is encoded of it already.
        run: the latest usable run on it.
        plan: how its files were read, None if that is not known.
        item, user: rows to look at first; None where the person chooses.
        stale: of "features" and "training", what was made before the files changed and is not
            there for what they are now.

    """

    source: str
    snapshot: str
    name: str
    reader: str
    items: int
    users: int
    interactions: int
    quarantine: int
    features: Features | None
    run: Run | None
    plan: Plan | None = None
    item: int | None = None
    user: int | None = None
    stale: tuple[str, ...] = ()

    def subject(self, run: str | None = None) -> Subject:
        """What a question about it is about; `run` names another run than the latest."""
        return Subject(
            catalog=self.snapshot,
            features=self.features.folder if self.features else None,
            run=run or (self.run.folder if self.run else None),
        )


OPEN = JobKind("open", OpenSpec, Opened, needs_torch=False)
SAMPLE = JobKind("sample", SampleSpec, Opened, needs_torch=False)
