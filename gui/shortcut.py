"""`triptych-app --install-shortcut`: an entry among the applications of this desktop.

Linux: a desktop entry and an icon, by the XDG specifications; tried there. Windows: a link in the
start menu, made by PowerShell. macOS: a small application bundle. Both are written from their
documentation, tested against fakes, and have not been run on such a system.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import list2cmdline

from core import launch, workspace
from core import system as platform

NAME = "triptych"
ICON = launch.ROOT / "assets" / "icons" / "triptych.svg"
#: Colour of the icon where no theme of ours gives it one.
COLOUR = "#1f63c9"

#: Runs a command and waits for it.
Run = Callable[[Sequence[str]], object]

_PLIST = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" \
"http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleName</key><string>Triptych</string>
<key>CFBundleIdentifier</key><string>org.triptych.app</string>
<key>CFBundleExecutable</key><string>triptych</string>
<key>CFBundlePackageType</key><string>APPL</string>
</dict></plist>
"""


def install(system: str = platform.NAME, run: Run | None = None) -> Path:
    """Put Triptych among the applications of the person.

    Args:
        system: as sys.platform says.
        run: runs a command.

    Returns:
        What was made.

    Raises:
        OSError: it cannot be written, or the system's own tool failed.

    """
    run = run or _run
    if system == "win32":
        return _windows(run)
    if system == "darwin":
        return _mac()
    return _linux()


def command() -> list[str]:
    """What starts the window: the installed program, or this Python in our folder."""
    return launch.program("triptych-app") or launch.command("gui")


def _linux() -> Path:
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    icon = data / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"
    drawn = ICON.read_text(encoding="utf-8").replace("#000000", COLOUR)
    workspace.write_atomic(icon, drawn.encode())
    words = command()
    entry = [
        "[Desktop Entry]",
        "Type=Application",
        "Name=Triptych",
        "Comment=See how words, picture and sound line up behind a recommendation",
        "Comment[zh_CN]=看文字、图片和声音如何共同支撑一次推荐",
        f"Exec={' '.join(map(quoted, words))} %f",
        f"Icon={icon}",
        "Terminal=false",
        "Categories=Science;DataVisualization;",
        "StartupWMClass=triptych",
    ]
    if len(words) > 1:  # a checkout: our packages are found from their own folder
        entry.append(f"Path={_string(str(launch.ROOT))}")
    path = data / "applications" / f"{NAME}.desktop"
    workspace.write_atomic(path, ("\n".join(entry) + "\n").encode())
    path.chmod(0o755)
    return path


def quoted(word: str) -> str:
    """A word of Exec, by the Desktop Entry Specification: quoted, and % doubled."""
    inner = word
    for character in '\\"`$':
        inner = inner.replace(character, f"\\{character}")
    return _string(f'"{inner}"').replace("%", "%%")


def _string(value: str) -> str:
    """A value of the file: backslashes are doubled, and a line stays a line."""
    return value.replace("\\", "\\\\").replace("\n", "\\n")


def _windows(run: Run) -> Path:
    programs = Path(os.environ["APPDATA"]) / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    path = programs / "Triptych.lnk"
    program, *arguments = command()

    def said(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    script = (
        f"$made = (New-Object -ComObject WScript.Shell).CreateShortcut({said(str(path))}); "
        f"$made.TargetPath = {said(program)}; "
        f"$made.Arguments = {said(list2cmdline(arguments))}; "
        f"$made.WorkingDirectory = {said(str(launch.ROOT))}; $made.Save()"
    )
    run(["powershell", "-NoProfile", "-Command", script])
    return path


def _mac() -> Path:
    app = Path.home() / "Applications" / "Triptych.app"
    workspace.write_atomic(app / "Contents" / "Info.plist", _PLIST.encode())
    starter = app / "Contents" / "MacOS" / NAME
    words = f'cd {shlex.quote(str(launch.ROOT))} && exec {shlex.join(command())} "$@"'
    workspace.write_atomic(starter, f"#!/bin/sh\n{words}\n".encode())
    starter.chmod(0o755)
    return app


def _run(words: Sequence[str]) -> None:
    try:
        subprocess.run(
            words, check=True, capture_output=True, cwd=launch.folder(), env=launch.environment()
        )
    except subprocess.CalledProcessError as error:
        raise OSError(error.stderr.decode("utf-8", "replace").strip()[-300:]) from error
