"""`make screenshots`: the README's pictures, taken from the real app by the tour."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from core import launch

FOLDER = Path(__file__).resolve().parent / "screenshots"
#: Picture in the README -> sample it is taken on, page and theme.
PICTURES = {
    "catalog": ("shop", "catalog", "light"),
    "space": ("shop", "space", "light"),
    "training": ("shop", "training", "dark"),
    "attention": ("music", "attention", "light"),
    "attention-dark": ("music", "attention", "dark"),
    "alignment": ("music", "alignment", "light"),
    "recommend": ("shop", "recommend", "light"),
    "benchmark": ("shop", "benchmark", "dark"),
}
#: Enough for curves and maps worth looking at, in minutes on a small machine.
EPOCHS = 20


def main() -> int:
    """Run a tour for each sample that is needed, keep the pictures the README shows."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for field in sorted({sample for sample, _, _ in PICTURES.values()}):
            out = Path(scratch) / field
            command = launch.command("gui.tour", "--sample", field, "--out", str(out))
            command += ["--preset", "default", "--epochs", str(EPOCHS)]
            environment = launch.environment()
            if code := subprocess.call(command, cwd=launch.folder(), env=environment):
                return code
        for name, (sample, page, theme) in PICTURES.items():
            shutil.copy(Path(scratch) / sample / f"{page}-{theme}.png", FOLDER / f"{name}.png")
    print(f"pictures are in {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
