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


#: Variables in which the window tells its processes what a person chose in the settings: a device
#: in place of "auto", and a number of threads.
CHOSEN, THREADS = "TRIPTYCH_DEVICE", "TRIPTYCH_THREADS"


@dataclass(frozen=True)
class DeviceReport:
    """What can be used here. `line` is the sentence every face of the product shows.

    Attributes:
        kind: type of device that "auto" means.
        name: of the hardware.
        line: which it is, and why.
        available: types that work here.
        auto: the device that "auto" means, as torch names it.

    """

    kind: str
    name: str
    line: Text
    available: tuple[str, ...]
    auto: str


def ran_out(error: BaseException) -> bool:
    """Whether an error says that there was no memory left, on any device; needs no torch."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    said = str(error).lower()  # of the CPU's allocator, and of drivers
    return isinstance(error, RuntimeError) and (
        "can't allocate memory" in said or "out of memory" in said
    )


def free_cache() -> None:
    """Give back what an accelerator's allocator keeps for later."""
    import torch

    if torch.accelerator.is_available():
        torch.accelerator.empty_cache()


def cpu_name() -> str:
    """The processor's marketing name, as the kernel tells it."""
    for row in system.told("/proc/cpuinfo").splitlines():
        if row.startswith("model name"):
            return row.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def report() -> DeviceReport:
    """Ask torch for an accelerator that really answers, and say why if there is none."""
    import torch

    chosen = os.environ.get(CHOSEN, "auto")
    accelerator = torch.accelerator.current_accelerator(check_available=True)
    why = _unfit() if accelerator is not None and accelerator.type == "cuda" else None
    if accelerator is None or why is not None:
        line = Text("CPU only because {why}", why=why or _why_none())
        return DeviceReport("cpu", cpu_name(), line, ("cpu",), "cpu")
    kind, available = accelerator.type, (accelerator.type, "cpu")
    if chosen == "cpu":
        line = Text("CPU, as chosen in the settings")
        return DeviceReport("cpu", cpu_name(), line, available, "cpu")
    index = _index(chosen) if kind == "cuda" else 0
    name = torch.cuda.get_device_name(index) if kind == "cuda" else kind
    line = Text("{kind}: {name}", kind=called(kind), name=name)
    return DeviceReport(kind, name, line, available, f"{kind}:{index}" if index else kind)


def called(kind: str) -> str:
    """What people call a kind of device; torch calls AMD's cards "cuda" too."""
    import torch

    return "ROCm" if kind == "cuda" and torch.version.hip is not None else kind.upper()


def _index(chosen: str) -> int:
    """Number of the chosen card; the first where there is no such card any more."""
    import torch

    number = chosen.removeprefix("cuda:")
    return int(number) if number.isdigit() and int(number) < torch.cuda.device_count() else 0


def _unfit() -> Text | None:
    """Why the first card cannot be used though torch sees it: its kernels would not start."""
    import torch

    capability, built = torch.cuda.get_device_capability(0), tuple(torch.cuda.get_arch_list())
    if getattr(torch.version, "hip", None) is not None or not built:
        return None
    if supported(capability, built):
        return None
    return Text(
        "this PyTorch build ({version}) holds no code for {name}",
        version=torch.__version__,
        name=torch.cuda.get_device_name(0),
    )


def supported(capability: tuple[int, int], architectures: tuple[str, ...]) -> bool:
    """Whether a build holds code a card can run.

    Machine code (sm_86) runs on its generation from that minor version on; what is kept as PTX
    (compute_90) is compiled for any later card; sm_90a and its like run on that card alone.
    """
    major, minor = capability
    for name in architectures:
        kind, _, number = name.partition("_")
        digits = number.rstrip("af")
        if not digits.isdigit():
            continue
        built = (int(digits[:-1]), int(digits[-1]))
        if kind == "compute" and digits == number and built <= capability:
            return True
        if kind == "sm" and built[0] == major and built[1] <= minor:
            if number.endswith("a") and built != capability:
                continue
            return True
    return False


def _why_none() -> Text:
    """Why there is no accelerator."""
    import torch

    hip = getattr(torch.version, "hip", None)
    if hip is not None:
        return Text(
            "this PyTorch build is for ROCm ({hip}), which finds no card it can use", hip=hip
        )
    if torch.version.cuda is None:
        return Text("this PyTorch build ({version}) has no CUDA support", version=torch.__version__)
    if os.environ.get("CUDA_VISIBLE_DEVICES") in ("", "-1"):
        return Text("CUDA_VISIBLE_DEVICES hides every GPU")
    if not system.nvidia_driver():
        return Text("no NVIDIA driver was found on this machine")
    return Text("the NVIDIA driver is present but offers no usable GPU")


def resolve(choice: str = "auto") -> torch.device:
    """Turn "auto", "cpu", "cuda" or "cuda:1" into a device that works here.

    Raises:
        UserError: the named device is not usable; the message says why.

    """
    import torch

    from core.errors import UserError

    found = report()
    if choice == "auto":
        return torch.device(found.auto)
    wanted = torch.device(choice)
    if wanted.type not in found.available:
        raise UserError(
            Text("The device '{choice}' cannot be used: {line}.", choice=choice, line=found.line),
            "Choose 'auto' or 'cpu'.",
        )
    return wanted


def numbered(choice: str, index: int) -> str:
    """The device of one of several processes: one each where there are several of a kind."""
    import torch

    if resolve(choice).type != "cuda" or ":" in choice:
        return choice
    return f"cuda:{index % torch.cuda.device_count()}"


def limit_threads(leave: int = 1) -> int:
    """Give torch the cores a person chose, or all but `leave`. Returns n.

    The window needs one while it is open.
    """
    import torch

    chosen = os.environ.get(THREADS, "")
    threads = max(1, cores.usable() - leave)
    if chosen.isdigit() and int(chosen) > 0:
        threads = min(int(chosen), cores.usable())
    torch.set_num_threads(threads)
    return threads
