"""What every encoder is: pretrained, frozen, and clear about where its tokens come from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from core import cores

if TYPE_CHECKING:
    import torch

    from core.catalog.schema import Modality
    from core.encoders.tokens import TokenBatch

#: Characters of a name in that of a folder; a path can be longer than a folder's name may be.
_LONGEST = 80


@dataclass(frozen=True)
class EncoderInfo:
    """What a list of encoders shows, known without torch and without the weights.

    Attributes:
        name: what `registry.load` takes.
        modality: what it encodes.
        title: what to call it in the window.
        licence: of the weights, and of the package where it differs.
        size_mb: size of the weight file in megabytes; 0 where it is not known before download.
        package: pip requirement, or repository on the hub, that holds the weights.
        installed: whether the weights are on this machine.
        note: where they come from, as a sentence.
        command: what to type to get them.
        width: features per token.
        max_tokens: most tokens of one item.
        tokens: what one token is.
        default: whether `encode_catalog` uses it if nobody chooses.
        revision: names the weights exactly: a hash, or the revision on the hub.
        preprocessing: names everything else the tokens depend on; raised when that changes.
        family: what its architecture is called, such as "CLIP"; "" where the title says it.
        space: equal for encoders whose vectors of whole items can be compared, such as the two of
            a CLIP; "" for one that stands alone.

    """

    name: str
    modality: Modality
    title: str
    licence: str
    size_mb: float
    package: str
    installed: bool
    note: str
    command: str
    width: int
    max_tokens: int
    tokens: str
    default: bool
    revision: str
    preprocessing: str
    family: str = ""
    space: str = ""

    @property
    def identity(self) -> str:
        """Names the features it makes: equal identities mean equal tokens for equal inputs."""
        return identity(self.name, self.revision, self.preprocessing)

    @property
    def shared(self) -> str:
        """Names the space of its whole vectors down to the weights; "" if it stands alone."""
        return f"{self.space}@{self.revision}" if self.space else ""


def identity(name: str, revision: str, preprocessing: str) -> str:
    """A folder name for the features of one encoder, see `EncoderInfo.identity`."""
    digest = hashlib.blake2b(f"{revision}\0{preprocessing}".encode(), digest_size=6)
    safe = re.sub(r"[^\w.@-]", "-", name.replace("/", "--"))[-_LONGEST:].lstrip("-.")
    return f"{safe}-{digest.hexdigest()}"


@dataclass(frozen=True)
class Loading:
    """How media must be decoded before `Encoder.encode`; see the functions of `core.media`.

    Attributes:
        size: side of the aligned picture in pixels.
        fit: how the picture is laid on it.
        rate: samples a second.
        max_seconds: where a longer sound is cut.
        frames: frames taken from a video.

    """

    size: int = 224
    fit: Literal["letterbox", "crop"] = "letterbox"
    rate: int = 16000
    max_seconds: float = 30
    frames: int = 8


def at_once(device: torch.device) -> int:
    """Batches that networks of ours encode at once on a device, each in a thread of its own.

    torch leaves a core to the window. Of two cores that is every second one; the job steps back
    when the window wants it (`system.step_back`). A second thread *within* a batch would have both
    wait for whichever the window holds up: measured beside other work, three times as long.
    """
    import torch

    return max(1, cores.usable() // torch.get_num_threads()) if device.type == "cpu" else 1


class Encoder(Protocol):
    """A pretrained model, ready to run.

    Attributes:
        name: name in the registry.
        revision: see EncoderInfo.
        preprocessing: see EncoderInfo.
        modality: what it encodes.
        width: features per token.
        max_tokens: most tokens of one item.
        loading: how inputs must be decoded.
        batch_size: items per call that keep the device busy without using much memory.

    """

    @property
    def name(self) -> str: ...
    @property
    def revision(self) -> str: ...
    @property
    def preprocessing(self) -> str: ...
    @property
    def modality(self) -> Modality: ...
    @property
    def width(self) -> int: ...
    @property
    def max_tokens(self) -> int: ...
    @property
    def loading(self) -> Loading: ...
    @property
    def batch_size(self) -> int: ...

    def encode(self, inputs: Sequence[Any]) -> TokenBatch:
        """Tokens of a batch, on the CPU in float32.

        Args:
            inputs: str for text, AlignedImage for image, Sound for audio, Frames for video.

        """
        ...
