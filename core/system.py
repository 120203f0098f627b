"""What only some systems can do, and what holds on the others: the one place that tells them apart.

No other module calls what exists on POSIX or Windows alone; a test reads the sources for that.
"""

from __future__ import annotations

import ctypes
import gc
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import psutil

#: Of a core that both want, a process that steps back gets a third (POSIX).
NICE = 5


#: As sys.platform says.
NAME = sys.platform
#: Whether a path may begin with a drive, as in C:/pictures.
DRIVES = NAME == "win32"


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Break off what takes longer, by a TimeoutError; only POSIX can.

    Only in the main thread of a process that has no other alarm.
    """
    if sys.platform == "win32":
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def told(path: Path | str) -> str:
    """What Linux tells of itself in a file under /proc or /sys; empty on other systems."""
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def put(made: Path, path: Path) -> None:
    """Let `made` take the place of the file `path` in one step.

    Windows refuses while someone reads the old one, so there it is tried for a second.

    Raises:
        OSError: it cannot be done.

    """
    for _ in range(20 if sys.platform == "win32" else 0):
        with suppress(PermissionError):
            made.replace(path)
            return
        time.sleep(0.05)
    made.replace(path)


def sync_folder(folder: Path) -> None:
    """Have the disk keep the names in a folder, too; where a folder cannot be opened, it does."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def die_with(parent: int) -> None:
    """Have the kernel end this process when its parent is gone, even inside native code.

    Only Linux can; elsewhere a process ends when its standard input does.
    """
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None, use_errno=True).prctl(pr_set_pdeathsig, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)


def ending_signals() -> tuple[int, ...]:
    """By what the system ends a program: at log-out, at shutdown, when its terminal is closed."""
    return tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ends_by(handler: Callable[[int, FrameType | None], None], *others: int) -> Iterator[None]:
    """What the system ends this program by goes to `handler` meanwhile, and so do other signals.

    What is ignored stays so: nohup wants a program to outlive its terminal.
    """
    heard = [number for number in ending_signals() if signal.getsignal(number) != signal.SIG_IGN]
    before = [(number, signal.signal(number, handler)) for number in (*others, *heard)]
    try:
        yield
    finally:
        for number, kept in before:
            signal.signal(number, kept)


def this_process() -> tuple[int, float]:
    """Number of this process, and when it began, in seconds since 1970; see :func:`running`."""
    process = psutil.Process()
    return process.pid, process.create_time()


def running(pid: int, begun: float) -> bool:
    """Whether the process `pid` that began at `begun`, seconds since 1970, still runs."""
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        # A number is given again; the clock that tells the beginning may have been set since.
        same = abs(process.create_time() - begun) < 2
        return same and process.status() != psutil.STATUS_ZOMBIE
    return False


def allowed_cores() -> int:
    """Logical cores this process may run on; all there are on macOS, which restricts none."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    if sys.platform == "win32":
        return len(psutil.Process().cpu_affinity())
    return os.cpu_count() or 1


def step_back() -> None:
    """Run this process only where no other wants the core; it never comes forward again."""
    process = psutil.Process()
    with suppress(OSError, psutil.Error):
        if sys.platform == "win32":
            process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            process.nice(max(process.nice(), NICE))


def nvidia_driver() -> bool:
    """Whether an NVIDIA driver is installed, told without importing torch."""
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", "C:/Windows")) / "System32/nvcuda.dll").exists()
    return Path("/proc/driver/nvidia/version").exists() or Path("/dev/nvidiactl").exists()


def nvidia_version() -> str:
    """Version of the NVIDIA driver, where Linux tells it; else empty."""
    found = re.search(r"Kernel Module[^\n]*?\s(\d+\.[\d.]+)", told("/proc/driver/nvidia/version"))
    return found[1] if found else ""


def keep_freed() -> None:
    """Have this process keep memory it frees, to take it again: for work of many like steps.

    Networks free and take their activations over and over. glibc hands blocks of more than 32 MiB
    back each time, and the kernel fills every page with zeros anew. Only Linux with glibc can.
    """
    m_trim_threshold, m_mmap_threshold = -1, -3
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":
            library = ctypes.CDLL(None)
            library.mallopt(m_mmap_threshold, 1 << 30)
            library.mallopt(m_trim_threshold, (1 << 31) - 1)


def hand_back_freed() -> None:
    """Give memory that is free within this process back to the system; only glibc keeps much."""
    gc.collect()
    with suppress(OSError, AttributeError):
        if sys.platform == "linux":
            ctypes.CDLL(None).malloc_trim(0)


def resident_bytes() -> int:
    """Memory of this process that is in use now."""
    return int(psutil.Process().memory_info().rss)


def peak_bytes() -> int | None:
    """The most memory this process had in use since `forget_peak`; only Linux tells."""
    # Not getrusage, which also counts what the process was before it became this program.
    found = re.search(r"^VmHWM:\s+(\d+) kB", told("/proc/self/status"), re.MULTILINE)
    return int(found[1]) * 1024 if found else None


def forget_peak() -> None:
    """Count the peak from here on, see proc(5)."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
