"""Where there is evidence the answer is right, and where there is none nothing is believed."""

from __future__ import annotations

import pytest

from benchmarks.sync.__main__ import main
from benchmarks.sync.families import FAMILIES
from benchmarks.sync.judge import seen

SEEDS = range(3)
#: Families with evidence: how many of three are found at least.
FOUND = {
    "music under noise": 3,
    "flashes and claps": 3,
    "films with speech": 3,
    "slow drifts": 3,
    "speech over music": 2,
}


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_wrong_is_believed(family: str) -> None:
    found = [seen(family, seed) for seed in SEEDS]
    assert all(one.judged != "wrong" for one in found), found
    assert sum(one.judged == "right" for one in found) >= FOUND.get(family, 0), found


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--cases", "1", "--family", "steady sounds", "--all"]) == 0
    head, row, case = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["family", "n", "right"]
    assert row.split() == ["steady", "sounds", "1", "0", "0", "1"]
    assert "left alone" in case


@pytest.mark.parametrize("seed", [4, 6, 7])
def test_far_shifts_are_found_though_a_chorus_fits_nearer(seed: int) -> None:
    assert seen("far shifts", seed).judged == "right"


def test_choruses_of_recordings_that_share_nothing_else_are_left_alone() -> None:
    assert seen("shifts out of reach", 6).judged == "left alone"
