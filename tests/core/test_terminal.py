"""What others wrote reaches a terminal as text, never as a command to it."""

from __future__ import annotations

import io
import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table

from core import cli
from core.cli.common import show
from core.errors import UserError
from core.terminal import PlainConsole, TerminalReporter, visible

HOSTILE = "a\x1b]0;owned\x07\x1b[2J\x9b31m\r\x08\x7f\u202e\u2066b\udc80"
SEEN = "a\\u001b]0;owned\\u0007\\u001b[2J\\u009b31m\\r\\b\\u007f\\u202e\\u2066b\\udc80"


def test_controls_are_seen_and_text_stays() -> None:
    assert visible(HOSTILE) == SEEN
    assert visible("Süßes 日本語\n\tعربي 👍🏽 é") == "Süßes 日本語\n\tعربي 👍🏽 é"


@given(st.text())
def test_no_control_is_left(text: str) -> None:
    left = {c for c in visible(text) if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs")}
    assert left <= {"\n", "\t"}


@given(st.dictionaries(st.text(), st.text()))
def test_json_means_the_same(values: dict[str, str]) -> None:
    assert json.loads(visible(json.dumps(values, indent=2, ensure_ascii=False))) == values


def test_answers_are_visible(capsys: pytest.CaptureFixture[str]) -> None:
    show({"id": HOSTILE})
    out = capsys.readouterr().out
    assert SEEN in out
    assert json.loads(out) == {"id": HOSTILE}


def test_errors_and_logs_are_visible(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise UserError(f"There is no {HOSTILE}.", "")

    monkeypatch.setattr(cli, "app", refuse)
    with pytest.raises(SystemExit):
        cli.main()
    assert SEEN in capsys.readouterr().err
    reporter = TerminalReporter()
    reporter.console.file = sys.stderr
    reporter.console.width = 200
    reporter.log(HOSTILE)
    reporter.progress(HOSTILE, 1, 2)
    assert SEEN in capsys.readouterr().err
    assert SEEN in reporter._bars.tasks[0].description


def test_a_console_paints_names_as_they_are() -> None:
    """Titles come from files: `[red]` is no order, and no escape reaches the terminal."""
    console = PlainConsole(file=io.StringIO(), width=200, force_terminal=True)
    table = Table("[bold]column[/]", HOSTILE)
    table.add_row("[red]item[/]", HOSTILE)
    console.print("[link=file:///etc/passwd]here[/link]", HOSTILE)
    console.print(table)
    console.print("[on red]note", style="yellow")
    assert isinstance(console.file, io.StringIO)
    shown = console.file.getvalue()
    for name in ("[bold]column[/]", "[red]item[/]", "[link=file:///etc/passwd]here[/link]"):
        assert name in shown
    assert shown.count(SEEN) == 3
    assert "[on red]note" in shown
    assert HOSTILE not in shown
