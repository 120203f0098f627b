"""Weights brought by us when a person asks: what it would take first, then the files.

Every kind of entry makes a `Plan` (`Entry.plan`); from there on there is one way, whatever the
source: room on the disk, bytes that can be gone on with, hashes, and names that appear at the end.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import filelock

from core import network, workspace
from core.encoders import registry
from core.encoders.fetching import disk, used
from core.encoders.fetching.plan import Plan
from core.encoders.fetching.transfer import bring, forget
from core.encoders.hub import HubModel
from core.encoders.spec import reference
from core.errors import MissingWeightsError, UserError
from core.progress import Cancelled, Reporter
from core.text import Text

if TYPE_CHECKING:
    from core.encoders.entry import Entry

_MB = 1e6


@dataclass(frozen=True)
class Offer:
    """What fetching an encoder's weights takes.

    Attributes:
        encoder: its name.
        title: as lists show it.
        source: the host they come from.
        licence: of the weights.
        bytes: of all files.
        left: bytes of the disk that are still to be taken.
        free: bytes the disk has.
        folder: where they will lie.

    """

    encoder: str
    title: str
    source: str
    licence: str
    bytes: int
    left: int
    free: int
    folder: str


def named(name: str) -> Entry:
    """The encoder of this name, or a repository of the hub that describes itself once it is here.

    Raises:
        UserError: there is no such encoder, and this is no name of a repository.

    """
    try:
        return registry.entry(name)
    except MissingWeightsError:
        found = reference.parse(name.partition("#")[0])
        repo = found.name
        if found.source == "timm":
            from core.encoders.spec import libraries

            repo = libraries.timm_repository(repo)
        return HubModel(
            name=name, package=repo, wanted=found.revision or "main", files=(), modality="text",
            title=repo, size_mb=0, licence="", width=0, max_tokens=0, preprocessing="", tokens="",
            note="", builder="",
        )  # fmt: skip


def offers(names: Sequence[str]) -> list[Offer]:
    """What fetching these takes; files that several share are told once."""
    found = [offer(named(name)) for name in names]
    return list({(one.folder, one.bytes): one for one in found}.values())


def offer(entry: Entry) -> Offer:
    """Ask the source; nothing is fetched.

    Raises:
        UserError: it cannot be asked, or does not have them.

    """
    settings = network.load()
    with network.client(settings) as client:
        plan = entry.plan(settings, client)
    return Offer(
        encoder=entry.name,
        title=entry.title,
        source=plan.source,
        licence=plan.licence or entry.licence,
        bytes=plan.bytes,
        left=plan.left,
        free=_free(plan.folder),
        folder=str(plan.folder),
    )


def ensure(names: Sequence[str], reporter: Reporter, again: bool = False) -> int:
    """Bring what is not here of the weights of several encoders, as one bar.

    Args:
        names: of encoders, or of repositories on the hub, which are listed then.
        reporter: is told licence and size of each before the first byte, and how far all are.
        again: whether to fetch also what is here: it may be damaged.

    Returns:
        Bytes of the files; 0, and the network is not asked, where all are here.

    Raises:
        Cancelled: by the user; nothing is kept of the one under way.
        UserError: see `fetch`.

    """
    entries = [named(name) for name in dict.fromkeys(names)]
    wanted = [entry for entry in entries if again or not entry.installed]
    told = {(one.folder, one.bytes): one for one in map(offer, wanted)}
    for one in told.values():
        reporter.log(
            Text(
                "{title}: {size:,.0f} MB from {source}. Licence: {licence}",
                title=Text(one.title),
                size=one.bytes / _MB,
                source=one.source,
                licence=one.licence or "?",
            )
        )
    total, done = sum(one.bytes for one in told.values()), 0
    for entry in wanted:
        done += fetch(entry, reporter, again, (done, total))
        reporter.log(Text("The weights of '{name}' are on this machine.", name=entry.name))
    for entry in entries:
        if entry.name.partition("@")[0] not in registry.entries():
            registry.add(entry.name.partition("#")[0])
    return done


def fetch(
    entry: Entry, reporter: Reporter, again: bool = False, among: tuple[int, int] = (0, 0)
) -> int:
    """Bring the weights of an encoder, unless they are here; what came before a kill is used.

    Args:
        entry: the encoder.
        reporter: is told how far it is.
        again: whether to fetch what is here once more: it may be damaged.
        among: bytes that came of others before, and of all; none: it is alone.

    Returns:
        Bytes of the files.

    Raises:
        Cancelled: by the user; nothing is kept.
        UserError: no room, no network, a refusal, or a file that is not the right one.

    """
    if entry.installed and not again:
        return 0
    settings = network.load()
    with _alone(entry), network.client(settings) as client:
        reporter.progress("asking what is to be fetched", 0)
        plan = entry.plan(settings, client)
        _insist_on_room(plan)
        if again:
            disk.remove(entry)
        stage = Text("fetching '{name}' from {source}", name=entry.name, source=plan.source)
        if among[1] > plan.bytes:
            stage = Text("fetching weights")
        done, total = among[0], among[1] or plan.bytes

        def told(bytes_here: int) -> None:
            reporter.progress(stage, (done + bytes_here) / _MB, total / _MB, "MB")

        try:
            for wanted in plan.wanted:
                bring(wanted, client, reporter, told)
                done += wanted.size
        except Cancelled:
            for wanted in plan.wanted:
                forget(wanted)
            raise
        plan.finish()
    return plan.bytes


@contextmanager
def _alone(entry: Entry) -> Iterator[None]:
    """Keep others from fetching the same; whoever dies lets go of it."""
    lock = filelock.FileLock(workspace.writable("encoders") / f"{used.key(entry.name)}.lock")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise UserError(
            Text("The weights of '{name}' are being fetched already.", name=entry.name),
            "Wait for it, or cancel it in the other window.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def _free(folder: Path) -> int:
    place = folder.absolute()
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def _insist_on_room(plan: Plan) -> None:
    free = _free(plan.folder)
    if plan.left > free:
        raise UserError(
            Text(
                "The weights need {left:,.0f} MB in {folder}, but {free:,.0f} MB are free.",
                left=plan.left / _MB,
                folder=plan.folder,
                free=free / _MB,
            ),
            "Free some space, or set TRIPTYCH_HOME, HF_HOME or TORCH_HOME to another disk.",
        )
