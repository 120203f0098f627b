"""What the page says of maps, heads and sinks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.contracts.inside import (
    HeadAnswer,
    InsideFlow,
    InsideLook,
    InsidePart,
    InsideStack,
    Target,
)
from gui.pages.inside import slicing
from gui.pages.inside.slicing import Focus, Method, Shown, Slice


def methods() -> list[tuple[Method, str, str]]:
    """Value, name and tooltip of each method."""
    return [
        (
            "raw",
            QCoreApplication.translate("InsidePage", "Where it looked"),
            QCoreApplication.translate(
                "InsidePage", "The attention weights of one head, or the mean of a layer"
            ),
        ),
        (
            "rollout",
            QCoreApplication.translate("InsidePage", "Rollout"),
            QCoreApplication.translate(
                "InsidePage",
                "Attention followed through all layers, half of each kept by the token itself",
            ),
        ),
        (
            "relevance",
            QCoreApplication.translate("InsidePage", "What moved the score"),
            QCoreApplication.translate(
                "InsidePage",
                "Weights times their gradients, through all layers (Chefer et al. 2021)",
            ),
        ),
        (
            "similarity",
            QCoreApplication.translate("InsidePage", "Words and patches"),
            QCoreApplication.translate(
                "InsidePage",
                "Cosine of each word's and each patch's own vector. This model has no "
                "cross-attention: text and picture are encoded alone.",
            ),
        ),
    ]


def stack(name: str) -> str:
    """The name of a kind of layers."""
    names = {
        "words": QCoreApplication.translate("InsidePage", "words to words"),
        "picture": QCoreApplication.translate("InsidePage", "picture to picture"),
        "sound": QCoreApplication.translate("InsidePage", "sound to sound"),
        "words to picture": QCoreApplication.translate("InsidePage", "words to picture"),
        "words to sound": QCoreApplication.translate("InsidePage", "words to sound"),
        "words and picture": QCoreApplication.translate("InsidePage", "words and picture"),
        "picture encoder": QCoreApplication.translate("InsidePage", "picture encoder"),
    }
    return names.get(name, name)


def target(one: Target) -> str:
    """The name of a score."""
    if one.word:
        return QCoreApplication.translate("InsidePage", "that it says “{0}”").format(one.word)
    names = {
        "match": QCoreApplication.translate("InsidePage", "match of text and picture"),
        "vector": QCoreApplication.translate("InsidePage", "the vector it gives"),
    }
    return names.get(one.key, one.key)


def head(one: InsideStack, layer: int, number: int) -> str:
    """One head in numbers."""
    entropy, sink, distance, peak = one.statistics[:, layer, number].tolist()
    text = QCoreApplication.translate(
        "InsidePage", "Layer {0}, head {1}: spread {2}, largest sink {3}, mean peak {4}"
    ).format(layer + 1, number + 1, f"{entropy:.0%}", f"{sink:.0%}", f"{peak:.0%}")
    if distance == distance:
        text += QCoreApplication.translate("InsidePage", ", looks {0} tokens away").format(
            f"{distance:.1f}"
        )
    return text


def sinks(look: InsideLook, one: InsideStack) -> str:
    """Which tokens take much attention whatever is asked, and how much."""
    part = look.part(one.keys)
    found = [sink for sink in look.sinks if sink.stack == one.name]
    if not found:
        return QCoreApplication.translate(
            "InsidePage", "No sink: no token takes much of everything."
        )
    even = 1 / max(1, len(part.labels))
    shares: dict[str, list[float]] = {}
    for sink in found:
        shares.setdefault(_named(part, sink.token), []).append(sink.share)
    told = [
        f"{name} {sum(each):.0%} ({sum(each) / len(each) / even:.0f}×)"
        for name, each in list(shares.items())[:4]
    ]
    text = QCoreApplication.translate(
        "InsidePage", "Sinks, whatever is asked: {0} of all attention, against an even share."
    )
    return text.format(", ".join(told))


def _named(part: InsidePart, token: int) -> str:
    """A token; a patch by its row and column."""
    name = part.labels[token]
    if part.kinds[token] == "image":
        return QCoreApplication.translate("InsidePage", "patch {0}").format(name)
    return name


def sentence(
    look: InsideLook, one: InsideStack, shown: Shown, focus: Focus, drawn: Slice, special: float
) -> str:
    """What is on screen: which map, what asks, and what special tokens take."""
    parts = [_map(one, shown), _asking(look, focus, drawn)]
    if isinstance(shown, InsideFlow) and shown.score is not None:
        score = QCoreApplication.translate("InsidePage", "score {0}").format(f"{shown.score:.3f}")
        parts.append(score)
    if special > 0.005:
        text = QCoreApplication.translate("InsidePage", "{0} goes to tokens that stand nowhere")
        parts.append(text.format(f"{special:.0%}"))
    return " · ".join(part for part in parts if part)


def _map(one: InsideStack, shown: Shown) -> str:
    if isinstance(shown, HeadAnswer):
        name = stack(one.name)
        if shown.head is None:
            text = QCoreApplication.translate("InsidePage", "{0}, layer {1}, mean of its heads")
            return text.format(name, shown.layer + 1)
        text = QCoreApplication.translate("InsidePage", "{0}, layer {1}, head {2}")
        return text.format(name, shown.layer + 1, shown.head + 1)
    if isinstance(shown, InsideFlow):
        if shown.kind == "rollout":
            return QCoreApplication.translate("InsidePage", "followed through all layers")
        return QCoreApplication.translate("InsidePage", "what moved the score")
    return QCoreApplication.translate("InsidePage", "cosine in the common space")


def _asking(look: InsideLook, focus: Focus, drawn: Slice) -> str:
    if not focus.tokens:
        return QCoreApplication.translate("InsidePage", "of the whole input")
    part = look.part(focus.part)
    name = ", ".join(dict.fromkeys(_named(part, token) for token in focus.tokens[:3]))
    if drawn.looked_at:
        return QCoreApplication.translate("InsidePage", "who looked at {0}").format(name)
    if focus.part == "text" and set(focus.tokens) & slicing.written(look):
        return QCoreApplication.translate("InsidePage", "when it chose “{0}”").format(name)
    return QCoreApplication.translate("InsidePage", "from {0}").format(name)


def number(value: float, method: Method) -> str:
    """A value of the colour scale."""
    if method in ("raw", "rollout"):
        return f"{value:.1%}"
    return f"{value:.3g}"
