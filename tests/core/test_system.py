"""What only some systems can do is called in core/system.py alone."""

from __future__ import annotations

import ast
import mmap
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import launch, system

ROOT = Path(__file__).resolve().parents[2]
#: Modules that Windows lacks.
MODULES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
#: Names that Windows, or macOS, lacks, in os, signal, mmap, select, socket and time.
NAMES = {
    *("fork", "forkpty", "killpg", "nice", "getpriority", "setpriority", "PRIO_PROCESS"),
    *("sched_getaffinity", "sched_setaffinity", "mkfifo", "mknod", "pread", "pwrite", "preadv"),
    *("O_NONBLOCK", "O_DIRECT", "O_CLOEXEC", "O_NOFOLLOW", "O_DIRECTORY", "O_SYNC"),
    *("getloadavg", "getuid", "geteuid", "getgid", "getegid", "setsid", "setpgid", "getpgid"),
    *("chown", "lchown", "chroot", "uname", "statvfs", "fstatvfs", "sysconf", "confstr"),
    *("wait", "wait3", "wait4", "WIFSIGNALED", "WTERMSIG", "register_at_fork", "posix_fadvise"),
    *("posix_fallocate", "memfd_create", "eventfd", "sendfile", "copy_file_range", "openpty"),
    *("SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGSTOP", "SIGCONT", "SIGCHLD"),
    *("SIGPIPE", "alarm", "setitimer", "pthread_kill", "pthread_sigmask", "sigwait"),
    *("MAP_PRIVATE", "MAP_SHARED", "MAP_ANONYMOUS", "MAP_POPULATE", "PROT_READ", "PROT_WRITE"),
    *("madvise", "poll", "epoll", "kqueue", "AF_UNIX", "tzset", "prctl", "cpu_affinity"),
}
HOMES = {"os", "signal", "mmap", "select", "socket", "time"}


def trees() -> Iterator[tuple[str, ast.AST]]:
    """Every module, and every script that one hands to a fresh interpreter."""
    for folder in ("core", "gui", "benchmarks", "assets"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield name, tree
            for node in ast.walk(tree):
                match node:
                    case ast.Constant(str(text)) if "\nimport " in text:
                        yield f"{name}:{node.lineno}", ast.parse(text)


def foreign(tree: ast.AST) -> Iterator[str]:
    """What a module uses of what some system lacks."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(ast.Name(home), name) if home in HOMES and name in NAMES:
                yield f"{home}.{name}"
            case ast.Import(names):
                yield from (one.name for one in names if one.name in MODULES)
            case ast.ImportFrom(module=home, names=names) if home in MODULES | HOMES:
                yield from (
                    f"{home}.{one.name}" for one in names if home in MODULES or one.name in NAMES
                )
            case ast.keyword("shell" | "preexec_fn" | "start_new_session" as name):
                yield name
            case ast.Attribute(ast.Name("sys"), "platform") | ast.Attribute(ast.Name("os"), "name"):
                yield ast.unparse(node)
            case ast.Call(ast.Attribute(ast.Name("os"), "system" | "popen")):
                yield ast.unparse(node)


def test_no_other_module_uses_what_some_systems_lack() -> None:
    found = {name: sorted(foreign(tree)) for name, tree in trees()}
    used = set(found.pop("core/system.py"))
    assert {"os.sched_getaffinity", "signal.SIGKILL", "sys.platform"} <= used
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import resource",
        "from signal import SIGKILL",
        "import os\nos.pread(0, 1, 2)",
        "import subprocess\nsubprocess.run('ls', shell=True)",
        "import sys\nif sys.platform == 'linux': pass",
    ],
)
def test_it_would_be_seen(source: str) -> None:
    assert list(foreign(ast.parse(source)))


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_there_is_an_answer(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The calls a system lacks are taken away; what stays must do."""
    monkeypatch.setattr(sys, "platform", platform)
    for home, name in ((os, "sched_getaffinity"), (os, "getpriority"), (system.signal, "SIGKILL")):
        monkeypatch.delattr(home, name)
    monkeypatch.setattr(system.ctypes, "CDLL", None)
    if platform == "darwin":
        monkeypatch.delattr("psutil.Process.cpu_affinity")
    assert 1 <= system.allowed_cores() <= (os.cpu_count() or 1)
    system.die_with(0)  # nothing: the end of standard input ends it
    assert system.nvidia_driver() in (True, False)
    assert system.told("/no/such/file") == ""
    assert system.resident_bytes() > 2**20


def test_a_file_is_put_in_place_once_windows_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, readers = Path.replace, [1, 2]

    def busy(made: Path, path: Path) -> Path:
        if readers:
            readers.pop()
            raise PermissionError("someone reads it")
        return replace(made, path)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(Path, "replace", busy)
    made, path = tmp_path / "made", tmp_path / "path"
    made.write_text("new")
    path.write_text("old")
    system.put(made, path)
    assert path.read_text() == "new"
    readers.extend(range(100))
    monkeypatch.setattr(system.time, "sleep", lambda _seconds: None)
    with pytest.raises(PermissionError):
        system.put(path, made)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_peak_is_that_of_the_process_itself() -> None:
    """Not of the one that started it, and no longer known once it is forgotten."""
    code = (
        "from core import system\n"
        "begun = system.peak_bytes()\n"
        "block = bytearray(200_000_000)\n"
        "most = system.peak_bytes()\n"
        "del block\n"
        "system.forget_peak()\n"
        "print(begun, most, system.peak_bytes())\n"
    )
    told = subprocess.run(
        launch.script(code), env=launch.environment(), capture_output=True, text=True, check=True
    )
    begun, most, after = map(int, told.stdout.split())
    assert 190_000_000 < most - begun < 260_000_000
    assert after == most or after < begun + 20_000_000  # some kernels forget nothing


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is asked to keep memory")
def test_memory_that_was_freed_is_taken_again() -> None:
    """64 MiB, again and again: the kernel fills its pages with zeros once."""
    code = (
        "import numpy as np\n"
        "from core import system\n"
        "system.keep_freed()\n"
        "faults = lambda: int(system.told('/proc/self/stat').rsplit(')', 1)[1].split()[7])\n"
        "before = faults()\n"
        "for _ in range(10):\n"
        "    np.ones(8 << 20)\n"
        "print(faults() - before)\n"
    )
    words, place = launch.script(code), launch.folder()
    told = subprocess.check_output(words, cwd=place, env=launch.environment(), text=True)
    if "glibc" in platform.libc_ver()[0]:
        assert int(told) < 2 * (64 << 20) // mmap.PAGESIZE
