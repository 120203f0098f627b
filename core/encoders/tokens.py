"""Token features with the place in the source that each token came from.

torch comes when a batch is made: who opens a catalog reads stores, and need not wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch
    from torch import Tensor

#: What the four numbers of a token's position mean, per modality. Unused ones are NaN.
#:   text:  character start, character end
#:   image: x0, y0, x1, y1 in pixels of the original picture (EXIF orientation applied)
#:   audio: start second, end second, low Hz, high Hz
#:   video: start second, end second
#:   precomputed features have one token whose position is all NaN ("the whole item").
POSITION_WIDTH = 4


@dataclass(frozen=True)
class TokenBatch:
    """Tokens of several items of one modality.

    Attributes:
        tokens: [B, L, D] float.
        mask: [B, L] bool, True where there is a token. An item without the modality has a row
            of False: missing is masked, never zero-filled as if real.
        positions: [B, L, 4] float32, see POSITION_WIDTH.
        whole: [B, W] float32, the encoder's own vector of each whole item where it makes one; W
            may differ from D. None: the mean over the tokens stands for the item.
    """

    tokens: Tensor
    mask: Tensor
    positions: Tensor
    whole: Tensor | None = None

    def to(self, device: torch.device | str, dtype: torch.dtype | None = None) -> TokenBatch:
        """The same batch on `device`, tokens in `dtype` (float32). No one waits for CUDA's copy."""
        import torch

        return TokenBatch(
            _sent(self.tokens, device).to(dtype or torch.float32),
            _sent(self.mask, device),
            _sent(self.positions, device),
        )

    def __len__(self) -> int:
        return self.tokens.shape[0]


def _sent(tensor: Tensor, device: torch.device | str) -> Tensor:
    """A tensor on `device`, in the type it has."""
    import torch

    if torch.device(device).type == "cuda" and tensor.device.type == "cpu":
        tensor = tensor.pin_memory()  # from other memory the host waits, whatever it asked for
    return tensor.to(device, non_blocking=True)


def pad(
    tokens: list[Tensor], positions: list[Tensor], width: int, length: int | None = None
) -> TokenBatch:
    """Stack ragged items: lists of [L_i, width] and [L_i, 4] -> one TokenBatch."""
    import torch

    longest = max((len(t) for t in tokens), default=0)
    length = max(1, longest if length is None else length)
    batch = torch.zeros(len(tokens), length, width)
    mask = torch.zeros(len(tokens), length, dtype=torch.bool)
    where = torch.full((len(tokens), length, POSITION_WIDTH), float("nan"))
    for row, (values, places) in enumerate(zip(tokens, positions, strict=True)):
        n = min(len(values), length)
        batch[row, :n] = values[:n]
        mask[row, :n] = True
        where[row, :n] = places[:n]
    return TokenBatch(batch, mask, where)
