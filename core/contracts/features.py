"""What encoders there are, and what they made of a catalog."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

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
    """Run encoders over a catalog snapshot: by modality, the default ones if none are named.

    With several `processes` each encodes a share, on a device of its own where there are some.
    """

    catalog: str
    encoders: dict[str, str] | None = None
    device: str = "auto"
    resume: bool = True  # encoding always goes on from its cache
    processes: int = Field(default=1, ge=1, le=64)


class ShareSpec(Message):
    """What one of several processes encodes: the part `index` `of` so many."""

    encode: EncodeSpec
    index: int = Field(ge=0)
    of: int = Field(ge=1)


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
    """All encoders, installed or not, and the name of the one each modality starts with.

    Attributes:
        note: why the words of this catalog start with another than usual; "" if they do not.

    """

    encoders: tuple[Encoder, ...]
    defaults: dict[str, str]
    note: Text = Text()


class Named(Message):
    """An encoder of one's own: hub id, folder, torchvision:NAME or timm:NAME.

    Attributes:
        reference: as typed or dropped.
        remote_code: whether Python code that comes with the model may run.
        precision: of its weights in memory: float32, bfloat16, int8; "" for the device's own.

    """

    reference: str
    remote_code: bool = False
    precision: str = ""


class Looked(Message):
    """What a model says of itself, before anything of it is loaded.

    Attributes:
        reference: in full, as it will be listed.
        encoders: one a modality; none where nothing of it is on this machine yet.
        code: "needed" where only Python code of its own can run it, "offered" where it can.
        precisions: whether it can be loaded in several.

    """

    reference: str
    encoders: tuple[Encoder, ...] = ()
    code: Literal["", "offered", "needed"] = ""
    precisions: bool = False


class Forgotten(Message):
    """An encoder that was added, to be taken off the lists; its files stay."""

    encoder: str


LOOK_ENCODER = Question("features.look", Named, Looked)
ADD_ENCODER = Question("features.add", Named, Encoders)
FORGET_ENCODER = Question("features.forget", Forgotten, Encoders)
ENCODERS = Question("features.encoders", Nothing, Encoders)
ENCODE = JobKind("encode", EncodeSpec, Features, resumable=True)
ENCODE_SHARE = JobKind("encode.share", ShareSpec, Nothing, asked_for=False)


class FetchSpec(Message):
    """Bring weights onto this machine.

    Attributes:
        encoders: their names, or those of repositories on the hub.
        again: whether to fetch what is here once more.
        resume: set by the window; what came before a break is always used.

    """

    encoders: tuple[str, ...]
    again: bool = False
    resume: bool = True


class Fetched(Message):
    """What was brought: bytes of the files; 0 if they were here."""

    encoders: tuple[str, ...]
    bytes: int


class OfferSpec(Message):
    """Ask the sources of weights what fetching them takes; nothing is fetched."""

    encoders: tuple[str, ...]


class WeightsOffer(Message):
    """What fetching takes, see core.encoders.fetching.Offer."""

    encoder: str
    title: Text
    source: str
    licence: Text
    bytes: int
    left: int
    free: int
    folder: str


class WeightsOffers(Message):
    """One for each encoder; files that several share are told once."""

    offers: tuple[WeightsOffer, ...]


class KeptWeights(Message):
    """Weights on the disk, see core.encoders.fetching.disk.Kept."""

    encoders: tuple[str, ...]
    title: Text
    folder: str
    bytes: int
    used: float
    removable: bool


class WeightsList(Message):
    """All weights on the disk, largest first."""

    weights: tuple[KeptWeights, ...]


class DeleteParams(Message):
    """Delete the weights of an encoder."""

    encoder: str


WEIGHTS = Question("features.weights", Nothing, WeightsList)
DELETE_WEIGHTS = Question("features.delete_weights", DeleteParams, WeightsList)
OFFER_WEIGHTS = JobKind(
    "encoder.offer", OfferSpec, WeightsOffers, needs_torch=False, asked_for=False
)
FETCH_WEIGHTS = JobKind("encoder.fetch", FetchSpec, Fetched, resumable=True, needs_torch=False)
