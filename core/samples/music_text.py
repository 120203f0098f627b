"""What a music service writes about its tracks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from core.samples.words import Spans, fill, pick

ARTISTS = (
    "Mara Lindqvist", "The Paper Kites Club", "Oskar Vale", "Tomas & June", "Hollow Pines",
    "Ana Ferreira", "North Window", "Kite Season", "Ida Brandt", "Salt Harbour", "Low Tide Trio",
    "Jonas Weir",
)  # fmt: skip
_FIRST = (
    "Paper", "Quiet", "Northern", "Glass", "Morning", "Hidden", "Silver", "Distant", "Velvet",
    "Empty", "Borrowed", "Winter",
)  # fmt: skip
_SECOND = (
    "Lanterns", "Streets", "Harbour", "Letters", "Garden", "Signals", "Rooms", "Orchard", "Tides",
    "Postcards", "Stations", "Windows",
)  # fmt: skip

_MAIN = (
    "A {tempo}, {mood} piece that opens with {first}, moves on to {second} and ends on {third}.",
    "{^mood} and {tempo}: first {first}, then {second}, and {third} to finish.",
    "It starts on {first} alone, hands over to {second} and leaves the end to {third}: a(n) {mood} "
    "sketch in a(n) {tempo} tempo.",
    "Listen for {first} at the start, {second} in the middle and {third} in the last bars of this "
    "{tempo}, {mood} tune.",
    "A(n) {mood} little number at a(n) {tempo} pace, with {first} up front, {second} after that, "
    "{third} last.",
)
_COVER = (
    "The cover shows a(n) {cover colour} {cover shape}.",
    "On the sleeve: a(n) {cover colour} {cover shape}, drawn by a friend of the band.",
    "You will know it by the {cover colour} {cover shape} on its sleeve.",
    "A(n) {cover colour} {cover shape} decorates the cover.",
)
_ABOUT = (
    "Recorded in one take.",
    "Taken from a session in an old ferry hall.",
    "Mixed on tape and left a little rough.",
    "A listeners' choice of the month.",
    "Written on a train between two concerts.",
    "The second single of the year.",
)


def name(rng: np.random.Generator) -> str:
    """A track's name."""
    return f"{pick(rng, _FIRST)} {pick(rng, _SECOND)}"


def description(
    rng: np.random.Generator, words: Mapping[str, str], order: Sequence[str]
) -> tuple[str, Spans]:
    """Sentences with the spans of all `words`.

    `order` names the three voices in the order in which they play.
    """
    slots = dict(zip(("first", "second", "third"), order, strict=True))
    sentences = [pick(rng, _MAIN), pick(rng, _COVER)]
    if rng.random() < 0.3:
        sentences.reverse()
    if rng.random() < 0.6:
        sentences.insert(int(rng.integers(1, 3)), pick(rng, _ABOUT))
    said = {**words, **{slot: words[voice] for slot, voice in slots.items()}}
    text, spans = fill(" ".join(sentences), said)
    for slot, voice in slots.items():
        spans[voice] = spans.pop(slot)
    return text, spans
