from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.devices.base import OutOfDeviceMemoryError
from benchmarks.devices.fake import FakeDevice
from benchmarks.oom import search
from core.device import ran_out


@given(
    capacity=st.integers(0, 10**7),
    start=st.integers(1, 10**4),
    precision=st.floats(0.001, 0.5),
)
def test_bisection_brackets_the_capacity(capacity: int, start: int, precision: float) -> None:
    def allocate(size: int) -> None:
        if size > capacity:
            raise OutOfDeviceMemoryError("full")

    found = search(allocate, start, limit=10**6, precision=precision)
    if capacity >= 10**6:
        assert (found.fits, found.fails) == (10**6, None)
        return
    assert found.fails is not None
    assert found.fails > capacity
    if capacity == 0:
        assert found.fits is None
    else:
        assert found.fits is not None
        assert found.fits <= capacity
        assert found.fails - found.fits <= max(1, precision * found.fits)
    # Doubling and halving: no more tries than two logarithms.
    assert len(found.tries) <= 2 * 24


def test_a_device_is_as_it_was_after_the_search() -> None:
    device = FakeDevice(capacity_bytes=1000)

    def allocate(size: int) -> None:
        device.allocate(7 * size)
        device.release(7 * size)

    found = search(allocate, precision=0.0)
    assert (found.fits, found.fails) == (142, 143)
    assert device.used_bytes == 0


def test_another_failure_is_not_taken_for_a_lack_of_memory() -> None:
    def allocate(size: int) -> None:
        raise ValueError("a bug")

    with pytest.raises(ValueError, match="a bug"):
        search(allocate)


def test_what_counts_as_out_of_memory() -> None:
    import torch

    assert ran_out(MemoryError())
    assert ran_out(torch.OutOfMemoryError("CUDA out of memory."))
    assert ran_out(RuntimeError("DefaultCPUAllocator: can't allocate memory"))
    assert not ran_out(RuntimeError("shapes differ"))
    assert not ran_out(ValueError("out of memory"))
