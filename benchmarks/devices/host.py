"""Clock, temperature, energy and power supply of the host, and why one of them is not told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks.devices.base import Sensors
from core import system
from core.text import Text

#: Where Linux tells the energy of processor packages (RAPL), in microjoules.
POWERCAP = Path("/sys/class/powercap")
#: What drivers call the temperature of a processor, best first.
HOT = ("coretemp", "k10temp", "zenpower", "cpu_thermal", "cpu-thermal", "acpitz")


class Rapl:
    """Energy of all processor packages together, by all that runs on them."""

    def __init__(self, folder: Path = POWERCAP) -> None:
        self._folders = sorted(folder.glob("intel-rapl:[0-9]"))
        self._last: dict[Path, int] = {}
        self._wrapped: dict[Path, int] = {}

    def joules(self) -> float | None:
        """Counted since some moment in the past; None where it cannot be read."""
        total = 0
        for package in self._folders:
            found = _number(package / "energy_uj")
            if found is None:
                return None
            if found < self._last.get(package, found):  # the counter began anew
                self._wrapped[package] = self._wrapped.get(package, 0) + (
                    _number(package / "max_energy_range_uj") or 0
                )
            self._last[package] = found
            total += found + self._wrapped.get(package, 0)
        return total / 1e6 if self._folders else None

    @property
    def why(self) -> Text:
        """Why there is none."""
        if not self._folders:
            return Text("this system tells no energy of the processor (RAPL)")
        return Text("the energy of the processor may be read by the administrator only (RAPL)")


class HostSensors:
    """What the host tells of itself."""

    def __init__(self, rapl: Rapl | None = None) -> None:
        self._rapl = rapl or Rapl()

    def read(self) -> Sensors:
        """What it tells now."""
        return Sensors(
            clock_hz=_cpu_hz(),
            temperature_c=_temperature(),
            energy_j=self._rapl.joules(),
            on_battery=on_battery(),
        )

    def absent(self) -> dict[str, Text]:
        """By field of Sensors, why it is not told."""
        found = self.read()
        why: dict[str, Text] = {}
        if found.clock_hz is None:
            why["clock_hz"] = Text("this system tells no clock")
        if found.temperature_c is None:
            why["temperature_c"] = Text("no sensor tells the temperature of the processor")
        if found.energy_j is None:
            why["energy_j"] = self._rapl.why
        if found.on_battery is None:
            why["on_battery"] = Text("there is no battery, so it runs on mains")
        why["throttled"] = Text("a processor does not say why its clock is lowered")
        return why


def on_battery(read: Callable[[], object] | None = None) -> bool | None:
    """Whether the machine runs on its battery; None where there is none."""
    ask = read or getattr(psutil, "sensors_battery", None)
    battery = None
    with suppress(Exception):  # a driver's answer that psutil cannot read
        battery = ask() if ask else None
    plugged = getattr(battery, "power_plugged", None)
    return None if plugged is None else not plugged


def _temperature() -> float | None:
    ask = getattr(psutil, "sensors_temperatures", None)
    with suppress(Exception):
        found = ask() if ask else {}
        for name in HOT:
            if entries := [one.current for one in found.get(name, ()) if one.current]:
                return float(max(entries))
    return None


def _cpu_hz() -> float | None:
    """Mean clock of the cores, where the kernel tells."""
    rows = system.told("/proc/cpuinfo").splitlines()
    clocks = [float(row.split(":")[1]) for row in rows if row.startswith("cpu MHz")]
    return 1e6 * sum(clocks) / len(clocks) if clocks else None


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return None
