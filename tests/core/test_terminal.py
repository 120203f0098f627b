"""What others wrote reaches a terminal as text, never as a command to it."""

from __future__ import annotations

import io
import json
import math
import os
import signal
import sys
import threading
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from typer.testing import CliRunner

from core import cli, launch, terminal
from core.cli.common import app, show
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


@pytest.mark.skipif(sys.platform == "win32", reason="no signal reaches the own process")
def test_ctrl_c_stops_and_keeps_and_a_second_one_ends_at_once(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGINT)
    with TerminalReporter(stops=True) as reporter:
        assert not reporter.checkpoint()
        signal.raise_signal(signal.SIGINT)
        monkeypatch.setattr(terminal, "TWICE_S", 60.0)
        signal.raise_signal(signal.SIGINT)  # the same press, which reached us twice
        assert reporter.checkpoint()
        monkeypatch.setattr(terminal, "TWICE_S", -1.0)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
    assert "Stopping after this step" in capfd.readouterr().err
    with TerminalReporter(), pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_where_no_bar_can_be_drawn_a_line_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(terminal, "LINE_S", -math.inf)
    reporter, shown = TerminalReporter(), io.StringIO()
    reporter.console.file = shown
    clock = iter((100.0, 130.0, 400.0))
    monkeypatch.setattr(terminal.time, "monotonic", lambda: next(clock))
    for done in (2, 5, 7):  # 3 in 30 s, then 5 in 300 s
        reporter.progress("measure", done, 10, "visits")
    assert shown.getvalue().splitlines() == [
        "measure: 2 of 10 visits",
        "measure: 5 of 10 visits, about 50 s left",
        "measure: 7 of 10 visits, about 3 min left",
    ]


def test_percents_are_said_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "LINE_S", -1.0)
    reporter, shown = TerminalReporter(), io.StringIO()
    reporter.console.file = shown
    reporter.progress("measure", 20, 100, "%")
    assert shown.getvalue() == "measure: 20 %\n"


@pytest.mark.skipif(sys.platform == "win32", reason="the console tells every process itself")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_shell_passes_ctrl_c_on_and_waits(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int
) -> None:
    """It killed the benchmark, which was about to keep what it had measured; kill -9 left it."""
    ready, kept = tmp_path / "ready", tmp_path / "kept"
    program = (
        "import os, pathlib, signal, sys, time\n"
        "def stop(*_):\n"
        "    time.sleep(0.6)\n"
        f"    pathlib.Path({str(kept)!r}).write_text(os.environ[{launch.PARENT!r}])\n"
        "    sys.exit(130)\n"
        f"signal.signal({int(number)}, stop); pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    )
    monkeypatch.setattr(launch, "command", lambda *_words: [sys.executable, "-c", program])

    def press() -> None:
        while not ready.exists():
            time.sleep(0.01)
        os.kill(os.getpid(), number)

    presses = threading.Thread(target=press)
    presses.start()
    found = CliRunner().invoke(app, ["bench", "run"])
    presses.join()
    assert (found.exit_code, kept.read_text()) == (130, str(os.getpid()))
