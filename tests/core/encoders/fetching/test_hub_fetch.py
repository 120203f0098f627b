"""Repositories from hubs, over real connections that break, lie and refuse."""

from __future__ import annotations

import hashlib
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from core import launch, network
from core.encoders import fetching, registry
from core.encoders.fetching import hubs
from core.encoders.hub import HubModel, hub_cache
from core.errors import UserError
from core.network import Network
from core.progress import Cancelled, Reporter
from tests.core.encoders.fetching.server import COMMIT, Server, serving

REPO = "google-bert/bert-base-uncased"
NAME = "bert-base-uncased"
WEIGHTS = bytes(range(256)) * 4096  # several chunks
FILES = {
    "config.json": b'{"model_type": "bert"}',
    "model.safetensors": WEIGHTS,
    "tokenizer.json": b"{}",
    "pytorch_model.bin": b"never",
}
BIG = f"/{REPO}/resolve/{COMMIT}/model.safetensors"


class Watching(Reporter):
    """Keeps what was told, and cancels after so many megabytes."""

    def __init__(self, cancel_at: float | None = None) -> None:
        self.told: list[tuple[float, float | None, str]] = []
        self._cancel_at = cancel_at

    def progress(self, stage: str, done: float, total: float | None = None, unit: str = "") -> None:
        self.told.append((done, total, unit))

    def checkpoint(self) -> bool:
        if self._cancel_at is not None and self.told[-1][0] >= self._cancel_at:
            raise Cancelled
        return False


def entry() -> HubModel:
    found = registry.entry(NAME)
    assert isinstance(found, HubModel)
    return found


def parts() -> list[Path]:
    return list(hub_cache().rglob("*.part"))


@pytest.mark.parametrize("by", ["us", "others"])
@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_a_bit_that_flips_afterwards_is_noticed(hub: Server, name: str, by: str) -> None:
    hub.add_repository(REPO, FILES)
    fetching.fetch(entry(), Reporter())
    path = entry().verified() / name
    if by == "others":  # Hugging Face's tools link to files named by their digest
        shutil.rmtree(path.parents[2] / "digests")
        blob = path.parents[2] / "blobs" / git_or_sha256(name)
        blob.parent.mkdir(exist_ok=True)
        path.rename(blob)
        path.symlink_to(blob)
        assert entry().verified()
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    with pytest.raises(UserError, match="damaged") as caught:
        entry().verified()
    assert "--again" in str(caught.value.remedy)
    assert name in str(caught.value.file)
    fetching.fetch(entry(), Reporter(), again=True)
    assert entry().verified()


