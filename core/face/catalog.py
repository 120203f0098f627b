"""Catalogs and their features."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from core.catalog.plan.model import Plan
from core.contracts.features import EncodeSpec, Features
from core.contracts.message import checked
from core.contracts.opening import Opened, OpenSpec, SampleSpec
from core.progress import NOBODY, Reporter

if TYPE_CHECKING:
    from core.catalog.schema import Catalog


@dataclass(frozen=True, eq=False)
class OpenedCatalog:
    """A catalog that was read and checked.

    Attributes:
        about: where its snapshot lies; how many items, users and interactions it holds; the
            features and the latest run there are of it.

    """

    about: Opened

    @cached_property
    def tables(self) -> Catalog:
        """What is in it, as polars tables: `items`, `users`, `interactions`, `quarantine`.

        Row numbers of `items` [N] and `users` [U] are those used everywhere else. Samples also
        have `truth`, where each attribute was planted.
        """
        from core.catalog.opening import snapshot

        return snapshot.load(Path(self.about.snapshot))


def open_catalog(
    path: str | Path,
    *,
    reader: str | None = None,
    mapping: Mapping[str, str] | None = None,
    plan: Plan | None = None,
    reporter: Reporter = NOBODY,
) -> OpenedCatalog:
    """Open a folder or file as people have them; unchanged files are not read again.

    Args:
        path: a catalog folder, a table, or a .zip.
        reader: name of the reader, None to detect it.
        mapping: which column means what, e.g. {"user": "uid"}; None to find out.
        plan: how to read it, e.g. the `about.plan` of a former opening, changed; None to look.
        reporter: told of progress and of what was assumed.

    Raises:
        UserError: no reader knows these files, or they lack what a catalog needs.

    """
    from core.worker.jobs import opening

    said = None if mapping is None else {**mapping}
    spec = OpenSpec(path=str(path), reader=reader, mapping=said, plan=plan)
    return OpenedCatalog(opening.open_catalog(spec, reporter))


def make_sample(
    field: Literal["shop", "music", "video"],
    *,
    items: int = 240,
    users: int = 300,
    seed: int = 0,
    reporter: Reporter = NOBODY,
) -> OpenedCatalog:
    """Generate a sample catalog with planted truth, unless it is there already, and open it.

    Raises:
        UserError: there is no such sample, or fewer than 8 items or 4 users are asked for.

    """
    from core.worker.jobs import opening

    spec = {"field": field, "items": items, "users": users, "seed": seed}
    return OpenedCatalog(opening.make_sample(checked(SampleSpec, spec), reporter))


def encode(
    catalog: OpenedCatalog,
    encoders: Mapping[str, str] | None = None,
    *,
    device: str = "auto",
    processes: int = 1,
    reporter: Reporter = NOBODY,
) -> Features:
    """Turn words, pictures and sound into tokens; what is cached is not computed again.

    Args:
        catalog: whose items.
        encoders: names by modality, e.g. {"text": "minilm"}; the defaults if none are named.
        device: "auto", "cpu", "cuda" or "cuda:N".
        processes: how many encode a share each, on a device of its own where there are several.
        reporter: told of progress.

    Returns:
        By modality, which encoder made how many tokens of which width for how many items; in its
        `folder` the tokens [L, width] of each item lie, float16.

    Raises:
        UserError: there is nothing to encode, or an encoder is not there.

    """
    from core.worker.jobs import encoding

    chosen = None if encoders is None else {**encoders}
    spec = EncodeSpec(
        catalog=catalog.about.snapshot, encoders=chosen, device=device, processes=processes
    )
    return encoding.encode(spec, reporter)
