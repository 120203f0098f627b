"""What crosses between processes arrives as it was sent, or is refused."""

from __future__ import annotations

import json
from typing import Annotated

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.contracts.message import Array, Message, pack, unpack

Places = Annotated[np.ndarray, Array("float32", "L", 4)]
Weights = Annotated[np.ndarray, Array("float16|float32", "L")]


class Part(Message):
    name: str
    places: Places
    weights: Weights | None = None


class Whole(Message):
    parts: tuple[Part, ...]
    by_name: dict[str, Places]
    count: int = 0


def part(length: int, name: str = "text") -> Part:
    rng = np.random.default_rng(length)
    return Part(
        name=name,
        places=rng.normal(size=(length, 4)).astype(np.float32),
        weights=rng.random(length).astype(np.float16),
    )


@given(st.lists(st.integers(0, 5), max_size=4))
def test_arrays_come_back_bit_for_bit_wherever_they_stand(lengths: list[int]) -> None:
    whole = Whole(
        parts=tuple(part(n) for n in lengths),
        by_name={f"m{n}": part(n).places for n in lengths},
        count=len(lengths),
    )
    values, arrays = pack(whole)
    back = unpack(Whole, json.loads(json.dumps(values)), arrays)
    assert back.count == len(lengths)
    for sent, arrived in zip(whole.parts, back.parts, strict=True):
        assert sent.places.tobytes() == arrived.places.tobytes()
        assert arrived.weights is not None
        assert arrived.weights.dtype == np.float16
    assert list(back.by_name) == list(whole.by_name)


def test_without_a_wire_arrays_are_lists() -> None:
    assert part(2).model_dump(mode="json")["places"] == part(2).places.tolist()


@pytest.mark.parametrize(
    "places",
    [np.zeros((3, 4)), np.zeros((3, 5), np.float32), np.zeros(3, np.float32)],
    ids=["dtype", "width", "rank"],
)
def test_an_array_of_another_kind_is_refused(places: np.ndarray) -> None:
    with pytest.raises(ValidationError, match="where"):
        Part(name="text", places=places)


def test_sides_of_one_name_must_agree() -> None:
    with pytest.raises(ValidationError, match="'L' is 3 in 'places' and 2 in 'weights'"):
        Part(name="t", places=np.zeros((3, 4), np.float32), weights=np.zeros(2, np.float32))


def test_a_field_nobody_declared_is_refused() -> None:
    with pytest.raises(ValidationError, match="because"):
        Whole.model_validate({"parts": (), "by_name": {}, "because": 1})


def test_a_place_without_its_array_is_refused() -> None:
    values, arrays = pack(part(2))
    with pytest.raises((ValidationError, IndexError)):
        unpack(Part, values, arrays[:1])
