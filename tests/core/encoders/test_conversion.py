"""Weights of other formats become safetensors once, whoever asks and however often."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core import workspace
from core.encoders import conversion, registry
from core.encoders.conversion import Weights, converted, weights
from core.encoders.conversion.aisfx import ALLOWED
from core.encoders.conversion.musicnn import layout
from core.encoders.packaged import Packaged
from core.encoders.weights import load_state
from core.errors import MissingWeightsError, UserError
from core.progress import Reporter
from tests.core.encoders.make import Recorder, needs
from tests.core.encoders.tfbundle import read, read_index

VALUES = np.arange(6, dtype="<f4")


def halves(paths: list[Path]) -> Weights:
    """A converter: the file is float32 numbers."""
    numbers = np.fromfile(paths[0], "<f4").reshape(2, 3)
    return Weights({"weight": torch.from_numpy(numbers).T}, {"names": ["ä", "b"]})


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Packaged:
    """An encoder in a made-up package whose one file is six numbers."""
    (tmp_path / "triptych_test_numbers").mkdir()
    (tmp_path / "triptych_test_numbers" / "__init__.py").write_text("raise SystemExit")
    (tmp_path / "triptych_test_numbers" / "numbers.bin").write_bytes(VALUES.tobytes())
    monkeypatch.syspath_prepend(tmp_path)
    minilm = registry.ours()["minilm"]
    assert isinstance(minilm, Packaged)
    return replace(
        minilm,
        module="triptych_test_numbers",
        files={"numbers.bin": hashlib.sha256(VALUES.tobytes()).hexdigest()},
        converter=f"{__name__}:halves",
    )


def made() -> list[Path]:
    return sorted(workspace.folder("encoders").iterdir())


def test_the_converted_file_holds_what_the_converter_gave(entry: Packaged) -> None:
    got = weights(entry)
    np.testing.assert_array_equal(got.state["weight"], VALUES.reshape(2, 3).T)
    assert got.about == {"names": ["ä", "b"]}
    assert [path.suffix for path in made()] == [".safetensors"]


def test_the_second_time_the_package_is_not_touched(entry: Packaged) -> None:
    first = weights(entry)
    assert entry.folder is not None
    (entry.folder / "numbers.bin").unlink()
    reporter = Recorder()
    assert converted(entry, reporter) == made()[0]
    assert reporter.steps == []
    assert torch.equal(weights(entry).state["weight"], first.state["weight"])


@pytest.mark.parametrize("damage", ["cut", "changed", "empty"])
def test_a_damaged_copy_is_made_again(entry: Packaged, damage: str) -> None:
    weights(entry)
    (path,) = made()
    whole = path.read_bytes()
    other = bytearray(whole)
    other[-2] ^= 1  # still a safetensors file, with another number in it
    path.write_bytes({"cut": whole[:-1], "changed": bytes(other), "empty": b""}[damage])
    np.testing.assert_array_equal(weights(entry).state["weight"], VALUES.reshape(2, 3).T)
    assert made() == [path]
    assert path.read_bytes() == whole


def test_other_files_of_the_package_are_converted_anew(entry: Packaged) -> None:
    weights(entry)
    assert entry.folder is not None
    (entry.folder / "numbers.bin").write_bytes((VALUES + 1).tobytes())
    digest = hashlib.sha256((VALUES + 1).tobytes()).hexdigest()
    newer = replace(entry, files={"numbers.bin": digest})
    np.testing.assert_array_equal(weights(newer).state["weight"], VALUES.reshape(2, 3).T + 1)
    assert len(made()) == 2


def test_nothing_is_kept_of_what_cannot_be_converted(entry: Packaged) -> None:
    assert entry.folder is not None
    (entry.folder / "numbers.bin").write_bytes(b"twelve bytes")
    with pytest.raises(UserError, match="not the ones expected"):
        weights(entry)
    digest = hashlib.sha256(b"twelve bytes").hexdigest()
    with pytest.raises(UserError, match="cannot be read"):
        weights(replace(entry, files={"numbers.bin": digest}))
    with pytest.raises(MissingWeightsError):
        weights(replace(entry, module="triptych_no_such_package"))
    assert made() == []


@pytest.mark.parametrize(("seconds", "lines"), [(0.4, 0), (2.0, 1)])
def test_a_conversion_that_takes_long_says_so(
    entry: Packaged, monkeypatch: pytest.MonkeyPatch, seconds: float, lines: int
) -> None:
    clock = iter([10.0, 10.0 + seconds])
    monkeypatch.setattr(conversion.time, "monotonic", lambda: next(clock))
    reporter = Recorder()
    converted(entry, reporter)
    assert reporter.steps[0][0] == "converting minilm"
    assert len(reporter.lines) == lines
    assert all("'minilm'" in text and "2 s" in text for _, text in reporter.lines)


def test_several_processes_convert_at_once(tmp_path: Path) -> None:
    """Each has the right weights in the end, and one file is left."""
    numbers = np.arange(3_000_000, dtype="<f4")
    package = tmp_path / "triptych_test_many"
    package.mkdir()
    (package / "__init__.py").write_text("")
    numbers.tofile(package / "numbers.bin")
    code = f"""
