"""What READMEs and decision records name is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    *sorted(
        path.relative_to(ROOT).as_posix()
        for name in ("README.md", "DECISIONS.md")
        for package in ("core", "gui", "benchmarks")
        for path in (ROOT / package).rglob(name)
    ),
]
LINK = re.compile(r"\]\((?!https?://)([^)#\s]+)(?:#[^)]*)?\)")
#: Code in backticks that can only be a path: it has a slash, or ends as a file of ours does.
PATH = re.compile(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:py|md))`")


#: Files of others, and what a run makes.
ELSEWHERE = {"torch.py", "sitecustomize.py", "out/tour"}


def named(text: str) -> set[str]:
    return {*LINK.findall(text), *PATH.findall(text)} - ELSEWHERE


def places(document: str) -> list[Path]:
    """Where a path may be meant from: the document's folder, its package, the project."""
    here = (ROOT / document).parent
    return [here, ROOT / document.partition("/")[0], ROOT]


def lost(document: str, text: str) -> set[str]:
    """Paths that lead nowhere; modules may be named without `.py`."""
    return {
        name
        for name in named(text)
        if not any(
            (place / name).exists() or (place / f"{name}.py").exists() for place in places(document)
        )
    }


def test_there_is_a_picture_of_each_package() -> None:
    for package in ("core", "gui", "benchmarks"):
        text = (ROOT / package / "README.md").read_text("utf-8")
        assert text.count("```mermaid") == 1
        assert "## To add or change" in text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_paths_are_there(document: str) -> None:
    assert lost(document, (ROOT / document).read_text("utf-8")) == set()


def test_a_path_that_is_gone_is_found() -> None:
    text = "See [this](nowhere/at_all.py), `core/nothing/` and `gone.py`; not `a.b` or [x](https://a.b)."
    assert lost("core/README.md", text) == {"nowhere/at_all.py", "core/nothing/", "gone.py"}


def test_the_order_of_the_folders_is_the_one_that_is_held() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {one["name"]: one for one in settings["tool"]["importlinter"]["contracts"]}
    layers = contracts["data flows one way"]["layers"]
    held = [name.split(".")[1] for name in reversed(layers) if "|" not in name]
    told = re.search(
        r"lowest first:\n\n((?: {4}.*\n)+)", (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    )
    assert told is not None
    said = [name for name in re.findall(r"[a-z]+", told[1]) if name in held]
    assert [name for name in held if name in said] == said
    assert {"catalog", "explore", "contracts", "worker", "face", "cli"} <= set(said)


@pytest.mark.parametrize("document", [name for name in DOCUMENTS if name.endswith("DECISIONS.md")])
def test_records_say_what_was_decided_and_what_follows(document: str) -> None:
    records = (ROOT / document).read_text("utf-8").split("\n## ")[1:]
    assert records
    for record in records:
        assert "**Decision.**" in record, record.splitlines()[0]
    assert any("**Consequences.**" in record for record in records)
