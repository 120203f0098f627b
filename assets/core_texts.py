"""Every sentence that core and benchmarks can say to a person, read from their sources.

Core speaks English and knows nothing of languages. What it says reaches the window as finished
sentences, so the window needs the sentences' templates to translate them (see gui/said.py). They
are found where core speaks: in arguments, fields, variables and properties of certain names
(`message`, `remedy`, `note`, ...), followed back through names, branches, f-strings and functions
of the same file, and in every text that has the form of a sentence. A value put into a sentence
becomes {0}, {1}, ... in its template.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).parent.parent
SOURCES = ("core", "benchmarks")
#: What is said has one of these names, whoever takes it.
NAMES = frozenset(
    [
        *("message", "remedy", "note", "notes", "reason", "reasons", "warning", "sentence"),
        *("action", "why", "title", "description", "details", "line", "stage", "unit", "bad"),
        *("problem", "problems"),
    ]
)
#: Speakers whose argument has another name -> its place.
SPEAKERS: dict[str, tuple[int, ...]] = {
    "log": (0,),
    "UserError": (0, 1),
    "MissingWeightsError": (0, 1),
}
#: What encoders from packages say of themselves.
ENCODERS = "core/encoders/manifest.json"
#: Files the window hears nothing of: the command line, and words of the sample catalogs.
SILENT = (
    "core/cli",
    "core/terminal",
    "core/samples/music",
    "core/samples/shop",
    "core/samples/video",
    "core/catalog/schema",
    "benchmarks/__main__",
    "benchmarks/checks",
    "benchmarks/peers",
)
#: A sentence made of values alone says nothing that could be translated.
_WORDS = re.compile(r"[A-Za-z]{2}")
_SENTENCE = re.compile(r"[A-Z'{].* .*[.]", re.DOTALL)
_NAME = re.compile(r"-.*|[a-z]*[_./@][a-z_./@]*")
_VALUE = re.compile(r"\{\w+(?::[^}]*)?\}")
_DEEPEST = 6

Places = Mapping[str, tuple[int, ...]]
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def collect() -> list[str]:
    """All templates of core and benchmarks, sorted, each once."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for source in SOURCES
        for path in sorted((ROOT / source).rglob("*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(SILENT)
    ]
    places = {**SPEAKERS}
    for tree in trees:
        places.update(_places(tree))
    found = {text for tree in trees for text in Module(tree, places).said()}
    found |= {text for tree in trees for text in _literals(tree)}
    for entry in json.loads((ROOT / ENCODERS).read_text(encoding="utf-8")).values():
        found |= {entry["title"], entry["note"]}
    return sorted(filter(worth_saying, found))


def worth_saying(template: str) -> bool:
    """Whether a template holds words of its own, and none of a program's names."""
    words = _VALUE.sub("", template)
    return bool(_WORDS.search(words)) and not _NAME.fullmatch(words)


class Module:
    """One file: finds what is said in it."""

    def __init__(self, tree: ast.Module, places: Places) -> None:
        self._tree = tree
        self._places = places
        self._parents = {
            child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)
        }
        self._functions = {
            node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
        }

    def said(self) -> Iterator[str]:
        """All templates, repeated where they are said twice."""
        for node in ast.walk(self._tree):
            for spoken in self._spoken(node):
                yield from self._templates(spoken, _DEEPEST)
            if self._is_sentence(node):
                yield _numbered(list(_parts(node)))

    def _is_sentence(self, node: ast.AST) -> TypeGuard[ast.expr]:
        """Whether a text is a whole sentence, whoever says it, and no docstring."""
        if not isinstance(node, ast.Constant | ast.JoinedStr):
            return False
        within = isinstance(self._parents[node], ast.Expr | ast.JoinedStr | ast.BinOp)
        text = "" if within else _numbered(list(_parts(node)))
        return bool(_SENTENCE.fullmatch(text))

    def _spoken(self, node: ast.AST) -> Iterator[ast.expr]:
        """The expressions in a node that reach a person."""
        match node:
            case ast.Call(func=ast.Attribute(attr="append" | "extend", value=target)) if _named(
                target
            ):
                yield from node.args
            case ast.Call():
                for place in self._places.get(_name_of(node.func), ()):
                    yield from node.args[place : place + 1]
                yield from (key.value for key in node.keywords if key.arg in NAMES)
            case ast.Assign(targets=[target], value=value) if _named(target):
                yield value
            case ast.AnnAssign(target=target, value=ast.expr() as value) if _named(target):
                yield value
            case ast.AugAssign(target=target, value=value) if _named(target):
                yield value
            case ast.FunctionDef(name=name) if name.lstrip("_") in NAMES:
                yield from _returned(node)
            case ast.Dict():
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value in NAMES:
                        yield value

    def _templates(self, node: ast.expr, depth: int) -> Iterator[str]:
        """The templates an expression can be, each with {0}, {1}, ... for its values."""
        if depth == 0:
            return
        match node:
            case ast.Constant(value=str() as text):
                yield text
            case ast.JoinedStr() | ast.BinOp(op=ast.Add()):
                parts = list(_parts(node))
                yield _numbered(parts)
                for part in parts:
                    if not isinstance(part, str):
                        yield from self._templates(part, depth - 1)
            case ast.IfExp(body=body, orelse=other):
                yield from self._templates(body, depth)
                yield from self._templates(other, depth)
            case ast.BoolOp(values=several) | ast.List(elts=several) | ast.Tuple(elts=several):
                for value in several:
                    yield from self._templates(value, depth)
            case ast.Dict(values=several):
                for value in several:
                    yield from self._templates(value, depth)
            case ast.ListComp(elt=inner) | ast.GeneratorExp(elt=inner) | ast.Starred(value=inner):
                yield from self._templates(inner, depth)
            case ast.Subscript(value=inner):
                yield from self._templates(inner, depth - 1)
            case ast.Name():
                for value in self._values(node):
                    yield from self._templates(value, depth - 1)
            case ast.Call():
                for value in self._called(node):
                    yield from self._templates(value, depth - 1)

    def _called(self, node: ast.Call) -> Iterator[ast.expr]:
        """What a call gives: of a function of this file, of a text that is filled in or joined."""
        match node.func:
            case ast.Attribute(attr="format", value=text):
                yield text
            case ast.Attribute(attr="join" | "get" | "strip" | "capitalize", value=text):
                yield text
                yield from node.args
            case ast.Name(id="tuple" | "list" | "str" | "sorted"):
                yield from node.args
            case ast.Name(id=name) if name in self._functions:
                yield from _returned(self._functions[name])

    def _values(self, name: ast.Name) -> Iterator[ast.expr]:
        """What a name stands for: assigned in its function or at the top, or given by callers."""
        function = self._function_of(name)
        for scope in (function, self._tree) if function is not None else (self._tree,):
            found = list(_assigned(scope, name.id))
            if found:
                yield from found
                return
        if isinstance(function, ast.FunctionDef):
            names = [argument.arg for argument in function.args.args]
            if name.id in names:
                yield from self._given(function.name, names.index(name.id), name.id)

    def _given(self, function: str, place: int, name: str) -> Iterator[ast.expr]:
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call) and _name_of(node.func) == function:
                yield from node.args[place : place + 1]
                yield from (key.value for key in node.keywords if key.arg == name)

    def _function_of(self, node: ast.AST) -> Function | None:
        at: ast.AST | None = node
        while at is not None and not isinstance(at, Function):
            at = self._parents.get(at)
        return at


