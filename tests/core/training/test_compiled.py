import os
import shutil

import pytest
import torch

from core.fusion.config import ConcatConfig
from core.progress import Reporter
from core.training.config import SplitConfig, TrainConfig
from core.training.losses.config import BPRConfig
from core.training.steps.parallel import Group
from core.training.train import assemble
from tests.core.training.world import make

COMPILER = shutil.which(os.environ.get("CXX", "g++")) or shutil.which("clang++")

CONFIG = TrainConfig(
    fusion=ConcatConfig(dim=8, hidden=8, dropout=0.3, modality_dropout=0.3),
    loss=BPRConfig(negatives=1),
    batch_size=64,
    split=SplitConfig(kind="random"),
    device="cpu",
)


@pytest.mark.slow
@pytest.mark.skipif(COMPILER is None, reason="torch.compile needs a C++ compiler on the CPU")
def test_the_compiled_first_step_is_the_eager_one(tmp_path):
    catalog, features, _ = make(n_users=30, n_items=24, per_user=6)
    losses, gradients = [], []
    torch._dynamo.reset()
    for compiled in (False, True):
        torch._dynamo.utils.counters.clear()
        config = CONFIG.model_copy(update={"compile": compiled})
        trainer = assemble(catalog, features, config, tmp_path, Reporter(), Group.join())
        losses.append(sum(map(float, trainer.step.gradients(torch.arange(64)).values())))
        gradients.append([p.grad for p in trainer.model.fusion.parameters()])
        assert bool(torch._dynamo.utils.counters["frames"]["ok"]) == compiled
    assert losses[1] == pytest.approx(losses[0], abs=1e-5)
    for eager, other in zip(*gradients, strict=True):
        assert torch.allclose(other, eager, atol=1e-5)
