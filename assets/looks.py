"""Every page of the window as a person may have it: languages, sizes, themes, tabs, dialogs.

`python -m assets.looks --out FOLDER [--sample music] [--language zh_CN] [--size 1000x640]` prepares
the sample by the window's button once, and saves a picture of everything, to be looked at one by
one.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
from pathlib import Path

from core import launch

#: Width and height of the screen in pixels, and how many of them make a point.
SIZES = {"1600x1000": 1.0, "1366x768": 1.0, "1000x640": 1.0, "2560x1440": 2.0}
LANGUAGES = ("en", "zh_CN")


def main(argv: list[str] | None = None) -> int:
    """A process for each language and size, since both are for a whole process."""
    parser = argparse.ArgumentParser(prog="python -m assets.looks", description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--sample", choices=["shop", "music", "video"], default="shop")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--size", choices=SIZES, action="append")
    parser.add_argument("--page", action="append", help="only these pages or states, see look_walk")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    languages, sizes = options.language or LANGUAGES, options.size or list(SIZES)
    if options.one:
        return look(options.out, options.sample, languages[0], sizes[0], options.page)
    for language, size in itertools.product(languages, sizes):
        words = ["--one", "--out", str(options.out.absolute()), "--sample", options.sample]
        words += ["--language", language, "--size", size]
        words += [word for page in options.page or () for word in ("--page", page)]
        environment = launch.environment() | {"QT_SCALE_FACTOR": str(SIZES[size])}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = launch.command("assets.looks", *words)
        if code := subprocess.call(command, cwd=launch.folder(), env=environment):
            return code
    return 0


def look(out: Path, sample: str, choice: str, size: str, only: list[str] | None) -> int:
    """Take the pictures of one language and size into `out`, a folder each."""
    from PySide6.QtWidgets import QApplication

    from assets.cuts import cuts
    from assets.look_walk import Looks
    from gui import language, theme
    from gui.garbage import Collector
    from gui.settings import Settings
    from gui.shell.main_window import MainWindow, high_dpi
    from gui.tour import Tour

    high_dpi()
    app = QApplication(sys.argv[:1])
    collector = Collector(app)
    saved = Settings.model_validate({"theme": "light", "language": choice})
    language.apply(app, saved.language)
    theme.apply(app, theme.LIGHT)
    window = MainWindow(saved)
    scale = SIZES[size]
    width, height = (round(int(side) / scale) for side in size.split("x"))
    window.resize(width, height)
    window.show()
    folder = out / f"{choice}-{size}"
    folder.mkdir(parents=True, exist_ok=True)

    def say(text: str) -> None:
        print(f"{folder.name}: {text}", flush=True)
        for cut in cuts(window) if text.startswith("picture") else ():
            print(f"{folder.name}:   {cut}", flush=True)

    tour = Tour(window, folder, say)
    try:
        Looks(tour, sample, only or []).walk()
    finally:
        window.close()
        collector.stop()
    if (window.width(), window.height()) != (width, height):
        print(f"{folder.name}: the window is {window.width()} x {window.height()}", flush=True)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main())
