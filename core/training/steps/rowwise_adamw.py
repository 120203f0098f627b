"""AdamW that touches only the rows of a batch, and still is AdamW.

Adam moves a row also in the steps whose batch does not hold it, by what is left of its momentum.
Written out, those moves share everything but the row's own m / sqrt(v):

    w_t = w_s - m_s / (sqrt(v_s) + eps) * sum_{j=s+1..t} lr (b1 / sqrt(b2))^(j-s) k_j,
    k_j = sqrt(1 - b2^j) / (1 - b1^j),

for a row last met in step s. So a row is left alone until it is next read, and is then moved by
the whole sum at once; the sums for all s are brought up to date with each step. From the usual
way (Kingma & Ba 2015, every row in every step) this differs by rounding, and by eps beside a v
that has shrunk meanwhile. The cost of a step follows the batch, not the catalog.

Lazy variants (torch.optim.SparseAdam) leave those moves out: they are another optimiser, under
which a rare row moves a tenth as far.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import torch
from torch import Tensor
from torch.optim.adamw import adamw

from core.recommend.lookup import put
from core.training.steps.parallel import Group

BETAS = (0.9, 0.999)
EPS = 1e-8
#: Steps after which a momentum counts for nothing: (b1 / sqrt(b2))^512 is below 1e-23.
HORIZON = 512
#: What is kept of a parameter that is updated as a whole, and of a table; see `_start`.
PLAIN = {"step", "exp_avg", "exp_avg_sq"}
BY_ROWS = PLAIN | {"since", "last", "owed"}
ON_HOST = {"step", "since"}


@dataclass(frozen=True)
class Taken:
    """Rows [R] of a table, each once, and copies of what Adam knows of them by now.

    Attributes:
        rows: [R].
        weight: [R, ...], a leaf that collects the gradient.
        m, v: Adam's momenta, like `weight`.

    """

    rows: Tensor
    weight: Tensor
    m: Tensor
    v: Tensor


class RowAdamW(torch.optim.Optimizer):
    """AdamW; tables are updated by rows, everything else as usual.

    A step reads the rows it needs through `take`, computes with the copies, and calls
    `collect` after the backward pass; `step` writes the rows back. Nothing changes a table
    before that, so that a step may be dropped. Before a whole table is read: `flush`.

    Args:
        groups: parameter groups. Tables must be in a group without weight decay.
        tables: those among the parameters that are updated by rows.
        lr: learning rate.
        fused: of torch.optim.AdamW.

    """

    def __init__(
        self, groups: list[dict[str, Any]], tables: Iterable[Tensor], lr: float, fused: bool
    ) -> None:
        super().__init__(groups, {"lr": lr, "weight_decay": 0.0})
        self.tables = list(tables)
        self._fused = fused
        self._all = [p for group in self.param_groups for p in group["params"]]
        self._mine = {id(table) for table in self.tables}
        self._taken: dict[int, Taken] = {}

    @torch.no_grad()
    def take(self, table: Tensor, rows: Tensor) -> Tensor:
        """A copy of rows [R] (each once) as Adam would have them by now, to compute with."""
        if id(table) not in self._mine:  # it is not trained
            return table.index_select(0, rows)
        taken = self._taken[id(table)] = self._paid(table, rows)
        return taken.weight.requires_grad_()

    def _paid(self, table: Tensor, rows: Tensor) -> Taken:
        """Rows [R] of a table, each as Adam would have it by now."""
        weight = table.index_select(0, rows)
        state = self.state.get(table)
        if not state:
            return Taken(rows, weight, torch.zeros_like(weight), torch.zeros_like(weight))
        m, v = (state[name].index_select(0, rows) for name in ("exp_avg", "exp_avg_sq"))
        _pay(state, state["last"].index_select(0, rows), weight, m, v)
        return Taken(rows, weight, m, v)

    def collect(self) -> None:
        """Give the gradients of the rows taken to their tables, as sparse ones."""
        for table in self.tables:
            taken = self._taken.get(id(table))
            if taken is not None and taken.weight.grad is not None:
                table.grad = torch.sparse_coo_tensor(
                    taken.rows.unsqueeze(0),
                    taken.weight.grad,
                    table.shape,
                    is_coalesced=True,
                    check_invariants=False,
                )

    def average(self, group: Group, parameters: Iterable[Tensor]) -> None:
        """Replace every gradient by its mean over the processes."""
        if group.size > 1:
            group.average(parameters)
            self._retake()

    def lengths(self, parameters: Iterable[Tensor], lengths: Tensor) -> Tensor:
        """Lengths [P] of whole gradients, from those of the parts that are here."""
        return lengths

    @torch.no_grad()
    def _retake(self) -> None:
        """Take the rows that have gradients now; they may have come from other processes."""
        for table in self.tables:
            if table.grad is not None:
                table.grad = table.grad.coalesce()
                self._taken[id(table)] = self._paid(table, table.grad._indices()[0])

    @torch.no_grad()
    def flush(self) -> None:
        """Move every row of every table to where Adam would have it by now."""
        for table in self.tables:
            state = self.state.get(table, {})
            if state:
                _pay(state, state["last"], table, state["exp_avg"], state["exp_avg_sq"])
                for name in ("last", "owed", "since"):
                    state[name].zero_()

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """One step, with every row that has a gradient taken before."""
        for group in self.param_groups:
            given = [p for p in group["params"] if p.grad is not None]
            if given:
                self._step(given, group["lr"], group["weight_decay"])
        self._taken.clear()

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget the gradients, and the rows taken."""
        for parameter in self._all:
            parameter.grad = None
        self._taken.clear()

    def load_state_dict(self, state_dict: Mapping[str, Any]) -> None:
        """Take stored state over as it is; torch would turn the counters into floats.

        Raises:
            ValueError: it is the state of other parameters, or of a table that was not (or is
                not) updated by rows.

        """
        for number, stored in state_dict["state"].items():
            if number >= len(self._all):
                raise ValueError(f"there is no parameter {number}")
            expected = BY_ROWS if id(self._all[number]) in self._mine else PLAIN
            if set(stored) != expected:
                names = ", ".join(sorted(set(stored) ^ expected))
                raise ValueError(f"parameter {number} differs in {names}")
            if stored["exp_avg"].shape != self._all[number].shape:
                raise ValueError(f"parameter {number} has another shape")
        super().load_state_dict(dict(state_dict))
        for number, parameter in enumerate(self._all):
            stored = state_dict["state"].get(number)
            if id(parameter) in self._mine and stored is not None:
                self.state[parameter] = {
                    name: value.clone()
                    if name in ON_HOST
                    else value.to(parameter.device, copy=True)
                    for name, value in stored.items()
                }

    def _step(self, parameters: list[Tensor], lr: float, weight_decay: float) -> None:
        """Adam's step on parameters with a gradient; of tables, on the rows taken."""
        parts, steps = [], []
        for one in parameters:
            assert one.grad is not None
            by_rows = id(one) in self._mine
            state = self.state[one]
            if not state:
                state.update(_start(one, by_rows))
            if by_rows:
                taken = self._taken[id(one)]
                parts.append((taken.weight.detach(), one.grad._values(), taken.m, taken.v))
            else:
                parts.append((one, one.grad, state["exp_avg"], state["exp_avg_sq"]))
            # Counted on the host as well: to read the device's own counter is to wait for it.
            steps.append(state["step"].to(one.device, copy=True))
            state["step"] += 1
        weights, gradients, m, v = (list(each) for each in zip(*parts, strict=True))
        adamw(
            weights,
            gradients,
            m,
            v,
            [],
            steps,
            fused=self._fused,
            amsgrad=False,
            beta1=BETAS[0],
            beta2=BETAS[1],
            lr=lr,
            weight_decay=weight_decay,
            eps=EPS,
            maximize=False,
        )
        for one in parameters:
            if id(one) in self._mine:
                _put_back(one, self.state[one], self._taken[id(one)], lr)


