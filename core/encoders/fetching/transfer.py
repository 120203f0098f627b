"""Bytes from a server into a file: gone on with after a break or a kill, checked at the end."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from core import network
from core.encoders.fetching.plan import Wanted
from core.encoders.fetching.refusals import telling
from core.errors import UserError
from core.progress import Reporter
from core.text import Text

if TYPE_CHECKING:
    from httpx2 import Client, Response

#: Tries without a single new byte before it is given up, and the seconds before the second one;
#: each further wait is twice as long.
TRIES, WAIT_S = 5, 1.0
#: What passes: the server is busy or being started again.
_PASSING = (408, 425, 429, 500, 502, 503, 504)


def bring(wanted: Wanted, client: Client, reporter: Reporter, told: Callable[[int], None]) -> None:
    """Bring one file.

    Args:
        wanted: the file.
        client: that asks.
        reporter: whose wishes are followed.
        told: is told how many bytes of it are here.

    Raises:
        Cancelled: by the user.
        UserError: the server refuses or is gone for long, what came is not what was announced, or
            the disk is full. What has come is kept, unless it is wrong.

    """
    if wanted.target.is_file() and wanted.target.stat().st_size == wanted.size:
        told(wanted.size)
        return
    wanted.target.parent.mkdir(parents=True, exist_ok=True)
    if wanted.part.is_file() and wanted.part.stat().st_size > wanted.size:
        wanted.part.unlink()
    _keep_asking(wanted, client, reporter, told)
    if not wanted.right(wanted.part):
        wanted.part.unlink()
        raise UserError(
            Text(
                "{file} from {host} is not the file that was announced.",
                file=wanted.target.name,
                host=network.host(wanted.url),
            ),
            "Try again; if it comes out the same, choose another source in the settings.",
        )
    wanted.part.replace(wanted.target)


def _keep_asking(
    wanted: Wanted, client: Client, reporter: Reporter, told: Callable[[int], None]
) -> None:
    """Ask until all bytes are there."""
    import httpx2

    tries, before = 0, wanted.come
    while True:
        try:
            _ask(wanted, client, reporter, told)
            if wanted.part.exists() and wanted.come >= wanted.size:
                return
            failed: Exception = httpx2.RemoteProtocolError("the answer is too short")
        except httpx2.TransportError as error:
            failed = error
        except httpx2.HTTPStatusError as error:
            if error.response.status_code not in _PASSING:
                with telling(wanted.url, wanted.target.name):
                    raise
            failed = error
        tries = 1 if wanted.come > before else tries + 1
        before = wanted.come
        if tries >= TRIES:
            with telling(wanted.url, wanted.target.name):
                raise failed
        reporter.log(Text("{host} broke off; trying again.", host=network.host(wanted.url)))
        time.sleep(WAIT_S * 2 ** (tries - 1))


def _ask(wanted: Wanted, client: Client, reporter: Reporter, told: Callable[[int], None]) -> None:
    """One request for what is still to come."""
    have = wanted.come
    if have >= wanted.size > 0:
        return
    headers = {"Accept-Encoding": "identity", **wanted.login}
    if have:
        headers["Range"] = f"bytes={have}-"
    with client.stream("GET", wanted.url, headers=headers) as response:
        if response.status_code == 416:  # there is another file behind this address now
            wanted.part.unlink(missing_ok=True)
            return
        response.raise_for_status()
        _write(wanted, response, have if _goes_on(response, have) else 0, reporter, told)


def _goes_on(response: Response, have: int) -> bool:
    """Whether the answer begins where we stopped; some servers send all of it again."""
    start = response.headers.get("Content-Range", "").partition("-")[0]
    return response.status_code == 206 and start == f"bytes {have}"


def _write(
    wanted: Wanted, response: Response, have: int, reporter: Reporter, told: Callable[[int], None]
) -> None:
    try:
        with wanted.part.open("ab" if have else "wb") as file:
            told(have)
            for data in response.iter_bytes():
                file.write(data)
                have += len(data)
                told(have)
                if have > wanted.size:
                    break  # its hash will not be the one
                reporter.checkpoint()
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise full(wanted) from error
        raise


def length(url: str, what: str, client: Client) -> int:
    """Bytes behind an address.

    Raises:
        UserError: there is nothing, or the server does not say.

    """
    with telling(url, what):
        answer = client.head(url, headers={"Accept-Encoding": "identity"})
        answer.raise_for_status()
        return int(answer.headers["Content-Length"])


def full(wanted: Wanted) -> UserError:
    """The disk has no room for the rest."""
    left = wanted.size - wanted.come
    return UserError(
        Text(
            "The disk is full: {left:,.0f} MB of {file} are still to come.",
            left=left / 1e6,
            file=wanted.target.name,
        ),
        "Free some space and go on: what has come is kept.",
    )


def forget(wanted: Wanted) -> None:
    """Remove what has come of a file that is not wanted any more."""
    with suppress(OSError):
        wanted.part.unlink()
