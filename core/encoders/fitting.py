"""Batches that fit into memory: half as many items once it runs out, or is about to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import psutil

from core.device import free_cache, ran_out
from core.encoders.base import Encoder
from core.encoders.tokens import TokenBatch
from core.progress import Reporter
from core.text import Text

#: With less of the machine's memory than this free, a process may be ended without a word.
_SCARCE = 1 << 30


class Fitting:
    """Encodes as many items at a time as fit; what did not once is not tried again.

    Attributes:
        size: items at a time.

    """

    def __init__(self, encoder: Encoder, reporter: Reporter) -> None:
        self._encoder, self._reporter = encoder, reporter
        self.size = encoder.batch_size

    def encode(self, inputs: Sequence[Any]) -> Iterator[TokenBatch]:
        """Tokens of all inputs in order, a part at a time.

        Raises:
            RuntimeError: not even one item fits.

        """
        begin = 0
        while begin < len(inputs):
            part = inputs[begin : begin + self.size]
            if len(part) > 1 and psutil.virtual_memory().available < _SCARCE:
                self._halve(len(part))
                continue
            try:
                encoded = self._encoder.encode(part)
            except (RuntimeError, MemoryError) as error:
                if len(part) == 1 or not ran_out(error):
                    raise
                self._halve(len(part))
                continue
            yield encoded
            begin += len(part)

    def _halve(self, tried: int) -> None:
        free_cache()
        self.size = min(
            self.size, tried // 2
        )  # batches encoded beside this one may have failed, too
        self._reporter.log(
            Text(
                "Memory is short: '{encoder}' takes {count} items at a time from here on.",
                encoder=self._encoder.name,
                count=self.size,
            ),
            "warning",
        )
