"""What encoders there are, and what they made of a catalog."""

from __future__ import annotations

from core.contracts.job import JobKind
from core.contracts.message import Message
from core.contracts.question import Nothing, Question
from core.text import Text


class FailedItem(Message):
    """An item that could not be encoded: row of catalog.items, its file, why, and what to do."""

    row: int
    file: str
    message: Text
    remedy: Text


class EncodedModality(Message):
    """What an encoder made of one modality.

    Attributes:
        encoder: identity of the encoder, or "given" features.
        width: numbers a token.
        max_tokens: most tokens of an item.
        items: that have tokens.
        total: items of the catalog.
        failed: items that could not be encoded.
        failures: the first of them.

    """

    encoder: str
    width: int
    max_tokens: int
    items: int
    total: int
    failed: int
    failures: tuple[FailedItem, ...] = ()


class Features(Message):
    """The features of a catalog: their folder, and what is in it by modality."""

    folder: str
    modalities: dict[str, EncodedModality]


class EncodeSpec(Message):
    """Run encoders over a catalog snapshot: by modality, the default ones if none are named."""

    catalog: str
    encoders: dict[str, str] | None = None
    device: str = "auto"
    resume: bool = True  # encoding always goes on from its cache


class Encoder(Message):
    """One encoder there is, see core.encoders.base.EncoderInfo."""

    name: str
    modality: str
    title: Text
    licence: Text
    size_mb: float
    package: str
    installed: bool
    note: Text
    command: str
    width: int
    max_tokens: int
    tokens: Text
    default: bool
    revision: str
    preprocessing: str
    family: str = ""
    space: str = ""


class Encoders(Message):
    """All encoders, installed or not, and the name of the one each modality starts with."""

    encoders: tuple[Encoder, ...]
    defaults: dict[str, str]


ENCODERS = Question("features.encoders", Nothing, Encoders)
ENCODE = JobKind("encode", EncodeSpec, Features, resumable=True)
