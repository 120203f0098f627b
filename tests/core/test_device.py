"""Which device computes: what a person chose, and never a card whose kernels would not start."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

from core import cores, device
from core.errors import UserError


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with two cards, as torch tells of them."""
    found = SimpleNamespace(type="cuda")
    monkeypatch.setattr(torch.accelerator, "current_accelerator", lambda **_: found)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda index: f"Card {index}")
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 2)
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda _index: (8, 6))
    monkeypatch.setattr(torch.cuda, "get_arch_list", lambda: ["sm_75", "sm_86"])
    monkeypatch.setattr(torch.version, "hip", None, raising=False)
    monkeypatch.delenv(device.CHOSEN, raising=False)


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize(
    ("chosen", "auto", "line"),
    [
        ("auto", "cuda", "CUDA: Card 0"),
        ("cuda:1", "cuda:1", "CUDA: Card 1"),
        ("cuda:7", "cuda", "CUDA: Card 0"),  # it was taken out
        ("cpu", "cpu", "CPU, as chosen in the settings"),
    ],
)
def test_auto_is_what_a_person_chose(
    monkeypatch: pytest.MonkeyPatch, chosen: str, auto: str, line: str
) -> None:
    monkeypatch.setenv(device.CHOSEN, chosen)
    assert str(device.resolve()) == auto
    assert device.report().line == line
    assert str(device.resolve("cuda")) == "cuda"  # said for one run, it counts more


@pytest.mark.usefixtures("cards")
def test_cards_of_amd_are_called_what_people_call_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.version, "hip", "6.4", raising=False)
    assert device.report().line == "ROCm: Card 0"
    monkeypatch.setattr(torch.accelerator, "current_accelerator", lambda **_: None)
    assert "ROCm (6.4)" in device.report().line
    assert "NVIDIA" not in device.report().line


@pytest.mark.usefixtures("cards")
@pytest.mark.parametrize("capability", [(5, 2), (6, 1), (7, 0)])
def test_a_card_the_build_has_no_code_for_is_not_used(
    monkeypatch: pytest.MonkeyPatch, capability: tuple[int, int]
) -> None:
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda _index: capability)
    assert str(device.resolve()) == "cpu"
    assert "holds no code for Card 0" in device.report().line
    with pytest.raises(UserError, match="no code for Card 0"):
        device.resolve("cuda")


def test_threads_are_those_a_person_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    monkeypatch.setattr(torch, "set_num_threads", taken.append)
    monkeypatch.setattr(cores, "usable", lambda: 8)
    for chosen in ("0", "3", "99", "many"):
        monkeypatch.setenv(device.THREADS, chosen)
        device.limit_threads()
    assert taken == [7, 3, 8, 7]
