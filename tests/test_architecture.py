"""The import graph, read from the sources: no module imports itself by way of others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def modules(package: str) -> dict[str, Path]:
    """Every module of a package by its dotted name."""
    found = {}
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def top_level(tree: ast.Module, *, types: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    """Imports outside of functions; with `types` also those under `if TYPE_CHECKING`."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield node
            elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                waiting += [ast.Module(node.body, [])] if types else []
            elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                waiting.append(node)


def imported(source: str, known: set[str], *, types: bool = True) -> set[str]:
    """The known modules that a source imports at its top level."""
    found = set()
    for node in top_level(ast.parse(source), types=types):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif node.module and not node.level:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (whole & known) or {node.module}
            if not whole <= known:
                found.add(node.module)
    return found & known


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Strongly connected components of more than one module (Tarjan 1972)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in order:
                visit(other)
            if other in stack:
                low[name] = min(low[name], low[other])
        if low[name] == order[name]:
            start = stack.index(name)
            component = stack[start:]
            del stack[start:]
            if len(component) > 1:
                found.append(sorted(component))

    for name in sorted(graph):
        if name not in order:
            visit(name)
    return found


@pytest.mark.parametrize(
    ("package", "types"),
    # A configuration of core names, for types alone, the component it builds.
    [("core", False), ("gui", True), ("benchmarks", True)],
)
def test_there_are_no_circles(package: str, types: bool) -> None:
    paths = modules(package)
    assert len(paths) > 10
    graph = {
        name: imported(path.read_text("utf-8"), set(paths), types=types)
        for name, path in paths.items()
    }
    assert circles(graph) == []


def test_a_circle_for_types_alone_is_found() -> None:
    known = {"gui.a", "gui.b", "gui.c"}
    there = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from gui.b import B\n"
    graph = {
        "gui.a": imported(there, known),
        "gui.b": imported("from gui import a", known),
        "gui.c": imported("def later():\n    from gui import a\n", known),
    }
    assert graph == {"gui.a": {"gui.b"}, "gui.b": {"gui.a"}, "gui.c": set()}
    assert circles(graph) == [["gui.a", "gui.b"]]
    assert imported(there, known, types=False) == set()


#: What PySide never frees, however short the life of the widget: items that a layout hands out,
#: what a signal keeps of a method of Qt's own, and wrappers of viewports and other objects that Qt
#: made.
#: `clear`, `Appearance.repaints` and asking for a class that only we make do without.
KEPT = re.compile(
    r"\.takeAt\(|changed\.connect\([\w.()]+\.(update|repaint)\)|\.findChildren\(Q(Object|Widget)\b"
)


def test_nothing_is_left_behind_by_widgets_that_are_replaced() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "gui").rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if KEPT.search(line)
    ]
    assert found == []
    assert KEPT.search("while (item := self._rows.takeAt(0)) is not None:")
    assert KEPT.search("appearance.changed.connect(self.viewport().update)")
    assert KEPT.search("len(top.findChildren(QObject))")
