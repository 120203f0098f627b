"""All vectors of a run, and the vote beside them, in one file."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from torch import Tensor

from core.errors import UserError
from core.recommend.linear import Linear
from core.recommend.neighbourhood import Neighbourhood
from core.recommend.recommender import Vectors
from core.recommend.vote import Vote, Voter
from core.training.run import checkpoint
from core.training.run.layout import VECTORS


def save(folder: Path, vectors: Vectors) -> None:
    """Store them beside the run's model."""
    kept = {name: value for name, value in vars(vectors).items() if isinstance(value, Tensor)}
    state: dict[str, float] = {}
    if vectors.vote is not None:
        for voter in vectors.vote.voters:
            near = vars(voter.model).items()
            kept |= {f"vote/{voter.name}/{name}": value for name, value in near}
        state = vectors.vote.weights
    # Without content, `base` is `items`; a file cannot hold one tensor under two names.
    owners = {t.untyped_storage().data_ptr(): name for name, t in reversed(kept.items())}
    alone = {
        name: tensor if owners[tensor.untyped_storage().data_ptr()] == name else tensor.clone()
        for name, tensor in kept.items()
    }
    checkpoint.write(folder / VECTORS, alone, state)


def read(folder: Path, n_users: int, n_items: int) -> Vectors:
    """What `save` stored for a catalog of so many users and items.

    Raises:
        UserError: there is no such file, it is broken, or it is of another catalog.

    """
    path = folder / VECTORS
    tensors, state = checkpoint.read(path)
    own = {name: tensor for name, tensor in tensors.items() if not name.startswith("vote/")}
    lengths = {"items": n_items, "base": n_items, "item_bias": n_items}
    lengths |= {"users": n_users, "user_bias": n_users}
    lengths |= {"later": n_users} if "later" in own else {}
    fits = {name: len(tensor) for name, tensor in own.items()} == lengths
    voters = []
    for name, weight in state.items():
        near = checkpoint.under(tensors, f"vote/{name}")
        kind = Linear if near.keys() == {"left", "right"} else Neighbourhood
        fits &= {n: len(t) for n, t in near.items()} == {
            field.name: n_items for field in fields(kind)
        }
        if fits:
            voters.append(Voter(name, kind(**near), float(weight)))
    if not fits:
        raise UserError(
            "The stored vectors do not fit this catalog or this version of Triptych.",
            "Remove this file: they are then computed from the model.",
            str(path),
        )
    return Vectors(**own, vote=Vote(tuple(voters)) if voters else None)
