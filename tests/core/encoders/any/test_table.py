"""The table of families: each row has tests behind it, and weights it can have been run with."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from core.encoders import registry
from core.encoders.packaged import Packaged
from core.encoders.spec.families import FAMILIES
from tests.core.encoders.any import table, test_families, test_libraries, test_speaking
from tests.core.encoders.any.libraries import LIBRARIES
from tests.core.encoders.any.made import MADE, SPEAKING

#: By modality: that tokens are the model's own states, and that they move where something is
#: planted.
BEHIND: dict[str, tuple[str, str]] = {
    "text": (
        "test_words_are_the_states_at_their_characters",
        "test_an_odd_word_changes_most_the_token_that_says_it_stands_there",
    ),
    "image": (
        "test_patches_are_the_states_of_the_picture",
        "test_a_coloured_patch_changes_most_the_token_that_says_it_lies_there",
    ),
    "audio": (
        "test_sounds_are_means_over_time_of_the_states",
        "test_a_second_of_tone_changes_most_the_tokens_of_that_second",
    ),
    "video": (
        "test_films_are_their_frames_or_their_clips",
        "test_a_white_moment_changes_most_the_token_of_that_moment",
    ),
}
#: The same of models of other libraries. Words of open_clip are states in a test of their own.
OF_LIBRARIES: dict[str, tuple[str, ...]] = {
    "image": (
        "test_patches_are_the_states_of_the_picture",
        "test_a_red_patch_changes_most_the_token_that_lies_there",
    ),
    "text": ("test_an_odd_word_changes_most_the_token_that_says_it_stands_there",),
    "video": ("test_films_are_their_frames",),
}


def run_with(test: Callable[..., Any]) -> set[str]:
    """What a test is run with."""
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    return set(chain.from_iterable(mark.args[1] for mark in marks))


def written() -> set[tuple[str, str]]:
    """Rows of the table of models that were made: whose, and what it reads."""
    lines = [line.split(" | ") for line in table.FILE.read_text(encoding="utf-8").splitlines()]
    rows = [line for line in lines if len(line) == 4 and line[3] == f"{table.SMALL} |"]
    found = [(line[0].removeprefix("| "), line[1]) for line in rows]
    assert len(set(found)) == len(found)
    return set(found)


def test_every_row_has_its_tests() -> None:
    proven = set()
    for modality, names in BEHIND.items():
        both = set.intersection(*(run_with(getattr(test_families, name)) for name in names))
        proven |= {(f"{FAMILIES[family].title} (`{family}`)", modality) for family in both}
    for modality, names in OF_LIBRARIES.items():
        both = set.intersection(*(run_with(getattr(test_libraries, name)) for name in names))
        proven |= {(family, modality) for family in both}
    assert tuple(SPEAKING) == test_speaking.FAMILIES_RUN  # each test there runs with all of them
    for family in test_speaking.FAMILIES_RUN:
        told = f"{FAMILIES[family].title} (`{family}`)"
        proven |= {(told, modality) for modality in ("text", "image", "video")}
    assert written() == proven


def test_every_family_and_every_library_is_in_the_table() -> None:
    wanted = {
        (f"{FAMILIES[family].title} (`{family}`)", modality)
        for family in (*MADE, *SPEAKING)
        for modality in FAMILIES[family].towers
    }
    wanted |= {(title, modality) for title, one in LIBRARIES.items() for modality in one.reads}
    assert written() == wanted


def test_every_packaged_encoder_is_in_the_table() -> None:
    lines = table.FILE.read_text(encoding="utf-8").splitlines()
    for name, entry in registry.ours().items():
        if isinstance(entry, Packaged):
            (line,) = [line for line in lines if line.startswith(f"| {name} |")]
            assert table.SMALL not in line
