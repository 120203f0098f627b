"""Steps of the product's own training loop."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import torch
from torch import Tensor

from benchmarks import flops
from benchmarks.workloads.base import Output, Prepared
from benchmarks.workloads.parts import inputs
from core.catalog.schema import Catalog
from core.fusion.grounding import Side
from core.fusion.transformer import TransformerFusion
from core.progress import Reporter
from core.training.config import TrainConfig
from core.training.judge.validation import refresh
from core.training.run.runs import Features
from core.training.steps.gradient import GradientStep
from core.training.steps.loop import Trainer
from core.training.steps.objective import Batch
from core.training.steps.parallel import Group
from core.training.train import assemble

#: The loop reads features from memory and writes only at the end of an epoch: never here.
NOT_WRITTEN = Path(tempfile.gettempdir()) / "triptych-not-written"


def trainer(
    config: TrainConfig, size: Mapping[str, int], folder: Path, group: Group | None = None
) -> Trainer:
    """The product's trainer on a random catalog.

    Grounding is no part of a step and takes seconds: its forms are drawn, so that outputs depend
    on them.
    """
    made = assemble(
        inputs.catalog(size["items"], size["users"], config.seed),
        inputs.features(size["items"], size, config.seed),
        config,
        folder,
        Reporter(),
        group or Group(),
        ground=False,
    )
    if isinstance(made.model.fusion, TransformerFusion):
        generator = torch.Generator().manual_seed(config.seed)
        for form in made.model.fusion.couples.values():
            form.take(*(_drawn(side, generator) for side in form.sides))
    return made


def _drawn(like: Side, generator: torch.Generator) -> Side:
    """A side whose affinities have about the deviation of grounded ones."""
    width, rank = like.factor.shape
    factor = torch.randn(width, rank, generator=generator) / (width**0.5 * rank**0.25)
    return Side(factor, torch.zeros(rank))


def batches(one: Trainer, size: int, seed: int) -> Callable[[], Tensor]:
    """Endless batches of `size` random training interactions."""
    generator = torch.Generator().manual_seed(seed)
    total = len(one.data.users)

    def draw() -> Tensor:
        return torch.randint(total, (size,), generator=generator).to(one.gather.device)

    return draw


def prepare(config: TrainConfig, size: Mapping[str, int]) -> Prepared:
    """One optimisation step, from drawing negatives to the update."""
    return _step(trainer(config, size, NOT_WRITTEN), config)


def prepare_on(catalog: Catalog, features: Features, config: TrainConfig) -> Prepared:
    """The same on a catalog there is."""
    one = assemble(catalog, features, config, NOT_WRITTEN, Reporter(), Group(), ground=False)
    return _step(one, config)


def _step(one: Trainer, config: TrainConfig) -> Prepared:
    step = one.step
    if not isinstance(step, GradientStep):  # compiled SGD has no parts to look at
        draw = batches(one, config.batch_size, config.seed)
        return Prepared(lambda: one.learn(draw()), items=config.batch_size)
    if config.fused_items:  # as before a training: steps read what they do not fuse
        refresh(one.model, one.gather, one.data.n_items)
    one.model.train()
    draw = batches(one, config.batch_size, config.seed)

    def call() -> None:
        one.learn(draw())

    def output() -> Output:
        """Item vectors of the untrained model, from the same weights on every device."""
        torch.manual_seed(config.seed)
        one.model.eval()
        with torch.no_grad():
            rows = torch.arange(min(64, one.data.n_items), device=one.gather.device)
            users = torch.zeros(1, dtype=torch.long, device=one.gather.device)
            tokens = one.gather(rows) if one.model.fusion is not None else {}
            with step.autocast:
                scored = one.model(users, rows, tokens)
        one.model.train()
        return Output(scored.items.float().cpu().numpy())

    # A step draws negatives and cannot run on "meta"; it is run once on the device instead.
    counted = flops.count(call)
    weights = sum(p.nbytes for p in one.model.parameters() if p.requires_grad)
    tables = sum(p.nbytes for p in step.optimizer.tables)
    # Of the tables, the rows of a user and two items an interaction; of the rest, everything.
    touched = weights - tables + 3 * config.batch_size * 4 * (one.model.mf.items.shape[1] + 1)
    return Prepared(
        call,
        items=config.batch_size,
        flops=counted,
        # AdamW reads weight, gradient and two moments and writes three of them.
        moved=7.0 * touched,
        stages=stages(step, draw),
        output=output,
    )


def stages(step: GradientStep, draw: Callable[[], Tensor]) -> dict[str, Callable[[], object]]:
    """The step in its pieces, sharing what one hands to the next."""
    held: dict[str, object] = {}

    def sample() -> None:
        held["batch"] = step.draw(draw())

    def forward() -> None:
        batch = held["batch"]
        assert isinstance(batch, Batch)
        held["loss"] = step.forward(batch).sum()

    def backward() -> None:
        loss = held["loss"]
        assert isinstance(loss, Tensor)
        step.backward(loss)

    return {"sample": sample, "forward": forward, "backward": backward, "update": step.update}
