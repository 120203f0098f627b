"""An entry among the applications: Linux by its specification, other systems against fakes."""

from __future__ import annotations

import configparser
import plistlib
import subprocess
from pathlib import Path

import pytest

from core import launch
from gui import shortcut

ODD = r'/home/a b/100% "quoted" $x`\end/python'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "roaming"))
    return tmp_path


def words_of(exec_line: str) -> list[str]:
    """Read Exec as a desktop does: the string's escapes first, then the quotes, then the codes."""
    text, place = "", 0
    while place < len(exec_line):
        if exec_line[place] == "\\":
            text += {"n": "\n", "s": " "}.get(exec_line[place + 1], exec_line[place + 1])
            place += 2
        else:
            text += exec_line[place]
            place += 1
    words, word, inside, place = [], "", False, 0
    while place < len(text):
        one = text[place]
        if one == '"':
            inside = not inside
            if not inside:
                words.append(word)
                word = ""
        elif inside and one == "\\":
            place += 1
            word += text[place]
        elif inside:
            word += one
        elif one != " ":
            word += one
            if place + 1 == len(text) or text[place + 1] == " ":
                words.append(word)
                word = ""
        place += 1
    return [one.replace("%%", "%") for one in words if one != "%f"]


def test_a_desktop_starts_exactly_our_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortcut, "command", lambda: [ODD, "-P", "-m", "gui"])
    path = shortcut.install("linux")
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    parser.read(path, encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert words_of(entry["Exec"]) == [ODD, "-P", "-m", "gui"]
    assert (entry["Type"], entry["Name"], entry["Terminal"]) == ("Application", "Triptych", "false")
    assert entry["Path"] == str(launch.ROOT)
    icon = Path(entry["Icon"])
    assert icon.is_relative_to(path.parent.parent)
    assert shortcut.COLOUR in icon.read_text()
    assert path.stat().st_mode & 0o100


def test_again_is_the_same(home: Path) -> None:
    first = shortcut.install("linux").read_bytes()
    assert shortcut.install("linux").read_bytes() == first
    assert len(list((home / "data").rglob("*.*"))) == 2


def test_windows_is_asked_for_a_link(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(shortcut, "command", lambda: [r"C:\it's here\python.exe", "-m", "gui"])
    asked: list[list[str]] = []
    path = shortcut.install("win32", lambda words: asked.append(list(words)))
    assert path.is_relative_to(home / "roaming")
    ((program, *_, script),) = asked
    assert program == "powershell"
    assert r"TargetPath = 'C:\it''s here\python.exe'" in script
    assert str(path) in script


def test_macos_gets_a_bundle(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(shortcut, "command", lambda: ["/bin/echo", "it's", "a b"])
    app = shortcut.install("darwin")
    about = plistlib.loads((app / "Contents" / "Info.plist").read_bytes())
    starter = app / "Contents" / "MacOS" / about["CFBundleExecutable"]
    ran = subprocess.run(["/bin/sh", str(starter), "x"], capture_output=True, text=True, check=True)
    assert ran.stdout == "it's a b x\n"
