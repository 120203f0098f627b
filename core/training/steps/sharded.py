"""Tables divided by rows over the processes that train together.

Each process keeps one block of the rows of every table, and of what Adam knows of them: a table
with its momenta may be as many times larger than one device as there are processes. A step asks
the owners for the rows it reads and brings them their gradients, two all-to-all exchanges a table;
an owner moves its rows by the mean of what all bring. Numbers are those of whole tables, and files
hold whole tables, so a run goes on with any number of processes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import partial
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn

from core.recommend.mf import MF
from core.recommend.recommender import Recommender
from core.training.steps.parallel import Group
from core.training.steps.rowwise_adamw import RowAdamW


class Shards:
    """The blocks of a model's tables. Making it leaves this process its own rows only.

    From then on `model.load_state_dict` takes whole tables and keeps its rows, and
    `model.state_dict` gives whole ones to the first process; so all must call it together.

    Args:
        model: the same in every process, with whole tables.
        group: of two processes or more.

    """

    def __init__(self, model: Recommender, group: Group) -> None:
        self.model, self.group = model, group
        mf = model.mf
        #: Rows of each divided table in all processes, by its name.
        self.lengths = {
            name: len(table)
            for name, table in mf.named_parameters()
            if table.requires_grad and table.ndim
        }
        self.tables = {name: mf.get_parameter(name) for name in self.lengths}
        self._lengths = {id(self.tables[name]): rows for name, rows in self.lengths.items()}
        for name, table in self.tables.items():
            # The rest of a slice would stay in memory.
            table.data = table.data[group.part(self.lengths[name])].clone()
        mf.register_load_state_dict_pre_hook(self._cut)
        mf.register_state_dict_post_hook(partial(self._join))  # torch marks what it is given

    @property
    def elsewhere(self) -> int:
        """Numbers of the tables that other processes hold."""
        return sum(
            (self.lengths[name] - len(table)) * math.prod(table.shape[1:])
            for name, table in self.tables.items()
        )

    def length(self, table: Tensor) -> int:
        """Rows that `table`, one of ours, has in all processes."""
        return self._lengths[id(table)]

    def gathered(self, block: Tensor, length: int, everywhere: bool) -> Tensor:
        """All [length, ...] rows in the host's memory; empty where they are not wanted.

        Args:
            block: the rows of this process.
            length: of all.
            everywhere: or for the first process alone.

        """
        wanted = everywhere or self.group.leads
        whole = torch.empty(
            (length if wanted else 0, *block.shape[1:]), dtype=block.dtype, device="cpu"
        )
        for rank in range(self.group.size):
            rows = self.group.part(length, rank)
            part = block.detach().contiguous()
            if rank != self.group.rank:
                part = block.new_empty(rows.stop - rows.start, *block.shape[1:])
            dist.broadcast(part, src=rank)
            if wanted:
                whole[rows] = part
        return whole

    def whole(self) -> Recommender:
        """A twin with whole tables, in every process; all call it together.

        Tables, bank and head are in the host's memory, where there is room for what no device
        holds; the fusion is the model's own.
        """
        model, mf = self.model, self.model.mf
        with torch.device("meta"):  # draws no random numbers; the sizes come with the tables
            twin = Recommender(MF(1, 1, mf.items.shape[1], mf.config))
        for name, value in mf.named_parameters():
            length = self.lengths.get(name)
            data = value.data.cpu() if length is None else self.gathered(value, length, True)
            setattr(twin.mf, name, nn.Parameter(data, requires_grad=value.requires_grad))
        twin.fusion, twin.bank = model.fusion, model.bank.cpu()
        twin.memory = None if model.memory is None else deepcopy(model.memory).cpu()
        return twin.train(model.training)

    def _cut(self, _mf: nn.Module, state: dict[str, Any], prefix: str, *_: Any) -> None:
        """Of stored tables, the rows of this process."""
        for name, length in self.lengths.items():
            stored = state.get(prefix + name)
            if stored is not None and len(stored) == length:  # else torch says what differs
                state[prefix + name] = stored[self.group.part(length)]

    def _join(self, _mf: nn.Module, state: dict[str, Any], prefix: str, _: Any) -> None:
        for name, length in self.lengths.items():
            state[prefix + name] = self.gathered(state[prefix + name], length, False)


class Route:
    """The way of rows between those who read them and their owners.

    Args:
        group: the processes.
        length: of the table.
        rows: [R] that this process reads, each once, sorted.

    Attributes:
        asked: [A] places in this process's block that are read anywhere, by reader.

    """

    def __init__(self, group: Group, length: int, rows: Tensor) -> None:
        starts = [group.part(length, rank).start for rank in range(group.size)]
        edges = torch.searchsorted(rows, torch.tensor([*starts, length], device=rows.device))
        wanted = edges.diff()
        given = torch.empty_like(wanted)
        dist.all_to_all_single(given, wanted)
        self.wanted, self.given = wanted.tolist(), given.tolist()
        self.asked = _exchanged(rows, self.given, self.wanted) - starts[group.rank]

    def out(self, values: Tensor) -> Tensor:
        """From the owners: values [A, ...] of `asked` -> [R, ...] of the rows read."""
        return _exchanged(values, self.wanted, self.given)

    def home(self, values: Tensor) -> Tensor:
        """To the owners: values [R, ...] of the rows read -> [A, ...] of `asked`."""
        return _exchanged(values, self.given, self.wanted)


def _exchanged(values: Tensor, come: list[int], go: list[int]) -> Tensor:
    """What the others send of theirs; `come` and `go` count rows by process."""
    arrived = values.new_empty(sum(come), *values.shape[1:])
    dist.all_to_all_single(arrived, values.contiguous(), come, go)
    return arrived


class ShardedAdamW(RowAdamW):
    """RowAdamW whose tables are divided. Every process must take the same tables in a step.

    Args:
        groups, tables, lr, fused: as of RowAdamW, with this process's blocks.
        shards: of those tables.

    """

    def __init__(
        self,
        groups: list[dict[str, Any]],
        tables: Iterable[Tensor],
        lr: float,
        fused: bool,
        shards: Shards,
    ) -> None:
        super().__init__(groups, tables, lr, fused)
        self.shards = shards
        self._read: dict[int, tuple[Route, Tensor]] = {}
        self._last: tuple[Tensor, Route] | None = None

    @torch.no_grad()
    def take(self, table: Tensor, rows: Tensor) -> Tensor:
        """A copy of rows [R] of the whole table (each once, sorted), from their owners."""
        if id(table) not in self._mine:
            return super().take(table, rows)
        if self._last is None or self._last[0] is not rows:  # a table and its biases go one way
            self._last = rows, Route(self.shards.group, self.shards.length(table), rows)
        route = self._last[1]
        weight = route.out(self._paid(table, route.asked).weight.detach()).requires_grad_()
        self._read[id(table)] = route, weight
        return weight

    def collect(self) -> None:
        """Bring the gradients of the rows read to their owners, who take the mean."""
        for table in self.tables:
            route, weight = self._read[id(table)]
            grad = torch.zeros_like(weight) if weight.grad is None else weight.grad
            table.grad = torch.sparse_coo_tensor(
                route.asked.unsqueeze(0),
                route.home(grad) / self.shards.group.size,
                table.shape,
                check_invariants=False,
            )

    def average(self, group: Group, parameters: Iterable[Tensor]) -> None:
        group.average(one for one in parameters if id(one) not in self._mine)
        self._retake()

    def lengths(self, parameters: Iterable[Tensor], lengths: Tensor) -> Tensor:
        divided = torch.tensor([id(one) in self._mine for one in parameters], device=lengths.device)
        squares = torch.where(divided, lengths.square(), 0.0)
        dist.all_reduce(squares)
        return torch.where(divided, squares.sqrt(), lengths)

    def zero_grad(self, set_to_none: bool = True) -> None:
        super().zero_grad(set_to_none)
        self._read.clear()
        self._last = None

    def state_dict(self) -> dict[str, Any]:
        """With whole momenta in the first process; all call it together."""
        packed = super().state_dict()
        state = dict(packed["state"])
        for number, length in self._numbers().items():
            if number in state:
                state[number] = {
                    name: self.shards.gathered(value, length, False) if name in ROWS else value
                    for name, value in state[number].items()
                }
        return packed | {"state": state}

    def load_state_dict(self, state_dict: Mapping[str, Any]) -> None:
        """Of whole momenta, those of this process; raises as RowAdamW does."""
        state = dict(state_dict["state"])
        for number, length in self._numbers().items():
            part = self.shards.group.part(length)
            if number in state:
                state[number] = {
                    name: value[part] if name in ROWS else value
                    for name, value in state[number].items()
                }
        super().load_state_dict(dict(state_dict) | {"state": state})

    def _numbers(self) -> dict[int, int]:
        """Length of each divided table, by its number among the parameters."""
        return {
            number: self.shards.length(one)
            for number, one in enumerate(self._all)
            if id(one) in self._mine
        }


#: What Adam keeps by row.
ROWS = {"exp_avg", "exp_avg_sq", "last"}
