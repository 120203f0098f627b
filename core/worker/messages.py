"""The one protocol between the window, the shell and the worker processes.

A frame is one line of JSON. If its `blobs` list is not empty, the raw bytes of that many arrays
follow the line: little-endian, C order, shapes and types as listed. Nothing is ever unpickled.

Window -> worker: commands. Worker -> window: events. Both carry the job id.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, BinaryIO, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from core.contracts.job import Outcome
from core.contracts.question import Subject
from core.text import Text, Translate

PROTOCOL_VERSION = 3
MAX_LINE = 16 * 1024 * 1024
MAX_BLOB = 2 * 1024**3
_DTYPES = ("bool", "uint8", "int8", "int16", "int32", "int64", "float16", "float32", "float64")

Arrays = Sequence[np.ndarray]
#: Fields of a message of core.contracts, packed.
Packed = dict[str, JsonValue]


class Blob(BaseModel):
    """An array that follows its line."""

    dtype: str
    shape: tuple[int, ...]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", ser_json_inf_nan="constants")
    job: str = Field(max_length=64)


# --- commands -----------------------------------------------------------------------------


class Run(_Message):
    """Start the job. `spec` is validated by the job kind."""

    type: Literal["run"] = "run"
    version: int = PROTOCOL_VERSION
    kind: str
    spec: Packed = {}


class Control(_Message):
    """`stop` ends after the current step and keeps the model; `cancel` leaves it."""

    type: Literal["control"] = "control"
    action: Literal["pause", "resume", "stop", "cancel"]


class Request(_Message):
    """A question to the engine. Answered by one Response with the same `request` number.

    `question` names one of core.contracts, `params` are its parameters.
    """

    type: Literal["request"] = "request"
    request: int
    question: str
    params: Packed = {}
    about: Subject = Subject()


# --- events -------------------------------------------------------------------------------


class Started(_Message):
    """The worker runs; `device` is the line to show, with its reason."""

    type: Literal["started"] = "started"
    version: int = PROTOCOL_VERSION
    pid: int
    kind: str
    device: Text = Text()


class Progress(_Message):
    """How far a stage is. `rate` in units a second, `eta` in seconds; null while unknown."""

    type: Literal["progress"] = "progress"
    stage: Text
    done: float
    total: float | None = None
    unit: Text = Text()
    rate: float | None = None
    eta: float | None = None


class Metric(_Message):
    """Named numbers at a step and an epoch: loss, recall@20, items_per_s, rss_bytes."""

    type: Literal["metric"] = "metric"
    step: int
    epoch: float
    values: dict[str, float]


class Log(_Message):
    """A line for the log."""

    type: Literal["log"] = "log"
    level: Literal["info", "warning", "error"] = "info"
    text: Text


class State(_Message):
    """The job was paused, resumed, or is stopping."""

    type: Literal["state"] = "state"
    state: Literal["running", "paused", "stopping"]


class Response(_Message):
    """The answer to a Request. Arrays travel as blobs of the same frame."""

    type: Literal["response"] = "response"
    request: int
    answer: Packed = {}
    blobs: tuple[Blob, ...] = ()


class Failed(_Message):
    """A job (or one request, if `request` is given) failed. `details` is for the folded part."""

    type: Literal["failed"] = "failed"
    request: int | None = None
    message: Text
    remedy: Text = Text()
    file: str | None = None
    line: int | None = None
    column: str | None = None
    details: str = ""


class Finished(_Message):
    """The job ended by itself. `result` is packed, of the class its kind declares."""

    type: Literal["finished"] = "finished"
    outcome: Outcome = "done"
    result: Packed = {}


Command = Annotated[Run | Control | Request, Field(discriminator="type")]
Event = Annotated[
    Started | Progress | Metric | Log | State | Response | Failed | Finished,
    Field(discriminator="type"),
]
_COMMANDS: TypeAdapter[Command] = TypeAdapter(Command)
_EVENTS: TypeAdapter[Event] = TypeAdapter(Event)


class ProtocolError(Exception):
    """Bytes that are not a frame of this protocol."""


def encode(message: BaseModel, arrays: Arrays = ()) -> bytes:
    """One frame. Arrays need a message with a `blobs` field."""
    if not arrays:
        return message.model_dump_json().encode() + b"\n"
    flat = [np.ascontiguousarray(array) for array in arrays]
    blobs = tuple(Blob(dtype=str(array.dtype), shape=array.shape) for array in flat)
    for blob in blobs:
        if blob.dtype not in _DTYPES:
            raise ProtocolError(f"arrays of {blob.dtype} cannot be sent")
    line = message.model_copy(update={"blobs": blobs}).model_dump_json().encode() + b"\n"
    return line + b"".join(array.tobytes() for array in flat)


def decode_command(line: bytes) -> Command:
    """Validate one line from the window.

    Raises:
        ProtocolError: it is not a command of this version.

    """
    try:
        return _COMMANDS.validate_json(line)
    except ValidationError as error:
        raise ProtocolError(str(error)) from error


class Decoder:
    """Cuts a byte stream into (event, arrays). Feed it whatever arrived, in any pieces.

    Args:
        translate: the reader's language; English if it is not given.

    """

    def __init__(self, translate: Translate | None = None) -> None:
        self._context = {"translate": translate}
        self._buffer = bytearray()
        self._event: Event | None = None
        self._missing = 0

    def feed(self, data: bytes) -> list[tuple[Event, list[np.ndarray]]]:
        """Add bytes, get the complete frames.

        Raises:
            ProtocolError: the stream is broken; nothing after it can be trusted.

        """
        self._buffer += data
        frames = []
        while (frame := self._next()) is not None:
            frames.append(frame)
        return frames

    def _next(self) -> tuple[Event, list[np.ndarray]] | None:
        if self._event is None:
            end = self._buffer.find(b"\n")
            if end < 0:
                if len(self._buffer) > MAX_LINE:
                    raise ProtocolError("a line without end")
                return None
            line = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            try:
                self._event = _EVENTS.validate_json(line, context=self._context)
            except ValidationError as error:
                raise ProtocolError(f"not an event: {line[:200]!r}") from error
            blobs = self._event.blobs if isinstance(self._event, Response) else ()
            self._missing = sum(_size(blob) for blob in blobs)
            if self._missing > MAX_BLOB:
                raise ProtocolError(f"{self._missing} bytes of arrays are over the limit")
        if len(self._buffer) < self._missing:
            return None
        event, self._event = self._event, None
        if not isinstance(event, Response):
            return event, []
        # The arrays stay where they arrived: tens of megabytes must not be copied by a window.
        raw, self._buffer = self._buffer, self._buffer[self._missing :]
        return event, _arrays(raw, event.blobs)


def _arrays(raw: bytearray, blobs: Sequence[Blob]) -> list[np.ndarray]:
    """Read-only arrays over the bytes of a frame."""
    arrays, start = [], 0
    for blob in blobs:
        size = _size(blob)
        kind = np.dtype(blob.dtype)
        array = np.frombuffer(raw, kind, size // kind.itemsize, start)
        if not array.flags.aligned:
            array = array.copy()
        array.flags.writeable = False
        arrays.append(array.reshape(blob.shape))
        start += size
    return arrays


def _size(blob: Blob) -> int:
    if blob.dtype not in _DTYPES or any(n < 0 for n in blob.shape):
        raise ProtocolError(f"not an array: {blob.model_dump_json()[:200]}")
    return np.dtype(blob.dtype).itemsize * math.prod(blob.shape)


def write(stream: BinaryIO, message: BaseModel, arrays: Arrays = ()) -> None:
    """Write one frame and flush it."""
    stream.write(encode(message, arrays))
    stream.flush()
