"""Maps with a name for every token: what a notebook or a table says in place of a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.contracts.attention import FlowKind, ItemParams, MapFacts, Maps
from core.contracts.standing import Standing
from core.explore.attention import maps, own
from core.explore.attention.words import words
from core.explore.context import Context


@dataclass(frozen=True, eq=False)
class Attention:
    """All attention of one item; L tokens a modality.

    Attributes:
        facts: which item and run, and whose score `relevance` is about.
        labels: per modality L names: the word as it stands in the text, the patch as its box in
            pixels of the original picture, the piece of a sound or film in seconds.
        maps: the arrays, see core.contracts.attention.Maps; `maps.positions` has the places that
            the labels tell as numbers.
        text: the words that were looked at.
        captions: what else was, of its picture or clip.
        standing: with one's own words and files, the place among all items before and after.

    """

    facts: MapFacts
    labels: dict[str, tuple[str, ...]]
    maps: Maps
    text: str = ""
    captions: str = ""
    standing: Standing | None = None

    def between(self, query: str, key: str, layer: int = 0) -> np.ndarray:
        """Weights [Lq, Lk] of one layer, mean over its heads; see core.contracts.attention.Maps."""
        return self.maps.pairs[query][key][layer].mean(0, dtype=np.float32)

    def of_item(self, kind: FlowKind = "relevance") -> dict[str, np.ndarray]:
        """What reached the item's vector from each token, per modality [L].

        "rollout" follows where attention went, "relevance" what moved the score.
        """
        return self.maps.split(self.maps.flow_item[kind])

    def telling(
        self, kind: FlowKind = "relevance", count: int = 5, of: str = "text"
    ) -> list[tuple[str, float]]:
        """The `count` words that tell most, and how many times an even share each has.

        Pieces of a word count as one word; punctuation and function words are left out.
        """
        values = self.of_item(kind)[of]
        even = float(values.sum()) / max(1, len(values))
        said = {"text": self.text, "captions": self.captions}
        found = [word for word in words(said[of], self.maps.positions[of]) if word.telling]
        shares = [float(values[list(word.tokens)].mean()) / even if even else 0.0 for word in found]
        best = sorted(range(len(found)), key=lambda at: -shares[at])[:count]
        return [(found[at].name, shares[at]) for at in best]

    def strongest(self, query: str, key: str, count: int = 5) -> list[tuple[str, str, float]]:
        """The `count` largest weights of `between`: label of the query, of the key, weight."""
        weights = self.between(query, key)
        best = np.argsort(-weights, axis=None, kind="stable")[:count]
        return [
            (self.labels[query][q], self.labels[key][k], float(weights[q, k]))
            for q, k in zip(*np.unravel_index(best, weights.shape), strict=True)
        ]


def labelled(context: Context, params: ItemParams) -> Attention:
    """The maps of an item with the names of its tokens.

    Raises:
        UserError: the run has no attention, or the item no tokens.

    """
    from core.explore.attention.standing import standing

    answer = maps.of_item(context, params)
    texts = own.texts_of(context, params)
    names = labels(texts, answer.maps.positions)
    stands = standing(context, params) if params.own is not None else None
    return Attention(answer.facts, names, answer.maps, standing=stands, **texts)


def labels(
    texts: Mapping[str, str], positions: Mapping[str, np.ndarray]
) -> dict[str, tuple[str, ...]]:
    """Names of the tokens of an item with these words from their places [L, 4], per modality."""
    return {
        modality: tuple(_label(modality, place.tolist(), texts) for place in places)
        for modality, places in positions.items()
    }


def _label(modality: str, place: list[float], texts: Mapping[str, str]) -> str:
    first, second, third, fourth = place
    if first != first:  # precomputed features, and tokens an encoder adds, lie nowhere
        return modality
    if modality in texts:
        return texts[modality][int(first) : int(second)]
    if modality == "image":
        return f"x {first:.0f}-{third:.0f}, y {second:.0f}-{fourth:.0f} px"
    return f"{first:.2f}-{second:.2f} s"
