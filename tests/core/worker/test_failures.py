"""What an exception is called in front of a person."""

from __future__ import annotations

import errno

import pytest

from core.errors import UserError
from core.worker.failures import failed


def test_a_users_error_says_what_it_says() -> None:
    told = failed("j", UserError("No item.", "Add one.", file="a.csv", line=3), "trace", 4)
    assert (told.message, told.remedy, told.file, told.line) == ("No item.", "Add one.", "a.csv", 3)
    assert (told.job, told.request, told.details) == ("j", 4, "trace")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("name", [None, "/home/.half-written"])
def test_a_full_disk_is_named_not_the_file_half_written(number: int, name: str | None) -> None:
    told = failed("j", OSError(number, "No space left on device", name), "")
    assert "disk is full" in told.message
    assert "TRIPTYCH_HOME" in told.remedy
    assert told.file is None


def test_a_file_that_cannot_be_had_is_named() -> None:
    told = failed("j", PermissionError(errno.EACCES, "Permission denied", "/secret"), "")
    assert told.message == "Permission denied."
    assert told.file == "/secret"


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("CUDA out of memory. Tried ...")])
def test_memory_is_named(error: Exception) -> None:
    assert "memory" in failed("j", error, "").message
    assert "smaller" in failed("j", error, "").remedy


def test_anything_else_is_called_a_bug() -> None:
    told = failed("j", ZeroDivisionError("division by zero"), "trace")
    assert "ZeroDivisionError" in told.message
    assert "bug" in told.remedy
