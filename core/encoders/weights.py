"""Weights from files that strangers may have touched, and never random ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from torch import Tensor, nn

from core.errors import UserError
from core.text import Text

AGAIN = Text("Download them again.")


def load_pretrained(
    kind: Any,
    path: Path | None,
    unused: tuple[str, ...] = (),
    dtype: torch.dtype | str = torch.float32,
    remedy: str = AGAIN,
    **options: Any,
) -> nn.Module:
    """`kind.from_pretrained(path)` from a local folder, safetensors only.

    `transformers` fills what a checkpoint lacks with random numbers and only logs it; here that
    is an error.

    Args:
        kind: a model class, or one that finds it.
        path: the folder; without one, `config` and `state_dict` are among the options.
        unused: beginnings of the names of parts that nobody uses, which may lack.
        dtype: of the parameters; "auto" as they were saved.
        remedy: what to do where they do not fit.
        options: what else `from_pretrained` takes.

    Raises:
        UserError: the folder holds no such model, or not all of it.

    """
    from transformers.utils import logging

    level = logging.get_verbosity()
    logging.set_verbosity_error()
    bar = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        model, report = kind.from_pretrained(
            path,
            local_files_only=True,
            use_safetensors=True,
            output_loading_info=True,
            dtype=dtype,
            **options,
        )
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise UserError(
            Text("The weights in {path} cannot be loaded: {error}", path=path, error=error),
            remedy,
            str(path),
        ) from error
    finally:
        logging.set_verbosity(level)
        if bar:
            logging.enable_progress_bar()
    keys = [
        str(key) for name in ("missing_keys", "mismatched_keys") for key in sorted(report[name])
    ]
    lacking = [key for key in keys if not key.startswith(unused)]
    if lacking:
        raise UserError(
            Text(
                "The weights in {path} lack {lacking} parts, such as {first}.",
                path=path,
                lacking=len(lacking),
                first=lacking[0],
            ),
            remedy,
            str(path),
        )
    return model


def load_state(path: Path, allowed: tuple[Any, ...] = ()) -> Any:
    """A torch checkpoint, read without running anything in it.

    Args:
        path: the file.
        allowed: harmless types it may hold beyond tensors.

    Raises:
        UserError: it holds something else, or is broken.

    """
    try:
        with torch.serialization.safe_globals(list(allowed)):
            return torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # the unpickler raises anything on broken bytes
        raise UserError(
            "The weight file cannot be loaded safely.", "Install its package again.", str(path)
        ) from error


def fill(model: nn.Module, state: dict[str, Tensor]) -> nn.Module:
    """Give `model` its parameters and buffers; nothing may lack, be left over or of other shape.

    The model may have been built on the meta device, which takes no memory and no time.

    Raises:
        UserError: the state is that of another model.

    """
    try:
        model.load_state_dict(state, strict=True, assign=True)
    except RuntimeError as error:
        raise UserError(
            Text("The weight file belongs to another model ({error}).", error=error),
            "Download it again.",
        ) from error
    return model.eval().requires_grad_(False)