def _start(parameter: Tensor, by_rows: bool) -> dict[str, Tensor]:
    """State of a parameter at its first gradient.

    exp_avg, exp_avg_sq: as in Adam. Of tables also: since, steps from the last flush; last,
    int64 [N], which of them last moved each row; owed, float32 [more than `since`], the sum
    above by `last`, zero from `since` on.
    """
    state = {
        "step": torch.zeros(()),
        "exp_avg": torch.zeros_like(parameter),
        "exp_avg_sq": torch.zeros_like(parameter),
    }
    if by_rows:
        device = parameter.device
        state["since"] = torch.zeros((), dtype=torch.int64)
        state["last"] = torch.zeros(len(parameter), dtype=torch.int64, device=device)
        state["owed"] = torch.zeros(HORIZON, device=device)
    return state


def _pay(state: dict[str, Tensor], last: Tensor, weight: Tensor, m: Tensor, v: Tensor) -> None:
    """Move rows [R, ...] by what they are owed since step `last` [R], and age their m, v."""
    wide = (-1,) + (1,) * (weight.ndim - 1)
    owed = state["owed"].index_select(0, last).view(wide)
    age = (int(state["since"]) - last).to(weight.dtype).view(wide)
    scale = math.sqrt(1 - BETAS[1] ** int(state["step"]))
    weight.addcdiv_(m * owed, v.sqrt().add_(EPS * scale), value=-1)
    m.mul_(BETAS[0] ** age)
    v.mul_(BETAS[1] ** age)


