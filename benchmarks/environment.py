"""The machine a result comes from, without anything that names its owner."""

from __future__ import annotations

import os
import platform
import re
import sys
from importlib import metadata

import psutil

from benchmarks.devices.power import power_plan
from benchmarks.schema import Gpu, Machine
from core import cores, system
from core.device import cpu_name, report

PACKAGES = ("torch", "torchvision", "torchaudio", "transformers", "timm", "numpy", "polars")
#: Variables that change speed; no other variable is read.
VARIABLES = (
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "OMP_PROC_BIND",
    "KMP_AFFINITY",
    "PYTORCH_ALLOC_CONF",
    "CUDA_LAUNCH_BLOCKING",
    "TORCH_COMPILE_DISABLE",
)


def describe() -> Machine:
    """This machine. Imports torch."""
    plan = power_plan()
    return Machine(
        system=platform.system(),
        # A kernel's own suffix may name a company or a host: keep the version number.
        kernel=(re.match(r"[\d.]+", platform.release()) or [""])[0],
        architecture=platform.machine(),
        cpu=cpu_name(),
        cores_usable=cores.usable(),
        cores_logical=psutil.cpu_count() or 1,
        memory_bytes=psutil.virtual_memory().total,
        memory_limit_bytes=_memory_limit(),
        governor=_first_line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        power_plan=plan.name if plan else None,
        saves_power=plan is not None and plan.saves,
        gpus=_gpus(),
        device_line=report().line,
        python=platform.python_version(),
        packages=_versions(),
        settings=_settings(),
    )


def product_version() -> str:
    """Version of Triptych."""
    try:
        return f"triptych {metadata.version('triptych')}"
    except metadata.PackageNotFoundError:
        return "triptych"


def clock_resolution() -> float:
    """Smallest step of the host's clock in seconds, as observed."""
    import time

    steps = []
    for _ in range(200):
        begun = time.perf_counter()
        while (now := time.perf_counter()) == begun:
            pass
        steps.append(now - begun)
    return min(steps)


def _versions() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _settings() -> dict[str, str]:
    import torch

    found = {name: os.environ[name] for name in VARIABLES if name in os.environ}
    found["float32_matmul_precision"] = torch.get_float32_matmul_precision()
    found["cpu_capability"] = torch.backends.cpu.get_cpu_capability()
    found["hash_seed"] = "random" if sys.flags.hash_randomization else "fixed"
    return found


def _gpus() -> tuple[Gpu, ...]:
    import torch

    if not torch.cuda.is_available():
        return ()
    driver = _first_line("/proc/driver/nvidia/version") or ""
    number = re.search(r"\b(\d+\.\d+(?:\.\d+)?)\b", driver)
    cards = []
    for index in range(torch.cuda.device_count()):
        properties = torch.cuda.get_device_properties(index)
        cards.append(
            Gpu(
                name=properties.name,
                memory_bytes=properties.total_memory,
                capability=f"{properties.major}.{properties.minor}",
                driver=number[1] if number else "",
            )
        )
    return tuple(cards)


def _memory_limit() -> int | None:
    text = _first_line("/sys/fs/cgroup/memory.max")
    return int(text) if text and text.isdigit() else None


def _first_line(path: str) -> str | None:
    return next(iter(system.told(path).strip().splitlines()), None)