def _literals(tree: ast.Module) -> Iterator[str]:
    """The templates of core.text.Text."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="Text"), args=[ast.Constant(value=str() as text)]):
                yield text
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="Text"), attr="counted"),
                args=[
                    ast.Constant(value=str() as one),
                    ast.Constant(value=str() as many),
                    *_,
                ],
            ):
                yield one
                yield many
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="Text"), attr="joined"),
                args=[ast.Constant(value=str() as separator), *_],
            ) if separator.strip():
                yield separator


def _places(tree: ast.Module) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Which arguments of its functions and classes say something, by their names."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef():
                names = [argument.arg for argument in node.args.args]
                names = names[1:] if names[:1] == ["self"] else names
            case ast.ClassDef():
                names = [_name_of(f.target) for f in node.body if isinstance(f, ast.AnnAssign)]
            case _:
                continue
        if said := tuple(place for place, name in enumerate(names) if name in NAMES):
            yield node.name, said


def _returned(function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Return | ast.Yield) and node.value is not None:
            yield node.value


def _assigned(scope: ast.AST, name: str) -> Iterator[ast.expr]:
    for node in ast.walk(scope):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=found)], value=value)
                | ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value)
                | ast.AugAssign(target=ast.Name(id=found), value=value)
            ) if found == name:
                yield value


def _named(target: ast.expr) -> bool:
    return _name_of(target).lstrip("_").lower() in NAMES


def _name_of(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _parts(node: ast.expr) -> Iterator[str | ast.expr]:
    """Literal texts and values of an f-string or a sum of texts, in order."""
    match node:
        case ast.JoinedStr(values=several):
            for part in several:
                yield from _parts(part)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            yield from _parts(left)
            yield from _parts(right)
        case ast.FormattedValue(value=value):
            yield value
        case ast.Constant(value=str() as text):
            yield text
        case _:
            yield node


def _numbered(parts: list[str | ast.expr]) -> str:
    values = iter(range(len(parts)))
    return "".join(part if isinstance(part, str) else f"{{{next(values)}}}" for part in parts)