def _put_back(table: Tensor, state: dict[str, Tensor], taken: Taken, lr: float) -> None:
    """Write the rows of a step of size `lr` to where they were taken from."""
    put(table, taken.rows, taken.weight)
    put(state["exp_avg"], taken.rows, taken.m)
    put(state["exp_avg_sq"], taken.rows, taken.v)
    _owe(state, lr)
    state["last"].index_fill_(0, taken.rows, int(state["since"]))


def _owe(state: dict[str, Tensor], lr: float) -> None:
    """Count one more step, of whose size all rows get their share later."""
    state["since"] += 1
    step, since, owed = int(state["step"]), int(state["since"]), state["owed"]
    if since >= len(owed):
        state["owed"] = owed = torch.cat((owed, torch.zeros_like(owed)))
    size = lr * math.sqrt(1 - BETAS[1] ** step) / (1 - BETAS[0] ** step)
    recent = min(since, HORIZON)
    owed[since - recent : since].add_(_fading(owed.device)[HORIZON - recent :], alpha=size)


@cache
def _fading(device: torch.device) -> Tensor:
    """What is left of a momentum after HORIZON, ..., 2, 1 steps, in sizes of a step."""
    ages = torch.arange(HORIZON, 0, -1, dtype=torch.float64)
    return ((BETAS[0] / math.sqrt(BETAS[1])) ** ages).float().to(device)


@torch.no_grad()
def clip(
    parameters: Sequence[Tensor],
    longest: float,
    whole: Callable[[Sequence[Tensor], Tensor], Tensor] = lambda _, lengths: lengths,
) -> Tensor:
    """Shorten all gradients together to `longest`, sparse ones too (they come out coalesced).

    Args:
        parameters: P of them; those without a gradient count as zero.
        longest: length of all gradients together; 0 leaves them as they are.
        whole: lengths of the parameters' whole gradients, where some are only a part.

    Returns:
        The length of each gradient before, [P].

    """
    values = []
    for parameter in parameters:
        if parameter.grad is not None and parameter.grad.is_sparse:
            parameter.grad = parameter.grad.coalesce()
            values.append(parameter.grad._values())
        elif parameter.grad is not None:
            values.append(parameter.grad)
    zero = parameters[0].new_zeros(())
    found = iter(torch._foreach_norm(values) if values else ())
    lengths = torch.stack([zero if p.grad is None else next(found) for p in parameters])
    lengths = whole(parameters, lengths)
    if longest > 0:
        factor = (longest / (torch.linalg.vector_norm(lengths) + 1e-6)).clamp(max=1.0)
        if factor.device.type != "cpu" or factor < 1:  # asking an accelerator would wait for it
            torch._foreach_mul_(values, factor)
    return lengths
