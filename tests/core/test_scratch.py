"""What a killed process leaves half written is removed by who starts next, and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from core import scratch, workspace

WRITER = """
import sys
from pathlib import Path
from core import scratch, workspace
home = Path(sys.argv[1])
inner = home / "a" / "b"
with scratch.folder(home) as made:
    (made / "half").write_text("written")
    inner.mkdir(parents=True)
    (inner / f"{scratch.prefix(inner)}1").touch()
    print("ready", flush=True)
    input()
"""


def test_what_a_killed_process_left_is_removed_and_what_a_living_one_writes_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(scratch.HOME, str(tmp_path))
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/.hidden.file").touch()
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        with scratch.folder(tmp_path) as mine:
            assert scratch.clear(tmp_path) == 0
            assert mine.is_dir()
            process.kill()
            process.wait()
            # A walk through all of a workspace would make every start wait.
            monkeypatch.setattr(scratch, "_DEPTH", 0)
            assert scratch.clear(tmp_path) == 2
            assert mine.is_dir()
    assert {path.name for path in tmp_path.iterdir()} == {"kept", "a", scratch.NOTES}
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == []
    assert len(list((tmp_path / scratch.NOTES).iterdir())) == 1  # ours
    assert (tmp_path / "kept/.hidden.file").exists()


def test_what_earlier_versions_left_goes_after_a_day(tmp_path: Path) -> None:
    names = (
        ".new-abcdefgh",
        ".unpacking-a2345678",
        ".shop-240-300-0.abc_efgh",
        ".run.json.x1y2z3w4",
    )
    for name in names:
        (tmp_path / name).mkdir()
    assert scratch.clear(tmp_path) == 0
    (tmp_path / scratch.NOTES).rmdir()
    for name in names[:3]:
        os.utime(tmp_path / name, (1, 1))
    assert scratch.clear(tmp_path) == 3
    assert {path.name for path in tmp_path.iterdir()} == {names[3], scratch.NOTES}


def test_a_folder_is_renamed_or_gone(tmp_path: Path) -> None:
    with scratch.folder(tmp_path) as made:
        (made / "file").touch()
        made.rename(tmp_path / "whole")
    with scratch.folder(tmp_path) as made:
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["whole"]


def test_files_are_written_under_such_names(tmp_path: Path, monkeypatch: object) -> None:
    seen: list[str] = []

    def put(made: Path, path: Path) -> None:
        seen.append(made.name)
        made.replace(path)

    monkeypatch.setattr("core.system.put", put)  # type: ignore[attr-defined]
    workspace.write_atomic(tmp_path / "a.json", b"{}")
    assert seen[0].startswith(scratch.prefix(tmp_path))


def test_nobody_else_names_what_is_unfinished() -> None:
    """Under another name the next start would leave it where it is."""
    core = Path(scratch.__file__).parent
    others = (
        path for path in core.rglob("*.py") if path.name not in ("scratch.py", "workspace.py")
    )
    assert not [path for path in others if re.search(r"mk[ds]temp\(dir", path.read_text("utf-8"))]
