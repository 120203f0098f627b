"""A loss of another package learns; tests/test_offered_package.py trains one by the shell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugins import plugin

HINGE = """
from typing import Literal
from pydantic import Field
from core.training.losses.component import SampledLoss

class COMPONENT(SampledLoss):
    kind: Literal["hinge"] = "hinge"
    margin: float = Field(default=1.0, gt=0, title="Margin", description="How far apart.")

    def build(self):
        import torch
        from core.training.losses.base import PairLoss

        class Hinge(PairLoss):
            def __init__(self, config):
                super().__init__(config)
                self.margin = torch.nn.Parameter(torch.tensor(config.margin))

            def value(self, scored, drawn):
                scores = drawn.scores(scored)
                return (self.margin - scores[:, :1] + scores[:, 1:]).relu().mean()

        return Hinge(self)
"""
#: Known to the schema and the shell without torch, then trained, stopped, and gone on with.
TRAIN = """
import sys
from pathlib import Path
from core.training.config import TrainConfig
from core.training import settings
assert "How far apart." in str(TrainConfig.model_json_schema())
words = ["loss.kind=hinge", "loss.negatives=3", "epochs=8", "batch_size=128", "device=cpu"]
words += ["fusion.kind=concat", "fusion.dim=16", "learning_rate=0.02", "split.kind=random"]
config = TrainConfig.model_validate(settings.chosen("default", None, words))
assert (config.loss.kind, config.loss.margin, config.loss.power) == ("hinge", 1.0, 0.0)
assert "torch" not in sys.modules
from core.training.run import checkpoint, layout
from core.training.train import train
from tests.core.training.world import Recording, make
catalog, features, _ = make()
folder = Path(sys.argv[1])
assert train(catalog, features, config, folder, Recording(stop_at=9)).stopped
reporter = Recording()
summary = train(catalog, features, config, folder, reporter, resume=True)
floors = summary.baselines.values()
assert summary.test["recall@10"] > 1.3 * max(floor["recall@10"] for floor in floors), summary
assert any("loss/hinge" in values for _, _, values in reporter.metrics)
margin = checkpoint.read(folder / layout.LAST)[0]["objective/ranking.margin"]
assert margin != 1.0, "a parameter of the loss is trained, and kept"
"""


@pytest.fixture
def offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The environment of a machine that has the package."""
    module = plugin(tmp_path, monkeypatch, "triptych.losses", "hinge", HINGE)
    path = os.pathsep.join(map(str, (tmp_path / f"site_{module}", Path.cwd())))
    return {**os.environ, "PYTHONPATH": path, "TRIPTYCH_HOME": str(tmp_path / "home")}


def run(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "left out" not in done.stderr


def test_it_learns_and_its_parameter_is_trained(offered: dict[str, str], tmp_path: Path) -> None:
    run(offered, "-c", TRAIN, str(tmp_path / "run"))
