"""Training one model: `train` puts together what `core.training.steps.loop` runs.

The same configuration, data and machine give the same numbers, interrupted or not.
"""

from __future__ import annotations

import shutil
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path

import torch

from core.alignment import joint
from core.catalog.schema import Catalog
from core.device import resolve
from core.errors import UserError
from core.failures import sentence_of
from core.progress import Reporter, beside
from core.recommend.recommender import Recommender
from core.training import behaviour, families, kinds, members
from core.training.build import build_model
from core.training.config import OptimizerConfig, TrainConfig
from core.training.data import Dataset, prepare
from core.training.run import layout, resuming, runs
from core.training.run.film import Film
from core.training.run.record import Summary
from core.training.steps import sgd
from core.training.steps.agreement import AgreementStep
from core.training.steps.gather import Gather
from core.training.steps.gradient import GradientStep
from core.training.steps.loop import Trainer
from core.training.steps.objective import Objective
from core.training.steps.parallel import Group, Together
from core.training.steps.sharded import Shards
from core.training.steps.step import Step


def train(
    catalog: Catalog,
    features: runs.Features,
    config: TrainConfig,
    folder: Path,
    reporter: Reporter | None = None,
    resume: bool = False,
    test: bool = True,
) -> Summary:
    """Train one model and keep the best epoch in `folder`.

    Args:
        catalog: items and histories.
        features: encoded tokens of its items.
        config: everything else. When resuming, only `epochs`, `patience`, `device` and how often
            to write may differ from the first start.
        folder: the run's own folder, see core.training.run.layout.
        reporter: told the loss, the metrics and the progress; asked whether to stop.
        resume: go on from the last checkpoint in `folder`.
        test: rank the test part once, at the end; a search must not see it.

    Returns:
        The summary that is also stored in run.json.

    Raises:
        UserError: the run to go on with is of other data or settings, or is being trained; the
            data cannot be trained on, a loss or a gradient became NaN, or memory ran out at a
            batch of one.

    """
    folder.mkdir(parents=True, exist_ok=True)
    group = Group.join()
    told = reporter if reporter is not None and group.leads else Reporter()
    with layout.claim(folder) if group.leads else nullcontext():
        return _train(catalog, features, config, folder, told, group, resume, test)


def _train(
    catalog: Catalog,
    features: runs.Features,
    config: TrainConfig,
    folder: Path,
    reporter: Reporter,
    group: Group,
    resume: bool,
    test: bool,
) -> Summary:
    if resume and resuming.begun(folder):
        runs.fitting(folder, catalog, features)
        resume = resuming.has_checkpoint(folder, config)
    else:
        resume = False
    trainer = assemble(catalog, features, config, folder, reporter, group, resume)
    if config.family_seconds and group.size == 1 and trainer.data.histories:

        def learn(other: TrainConfig, place: Path, listener: Reporter) -> Summary:
            return train(catalog, features, other, place, listener, resume=True, test=False)

        trainer.join = partial(
            families.joined,
            config=config, folder=folder, data=trainer.data, learn=learn, reporter=reporter,
        )  # fmt: skip
    if resume:
        trainer.resume()
    else:
        shutil.rmtree(folder / members.FOLDER, ignore_errors=True)
        trainer.start(catalog)
    try:
        return trainer.run(test)
    except BaseException as error:
        status = "stopped" if not isinstance(error, Exception) else "failed"
        if group.leads:
            with suppress(OSError):  # on a full disk, too, what happened is what is told
                layout.update(folder, status=status, error=sentence_of(error))
        raise


