"""Machine code of `fields` and `numbers`: compiled once a machine, then loaded in some 30 ms.

Importing numba and having it find its own cache takes 0.35 s, as long as reading ten million
rows with what it compiled. So the code is compiled in a process of its own, kept as an object
file in the workspace, and linked by LLVM, which numba brings along. Where there is none yet,
callers do without.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from core import cores, workspace
from core.catalog.compiled.signatures import ARRAYS, SIGNATURES

_DIGEST = 32


class Library:
    """The compiled functions, called with arrays; the interpreter is free meanwhile."""

    def __init__(self, code: bytes) -> None:
        """Link an object file.

        Raises:
            RuntimeError: it cannot be linked.

        """
        import llvmlite.binding as llvm

        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        machine = llvm.Target.from_default_triple().create_target_machine(jit=True)
        self._linker = llvm.create_lljit_compiler(machine)
        builder = llvm.JITLibraryBuilder().add_object_img(code).add_current_process()
        for name in SIGNATURES:
            builder.export_symbol(name)
        self._linked = builder.link(self._linker, "kernels")
        self._functions = {}
        for name, letters in SIGNATURES.items():
            kinds = [ctypes.c_int64 if kind == "n" else ctypes.c_void_p for kind in letters]
            kind = ctypes.CFUNCTYPE(ctypes.c_int64, *kinds)
            self._functions[name] = kind(self._linked[name])

    def call(self, name: str, *arguments: np.ndarray | int) -> int:
        """Call the function `name` of `fields` or `numbers`.

        Raises:
            TypeError: an array is not of the type, or not in one piece.

        """
        given: list[int] = []
        for letter, argument in zip(SIGNATURES[name], arguments, strict=True):
            if isinstance(argument, np.ndarray):
                if argument.dtype != ARRAYS.get(letter) or not argument.flags.c_contiguous:
                    raise TypeError(f"{name} takes no {argument.dtype} for {letter}")
                given.append(argument.ctypes.data)
            elif letter == "n":
                given.append(int(argument))
            else:
                raise TypeError(f"{name} takes an array for {letter}")
        return int(self._functions[name](*given))


def load() -> Library | None:
    """The functions if this machine has compiled them, else None."""
    try:
        return _load(_file())
    except (OSError, RuntimeError, ImportError):
        return None


def compile_here() -> Path:
    """Compile the functions, in some two seconds, and keep them. Returns the file.

    Raises:
        OSError: the workspace cannot be written.

    """
    import llvmlite.binding as llvm

    from core.catalog.compiled import fields, numbers

    whole = llvm.parse_assembly("")
    for name in SIGNATURES:
        function = getattr(fields, name, None) or getattr(numbers, name)
        module = llvm.parse_assembly(function.inspect_llvm())
        for other in [*module.functions, *module.global_variables]:
            if not other.is_declaration:
                other.linkage = "internal"
        exported = module.get_function(function.native_name)
        exported.linkage = "external"
        exported.name = name
        whole.link_in(module)
    machine = llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=3,
        jit=True,
    )
    code = machine.emit_object(whole)
    file = _file()
    workspace.write_atomic(file, hashlib.sha256(code).digest() + code)
    return file


@functools.cache
def prepare() -> None:
    """Have the functions compiled in the background, once, for those who come later."""
    with suppress(OSError):
        _running.append(
            subprocess.Popen(
                [sys.executable, "-m", __name__],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )


#: Kept so that nobody waits for it, and nobody is warned.
_running: list[subprocess.Popen[bytes]] = []


@functools.cache
def _load(file: Path) -> Library:
    data = file.read_bytes()
    if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        raise RuntimeError("damaged")
    return Library(data[_DIGEST:])


def _file() -> Path:
    return workspace.folder("compiled") / f"{_key()}.o"


@functools.cache
def _key() -> str:
    """Names everything the machine code depends on."""
    import llvmlite
    import llvmlite.binding as llvm

    digest = hashlib.blake2b(digest_size=16)
    for source in ("fields.py", "library.py", "numbers.py", "signatures.py", "words.py"):
        digest.update((Path(__file__).parent / source).read_bytes())
    about: Any = (
        llvmlite.__version__,
        llvm.get_process_triple(),
        llvm.get_host_cpu_name(),
        llvm.get_host_cpu_features().flatten(),
    )
    digest.update(repr(about).encode())
    return digest.hexdigest()


if __name__ == "__main__":
    cores.step_back()
    compile_here()
