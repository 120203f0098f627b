"""Training in other processes: killed in the midst, and shared through torchrun."""

import json
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
TORCHRUN = ("-m", "torch.distributed.run", "--standalone", "--nproc-per-node")
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
#: Trains one after the other what the JSON file lists: a folder, a configuration, a world each.
WORKER = """
import json
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
        time.sleep(float(sys.argv[2]))
        return False

torch.set_num_threads(1)
for folder, config, world in json.loads(Path(sys.argv[1]).read_text()):
    catalog, features, _ = make(*world)
    if world:
        for store in features.stores.values():
            store.items = [tokens[:1] for tokens in store.items]
    train(catalog, features, TrainConfig.model_validate_json(config), Path(folder), Slow())
"""


def start(place, trainings, wait=0.0, launcher=()):
    """A process, or several, that train `(folder, config, world)` after each other."""
    script, told = place / "worker.py", place / "trainings.json"
    script.write_text(WORKER)
    listed = [(str(folder), made.model_dump_json(), world) for folder, made, world in trainings]
    told.write_text(json.dumps(listed))
    return subprocess.Popen(
        [sys.executable, *launcher, str(script), str(told), str(wait)],
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


@pytest.mark.slow
def test_resumed_after_sigkill_is_bitwise_uninterrupted(tmp_path):
    catalog, features, _ = make()
    train(catalog, features, CONFIG, tmp_path / "whole")
    killed = tmp_path / "killed"
    process = start(tmp_path, [(killed, CONFIG, ())], wait=0.05)
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


#: What is trained by one process, and by two with half the batch. The penalty counts every item
#: of a process once, so it is the same only where the processes share their items.
PLAIN = ConcatConfig(dim=16, hidden=16, dropout=0, modality_dropout=0)
LINKED = {"embedding_l2": 0.01, "epochs": 3}
SHARED = {
    "plain": {"fusion": PLAIN},
    "memory": {"fusion": PLAIN, "head": MemoryConfig(recent=4), **LINKED},
    "graph": {"fusion": GraphConfig(base=PLAIN, neighbours=3), **LINKED},
    "softmax": {
        "fusion": GraphConfig(base=PLAIN, neighbours=3),
        "loss": SoftmaxConfig(negatives=20),
        "alignment": AlignmentLossConfig(weight=0.1),
        **LINKED,
    },
    "budget": {
        "fusion": PLAIN,
        "loss": SoftmaxConfig(negatives=20),
        "fused_items": 8,
        **LINKED,
    },
    "budget-memory": {
        "fusion": PLAIN,
        "head": MemoryConfig(recent=4),
        "fused_items": 8,
        **LINKED,
    },
}
SHARED["clipped"] = {"fusion": PLAIN, "clip_norm": 0.02, "embedding_l2": 0}
#: With one token an item the transformer has weights no loss reaches, and the last step of an
#: epoch holds one interaction: one process has nothing to do.
SHORT = (121, 90, 9)
for fused in (0, 8):
    SHARED[f"short-{fused}"] = {
        "fusion": TransformerConfig(dim=16, heads=2, queries=2, dropout=0, modality_dropout=0),
        "batch_size": 47,
        "epochs": 2,
        "fused_items": fused,
    }


@pytest.fixture(scope="module")
def curves(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[torch.Tensor]]:
    """Loss curves of one process with the doubled batch, and of two."""
    place = tmp_path_factory.mktemp("shared")
    trainings: dict[str, list[Any]] = {"one": [], "two": [], "four": []}
    for kind, changes in SHARED.items():
        config = CONFIG.model_copy(update=changes)
        world = SHORT if kind.startswith("short") else ()
        doubled = config.model_copy(update={"batch_size": 2 * config.batch_size})
        trainings["one"].append((place / "one" / kind, doubled, world))
        trainings["two"].append((place / "two" / kind, config, world))
        if kind == "clipped":  # rows whose owner reads none of them, and a length from all blocks
            halved = config.model_copy(update={"batch_size": config.batch_size // 2})
            trainings["four"].append((place / "four" / kind, halved, world))
    for name, launcher in (("one", ()), ("two", (*TORCHRUN, "2")), ("four", (*TORCHRUN, "4"))):
        assert start(place, trainings[name], launcher=launcher).wait(timeout=280) == 0
    return {
        kind: [
            torch.tensor([r["values"]["loss"] for r in losses(place / name / kind)])
            for name, some in trainings.items()
            if any(folder.name == kind for folder, *_ in some)
        ]
        for kind in SHARED
    }


@pytest.mark.parametrize("kind", list(SHARED))
def test_processes_follow_one_with_the_whole_batch(curves, kind):
    """Also where neighbours and memories are read from vectors that other processes fuse, and
    where a budget's items are chosen by all.
    """
    one, *others = curves[kind]
    assert torch.isfinite(one).all()
    for other in others:
        assert len(one) == len(other) > 1
        assert torch.allclose(one, other, atol=1e-4 if kind.startswith("short") else 1e-5)


def test_the_short_step_is_short():
    assert len(prepare(make(*SHORT)[0], CONFIG.split).users) % 94 == 1
