"""How this machine reaches the network, and whether it may at all. Nothing asks it unasked.

What people chose lies in network.json of the workspace; what they left empty is as their other
tools have it (HF_ENDPOINT, pip's index, HTTPS_PROXY).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError

from core import workspace
from core.errors import UserError
from core.text import Text

if TYPE_CHECKING:
    from httpx2 import Client

#: The only hub that ever gets a token.
OFFICIAL = "https://huggingface.co"
#: What people who cannot reach it use instead.
MIRRORS = ("https://hf-mirror.com", "https://modelscope.cn")
#: Seconds to wait for a connection, and for the next bytes.
_CONNECT_S, _READ_S = 15, 30


class Network(BaseModel):
    """What people chose; unknown or broken values fall back.

    Attributes:
        hub: the address of a model hub or its mirror.
        index: of a package index, as pip takes it.
        proxy: such as http://127.0.0.1:7890 or socks5://...
        offline: whether nothing may be asked, not even when a person wants it.

    """

    model_config = ConfigDict(extra="ignore")

    hub: str = ""
    index: str = ""
    proxy: str = ""
    offline: bool = False

    @property
    def endpoint(self) -> str:
        """The hub that is asked, without a slash at its end."""
        return (self.hub or os.environ.get("HF_ENDPOINT") or OFFICIAL).strip().rstrip("/")

    @property
    def token(self) -> str | None:
        """The person's token for the hub; a mirror never gets it."""
        if self.endpoint != OFFICIAL:
            return None
        from huggingface_hub import get_token

        return get_token()


def load() -> Network:
    """What was chosen, or nothing."""
    try:
        return Network.model_validate(workspace.read_json(workspace.home() / "network.json"))
    except ValidationError:
        return Network()


def save(network: Network) -> None:
    """Keep it for all windows and shells of this workspace."""
    workspace.write_json(workspace.home() / "network.json", network.model_dump())


def host(url: str) -> str:
    """Whom an address names, without a login that may stand in it."""
    parts = urlsplit(url)
    return parts.netloc.rpartition("@")[2] or url


@contextmanager
def client(network: Network) -> Iterator[Client]:
    """A client that a person asked for; `huggingface_hub` uses it meanwhile.

    A login goes to the host it is for and is dropped when another one is redirected to.

    Raises:
        UserError: the switch says offline, or the proxy is none.

    """
    if network.offline:
        raise UserError(
            "Triptych is set to stay offline.",
            "Switch that off in the settings (network), or bring the weights by hand.",
        )
    import httpx2
    from huggingface_hub import set_client_factory
    from huggingface_hub.utils._http import default_client_factory

    def make() -> Client:
        timeout = httpx2.Timeout(_READ_S, connect=_CONNECT_S)
        return httpx2.Client(
            proxy=network.proxy.strip() or None, follow_redirects=True, timeout=timeout
        )

    try:
        made = make()
    except (ValueError, ImportError) as error:
        raise UserError(
            Text("The proxy '{proxy}' cannot be used.", proxy=host(network.proxy)),
            "Give its address as http://host:port in the settings.",
        ) from error
    set_client_factory(lambda: made)
    try:
        yield made
    finally:
        set_client_factory(default_client_factory)
        made.close()
