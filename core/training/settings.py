"""What a command line says of a training configuration: a preset, JSON over it, fields last."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from core import workspace
from core.errors import UserError
from core.text import Text
from core.training.presets import PRESETS, preset_for

#: Parts that are of one of several kinds, each with settings of its own.
CHOICES = ("fusion", "base", "head", "loss")


def preset_help() -> str:
    """The presets, each with what it is for."""
    return "; ".join(f"{name}: {preset.purpose}" for name, preset in PRESETS.items())


def chosen(
    preset: str | None,
    config: str | None,
    changes: list[str] | None,
    tokens: Mapping[str, int] | None = None,
    start: Mapping[str, JsonValue] | None = None,
) -> dict[str, Any]:
    """A preset's values, that of the catalog if none is named, with what was asked laid over.

    Args:
        preset: name of a preset, or None for the one that suits the features.
        config: JSON, or the path of a JSON file; its values replace the preset's.
        changes: `field=value` entries, laid over last.
        tokens: most tokens an item has, by modality; None if that is not known yet.
        start: values to begin with where no preset is named, such as those of a run.

    Raises:
        UserError: no such preset, or the JSON cannot be read.

    """
    if preset is not None and preset not in PRESETS:
        raise UserError(
            Text("There is no preset '{preset}'.", preset=preset),
            Text("Choose from: {presets}.", presets=", ".join(PRESETS)),
        )
    if preset is None and start is not None:
        values = copy.deepcopy(dict(start))
    else:
        chosen = "auto" if tokens is None else preset_for(tokens)
        values = PRESETS[preset or chosen].config.model_dump(mode="json")
    if config is not None:
        values |= read(config)
    for entry in changes or []:
        name, _, value = entry.partition("=")
        assign(values, name, value)
    return values


def arguments(config: Mapping[str, Any]) -> list[str]:
    """What a command line says to get these values: the nearest preset and what differs from it."""
    several = {
        name: list(_differing(preset.config.model_dump(mode="json"), config))
        for name, preset in PRESETS.items()
    }
    preset = min(several, key=lambda name: sum(map(len, several[name])))
    words = ["--preset", preset]
    for change in several[preset]:
        words += ["--set", change]
    return words


def _differing(base: Mapping[str, Any], wanted: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """`field=value` of what is not as in `base`; a part of another kind is said as a whole."""
    for name, value in wanted.items():
        known = base.get(name)
        if name in base and known == value:
            continue
        if (
            isinstance(value, Mapping)
            and isinstance(known, Mapping)
            and known.get("kind") == value.get("kind")
        ):
            yield from _differing(known, value, f"{path}{name}.")
        else:
            yield f"{path}{name}={json.dumps(value, ensure_ascii=False)}"


def read(text: str) -> dict[str, Any]:
    """The JSON object in `text`, or in the file of that path."""
    is_file = not text.lstrip().startswith("{")
    try:
        value = json.loads(Path(text).read_text(encoding="utf-8") if is_file else text)
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(
            Text("The configuration cannot be read: {error}.", error=error),
            "Give JSON text or the path of a JSON file.",
            file=text if is_file else None,
        ) from error
    if not isinstance(value, dict):
        raise UserError("The configuration must be a JSON object.")
    value.pop(workspace.CHECKSUM, None)  # of a run's own, which may have been changed by hand
    return value


def assign(values: dict[str, Any], name: str, text: str) -> None:
    """Set a dotted field of nested values to what `text` says (JSON, or else a plain string)."""
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    lay_over(values, {name: value})


def lay_over(values: dict[str, Any], changes: Mapping[str, JsonValue]) -> None:
    """Set dotted fields of nested values, kinds before the settings they have.

    Another kind of fusion, head or loss starts from its own defaults: the settings of one kind may
    mean nothing, or be too large, for another.
    """
    for name, value in sorted(changes.items(), key=lambda change: not change[0].endswith(".kind")):
        *path, last = name.split(".")
        inner = values
        for part in path:
            inner = inner.setdefault(part, {})
        if last == "kind" and path and path[-1] in CHOICES and inner.get(last) != value:
            inner.clear()
        inner[last] = value
