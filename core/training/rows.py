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
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor

BETAS = (0.9, 0.999)
EPS = 1e-8
#: Steps after which a momentum counts for nothing: (b1 / sqrt(b2))^512 is below 1e-23.
MEMORY = 512
#: What is kept of a parameter that is updated as a whole, and of a table; see `_start`.
PLAIN = {"step", "exp_avg", "exp_avg_sq"}
BY_ROWS = PLAIN | {"last", "owed"}


class RowAdamW(torch.optim.AdamW):
    """AdamW; tables whose gradients are sparse are updated by rows, everything else as usual.

    Before rows of a table are read, `refresh` must have seen them; before the whole table is
    read, `settle`.

    Args:
        groups: parameter groups. Tables must be in a group without weight decay.
        tables: those among the parameters that get sparse gradients.
        lr: learning rate.
        fused: of torch.optim.AdamW, for the parameters that are not tables.

    """

    def __init__(
        self, groups: list[dict[str, Any]], tables: Iterable[Tensor], lr: float, fused: bool
    ) -> None:
        super().__init__(groups, lr=lr, betas=BETAS, eps=EPS, fused=fused)
        # The fused kernel would skip a step that overflowed by itself; rows cannot.
        self._step_supports_amp_scaling = False
        self.tables = list(tables)
        self._group = {id(p): group for group in self.param_groups for p in group["params"]}

    @torch.no_grad()
    def refresh(self, table: Tensor, rows: Tensor) -> None:
        """Move rows [R] of a table (repeats allowed) to where Adam would have them by now."""
        state = self.state.get(table, {})
        if "last" not in state:  # never moved yet, or a parameter whose gradients are dense
            return
        last = state["last"].index_select(0, rows)
        self._move(table, state, rows, last)

    def refresh_gradients(self) -> None:
        """Move the rows that have gradients to where Adam would have them by now."""
        for table in self.tables:
            if table.grad is not None:
                table.grad = table.grad.coalesce()
                self.refresh(table, table.grad._indices()[0])

    @torch.no_grad()
    def settle(self) -> None:
        """Move every row of every table to where Adam would have it by now."""
        for table in self.tables:
            state = self.state.get(table, {})
            if state:
                self._move(table, state, None, state["last"])
                state["last"].zero_()
                state["owed"] = state["owed"].new_zeros(1)

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """One step; every row with a gradient must be fresh."""
        held = [(table, table.grad) for table in self.tables if table.grad is not None]
        for table, _ in held:
            table.grad = None
        super().step()
        for table, gradient in held:
            table.grad = gradient
            self._update(table, gradient.coalesce())

    def load_state_dict(self, state_dict: Mapping[str, Any]) -> None:
        """Take stored state over as it is; torch would turn the counters into floats.

        Raises:
            ValueError: it is the state of other parameters, or of a table that was not (or is
                not) updated by rows.

        """
        order = [p for group in self.param_groups for p in group["params"]]
        mine = {id(table) for table in self.tables}
        for number, stored in state_dict["state"].items():
            if number >= len(order):
                raise ValueError(f"there is no parameter {number}")
            expected = BY_ROWS if id(order[number]) in mine else PLAIN
            if set(stored) != expected:
                names = ", ".join(sorted(set(stored) ^ expected))
                raise ValueError(f"parameter {number} differs in {names}")
            if stored["exp_avg"].shape != order[number].shape:
                raise ValueError(f"parameter {number} has another shape")
        super().load_state_dict(dict(state_dict))
        for number, parameter in enumerate(order):
            stored = state_dict["state"].get(number)
            if id(parameter) in mine and stored is not None:
                self.state[parameter] = {
                    name: value.clone() if name == "step" else value.to(parameter.device, copy=True)
                    for name, value in stored.items()
                }

    def _start(self, table: Tensor) -> dict[str, Tensor]:
        """State of a table at its first gradient.

        exp_avg, exp_avg_sq: as in Adam. last: int64 [N], steps from the last settling until the
        row was last moved. owed: float32 [steps since then + 1], the sum above by `last`.
        """
        return {
            "step": torch.zeros(()),
            "exp_avg": torch.zeros_like(table),
            "exp_avg_sq": torch.zeros_like(table),
            "last": torch.zeros(len(table), dtype=torch.int64, device=table.device),
            "owed": torch.zeros(1, device=table.device),
        }

    def _move(
        self, table: Tensor, state: dict[str, Tensor], rows: Tensor | None, last: Tensor
    ) -> None:
        """Pay rows (None for all) what they are owed since step `last` [R], and age their m, v."""
        names = ("exp_avg", "exp_avg_sq")
        picked = [table, *(state[name] for name in names)]
        weight, m, v = picked if rows is None else (p.index_select(0, rows) for p in picked)
        wide = (-1,) + (1,) * (table.ndim - 1)
        owed = state["owed"].index_select(0, last).view(wide)
        age = (len(state["owed"]) - 1 - last).to(table.dtype).view(wide)
        scale = math.sqrt(1 - BETAS[1] ** int(state["step"]))
        weight.addcdiv_(m * owed, v.sqrt().add_(EPS * scale), value=-1)
        m.mul_(BETAS[0] ** age)
        v.mul_(BETAS[1] ** age)
        if rows is not None:
            for whole, part in zip(picked, (weight, m, v), strict=True):
                whole.index_copy_(0, rows, part)
            state["last"].index_fill_(0, rows, len(state["owed"]) - 1)

    def _update(self, table: Tensor, gradient: Tensor) -> None:
        """Adam's step on the rows of a coalesced gradient."""
        state = self.state[table]
        if not state:
            state.update(self._start(table))
        state["step"] += 1
        step, lr = int(state["step"]), self._group[id(table)]["lr"]
        rows, values = gradient._indices()[0], gradient._values()
        m = state["exp_avg"].index_select(0, rows).lerp_(values, 1 - BETAS[0])
        v = state["exp_avg_sq"].index_select(0, rows).mul_(BETAS[1])
        v.addcmul_(values, values, value=1 - BETAS[1])
        scale = math.sqrt(1 - BETAS[1] ** step)
        weight = table.index_select(0, rows)
        weight.addcdiv_(m, v.sqrt().add_(EPS * scale), value=-lr * scale / (1 - BETAS[0] ** step))
        for whole, part in ((state["exp_avg"], m), (state["exp_avg_sq"], v), (table, weight)):
            whole.index_copy_(0, rows, part)
        state["owed"] = self._more(state["owed"], lr * scale / (1 - BETAS[0] ** step))
        state["last"].index_fill_(0, rows, len(state["owed"]) - 1)

    @staticmethod
    def _more(owed: Tensor, size: float) -> Tensor:
        """The sums after one more step of `size` = lr k_j, with a zero for rows met in it."""
        ages = torch.arange(min(MEMORY, len(owed)), 0, -1, device=owed.device)
        owed[-len(ages) :] += size * (BETAS[0] / math.sqrt(BETAS[1])) ** ages
        return torch.cat((owed, owed.new_zeros(1)))


@torch.no_grad()
def clip(parameters: Sequence[Tensor], longest: float) -> Tensor:
    """Shorten all gradients together to `longest`, sparse ones too (they come out coalesced).

    Args:
        parameters: P of them; those without a gradient count as zero.
        longest: length of all gradients together; 0 leaves them as they are.

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
    if longest > 0:
        factor = (longest / (torch.linalg.vector_norm(lengths) + 1e-6)).clamp(max=1.0)
        for value in values:
            value.mul_(factor)
    return lengths
