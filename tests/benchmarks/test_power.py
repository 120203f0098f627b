"""Power plans as each system tells them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.devices.power import PowerPlan, linux, power_plan

CPUFREQ = "devices/system/cpu/cpu0/cpufreq"


def told(root: Path, **files: str) -> Path:
    places = {"profile": "firmware/acpi/platform_profile"}
    for name, value in files.items():
        path = root / places.get(name, f"{CPUFREQ}/{name}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value + "\n")
    return root


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({}, None),
        ({"profile": "performance"}, PowerPlan("performance", saves=False)),
        ({"profile": "low-power"}, PowerPlan("low-power", saves=True)),
        ({"scaling_governor": "schedutil"}, PowerPlan("schedutil", saves=False)),
        ({"scaling_governor": "powersave", "scaling_driver": "acpi-cpufreq"},
         PowerPlan("powersave", saves=True)),
        ({"scaling_governor": "powersave", "scaling_driver": "intel_pstate",
          "energy_performance_preference": "balance_performance"},
         PowerPlan("powersave, balance_performance", saves=False)),
        ({"scaling_governor": "powersave", "scaling_driver": "intel_pstate",
          "energy_performance_preference": "power"},
         PowerPlan("powersave, power", saves=True)),
    ],
)  # fmt: skip
def test_linux(tmp_path: Path, files: dict[str, str], expected: PowerPlan | None) -> None:
    assert linux(told(tmp_path, **files)) == expected


def answers(said: str, asked: list[str]) -> object:
    def ask(words: Sequence[str]) -> str:
        asked.append(words[0])
        return said

    return ask


@pytest.mark.parametrize(
    ("here", "said", "expected"),
    [
        ("Windows", "Power Scheme GUID: 381b4222-f694-41f0-9685-ff5bb260df2e  (Balanced)",
         PowerPlan("Balanced", saves=False)),
        ("Windows", "Schema-GUID: A1841308-3541-4FAB-BC81-F71556F20B4A  (Energiesparen)",
         PowerPlan("Energiesparen", saves=True)),
        ("Windows", "", None),
        ("Darwin", "System-wide power settings:\n lowpowermode         1\n sleep 1",
         PowerPlan("low power mode", saves=True)),
        ("Darwin", " lowpowermode         0", PowerPlan("automatic", saves=False)),
        ("Darwin", " sleep 1", None),
    ],
)  # fmt: skip
def test_elsewhere(here: str, said: str, expected: PowerPlan | None) -> None:
    asked: list[str] = []
    assert power_plan(here, answers(said, asked)) == expected  # type: ignore[arg-type]
    assert asked == [{"Windows": "powercfg", "Darwin": "pmset"}[here]]
