from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.worker import messages as m

DTYPES = st.sampled_from(["bool", "uint8", "int32", "int64", "float16", "float32", "float64"])
ARRAYS = DTYPES.flatmap(
    lambda dtype: hnp.arrays(
        dtype, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=5)
    )
)


@given(
    st.lists(st.lists(ARRAYS, max_size=3), max_size=4),
    st.lists(st.integers(1, 40), min_size=1, max_size=10),
)
def test_any_frames_in_any_pieces_arrive_whole(
    payloads: list[list[np.ndarray]], pieces: list[int]
) -> None:
    stream = b"".join(
        m.encode(m.Response(job="j", request=i, answer={"i": i}), arrays)
        + m.encode(m.Log(job="j", text=f"line {i}\nand é"))
        for i, arrays in enumerate(payloads)
    )
    decoder = m.Decoder()
    frames = []
    start = turn = 0
    while start < len(stream):
        size = pieces[turn % len(pieces)]
        frames += decoder.feed(stream[start : start + size])
        start += size
        turn += 1
    responses = [(event, arrays) for event, arrays in frames if isinstance(event, m.Response)]
    assert [event.answer["i"] for event, _ in responses] == list(range(len(payloads)))
    assert sum(isinstance(event, m.Log) for event, _ in frames) == len(payloads)
    for (_, got), sent in zip(responses, payloads, strict=True):
        for arrived, array in zip(got, sent, strict=True):
            np.testing.assert_array_equal(arrived, array)
            assert arrived.dtype == array.dtype


def test_what_arrived_cannot_be_changed_and_starts_where_its_kind_may() -> None:
    sent = [np.arange(3, dtype=np.uint8), np.arange(4, dtype=np.float64)]
    frame = m.encode(m.Response(job="j", request=1), sent)
    ((_, got),) = m.Decoder().feed(frame + frame[:7])
    assert all(array.flags.aligned and not array.flags.writeable for array in got)
    np.testing.assert_array_equal(got[1], sent[1])


@given(st.binary(max_size=200))
def test_rubbish_is_refused_or_waited_for_but_never_crashes(data: bytes) -> None:
    decoder = m.Decoder()
    with suppress(m.ProtocolError):
        assert decoder.feed(data) == []


@pytest.mark.parametrize(
    "blob",
    [
        {"dtype": "object", "shape": [1]},
        {"dtype": "float32", "shape": [-1]},
        {"dtype": "float64", "shape": [2**40]},
    ],
)
def test_dangerous_arrays_are_refused(blob: dict[str, object]) -> None:
    frame = m.encode(m.Response(job="j", request=1, blobs=[m.Blob(**blob)]))
    with pytest.raises(m.ProtocolError):
        m.Decoder().feed(frame)


def test_object_arrays_cannot_be_sent() -> None:
    with pytest.raises(m.ProtocolError, match="object"):
        m.encode(m.Response(job="j", request=1), [np.array([object()])])


def test_commands_are_checked() -> None:
    run = m.Run(job="a", kind="train", spec={"x": 1})
    assert m.decode_command(m.encode(run)) == run
    for line in (b"{}", b'{"type":"run"}', b'{"type":"control","job":"a","action":"explode"}'):
        with pytest.raises(m.ProtocolError):
            m.decode_command(line)
