"""Models of transformers from a folder: safetensors, in the precision the device is good at."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import psutil
import torch
from safetensors import SafetensorError, safe_open

from core.encoders.families.int8 import quantised
from core.encoders.spec import facts
from core.encoders.spec.entries import LOADED, Described, Hosted, Local
from core.encoders.weights import AGAIN, load_pretrained
from core.errors import UserError
from core.failures import sentence_of
from core.text import Text

#: Heads that no token passes through; checkpoints of other tasks come without them.
_UNUSED = ("pooler.",)


def folder_of(entry: Described) -> Path:
    """Where config, weights and tokenizer of an entry lie.

    Raises:
        MissingWeightsError: not on this machine.

    """
    assert isinstance(entry, Hosted | Local)
    return entry.verified() / entry.part


def transformer(entry: Described, device: str) -> Any:
    """The model of an entry on its device, in evaluation mode.

    Raises:
        UserError: see `load_pretrained`; or there is not enough memory for it.

    """
    from transformers import AutoModel, AutoModelForTextEncoding

    config = _config(entry)
    # Of T5 and its like, what reads texts is a class of its own; of others that write, a part.
    alone = entry.reads == "words" and type(config) in AutoModelForTextEncoding._model_mapping
    writes = not alone and getattr(config, "is_encoder_decoder", False)
    part = writes and entry.reads in ("words", "sound")
    eight = entry.precision == "int8"
    dtype = None if eight else precision(device, entry.precision)
    if dtype is not None and torch.device(device).type == "cpu":
        insist_on_memory(entry, dtype.itemsize)
    model: Any = load_pretrained(
        AutoModelForTextEncoding if alone else AutoModel,
        folder_of(entry),
        (*_UNUSED, "decoder.") if part else _UNUSED,
        dtype or "auto",
        again(entry) or AGAIN,
        trust_remote_code=entry.remote_code,
    )
    model = model.get_encoder() if part else model
    model = quantised(model) if eight else model
    return model.to(device).eval().requires_grad_(False)


def again(entry: Described) -> Text:
    """What to do where a model does not fit the library's code and has code of its own; else ""."""
    if entry.layout not in LOADED or entry.remote_code:
        return Text()
    if facts.read(folder_of(entry)).code != "offered":
        return Text()
    return Text(
        "It comes with Python code of its own, which may be what it needs. If you trust its "
        "authors, add it with that code allowed: --remote-code."
    )


def _config(entry: Described) -> Any:
    from transformers import AutoConfig

    return AutoConfig.from_pretrained(
        folder_of(entry), local_files_only=True, trust_remote_code=entry.remote_code
    )


def precision(device: str, wanted: str = "") -> torch.dtype:
    """What is wanted; else bfloat16 or float16 where the device computes it fast; else float32.

    On a CPU halves are many times slower than singles.
    """
    if wanted:
        return {"float32": torch.float32, "bfloat16": torch.bfloat16}[wanted]
    if torch.device(device).type != "cuda":
        return torch.float32
    native = torch.cuda.is_bf16_supported(including_emulation=False)
    return torch.bfloat16 if native else torch.float16


def insist_on_memory(entry: Described, itemsize: int) -> None:
    """See that a model fits into the memory that is free: what does not ends the whole process.

    Raises:
        UserError: it does not.

    """
    folder = folder_of(entry)
    need = sum(_numbers(folder / name) for name in facts.parts(folder)) * itemsize
    free = int(psutil.virtual_memory().available)
    if need > free:
        raise UserError(
            Text(
                "This model needs {need:.1f} GB of memory, and {free:.1f} GB are free.",
                need=need / 1e9,
                free=free / 1e9,
            ),
            "Add it with --precision int8, which takes a quarter, or close other programs.",
            str(folder),
        )


def _numbers(path: Path) -> int:
    """How many numbers a file of safetensors holds, by its header.

    Raises:
        UserError: the file is damaged.

    """
    try:
        with safe_open(path, "pt") as file:
            return sum(math.prod(file.get_slice(name).get_shape()) for name in file.keys())  # noqa: SIM118
    except (SafetensorError, OSError) as error:
        raise UserError(
            Text("These weights cannot be read: {reason}", reason=sentence_of(error)),
            "Download or copy the folder again.",
            str(path),
        ) from error


def processor(kind: Any, entry: Described, file: str) -> Any:
    """`kind.from_pretrained` of a processor of transformers, from the folder of an entry.

    Args:
        kind: AutoTokenizer, AutoImageProcessor or AutoFeatureExtractor.
        entry: whose.
        file: what it is read from, to be named where it is missing.

    Raises:
        UserError: the file is missing or damaged.

    """
    folder = folder_of(entry)
    try:
        return kind.from_pretrained(
            folder, local_files_only=True, trust_remote_code=entry.remote_code
        )
    except Exception as error:  # the library raises anything on files it cannot use
        raise UserError(
            Text("{file} cannot be used ({error}).", file=file, error=sentence_of(error)),
            Text("Copy {file} from where the model comes from into its folder.", file=file),
            str(folder),
        ) from error
