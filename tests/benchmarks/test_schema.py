from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import schema, store
from benchmarks.schema import Axes, Parity
from core.errors import UserError
from tests.benchmarks.make import point, result


def test_a_result_survives_the_disk(tmp_path: Path) -> None:
    parity = Parity(
        reference="cpu", max_abs_delta=1e-6, scale=1, rank_changes=2, rows=9, within=True
    )
    before = result([point(), point(axes=Axes(batch=32, dtype="bf16"), parity=parity)])
    path = store.save(before, tmp_path / "r.json")
    assert schema.read(path) == before


def test_keys_carry_si_units() -> None:
    """Every number with a unit says which in its name."""
    text = json.loads(result().model_dump_json())
    units = ("_s", "_bytes", "_hz", "_c", "_j", "_per_s", "_per_call")
    plain = {"version", "seed", "batch", "threads", "process", "round", "place", "load"}
    plain |= {"cores_usable", "cores_logical", "burst_calls", "rows", "rank_changes"}
    plain |= {"max_abs_delta", "scale"}
    found: set[str] = set()

    def walk(value: object, name: str) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, key)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, name)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            found.add(name)

    walk(text, "")
    assert {name for name in found - plain if not name.endswith(units)} == set()
    assert len(found) > 15


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe\x00rubbish", "not JSON"),
        (b"[1, 2]", "not a Triptych benchmark result"),
        (b'{"format": "else"}', "not a Triptych benchmark result"),
        (b'{"format": "triptych-benchmark", "version": 2}', "version 2"),
        (b'{"format": "triptych-benchmark", "version": 1}', "damaged"),
    ],
)
def test_broken_files_are_told_in_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words) as caught:
        schema.read(path)
    assert caught.value.remedy
    assert caught.value.file == str(path)


def test_the_damaged_field_is_named(tmp_path: Path) -> None:
    value = json.loads(result().model_dump_json())
    value["points"][0]["rounds"][0]["latency_s"] = [-1]
    with pytest.raises(UserError) as caught:
        schema.parse(json.dumps(value))
    assert "latency_s" in (caught.value.column or "")


def test_not_a_number_never_enters(tmp_path: Path) -> None:
    text = result().model_dump_json().replace('"took_s":1.0', '"took_s":NaN')
    with pytest.raises(UserError):
        schema.parse(text)


def test_an_ok_point_without_samples_is_refused() -> None:
    value = json.loads(result().model_dump_json())
    value["points"][0]["rounds"] = []
    with pytest.raises(UserError, match="no sample"):
        schema.parse(json.dumps(value))


def test_two_points_of_one_key_are_refused() -> None:
    value = json.loads(result().model_dump_json())
    value["points"] *= 2
    with pytest.raises(UserError, match="same workload and axes"):
        schema.parse(json.dumps(value))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        schema.read(tmp_path / "none.json")


@settings(max_examples=150)
@given(data=st.data())
def test_no_change_of_a_file_crashes_the_reader(data: st.DataObject) -> None:
    """Cut it, or write over a part of it: it is a result, or a UserError, and nothing else."""
    raw = bytearray(result().model_dump_json().encode())
    if data.draw(st.booleans()):
        raw = raw[: data.draw(st.integers(0, len(raw)))]
    else:
        at = data.draw(st.integers(0, len(raw) - 1))
        noise = data.draw(st.binary(min_size=1, max_size=8))
        raw[at : at + len(noise)] = noise
    with contextlib.suppress(UserError):
        assert schema.parse(bytes(raw)).version == 1


def test_the_workspace_finds_results_by_id_and_latest(workspace_home: Path) -> None:
    with pytest.raises(UserError, match="no result yet"):
        store.locate("latest")
    store.save(result(id="20260101-000000-quick"))
    newest = store.save(result(id="20260102-000000-quick"))
    assert store.locate("latest") == newest
    assert store.locate("20260101-000000-quick").stem == "20260101-000000-quick"
    with pytest.raises(UserError, match="no result"):
        store.locate("no-such-run")


def test_a_journal_of_a_killed_run_becomes_a_result(tmp_path: Path) -> None:
    done, never = point(), point(axes=Axes(batch=99))
    journal = store.Journal(
        tmp_path / "x.journal", result([done]).model_copy(update={"points": ()})
    )
    for one in (done, never):
        journal.point(one.model_copy(update={"rounds": (), "status": "stopped"}))
    for entry in done.rounds:
        journal.round(done.key, entry)
    journal.close(keep=True)
    with (tmp_path / "x.journal").open("a") as file:
        file.write('{"kind": "round", "key": "to')  # killed while writing
    found = store.recover(tmp_path / "x.journal")
    assert found.interrupted
    assert found.by_key[done.key].rounds == done.rounds
    assert found.by_key[never.key].status == "stopped"
    few = found.by_key[done.key].model_copy(update={"rounds": done.rounds[:1]})
    assert [flag.kind for flag in store.flagged(few).flags] == ["few_samples"]
