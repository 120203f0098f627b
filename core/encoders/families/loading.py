"""Models of transformers from a folder: safetensors, in the precision the device is good at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from core.encoders.spec.entries import Described, Hosted, Local
from core.encoders.weights import load_pretrained
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
    """The model of an entry on its device, in evaluation mode."""
    from transformers import AutoModel

    model = load_pretrained(
        AutoModel,
        folder_of(entry),
        _UNUSED,
        precision(device),
        trust_remote_code=entry.remote_code,
    )
    return model.to(device).eval().requires_grad_(False)


def precision(device: str) -> torch.dtype:
    """bfloat16 or float16 where the device computes it fast, and halves the memory; else float32.

    On a CPU halves are many times slower than singles.
    """
    if torch.device(device).type != "cuda":
        return torch.float32
    native = torch.cuda.is_bf16_supported(including_emulation=False)
    return torch.bfloat16 if native else torch.float16


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
