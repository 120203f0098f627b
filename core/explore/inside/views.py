"""Answers about one input in one model: at a glance, one head, flows, similarity."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from core.contracts import inside as asked
from core.contracts.attention import Picture, Sound
from core.contracts.question import Nothing
from core.errors import UserError
from core.explore.attention import map_summary, media
from core.explore.context import Context
from core.explore.inside import kept
from core.explore.inside.sinks import sinks_of
from core.inspect import opening
from core.inspect.capture import Layer
from core.inspect.looking import Look
from core.inspect.models.dual import Dual
from core.media.clocks import Clock


def models(_context: Context, _params: Nothing) -> asked.InsideModels:
    """What can be looked into."""
    return asked.InsideModels(
        models=tuple(
            asked.InsideModel(
                reference=one.reference,
                title=str(one.title),
                takes=one.family.takes,
                installed=one.installed,
                command=one.command,
            )
            for one in opening.listed()
        )
    )


def look(_context: Context, params: asked.InsideParams) -> asked.InsideLook:
    """Everything but the weights themselves."""
    seen = kept.look(params)
    stacks = tuple(_stack(seen, name, layers) for name, layers in seen.layers.items())
    source, reading = seen.adapter.source, seen.reading
    return asked.InsideLook(
        model=params.model,
        title=str(source.title),
        revision=source.revision,
        family=seen.adapter.model.config.model_type,
        text=reading.text,
        parts=tuple(
            asked.InsidePart(
                name=part.name if part.name in reading.parts else name,
                labels=part.labels,
                kinds=part.kinds,
                places=part.places,
            )
            for name, part in reading.parts.items()
        ),
        stacks=stacks,
        sinks=tuple(sinks_of(stacks)),
        targets=tuple(_target(seen, key) for key in seen.adapter.targets(reading)),
        compares=isinstance(seen.adapter, Dual) and len(reading.parts) == 2,
        picture=_picture(params.image) if "image" in seen.adapter.family.takes else None,
        sound=_sound(params.audio) if "audio" in seen.adapter.family.takes else None,
    )


def _stack(seen: Look, name: str, layers: list[Layer]) -> asked.InsideStack:
    """Heads in small; the weights of a layer at a time."""
    stack = seen.stacks[name]
    same = stack.queries == stack.keys
    told = [map_summary.of_pair(layer.weights().numpy()[None], same=same) for layer in layers]
    return asked.InsideStack(
        name=name,
        queries=stack.queries,
        keys=stack.keys,
        tiles=np.concatenate([one.tiles for one in told]),
        statistics=np.concatenate([one.statistics for one in told], 1),
        received=np.concatenate([one.whole for one in told]),
    )


def _target(seen: Look, key: str) -> asked.Target:
    word = ""
    if key.startswith("word:"):
        word = seen.reading.parts["text"].labels[int(key.removeprefix("word:"))]
    return asked.Target(key=key, word=word)


def _picture(path: str | None) -> Picture | None:
    return media.picture(Path(path)) if path else None


def _sound(path: str | None) -> Sound | None:
    return media.sound(Path(path), Clock()) if path else None


def head(_context: Context, params: asked.HeadParams) -> asked.HeadAnswer:
    """The weights of one head, made from its queries and keys."""
    weights = kept.look(params).weights(params.stack, params.layer, params.head)
    return asked.HeadAnswer(
        stack=params.stack,
        layer=params.layer,
        head=params.head,
        weights=weights.numpy().astype(np.float16),
    )


def flow(_context: Context, params: asked.InsideFlowParams) -> asked.InsideFlow:
    """Rollout, or what moved a score."""
    seen = kept.look(params)
    target = params.target or seen.adapter.targets(seen.reading)[0]
    if params.kind == "rollout":
        seen.check(target)
        flowed, score = seen.rollout, None
    else:
        moved = seen.relevance(target)
        flowed, score = moved.flow, moved.score
    return asked.InsideFlow(
        kind=params.kind,
        target=target,
        score=score,
        flow=flowed.numpy().astype(np.float32),
        answer=answering(seen, target, flowed).numpy().astype(np.float32),
    )


def answering(seen: Look, target: str, flowed: Tensor) -> Tensor:
    """What reached the answer [T]: of the tokens that the score is read from, the mean a part."""
    groups = seen.adapter.read_from(seen.reading, target)
    return torch.stack([flowed[rows].mean(0) for rows in groups]).sum(0)


def similarity(_context: Context, params: asked.InsideParams) -> asked.SimilarityAnswer:
    """Cosine of words and patches.

    Raises:
        UserError: the model does not compare them.

    """
    seen = kept.look(params)
    if not isinstance(seen.adapter, Dual):
        raise UserError(
            "This model does not compare words and patches.", "Choose CLIP, SigLIP or another such."
        )
    return asked.SimilarityAnswer(cosine=seen.adapter.similarity(seen.reading).numpy())
