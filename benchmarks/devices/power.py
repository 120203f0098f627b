"""The power plan the user or the maker chose, and whether it holds the machine back."""

from __future__ import annotations

import platform
import re
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core import launch, system

#: Where Linux tells it.
SYS = Path("/sys")
#: Names of ACPI platform profiles, and energy preferences of a processor, that hold it back.
_SAVING = frozenset({"low-power", "cool", "quiet", "power"})
#: Drivers whose governor "powersave" follows the load as others' "schedutil" does.
_SCALE_THEMSELVES = frozenset({"intel_pstate", "amd-pstate-epp"})
#: Windows' scheme "power saver", whatever the language calls it.
_WINDOWS_SAVER = "a1841308-3541-4fab-bc81-f71556f20b4a"
_WAIT_S = 10

#: Runs a program and gives what it says; empty if that fails.
Ask = Callable[[Sequence[str]], str]


@dataclass(frozen=True)
class PowerPlan:
    """What it is called, and whether it gives up speed to save energy."""

    name: str
    saves: bool


def power_plan(here: str = "", ask: Ask | None = None) -> PowerPlan | None:
    """The plan in force; None where the system tells none.

    On Windows and macOS this follows what `powercfg` and `pmset` document; it was run on Linux
    only.
    """
    ask, here = ask or _said, here or platform.system()
    if here == "Windows":
        return windows(ask(("powercfg", "/getactivescheme")))
    if here == "Darwin":
        return macos(ask(("pmset", "-g")))
    return linux(SYS)


def linux(root: Path) -> PowerPlan | None:
    """From the platform profile of the firmware and the first processor's frequency scaling."""
    cpufreq = root / "devices/system/cpu/cpu0/cpufreq"
    profile, governor, driver, preference = (
        system.told(path).strip()
        for path in (
            root / "firmware/acpi/platform_profile",
            cpufreq / "scaling_governor",
            cpufreq / "scaling_driver",
            cpufreq / "energy_performance_preference",
        )
    )
    name = ", ".join(dict.fromkeys(one for one in (profile, governor, preference) if one))
    slow = governor == "powersave" and driver not in _SCALE_THEMSELVES
    saves = slow or bool(_SAVING & {profile, preference})
    return PowerPlan(name[:60], saves) if name else None


def windows(said: str) -> PowerPlan | None:
    """From `powercfg /getactivescheme`: "... GUID: 381b4222-...  (Balanced)"."""
    found = re.search(r"([0-9a-f-]{36})\s*(?:\((.*)\))?", said, re.IGNORECASE)
    if found is None:
        return None
    guid, name = found[1].lower(), (found[2] or found[1]).strip()
    return PowerPlan(name[:60], guid == _WINDOWS_SAVER)


def macos(said: str) -> PowerPlan | None:
    """From `pmset -g`: a line "lowpowermode 1"."""
    found = re.search(r"^\s*lowpowermode\s+(\d)", said, re.MULTILINE)
    if found is None:
        return None
    saves = found[1] == "1"
    return PowerPlan("low power mode" if saves else "automatic", saves)


def _said(words: Sequence[str]) -> str:
    try:
        done = subprocess.run(
            words,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_WAIT_S,
            check=False,
            cwd=launch.folder(),
            env=launch.environment(),
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
