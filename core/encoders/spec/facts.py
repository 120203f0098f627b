"""What a folder of a model says about itself, read without torch and without its weights."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from core import workspace
from core.catalog.modality import Modality
from core.encoders.spec import foreign
from core.encoders.spec.families import FAMILIES, Family
from core.errors import UserError
from core.text import Text

Layout = Literal["transformers", "sentence-transformers", "timm", "open_clip"]
#: Whether Python code that comes with a model can run it, or alone can.
Code = Literal["", "offered", "needed"]

#: Names under which a config says how wide its tokens are; of a list the last counts.
_WIDTHS = ("hidden_size", "n_embd", "d_model", "dim", "hidden_sizes", "hidden_dim", "num_features")
_WIDEST = 1 << 20
#: A setting that only models of a joint space have, and the sections of one of words and pictures.
_CONTRAST, _PAIR = "logit_scale_init_value", {"text_config", "vision_config"}
_WEIGHTS = ("model.safetensors", "open_clip_model.safetensors")
_LICENCE = re.compile(r"^license(_name)?:\s*[\"']?([^\"'\n]+)", re.MULTILINE)
_EMBEDS = r"^pipeline_tag:\s*(feature-extraction|sentence-similarity)|embedding\s*$"
_FRONT = re.compile(r"\A\s*---\s*\n(.*?)\n---", re.DOTALL)


@dataclass(frozen=True)
class Facts:
    """A model as its own files describe it.

    Attributes:
        layout: whose way of saving it is.
        family: key of FAMILIES, or what its config calls it.
        about: its modalities.
        widths: features per token, by modality.
        licence: as its README says, "" if it does not.
        bytes: of its safetensors, as far as known.
        lacking: weight files that are named and not here.
        code: whether Python code of its own can run it, or alone can.
        code_from: where that code is, if not in the folder: a repository of the hub.
        part: the sub-folder that holds config, weights and tokenizer; "" for the folder itself.

    """

    layout: Layout
    family: str
    about: Family
    widths: Mapping[Modality, int]
    licence: str
    bytes: int
    lacking: tuple[str, ...]
    code: Code
    part: str = ""
    code_from: str = ""


def read(folder: Path) -> Facts:
    """The facts of a folder in the layout of transformers, sentence-transformers, timm, open_clip.

    Raises:
        UserError: it is no folder, holds no model, or only weights that would have to be unpickled.

    """
    if not folder.is_dir():
        raise foreign.no_folder(folder)
    steps = modules(folder)
    part = str(steps[0]["path"]) if steps else ""
    inner = folder / part
    config = parsed(inner / "config.json") or {}
    foreign.refuse(folder, config)
    opened = parsed(folder / "open_clip_config.json")
    layout: Layout
    if opened and config.get("model_type") not in FAMILIES:
        layout, family, about = "open_clip", "open_clip", _open_clip(opened)
        widths = _open_clip_widths(opened)
    elif "architecture" in config:
        layout, family = "timm", str(config["architecture"])
        about = replace(FAMILIES["vit"], title=family)
        widths = _widths(config, about)
    elif "model_type" in config or "auto_map" in config:
        layout = "sentence-transformers" if steps else "transformers"
        family = str(config.get("model_type", inner.name))
        about = _known(family, inner, config)
        if about.speaks and not (steps or _embeds(folder)):
            about = replace(about, joint=False)
        widths = _widths(config, about)
    else:
        foreign.refuse_weights(inner)
        if config:
            raise UserError(
                "config.json does not say what this model is: it has no model_type.",
                "Get config.json again from where the model comes from.",
                str(inner / "config.json"),
            )
        raise UserError(
            "There is no model in this folder: no config.json says what it is.",
            "Name the folder that holds config.json and model.safetensors.",
            str(folder),
        )
    size, lacking = _weights(inner)
    code, place = _code({} if layout == "open_clip" else config, family, about)
    licence = _licence(folder)
    return Facts(layout, family, about, widths, licence, size, lacking, code, part, place)


def parsed(path: Path) -> dict[str, Any] | None:
    """A JSON object of somebody else's, None if there is no such file.

    Raises:
        UserError: it is damaged.

    """
    try:
        value = workspace.parse_json(path)
    except OSError:
        return None
    except ValueError as error:
        raise _damaged(path, error) from error
    return value if isinstance(value, dict) else None


def modules(folder: Path) -> list[dict[str, Any]]:
    """The steps of a model of sentence-transformers; the first is its Transformer.

    Raises:
        UserError: the list is damaged.

    """
    path = folder / "modules.json"
    try:
        steps = workspace.parse_json(path)
        named = [workspace.inside(folder, str(step["path"]) or ".") for step in steps]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise _damaged(path, error) from error
    if None in named:
        raise _damaged(path, "a path leaves the folder")
    return list(steps)


def _damaged(path: Path, error: object) -> UserError:
    return UserError(
        Text("{file} is damaged ({error}).", file=path.name, error=error),
        "Get it again.",
        str(path),
    )


def _known(family: str, folder: Path, config: Mapping[str, Any]) -> Family:
    """A family of ours, or what the files beside the config show it to be."""
    if family in FAMILIES:
        return FAMILIES[family]
    section = family.removesuffix("_model")
    for ending, modality in (("_text", "text"), ("_vision", "image"), ("_audio", "audio")):
        if section.endswith(ending):
            return _like(modality, family)
    # Of those that learned by contrast, and so compare words with pictures.
    if _CONTRAST in config and config.keys() >= _PAIR:
        return replace(FAMILIES["clip"], title=family)
    processor = parsed(folder / "preprocessor_config.json") or {}
    if "sampling_rate" in processor:
        return _like("audio", family)
    if "image_mean" in processor or "num_channels" in config:
        return _like("image", family)
    return _like("text", family)


def _code(config: Mapping[str, Any], family: str, about: Family) -> tuple[Code, str]:
    """Whether a model has Python code of its own, and the repository it is in if another."""
    told = section(config, "auto_map")
    if not told:
        return "", ""
    # The vectors of a joint family with code of its own come from that code.
    needed = family not in FAMILIES or about.joint
    place, apart, _ = str(told.get("AutoModel", "")).partition("--")
    if needed or "AutoModel" in told:
        return "needed" if needed else "offered", place if apart else ""
    return "", ""


def _like(modality: str, title: str) -> Family:
    """One of a family of which nothing but the modality is known."""
    alike = {"text": "bert", "image": "vit", "audio": "wav2vec2"}[modality]
    return replace(FAMILIES[alike], title=title)


def _widths(config: Mapping[str, Any], family: Family) -> dict[Modality, int]:
    return {
        name: _number(section(config, tower.section) if tower.section else config, _WIDTHS)
        or tower.width
        for name, tower in family.towers.items()
    }


def section(config: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """What a config of somebody else's holds under names in each other; empty if no object."""
    value: object = config
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _number(config: Mapping[str, Any], names: Sequence[str]) -> int:
    """The first plausible width that is said under one of the names, of a list its last; else 0."""
    for name in names:
        value = config.get(name)
        value = value[-1] if isinstance(value, list) and value else value
        if type(value) is int and 0 < value <= _WIDEST:
            return value
    return 0


