"""Files from strangers, changed by one who means harm: refused in a sentence, or harmless?"""

from __future__ import annotations

import shutil
import time
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.attack import damage, twisting
from benchmarks.attack.attempts import Attempt
from benchmarks.attack.gifts import GIFTS, Gift, settle
from benchmarks.attack.watching import Watch
from core import failures, system
from core.errors import UserError

#: Processor seconds that a small file may take, and bytes that it may need beside what is there.
SECONDS, BYTES = 20.0, 1 << 30
#: Seconds by the clock, after which it is stopped.
_STOP = 120


def attack(place: Path, numbers: Iterable[int], seed: int) -> Iterator[Attempt]:
    """Change one file of one gift after another, and open it.

    It was "opened" or "told"; "traceback", "slow" and "large" are failures, "escaped" is what
    nothing from outside may bring about: see `Watch`.
    """
    home, outside = place / "home", place / "outside"
    home.mkdir()
    outside.mkdir()
    (outside / "secret").write_text("{}")
    settle(home)
    watch = Watch(place, outside)
    for number in numbers:
        rng = np.random.default_rng([seed, number])
        kind = list(GIFTS)[number % len(GIFTS)]
        gift, sound = GIFTS[kind], place / "sound" / kind
        if not sound.exists():
            sound.mkdir(parents=True)
            gift.make(sound)
            verdict, _, said = judged(gift.wrap(*_places(place, sound)), gift, watch)
            assert verdict == "opened", said
        given, wrapped = _places(place, sound)
        done, changed = twist(gift, given, wrapped, rng)
        verdict, seen, said = judged(changed, gift, watch)
        verdicts = (verdict, *(["escaped"] if seen else []))
        yield Attempt(number, kind, verdicts, f"{done}: {'; '.join(seen) or said}"[-600:])


def _places(place: Path, sound: Path) -> tuple[Path, Path]:
    """A fresh copy of a gift, and an empty folder to wrap it in, in an empty workspace."""
    for folder in ("given", "wrapped"):
        shutil.rmtree(place / folder, ignore_errors=True)
    for path in (place / "home").iterdir():
        shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(sound, place / "given")
    (place / "wrapped").mkdir()
    damage.forget()
    return place / "given", place / "wrapped"


def twist(gift: Gift, given: Path, wrapped: Path, rng: np.random.Generator) -> tuple[str, Path]:
    """Change a gift within, or as it is sent. Returns what was done, and what is opened."""
    files = [path for path in sorted(given.rglob("*")) if path.is_file()]
    file = files[int(rng.integers(len(files)))]
    outer = gift.wrap(given, wrapped)
    apart = outer.is_relative_to(wrapped)
    if apart and (not _within(files) or rng.random() < 0.3):
        sent = [path for path in sorted(wrapped.rglob("*")) if path.is_file()]
        file = sent[int(rng.integers(len(sent)))]
        if file.suffix in (".zip", ".triptych") and rng.random() < 0.3:
            twisting.members(file, rng)
            return f"members of {file.name}", outer
        return f"{_bytes(file, rng)} {file.name}", outer
    done = _inside(file, rng)
    if apart:
        shutil.rmtree(wrapped)
        wrapped.mkdir()
        outer = gift.wrap(given, wrapped)
    return f"{done} {file.relative_to(given)}", outer


def _within(files: list[Path]) -> bool:
    """Whether files say something that is not a table's."""
    return any(path.suffix != ".csv" for path in files)


def _inside(file: Path, rng: np.random.Generator) -> str:
    kind = rng.random()
    if kind < 0.1:
        file.unlink()
        return "gone"
    if file.suffix == ".json" and kind < 0.9:
        twisting.json_file(file, rng)
        return "values"
    if file.suffix == ".safetensors" and kind < 0.8:
        twisting.tensors(file, rng)
        return "header"
    return _bytes(file, rng)


def _bytes(file: Path, rng: np.random.Generator) -> str:
    kind = str(rng.choice(damage.KINDS))
    damage.damage(file, kind, rng)
    return kind


def judged(path: Path, gift: Gift, watch: Watch) -> tuple[str, list[str], str]:
    """What came of opening it, what it brought about, and what was said."""
    began, before = time.process_time(), system.resident_bytes()
    system.forget_peak()
    verdict, said = "opened", ""
    with watch.on() as seen:
        try:
            with system.time_limit(_STOP):
                gift.use(path)
        except TimeoutError:
            return "slow", seen, f"not done after {_STOP} s"
        except UserError as error:
            verdict, said = "told", str(error)
        except Exception as error:
            told = failures.machines(error)
            said = str(told) if told else traceback.format_exc()
            verdict = "told" if told else "traceback"
    if (took := time.process_time() - began) > SECONDS:
        return "slow", seen, f"{took:.0f} s"
    if (more := (system.peak_bytes() or 0) - before) > BYTES:
        return "large", seen, f"{more / 1e9:.1f} GB"
    if len(said) > 4000 and verdict == "told":
        return "large", seen, f"a sentence of {len(said)} characters"
    return verdict, seen, said