def git_or_sha256(name: str) -> str:
    """The name of a blob in the cache: large files by their SHA-256, small ones as git does."""
    data = FILES[name]
    if name.endswith(".safetensors"):
        return hashlib.sha256(data).hexdigest()
    return hashlib.sha1(f"blob {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()


def refusal(name: str = NAME) -> UserError:
    """What fetching says when it fails: a sentence and a remedy."""
    with pytest.raises(UserError) as caught:
        fetching.fetch(fetching.named(name), Reporter())
    assert caught.value.message
    assert caught.value.remedy
    return caught.value


def test_what_is_fetched_is_what_hugging_face_tools_find(hub: Server) -> None:
    from huggingface_hub import snapshot_download

    hub.add_repository(REPO, FILES)
    watching = Watching()
    assert fetching.fetch(entry(), watching) == sum(len(FILES[name]) for name in entry().files)
    assert entry().installed
    assert entry().revision == COMMIT
    for name in entry().files:
        assert (entry().verified() / name).read_bytes() == FILES[name]
    assert snapshot_download(REPO, local_files_only=True, cache_dir=hub_cache()) == str(
        entry().verified()
    )
    done, total, unit = watching.told[-1]
    assert (done, unit) == (total, "MB")
    assert not any("pytorch_model" in one.path for one in hub.asked)
    assert fetching.fetch(entry(), Reporter()) == 0


def test_the_offer_tells_size_and_licence_and_fetches_nothing(hub: Server) -> None:
    hub.add_repository(REPO, FILES, licence="mit")
    offer = fetching.offer(entry())
    assert (offer.licence, offer.source) == ("mit", network.host(hub.url))
    assert offer.bytes == sum(len(FILES[name]) for name in entry().files)
    assert offer.free > offer.left > 0
    assert not any("resolve" in one.path for one in hub.asked)


def test_several_are_one_bar_and_what_is_here_asks_nobody(hub: Server) -> None:
    for repo in ("me/one", "me/two"):
        hub.add_repository(repo, {"config.json": b'{"model_type": "bert"}', "model.safetensors":
                                  WEIGHTS}, licence="mit")  # fmt: skip
    watching = Watching()
    size = fetching.ensure(["me/one", "me/two", "me/one"], watching)
    megabytes = [told for told in watching.told if told[2] == "MB"]
    assert {total for _, total, _ in megabytes} == {size / 1e6}
    assert [done for done, _, _ in megabytes] == sorted(done for done, _, _ in megabytes)
    assert megabytes[-1][0] == pytest.approx(size / 1e6)
    assert {"me/one", "me/two"} <= set(registry.entries())
    hub.asked.clear()
    assert fetching.ensure(["me/one", "me/two"], Watching()) == 0
    assert not hub.asked


def test_a_connection_that_breaks_is_gone_on_with(hub: Server) -> None:
    hub.add_repository(REPO, FILES)
    hub.cuts[BIG] = [300_000, 400_000]
    hub.statuses[BIG] = [503]
    fetching.fetch(entry(), Reporter())
    assert (entry().verified() / "model.safetensors").read_bytes() == WEIGHTS
    assert hub.ranges(BIG) == ["", "", "bytes=300000-", "bytes=700000-"]


def test_what_came_before_a_kill_is_used(hub: Server) -> None:
    class Killed(BaseException):
        pass

    class Dying(Watching):
        def checkpoint(self) -> bool:
            if self.told[-1][0] > 0.5:
                raise Killed
            return False

    hub.add_repository(REPO, FILES)
    with pytest.raises(Killed):
        fetching.fetch(entry(), Dying())
    (part,) = parts()
    had = part.stat().st_size
    assert 0 < had < len(WEIGHTS)
    assert not entry().installed
    assert fetching.offer(entry()).left < len(WEIGHTS)
    fetching.fetch(entry(), Reporter())
    assert hub.ranges(BIG)[-1] == f"bytes={had}-"
    assert (entry().verified() / "model.safetensors").read_bytes() == WEIGHTS
    assert not parts()


def test_a_server_that_knows_no_ranges_sends_all_of_it_again(hub: Server) -> None:
    hub.add_repository(REPO, FILES)
    hub.deaf = True
    hub.cuts[BIG] = [300_000]
    fetching.fetch(entry(), Reporter())
    assert (entry().verified() / "model.safetensors").read_bytes() == WEIGHTS


def test_cancelling_keeps_nothing(hub: Server) -> None:
    hub.add_repository(REPO, FILES)
    with pytest.raises(Cancelled):
        fetching.fetch(entry(), Watching(cancel_at=0.3))
    assert not parts()
    assert not entry().installed


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_a_file_that_is_not_the_announced_one_is_refused(hub: Server, name: str) -> None:
    hub.add_repository(REPO, FILES)
    path = f"/{REPO}/resolve/{COMMIT}/{name}"
    hub.files[path] = b"X" + hub.files[path][1:]
    assert "is not the file that was announced" in refusal().message
    assert not parts()
    assert not entry().installed


def test_a_part_of_another_content_is_not_gone_on_with(hub: Server) -> None:
    hub.add_repository(REPO, FILES)
    hub.cuts[BIG] = [300_000, 0, 0, 0, 0, 0]
    assert "cannot be reached" in refusal().message
    hub.cuts.clear()
    other = bytes(len(WEIGHTS))
    hub.add_repository(REPO, {**FILES, "model.safetensors": other})
    fetching.fetch(entry(), Reporter())
    assert (entry().verified() / "model.safetensors").read_bytes() == other


@pytest.mark.parametrize(
    ("status", "told"),
    [(401, "does not give"), (403, "does not give"), (404, "has no"), (500, "refuses"),
     (429, "asks us to wait")],
)  # fmt: skip
@pytest.mark.parametrize("where", [f"/api/models/{REPO}/revision/main", BIG])
def test_what_a_server_refuses_is_one_sentence(
    hub: Server, status: int, told: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huggingface_hub.utils import _http

    monkeypatch.setattr(_http.time, "sleep", lambda _seconds: None)
    hub.add_repository(REPO, FILES)
    hub.statuses[where] = [status] * 20
    assert told in refusal().message


def test_nobody_there_is_one_sentence() -> None:
    with serving() as gone:
        network.save(Network(hub=gone.url))
    assert "cannot be reached" in refusal().message


def test_what_is_no_hub_is_one_sentence(hub: Server) -> None:
    hub.pages[f"/api/models/{REPO}/revision/main"] = ("text/html", "<html>Log in</html>")
    assert "does not answer as it should" in refusal().message


def test_room_is_asked_for_first(hub: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add_repository(REPO, FILES)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10, 0, 1000))
    assert "MB are free" in refusal().message
    assert BIG not in [one.path for one in hub.asked]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk without room: Linux has one")
def test_a_disk_that_fills_meanwhile_is_one_sentence(hub: Server) -> None:
    hub.add_repository(REPO, FILES)
    with network.client(network.load()) as client:
        plan = entry().plan(network.load(), client)
    big = next(one for one in plan.wanted if one.target.name == "model.safetensors")
    big.part.parent.mkdir(parents=True)
    big.part.symlink_to("/dev/full")
    assert "The disk is full" in refusal().message


def test_offline_is_a_switch_that_nothing_gets_around(hub: Server) -> None:
    hub.add_repository(REPO, FILES)
    network.save(Network(hub=hub.url, offline=True))
    assert "offline" in refusal().message
    assert not hub.asked


@pytest.mark.parametrize("variable", ["HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"])
@pytest.mark.parametrize("scheme", ["", "modelscope+"])
def test_a_persons_own_offline_variable_is_obeyed_and_named(
    hub: Server, variable: str, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add_repository(REPO, FILES)
    hub.add_to_modelscope(REPO, FILES)
    network.save(Network(hub=scheme + hub.url))
    monkeypatch.setenv(launch.TOLD, "")
    monkeypatch.delenv("HF_HUB_OFFLINE")
    monkeypatch.setenv(variable, "1")
    told = refusal()
    assert variable in told.message
    assert "Unset it" in told.remedy
    assert not hub.asked
    monkeypatch.delenv(variable)
    assert fetching.fetch(entry(), Reporter())


def test_a_mirror_never_sees_the_token(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by our settings, not by HF_ENDPOINT, not where the real hub sends us for the bytes."""
    for endpoint in (Network(hub=server.url), Network(hub=f"modelscope+{server.url}"), Network()):
        monkeypatch.setenv("HF_ENDPOINT", server.url)
        network.save(endpoint)
        server.add_repository(REPO, FILES)
        server.add_to_modelscope(REPO, FILES)
        fetching.fetch(entry(), Reporter(), again=True)
    assert server.asked
    assert not server.tokens


def test_the_hub_itself_sees_it_and_its_store_does_not(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "OFFICIAL", server.url)
    server.add_repository(REPO, FILES)
    with serving() as store:
        store.files["/bytes"] = WEIGHTS
        server.moved[BIG] = f"{store.url}/bytes"
        fetching.fetch(entry(), Reporter())
        assert store.asked
        assert not store.tokens
    assert server.tokens == {"Bearer hf_secret"}
    assert (entry().verified() / "model.safetensors").read_bytes() == WEIGHTS


def test_a_gated_model_says_where_to_agree(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "OFFICIAL", server.url)
    server.statuses[f"/api/models/{REPO}/revision/main"] = [401]
    assert f"open {server.url}/{REPO}" in refusal().remedy


def test_a_proxy_is_used(server: Server) -> None:
    """It is asked for the whole address; here it has the files itself."""
    server.add_repository(REPO, FILES)
    server.pages = {f"{path}": page for path, page in server.pages.items()}
    network.save(Network(hub="http://hub.invalid", proxy=server.url))
    fetching.fetch(entry(), Reporter())
    assert entry().installed
    assert server.asked
    assert not server.tokens  # what it stands before is a mirror
    network.save(Network(hub="http://hub.invalid", proxy="nonsense"))
    with pytest.raises(UserError, match="proxy"):
        fetching.fetch(entry(), Reporter(), again=True)


def test_modelscope_has_a_layout_of_its_own(server: Server) -> None:
    server.add_to_modelscope("me/model", FILES)
    network.save(Network(hub=f"modelscope+{server.url}"))
    fetching.fetch(fetching.named("me/model"), Reporter())
    (folder,) = (hub_cache() / "models--me--model" / "snapshots").iterdir()
    assert {path.name for path in folder.iterdir()} == set(FILES) - {"pytorch_model.bin"}


def test_a_repository_without_safetensors_is_refused(hub: Server) -> None:
    hub.add_repository("me/model", {"config.json": b"{}", "pytorch_model.bin": b"x"})
    assert "no *.safetensors" in refusal("me/model").message


def test_a_repository_cannot_write_elsewhere(hub: Server) -> None:
    hub.add_repository(REPO, {**FILES, "../../../evil.safetensors": b"x"})
    with (
        pytest.raises(UserError, match="outside its folder"),
        network.client(network.load()) as client,
    ):
        hubs.plan(REPO, "main", ["../../../evil.safetensors"], hub_cache(), network.load(), client)


def test_only_what_a_safe_loader_needs_is_taken() -> None:
    names = [
        "config.json", "README.md", "vocab.txt", "sentencepiece.bpe.model", "model.safetensors",
        "model.fp16.safetensors", "pytorch_model.bin", "onnx/model.onnx", "1_Pooling/config.json",
        "2_Dense/model.safetensors", "modeling_x.py", "training_args.bin", "openvino/config.json",
    ]  # fmt: skip
    assert set(hubs.needed(names)) == {
        "config.json", "README.md", "vocab.txt", "sentencepiece.bpe.model", "model.safetensors",
        "1_Pooling/config.json", "2_Dense/model.safetensors", "modeling_x.py",
    }  # fmt: skip
    shards = ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]
    several = [*shards, "model.safetensors.index.json", "consolidated.safetensors"]
    assert set(hubs.needed(several)) == {*shards, "model.safetensors.index.json"}


def test_two_do_not_fetch_the_same_at_once(hub: Server) -> None:
    hub.add_repository(REPO, FILES)

    class Second(Watching):
        def checkpoint(self) -> bool:
            assert "already" in refusal().message
            return False

    fetching.fetch(entry(), Second())
    assert entry().installed


@pytest.mark.parametrize("commit", ["../../../../outside", "/outside", "main/..", "", "A" * 40])
def test_a_hub_does_not_say_where_files_go(
    commit: str, hub: Server, caches: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add_repository(REPO, FILES)
    page = f"/api/models/{REPO}/revision/main"
    kind, text = hub.pages[page]
    hub.pages[page] = kind, text.replace(COMMIT, commit)
    refusal()
    assert not [path for path in caches.rglob("*.json*") if path.name != "network.json"]
