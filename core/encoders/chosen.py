"""Which encoder each modality of a catalog goes through, before anything is loaded. No torch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.catalog.modality import read_as
from core.catalog.schema import MODALITIES, Catalog, Modality
from core.encoders import registry
from core.encoders.entry import Entry
from core.errors import UserError
from core.text import Text

#: Features that the catalog brings.
PRECOMPUTED = "precomputed"


def chosen(
    catalog: Catalog, encoders: Mapping[str, str], defaults: Mapping[Modality, str]
) -> dict[str, str]:
    """Encoder of each modality to have, or PRECOMPUTED.

    Raises:
        UserError: a choice does not fit.
        MissingWeightsError: the weights of one are not here.

    """
    plan: dict[str, str] = {}
    there = catalog.modalities()
    for absent in (name for name, encoder in encoders.items() if encoder and name not in there):
        raise UserError(
            Text("This catalog has no '{modality}'.", modality=absent),
            Text("It has: {names}.", names=", ".join(there) or "-"),
        )
    for modality, name in _wanted(catalog, encoders, defaults):
        plan[modality] = name
        if name != PRECOMPUTED:
            entry = fitting(name, modality)
            plan[modality] = entry.name
            entry.require()
    return plan


def nothing(catalog: Catalog) -> bool:
    """Whether items have nothing that could be encoded: there are only histories."""
    return not list(_wanted(catalog, {}, registry.DEFAULTS))


def _wanted(
    catalog: Catalog, encoders: Mapping[str, str], defaults: Mapping[Modality, str]
) -> Iterator[tuple[str, str]]:
    """Modalities with what is to encode them."""
    for modality in catalog.modalities():
        usual = defaults.get(modality, "") if modality in MODALITIES else ""
        given = modality in catalog.features
        name = encoders.get(modality, PRECOMPUTED if given else usual)
        if name and (given or name != PRECOMPUTED):
            yield modality, name


def fitting(name: str, modality: str) -> Entry:
    """The encoder of a name that reads a modality.

    Raises:
        UserError: there is none, or it reads another.

    """
    wanted = read_as(modality)
    entry = registry.entry(name, wanted)
    if entry.modality != wanted:
        raise UserError(
            Text(
                "The encoder '{name}' is for {modality}, not for {wanted}.",
                name=name,
                modality=entry.modality,
                wanted=modality,
            ),
            Text("Choose one for {modality}.", modality=modality),
        )
    return entry