import sys
sys.path[:0] = [{str(tmp_path)!r}]
from dataclasses import replace
from core.encoders import registry
from core.encoders.conversion import weights
entry = replace(registry.ours()["minilm"], module="triptych_test_many",
    files={{"numbers.bin": {hashlib.sha256(numbers.tobytes()).hexdigest()!r}}},
    converter="tests.core.encoders.test_conversion:all_of_it")
print(weights(entry).state["weight"].double().sum().item(), sys.stdin.readline())
"""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        for _ in range(3)
    ]
    told = [float(process.communicate("\n")[0]) for process in started]
    assert told == [numbers.astype(float).sum()] * 3
    assert len(made()) == 1


def all_of_it(paths: list[Path]) -> Weights:
    return Weights({"weight": torch.from_numpy(np.fromfile(paths[0], "<f4"))})


@needs("musicnn")
def test_musicnn_is_what_the_index_of_its_checkpoint_says() -> None:
    """The layout by names alone, against a reader of the index; and every tensor of the net."""
    entry = registry.ours()["musicnn"]
    assert isinstance(entry, Packaged)
    index, data = (entry.verified() / name for name in entry.files)
    told = read_index(index.read_bytes())
    for name, (begin, shape) in layout().items():
        assert (told[name].offset, told[name].shape) == (4 * begin, shape)
    tensors = read(index, data)
    state = weights(entry).state
    for number, block in enumerate([f"front.{n}" for n in range(5)] + ["middle.0", "middle.1"]):
        kernel = tensors[f"conv2d_{number}/kernel" if number else "conv2d/kernel"]
        np.testing.assert_array_equal(state[f"{block}.conv.weight"], kernel.transpose(3, 2, 0, 1))
        norm = f"batch_normalization_{number + 1}"
        leaves = {"weight": "gamma", "bias": "beta", "running_var": "moving_variance"}
        for leaf, key in leaves.items():
            np.testing.assert_array_equal(state[f"{block}.norm.{leaf}"], tensors[f"{norm}/{key}"])


@needs("aisfx")
def test_aisfx_is_what_its_checkpoint_holds() -> None:
    entry = registry.ours()["aisfx"]
    assert isinstance(entry, Packaged)
    (name,) = entry.files
    whole, _ = load_state(entry.verified() / name, ALLOWED)
    state = weights(entry).state
    assert {f"embedding_net.{key}" for key in state} == {
        key for key in whole if key.startswith("embedding_net.")
    }
    assert all(torch.equal(value, whole[f"embedding_net.{key}"]) for key, value in state.items())


@needs("musicnn")
@needs("aisfx")
@needs("e5")
@pytest.mark.parametrize("name", ["musicnn", "aisfx", "e5"])
def test_no_reader_of_a_format_is_imported_once_it_is_converted(name: str) -> None:
    registry.ours()[name].prepare(Reporter())
    code = f"""
import sys
from core.encoders import registry
registry.load({name!r})
sys.exit(any(name.startswith("core.encoders.conversion.") for name in sys.modules))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
