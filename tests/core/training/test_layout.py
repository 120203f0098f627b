"""Run folders by their files alone: lists, names, trash, differences. No torch is imported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.failures import sentence_of
from core.text import Text
from core.training.presets import PRESETS
from core.training.run import layout
from core.training.run.record import ProcessRecord, Summary


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path))
    return tmp_path


def run(key: str = "abc", usable: bool = True) -> Path:
    folder = layout.new_run_folder(key)
    (folder / layout.CONFIG).write_text(PRESETS["quick"].config.model_dump_json())
    if usable:
        (folder / layout.MODEL).touch()
    return folder


def test_runs_are_numbered_listed_newest_first_and_the_latest_usable_is_found() -> None:
    first, second = run(), run(usable=False)
    layout.new_run_folder("abc")  # nothing in it yet: no run
    assert [row.name for row in layout.runs_of("abc")] == [second.name, first.name]
    latest = layout.latest_run("abc")
    assert latest is not None
    assert latest.folder == str(first)
    assert layout.runs_of("another") == []
    assert layout.latest_run("another") is None


def test_notes_stay_when_the_training_process_writes() -> None:
    folder = run()
    layout.update(folder, status="running")
    layout.write_notes(folder, "with lyrics", "first try")
    layout.update(folder, status="finished")
    row = layout.read_run(folder)
    assert (row.title, row.note, row.status) == ("with lyrics", "first try", "finished")


def test_why_a_run_failed_is_kept_for_any_language() -> None:
    folder = run()
    error = UserError(Text("There is no item {row}.", row=7), "Choose another item.")
    layout.update(folder, status="failed", error=sentence_of(error))
    kept = layout.read_run(folder).error
    assert kept == "There is no item 7. Choose another item."
    chinese = {"There is no item {row}.": "没有物品 {row}。"}
    assert kept.translated(lambda text: chinese.get(text, text)).startswith("没有物品 7。")
    (folder / layout.RUN).write_text('{"status": "failed", "error": "An old sentence."}')
    assert layout.read_run(folder).error == "An old sentence."


def test_a_discarded_run_is_in_the_trash_whole_and_its_number_is_not_given_again(
    home: Path,
) -> None:
    first, second = run(), run()
    kept = layout.discard(second)
    assert kept.is_relative_to(home / "trash")
    assert (kept / layout.MODEL).exists()
    assert [row.name for row in layout.runs_of("abc")] == [first.name]
    assert layout.new_run_folder("abc").name == "0003"
    (first.parent / "0002").mkdir()
    assert layout.discard(first.parent / "0002") != kept


def test_broken_json_is_empty() -> None:
    folder = run()
    (folder / layout.RUN).write_text('{"status": ')
    (folder / layout.NOTES).write_text("[1]")
    assert layout.read_run(folder).title == ""


def test_records_of_other_versions_are_read() -> None:
    """What is missing has its default, what is new is passed over, a bad setting costs itself."""
    folder = run()
    old = {"status": "finished", "summary": {"test": {"recall@20": 0.3}}, "mood": "new"}
    (folder / layout.RUN).write_text(json.dumps(old))
    config = PRESETS["quick"].config.model_dump(mode="json")
    (folder / layout.CONFIG).write_text(json.dumps(config | {"not_known_here": 1}))
    row = layout.read_run(folder)
    assert (row.status, row.error, row.created) == ("finished", "", "?")
    assert row.summary is not None
    assert (row.summary.test, row.summary.vote) == ({"recall@20": 0.3}, {})
    assert row.config is None
    told = row.as_dict()
    assert (told["config"], told["summary"]["test"]) == ({}, {"recall@20": 0.3})
    (folder / layout.CONFIG).write_text(json.dumps(config))
    assert layout.read_run(folder).config == PRESETS["quick"].config


def test_a_record_comes_back_as_it_was_written() -> None:
    folder = run()
    bounds = {"recall@20": (0.29, 0.31)}
    came = Summary(test={"recall@20": 0.3}, test_intervals=bounds, epochs=5, stopped=True)
    layout.update(folder, status="stopped", summary=came)
    layout.update(folder, error="late")
    record = layout.read_record(folder)
    assert (record.summary, record.status, record.error) == (came, "stopped", "late")
    before = layout.read_run(folder)
    assert before.summary == came
    assert "summary" not in layout.read_run(run()).as_dict()  # nothing came of it yet


def test_a_bad_field_does_not_cost_the_others_when_the_record_is_updated() -> None:
    folder = run()
    layout.update(folder, status="running", parameters=7, error="late")
    kept = layout.read_json(folder / layout.RUN)
    (folder / layout.RUN).write_text(json.dumps(kept | {"parameters": "many", "created": 3}))
    layout.update(folder, status="stopped")
    record = layout.read_record(folder)
    assert (record.status, record.error, record.parameters) == ("stopped", "late", 0)


@pytest.mark.parametrize(
    "bad",
    [
        *(b"\xff\xfe{", b'{"step": 2}', b"[1]", b"[" * 9999, b""),
        b'{"step": 2, "epoch": 2, "values": {"loss": 0.5}, "crc32": "00000000"}',
    ],
)
def test_a_damaged_line_of_the_metrics_costs_that_line(bad: bytes) -> None:
    folder = run()
    for step in (1, 2, 3, 4):
        layout.append_metric(folder, step, step, {"loss": 0.5})
    lines = (folder / layout.METRICS).read_bytes().splitlines()
    (folder / layout.METRICS).write_bytes(b"\n".join([lines[0], bad, *lines[2:]]) + b"\n")
    assert [row["step"] for row in layout.read_metrics(folder)] == [1, 3, 4]
    assert layout.read_run(folder).curves_lost
    layout.keep_metrics(folder, 3)
    assert [row["step"] for row in layout.read_metrics(folder)] == [1, 3]
    layout.append_metric(folder, 4, 4, {"loss": 0.5})
    assert [row["step"] for row in layout.read_metrics(folder)] == [1, 3, 4]


@pytest.mark.parametrize("left", [b"", b"\0" * 50, None])
def test_metrics_that_are_gone_are_told(left: bytes | None) -> None:
    folder = run()
    layout.update(folder, status="finished", summary=Summary(epochs=2, steps=8))
    layout.append_metric(folder, 1, 1, {"loss": 0.5})
    assert not layout.read_run(folder).curves_lost
    if left is None:
        (folder / layout.METRICS).unlink()
    else:
        (folder / layout.METRICS).write_bytes(left)
    assert layout.read_run(folder).curves_lost


@pytest.mark.parametrize("status", ["running", "stopped", "failed", "finished"])
def test_what_ended_early_and_has_a_checkpoint_can_be_resumed(status: str) -> None:
    folder = run()
    layout.update(folder, status=status, process=layout.this_process())
    assert not layout.read_run(folder).resumable
    (folder / layout.LAST).parent.mkdir()
    (folder / layout.LAST).touch()
    assert layout.read_run(folder).resumable == (status in ("stopped", "failed"))
    gone = ProcessRecord(pid=2**22 + 1, begun=1.0, host=layout.this_process().host)
    layout.update(folder, process=gone)
    assert layout.read_run(folder).resumable == (status != "finished")


def test_a_run_is_trained_by_one_process_at_a_time_and_let_go_by_one_that_dies() -> None:
    folder = run()
    script = (
        "import sys, pathlib; from core.training.run import layout\n"
        "with layout.claim(pathlib.Path(sys.argv[1])):\n print('held', flush=True); input()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    with pytest.raises(UserError, match="trained by another process"), layout.claim(folder):
        pass
    other.kill()
    other.wait()
    with layout.claim(folder):
        pass


JSON = st.recursive(
    st.integers() | st.text(max_size=3) | st.none(),
    lambda inner: st.dictionaries(st.text("abc", min_size=1, max_size=2), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=2), JSON, max_size=4))
def test_a_configuration_does_not_differ_from_itself(config: dict[str, object]) -> None:
    assert layout.differences([config, json.loads(json.dumps(config))]) == {}


def test_differences_name_exactly_what_was_changed() -> None:
    base = PRESETS["default"].config.model_dump(mode="json")
    other = json.loads(json.dumps(base))
    other["learning_rate"] = 0.5
    other["fusion"]["dropout"] = 0.25
    assert layout.differences([base, other, base]) == {
        "learning_rate": [base["learning_rate"], 0.5, base["learning_rate"]],
        "fusion.dropout": [base["fusion"]["dropout"], 0.25, base["fusion"]["dropout"]],
    }


def test_no_torch() -> None:
    code = "import sys, core.training.run.layout; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_running_run_is_interrupted_once_its_process_is_gone() -> None:
    folder, here = run(), layout.this_process()
    layout.append_metric(folder, 70, 6.5, {"loss": 1.0})
    later = here.model_copy(update={"begun": here.begun - 60})  # the number was given again
    for process, status, reached in (
        (here, "running", 0),
        (later, "interrupted", 6),
        (ProcessRecord(pid=1, begun=5.0, host="elsewhere"), "running", 0),
    ):
        layout.update(folder, status="running", process=process)
        told = layout.read_run(folder)
        assert (told.status, told.reached) == (status, reached)
    layout.update(folder, status="finished", process=later)
    assert layout.read_run(folder).status == "finished"
