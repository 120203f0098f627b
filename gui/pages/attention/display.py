"""How maps are shown, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.catalog.modality import WORDS
from core.contracts.attention import Maps
from core.explore.attention.words import words
from gui.language import modality as modality_name
from gui.language import tr
from gui.pages.attention.map_slice import ITEM_VECTOR, Choice, Focus, MapSlice, asked
from gui.pages.attention.scale import Scale, ScaleMode
from gui.widgets.items.painting import glyph, named
from gui.widgets.maps.heat import Palette


@dataclass(frozen=True)
class Display:
    """Everything the controls decide."""

    choice: Choice = field(default_factory=Choice)
    scale: ScaleMode = "map"
    palette: Palette = "hue"
    truth: bool = False


def number(value: float) -> str:
    """A weight as short as it can be read exactly."""
    return f"{value:.3f}" if value >= 0.0995 else f"{value:.2g}"


def head_name(choice: Choice, heads: int) -> str:
    """Which heads are seen."""
    if choice.heads == "mean":
        return tr("mean of {0} heads").format(heads)
    if choice.heads == "max":
        return tr("largest of {0} heads").format(heads)
    return tr("head {0} of {1}").format(int(choice.heads) + 1, heads)


def token_name(modality: str, token: int, maps: Maps, texts: Mapping[str, str]) -> str:
    """A token as a person would call it: the word, the patch, the seconds."""
    place = maps.positions[modality][token]
    if modality in texts and place[0] == place[0]:
        return tr("“{0}”").format(texts[modality][int(place[0]) : int(place[1])])
    if modality == "image" and place[0] == place[0]:
        return tr("patch {0}").format(token + 1)
    if place[0] == place[0]:
        return tr("{0}-{1} s").format(f"{place[0]:.2f}", f"{place[1]:.2f}")
    if maps.count(modality) > 1:
        return tr("a token of the encoder's own")
    return tr("the whole {0}").format(modality_name(modality))


def focus_name(focus: Focus, maps: Maps, texts: Mapping[str, str]) -> str:
    """What asks."""
    if focus.modality == ITEM_VECTOR:
        return tr("item vector")
    if not focus.tokens:
        return tr("{0} all {1} tokens").format(glyph(focus.modality), modality_name(focus.modality))
    names = [token_name(focus.modality, token, maps, texts) for token in focus.tokens]
    if focus.modality in texts:
        found = words(texts[focus.modality], maps.positions[focus.modality])
        held = [word for word in found if {*word.tokens} & {*focus.tokens}]
        names = [
            tr("“{0}”").format(word.name)
            if word.name
            else token_name(focus.modality, word.tokens[0], maps, texts)
            for word in held
        ]
    if len(names) > 3:
        names[3:] = [tr("{0} more").format(len(names) - 3)]
    return f"{glyph(focus.modality)} " + ", ".join(names)


def legend(maps: Maps, display: Display, focus: Focus, look: MapSlice) -> str:
    """Unit, layer, head, what asks, and the mass that is not on screen."""
    choice = asked(display.choice, focus)
    if choice.pair is not None and not focus.tokens:
        focus = Focus(choice.pair[0])
    if choice.kind == "raw":
        unit = tr("Attention weight: where it looked")
        if focus.modality == ITEM_VECTOR:
            where = tr("fusion queries (mean of {0})").format(maps.fusion.shape[1])
        else:
            where = tr("layer {0} of {1}").format(choice.layer + 1, maps.layers)
        parts = [unit, where, head_name(choice, maps.heads)]
    elif choice.kind == "rollout":
        parts = [tr("Rollout through all layers ({0}): where it looked").format(maps.layers)]
    else:
        parts = [
            tr("Gradient relevance through all layers ({0}): what moved the score").format(
                maps.layers
            )
        ]
    parts += [
        tr("{0} {1} not shown").format(named(name), f"{share:.0%}")
        for name, share in look.excluded.items()
        if share > 0
    ]
    parts += [
        tr("{0} {1} nothing here").format(named(name), f"{share:.0%}")
        for name, share in look.nothing.items()
        if name in look.weights
    ]
    if focus.modality == ITEM_VECTOR and any(len(look.weights.get(name, ())) for name in WORDS):
        parts.append(tr("words like “the” are drawn paler"))
    if look.own > 0:
        parts.append(tr("{0} stays with the token itself, not drawn").format(f"{look.own:.0%}"))
    return " · ".join(parts)


def scale_names(scale: Scale, flow: bool = False) -> tuple[str, tuple[float, str] | None]:
    """Name of the strongest colour, and the tick for uniform.

    A flow is told in multiples of uniform: its own numbers are in units of a score.
    """
    if scale.mode == "uniform":
        return f"{scale.top:.3g} ×", (0.0, tr("1 × uniform"))
    if flow and scale.uniform:
        return f"{scale.top / scale.uniform:.3g} ×", (0.0, tr("1 × uniform"))
    if not scale.shared:
        low = min(scale.tops.values())
        return tr("{0} to {1}").format(number(low), number(scale.top)), None
    tick = None
    if scale.uniform is not None and scale.top > 0:
        tick = (0.0, tr("uniform {0}").format(number(scale.uniform)))
    return number(scale.top), tick
