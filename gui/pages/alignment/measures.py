"""The measures of one pair as tiles: value, chance, and the formula to judge it by."""

from __future__ import annotations

import numpy as np

from core.contracts.alignment import Measured, PairAnswer
from gui.language import modality as modality_name
from gui.language import tr
from gui.widgets.items.painting import glyph
from gui.widgets.plots.metric_tile import Measure


def by_likeness(similarity: np.ndarray) -> np.ndarray:
    """An order [n] that puts items with like rows side by side.

    Along the first singular vector of the doubly centred matrix [n, n].
    """
    centred = similarity - similarity.mean(0) - similarity.mean(1, keepdims=True)
    left, _, _ = np.linalg.svd(centred + similarity.mean())
    return np.argsort(left[:, 0], kind="stable")


def tiles(answer: PairAnswer) -> list[Measure]:
    """The measures of a pair as tiles."""
    x, y, items = answer.x, answer.y, f"{answer.compared:,}"
    found = answer.measures
    tiles = []
    for first, second, way in ((x, y, "x to y"), (y, x, "y to x")):
        for k in ("1", "10"):
            if (one := found.get(f"recall@{k} {way}")) is not None:
                words = tr(
                    "Recall@{0} from {1} to {2}: share of items whose own {2} is among the {0} "
                    "most similar of {3}. Chance: {0} / {3}."
                ).format(k, first, second, items)
                name = f"{glyph(first)} → {glyph(second)} R@{k}"
                tiles.append(_share(name, one, words))
    tiles.append(
        _number(
            tr("Alignment"),
            found["alignment"],
            tr(
                "Alignment (Wang & Isola 2020): mean squared distance of matching pairs on the "
                "unit sphere; 0 is perfect. Chance: the mean over all pairs, matching or not."
            ),
        )
    )
    both = [found["uniformity x"], found["uniformity y"]]
    tiles.append(
        Measure(
            tr("Uniformity"),
            " / ".join(_text(one.value, "{:.1f}") for one in both),
            _text(both[0].chance, "{:.1f}"),
            formula=_tooltip(
                tr(
                    "Uniformity (Wang & Isola 2020) of {0} / {1}. Lower is more spread out; 0 "
                    "means all in one point. Chance: points spread evenly over the whole sphere, "
                    "the lowest there is."
                ).format(modality_name(x), modality_name(y)),
                both[0],
            ),
        )
    )
    tiles.append(
        _number(
            tr("Gap"),
            found["gap"],
            tr(
                "Modality gap (Liang et al. 2022): distance between the centres of both "
                "modalities on the unit sphere. Chance: what labelling the points as one or the "
                "other at random gives."
            ),
        )
    )
    tiles.append(
        _number(
            "CKA",
            found["cka"],
            tr(
                "Unbiased linear CKA (Kornblith et al. 2019 with the HSIC estimator of Song et "
                "al. 2012): how alike the two spaces arrange the items, whatever the axes. 1 is "
                "the same, chance is 0; it can fall below 0. Needs four items."
            ),
            bar=True,
        )
    )
    name = found["mutual"].name
    tiles.append(
        _share(
            name,
            found["mutual"],
            tr(
                "Mutual nearest neighbours (Huh et al. 2024): mean share of an item's nearest "
                "neighbours that both modalities have in common, sought in the full space. "
                "Chance: k / {0}."
            ).format(f"{answer.compared - 1:,}"),
        )
    )
    return tiles


def _share(name: str, one: Measured, words: str) -> Measure:
    """A tile of a share, with a bar."""
    return Measure(
        name,
        _text(one.value, "{:.1%}"),
        _text(one.chance, "{:.1%}"),
        one.value,
        one.chance,
        _tooltip(words, one),
    )


def _number(name: str, one: Measured, words: str, *, bar: bool = False) -> Measure:
    """A tile of a number; with a bar where the number is 1 at best."""
    share = max(0.0, one.value) if bar and one.value is not None else None
    return Measure(
        name,
        _text(one.value, "{:.2f}"),
        _text(one.chance, "{:.2f}"),
        share,
        one.chance if share is not None else None,
        _tooltip(words, one),
    )


def _text(value: float | None, form: str) -> str:
    """A number in words; what too few items leave undefined is a dash."""
    return "-" if value is None else form.format(value)


def _tooltip(words: str, one: Measured) -> str:
    formula = tr("Formula: {0}").format(one.formula)
    return f"{words}\n\n{formula}" if one.formula else words
