"""huggingface_hub's own download on the same server: it is a fair stand-in for a hub, and this is
why we ask by that library and bring the bytes ourselves (README of core/encoders).
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest
from huggingface_hub import file_download, hf_hub_download
from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

from core import network
from core.encoders import fetching
from core.errors import UserError
from core.progress import Reporter
from tests.core.encoders.fetching.server import COMMIT, Server, sha
from tests.core.encoders.fetching.test_hub_fetch import FILES, REPO, WEIGHTS, entry

#: What it asks for: the branch, where we ask for the state the hub named.
BIG = f"/{REPO}/resolve/main/model.safetensors"


@pytest.fixture
def shelf(hub: Server) -> Server:
    hub.add_repository(REPO, FILES)
    return hub


def theirs(server: Server, folder: Path, token: bool | None = False) -> Path:
    with network.client(network.load()):
        return Path(
            hf_hub_download(
                REPO, "model.safetensors", endpoint=server.url, cache_dir=folder, token=token
            )
        )


def test_it_gets_the_same_and_puts_it_where_we_do(shelf: Server, tmp_path: Path) -> None:
    path = theirs(shelf, tmp_path)
    assert path.read_bytes() == WEIGHTS
    assert path.parent.name == COMMIT
    fetching.fetch(entry(), Reporter())
    ours = entry().verified() / "model.safetensors"
    assert ours.relative_to(ours.parents[3]) == path.relative_to(path.parents[3])


def test_it_goes_on_after_a_break_and_begins_anew_when_called_again(
    shelf: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And loses up to 10 MB, which it keeps in memory before they are written."""
    monkeypatch.setattr(file_download.time, "sleep", lambda _seconds: None)
    data = bytes(range(256)) * (24 << 12)
    shelf.files[BIG] = data
    shelf.cuts[BIG] = [15 << 20, *[0] * 20]
    with pytest.raises(httpx2.TransportError):
        theirs(shelf, tmp_path)
    asked = shelf.ranges(BIG)
    assert asked[:2] == ["", f"bytes={10 << 20}-"]
    shelf.cuts.clear()
    assert theirs(shelf, tmp_path).read_bytes() == data
    assert shelf.ranges(BIG)[len(asked) :] == [""]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_it_takes_a_refusal_for_one(shelf: Server, tmp_path: Path, status: int) -> None:
    shelf.statuses[BIG] = [status] * 20
    with pytest.raises((HfHubHTTPError, LocalEntryNotFoundError)) as caught:
        theirs(shelf, tmp_path)
    asked: BaseException | None = caught.value
    while asked is not None and not isinstance(asked, HfHubHTTPError):
        asked = asked.__cause__
    assert asked is not None
    assert asked.response.status_code == status


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk without room: Linux has one")
def test_a_full_disk_ends_it(
    shelf: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each call has a file of its own that grows: so another one never goes on with it."""
    blobs = tmp_path / f"models--{REPO.replace('/', '--')}" / "blobs"
    blobs.mkdir(parents=True)
    monkeypatch.setattr(file_download.uuid, "uuid4", lambda: SimpleNamespace(hex="0" * 32))
    (blobs / f"{sha(WEIGHTS)}.00000000.incomplete").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        theirs(shelf, tmp_path)


def test_it_does_not_see_that_the_bytes_are_others_and_we_do(shelf: Server, tmp_path: Path) -> None:
    """It holds what came to its size alone."""
    for path in (BIG, BIG.replace("main", COMMIT)):
        shelf.files[path] = b"X" + WEIGHTS[1:]
    about = shelf.pages[f"/api/models/{REPO}/revision/main"][1]
    assert sha(WEIGHTS) in about
    assert theirs(shelf, tmp_path).read_bytes() != WEIGHTS
    with pytest.raises(UserError, match="is not the file that was announced"):
        fetching.fetch(entry(), Reporter())


def test_its_token_goes_to_a_mirror_unless_it_is_told_not_to(shelf: Server, tmp_path: Path) -> None:
    theirs(shelf, tmp_path / "told", token=False)
    assert not shelf.tokens
    theirs(shelf, tmp_path / "as it is", token=None)
    assert shelf.tokens == {"Bearer hf_secret"}