def _open_clip(config: Mapping[str, Any]) -> Family:
    name = str(section(config, "model_cfg", "vision_cfg").get("timm_model_name", ""))
    return replace(FAMILIES["clip"], title=f"open_clip {name}".strip())


def _open_clip_widths(config: Mapping[str, Any]) -> dict[Modality, int]:
    text = _number(section(config, "model_cfg", "text_cfg"), ("width",)) or 512
    image = _number(section(config, "model_cfg", "vision_cfg"), ("width",)) or 768
    return {"image": image, "text": text, "video": image}


def _weights(folder: Path) -> tuple[int, tuple[str, ...]]:
    """Bytes of the safetensors, and which of them are not here.

    Raises:
        UserError: there are weights, but only such as would have to be unpickled.

    """
    index = parsed(folder / "model.safetensors.index.json")
    names = parts(folder)
    if index is not None:
        said = index.get("metadata")
        # Parts lie beside their index; a stranger's name that leads elsewhere is not followed.
        here = [name for name in names if Path(name).name == name and (folder / name).is_file()]
        told = said.get("total_size") if isinstance(said, dict) else 0
        told = int(told) if isinstance(told, int | float) and math.isfinite(told) else 0
        size = sum((folder / name).stat().st_size for name in here)
        return max(size, told), tuple(sorted(set(names) - set(here)))
    if (folder / names[0]).is_file():
        return (folder / names[0]).stat().st_size, ()
    foreign.refuse_weights(folder)
    return 0, (_WEIGHTS[0],)


def parts(folder: Path) -> list[str]:
    """Names of the files that a model is loaded from: those of its index, else the one.

    Raises:
        UserError: the index is damaged.

    """
    index = parsed(folder / "model.safetensors.index.json")
    if index is None:
        return [weights_name(folder)]
    places = index.get("weight_map")
    return sorted({str(name) for name in places.values()} if isinstance(places, dict) else set())


def weights_name(folder: Path) -> str:
    """The file with the weights where they are one, under one of the names libraries give it."""
    return next((name for name in _WEIGHTS if (folder / name).is_file()), _WEIGHTS[0])


def _embeds(folder: Path) -> bool:
    """Whether a language model was trained to embed, by its name or what its README says it is."""
    named = any("embed" in part.lower() for part in folder.parts[-3:])
    return named or bool(re.search(_EMBEDS, _front(folder), re.MULTILINE))


def _licence(folder: Path) -> str:
    """What the front matter of README.md says."""
    found = dict(_LICENCE.findall(_front(folder)))
    return str(found.get("_name") or found.get("", "")).strip()


def _front(folder: Path) -> str:
    """The front matter of README.md."""
    try:
        with (folder / "README.md").open(encoding="utf-8", errors="replace") as file:
            head = file.read(65_536)
    except OSError:
        return ""
    front = _FRONT.match(head)
    return front[1] if front else ""
