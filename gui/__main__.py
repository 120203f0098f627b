"""`python -m gui [CATALOG]`: open the window."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from core import cores, system
from gui import language, settings, theme
from gui.garbage import Collector
from gui.shell.main_window import MainWindow, high_dpi


def main(argv: list[str] | None = None) -> int:
    """Parse the command line, show the window, run the event loop."""
    parser = argparse.ArgumentParser(prog="triptych-app", description="Open the Triptych window.")
    parser.add_argument("catalog", nargs="?", type=Path, help="folder or file to open")
    parser.add_argument(
        "--sample", choices=["shop", "music", "video"], help="open a sample catalog"
    )
    parser.add_argument("--theme", choices=["system", "light", "dark"])
    parser.add_argument("--language", choices=["system", "en", "zh_CN"])
    parser.add_argument(
        "--install-shortcut", action="store_true", help="put Triptych among the applications"
    )
    options = parser.parse_args(argv)
    if options.install_shortcut:
        return _install_shortcut()

    cores.limit_polars(beside_window=False)
    high_dpi()
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Triptych")
    app.setOrganizationName("triptych")
    Collector(app)
    saved = settings.load()
    if options.theme:
        saved.theme = options.theme
    if options.language:
        saved.language = options.language
    language.apply(app, saved.language)
    theme.apply(app, theme.chosen(saved.theme))
    window = MainWindow(saved)
    window.show()
    if options.catalog:
        window.session.open_path(options.catalog)
    elif options.sample:
        window.session.open_sample(options.sample, 240, 300)
    else:
        window.restore()
    # Ctrl+C in the shell closes the window properly; the timer lets Python see the signal.
    signal.signal(signal.SIGINT, lambda *_: window.close())
    for number in system.ending_signals():
        signal.signal(number, lambda *_: window.leave())
    heartbeat = QTimer(interval=500)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()
    return app.exec()


def _install_shortcut() -> int:
    from gui import shortcut

    try:
        print(shortcut.install())
    except OSError as error:
        print(f"triptych-app: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
