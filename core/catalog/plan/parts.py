"""Files that belong together: parts of a published split, a whole beside them, pieces, versions."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

import polars as pl

from core.catalog.plan.sniff import ROWS, Sniffed
from core.catalog.plan.words import affinity, tokens, words
from core.catalog.rows import interactions
from core.catalog.text import packed, textfile
from core.text import Text

Split = Literal[0, 1, 2]
#: Words for training, validation and test.
_PARTS: tuple[tuple[Split, str], ...] = (
    (
        0,
        "train training trainset trainingsdaten entrenamiento entrainement entraînement "
        "apprentissage treino treinamento addestramento trening обучение обучающая eğitim "
        "训练 训练集 訓練 訓練集 学習 学習用 훈련 학습 تدريب",
    ),
    (
        1,
        "valid validation val dev validset validierung validación validacion validação "
        "validacao validazione validatie walidacja валидация проверка doğrulama "
        "验证 验证集 驗證 驗證集 検証 検証用 검증 تحقق",
    ),
    (
        2,
        "test testing eval testset testdaten prueba teste essai prova toets тест тестовая "
        "sınama 测试 测试集 測試 測試集 テスト テスト用 评估 評価用 테스트 시험 اختبار",
    ),
)
_SPLITS: dict[str, Split] = {word: part for part, several in _PARTS for word in several.split()}
#: How longer words for them begin, without accents.
_BEGINNINGS: tuple[tuple[Split, str], ...] = (
    (0, "training traning trening treino treinam entrenam entrainem addestram egitim fitset"),
    (1, "valid walid dogrul tuneset devset"),
    (2, "testset testing testow sinama holdout heldout"),
)
_BEGIN: dict[str, Split] = {
    begin: part for part, several in _BEGINNINGS for begin in several.split()
}
#: The parts of RecBole's benchmark files.
_NUMBERED: dict[str, Split] = {"1": 0, "2": 1, "3": 2}
_LARGE = words("big large full all complete whole total original gross groß grand")
_SMALL = words("small sample sampled mini tiny subset demo short klein petit")
_SIZES = _LARGE | _SMALL
_MONTHS = words("jan feb mar apr may jun jul aug sep sept oct nov dec")


def _words(one: Sniffed) -> list[str]:
    parts = [*Path(one.name).parent.parts, textfile.stem(one.path)]
    return [word for part in parts for word in tokens(part)]


def split_of(one: Sniffed) -> Split | None:
    """The part of a split that a file's name or its folder speaks of."""
    words = _words(one)
    for word in reversed(words):
        if (part := _part(word)) is not None:
            return part
    if one.path.suffix == ".inter" and words[-2:-1] == ["part"]:
        return _NUMBERED.get(words[-1])
    return None


def _family(one: Sniffed) -> tuple[str, ...]:
    """A name without words for a part of a split, and the columns."""
    words = _words(one)
    if one.path.suffix == ".inter" and words[-2:-1] == ["part"]:
        words = words[:-2]
    return (*(word for word in words if _part(word) is None), *one.names)


def _part(word: str) -> Split | None:
    """The part a word means, in whatever form: `trainingsset`, `walidacyjne`, `eğitim`."""
    if word in _SPLITS:
        return _SPLITS[word]
    bare = unicodedata.normalize("NFD", word.replace("ı", "i").replace("ł", "l"))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return next((part for begin, part in _BEGIN.items() if bare.startswith(begin)), None)


def _version(one: Sniffed) -> tuple[str, ...]:
    """A name without words for a size, and the columns."""
    words = [word for word in _words(one) if word not in _SIZES and not word[0].isdigit()]
    return (*words, *one.names)


class Left(NamedTuple):
    """Why a log is not read.

    Attributes:
        others: what is read instead.
        why: for people.
        confidence: 0..1.
        question: what is asked where that is unsure.
    """

    others: Sequence[Sniffed]
    why: Text
    confidence: float = 0.9
    question: Text | None = None


@dataclass
class Together:
    """Which logs are read together.

    Attributes:
        used: logs to read, with the part of a split each is.
        left: logs whose rows others have too.
    """

    used: dict[Sniffed, Split | None] = field(default_factory=dict)
    left: dict[Sniffed, Left] = field(default_factory=dict)

    def leave(self, one: Sniffed, left: Left) -> None:
        """Do not read a log."""
        self.left[one] = left
        del self.used[one]


def together(logs: Sequence[Sniffed]) -> Together:
    """Sort logs into parts, wholes, versions and the rest."""
    made = Together(dict.fromkeys(logs))
    for place, one in enumerate(logs):
        first = next((other for other in logs[:place] if is_copy(one, other)), None)
        if first is not None:
            made.leave(one, Left([first], Text("it holds the same as {file}", file=first.name)))
    logs = list(made.used)
    families: dict[tuple[str, ...], list[Sniffed]] = defaultdict(list)
    for one in logs:
        families[_family(one)].append(one)
    for members in families.values():
        parts = {one: part for one in members if (part := split_of(one)) is not None}
        if len(set(parts.values())) > 1:
            made.used.update(parts)
    known = [one for one, part in made.used.items() if part is not None]
    for one in logs:
        if known and one not in known and (found := _parts_of(one, known)):
            names = ", ".join(part.name for part in found[:3])
            why = Text("its rows are those of {parts}, the published split", parts=names)
            made.leave(one, Left(found, why))
    _set_versions_apart(made)
    _set_repeats_apart(made)
    return made


