"""A fusion of another package in forms; tests/test_offered_package.py trains one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Literal, get_args

import pytest

from core.components import Component, union
from core.plugins import PluginWarning
from tests.plugins import plugin

GROUP = "triptych.fusions"
MEAN = """
from typing import Literal, get_args
from pydantic import Field
from core.fusion.component import ContentFusion

class COMPONENT(ContentFusion):
    kind: Literal["mean"] = "mean"
    gain: float = Field(default=0.5, title="Gain of the mean", description="How loud it is.")

    def build(self, widths, out=None):
        import torch
        from core.fusion.base import Fused, Fusion, masked_mean

        class Mean(Fusion):
            def __init__(self, config):
                super().__init__(config.dim, widths, config.modality_dropout, out)
                self.gain = config.gain

            def forward(self, batch):
                tokens, masks = self.project(batch)
                parts = [masked_mean(t, m) for t, m in zip(tokens, masks, strict=True)]
                present = [mask.any(1) for mask in masks]
                vector = self.gain * torch.stack(parts).mean(0)
                return Fused(vector, self.named(parts), self.named(present))

        return Mean(self)
"""
#: A form has its field, and neither its module nor the form needed torch.
FORM = """
import sys
from PySide6.QtWidgets import QApplication
from core.training.config import TrainConfig
from gui.widgets.forms.model_form import ModelForm
app = QApplication([])
form = ModelForm(TrainConfig)
values = TrainConfig().model_dump(mode="json")
values["fusion"] = {"kind": "mean", "dim": 8, "dropout": 0, "modality_dropout": 0, "gain": 0.25}
form.set_value(values)
chosen = TrainConfig.model_validate(form.value()).fusion
assert (chosen.kind, chosen.gain, chosen.dim) == ("mean", 0.25, 8)
assert "Gain of the mean" in str(TrainConfig.model_json_schema())
assert "torch" not in sys.modules
values["fusion"] = {"kind": "graph", "base": values["fusion"]}
config = TrainConfig.model_validate(values)
assert config.reads_content and config.fusion.dim == 8
"""


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of a machine that has the package."""
    module = plugin(tmp_path, monkeypatch, GROUP, "mean", MEAN)
    site = tmp_path / f"site_{module}"
    path = os.pathsep.join(map(str, (site, Path.cwd())))
    return {
        **os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen",
        "TRIPTYCH_HOME": str(tmp_path / "home"),
    }  # fmt: skip


def run(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "left out" not in done.stderr
    return done.stdout


def test_the_form_has_its_fields_without_torch(offered: dict[str, str]) -> None:
    run(offered, "-c", FORM)


class Base(Component):
    pass


class Own(Base):
    kind: Literal["own"] = "own"


@pytest.mark.parametrize(
    "body",
    [
        "kind: Literal['other'] = 'other'",
        "kind: str = 'mean'",
        "kind: Literal['mean'] = 'mean'\n    needed: int",
        "kind: Literal['own'] = 'own'",
        "pass",
    ],
)
def test_what_cannot_stand_in_a_form_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    source = (
        f"from typing import Literal\nfrom {__name__} import Base\n"
        f"class COMPONENT(Base):\n    {body}\n"
    )
    plugin(tmp_path, monkeypatch, "triptych.mine", "mean", source)
    with pytest.warns(PluginWarning, match="'mean'"):
        assert get_args(union("triptych.mine", Base, (Own,)))[0] is Own
