"""Installed packages that exist for one test: metadata with an entry point, and a module."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

_numbers = itertools.count()


def plugin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str, name: str, source: str
) -> str:
    """Install a package that offers the `COMPONENT` of its module under `group` and `name`.

    Args:
        tmp_path: of the test; the package lies in a folder of its own inside.
        monkeypatch: of the test; takes the package off the import path again.
        group: such as "triptych.encoders".
        name: of the component.
        source: text of the module; whatever `COMPONENT` is there is the component.

    Returns:
        The name of the module. No two calls make the same, so that nothing of one test is left
        in `sys.modules` for another.

    """
    module = f"plugin_{next(_numbers)}"
    site = tmp_path / f"site_{module}"
    metadata = site / f"{module}-1.0.dist-info"
    metadata.mkdir(parents=True)
    (site / f"{module}.py").write_text(source, encoding="utf-8")
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(f"[{group}]\n{name} = {module}:COMPONENT\n")
    monkeypatch.syspath_prepend(site)
    return module
