"""The measures of one pair as tiles: value, chance, and the formula to judge it by."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from gui.widgets.metric_tile import Measure
from gui.widgets.painting import glyph


def tr(text: str) -> str:
    """Translate in this page's context."""
    return QCoreApplication.translate("AlignmentPage", text)


def by_likeness(similarity: np.ndarray) -> np.ndarray:
    """An order [n] that puts items with like rows side by side.

    Along the first singular vector of the doubly centred matrix [n, n].
    """
    centred = similarity - similarity.mean(0) - similarity.mean(1, keepdims=True)
    left, _, _ = np.linalg.svd(centred + similarity.mean())
    return np.argsort(left[:, 0], kind="stable")


def tiles(told: dict[str, Any]) -> list[Measure]:
    """Tiles of the answer to "alignment.pair"."""
    x, y, items = told["x"], told["y"], told["items"]
    found = told["measures"]
    measures = []
    for first, second, key in ((x, y, "recall_xy"), (y, x, "recall_yx")):
        for k in ("1", "10"):
            if k not in found[key]:
                continue
            value, chance = found[key][k], found["recall_chance"][k]
            measures.append(
                Measure(
                    f"{glyph(first)} → {glyph(second)} R@{k}",
                    f"{value:.1%}",
                    f"{chance:.1%}",
                    value,
                    chance,
                    tr(
                        "Recall@{0} from {1} to {2}: share of items whose own {2} is among the {0} "
                        "most similar of {3}. Chance: {0} / {3}."
                    ).format(k, first, second, f"{items:,}"),
                )
            )
    measures.append(
        Measure(
            tr("Alignment"),
            f"{found['alignment']:.2f}",
            f"{found['alignment_chance']:.2f}",
            formula=tr(
                "Alignment (Wang & Isola 2020): mean of |x - y|² over matching pairs on the unit "
                "sphere; 0 is perfect. Chance: the same over pairs shuffled at random."
            ),
        )
    )
    measures.append(
        Measure(
            tr("Uniformity"),
            f"{found['uniformity_x']:.1f} / {found['uniformity_y']:.1f}",
            formula=tr(
                "Uniformity (Wang & Isola 2020): log of the mean of exp(-2 |a - b|²) over pairs of "
                "items, for {0} / {1}. Lower is more spread out; 0 means all in one point."
            ).format(x, y),
        )
    )
    measures.append(
        Measure(
            tr("Gap"),
            f"{found['gap']:.2f}",
            f"{found['gap_chance']:.2f}",
            formula=tr(
                "Modality gap (Liang et al. 2022): distance between the centres of both "
                "modalities on the unit sphere. Chance: the same after the two sides of a random "
                "half of the items are swapped."
            ),
        )
    )
    measures.append(
        Measure(
            "CKA",
            f"{found['cka']:.2f}",
            "0.00",
            max(0.0, found["cka"]),
            0.0,
            tr(
                "Unbiased linear CKA (Kornblith et al. 2019 with the HSIC estimator of Song et "
                "al. 2012): how alike the two spaces arrange the items, whatever the axes. 1 is "
                "the same, chance is 0; it can fall below 0."
            ),
        )
    )
    measures.append(
        Measure(
            tr("Mutual kNN"),
            f"{found['mutual_knn']:.1%}",
            f"{found['mutual_knn_chance']:.1%}",
            found["mutual_knn"],
            found["mutual_knn_chance"],
            tr(
                "Mutual nearest neighbours (Huh et al. 2024): mean share of an item's {0} nearest "
                "neighbours that both modalities have in common. Chance: {0} / {1}."
            ).format(found["k"], f"{items - 1:,}"),
        )
    )
    return measures
