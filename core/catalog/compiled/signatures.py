"""What the compiled functions take, told without numba: one letter an argument.

A capital or small letter is an array of that type, `n` a whole number. All return int64.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

ARRAYS: Mapping[str, npt.DTypeLike] = {
    "B": np.uint8,
    "I": np.uint32,
    "Q": np.uint64,
    "i": np.int32,
    "q": np.int64,
    "f": np.float32,
}
#: What `fields.parse` does with a field.
SKIP, IDENTIFIER, WHOLE, DECIMAL = range(4)
#: Numerals below this number are places in a table.
MOST_NUMERALS = 1 << 24
SIGNATURES: Mapping[str, str] = {
    "check": "Bnnq",
    "parse": "BnnqqnnQqfq",
    "number": "BQnQQnnBqi",
    "number_numerals": "BQninQBqi",
    "rebuild": "QnnQnn",
    "count": "inq",
    "scatter": "innIIIQIIQn",
}
