"""What a report of a bug should say of the machine and of what is installed; nothing private."""

from __future__ import annotations

import platform

from core import doctor
from core.contracts.machine import Machine
from gui.shell.about_dialog import PARTS, told, version
from gui.translation import told as said


def report(machine: Machine) -> str:
    """Version, system, what the doctor found, packages; to be pasted.

    Args:
        machine: what the engine answered.

    """
    return "\n".join(
        (
            f"Triptych {version()}, Python {platform.python_version()}, "
            f"{platform.system()} {platform.machine()}",
            said(doctor.text(machine.checks)),
            *(line.partition("  ·  ")[0] for name in PARTS if (line := told(name))),
        )
    )
