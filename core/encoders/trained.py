"""Audio encoders without public weights: trained on the catalog the first time they are asked for.

They are labelled so wherever encoders are listed. The weights are kept in the workspace under the
content of the sounds they learned from, so the same catalog is never trained on twice.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor, nn

from core import workspace
from core.catalog.schema import Catalog
from core.encoders.base import EncoderInfo, Loading
from core.encoders.entry import Trained
from core.encoders.inputs import Inputs, inputs_of
from core.encoders.sound import AudioEncoder, AudioModel
from core.encoders.weights import fill
from core.errors import UserError
from core.progress import Reporter
from core.text import Text

#: Sounds to learn from, and seconds of each: what fits in memory on any machine.
_SOUNDS = 400
_SECONDS = 10.0
_SEED = 0
#: Losses of so many steps are compared with as many before: they must have fallen by this share.
_LOOK = 40
_GAIN = 0.01


class Task(Protocol):
    """A net and how it learns; see WaveNetTask. `steps` is the most it may take."""

    rate: int
    steps: int
    batch: int
    learning_rate: float

    @property
    def net(self) -> nn.Module: ...
    def prepare(self, samples: Tensor) -> Tensor: ...
    def loss(self, sounds: list[Tensor], generator: torch.Generator) -> Tensor: ...
    def model(self) -> AudioModel: ...


def make_task(entry: Trained) -> Task:
    """The untrained net of an encoder, its weights drawn from a fixed seed."""
    with torch.random.fork_rng():
        torch.manual_seed(_SEED)
        return entry.task()


def ensure(
    entry: Trained, catalog: Catalog, device: str, reporter: Reporter
) -> AudioEncoder | None:
    """The encoder trained on this catalog's sounds, now or before; None if the user stopped it.

    Raises:
        UserError: the catalog has too few sounds to learn from.

    """
    task, info = make_task(entry), entry.info()
    inputs = inputs_of(catalog, entry.modality, Loading(rate=task.rate, max_seconds=_SECONDS))
    rows = _chosen(inputs)
    key = _content(info, inputs, rows)
    path = workspace.folder("encoders") / f"{info.name}-{key}.safetensors"
    if not _restore(task, path):
        sounds = _load(task, inputs, rows, reporter)
        if not train(task, sounds, device, reporter, info.title).settled:
            return None
        state = {name: value.cpu().contiguous() for name, value in task.net.state_dict().items()}
        workspace.write_sealed(path, save(state))
    task.net.requires_grad_(False).eval()
    digest = hashlib.sha256(workspace.read_sealed(path)).hexdigest()[:12]
    return AudioEncoder(replace(info, revision=digest), task.model(), device)


@dataclass(frozen=True)
class Course:
    """How a training went: the loss of every step, and whether it came to its end."""

    losses: list[float]
    settled: bool


def train(task: Task, sounds: list[Tensor], device: str, reporter: Reporter, title: str) -> Course:
    """Train in place with Adam, until the loss no longer falls.

    Raises:
        UserError: fewer than two sounds.

    """
    if len(sounds) < 2:
        raise UserError(
            Text(
                "{title} learns from the catalog's sounds, and there are {sounds}.",
                title=title,
                sounds=len(sounds),
            ),
            "Choose a pretrained audio encoder.",
        )
    where = torch.device(device)
    task.net.to(where).train()
    sounds = [one.to(where) for one in sounds]
    generator = torch.Generator().manual_seed(_SEED)
    optimiser = torch.optim.Adam(task.net.parameters(), task.learning_rate)
    losses: list[float] = []
    for step in range(task.steps):
        order = torch.randperm(len(sounds), generator=generator)[: task.batch]
        loss = task.loss([sounds[int(row)] for row in order], generator)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(task.net.parameters(), 1.0)
        optimiser.step()
        losses.append(loss.item())
        reporter.progress(Text("training {title}", title=title), step + 1, task.steps, "steps")
        reporter.metric(step + 1, (step + 1) * task.batch / len(sounds), {"loss": losses[-1]})
        if reporter.checkpoint():
            return Course(losses, False)
        if _flat(losses):
            break
    return Course(losses, True)


def _flat(losses: list[float]) -> bool:
    """Whether the last steps were hardly better than as many before them, beyond their noise."""
    if len(losses) < 2 * _LOOK or len(losses) % (_LOOK // 2):
        return False
    before, now = np.array(losses[-2 * _LOOK : -_LOOK]), np.array(losses[-_LOOK:])
    noise = np.sqrt((before.var(ddof=1) + now.var(ddof=1)) / _LOOK)
    return bool(before.mean() - now.mean() < max(_GAIN * abs(before.mean()), noise))


def _chosen(inputs: Inputs) -> np.ndarray:
    """Rows of the sounds to learn from, spread over the catalog."""
    rows = inputs.rows()
    if len(rows) <= _SOUNDS:
        return rows
    return rows[np.linspace(0, len(rows) - 1, _SOUNDS).astype(np.int64)]


def _content(info: EncoderInfo, inputs: Inputs, rows: np.ndarray) -> str:
    digest = hashlib.blake2b(info.revision.encode(), digest_size=12)
    for row in rows:
        try:
            digest.update(inputs.digest(int(row)))
        except UserError:
            continue  # told later, when all items are encoded
    return digest.hexdigest()


def _load(task: Task, inputs: Inputs, rows: np.ndarray, reporter: Reporter) -> list[Tensor]:
    sounds = []
    for place, row in enumerate(rows):
        reporter.progress("loading sounds", place, len(rows), "items")
        reporter.checkpoint()
        try:
            samples = inputs.load(int(row)).samples
        except UserError:
            continue
        sounds.append(task.prepare(torch.from_numpy(samples)))
    return sounds


def _restore(task: Task, path: Path) -> bool:
    try:
        fill(task.net, load(workspace.read_sealed(path)))
    except (OSError, ValueError, SafetensorError, UserError):
        return False
    return True
