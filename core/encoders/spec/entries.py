"""Entries made of references: from the hub's cache, from a folder, from torchvision or timm."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.catalog.modality import Modality
from core.encoders.entry import Entry
from core.encoders.hub import HubModel, TorchvisionModel, cached
from core.encoders.spec import facts as reading
from core.encoders.spec import prompts
from core.encoders.spec.facts import Code, Facts
from core.encoders.spec.families import FAMILIES, Reads, Tower
from core.encoders.spec.reference import Reference
from core.errors import MissingWeightsError, UserError
from core.text import Text

_BUILDER = "core.encoders.families:build"
#: Most tokens of one item that are kept; what a model gives beyond is pooled, neighbours together.
BUDGETS: dict[Modality, int] = {"text": 128, "image": 256, "audio": 64, "video": 8}
#: Names everything that tokens depend on beside the weights; raised when the code changes.
_PREPROCESSING: dict[Modality, str] = {
    "text": "own-1", "image": "own-1", "audio": "own-1", "video": "own-2",
}  # fmt: skip
_TOKENS: dict[Reads, str] = {
    "words": Text("one per word piece, neighbours joined where they are many"),
    "pixels": Text("one per patch, neighbours joined where they are many"),
    "sound": Text("at most 4 a second"),
    "frames": Text("one per frame"),
    "clip": Text("one per few frames"),
}


#: How numbers of a model of transformers can be kept in memory.
PRECISIONS = ("float32", "bfloat16", "int8")

#: Layouts whose models transformers loads.
LOADED = ("transformers", "sentence-transformers")


class NeedsCodeError(UserError):
    """A model that only Python code of its own can run, which nobody has allowed."""


@dataclass(frozen=True, kw_only=True)
class Described:
    """What the builder must know of a model that described itself.

    Attributes:
        reads: see `families.Tower`.
        layout: whose way of saving it is.
        model_type: key of FAMILIES, or what its config calls it.
        part: see `Facts`.
        remote_code: whether code of the model's own may run. Off unless a person said so.
        precision: one of PRECISIONS; "" for what the device is good at.

    """

    reads: Reads
    layout: str
    model_type: str
    part: str = ""
    remote_code: bool = False
    precision: str = ""


@dataclass(frozen=True, kw_only=True)
class Hosted(Described, HubModel):
    """A model on the hub that somebody added; `package` is its repository."""

    #: None by name: what is needed follows from what the repository has.
    files: Sequence[str] = ()

    def _snapshot(self) -> Path | None:
        folder = cached(self.package, "config.json", self.wanted) or cached(
            self.package, "open_clip_config.json", self.wanted
        )
        try:
            return folder if folder and not reading.read(folder).lacking else None
        except UserError:
            return None


@dataclass(frozen=True, kw_only=True)
class Local(Described, Entry):
    """A model in a folder of one's own; `package` is the folder."""

    @property
    def command(self) -> str:
        return f"triptych encoders add {self.package}"

    @property
    def installed(self) -> bool:
        try:
            return not reading.read(Path(self.package)).lacking
        except UserError:
            return False

    @property
    def revision(self) -> str:
        """Follows config and weights, without reading gigabytes for it."""
        digest = hashlib.sha256()
        root = Path(self.package)
        # Pooling, dense layers and prompts of sentence-transformers lie beside the Transformer.
        own, beside = (root / self.part).glob("*"), root.glob("[0-9]*_*/*")
        for path in sorted({*root.glob("*"), *own, *beside}):
            if path.suffix == ".safetensors":
                status = path.stat()
                digest.update(f"{path.name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
            elif path.suffix == ".json":
                digest.update(path.read_bytes())
        return digest.hexdigest()[:12]

    def verified(self) -> Path:
        """The folder.

        Raises:
            UserError: it is gone, or not all of it is there.

        """
        self.require()
        return Path(self.package)

    def require(self) -> None:
        lacking = reading.read(Path(self.package)).lacking
        if lacking:
            raise MissingWeightsError(
                Text("{file} is missing.", file=lacking[0]),
                "Copy all files of the model into its folder.",
                str(Path(self.package) / self.part),
            )


@dataclass(frozen=True, kw_only=True)
class Catalogued(Described, TorchvisionModel):
    """A model of torchvision that somebody added."""

    layout: str = "torchvision"
    model_type: str = field(default="torchvision")


def made(reference: Reference, remote_code: bool = False, precision: str = "") -> tuple[Entry, ...]:
    """The encoders of a reference, one a modality; the first is the one meant if none is said.

    Raises:
        MissingWeightsError: a model of the hub whose config is not in the cache.
        UserError: it is no model, or one that cannot be loaded safely.

    """
    if reference.source == "torchvision":
        from core.encoders.spec import libraries

        return tuple(_catalogued(reference, libraries.torchvision(reference.name)))
    if reference.source == "timm":
        from core.encoders.spec import libraries

        reference = Reference("hub", libraries.timm_repository(reference.name))
    folder = _folder(reference)
    found = reading.read(folder)
    if found.code == "needed" and not remote_code:
        raise NeedsCodeError(
            Text("{name} runs only with Python code of its own.", name=str(reference)),
            "Allow it if you trust its authors: that code can do anything you can. On the command "
            "line: --remote-code.",
            str(folder),
        )
    if found.code_from and remote_code and cached(found.code_from, "config.json") is None:
        raise UserError(
            Text(
                "The Python code of {name} lies in {repo}.",
                name=str(reference),
                repo=found.code_from,
            ),
            Text("Get it first: {command}", command=f"hf download {shlex.quote(found.code_from)}"),
        )
    if found.layout in LOADED and found.family not in FAMILIES and not found.code:
        from core.encoders.spec import libraries

        libraries.transformers(found.family, folder)
    if precision and (found.layout not in LOADED or precision not in PRECISIONS):
        raise UserError(
            Text("'{precision}' is no precision of this model.", precision=precision),
            Text(
                "Models of transformers and sentence-transformers have {those}.",
                those=", ".join(PRECISIONS),
            ),
        )
    return tuple(_described(reference, folder, found, remote_code, precision))


def code(reference: Reference) -> Code:
    """Whether a model that is here has Python code of its own; see `Facts`."""
    if reference.source not in ("folder", "hub"):
        return ""
    return reading.read(_folder(reference)).code


def has_precisions(entry: Entry) -> bool:
    """Whether an encoder can be loaded in each of PRECISIONS."""
    return isinstance(entry, Hosted | Local) and entry.layout in LOADED


def _folder(reference: Reference) -> Path:
    """Where the files of a model lie.

    Raises:
        MissingWeightsError: not on this machine.

    """
    if reference.source == "folder":
        return Path(reference.name)
    wanted = reference.revision or "main"
    for name in ("config.json", "open_clip_config.json"):
        if (folder := cached(reference.name, name, wanted)) is not None:
            return folder
    remedy = Text(
        "Run: {command}", command=f"triptych encoders fetch {shlex.quote(str(reference))}"
    )
    if Path(reference.name).is_dir():
        remedy = Text("For the folder of this name, write ./{name}", name=reference.name)
    raise MissingWeightsError(
        Text("The model {name} is not on this machine.", name=str(reference)), remedy
    )


def _note(folder: Path, name: str, found: Facts, tower: Tower) -> Text:
    """What its details say beside its numbers."""
    note = Text("Added by you; what it is, its own files say.")
    if tower.reads != "words" or found.layout not in LOADED or found.about.speaks:
        return note
    more = prompts.told(prompts.before_texts(folder, name))
    return Text.joined(" ", [note, more]) if more else note


def _described(
    reference: Reference, folder: Path, found: Facts, remote_code: bool, precision: str
) -> Iterator[Entry]:
    primary = next(iter(found.about.towers))
    for modality, tower in found.about.towers.items():
        short = Path(reference.name).name if reference.source == "folder" else str(reference)
        name = str(reference) if modality == primary else f"{reference}#{modality}"
        shared: dict[str, Any] = {
            "name": name,
            "modality": modality,
            "title": f"{found.about.title} · {short}",
            "package": reference.name,
            "size_mb": round(found.bytes / 1e6, 1),
            "licence": found.licence or Text("not stated"),
            "width": found.widths[modality],
            "max_tokens": BUDGETS[modality],
            "preprocessing": f"{_PREPROCESSING[modality]}-{BUDGETS[modality]}"
            + (f"-{precision}" if precision else ""),
            "tokens": _TOKENS[tower.reads],
            "note": _note(folder, reference.name, found, tower),
            "builder": _BUILDER,
            "family": found.about.title,
            "space": str(reference) if found.about.joint else "",
            "reads": tower.reads,
            "layout": found.layout,
            "model_type": found.family,
            "part": found.part,
            "remote_code": remote_code and bool(found.code),
            "precision": precision,
        }
        if reference.source == "folder":
            yield Local(**shared)
        else:
            yield Hosted(**shared, wanted=reference.revision or "main")


def _catalogued(reference: Reference, fields: dict[str, Any]) -> Iterator[Entry]:
    towers: dict[Modality, Reads] = {"image": "pixels", "video": "frames"}
    for modality, reads in towers.items():
        name = str(reference) if modality == "image" else f"{reference}#{modality}"
        yield Catalogued(
            name=name,
            modality=modality,
            reads=reads,
            package="torchvision",
            licence="BSD-3-Clause",
            max_tokens=BUDGETS[modality],
            preprocessing=f"{_PREPROCESSING[modality]}-{BUDGETS[modality]}",
            tokens=_TOKENS[reads],
            note=Text("Added by you; what it is, its own files say."),
            builder=_BUILDER,
            **fields,
        )
