"""What goes wrong on the network, each in one sentence with a remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core import network
from core.errors import UserError
from core.text import Text

_ELSEWHERE = Text("Check the connection, or choose a mirror or a proxy in the settings.")


@contextmanager
def telling(url: str, what: str) -> Iterator[None]:
    """Raise what a server or the way to it is to blame for as a UserError.

    Args:
        url: whom we speak to.
        what: what is asked for, such as the name of a repository.

    """
    import httpx2

    host = network.host(url)
    try:
        yield
    except httpx2.HTTPStatusError as error:
        raise refused(error.response.status_code, url, what) from error
    except httpx2.ProxyError as error:
        raise UserError(
            "The proxy does not let us through.", "Check its address in the settings."
        ) from error
    except (httpx2.TransportError, httpx2.InvalidURL) as error:
        raise UserError(Text("{host} cannot be reached.", host=host), _ELSEWHERE) from error
    except (httpx2.HTTPError, ValueError, LookupError, TypeError) as error:
        raise UserError(
            Text("{host} does not answer as it should ({error}).", host=host, error=error),
            "Check the address in the settings, or choose another one.",
        ) from error


def refused(status: int, url: str, what: str) -> UserError:
    """An answer that is no success, in words."""
    host = network.host(url)
    if status in (401, 403):
        if url.startswith(network.OFFICIAL):
            remedy = Text(
                "If it exists, open {url}/{what}, accept its licence there, and log in with: "
                "hf auth login",
                url=network.OFFICIAL,
                what=what,
            )
        else:
            remedy = Text(
                "Your token goes to huggingface.co alone: choose that in the settings, or a mirror "
                "that lets everybody in."
            )
        return UserError(Text("{host} does not give {what} to us.", host=host, what=what), remedy)
    if status == 404:
        return UserError(
            Text("{host} has no {what}.", host=host, what=what),
            "Check the name and its revision, or choose another source in the settings.",
        )
    if status == 429:
        return UserError(
            Text("{host} asks us to wait.", host=host), "Try again in some minutes, or log in."
        )
    return UserError(
        Text("{host} refuses ({status}).", host=host, status=status),
        "Try again later, or choose another source in the settings.",
    )
