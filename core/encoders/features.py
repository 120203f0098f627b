"""All modalities of a catalog as token features: encode what is raw, take what is given."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core import workspace
from core.catalog.schema import Catalog
from core.encoders import registry
from core.encoders.chosen import PRECOMPUTED as PRECOMPUTED
from core.encoders.chosen import chosen, nothing
from core.encoders.inputs import fingerprint, inputs_of
from core.encoders.one_bar import OneBar
from core.encoders.pipeline import encode_modality, encode_part
from core.encoders.store import DIGEST_BYTES, About, FeatureStore, Item, kept, write
from core.encoders.tokens import POSITION_WIDTH
from core.errors import UserError
from core.progress import Reporter
from core.text import Text

#: What the set of features is called that came from elsewhere.
ADOPTED = "adopted"
#: Name of the set of models by ids.
BY_IDS = "ids"
VERSION = 1


@dataclass(frozen=True, eq=False)
class FeatureSet:
    """Features of one catalog.

    Attributes:
        stores: by modality name, in canonical order.
        folder: where the set is recorded; `load(folder)` gives it back in any process.

    """

    stores: dict[str, FeatureStore]
    folder: Path

    @property
    def by_ids(self) -> bool:
        """Whether it is meant to hold nothing, see `without`."""
        return self.folder.name == BY_IDS

    @classmethod
    def load(cls, folder: Path) -> FeatureSet:
        """Map the features recorded in `folder`.

        Raises:
            UserError: the record or a store is gone or damaged.

        """
        folder = Path(folder)
        try:
            record = workspace.parse_json(folder / "set.json")
            if record["version"] != VERSION:
                raise ValueError(f"version {record['version']}")
            places = {str(name): str(place) for name, place in record["stores"].items()}
        except (OSError, ValueError, KeyError, AttributeError) as error:
            raise UserError(
                Text("The features cannot be read ({error}).", error=error),
                "Encode the catalog again.",
                str(folder),
            ) from error
        home = workspace.folder("features")
        return cls({name: FeatureStore(home / place) for name, place in places.items()}, folder)

    def save(self) -> None:
        """Record the set in its folder."""
        home = workspace.folder("features")
        places = {
            name: store.folder.relative_to(home).as_posix() for name, store in self.stores.items()
        }
        workspace.write_json(self.folder / "set.json", {"version": VERSION, "stores": places})


def encode_catalog(
    catalog: Catalog,
    encoders: Mapping[str, str] | None = None,
    device: str = "auto",
    reporter: Reporter | None = None,
) -> FeatureSet:
    """Features of every modality; what was encoded before is not encoded again.

    Args:
        catalog: items with texts, media files or precomputed features.
        encoders: encoder by modality, "" to leave one out. Modalities not named take what the
            catalog brings precomputed, else the default encoder.
        device: see core.device.resolve.
        reporter: told of progress and of items whose media cannot be used; such items go
            without the modality. If it asks to stop, the modalities finished by then come back
            and the rest resumes next time.

    Raises:
        MissingWeightsError: an encoder is not installed; nothing was encoded.
        UserError: an unknown encoder or one for another modality.

    """
    reporter = reporter or Reporter()
    defaults, note = registry.defaults(catalog)
    plan = chosen(catalog, encoders or {}, defaults)
    if not plan:
        nothing_made = without(catalog)
        note_latest(nothing_made)
        return nothing_made
    if note and "text" not in (encoders or {}) and plan.get("text", PRECOMPUTED) != PRECOMPUTED:
        reporter.log(note)
    parent = workspace.folder("features") / "sets" / fingerprint(catalog)
    known = _recorded(parent, plan)
    if known is not None:
        with suppress(OSError):  # the next opening asks again
            note_latest(known)
        return known
    home = workspace.folder("features") / "items"
    raw = [modality for modality, name in plan.items() if name != PRECOMPUTED]
    bar = OneBar(reporter, _counts(catalog, raw))
    stores: dict[str, FeatureStore] = {}
    for modality, name in plan.items():
        if name == PRECOMPUTED:
            stores[modality] = _take(modality, catalog.features[modality], home, reporter)
            continue
        reporter.progress(Text("loading {name}", name=name), 0)
        encoder = registry.entry(name).build_for(catalog, device, reporter)
        if encoder is None:
            break
        bar.begin(modality)
        inputs = inputs_of(catalog, modality, encoder.loading)
        store = encode_modality(inputs, encoder, home, bar)
        if store is None:
            break
        stores[modality] = store
    if len(stores) == len(plan):
        bar.end()
    made = _key({name: plan[name] for name in stores}) if stores else "unfinished"
    features = FeatureSet(stores, parent / made)
    if stores:
        features.save()
        note_latest(features)
    return features


def encode_share(
    catalog: Catalog,
    encoders: Mapping[str, str] | None,
    device: str,
    reporter: Reporter,
    share: tuple[int, int],
) -> None:
    """One process's part of what `encode_catalog` does: that call finds it, and makes the rest.

    Args:
        catalog: see `encode_catalog`.
        encoders: the same.
        device: the same.
        reporter: the same.
        share: which part, and of how many. Encoders that learn from the catalog have no parts.

    Raises:
        UserError: see `encode_catalog`.

    """
    plan = chosen(catalog, encoders or {}, registry.defaults(catalog)[0])
    entries = {
        modality: registry.entry(name) for modality, name in plan.items() if name != PRECOMPUTED
    }
    parts = {modality: entry for modality, entry in entries.items() if entry.pretrained}
    bar = OneBar(reporter, _counts(catalog, parts))
    home = workspace.folder("features") / "items"
    for modality, entry in parts.items():
        encoder = entry.build(device, reporter)
        bar.begin(modality)
        inputs = inputs_of(catalog, modality, encoder.loading)
        if not encode_part(inputs, encoder, home, bar, share):
            return


def _counts(catalog: Catalog, modalities: Iterable[str]) -> dict[str, int]:
    """Items that are to be encoded."""
    columns = {name: catalog.items.get_column(name, default=None) for name in modalities}
    return {name: len(one) - one.null_count() for name, one in columns.items() if one is not None}


def without(catalog: Catalog) -> FeatureSet:
    """No features, recorded as such: all that models by ids are trained with. Encodes nothing."""
    folder = workspace.folder("features") / "sets" / fingerprint(catalog) / BY_IDS
    features = FeatureSet({}, folder)
    if not (folder / "set.json").exists():
        features.save()
    return features


def adopt(catalog: Catalog, stores: dict[str, FeatureStore]) -> FeatureSet:
    """Make features that came from elsewhere those of a catalog."""
    parent = workspace.folder("features") / "sets" / fingerprint(catalog)
    features = FeatureSet(stores, parent / ADOPTED)
    features.save()
    note_latest(features)
    return features


def open_features(catalog: Catalog) -> FeatureSet | None:
    """The features `encode_catalog` made last for exactly these inputs, or None.

    Where there is nothing to encode, there are none to wait for.
    """
    if nothing(catalog):
        return without(catalog)
    parent = workspace.folder("features") / "sets" / fingerprint(catalog)
    try:
        return FeatureSet.load(parent / (parent / "latest").read_text(encoding="utf-8"))
    except (OSError, ValueError, UserError):
        return None


def _key(plan: Mapping[str, str]) -> str:
    """Names a plan, down to the revision of every encoder."""
    named = {
        modality: name if name == PRECOMPUTED else registry.info(name).identity
        for modality, name in plan.items()
    }
    return hashlib.blake2b(json.dumps(named).encode(), digest_size=8).hexdigest()


def _recorded(parent: Path, plan: Mapping[str, str]) -> FeatureSet | None:
    """What an equal plan made before, unless some items failed: those deserve another try."""
    try:
        known = FeatureSet.load(parent / _key(plan))
    except UserError:
        return None
    return None if any(store.failures for store in known.stores.values()) else known


def note_latest(features: FeatureSet) -> None:
    """Make a set the one that `open_features` gives."""
    workspace.write_atomic(features.folder.parent / "latest", features.folder.name.encode())


def _take(name: str, array: np.ndarray, home: Path, reporter: Reporter) -> FeatureStore:
    """Precomputed features [items, width] as one token an item; rows of NaN are masked."""
    reporter.progress(Text("storing {name}", name=name), 0, len(array), "items")
    rows = np.asarray(array, np.float32)
    rows = rows.reshape(len(rows), -1)
    digest = hashlib.blake2b(np.ascontiguousarray(rows).tobytes(), digest_size=DIGEST_BYTES)
    digest.update(f"{name}\0{rows.shape}".encode())
    folder = home / PRECOMPUTED / digest.hexdigest()
    store = kept(folder)
    if store is None:
        usable = np.asarray(np.isfinite(rows).all(axis=1))
        nowhere = np.full((1, POSITION_WIDTH), np.nan, np.float32)

        def items() -> Iterator[Item]:
            for row, good in zip(rows, usable, strict=True):
                yield (row[None], nowhere) if good else (row[None][:0], nowhere[:0])

        about = About(name, PRECOMPUTED, PRECOMPUTED, rows.shape[1], dtype="float32")
        write(folder, about, items(), np.zeros((len(rows), DIGEST_BYTES), np.uint8))
        partly = int((~usable & np.isfinite(rows).any(1)).sum())
        if partly:
            text = Text(
                "{partly} items have '{name}' features with missing numbers; they go without it.",
                partly=partly,
                name=name,
            )
            reporter.log(text, "warning")
        store = FeatureStore(folder)
    reporter.progress(Text("storing {name}", name=name), len(array), len(array), "items")
    return store
