"""Every sentence that core and benchmarks can say to a person, read from their sources.

Core speaks English and knows nothing of languages. Its templates are literals: the arguments of
:class:`core.text.Text`, of errors, of progress and log lines, and the titles and descriptions of
configuration fields. `offences` finds what is said there and is no literal.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).parent.parent
SOURCES = ("core", "benchmarks")
#: What encoders from packages say of themselves.
ENCODERS = "core/encoders/manifest.json"
#: Who takes a text -> the places of texts among the arguments.
SPEAKERS = {
    "Text": (0,),
    "counted": (0, 1),
    "joined": (0,),
    "UserError": (0, 1),
    "MissingWeightsError": (0, 1),
    "log": (0,),
    "progress": (0, 3),
}
#: And which keywords hold texts, whoever takes them.
KEYWORDS = {"Field": ("title", "description"), "progress": ("stage", "unit")}
#: Names that stand in sentences as words, as `Text(modality)`.
WORDS = (
    *("text", "image", "audio", "video", "subtitles", "picture", "user", "item"),
    *("users", "items", "interactions", "missing", "noise", "swapped"),
)
#: The command line, the public face and the samples' words, which the window never shows.
SILENT = ("core/cli", "core/face", "core/terminal", "benchmarks/__main__", "benchmarks/peers")

#: Methods that make a string of pieces.
_PIECES = ("format", "join", "replace", "strip", "rstrip", "capitalize", "lower")


def collect() -> list[str]:
    """All templates of core and benchmarks, sorted, each once."""
    found = set(WORDS)
    found |= {text for tree in trees().values() for node in said(tree) for text in literals(node)}
    for entry in json.loads((ROOT / ENCODERS).read_text(encoding="utf-8")).values():
        found |= {entry["title"], entry["note"]}
    return sorted(filter(worth_saying, found))


def trees() -> dict[str, ast.Module]:
    """The parsed sources by their paths below the root."""
    paths = sorted(path for source in SOURCES for path in (ROOT / source).rglob("*.py"))
    names = {path.relative_to(ROOT).as_posix(): path for path in paths}
    return {
        name: ast.parse(path.read_text(encoding="utf-8"))
        for name, path in names.items()
        if not name.startswith(SILENT)
    }


def said(tree: ast.Module) -> Iterator[ast.expr]:
    """The expressions whose value a person reads."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for place in SPEAKERS.get(name, ()):
                yield from node.args[place : place + 1]
            for keyword in node.keywords:
                if keyword.arg in KEYWORDS.get(name, ()):
                    yield keyword.value


def literals(node: ast.expr) -> Iterator[str]:
    """The literals that an expression can be."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from literals(body)
            yield from literals(other)


def worth_saying(template: str) -> bool:
    """Whether there is anything in a template to translate."""
    try:
        words = "".join(text for text, *_ in Formatter().parse(template))
    except ValueError:  # a text without values may hold single braces
        words = template
    return any(map(str.isalpha, words)) or words.strip() in (";", ",")


def offences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, source) of what is said and made of pieces, which no template could be found for."""
    for node in said(tree):
        for inner in (node.body, node.orelse) if isinstance(node, ast.IfExp) else (node,):
            match inner:
                case ast.Call(func=ast.Attribute(attr=name)) if name in _PIECES:
                    yield inner.lineno, ast.unparse(inner)
                case ast.JoinedStr():
                    yield inner.lineno, ast.unparse(inner)
                case ast.BinOp(op=ast.Add() | ast.Mod()) if any(map(_is_text, ast.walk(inner))):
                    yield inner.lineno, ast.unparse(inner)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
