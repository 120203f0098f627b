"""What strangers' folders say of their weights: damaged headers, and parts that lead elsewhere."""

import json

import pytest

from core.encoders.families.loading import _numbers
from core.encoders.spec.facts import _weights
from core.errors import UserError


@pytest.mark.parametrize("data", [b"", b"\xff" * 64, b"\x02\0\0\0\0\0\0\0{]"])
def test_a_damaged_header_is_told(tmp_path, data):
    path = tmp_path / "model.safetensors"
    path.write_bytes(data)
    with pytest.raises(UserError, match="cannot be read"):
        _numbers(path)


@pytest.mark.parametrize(
    "index",
    [
        {"weight_map": {"a": "../outside.safetensors"}},
        {"weight_map": ["a"], "metadata": 3},
        {"weight_map": {}, "metadata": {"total_size": "many"}},
    ],
)
def test_parts_lie_beside_their_index(tmp_path, index):
    folder = tmp_path / "model"
    folder.mkdir()
    (tmp_path / "outside.safetensors").write_bytes(b"x" * 100)
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    size, missing = _weights(folder)
    assert size == 0
    assert missing == tuple(n for n in ("../outside.safetensors",) if n in str(index))
