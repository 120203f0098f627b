"""Models that come with Python code of their own: it runs if a person says so, and never else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from core.encoders import registry
from core.errors import UserError
from tests.core.encoders.any.made import TEXT, WORDS, words

_CODE = """
from pathlib import Path

from torch import nn
from transformers import PretrainedConfig, PreTrainedModel
from transformers.modeling_outputs import BaseModelOutput

Path({flag!r}).touch()


class OwnConfig(PretrainedConfig):
    model_type = {kind!r}


class OwnModel(PreTrainedModel):
    config_class = OwnConfig

    def __init__(self, config):
        super().__init__(config)
        self.table = nn.Embedding(64, 16)
        self.post_init()

    def forward(self, input_ids=None, attention_mask=None):
        return BaseModelOutput(last_hidden_state=self.table(input_ids).cumsum(1))
"""


def own(folder: Path, kind: str, flag: Path) -> torch.Tensor:
    """A model that adds up its words' vectors, by code of its own; gives those vectors."""
    folder.mkdir()
    words(folder)
    (folder / "own.py").write_text(_CODE.format(kind=kind, flag=str(flag)))
    auto = {"AutoConfig": "own.OwnConfig", "AutoModel": "own.OwnModel"}
    config = {"model_type": kind, "hidden_size": 16, "auto_map": auto}
    (folder / "config.json").write_text(json.dumps(config))
    table = torch.randn(64, 16, generator=torch.Generator().manual_seed(0))
    save_file({"table.weight": table}, folder / "model.safetensors")
    return table


@pytest.mark.parametrize("kind", ["jina_of_mine", "bert"])
def test_it_runs_if_it_is_allowed_and_gives_tokens_with_places(tmp_path: Path, kind: str) -> None:
    """Also where the library has a family of that name: its code is what the weights are for."""
    folder, flag = tmp_path / "mine", tmp_path / "ran"
    table = own(folder, kind, flag)
    with pytest.raises(UserError) as caught:
        registry.load(str(folder))
    assert "--remote-code" in caught.value.remedy
    assert not flag.exists()
    registry.add(str(folder), remote_code=True)
    assert not flag.exists()  # adding looks at what it says of itself
    batch = registry.load(str(folder)).encode([TEXT])
    assert flag.exists()
    ids = [2, *(WORDS.index(word) for word in TEXT.split())]
    torch.testing.assert_close(batch.tokens[0], table[ids].cumsum(0)[1:])
    said = [TEXT[a:b] for a, b in batch.positions[0, :, :2].int().tolist()]
    assert said == TEXT.split()
