"""Help tells every key that the window understands."""

from __future__ import annotations

import ast
from pathlib import Path

import gui
from gui.shell.keys import KEYS

ROOT = Path(gui.__file__).parent
#: Keys as Help writes them, by their names in Qt.
WRITTEN = {
    "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "Escape": "Esc",
    "Delete": "Del", "Plus": "+", "Minus": "-", "Equal": "=", "Undo": "Ctrl+Z",
    "Redo": "Ctrl+Shift+Z", "Copy": "Ctrl+C", "Paste": "Ctrl+V",
}  # fmt: skip
#: Tell theirs by the keys of their actions, and name pages by theirs.
BY_THEMSELVES = {"shell/menus.py", "shell/navigation.py"}
#: Uses what another module understands: the palette shows buttons with theirs.
OF_OTHERS = {"widgets/maps/arrows.py", "shell/keys.py"}


def understood(tree: ast.AST) -> set[str]:
    """Keys a module names: Qt.Key, StandardKey, arrows of ours, and texts of shortcuts."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) if name.startswith("Key_"):
                found.add(name.removeprefix("Key_"))
            case ast.Attribute(ast.Attribute(attr="StandardKey"), name):
                found.add(name)
            case ast.Name("ARROWS"):
                found |= {"Left", "Right", "Up", "Down"}
            case ast.Call(ast.Attribute(attr="setShortcut"), [ast.Constant(str(keys))]):
                found.add(keys)
            case ast.Call(ast.Name("QShortcut"), [ast.Call(_, [ast.Constant(str(keys))]), *_]):
                found.add(keys)
    return {WRITTEN.get(name, name) for name in found}


def test_every_key_is_told_by_help() -> None:
    told: dict[str, set[str]] = {}
    for entries in KEYS.values():
        for keys, _words, module in entries:
            told.setdefault(module, set()).update(keys.split())
    missing = {}
    for path in ROOT.rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        keys = understood(ast.parse(path.read_text(encoding="utf-8")))
        if name not in BY_THEMSELVES | OF_OTHERS and keys - told.get(name, set()):
            missing[name] = keys - told.get(name, set())
    assert missing == {}
    assert all((ROOT / module).exists() for module in told)


def test_a_key_that_is_not_told_would_be_seen() -> None:
    source = "QShortcut(QKeySequence('Ctrl+J'), self); key == Qt.Key.Key_Home; ARROWS[key]"
    assert understood(ast.parse(source)) == {"Ctrl+J", "Home", "←", "→", "↑", "↓"}
