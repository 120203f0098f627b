"""Every test works in a workspace of its own and without a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from core import launch, progress

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Two busy threads on two shared cores are many times slower than one.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Libraries ask no network; nor does what a person set keep our own servers from being asked.
for _name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
    os.environ.pop(_name, None)
os.environ |= {"HF_HUB_OFFLINE": "1", launch.TOLD: "HF_HUB_OFFLINE"}
# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home folder for what several tests share: never the person's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIPTYCH_HOME", str(tmp_path_factory.mktemp("shared_home")))
        yield


@pytest.fixture(autouse=True)
def workspace_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An empty home folder, as a new user has."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("TRIPTYCH_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def looks_beside_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """How often a wish is looked at beside slow work must not hang on the machine."""
    monkeypatch.setattr(progress, "LOOK_S", 600.0)


def _longest_first(items: list[pytest.Item]) -> None:
    """Files with slow tests first: with two workers, one that comes last keeps one of them idle."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order them, skip what this machine cannot run, and say why."""
    _longest_first(items)
    if not any("cuda" in item.keywords for item in items):
        return
    from core import device

    found = device.report()
    if "cuda" not in found.available:
        for item in items:
            if item.get_closest_marker("cuda"):
                item.add_marker(pytest.mark.skip(reason=found.line))
