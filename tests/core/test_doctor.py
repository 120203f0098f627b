"""What the doctor concludes from what machines say that we do not have, and what it says here."""

from __future__ import annotations

import subprocess
import sys

import pytest

from core import doctor, launch
from core.doctor import Card, Check, Facts, Machine
from core.text import Text

GOOD = subprocess.CompletedProcess([], 0, "", "")
CARD = Card(name="Some GPU", capability=(8, 9), memory_bytes=2**34, free_bytes=2**33)
CUDA = Facts(
    version="2.9.0",
    cuda="12.8",
    architectures=("sm_80", "sm_86", "sm_90"),
    kind="cuda",
    cards=(CARD,),
    line=Text("CUDA: Some GPU"),
)


def said(found: tuple[Check, ...], state: str) -> str:
    return "\n".join(f"{one.said} {one.remedy}" for one in found if one.state == state)


@pytest.mark.parametrize(
    ("capability", "architectures", "expected"),
    [
        ((8, 9), ("sm_80",), True),  # machine code runs from its minor version on
        ((8, 0), ("sm_86",), False),
        ((9, 0), ("sm_80", "sm_86"), False),  # and in its generation alone
        ((9, 0), ("sm_80", "compute_80"), True),  # PTX is compiled for later cards
        ((7, 0), ("compute_80",), False),
        ((9, 0), ("sm_90a",), True),
        ((10, 0), ("sm_90a", "compute_90a"), False),
        ((12, 0), ("sm_100", "sm_120"), True),
        ((6, 1), ("sm_75", "sm_80"), False),
        ((6, 1), ("gfx90a",), False),
    ],
)
def test_which_cards_a_build_has_code_for(
    capability: tuple[int, int], architectures: tuple[str, ...], expected: bool
) -> None:
    assert doctor.supported(capability, architectures) is expected


def test_a_card_that_fits_is_fine() -> None:
    found = doctor.checks(CUDA, Machine("Linux", driver=True), [GOOD, GOOD])
    assert doctor.holds(found)
    assert {one.state for one in found} == {"good"}
    assert "compute capability 8.9" in doctor.text(found)


def test_a_card_without_code_in_the_build_is_told_with_the_remedy() -> None:
    old = CUDA.model_copy(update={"cards": (CARD.model_copy(update={"capability": (6, 1)}),)})
    died = subprocess.CompletedProcess([], 1, "", "x\nno kernel image is available\n")
    found = doctor.checks(old, Machine("Linux", driver=True), [GOOD, died])
    assert not doctor.holds(found)
    assert "sm_80, sm_86, sm_90 only" in said(found, "bad")
    assert "no kernel image is available" in said(found, "bad")
    assert "--index-url https://download.pytorch.org/whl/cu126" in said(found, "bad")


@pytest.mark.parametrize("code", [-6, -11, 3, 1])
def test_a_first_kernel_that_fails_is_trouble(code: int) -> None:
    ended = subprocess.CompletedProcess([], code, "", "")
    found = doctor.checks(CUDA, Machine("Linux", driver=True), [GOOD, ended])
    assert not doctor.holds(found)
    assert ("wrong" if code == 3 else f"exit code {code}") in said(found, "bad")


def test_little_memory_is_minded_and_works() -> None:
    full = CUDA.model_copy(update={"cards": (CARD.model_copy(update={"free_bytes": 2**29}),)})
    found = doctor.checks(full, Machine("Linux", driver=True), [GOOD, GOOD])
    assert "0.5 GiB are free" in said(found, "warning")
    assert doctor.holds(found)


def cpu_build(cuda: str | None = None) -> Facts:
    return Facts(version="2.9.0+cpu", cuda=cuda, line=Text("CPU only because of a reason"))


def test_a_cpu_build_beside_a_windows_driver_names_the_command_for_another() -> None:
    found = doctor.checks(cpu_build(), Machine("Windows", driver=True), [GOOD])
    assert not doctor.holds(found)
    told = said(found, "bad")
    assert "CPU only because of a reason" in told
    assert "pip install --force-reinstall torch" in told
    assert "--index-url https://download.pytorch.org/whl/cu" in told


@pytest.mark.parametrize("cuda", [None, "12.8"])
def test_a_machine_without_a_card_is_well(cuda: str | None) -> None:
    found = doctor.checks(cpu_build(cuda), Machine("Linux", driver=False), [GOOD])
    assert doctor.holds(found)
    assert "CPU only because" in said(found, "good")


def test_a_driver_that_offers_no_card_is_trouble() -> None:
    found = doctor.checks(cpu_build("12.8"), Machine("Linux", driver=True), [GOOD])
    assert "Restart" in said(found, "bad")


@pytest.mark.parametrize("code", ["raise ImportError('DLL load failed')", "print('{')", ""])
def test_a_torch_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr(doctor, "_ASK", code)
    (check,) = doctor.examine()
    assert check.state == "bad"
    assert "cannot be loaded" in check.said
    if "DLL" in code:
        assert "DLL load failed" in check.said


def test_this_machine_is_examined_by_both_commands() -> None:
    words = launch.command("benchmarks", "doctor")
    ended = subprocess.run(
        words, capture_output=True, text=True, env=launch.environment(), cwd=launch.folder()
    )
    assert ended.returncode in (0, 1), ended.stderr
    assert "First kernel on cpu: a product of matrices was right" in ended.stdout
    assert "PyTorch" in ended.stdout
    assert sys.executable not in ended.stdout  # it is put into reports of bugs