def assemble(
    catalog: Catalog,
    features: runs.Features,
    config: TrainConfig,
    folder: Path,
    reporter: Reporter,
    group: Group,
    resume: bool = False,
    ground: bool = True,
) -> Trainer:
    """Data, model and step of a run, before its first step. Writes nothing.

    With `resume`, the graph of like items is the one stored in the folder, and the checkpoint
    brings what attention starts from. Without `ground` it starts from nothing: a step costs the
    same, and whoever times it need not wait.
    """
    device, together = group.device(resolve(config.device)), Together(reporter, group)
    if config.optimizer == "sgd":
        device = sgd.place(device, group, reporter)
    data = beside(
        group.listened(reporter), partial(_divided, catalog, config, folder if resume else None)
    )
    if config.learn_weights and ground and not resume and group.size == 1:
        data = kinds.learned(catalog, config, data, reporter)
    torch.manual_seed(config.seed)
    stores = runs.fitting(folder, catalog, features) if resume else features.stores
    if config.reads_content:
        stores = behaviour.beside(stores, config, data, folder, reporter)
    gather = Gather(stores if config.reads_content else {}, device, stored=True)
    like = runs.read_graph(folder, data.n_items) if resume else None
    if not data.histories:
        _check_alone(config, gather, group)
    # Tables that are divided first may be larger than a device.
    place = device if group.size == 1 else torch.device("cpu")
    model = build_model(config, data, gather, place, together, like)
    if config.loss.predicts_ratings and data.ratings is not None:
        model.mf.bias.data.fill_(float(data.ratings.mean()))
    shards = Shards(model, group) if divides(config, model, group) else None
    model.to(device)
    if model.fusion is not None and ground and not resume:
        model.fusion.ground(gather.stores, together, joint.sides(features.stores))
    step = _step_of(config, model, data, gather, group, reporter, shards)
    if config.compile and model.fusion is not None:
        # With the random numbers of the run that is not compiled: the same dropout.
        model.fusion.compile(dynamic=True, options={"fallback_random": True})
    film = Film(folder, catalog.truth, gather, config.film_item)
    return Trainer(config, folder, reporter, group, data, gather, model, step, film, shards)


def divides(config: OptimizerConfig, model: Recommender, group: Group) -> bool:
    """Whether tables are divided by rows over the processes: wherever a step reads rows.

    Graphs read whole tables. With fp16 the owner of a row alone would see that it overflowed.
    """
    return group.size > 1 and model.propagation is None and config.precision != "fp16"


def _divided(catalog: Catalog, config: TrainConfig, folder: Path | None) -> Dataset:
    """The interactions as the run in a folder was trained on them, or for a new run."""
    if folder is not None:
        return runs.divided(folder, catalog, config)
    rated = config.loss.predicts_ratings
    weights = config.event_weights, config.unwished_weight
    return prepare(catalog, config.split, None, rated, *weights)


def _step_of(
    config: TrainConfig,
    model: Recommender,
    data: Dataset,
    gather: Gather,
    group: Group,
    reporter: Reporter,
    shards: Shards | None,
) -> Step:
    """The way to learn that the configuration asks for, or the only one there is."""
    if not data.histories:
        model.mf.items.data.zero_()  # nobody's choices tell of an item what it does not contain
        return AgreementStep(model, gather, config)
    if config.optimizer == "sgd":
        rate, l2 = config.learning_rate, config.embedding_l2
        return beside(
            reporter, lambda: sgd.SgdStep(model.mf, data, rate, l2, config.seed, reporter)
        )
    objective = Objective(config, model, data, gather)
    return GradientStep(model, objective, config, config.seed, group, reporter, shards)


def _check_alone(config: TrainConfig, gather: Gather, group: Group) -> None:
    """See that there is something to learn without histories.

    Raises:
        UserError: there is not, or not this way.

    """
    graph = config.fusion.relates_items
    if graph or not config.head.content or len(gather.content) < 2:
        raise UserError(
            "There are no interactions to learn from, and no two modalities that could agree.",
            "Open a catalog with histories, map its interaction columns, or encode two modalities "
            "and train with content and without a graph.",
        )
    if config.optimizer == "sgd" or group.size > 1:
        raise UserError(
            "Without histories a model is trained by AdamW in one process.",
            "Choose so, or open a catalog with histories.",
        )
