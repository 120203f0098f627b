"""The attack finds what it looks for: planted faults are counted, a sound workspace passes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks.attack import damage
from benchmarks.attack.world import Seen
from core.errors import UserError

SOUND = Seen(items=("a", "b"), interactions=3, recommended=((1, 0.5),), rows=2)


def raising(error: Exception) -> Callable[[Path], Seen]:
    def use(_home: Path) -> Seen:
        raise error

    return use


@pytest.mark.parametrize(
    ("use", "verdict"),
    [
        (lambda _home: SOUND, "same"),
        (lambda _home: replace(SOUND, told=("warning: made again",)), "mended"),
        (lambda _home: replace(SOUND, rows=1, told=("warning: a line is lost",)), "told"),
        (lambda _home: replace(SOUND, recommended=((0, 0.5),)), "silently wrong"),
        (raising(UserError("The file is damaged.")), "told"),
        (raising(OSError(28, "No space left on device")), "told"),
        (raising(KeyError("x")), "traceback"),
    ],
)
def test_each_verdict_can_be_reached(
    use: Callable[[Path], Seen], verdict: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(damage, "use", use)
    assert damage.judge(tmp_path, SOUND) == verdict


def test_what_is_set_aside_is_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "settings.json.damaged").touch()
    monkeypatch.setattr(damage, "use", lambda _home: SOUND)
    assert damage.judge(tmp_path, SOUND) == "mended"


@pytest.mark.parametrize("kind", damage.KINDS)
def test_every_kind_of_damage_changes_the_file(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 2000)
    damage.damage(path, kind, np.random.default_rng(0))
    assert path.read_bytes() != b"x" * 2000
    path.write_bytes(b"")
    damage.damage(path, kind, np.random.default_rng(0))  # nothing there to damage
