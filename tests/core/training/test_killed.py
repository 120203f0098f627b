"""Training in other processes: killed in the midst, and shared through torchrun."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file

from core.fusion.config import ConcatConfig
from core.recommend.config import BPRConfig
from core.training import runs
from core.training.config import SplitConfig, TrainConfig
from core.training.loop import train
from tests.core.training.world import make

ROOT = Path(__file__).parents[3]
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
from core.training.loop import train
from tests.core.training.world import make

class Slow(Reporter):
    def checkpoint(self):
        time.sleep(float(sys.argv[3]))
        return False

torch.set_num_threads(1)
catalog, features, _ = make()
train(catalog, features, TrainConfig.model_validate_json(sys.argv[2]), Path(sys.argv[1]), Slow())
"""


def start(script, folder, config, wait, launcher=()):
    script.write_text(WORKER)
    return subprocess.Popen(
        [sys.executable, *launcher, str(script), str(folder), config.model_dump_json(), str(wait)],
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
    return [row for row in runs.read_metrics(folder) if "loss" in row["values"]]


def test_resumed_after_sigkill_is_bitwise_uninterrupted(tmp_path):
    catalog, features, _ = make()
    train(catalog, features, CONFIG, tmp_path / "whole")
    killed = tmp_path / "killed"
    process = start(tmp_path / "worker.py", killed, CONFIG, 0.05)
    wait_until(lambda: len(runs.read_metrics(killed)) >= 4)  # in the second epoch
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert runs.read_info(killed)["status"] == "running"
    assert not (killed / runs.VECTORS).exists()
    train(catalog, features, CONFIG, killed, resume=True)
    one, other = (load_file(folder / runs.LAST) for folder in (tmp_path / "whole", killed))
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)
    curves = [
        [(r["step"], r["values"]["loss"]) for r in losses(folder)]
        for folder in (tmp_path / "whole", killed)
    ]
    assert curves[0] == curves[1]


def test_two_processes_follow_one_with_the_doubled_batch(tmp_path):
    plain = CONFIG.model_copy(
        update={"fusion": ConcatConfig(dim=16, hidden=16, dropout=0, modality_dropout=0)}
    )
    catalog, features, _ = make()
    train(catalog, features, plain.model_copy(update={"batch_size": 128}), tmp_path / "one")
    torchrun = ("-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2")
    process = start(tmp_path / "worker.py", tmp_path / "two", plain, 0, torchrun)
    assert process.wait(timeout=240) == 0
    one, two = ([r["values"]["loss"] for r in losses(tmp_path / name)] for name in ("one", "two"))
    assert len(one) == len(two) > 4
    assert torch.allclose(torch.tensor(one), torch.tensor(two), atol=1e-5)
