"""The base of everything that crosses between processes: typed fields, arrays with their shape.

A message is JSON, and its arrays travel beside it as raw bytes: `pack` takes the arrays out,
`unpack` puts them back and checks every field. Dumped without packing, arrays are plain lists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, ValidationError, model_validator
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

from core.errors import UserError
from core.text import Text

#: A packed array is this key with its number among the arrays of its message.
PLACE = "$array"


@dataclass(frozen=True)
class Array:
    """The type of an array field, as `Annotated[np.ndarray, Array("float32", "L", 4)]`.

    Args:
        dtype: what it holds; several are told apart by "|".
        shape: each side is a number, or a name. Sides of one name are equal in all fields of a
            message.

    """

    dtype: str
    shape: tuple[int | str, ...]

    def __init__(self, dtype: str, *shape: int | str) -> None:
        object.__setattr__(self, "dtype", dtype)
        object.__setattr__(self, "shape", shape)

    def __get_pydantic_core_schema__(
        self, _source: object, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(
            self._validate,
            serialization=core_schema.plain_serializer_function_ser_schema(
                _serialise, info_arg=True
            ),
        )

    def _validate(self, value: object, info: core_schema.ValidationInfo) -> np.ndarray:
        arrived = info.context
        if isinstance(value, dict) and isinstance(arrived, Arrived):
            value = arrived.arrays[value[PLACE]]
        if not isinstance(value, np.ndarray):
            value = np.asarray(value, self.dtype.split("|")[0])
        if str(value.dtype) not in self.dtype.split("|"):
            raise ValueError(f"an array of {value.dtype} where {self.dtype} is meant")
        if value.ndim != len(self.shape) or any(
            isinstance(side, int) and side != size
            for side, size in zip(self.shape, value.shape, strict=True)
        ):
            raise ValueError(f"an array of shape {value.shape} where {self.shape} is meant")
        return value


@dataclass
class Arrived:
    """What a message needs to be read: its arrays, and the language texts are wanted in."""

    arrays: Sequence[np.ndarray] = ()
    translate: Callable[[str], str] | None = None


@dataclass
class _Packing:
    """The arrays that were taken out of a message so far."""

    arrays: list[np.ndarray] = field(default_factory=list)


def _serialise(value: np.ndarray, info: core_schema.SerializationInfo) -> object:
    packing = info.context
    if not isinstance(packing, _Packing):
        return value.tolist()
    packing.arrays.append(value)
    return {PLACE: len(packing.arrays) - 1}


class Message(BaseModel):
    """Base of parameters, answers, specifications and results: what is said, is as declared.

    Raises:
        pydantic.ValidationError: a field is missing, unknown or not of its type, or sides of one
            name have different lengths.

    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="after")
    def _sides_agree(self) -> Self:
        sizes: dict[str, tuple[str, int]] = {}
        for name, about in type(self).model_fields.items():
            kind = _array(about)
            value = getattr(self, name)
            if kind is None or not isinstance(value, np.ndarray):
                continue
            for side, size in zip(kind.shape, value.shape, strict=True):
                other, known = sizes.setdefault(str(side), (name, size))
                if known != size:
                    raise ValueError(f"'{side}' is {known} in '{other}' and {size} in '{name}'")
        return self


def _array(about: FieldInfo) -> Array | None:
    """The declaration of an array field, also of an optional one."""
    inner = (part for kind in get_args(about.annotation) for part in get_args(kind))
    return next((part for part in (*about.metadata, *inner) if isinstance(part, Array)), None)


M = TypeVar("M", bound=BaseModel)


def pack(message: BaseModel) -> tuple[dict[str, Any], list[np.ndarray]]:
    """JSON values with the arrays taken out, and the arrays in order."""
    packing = _Packing()
    return message.model_dump(mode="json", context=packing), packing.arrays


def unpack(
    kind: type[M],
    values: object,
    arrays: Sequence[np.ndarray] = (),
    translate: Callable[[str], str] | None = None,
) -> M:
    """The message that was packed.

    Args:
        kind: its class.
        values: its JSON values.
        arrays: that belong to it.
        translate: from an English template to the reader's language, see core.text.

    Raises:
        pydantic.ValidationError: they are not of this kind.

    """
    return kind.model_validate(values, context=Arrived(arrays, translate))


def checked(kind: type[M], values: object) -> M:
    """A message from plain values that a person or a file gave.

    Raises:
        UserError: names the first setting that is not valid, and why.

    """
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UserError(
            Text("The setting '{where}' is not valid: {msg}.", where=where, msg=first["msg"])
        ) from error
