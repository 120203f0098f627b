from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.encoders import registry
from core.encoders.packaged import Packaged
from core.errors import MissingWeightsError, UserError

CONTENT = b"weights"


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Packaged:
    """A package whose code must never run."""
    package = tmp_path / "triptych_test_weights"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit('the code of the package ran')\n")
    (package / "model.bin").write_bytes(CONTENT)
    monkeypatch.syspath_prepend(tmp_path)
    return replace(
        registry.entry("minilm"),
        package="triptych-test-weights==1",
        module="triptych_test_weights",
        files={"model.bin": hashlib.sha256(CONTENT).hexdigest()},
    )


def test_weights_are_found_without_running_the_package(entry: Packaged) -> None:
    assert entry.installed
    assert (entry.verified() / "model.bin").read_bytes() == CONTENT
    assert "triptych_test_weights" not in sys.modules


def test_changed_weights_are_refused(entry: Packaged) -> None:
    assert entry.folder is not None
    (entry.folder / "model.bin").write_bytes(b"Weights")
    with pytest.raises(UserError, match="fetch minilm --again"):
        entry.verified()


def test_absent_weights_name_the_command(entry: Packaged) -> None:
    assert entry.folder is not None
    (entry.folder / "model.bin").unlink()
    assert not entry.installed
    with pytest.raises(MissingWeightsError) as caught:
        entry.verified()
    assert "triptych encoders fetch minilm" in caught.value.remedy
    gone = replace(entry, module="triptych_no_such_package")
    with pytest.raises(MissingWeightsError):
        gone.verified()


def test_the_list_of_packages_is_the_manifest() -> None:
    path = Path(registry.__file__).with_name("packages.txt")
    lines = [line for line in path.read_text().splitlines() if line and line[0] != "#"]
    packages = {one.package for one in registry.ours().values() if isinstance(one, Packaged)}
    assert sorted(lines) == sorted(packages)


def test_every_modality_has_one_default_and_every_encoder_a_licence() -> None:
    infos = registry.infos()
    defaults = [info.modality for info in infos if info.default]
    assert sorted(defaults) == ["audio", "image", "text", "video"]
    assert {info.modality: info.name for info in infos if info.default} == registry.DEFAULTS
    for info in infos:
        assert info.licence
        assert info.note
        assert info.command.startswith("triptych encode")


def test_revision_follows_the_weights(entry: Packaged) -> None:
    other = replace(entry, files={"model.bin": hashlib.sha256(b"others").hexdigest()})
    assert entry.info().identity != other.info().identity
    assert entry.info().identity != replace(entry, preprocessing="other").info().identity


def test_an_unknown_encoder_lists_those_there_are() -> None:
    with pytest.raises(UserError, match="minilm"):
        registry.load("no-such-encoder")


def test_no_torch_before_an_encoder_is_loaded() -> None:
    code = (
        "import sys; from core.encoders import registry; registry.infos();"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
