"""The torch checkpoint of aiSFX: the embedding net, without its classifier."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.encoders.conversion import Weights
from core.encoders.weights import load_state

#: The file holds a table of numpy integers beside the weights.
ALLOWED = (
    (np.int64().__reduce__()[0], "numpy.core.multiarray.scalar"),
    np.dtype,
    np.dtypes.Int64DType,
)
_PREFIX = "embedding_net."


def convert(paths: list[Path]) -> Weights:
    """Tensors of `core.encoders.aisfx.Net`."""
    state, _ = load_state(paths[0], ALLOWED)
    return Weights(
        {key.removeprefix(_PREFIX): v for key, v in state.items() if key.startswith(_PREFIX)}
    )
