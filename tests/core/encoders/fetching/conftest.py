"""Servers, empty caches, and no waiting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from core import network
from core.encoders.fetching import transfer
from core.network import Network
from tests.core.encoders.fetching.server import Server, serving


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's caches, token, proxies or indexes but those of the test."""
    for name in ("HF_HUB_CACHE", "HF_HOME", "TORCH_HOME", "HF_ENDPOINT", "HTTP_PROXY", "ALL_PROXY",
                 "http_proxy", "all_proxy", "PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL",
                 "PIP_EXTRA_INDEX_URL"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    monkeypatch.setattr(transfer, "WAIT_S", 0.0)
    return tmp_path


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as made:
        yield made


@pytest.fixture
def hub(server: Server) -> Server:
    """The same, chosen as a mirror in the settings."""
    network.save(Network(hub=server.url))
    return server


@pytest.fixture
def index(server: Server) -> Server:
    """The same, chosen as the index of packages."""
    network.save(Network(index=f"{server.url}/simple"))
    return server
