"""What a person is told before the window ends what is running."""

from __future__ import annotations

from collections.abc import Iterable

from core.contracts.job import Kept
from gui.jobs import AnyRunning
from gui.language import tr


def lost_and_kept(jobs: Iterable[AnyRunning]) -> str:
    """Which of these jobs go on later, and which begin anew; empty if nobody would miss one."""
    told: dict[Kept, str] = {
        "here": tr("What it has made is kept, and it can go on later: {0}."),
        "shell": tr("What it has measured is kept; triptych bench resume goes on with it: {0}."),
        "anew": tr("It begins anew: {0}."),
    }
    titles: dict[Kept, list[str]] = {}
    for job in jobs:
        if job.kind.asked_for:
            titles.setdefault(job.kind.after_an_end, []).append(job.title)
    return "\n".join(
        sentence.format(", ".join(titles[kept]))
        for kept, sentence in told.items()
        if kept in titles
    )
