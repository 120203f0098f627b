"""Collect the window's texts for translation and compile what is translated.

`python -m assets.translate` runs Qt's lupdate over gui/ and over what core says (see
assets/core_texts.py), lrelease over assets/translations, and says how many texts wait for a
translator. Translate with Qt Linguist (`pyside6-linguist FILE.ts`).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

from assets import core_texts

FOLDER = Path(__file__).parent / "translations"
SOURCES = Path(__file__).parent.parent / "gui"


def collect(ts: Path) -> None:
    """Bring `ts` up to date with the sources; translations of unchanged texts stay."""
    files = sorted(str(path) for path in SOURCES.rglob("*.py"))
    with tempfile.TemporaryDirectory() as scratch:
        said = Path(scratch) / "core.py"
        # lupdate reads calls of Qt; core has none, so its templates are written as such.
        texts = (json.dumps(text, ensure_ascii=False) for text in core_texts.collect())
        said.write_text("".join(f'QT_TRANSLATE_NOOP("core", {text})\n' for text in texts))
        files.append(str(said))
        _run("lupdate", *files, "-locations", "none", "-no-obsolete", "-ts", str(ts))


def compile_texts(ts: Path, qm: Path) -> None:
    """Compile `ts` to what the app loads."""
    _run("lrelease", str(ts), "-qm", str(qm))


def untranslated(ts: Path) -> list[tuple[str, str]]:
    """(context, text) of everything in `ts` that has no translation yet."""
    missing = []
    for context in ElementTree.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            target = message.find("translation")
            if target is None or not "".join(target.itertext()).strip():
                missing.append((context.findtext("name", ""), message.findtext("source", "")))
    return missing


def _run(tool: str, *arguments: str) -> None:
    # PySide6 ships the tools beside this interpreter.
    program = Path(sys.executable).parent / f"pyside6-{tool}"
    subprocess.run([program, *arguments], check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Update every language; 1 if a text waits for a translation."""
    waiting = 0
    for ts in sorted(FOLDER.glob("*.ts")):
        collect(ts)
        compile_texts(ts, ts.with_suffix(".qm"))
        missing = untranslated(ts)
        for context, text in missing:
            print(f"{ts.name}: {context}: {text!r}")
        print(f"{ts.name}: {len(missing)} texts wait for a translation")
        waiting += len(missing)
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
