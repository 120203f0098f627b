"""Encoding in several processes of this machine: each encodes its share into the one cache.

Nothing is lost with a process: what it kept is in the cache, and whoever puts the shares together
encodes what is missing.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Literal

from core.contracts.features import ENCODE_SHARE, EncodeSpec, ShareSpec
from core.contracts.message import pack
from core.errors import UserError
from core.progress import Reporter
from core.worker.child import Child
from core.worker.messages import Control, Event, Failed, Finished, Progress, Run

#: How often it is looked at what the user wants.
LOOK_S = 0.2
#: How long a process may take to keep what it has after a Stop.
PATIENCE_S = 1.5


class Share:
    """One process and how far it is. What it logs is told once more by who puts all together."""

    def __init__(self, spec: ShareSpec) -> None:
        self.done = 0.0
        self.ended: Finished | Failed | None = None
        self.job = uuid.uuid4().hex[:12]
        self.child = Child("core.worker")
        self.child.control(Run(job=self.job, kind=ENCODE_SHARE.name, spec=pack(spec)[0]))

    def follow(self) -> None:
        """Hear what it says until it ends."""
        self.child.follow(self._take)

    def _take(self, event: Event) -> None:
        if isinstance(event, Finished | Failed):
            self.ended = event
        elif isinstance(event, Progress) and event.total:
            self.done = event.done / event.total


def encode(spec: EncodeSpec, reporter: Reporter) -> None:
    """Encode what `spec` says in its `processes`, each on a device of its own where there are some.

    Returns when all have ended, also after a Stop.

    Raises:
        UserError: one of them says what is wrong.
        Cancelled: the user cancelled; the processes are ended.

    """
    parts = [ShareSpec(encode=spec, index=i, of=spec.processes) for i in range(spec.processes)]
    shares = [Share(part) for part in parts]
    with ThreadPoolExecutor(len(shares) + 1) as pool:
        following = [pool.submit(share.follow) for share in shares]
        try:
            while wait(following, LOOK_S).not_done:
                _check(shares)
                whole = sum(share.done for share in shares) / len(shares)
                reporter.progress("encoding", 100 * whole, 100, "%")
                if _stop_wanted(shares, pool.submit(reporter.checkpoint)):
                    _control(shares, "stop")
                    wait(following, PATIENCE_S)
                    return
        finally:
            for share in shares:
                share.child.end()
    _check(shares)
    if any(share.ended is None for share in shares):
        reporter.log(
            "A process that encoded a share ended; what it left is encoded now.", "warning"
        )


def _check(shares: Sequence[Share]) -> None:
    for share in shares:
        if isinstance(share.ended, Failed):
            raise UserError(share.ended.message, share.ended.remedy, share.ended.file)


def _stop_wanted(shares: Sequence[Share], asked: Future[bool]) -> bool:
    """Whether the user wants to stop; who is not answered pauses, and so do the shares."""
    if not wait([asked], LOOK_S).done:
        _control(shares, "pause")
        wait([asked])
        _control(shares, "resume")
    return asked.result()


def _control(shares: Sequence[Share], action: Literal["pause", "resume", "stop"]) -> None:
    for share in shares:
        share.child.control(Control(job=share.job, action=action))
