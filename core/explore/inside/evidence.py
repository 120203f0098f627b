"""A map as a file that says where it came from. No torch here: the window writes it as well."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from core.contracts.inside import HeadAnswer, InsideFlow, InsideLook, InsideParams, InsidePart
from core.errors import UserError
from core.sheet import Sheet
from core.text import Text
from core.workspace import write_atomic

VERSION = 1


def save(
    path: Path, params: InsideParams, look: InsideLook, shown: HeadAnswer | InsideFlow
) -> Path:
    """Write a map as .json (everything) or .csv (token, token, weight), by the ending.

    Raises:
        UserError: another ending.
        OSError: the file cannot be written.

    """
    if path.suffix not in (".json", ".csv"):
        raise UserError(
            Text("'{ending}' is not a kind of evidence.", ending=path.suffix or path.name),
            "Name the file .json or .csv.",
        )
    text = as_csv(look, shown) if path.suffix == ".csv" else as_json(params, look, shown)
    write_atomic(path, text.encode())
    return path


def as_json(params: InsideParams, look: InsideLook, shown: HeadAnswer | InsideFlow) -> str:
    """Model, revision, layer, head, input and weights."""
    queries, keys, weights = of_map(look, shown)
    where: dict[str, object] = {"method": "raw"}
    if isinstance(shown, HeadAnswer):
        where |= {"stack": shown.stack, "layer": shown.layer + 1}
        where["head"] = "mean" if shown.head is None else shown.head + 1
    else:
        where |= {"method": shown.kind, "target": shown.target, "score": shown.score}
    about = {
        "what": "attention inside a pretrained model",
        "version": VERSION,
        "model": {
            "reference": look.model,
            "title": look.title,
            "family": look.family,
            "revision": look.revision,
        },
        "input": params.model_dump(include={"text", "image", "audio"}),
        **where,
        "queries": _tokens(queries),
        "keys": _tokens(keys),
        "weights": np.round(weights.astype(np.float64), 6).tolist(),
    }
    return json.dumps(about, ensure_ascii=False)


def as_csv(look: InsideLook, shown: HeadAnswer | InsideFlow) -> str:
    """One row a pair of tokens."""
    queries, keys, weights = of_map(look, shown)
    sheet = Sheet(["query", "query_token", "key", "key_token", "weight"])
    names = [[label for part in parts for label in part.labels] for parts in (queries, keys)]
    for row, one in enumerate(weights.astype(np.float32)):
        for column, value in enumerate(one.tolist()):
            sheet.row([row, names[0][row], column, names[1][column], value])
    return sheet.text()


def of_map(
    look: InsideLook, shown: HeadAnswer | InsideFlow
) -> tuple[list[InsidePart], list[InsidePart], np.ndarray]:
    """The parts whose tokens are rows and columns of a map, and its weights."""
    if isinstance(shown, InsideFlow):
        return list(look.parts), list(look.parts), shown.flow
    stack = next(one for one in look.stacks if one.name == shown.stack)
    return [look.part(stack.queries)], [look.part(stack.keys)], shown.weights


def _tokens(parts: list[InsidePart]) -> list[dict[str, object]]:
    return [
        {
            "part": part.name,
            "label": label,
            "kind": kind,
            "place": [None if number != number else number for number in place],
        }
        for part in parts
        for label, kind, place in zip(part.labels, part.kinds, part.places.tolist(), strict=True)
    ]
