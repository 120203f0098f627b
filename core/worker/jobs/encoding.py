"""Run the encoders over a catalog."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from core import device
from core.contracts.features import (
    ENCODE,
    ENCODE_SHARE,
    EncodedModality,
    EncodeSpec,
    FailedItem,
    Features,
    ShareSpec,
)
from core.contracts.question import Nothing
from core.errors import UserError
from core.progress import Reporter
from core.text import Text
from core.worker.answering import runs

if TYPE_CHECKING:
    from core.encoders.features import FeatureSet

#: Failed items told one by one to the window; all are counted, and kept in the store.
MAX_FAILURES = 200


@runs(ENCODE)
def encode(spec: EncodeSpec, reporter: Reporter) -> Features:
    """Encode all modalities; what is in the cache is not computed again.

    Raises:
        UserError: nothing was encoded, or an encoder is not there.

    """
    from core.catalog.opening import earlier, snapshot
    from core.encoders.features import encode_catalog
    from core.encoders.one_bar import OneBar
    from core.worker import shares

    catalog = snapshot.load(Path(spec.catalog))
    bar: Reporter = reporter
    if spec.processes > 1:
        spec = _in_full(spec)
        bar = OneBar(reporter, {"shares": 95, "together": 5})
        bar.begin("shares")
        shares.encode(spec, bar)
        reporter.go_on()
        bar.begin("together")
    features = described(encode_catalog(catalog, spec.encoders, spec.device, bar))
    if features is None:
        reporter.go_on()
        raise UserError(
            "This catalog has nothing to encode: no text, picture, sound or feature was found.",
            "Check the item columns on the Catalog page.",
        )
    earlier.note_encoded(snapshot.key(Path(spec.catalog)))
    if not features.modalities:
        reporter.log("Items have nothing to encode: models learn from histories alone.")
    for name, made in features.modalities.items():
        reporter.log(
            Text(
                "{name}: {items} of {total} items by {encoder}, up to {max_tokens} tokens of "
                "{width} numbers.",
                name=name,
                items=made.items,
                total=made.total,
                encoder=made.encoder,
                max_tokens=made.max_tokens,
                width=made.width,
            )
        )
    reporter.log(Text("The features are in {folder}.", folder=features.folder))
    return features


def _in_full(spec: EncodeSpec) -> EncodeSpec:
    """With names of encoders that mean the same in other processes, which run in other folders.

    Raises:
        UserError: see `core.encoders.chosen.fitting`.

    """
    from core.encoders.chosen import PRECOMPUTED, fitting

    named = {
        modality: name if name == PRECOMPUTED else fitting(name, modality).name
        for modality, name in (spec.encoders or {}).items()
    }
    return spec.model_copy(update={"encoders": named or None})


@runs(ENCODE_SHARE)
def encode_share(spec: ShareSpec, reporter: Reporter) -> Nothing:
    """Encode the share of one of several processes into the cache."""
    import torch

    from core import cores
    from core.catalog.opening import snapshot
    from core.encoders import features

    torch.set_num_threads(max(1, cores.usable() // spec.of))
    catalog, asked = snapshot.load(Path(spec.encode.catalog)), spec.encode
    place = device.numbered(asked.device, spec.index)
    features.encode_share(catalog, asked.encoders, place, reporter, (spec.index, spec.of))
    return Nothing()


def described(features: FeatureSet | None) -> Features | None:
    """What is encoded; None if nothing is. Of the failures, the first MAX_FAILURES are told."""
    if features is None or not (features.stores or features.by_ids):
        return None
    modalities = {
        name: EncodedModality(
            encoder=store.encoder,
            width=store.width,
            max_tokens=store.max_tokens,
            items=int(store.present.sum()),
            total=store.n_items,
            failed=len(store.failures),
            failures=tuple(FailedItem(**asdict(one)) for one in store.failures[:MAX_FAILURES]),
        )
        for name, store in features.stores.items()
    }
    return Features(folder=str(features.folder), modalities=modalities)
