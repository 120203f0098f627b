"""What a shop writes about its goods: the planted words, and many others around them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from core.samples.words import Spans, fill, pick

LINES = (
    "Alba", "Ebba", "Juno", "Otto", "Vera", "Linnea", "Hugo", "Mira", "Nils", "Petra", "Sol",
    "Tilda", "Ines", "Bruno", "Frida", "Milo", "Elin", "Rosa", "Kasper", "Lova",
)  # fmt: skip
BRANDS = ("Hollis & Wren", "Nordhem", "Casa Lume", "Tide Works", "Maison Fable", "Oakline")

_TITLES = (
    "{line} {kind}",
    "{^pattern} {kind} {line}",
    "{line} {kind} in {colour}",
    "{^colour} {kind}, {pattern}",
    "{line}, the {pattern} {kind}",
)
_MAIN = (
    "A(n) {pattern} {kind} in {colour}, made to be used every day.",
    "This {kind} comes in {colour} with a(n) {pattern} finish.",
    "{^colour} and {pattern}, this {kind} brightens any room it enters.",
    "Our best-loved {kind} is back, {pattern} as ever and now in {colour}.",
    "If {colour} is your colour, this {pattern} {kind} is for you.",
    "Meet {line}: a(n) {colour} {kind} with a(n) {pattern} design.",
    "The {pattern} {kind} you have been looking for, in a deep {colour}.",
    "Simple shape, honest material, one {colour} {pattern} {kind}.",
)
_ALONE = (
    "Photographed in daylight.",
    "Shown here on its own.",
    "Seen in our studio.",
)
_WITH_FLOOR = (
    "Pictured above a bare {floor} floor.",
    "We chose a(n) {floor} floor for the photo.",
    "Here it is in a room with a(n) {floor} floor.",
)
_WITH_COMPANION = (
    "The {companion colour} {companion} in the picture is not included.",
    "Photographed next to a(n) {companion colour} {companion} for scale.",
    "Shown beside a(n) {companion colour} {companion}.",
)
_WITH_BOTH = (
    "Pictured in a studio with a(n) {floor} floor, next to a(n) {companion colour} {companion}.",
    "A(n) {companion colour} {companion} keeps it company on the {floor} floor.",
    "Styled in a room with a(n) {floor} floor and a(n) {companion colour} {companion} beside it.",
)
_ABOUT = (
    "Designed in Lisbon and finished by hand.",
    "It ships flat and is ready within two days.",
    "Customers say it lasts for years.",
    "Wipe clean with a damp cloth.",
    "A thoughtful present for someone who has everything.",
    "Made from materials that can be recycled.",
    "Part of the {line} series, drawn by a small team.",
    "Light enough to carry home, sturdy enough to keep.",
    "Every piece is checked twice before it leaves us.",
    "Free returns for a month.",
)


def title(rng: np.random.Generator, words: Mapping[str, str]) -> str:
    """A product name."""
    return fill(pick(rng, _TITLES), words)[0]


def description(rng: np.random.Generator, words: Mapping[str, str]) -> tuple[str, Spans]:
    """Two to four sentences; spans of "kind", "colour", "pattern", and of the setting if shown.

    `words` has "floor" only where the floor can be named, "companion" only where one is shown.
    """
    setting = {
        (False, False): _ALONE,
        (True, False): _WITH_FLOOR,
        (False, True): _WITH_COMPANION,
        (True, True): _WITH_BOTH,
    }["floor" in words, "companion" in words]
    sentences = [pick(rng, _MAIN), pick(rng, setting)]
    if rng.random() < 0.25:
        sentences.reverse()
    for _ in range(int(rng.integers(0, 3))):
        extra = pick(rng, _ABOUT)
        if extra not in sentences:
            sentences.insert(int(rng.integers(1, len(sentences) + 1)), extra)
    return fill(" ".join(sentences), words)
