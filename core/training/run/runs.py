"""Opening a trained run with everything retrieval needs; its files are in run.layout."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import torch
from pydantic import ValidationError
from torch import Tensor

from core.catalog.schema import Catalog
from core.errors import UserError
from core.fusion.graph import SymmetricGraph
from core.recommend.histories import Histories
from core.recommend.recommender import Recommender, Vectors
from core.recommend.vote import Vote
from core.text import Text
from core.training import behaviour
from core.training.build import build_model
from core.training.config import TrainConfig
from core.training.data import Dataset, prepare
from core.training.run import checkpoint, identity, vectors
from core.training.run.layout import CONFIG, GRAPH, MODEL, RUN, VECTORS, read_record
from core.training.run.record import DataRecord
from core.training.steps.gather import Gather, Store
from core.workspace import CHECKSUM, parse_json, set_aside, write_json


class Features(Protocol):
    """What training needs of core.encoders.features.FeatureSet."""

    @property
    def stores(self) -> Mapping[str, Store]:
        """One store per modality."""
        ...


@dataclass(frozen=True, eq=False)
class TrainedRun:
    """A trained model with everything retrieval needs.

    Attributes:
        folder: where it lies.
        config: how it was trained.
        model: in evaluation mode, on the CPU, its bank filled.
        data: the divided interactions.
        gather: tokens of items, for attention maps and coalitions.
        item_vectors: [N, d]; `base_vectors`: [N, d], the part that is not the item's own content.
        user_vectors: [U, d]; `item_bias`: [N]; `user_bias`: [U], global bias included.
        seen: training histories, what the model knows of each user.
        vote: of neighbours beside the vectors, or None.
        later_users: [U, d], of users once validation has become history; None: the same.

    """

    folder: Path
    config: TrainConfig
    model: Recommender
    data: Dataset
    gather: Gather
    item_vectors: Tensor
    base_vectors: Tensor
    user_vectors: Tensor
    item_bias: Tensor
    user_bias: Tensor
    seen: Histories
    vote: Vote | None = None
    later_users: Tensor | None = None

    @property
    def width(self) -> int:
        """Length of content vectors; what stands behind it in others is of joined models."""
        return self.model.mf.items.shape[1]

    def beside(self, vectors: Vectors) -> Vectors:
        """Other vectors of this model with what stands beside them: joined models, and the vote."""
        width = self.width
        return replace(
            vectors.behind(self.user_vectors[:, width:], self.item_vectors[:, width:]),
            vote=self.vote,
            later=self.later_users,
        )

    @property
    def vectors(self) -> Vectors:
        """All of them together, as evaluation takes them."""
        return Vectors(
            users=self.user_vectors,
            items=self.item_vectors,
            user_bias=self.user_bias,
            item_bias=self.item_bias,
            base=self.base_vectors,
            vote=self.vote,
            later=self.later_users,
        )


def load_run(folder: Path, catalog: Catalog, features: Features) -> TrainedRun:
    """Open a run on the catalog and features it was trained on.

    Raises:
        UserError: there is no finished model in the folder, or it belongs to other data.

    """
    config = read_config(folder)
    stores = fitting(folder, catalog, features)
    if not (folder / MODEL).exists():
        raise UserError(
            "This run has no trained model yet.",
            "Resume it, or wait for its first epoch.",
            str(folder),
        )
    data = divided(folder, catalog, config)
    device = torch.device("cpu")
    gather = Gather(behaviour.beside(stores, config, data, folder), device)
    model = build_model(config, data, gather, device, item_graph=read_graph(folder, data.n_items))
    weights, _ = checkpoint.read(folder / MODEL)
    checkpoint.load_model(model, weights, folder / MODEL)
    model.eval()
    stored = _vectors(folder, config, model, data, gather)
    return TrainedRun(
        folder=folder,
        config=config,
        model=model,
        data=data,
        gather=gather,
        item_vectors=stored.items,
        base_vectors=stored.base,
        user_vectors=stored.users,
        item_bias=stored.item_bias,
        user_bias=stored.user_bias,
        seen=data.train,
        vote=stored.vote,
        later_users=stored.later,
    )


def divided(folder: Path, catalog: Catalog, config: TrainConfig) -> Dataset:
    """The interactions as a run was trained on them, by its own rule of what counts how much."""
    record = read_record(folder).data
    return counted(record, catalog, config)


def counted(record: DataRecord, catalog: Catalog, config: TrainConfig) -> Dataset:
    """Interactions of a catalog, counted as those that a run was trained on."""
    events = config.event_weights if record.events is None else record.events
    unwished = config.unwished_weight if record.unwished is None else record.unwished
    rated = config.loss.predicts_ratings
    made = prepare(catalog, config.split, record.rule, rated, events, unwished)
    return replace(made, told=record.counted)


def _vectors(
    folder: Path, config: TrainConfig, model: Recommender, data: Dataset, gather: Gather
) -> Vectors:
    """The stored ones, or those of the model if the run ended before they were made.

    Damaged ones are made again, with the vote beside them, and kept.
    """
    from core.training.judge.validation import all_vectors

    if not (folder / VECTORS).exists():
        made = all_vectors(model, data, gather)
        if read_record(folder).status in ("stopped", "failed"):  # nobody trains it
            with suppress(OSError):
                vectors.save(folder, made)
        return made
    try:
        return vectors.read(folder, data.n_users, data.n_items)
    except checkpoint.DamagedError:
        from core.training.judge import voting

        set_aside(folder / VECTORS)
        made = all_vectors(model, data, gather)
        ratings = config.loss.predicts_ratings
        made = replace(
            made, vote=voting.choose(made, data, gather.content, config, ratings=ratings)
        )
        with suppress(OSError):
            vectors.save(folder, made)
        return made


def fitting(folder: Path, catalog: Catalog, features: Features) -> dict[str, Store]:
    """The stores a run was trained on, in its order.

    Raises:
        UserError: it was trained on another catalog or other features, or its record is damaged,
            so that nobody can tell.

    """
    with suppress(FileNotFoundError):
        try:
            parse_json(folder / RUN)
        except ValueError as error:
            raise _unreadable(folder / RUN, error) from error
    made_for = read_record(folder).data
    return identity.fitting(made_for, catalog, features.stores, folder / RUN)


def read_graph(folder: Path, n_items: int) -> SymmetricGraph | None:
    """The stored graph of like items; None if the run has none, or made it before it was stored.

    A damaged one is set aside: the graph is then made again from the features.

    Raises:
        UserError: it is of another number of items.

    """
    path = folder / GRAPH
    if not path.exists():
        return None
    try:
        tensors, _ = checkpoint.read(path)
    except checkpoint.DamagedError:
        set_aside(path)
        return None
    try:
        return SymmetricGraph.checked(tensors, n_items)
    except ValueError as error:
        raise UserError(
            Text("The stored graph of like items does not fit this catalog: {error}.", error=error),
            "Remove this file: the graph is then made again from the features.",
            str(path),
        ) from error


def save_graph(folder: Path, graph: SymmetricGraph) -> None:
    """Store the graph of like items, which takes long to make, beside the model."""
    checkpoint.write(folder / GRAPH, graph.tensors(), {})


def read_config(folder: Path) -> TrainConfig:
    """The configuration of a run.

    Raises:
        UserError: the folder is no run.

    """
    path = folder / CONFIG
    try:
        return TrainConfig.model_validate(parse_json(path))
    except FileNotFoundError as error:
        raise UserError("This folder is no training run.", "Choose another.", str(path)) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserError(
            Text(
                "The run's configuration is not valid: {where}: {msg}.",
                where=where,
                msg=first["msg"],
            ),
            "It may come from another version of Triptych; train anew.",
            str(path),
        ) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> UserError:
    return UserError(
        Text("{file} of this run cannot be read ({error}).", file=path.name, error=error),
        Text(
            "Who changed it by hand removes its line '{checksum}'; else train a new run.",
            checksum=CHECKSUM,
        ),
        str(path),
    )


def write_config(folder: Path, config: TrainConfig) -> None:
    """Store what was asked."""
    write_json(folder / CONFIG, config.model_dump(mode="json"))
