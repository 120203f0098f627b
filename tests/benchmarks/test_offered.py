"""Workloads of other packages: listed and measured like ours, which nobody replaces."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import __main__ as cli
from benchmarks import plan, schema, tables
from benchmarks.plan import Spec
from benchmarks.workloads.catalogue import GROUP, find, workloads
from core.errors import UserError
from core.plugins import PluginWarning
from tests.plugins import plugin

ROT = """
from benchmarks.workloads.base import Prepared, Workload

class Rot(Workload):
    def build(self, axes, device, seed):
        data = bytes(range(256)) * axes.batch * axes.size["blocks"]
        return Prepared(lambda: data.translate(data[:256]), items=axes.batch, flops=7.0)

COMPONENT = Rot(
    name="mine.rot", title="Rotate", definition="Translate `blocks` blocks.", unit="texts",
    group="mine", batches=((3,), (3, 9)), size={"blocks": 2}, kinds=("cpu",),
)
"""
OURS = [workload.name for workload in workloads()]


@pytest.fixture
def rot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    return plugin(tmp_path, monkeypatch, GROUP, "rot", ROT)


@pytest.mark.usefixtures("rot")
def test_it_stands_with_ours_and_is_found_by_name_and_group() -> None:
    assert sorted([*OURS, "mine.rot"]) == sorted(workload.name for workload in workloads())
    (one,) = find(["mine"])
    assert find(["mine.rot"]) == [one]
    assert one in find(None)
    assert [task.axes.batch for task in plan.make(Spec(workloads=("mine",)), ["cpu"]).tasks] == [3]
    with pytest.raises(UserError, match="nothing to measure"):
        plan.make(Spec(workloads=("mine",), dtypes=("bf16",)), ["cpu"])
    with pytest.raises(UserError) as refused:
        find(["mine.ro"])
    assert "mine.rot" in refused.value.remedy


@pytest.mark.usefixtures("rot")
def test_it_is_measured_into_a_result_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.json"
    words = ["run", "--workload", "mine", "--seconds", "0.1", "--rounds", "5", "--no-ceilings"]
    monkeypatch.setattr(sys, "argv", ["benchmarks", *words, "--device", "cpu", "--out", str(path)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code in (0, None)
    found = schema.read(path)
    (point,) = found.points
    assert (point.workload, point.title, point.unit) == ("mine.rot", "Rotate", "texts")
    assert (point.definition, point.flops_per_call) == ("Translate `blocks` blocks.", 7.0)
    assert (point.status, point.items_per_call, point.axes.size) == ("ok", 3, {"blocks": 2})
    assert "mine.rot" in tables.csv(found)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import no_such_library_of_theirs", "no_such_library_of_theirs"),
        ("COMPONENT = 3", "no Workload"),
        (ROT.replace("def build", "def make"), "abstract"),
        (ROT.replace('"mine.rot"', '"mf.step"'), "taken"),
        (ROT.replace('"mine.rot"', '"encoder"'), "taken"),
        (ROT.replace('"mine.rot"', '"Mine, and more"'), "workload"),
        (ROT.replace("((3,), (3, 9))", "((0,), (3, 9))"), "batch"),
        (ROT.replace("((3,), (3, 9))", "((3,), ())"), "IndexError"),
        (ROT.replace('title="Rotate"', "title=3"), "title"),
    ],
    ids=["import", "kind", "build", "ours", "group", "name", "batch", "batches", "title"],
)
def test_what_is_broken_costs_a_warning_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rot: str, source: str, told: str
) -> None:
    before = {workload.name: workload for workload in workloads()}
    plugin(tmp_path, monkeypatch, GROUP, "broken", source)
    with pytest.warns(PluginWarning, match=f"(?s)'broken'.*{told}"):
        found = {workload.name: workload for workload in workloads()}
    assert found == before
    assert found.keys() == {*OURS, "mine.rot"}


def test_a_name_of_ours_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin(tmp_path, monkeypatch, GROUP, "topk", ROT)
    with pytest.warns(PluginWarning, match="'topk'.*taken"):
        assert [workload.name for workload in workloads()] == OURS


def test_listing_needs_no_torch() -> None:
    code = (
        "import sys\nfrom benchmarks.workloads.catalogue import workloads\n"
        "assert len(workloads()) > 20\nassert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
