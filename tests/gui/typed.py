"""Features and runs as the jobs answer them, with little in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.contracts.features import EncodedModality, Features
from core.training.run.record import Run


def features(folder: str = "/f", **tokens: int) -> Features:
    """Features with the most tokens an item has, by modality."""
    made = {
        name: EncodedModality(encoder="here", width=4, max_tokens=most, items=2, total=3, failed=0)
        for name, most in tokens.items()
    }
    return Features(folder=folder, modalities=made)


def run(folder: str = "/r", **more: Any) -> Run:
    """A run of this folder."""
    return Run.model_validate({"folder": folder, "name": Path(folder).name, **more})
