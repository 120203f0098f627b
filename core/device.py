"""Which device torch uses, and why: one answer for the whole product."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core import cores, system
from core.text import Text

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class DeviceReport:
    """What can be used here. `line` is the sentence every face of the product shows."""

    kind: str
    name: str
    line: Text
    available: tuple[str, ...]


def cpu_name() -> str:
    """The processor's marketing name, as the kernel tells it."""
    for row in system.told("/proc/cpuinfo").splitlines():
        if row.startswith("model name"):
            return row.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def report() -> DeviceReport:
    """Ask torch for an accelerator that really answers, and say why if there is none."""
    import torch

    accelerator = torch.accelerator.current_accelerator(check_available=True)
    if accelerator is not None:
        kind = accelerator.type
        name = torch.cuda.get_device_name(0) if kind == "cuda" else kind
        line = Text("{kind}: {name}", kind=kind.upper(), name=name)
        return DeviceReport(kind, name, line, (kind, "cpu"))
    if torch.version.cuda is None and getattr(torch.version, "hip", None) is None:
        why = Text("this PyTorch build ({version}) has no CUDA support", version=torch.__version__)
    elif os.environ.get("CUDA_VISIBLE_DEVICES") in ("", "-1"):
        why = Text("CUDA_VISIBLE_DEVICES hides every GPU")
    elif not system.nvidia_driver():
        why = Text("no NVIDIA driver was found on this machine")
    else:
        why = Text("the NVIDIA driver is present but offers no usable GPU")
    line = Text("CPU only because {why}", why=why)
    return DeviceReport("cpu", cpu_name(), line, ("cpu",))


def resolve(choice: str = "auto") -> torch.device:
    """Turn "auto", "cpu", "cuda" or "cuda:1" into a device that works here.

    Raises:
        UserError: the named device is not usable; the message says why.

    """
    import torch

    from core.errors import UserError

    found = report()
    if choice == "auto":
        return torch.device(found.kind)
    wanted = torch.device(choice)
    if wanted.type not in found.available:
        raise UserError(
            Text("The device '{choice}' cannot be used: {line}.", choice=choice, line=found.line),
            "Choose 'auto' or 'cpu'.",
        )
    return wanted


def limit_threads(leave: int = 1) -> int:
    """Give torch all cores but `leave` (the window needs one while it is open). Returns n."""
    import torch

    threads = max(1, cores.usable() - leave)
    torch.set_num_threads(threads)
    return threads
