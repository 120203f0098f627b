"""Values and bytes that a stranger may have changed, with every checksum made good again."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.attack import damage
from core import workspace

#: What a value becomes. Paths lead to `outside`, beside the folder that is opened.
VALUES: tuple[Any, ...] = (
    *(None, True, -1, 0, 1 << 31, 1 << 63, 10**400, 1e308, -0.5, float("nan")),
    *("", "x", "../outside/secret", "../../outside/secret", "/etc/passwd", "a\0b", "\ud800"),
    *("<img src=x>", "\x1b]0;t\x07", "=1+1", "x" * 100_000, "os.system", "__class__"),
    *([], {}, [[]], {"": None}, ["../outside/secret"], [1 << 40, 1 << 40], list(range(2000))),
)
DEEP: Any = []
for _ in range(300):
    DEEP = [DEEP]


def json_file(path: Path, rng: np.random.Generator) -> None:
    """Change one to three values of a JSON file; bytes of one that holds none."""
    try:
        value = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return damage.damage(path, "bit", rng)
    value = twisted(value, rng)
    if isinstance(value, dict) and value.pop(workspace.CHECKSUM, None) is not None:
        value = workspace.sealed(value)
    path.write_text(json.dumps(value), encoding="utf-8")
    return None


def tensors(path: Path, rng: np.random.Generator) -> None:
    """Change the header of a file of safetensors, which says where each tensor lies."""
    data = path.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = twisted(json.loads(data[8 : 8 + size]), rng)
    told = json.dumps(header).encode()
    length = len(told) if rng.random() < 0.9 else int(2 ** rng.uniform(1, 63))
    path.write_bytes(length.to_bytes(8, "little") + told + data[8 + size :])


def twisted(value: Any, rng: np.random.Generator) -> Any:
    """The value with one to three of its parts changed, gone, repeated, or under another name."""
    for _ in range(int(rng.integers(1, 4))):
        places = list(_places(value))
        if not places:
            return _hostile(rng)
        holder, key = places[int(rng.integers(len(places)))]
        kind = rng.random()
        if kind < 0.7:
            holder[key] = _hostile(rng)
        elif kind < 0.8:
            del holder[key]
        elif isinstance(holder, list):
            holder.extend([holder[key]] * int(rng.choice([1, 1000])))
        else:
            holder[str(_hostile(rng))[:200]] = holder.pop(key)
    return value


def _hostile(rng: np.random.Generator) -> Any:
    number = int(rng.integers(len(VALUES) + 1))
    return DEEP if number == len(VALUES) else json.loads(json.dumps(VALUES[number]))


def _places(value: Any, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """Each part of a JSON value: what holds it, and under which key."""
    if depth > 50:  # a value of DEEP
        return
    held = dict(enumerate(value)) if isinstance(value, list) else value
    for key, inner in list(held.items()) if isinstance(held, dict) else ():
        yield value, key
        yield from _places(inner, depth + 1)


def members(path: Path, rng: np.random.Generator) -> None:
    """Write a zip again with one member under another name, twice, or as a link."""
    with zipfile.ZipFile(path) as archive:
        inside = [(entry, archive.read(entry)) for entry in archive.infolist()]
    chosen, data = inside[int(rng.integers(len(inside)))]
    name = str(
        rng.choice(
            [
                "../outside/new",
                "/tmp/triptych-new",
                "a/../../outside/new",
                "con",
                ".",
                chosen.filename + "/x",
                "x" * 300,
                "\x1b[31m",
                chosen.filename,
            ]
        )
    )
    other = zipfile.ZipInfo(name)
    if rng.random() < 0.3:
        other.external_attr, data = 0o120777 << 16, b"../outside/secret"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for entry, content in inside:
            if entry is not chosen or rng.random() < 0.5:
                out.writestr(entry, content)
        out.writestr(other, data)
