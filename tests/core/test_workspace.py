"""Small files of ours heal: what is damaged is set aside, and the rest goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core import workspace
from gui import settings
from gui.pages.alignment.checked_items import CheckedItems
from gui.state.catalog import recent, remember

DAMAGED = {
    "cut": b'[{"source": "a", "na',
    "flipped": b'[{"source": "\xff\xfe", "name": "a"}]',
    "empty": b"",
    "deep": b"[" * 200_000,
}
WRONG = {
    "number": b"3",
    "null": b"null",
    "names": b'[{"source": {"a": 1}, "name": [2]}, {"source": 1}, 7, null]',
    "object": b'{"source": "a", "name": "b", "left_out": 4, "theme": []}',
}


@pytest.mark.parametrize("damage", DAMAGED)
@pytest.mark.parametrize("name", ["recent.json", "settings.json"])
def test_what_is_damaged_is_set_aside(workspace_home: Path, name: str, damage: str) -> None:
    (workspace_home / name).write_bytes(DAMAGED[damage])
    assert settings.load() == settings.Settings()
    assert recent() == []
    assert (workspace_home / f"{name}.damaged").read_bytes() == DAMAGED[damage]
    assert not (workspace_home / name).exists()


@pytest.mark.parametrize("damage", [*DAMAGED, *WRONG])
def test_the_window_remembers_again(workspace_home: Path, damage: str) -> None:
    for name in ("recent.json", "settings.json"):
        (workspace_home / name).write_bytes((DAMAGED | WRONG)[damage])
    assert settings.load() == settings.Settings()
    assert recent() == []
    remember("here", "mine")
    assert recent() == [{"source": "here", "name": "mine"}]


@pytest.mark.parametrize("damage", [*DAMAGED, *WRONG])
def test_a_work_list_begins_anew(workspace_home: Path, damage: str) -> None:
    marks = CheckedItems("source", ("text", "image"))
    marks.set(["a"], checked=True)
    [path] = (workspace_home / "worklists").iterdir()
    path.write_bytes((DAMAGED | WRONG)[damage])
    marks = CheckedItems("source", ("text", "image"))
    assert len(marks) == 0
    marks.set(["b"], checked=True)
    assert "b" in CheckedItems("source", ("image", "text"))


def test_what_is_larger_than_we_would_write_is_not_read(
    workspace_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.write_json(workspace_home / "a.json", [1, 2, 3])
    assert workspace.read_json(workspace_home / "a.json") == [1, 2, 3]
    monkeypatch.setattr(workspace, "MAX_JSON", 4)
    assert workspace.read_json(workspace_home / "a.json") is None
    assert (workspace_home / "a.json.damaged").exists()


def _flipped(value: object) -> Iterator[Any]:
    """The same value with one of its parts changed, for each part."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from ({**value, name: other} for other in _flipped(one))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from ([*value[:place], other, *value[place + 1 :]] for other in _flipped(one))
    elif isinstance(value, str):
        yield f"{value}x"
    elif isinstance(value, bool):
        yield not value
    elif value is not None:
        yield value + 1  # type: ignore[operator]  # a number


def test_a_changed_value_is_noticed_wherever_it_stands(workspace_home: Path) -> None:
    """Without a checksum only what is no JSON would be noticed."""
    value = {"a": 1, "b": [2.5, {"c": "é", "d": True}], "e": None}
    path = workspace_home / "a.json"
    workspace.write_json(path, value)
    assert workspace.parse_json(path) == value
    written = json.loads(path.read_text("utf-8"))
    several = list(_flipped(written))
    assert len(several) == 5  # the checksum, too
    for other in several:
        path.write_text(json.dumps(other))
        with pytest.raises(ValueError, match="crc32"):
            workspace.parse_json(path)
    path.write_text(json.dumps(written, indent=7))  # laid out otherwise
    assert workspace.parse_json(path) == value
    path.write_text(json.dumps(value | {"a": 2}))  # an older version, or somebody by hand
    assert workspace.parse_json(path) == value | {"a": 2}
