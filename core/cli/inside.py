"""`triptych inside`: what a pretrained model looks at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from core.cli.common import app, show
from core.contracts.inside import (
    HeadAnswer,
    HeadParams,
    InsideFlow,
    InsideFlowParams,
    InsideLook,
    InsideParams,
)
from core.contracts.message import checked
from core.contracts.question import Nothing, Subject
from core.explore.context import Context
from core.terminal import TerminalReporter

_STRONGEST = 10


@app.command()
def inside(
    model: Annotated[
        str | None,
        typer.Argument(help="Name, hub id or folder; without one, what there is is listed."),
    ] = None,
    text: Annotated[str | None, typer.Option(help="A sentence, or a question.")] = None,
    image: Annotated[Path | None, typer.Option(help="A picture.")] = None,
    audio: Annotated[Path | None, typer.Option(help="A sound.")] = None,
    stack: Annotated[str | None, typer.Option(help="Which layers; the first kind.")] = None,
    layer: Annotated[int | None, typer.Option(min=1, help="Counted from 1; the last.")] = None,
    head: Annotated[int | None, typer.Option(min=1, help="Counted from 1; the mean.")] = None,
    method: Annotated[str, typer.Option(help="raw, rollout or relevance.")] = "raw",
    out: Annotated[Path | None, typer.Option(help="Write the map: .json or .csv.")] = None,
) -> None:
    """Where a pretrained model looked, layer by layer, or what moved its score."""
    from core.explore.inside import evidence, views

    context = Context(Subject())
    if model is None:
        show(views.models(context, Nothing()))
        return
    files = {"image": image, "audio": audio}
    given = {name: str(path.absolute()) for name, path in files.items() if path is not None}
    values: dict[str, object] = {"model": model, "text": text, **given}
    params = checked(InsideParams, values)
    with TerminalReporter():
        seen = views.look(context, params)
        chosen = stack or seen.stacks[0].name
        shown: HeadAnswer | InsideFlow
        if method == "raw":
            depth = next((one.layers for one in seen.stacks if one.name == chosen), 1)
            where = {"stack": chosen, "layer": (layer or depth) - 1}
            where |= {} if head is None else {"head": head - 1}
            shown = views.head(context, checked(HeadParams, values | where))
        else:
            shown = views.flow(context, checked(InsideFlowParams, values | {"kind": method}))
        told = _told(seen, shown)
        if out is not None:
            told["file"] = str(evidence.save(out, params, seen, shown))
        show(told)


def _told(seen: InsideLook, shown: HeadAnswer | InsideFlow) -> dict[str, object]:
    """The model, its heads, its sinks, and the strongest weights between different tokens."""
    from core.explore.inside import evidence

    queries, keys, weights = evidence.of_map(seen, shown)
    rows, columns = (
        [label for part in parts for label in part.labels] for parts in (queries, keys)
    )
    best = np.argsort(-weights.astype(np.float32), axis=None, kind="stable")
    pairs = zip(*np.unravel_index(best, weights.shape), strict=True)
    same = queries[0].name == keys[0].name
    strongest = [
        {"from": rows[q], "to": columns[k], "weight": round(float(weights[q, k]), 4)}
        for q, k in pairs
        if not (same and q == k)
    ][:_STRONGEST]
    return {
        "model": seen.title,
        "revision": seen.revision,
        "family": seen.family,
        "text": seen.text,
        "stacks": {one.name: f"{one.layers} x {one.heads}" for one in seen.stacks},
        "sinks": [
            {
                "stack": sink.stack,
                "token": seen.part(_keys(seen, sink.stack)).labels[sink.token],
                "share": round(sink.share, 4),
            }
            for sink in seen.sinks
        ],
        "strongest": strongest,
        **({"score": shown.score} if isinstance(shown, InsideFlow) else {}),
    }


def _keys(seen: InsideLook, stack: str) -> str:
    return next(one.keys for one in seen.stacks if one.name == stack)
