import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from core.recommend.lookup import put
from core.training.steps.rowwise_adamw import HORIZON, RowAdamW, clip

N = 40


def tables():
    torch.manual_seed(0)
    return [nn.Parameter(torch.randn(*shape).double()) for shape in ((N, 3), (N,))]


def by_rows(one, lr=0.01):
    return RowAdamW([{"params": one, "weight_decay": 0.0}], one, lr, fused=False)


def gradient(rows, table, step, generator):
    """Numbers of an ordinary size, also in sum: where sums are near zero, Adam's eps decides."""
    values = 0.5 + torch.rand(len(rows), *table.shape[1:], generator=generator).double()
    sign = 1 - 2 * ((rows + step) % 3 // 2)
    return values * sign.view(-1, *[1] * (table.ndim - 1))


@settings(max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(1, 12), st.booleans())
def test_rows_move_as_in_adam_over_the_whole_table(seed, steps, size, settled):
    usual, ours = tables(), tables()
    oracle = torch.optim.AdamW(usual, lr=0.01, weight_decay=0)
    optimizer = by_rows(ours)
    generator = torch.Generator().manual_seed(seed)
    for step in range(steps):
        rows = torch.randperm(N, generator=generator)[:size]
        optimizer.zero_grad()
        for whole, table in zip(usual, ours, strict=True):
            values = gradient(rows, table, step, generator)
            taken = optimizer.take(table, rows)
            assert torch.allclose(taken, whole[rows], rtol=1e-6, atol=1e-6)
            whole.grad = torch.zeros_like(whole).index_add_(0, rows, values)
            taken.grad = values
        oracle.step()
        optimizer.collect()
        optimizer.step()
        if settled and step == steps // 2:
            optimizer.flush()
    optimizer.flush()
    for whole, table in zip(usual, ours, strict=True):
        assert torch.allclose(table, whole, rtol=1e-6, atol=1e-6)


def test_a_row_that_waits_longer_than_the_memory_still_ends_where_adam_has_it():
    usual, ours = tables()[:1], tables()[:1]
    oracle, optimizer = torch.optim.AdamW(usual, lr=0.01, weight_decay=0), by_rows(ours)
    generator = torch.Generator().manual_seed(1)
    for step in range(HORIZON + 90):
        rows = torch.tensor([7 if step == 3 else 1 + step % 3])
        values = gradient(rows, ours[0], step, generator)
        usual[0].grad = torch.zeros_like(usual[0]).index_add_(0, rows, values)
        optimizer.take(ours[0], rows).grad = values
        oracle.step()
        optimizer.collect()
        optimizer.step()
        optimizer.zero_grad()
    taken = optimizer.take(ours[0], torch.tensor([7, 2]))
    assert not torch.allclose(taken[0], ours[0][7])
    assert torch.allclose(taken, usual[0][[7, 2]], rtol=1e-6, atol=1e-6)


def test_only_the_rows_of_the_batch_are_touched():
    (table,) = tables()[:1]
    optimizer = by_rows([table])
    before = table.detach().clone()
    for rows in (torch.tensor([3, 5]), torch.tensor([5, 9])):
        optimizer.zero_grad()
        optimizer.take(table, rows).square().sum().backward()
        optimizer.collect()
        optimizer.step()
    moved = (table != before).any(1).nonzero().flatten()
    assert moved.tolist() == [3, 5, 9]


def test_a_step_that_is_dropped_leaves_no_trace():
    """As when memory ran out, or half precision overflowed."""
    (table,) = tables()[:1]
    optimizer = by_rows([table])
    for drop in (False, True):
        kept = table.detach().clone(), [s.clone() for s in optimizer.state[table].values()]
        optimizer.zero_grad()
        optimizer.take(table, torch.tensor([3, 5])).square().sum().backward()
        optimizer.collect()
        if not drop:
            optimizer.step()
    assert torch.equal(table, kept[0])
    for value, before in zip(optimizer.state[table].values(), kept[1], strict=True):
        assert torch.equal(value, before)


@pytest.mark.parametrize("shape", [(9, 8), (9, 3), (9,)])
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64, torch.float16])
def test_rows_are_put_where_indexing_puts_them(shape, dtype):
    values, rows = torch.randn(3, *shape[1:]).to(dtype), torch.tensor([7, 0, 4])
    ours, usual = torch.zeros(shape, dtype=dtype), torch.zeros(shape, dtype=dtype)
    put(ours, rows, values)
    usual[rows] = values
    assert torch.equal(ours, usual)


@pytest.mark.parametrize("longest", [0.1, 1e6])
def test_clipping_agrees_with_torch_on_dense_gradients(longest):
    torch.manual_seed(3)
    rows, values = torch.tensor([1, 5, 1]), torch.randn(3, 3).double()
    ours, usual = tables(), tables()
    for one in (ours, usual):
        one[1].grad = torch.arange(float(N)).double()
    ours[0].grad = torch.sparse_coo_tensor(rows[None], values, (N, 3), check_invariants=True)
    usual[0].grad = torch.zeros(N, 3).double().index_add_(0, rows, values)
    lengths = clip(ours, longest)
    assert torch.allclose(lengths, torch.stack([table.grad.norm() for table in usual]))
    nn.utils.clip_grad_norm_(usual, longest)
    assert torch.allclose(ours[0].grad.to_dense(), usual[0].grad)
    assert torch.allclose(ours[1].grad, usual[1].grad)


def test_stored_state_comes_back_bit_for_bit():
    one, other = tables(), tables()
    first, second = by_rows(one), by_rows(other)
    for step in range(9):
        if step == 4:
            with torch.no_grad():
                for table, copy in zip(one, other, strict=True):
                    copy.copy_(table)
            second.load_state_dict(first.state_dict())
            kept = second.state[other[0]]
            assert (kept["last"].dtype, kept["owed"].dtype) == (torch.int64, torch.float32)
        rows = torch.tensor([step + 1, 2 * step + 11, 0])
        for optimizer, some in ((first, one), (second, other))[: 1 if step < 4 else 2]:
            optimizer.zero_grad()
            for table in some:
                optimizer.take(table, rows).sin().sum().backward()
            optimizer.collect()
            optimizer.step()
    for table, copy in zip(one, other, strict=True):
        assert torch.equal(table, copy)
