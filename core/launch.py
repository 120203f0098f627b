"""How one process of ours starts another: with our code in it, and nobody else's.

Python looks for modules in the current folder first, and the folder a person works in may come
from a stranger and hold a `core/` of its own. So what we start runs with `-P`, in a folder of ours,
and hears nothing from the environment about where code lies. See worker/DECISIONS.md.
"""

from __future__ import annotations

import functools
import os
import shutil
import site
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from core import workspace

#: The folder our packages lie in: a checkout, or some site-packages.
ROOT = Path(__file__).resolve().parent.parent
#: Names the process that a bound one must not outlive, see core.system.die_with_parent.
PARENT = "TRIPTYCH_PARENT"
#: Names the folder the user is in, for a process that works in another.
STARTED_IN = "TRIPTYCH_STARTED_IN"
#: Names the variables of libraries that we set and no person did.
TOLD = "TRIPTYCH_TOLD"
#: By which of them a person keeps Hugging Face's tools off the network, as those read them: the
#: first that is set counts.
_OFFLINE, _TRUE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"), ("1", "ON", "YES", "TRUE")
#: Variables that name a folder of ours or of models, which may be told from the user's folder.
FOLDERS = frozenset(
    {
        workspace.HOME,
        "HF_HOME",
        "HF_HUB_CACHE",
        "TORCHINDUCTOR_CACHE_DIR",
        "TORCH_HOME",
        "XDG_CACHE_HOME",
        "XDG_DATA_HOME",
    }
)
#: Of Python's own variables, those that neither add code nor move where it is looked for.
HARMLESS = frozenset(
    {
        "PYTHONDEVMODE",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONFAULTHANDLER",
        "PYTHONHASHSEED",
        "PYTHONIOENCODING",
        "PYTHONNOUSERSITE",
        "PYTHONTRACEMALLOC",
        "PYTHONUNBUFFERED",
        "PYTHONUTF8",
    }
)


def command(module: str, *args: str) -> list[str]:
    """The words that run one of our modules; start them in `folder()` with `environment()`."""
    return [sys.executable, "-P", "-m", module, *args]


def program(name: str) -> list[str]:
    """The words that run a program installed with us; none where it is not."""
    found = shutil.which(name) or str(Path(sys.executable).with_name(name))
    return [found] if Path(found).exists() else []


def script(code: str, *args: str) -> list[str]:
    """The words that run a few lines of our own, likewise."""
    return [sys.executable, "-P", "-c", code, *args]


def environment(*, bound: bool = False) -> dict[str, str]:
    """The variables of a process we start: this one's, less what brings in foreign code.

    It runs the same code as we do, also from a git worktree or beside another installation, and
    keeps its files where we keep ours.

    Args:
        bound: it must not outlive this process.

    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != PARENT and (name in HARMLESS or not name.startswith("PYTHON"))
    }
    kept = _told(kept)
    kept["PYTHONSAFEPATH"] = "1"  # -P for those that it starts itself, torchrun's for one
    if not _installed():
        kept["PYTHONPATH"] = str(ROOT)
    for name in FOLDERS & kept.keys():
        if kept[name] and not kept[name].startswith("~"):
            kept[name] = str(Path(kept[name]).absolute())
    if bound:
        kept[PARENT] = str(os.getpid())
    return kept


def libraries() -> dict[str, str]:
    """What libraries are told where nobody says otherwise.

    None asks the network. Code that torch compiles is kept in the workspace and not, as torch has
    it, in the folder of temporary files under a name that everybody knows: whoever makes that
    first, on a machine of many, chooses the code that is run.
    """
    told = {"HF_HUB_OFFLINE": "1"}
    with suppress(OSError):  # where nothing can be kept torch has its own way
        told["TORCHINDUCTOR_CACHE_DIR"] = str(workspace.writable("compiled"))
    return told


def tell_libraries() -> None:
    """The same within this process; what somebody said stands."""
    os.environ.update(_told(os.environ))


def offline_by() -> str:
    """The variable by which a person says that no hub may be asked; "" if none does."""
    ours = os.environ.get(TOLD, "").split()
    for name in _OFFLINE:
        if name not in ours and (value := os.environ.get(name)):
            return name if value.upper() in _TRUE else ""
    return ""


def _told(variables: Mapping[str, str]) -> dict[str, str]:
    """Variables with what libraries are told, and who told it."""
    added = {name: value for name, value in libraries().items() if name not in variables}
    ours = dict.fromkeys([*variables.get(TOLD, "").split(), *added])
    return {**variables, **added, TOLD: " ".join(ours)}


def folder() -> Path:
    """The folder it works in: an empty one of ours, or that of our code where none can be made."""
    try:
        return workspace.writable("processes")
    except OSError:
        return ROOT


def given(path: str) -> Path:
    """A path the user typed, seen from the folder they typed it in."""
    return Path(os.environ.get(STARTED_IN, "")) / path


@functools.cache
def _installed() -> bool:
    """Whether every interpreter like this one finds our packages by itself."""
    places = site.getsitepackages()
    if site.ENABLE_USER_SITE:
        places.append(site.getusersitepackages())
    return any(Path(place).resolve() == ROOT for place in places)