def is_copy(one: Sniffed, other: Sniffed) -> bool:
    """Whether two files have the same rows, as far as they were seen."""
    names = _shared(one, other)
    if one.alone != other.alone or not names:
        return False
    if not one.texts.select(names).equals(other.texts.select(names)):
        return False
    packed_up = packed.is_packed(one.path) or packed.is_packed(other.path)
    other_way = packed_up or one.kind != other.kind
    alike = textfile.stem(one.path) == textfile.stem(other.path)
    return one.size == other.size or (other_way and (alike or (one.complete and other.complete)))


def _shared(one: Sniffed, other: Sniffed) -> list[str]:
    """Columns in which rows can be compared; none if the tables have not the same."""
    if set(one.names) != set(other.names):
        return []
    return [name for name in one.texts.columns if name in other.texts.columns]


def _parts_of(whole: Sniffed, parts: Iterable[Sniffed]) -> list[Sniffed]:
    """The parts whose rows a log holds too."""
    return [
        one
        for one in parts
        if _shared(one, whole)
        and (
            _within([one], [whole]) > 0.5
            if whole.complete
            else one.size < whole.size and _family(one) == _family(whole)
        )
    ]


def _within(part: Sequence[Sniffed], whole: Sequence[Sniffed]) -> float:
    """Share of the rows of files that are in others, as far as both were seen."""
    names = _shared(part[0], whole[0])
    mine = pl.concat(one.texts.select(names) for one in part)
    others = pl.concat(one.texts.select(names) for one in whole)
    shared = mine.join(others, on=names, how="semi", nulls_equal=True)
    return len(shared) / max(1, len(mine))


def _set_repeats_apart(made: Together) -> None:
    """Leave logs aside, or folds of a split, whose rows are in others that are read."""
    units: dict[tuple[str, ...], list[Sniffed]] = defaultdict(list)
    for one, part in made.used.items():
        units[(one.name,) if part is None else _family(one)].append(one)
    kept: list[list[Sniffed]] = []
    for unit in sorted(units.values(), key=lambda unit: -sum(one.rows or ROWS for one in unit)):
        other = next((other for other in kept if _repeats(unit, other)), None)
        if other is None:
            kept.append(unit)
            continue
        for one in unit:
            why = Text("its rows are in {file} too", file=other[0].name)
            question = Text(
                "The rows of {file} are in {other} too. Only {other} is read. Is it right?",
                file=one.name,
                other=other[0].name,
            )
            made.leave(one, Left([other[0]], why, 0.5, question))


def _repeats(unit: Sequence[Sniffed], other: Sequence[Sniffed]) -> bool:
    one, first = unit[0], other[0]
    if one.alone or not _shared(one, first) or not len(one.texts):
        return False
    if interactions.event_of(one.path) != interactions.event_of(first.path):
        return False
    if len(unit) == len(other) == 1 and pieces(one, first):
        return False
    return _within(unit, other) >= (0.9 if all(table.complete for table in other) else 0.5)


def _set_versions_apart(made: Together) -> None:
    versions: dict[tuple[str, ...], list[Sniffed]] = defaultdict(list)
    for one, part in made.used.items():
        if part is None:
            versions[_version(one)].append(one)
    for members in versions.values():
        sized = [one for one in members if _SIZES.intersection(_words(one))]
        if len(members) < 2 or not sized:
            continue
        largest = max(members, key=_extent)
        for one in members:
            if one is largest:
                continue
            why = Text("it seems to hold the same as {file} in another size", file=largest.name)
            question = Text(
                "{file} and {other} have the same columns. Only {other} is read, since "
                "the same numbers may be other people. Is it right?",
                file=one.name,
                other=largest.name,
            )
            made.leave(one, Left([largest], why, 0.5, question))


def _extent(one: Sniffed) -> tuple[int, int]:
    """How large a version is by its name, then by its bytes."""
    said = set(_words(one))
    return bool(said & _LARGE) - bool(said & _SMALL), one.size


def pieces(one: Sniffed, other: Sniffed) -> bool:
    """Whether two logs are pieces of one, cut by time or number."""

    def bare(table: Sniffed) -> list[str]:
        return [word for word in _words(table) if not word[0].isdigit() and word not in _MONTHS]

    return one.names == other.names and bare(one) == bare(other)


def persons(files: Sequence[Sniffed]) -> list[list[Sniffed]]:
    """Files of one make in one folder that seem to be called after somebody each."""
    makes: dict[tuple[object, ...], list[Sniffed]] = defaultdict(list)
    for one in files:
        makes[one.path.parent, one.names].append(one)
    return [several for several in makes.values() if len(several) > 1 and _of_persons(several)]


def _of_persons(files: Sequence[Sniffed]) -> bool:
    """Not the parts of a split, the events, sizes or pieces of one history."""
    if all(split_of(one) is not None or interactions.event_of(one.path) for one in files):
        return False
    if any(_SIZES.intersection(_words(one)) for one in files):
        return False
    first = files[0]
    if not all(pieces(first, other) for other in files[1:]):
        return True
    dated = any(re.match(r"(19|20)\d\d", word) for one in files for word in _words(one))
    said = (first.path.parent.name, textfile.stem(first.path))
    return not dated and any(affinity(name, "user") >= 0.6 for name in said)


def alike(one: Sniffed, other: Sniffed) -> bool:
    """Whether names of two logs with the same columns differ in one word that is no number."""
    mine, its = _words(one), _words(other)
    if one.names != other.names or len(mine) != len(its):
        return False
    differing = [pair for pair in zip(mine, its, strict=True) if pair[0] != pair[1]]
    known = _MONTHS | {*interactions.EVENTS} | {f"{event}s" for event in interactions.EVENTS}
    return len(differing) == 1 and not any(
        word[0].isdigit() or word in known for word in differing[0]
    )
