"""The file of a run's state: the same bytes each time, and no change of them is believed."""

import json
import zlib
from pathlib import Path

import pytest
import torch
from safetensors.torch import save

from core.training.run import checkpoint

TENSORS = {"a": torch.arange(6.0).reshape(2, 3), "b": torch.tensor([1, 2])}
STATE = {"step": 3, "rows": [{"loss": 0.25}], "said": "ß"}


def test_the_same_state_makes_the_same_bytes(tmp_path: Path) -> None:
    paths = [tmp_path / str(number) for number in range(12)]
    for path in paths:
        checkpoint.write(path, TENSORS, STATE)
    assert len({path.read_bytes() for path in paths}) == 1
    tensors, state = checkpoint.read(paths[0])
    assert state == STATE == checkpoint.read_state(paths[0])
    assert all(torch.equal(tensors[name], TENSORS[name]) for name in TENSORS)


def test_no_changed_byte_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "state"
    checkpoint.write(path, TENSORS, STATE)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            tensors, state = checkpoint.read(path)
        except checkpoint.DamagedError:
            continue
        assert state == STATE
        assert {n: t.tolist() for n, t in tensors.items()} == {
            n: t.tolist() for n, t in TENSORS.items()
        }


@pytest.mark.parametrize("header", ["[]", "3", "[" * 100_000, "{}", '{"state": {}}'])
def test_a_header_of_strangers_is_damage(header: str, tmp_path: Path) -> None:
    path = tmp_path / "state"
    path.write_bytes(save(TENSORS, {"told": header}))
    with pytest.raises(checkpoint.DamagedError):
        checkpoint.read(path)


def test_files_of_earlier_versions_are_read_and_their_numbers_checked(tmp_path: Path) -> None:
    path = tmp_path / "state"
    numbers = b"".join(TENSORS[name].numpy().tobytes() for name in sorted(TENSORS))
    told = {"state": json.dumps(STATE), "crc32": f"{zlib.crc32(numbers):08x}"}
    path.write_bytes(save(TENSORS, told))
    assert checkpoint.read(path)[1] == STATE
    path.write_bytes(save(TENSORS | {"b": torch.tensor([1, 3])}, told))
    with pytest.raises(checkpoint.DamagedError):
        checkpoint.read(path)
