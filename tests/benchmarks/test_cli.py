"""Exit codes are a promise: scripts and CI rely on them."""

from __future__ import annotations

import errno
import itertools
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from benchmarks import __main__ as cli
from benchmarks import fresh, schema, store
from benchmarks.card import REFERENCES
from benchmarks.plan import Spec
from benchmarks.runner import Runner
from benchmarks.schema import Axes
from benchmarks.session import settings_of
from core import launch, system, terminal
from core.progress import NOBODY
from core.worker.messages import Decoder, Finished, Metric, Progress, Started
from tests.benchmarks.make import point, result, rounds
from tests.benchmarks.test_compare import noisy


def code(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["benchmarks", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_what_is_the_machines_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(**_options: object) -> None:
        raise OSError(errno.EFBIG, "File too large")

    monkeypatch.setattr(cli, "app", full)
    assert code(monkeypatch) == 2
    assert "ulimit" in capsys.readouterr().err


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    made = {
        "fast": result([point(noisy(1e-3, 1))], id="fast"),
        "again": result([point(noisy(1e-3, 2))], id="again"),
        "slow": result([point(noisy(1.3e-3, 3))], id="slow"),
        "vague": result([point(noisy(1e-3, 4, spread=0.8))], id="vague"),
        "fake": result(synthetic=True, id="fake"),
    }
    paths = {name: store.save(one, tmp_path / f"{name}.json") for name, one in made.items()}
    (tmp_path / "broken.json").write_text("{")
    return {name: str(path) for name, path in paths.items()} | {
        "broken": str(tmp_path / "broken.json")
    }


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("fast", "again", cli.OK),
        ("fast", "slow", cli.SLOWER),
        ("slow", "fast", cli.OK),
        ("fast", "vague", cli.INCONCLUSIVE),
        ("fast", "fake", cli.USAGE),
        ("fast", "broken", cli.USAGE),
    ],
)
def test_compare(
    monkeypatch: pytest.MonkeyPatch, files: dict[str, str], a: str, b: str, expected: int
) -> None:
    assert code(monkeypatch, "compare", files[a], files[b]) == expected


