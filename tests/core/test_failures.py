"""What is the machine's has a sentence; a bug of ours has none."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from core import failures, scratch, workspace
from core.errors import UserError


def os_error(number: int, path: Path | None = None) -> OSError:
    return OSError(number, "said by the system", str(path) if path else None)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (os_error(errno.ENOSPC), "disk is full"),
        (os_error(errno.EDQUOT), "disk is full"),
        (OSError("16384 requested and 2048 written"), "disk is full"),
        (RuntimeError("No space left on device (os error 28)"), "disk is full"),
        (RuntimeError("(sqlite3.OperationalError) database or disk is full"), "disk is full"),
        (RuntimeError("attempt to write a readonly database"), "Nothing can be kept"),
        (os_error(errno.EFBIG), "larger than the disk or your limits"),
        (ValueError("IO error: File too large (os error 27)"), "larger than the disk"),
        (os_error(errno.EMFILE), "Too many files"),
        (os_error(errno.EIO), "said by the system"),
        (ConnectionResetError("the other end is gone"), "the other end is gone"),
        (TimeoutError(), "TimeoutError"),
        (MemoryError(), "not enough memory"),
        (RuntimeError("CUDA error: an illegal memory access\nmore"), "graphics card failed"),
    ],
)
def test_what_is_the_machines_has_a_sentence(error: Exception, words: str) -> None:
    told = failures.machines(error)
    assert told is not None
    assert words in told.sentence
    assert "\n" not in told.sentence


@pytest.mark.parametrize("error", [KeyError("a"), RuntimeError("shape mismatch"), ValueError()])
def test_a_bug_has_none(error: Exception) -> None:
    assert failures.machines(error) is None
    assert "bug" in failures.explained(error).sentence
    assert failures.sentence_of(error) == str(error)
    with pytest.raises(type(error)), failures.telling():
        raise error


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR])
def test_a_workspace_nothing_can_be_kept_in_is_named(number: int, workspace_home: Path) -> None:
    told = failures.explained(os_error(number, workspace_home / "runs" / ".half"))
    assert str(workspace_home) in told.message
    assert ".half" not in told.sentence
    assert "TRIPTYCH_HOME" in told.remedy


def test_a_file_of_the_user_is_named_itself(tmp_path: Path) -> None:
    told = failures.explained(os_error(errno.EACCES, tmp_path / "secret.csv"))
    assert told.file == str(tmp_path / "secret.csv")
    assert "TRIPTYCH_HOME" not in told.sentence


def test_a_full_disk_says_what_is_needed_where(
    monkeypatch: pytest.MonkeyPatch, workspace_home: Path
) -> None:
    def full(**_options: object) -> None:
        raise os_error(errno.ENOSPC)

    monkeypatch.setattr(workspace.tempfile, "mkstemp", full)
    monkeypatch.setattr(failures, "_free_mb", lambda _folder: 1.5)
    made = workspace_home / "runs" / f"{scratch.NAME}1-1-x"
    with pytest.raises(UserError) as raised, failures.telling():
        workspace.write_atomic(made / "last.json", b"x")  # room is what the others of it took
    assert raised.value.message.startswith(f"The disk is full: {workspace_home / 'runs'} has 1.50")
    with pytest.raises(UserError) as raised, failures.telling():
        workspace.write_atomic(workspace_home / "runs" / "a.json", b"x" * 2_500_000)
    assert "2.50 MB are needed" in raised.value.message
    assert str(workspace_home / "runs") in raised.value.message
    assert "are free" in raised.value.message
    assert isinstance(raised.value.__cause__, OSError)


def test_a_workspace_that_is_a_file_can_be_read_from_in_vain(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "home").write_text("not a folder")
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "home"))
    assert not list(workspace.folder("runs").glob("*"))
    for write in (
        lambda: workspace.writable("runs"),
        lambda: workspace.write_json(workspace.folder("runs") / "a.json", 1),
    ):
        with pytest.raises(OSError, match="home") as raised:
            write()
        assert str(tmp_path / "home") in failures.explained(raised.value).message
    assert (tmp_path / "home").read_text() == "not a folder"
