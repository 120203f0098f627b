"""Training in other processes: killed in the midst, and shared through torchrun."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from core.fusion.config import ConcatConfig, GraphConfig, TransformerConfig
from core.recommend.config import MemoryConfig
from core.training.config import AlignmentLossConfig, SplitConfig, TrainConfig
from core.training.data import prepare
from core.training.losses.config import BPRConfig, SoftmaxConfig
from core.training.run import layout
from core.training.train import train
from tests.core.training.world import make

ROOT = Path(__file__).parents[3]
TORCHRUN = ("-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2")
CONFIG = TrainConfig(
    fusion=ConcatConfig(dim=16, hidden=16),
    loss=BPRConfig(negatives=2),
    epochs=4,
    batch_size=64,
    learning_rate=0.01,
    split=SplitConfig(kind="random"),
    device="cpu",
    ks=(10,),
    checkpoint_seconds=0,
)
WORKER = """
import sys
import time
from pathlib import Path
import torch
from core.progress import Reporter
from core.training.config import TrainConfig
from core.training.train import train
from tests.core.training.world import make

class Slow(Reporter):
    def checkpoint(self):
        time.sleep(float(sys.argv[3]))
        return False

torch.set_num_threads(1)
catalog, features, _ = make(*map(int, sys.argv[4:]))
if len(sys.argv) > 4:
    for store in features.stores.values():
        store.items = [tokens[:1] for tokens in store.items]
train(catalog, features, TrainConfig.model_validate_json(sys.argv[2]), Path(sys.argv[1]), Slow())
"""


def start(script, folder, config, wait, launcher=(), world=()):
    script.write_text(WORKER)
    told = [str(folder), config.model_dump_json(), str(wait), *map(str, world)]
    return subprocess.Popen(
        [sys.executable, *launcher, str(script), *told],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
    )


def wait_until(condition, seconds=120.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def losses(folder: Path) -> list[dict[str, Any]]:
    """The reported rows with a loss; the others tell speed and memory."""
    return [row for row in layout.read_metrics(folder) if "loss" in row["values"]]


def test_resumed_after_sigkill_is_bitwise_uninterrupted(tmp_path):
    catalog, features, _ = make()
    train(catalog, features, CONFIG, tmp_path / "whole")
    killed = tmp_path / "killed"
    process = start(tmp_path / "worker.py", killed, CONFIG, 0.05)
    wait_until(lambda: len(layout.read_metrics(killed)) >= 4)  # in the second epoch
    assert layout.read_run(killed).status == "running"
    process.kill()
    process.wait()
    assert layout.read_record(killed).status == "running"
    told = layout.read_run(killed)
    assert told.status == "interrupted"
    assert told.reached == losses(killed)[-1]["epoch"] >= 2
    assert not (killed / layout.VECTORS).exists()
    train(catalog, features, CONFIG, killed, resume=True)
    assert layout.read_run(killed).status == "finished"
    one, other = (load_file(folder / layout.LAST) for folder in (tmp_path / "whole", killed))
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)
    curves = [
        [(r["step"], r["values"]["loss"]) for r in losses(folder)]
        for folder in (tmp_path / "whole", killed)
    ]
    assert curves[0] == curves[1]


def follow(tmp_path, config, world=()):
    """Loss curves of two processes, and of one with the doubled batch."""
    doubled = config.model_copy(update={"batch_size": 2 * config.batch_size})
    curves = []
    for name, some, launcher in (("one", doubled, ()), ("two", config, TORCHRUN)):
        process = start(tmp_path / "worker.py", tmp_path / name, some, 0, launcher, world)
        assert process.wait(timeout=240) == 0
        curves.append(torch.tensor([r["values"]["loss"] for r in losses(tmp_path / name)]))
    return curves


def test_two_processes_follow_one_with_the_doubled_batch(tmp_path):
    plain = ConcatConfig(dim=16, hidden=16, dropout=0, modality_dropout=0)
    one, two = follow(tmp_path, CONFIG.model_copy(update={"fusion": plain}))
    assert len(one) == len(two) > 4
    assert torch.allclose(one, two, atol=1e-5)


@pytest.mark.parametrize("kind", ["memory", "graph", "softmax", "budget", "budget-memory"])
def test_two_processes_follow_one_where_items_read_each_other(tmp_path, kind):
    """Neighbours and memories are read from vectors that other processes fuse, and a budget's
    items are chosen by all.
    """
    plain = ConcatConfig(dim=16, hidden=16, dropout=0, modality_dropout=0)
    changes = {
        "memory": {"fusion": plain, "head": MemoryConfig(recent=4)},
        "graph": {"fusion": GraphConfig(base=plain, neighbours=3)},
        "softmax": {
            "fusion": GraphConfig(base=plain, neighbours=3),
            "loss": SoftmaxConfig(negatives=20),
            "alignment": AlignmentLossConfig(weight=0.1),
        },
        "budget": {"fusion": plain, "loss": SoftmaxConfig(negatives=20), "fused_items": 8},
        "budget-memory": {"fusion": plain, "head": MemoryConfig(recent=4), "fused_items": 8},
    }[kind]
    changes |= {"embedding_l2": 0.01, "epochs": 3}
    one, two = follow(tmp_path, CONFIG.model_copy(update=changes))
    assert len(one) == len(two) > 2
    assert torch.allclose(one, two, atol=1e-5)


@pytest.mark.parametrize("fused", [0, 8])
def test_processes_agree_on_parameters_without_gradient_and_on_a_step_too_short_for_both(
    tmp_path, fused
):
    """With one token an item the transformer has weights no loss reaches, and the last step of
    an epoch holds one interaction: one process has nothing to do.
    """
    world = (121, 90, 9)
    data = prepare(make(*world)[0], CONFIG.split)
    assert len(data.users) % 94 == 1
    fusion = TransformerConfig(dim=16, heads=2, queries=2, dropout=0, modality_dropout=0)
    changes = {"fusion": fusion, "batch_size": 47, "epochs": 2, "fused_items": fused}
    one, two = follow(tmp_path, CONFIG.model_copy(update=changes), world)
    assert torch.isfinite(one).all()
    assert torch.allclose(one, two, atol=1e-4)
