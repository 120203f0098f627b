"""The window must not wait for torch."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("torch", "transformers", "torchvision", "torchaudio", "timm")
LATER = ("polars", "pyqtgraph", "core.training.config")


def test_no_module_of_the_window_imports_torch() -> None:
    script = (
        "import importlib, pkgutil, sys, gui\n"
        "names = [m.name for m in pkgutil.walk_packages(gui.__path__, 'gui.')"
        " if not m.name.endswith('__main__')]\n"
        "for name in names: importlib.import_module(name)\n"
        f"print(len(names), [m for m in {HEAVY!r} if m in sys.modules])\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split(maxsplit=1)
    assert int(out[0]) > 15
    assert out[1].strip() == "[]"


def test_showing_the_window_imports_no_torch_tables_plots_or_training() -> None:
    script = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from gui import theme\n"
        "from gui.shell.main_window import MainWindow\n"
        "app = QApplication([]); theme.apply(app, theme.LIGHT)\n"
        "w = MainWindow(); w.show()\n"
        f"print([m for m in {(*HEAVY, *LATER)!r} if m in sys.modules])\n"
        "w.close()\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