def test_compare_tells_machines_in_json(
    monkeypatch: pytest.MonkeyPatch, files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert code(monkeypatch, "compare", files["fast"], files["slow"], "--json") == cli.SLOWER
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert row["verdict"] == "slower"
    assert row["time_ratio_low"] < 1.3 < row["time_ratio_high"]


@pytest.mark.parametrize(
    "words",
    [
        ("run", "--workload", "nonsense"),
        ("run", "--mode", "eternal"),
        ("run", "--size", "items"),
        ("run", "--spec", "{"),
        ("compare", "none.json", "none.json"),
        ("compare", "only-one"),
        ("show", "none"),
        ("ceilings", "--dtype", "fp64"),
        ("scaling", "--axis", "wings"),
        ("dance",),
    ],
)
def test_wrong_usage(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
    assert code(monkeypatch, *words) == cli.USAGE


def test_run_show_and_export(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "r.json"
    words = ("run", "--device", "fake", "--seconds", "0.1", "--rounds", "5", "--out", str(path))
    assert code(monkeypatch, *words) == cli.OK
    assert schema.read(path).synthetic
    html, csv = tmp_path / "r.html", tmp_path / "r.csv"
    assert code(monkeypatch, "show", str(path), "--html", str(html), "--csv", str(csv)) == cli.OK
    assert "SYNTHETIC" in capsys.readouterr().out
    assert "SYNTHETIC" in html.read_text()
    assert len(csv.read_text().splitlines()) == 4


def test_a_job_speaks_the_protocol_in_fresh_processes(tmp_path: Path) -> None:
    """A rigorous run as the window starts it: every byte on stdout is a frame of the protocol."""
    path = tmp_path / "r.json"
    words = ["--processes", "2", "--device", "fake", "--batch", "8", "--seconds", "0.1"]
    command = [sys.executable, "-m", "benchmarks", "run", *words, "--events", "--job", "j1"]
    command += ["--out", str(path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    events = [event for event, _ in Decoder().feed(process.stdout.read())]
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(30) == 0
    assert isinstance(events[0], Started)
    assert isinstance(events[-1], Finished)
    assert all(event.job == "j1" for event in events)
    assert any(isinstance(event, Progress) for event in events)
    assert any(isinstance(event, Metric) for event in events)
    found = schema.read(path)
    assert events[-1].result["path"] == str(path)
    (only,) = found.points
    assert {entry.process for entry in only.rounds} == {0, 1}


@pytest.mark.parametrize(
    ("a", "b", "share", "expected"),
    [
        ("fast", "slow", "5%", cli.SLOWER),
        ("fast", "slow", "60%", cli.OK),
        ("fast", "again", "5%", cli.OK),
        ("fast", "vague", "5%", cli.INCONCLUSIVE),  # a build where nothing is known is not green
        ("fast", "slow", "0.05", cli.USAGE),  # 5 % or 0.05 %?
        ("fast", "slow", "0.5%", cli.SLOWER),
        ("fast", "slow", "much", cli.USAGE),
        ("fast", "slow", "nan", cli.USAGE),
    ],
)
def test_a_build_fails_only_by_what_is_slower_by_that_much(
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str],
    a: str,
    b: str,
    share: str,
    expected: int,
) -> None:
    assert code(monkeypatch, "compare", files[a], files[b], "--fail-slower", share) == expected


def test_nothing_to_compare_is_no_success(
    monkeypatch: pytest.MonkeyPatch, files: dict[str, str], tmp_path: Path
) -> None:
    other = store.save(result([point(noisy(1e-3, 1), workload="mf.step")]), tmp_path / "o.json")
    words = ("compare", files["fast"], str(other), "--fail-slower", "5%")
    assert code(monkeypatch, *words) == cli.INCONCLUSIVE


def test_comparisons_for_build_servers(
    monkeypatch: pytest.MonkeyPatch, files: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("compare", files["fast"], files["slow"], "--format")
    assert code(monkeypatch, *words, "junit") == cli.SLOWER
    suite = ElementTree.fromstring(capsys.readouterr().out)
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("1", "1", "0")
    (failure,) = suite.iter("failure")
    assert "% time" in (failure.get("message") or "")
    assert code(monkeypatch, *words, "markdown") == cli.SLOWER
    assert (
        "| Recommending from 100,000 items | cpu, batch 16 | as it took | slower |"
        in capsys.readouterr().out
    )
    assert code(monkeypatch, *words, "smoke") == cli.USAGE


def test_the_card_and_the_board_are_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = next(REFERENCES.glob("*.json"))
    assert code(monkeypatch, "show", "--card", str(reference)) == cli.OK
    assert "Triptych score 1,000" in capsys.readouterr().out
    assert code(monkeypatch, "board", str(REFERENCES)) == cli.OK
    assert "1,000" in capsys.readouterr().out
    assert code(monkeypatch, "board", str(reference)) == cli.USAGE


def test_a_full_disk_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(**_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cli, "app", full)
    assert code(monkeypatch, "run") == cli.USAGE
    told = capsys.readouterr().err
    assert told.startswith("triptych bench: The disk is full")
    assert "Traceback" not in told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_journal_on_a_full_disk_ends_without_a_second_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = store.Journal(tmp_path / "a.journal", result(id="a"))
    with Path("/dev/full").open("w", buffering=1 << 20) as full:
        full.write("a line that waits")
        monkeypatch.setattr(journal, "_file", full)
        journal.close(keep=True)
        assert full.closed


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Ctrl-C or another signal, so often, in the midst of a visit."""

    def press(visits: int, times: int, number: int = signal.SIGINT) -> None:
        done = itertools.count(1)
        visit = Runner._visit

        def and_press(*words: Any) -> None:
            visit(*words)
            if next(done) == visits:
                for _ in range(times):
                    signal.raise_signal(number)

        monkeypatch.setattr(terminal, "TWICE_S", -1.0)
        monkeypatch.setattr(Runner, "_visit", and_press)

    return press


RUN = ("run", "--device", "fake", "--batch", "8", "--batch", "64", "--seconds", "0.2")


@pytest.mark.skipif(sys.platform == "win32", reason="no signal reaches the own process")
@pytest.mark.parametrize("number", [signal.SIGINT, *system.ending_signals()])
def test_ctrl_c_keeps_what_was_measured_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    pressed: Callable[..., None],
    number: int,
) -> None:
    """So does what the system ends programs by."""
    before = signal.getsignal(number)
    pressed(3, 1, number)
    assert code(monkeypatch, *RUN) == cli.INTERRUPTED
    told = capfd.readouterr()
    assert "Stopped before the end" in told.out
    assert "is kept" not in told.err  # nobody knew that yet
    assert signal.getsignal(number) == before
    (path,) = store.saved()
    assert schema.read(path).interrupted
    assert store.left() == []


def test_what_was_stopped_before_it_measured_says_one_true_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """It said that what was made is kept, and then that nothing could be."""
    monkeypatch.setattr(terminal.TerminalReporter, "checkpoint", lambda _self: True)
    assert code(monkeypatch, *RUN) == cli.INTERRUPTED
    told = capfd.readouterr()
    assert told.err.splitlines()[-1] == "Stopped before anything was measured: nothing is kept."
    assert store.saved() == store.left() == []


def test_a_benchmark_ends_with_the_command_that_started_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Killed, `triptych bench` left its process and that one's processes running on."""
    ended: list[int] = []
    monkeypatch.setattr(system, "die_with", ended.append)
    monkeypatch.setenv(launch.PARENT, "4711")
    assert code(monkeypatch, "show") == cli.OK
    assert ended == [4711]


@pytest.mark.skipif(sys.platform == "win32", reason="no signal reaches the own process")
@pytest.mark.parametrize("way", ["--keep", "--clear", ""])
def test_a_run_that_was_ended_at_once_is_listed_and_goes_on_or_is_kept_or_cleared(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    pressed: Callable[..., None],
    way: str,
) -> None:
    """It left a file that nothing listed."""
    pressed(3, 2)
    assert code(monkeypatch, *RUN) == cli.INTERRUPTED
    assert "bench resume" in capfd.readouterr().err
    (path,) = store.left(also_own=True)
    assert store.left() == []  # this process, which wrote it, still runs
    monkeypatch.setattr(system, "running", lambda _pid, _begun: False)
    assert store.left() == [path]
    monkeypatch.setattr(sys, "argv", ["benchmarks", "show"])
    cli.app(standalone_mode=False)
    assert f"{path.stem}  did not end" in capfd.readouterr().out
    assert code(monkeypatch, "resume", *([way] if way else [])) == cli.OK
    assert store.left() == []
    assert len(store.saved()) == (0 if way == "--clear" else 1)
    if not way:
        found = schema.read(store.saved()[0])
        assert not found.interrupted
        assert [one.axes.batch for one in found.measured] == [8, 64]
    assert code(monkeypatch, "resume") == cli.USAGE


def test_processes_of_a_rigorous_run_that_ended_are_taken_over(tmp_path: Path) -> None:
    spec = Spec(devices=("fake:0",), batches=(8,), rounds=5, seconds=0.1, processes=1)
    head = result([]).model_copy(update={"points": ()})
    parts = [
        (point(axes=Axes(device="fake:0", batch=8), rounds=tuple(rounds([[1e-3]] * 5, number))),)
        for number in range(2)
    ]
    journal = store.Journal(tmp_path / "a.journal", head, spec)
    fresh._note(journal, spec, 0, parts[0])
    fresh._note(journal, spec, 1, parts[1], whole=False)  # killed before it ended
    journal.close(keep=True)
    left = store.unfinished(tmp_path / "a.journal")
    assert Spec.model_validate_json(left.spec) == spec
    assert left.parts == {"fake:0": {0: parts[0]}}
    again = store.Journal(tmp_path / "b.journal", head, spec)
    done = left.parts["fake:0"]
    taken, stopped = fresh.run_fresh(spec, settings_of(spec), NOBODY, again, done=done)
    again.close(keep=True)
    assert (stopped, taken[0].rounds) == (False, parts[0][0].rounds)
    assert store.unfinished(tmp_path / "b.journal").parts == left.parts
