"""A model in a folder of one's own: what it takes is counted, and it is never deleted by us."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch
import transformers as hf

from core import launch
from core.catalog.opening import snapshot
from core.encoders import registry
from core.encoders.fetching import disk
from core.errors import UserError
from tests.core.encoders.any.made import MADE, WORDS, words
from tests.gui.catalogs import make


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A BERT in ./mine of the folder one works in."""
    made = tmp_path / "mine"
    made.mkdir()
    MADE["bert"](made)
    monkeypatch.chdir(tmp_path)
    return made


@pytest.mark.parametrize("by", ["./mine", "whole"])
def test_a_folder_of_ones_own_is_not_deleted_but_forgotten(folder: Path, by: str) -> None:
    name = by if by == "./mine" else str(folder)
    before = sorted(folder.rglob("*"))
    for added in (False, True):
        if added:
            registry.add("./mine")
        with pytest.raises(UserError, match="folder of your own") as caught:
            disk.delete(name)
        assert ("encoders forget" in caught.value.remedy) == added
    assert sorted(folder.rglob("*")) == before
    assert str(folder) in caught.value.remedy
    registry.remove(caught.value.remedy.rpartition(" ")[2])  # what it says to do works
    assert str(folder) not in registry.entries()
    assert sorted(folder.rglob("*")) == before


def test_a_folder_of_ones_own_tells_the_bytes_of_what_is_loaded(folder: Path) -> None:
    (entry,) = registry.add("./mine")
    wanted = sum(path.stat().st_size for path in folder.iterdir())
    (folder / "pytorch_model.bin").write_bytes(bytes(5000))
    (folder / "checkpoint-10").mkdir()
    (folder / "checkpoint-10" / "model.safetensors").write_bytes(bytes(7000))
    assert disk.size_of(entry) == wanted
    dense = folder / "2_Dense"
    dense.mkdir()
    (dense / "model.safetensors").write_bytes(bytes(300))
    assert disk.size_of(entry) == wanted + 300
    assert entry.name not in {name for one in disk.kept() for name in one.encoders}


_COST = """
import json, sys
from core.contracts.comparing import CostSpec
from core.explore import encoder_cost
print(encoder_cost.measure(CostSpec(catalog=sys.argv[1], encoder=sys.argv[2], modality="text",
                                    device="cpu")).model_dump_json())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak")
def test_memory_is_that_of_the_encoder_not_of_its_libraries(tmp_path: Path) -> None:
    """Of two that differ in their layers alone, the numbers differ by the weights of those."""
    catalog = snapshot.save(make(tmp_path))
    found = {}
    for size, layers in (("small", 1), ("large", 8)):
        folder = tmp_path / size
        folder.mkdir()
        words(folder)
        torch.manual_seed(0)
        hf.BertModel(
            hf.BertConfig(vocab_size=len(WORDS), hidden_size=512, num_hidden_layers=layers,
                          num_attention_heads=2, intermediate_size=2048)
        ).save_pretrained(folder)  # fmt: skip
        answer = subprocess.check_output(
            launch.script(_COST, str(catalog), str(folder)),
            env=launch.environment() | {"TRIPTYCH_HOME": os.environ["TRIPTYCH_HOME"]},
            cwd=launch.folder(), text=True,
        )  # fmt: skip
        found[size] = json.loads(answer.splitlines()[-1])
    small, large = found["small"], found["large"]
    weights = large["disk_bytes"] - small["disk_bytes"]
    assert weights > 80e6
    # Importing transformers alone takes more than twice what the small one may.
    assert small["memory_bytes"] < 60e6 < 120e6 < small["library_bytes"]
    # At most one copy of it while it is loaded.
    assert 0.9 < (large["memory_bytes"] - small["memory_bytes"]) / weights < 2.1
    assert abs(large["library_bytes"] - small["library_bytes"]) < 0.2 * weights
