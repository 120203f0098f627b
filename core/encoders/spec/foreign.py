"""What people bring that is no model this can load, and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core import workspace
from core.encoders.spec.families import FAMILIES
from core.errors import UserError
from core.text import Text

_PICKLED = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.h5", "*.msgpack")
#: Weights in the form of other engines, by the ending of their files.
_ENGINES = {".gguf": "llama.cpp", ".onnx": "ONNX", ".engine": "TensorRT", ".mlmodel": "Core ML"}
#: Settings that only models of films have.
_FILMS = {"num_frames", "frames_per_clip", "tubelet_size"}


def no_folder(path: Path) -> UserError:
    """Why a path names no folder."""
    if engine := _ENGINES.get(path.suffix.lower()):
        return _of_engine(path, engine)
    if path.is_file():
        return UserError(
            Text("{file} is a file.", file=path.name),
            "Name the folder that holds config.json and model.safetensors.",
            str(path),
        )
    return UserError(
        Text("The folder {folder} does not exist.", folder=path), "Correct the path.", str(path)
    )


def refuse(folder: Path, config: Mapping[str, Any]) -> None:
    """Raise for what is recognised and cannot be loaded as a model.

    Args:
        folder: as it was named.
        config: its config.json, empty where there is none.

    Raises:
        UserError: an adapter without its model, weights that another library quantised, or a
            model of films of an unknown family.

    """
    if (folder / "adapter_config.json").is_file() and not config:
        try:  # somebody else's file: never set aside
            told = workspace.parse_json(folder / "adapter_config.json")
        except (OSError, ValueError):
            told = None
        base = told.get("base_model_name_or_path") if isinstance(told, dict) else None
        raise UserError(
            Text("This is an adapter (LoRA), which only changes {base}.", base=base or "?"),
            "Merge them with peft (merge_and_unload), save_pretrained the result with its "
            "tokenizer, and name that folder.",
            str(folder),
        )
    sees = config.get("vision_config")
    clips = _FILMS & {*config, *(sees if isinstance(sees, Mapping) else ())}
    if clips and config.get("model_type") not in FAMILIES and "auto_map" not in config:
        raise UserError(
            Text(
                "'{family}' reads films, in a way that is not known here.",
                family=str(config.get("model_type")),
            ),
            "Choose VideoMAE, ViViT or TimeSformer, or any encoder of pictures: it reads films "
            "frame by frame.",
            str(folder),
        )
    quantised = config.get("quantization_config")
    if isinstance(quantised, Mapping):
        raise UserError(
            Text(
                "These weights were quantised ({method}), which is not read here.",
                method=str(quantised.get("quant_method", "?")),
            ),
            "Name the model they were made of; with --precision int8 it takes a quarter of the "
            "memory.",
            str(folder),
        )


def refuse_weights(folder: Path) -> None:
    """Raise for a folder without safetensors that has weights of another form.

    Raises:
        UserError: they would have to be unpickled, or are those of another engine.

    """
    pickled = [path for pattern in _PICKLED for path in sorted(folder.glob(pattern))]
    if pickled:
        raise UserError(
            Text(
                "The weights are in {file}, which would have to be unpickled: that can run "
                "anybody's code.",
                file=pickled[0].name,
            ),
            "Get a revision with model.safetensors, or save the model again with "
            "save_pretrained of a current transformers.",
            str(folder),
        )
    for path in sorted(folder.glob("*")):
        if engine := _ENGINES.get(path.suffix.lower()):
            raise _of_engine(path, engine)


def _of_engine(path: Path, engine: str) -> UserError:
    return UserError(
        Text("{file} holds weights for {engine}.", file=path.name, engine=engine),
        "Get the same model with model.safetensors and config.json.",
        str(path),
    )
