"""One input in one model: its layers by stack, and what they say of its tokens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import torch
from torch import Tensor

from core.errors import UserError
from core.inspect import capture, flow
from core.inspect.capture import Layer
from core.inspect.families import Stack
from core.inspect.flow import Moved, Step
from core.inspect.models.base import VECTOR, Adapter
from core.inspect.parts import Given, Reading
from core.text import Text


@dataclass(frozen=True, eq=False)
class Look:
    """What one model saw in one input.

    Attributes:
        adapter: the model.
        reading: the input as its tokens.
        layers: by stack, in the order they ran.

    """

    adapter: Adapter
    reading: Reading
    layers: dict[str, list[Layer]]

    @property
    def stacks(self) -> dict[str, Stack]:
        """The stacks that saw something, by name."""
        return {
            stack.name: stack for stack in self.adapter.family.stacks if stack.name in self.layers
        }

    def weights(self, stack: str, layer: int, head: int | None = None) -> Tensor:
        """Weights [queries, keys] of one head, or their mean over heads; rows sum to one.

        Raises:
            UserError: there is no such layer or head.

        """
        found = self.layers.get(stack, [])
        if not 0 <= layer < len(found) or not (head is None or 0 <= head < found[layer].heads):
            raise UserError(
                Text("There is no layer {layer} with that head in '{stack}'.", layer=layer + 1,
                     stack=stack),
                Text("Choose one of: {names}.", names=", ".join(self._sizes())),
            )  # fmt: skip
        one = found[layer]
        return flow.mean_weights(one) if head is None else one.weights(head)

    def _sizes(self) -> list[str]:
        return [
            f"{name} ({len(layers)} x {layers[0].heads})" for name, layers in self.layers.items()
        ]

    @cached_property
    def rollout(self) -> Tensor:
        """What reached each token, [T, T] over the tokens of all parts; see core.inspect.flow."""
        ran = [layer for layers in self.layers.values() for layer in layers]
        order = {path: number for number, path in enumerate(self._order)}
        ran.sort(key=lambda layer: order[layer.path])
        return flow.rollout(ran, [self.step(layer) for layer in ran], self.reading.total)

    @cached_property
    def _order(self) -> list[str]:
        """Paths of all modules; encoders run before what listens to them."""
        paths = [path for path, _ in self.adapter.model.named_modules()]
        listens = [stack for stack in self.stacks.values() if stack.queries != stack.keys]
        late = {stack.queries for stack in listens}

        def listening(path: str) -> bool:
            stack = self.adapter.family.stack(path)
            return stack is not None and stack.queries in late

        return sorted(paths, key=listening)

    def relevance(self, target: str) -> Moved:
        """What moved a score, see core.inspect.flow.

        Raises:
            UserError: there is no such score.

        """
        self.check(target)
        adapter, reading = self.adapter, self.reading
        known = {layer.path for layers in self.layers.values() for layer in layers}
        return flow.relevance(
            adapter.model,
            lambda: adapter.run(reading.inputs),
            lambda output: self._score(output, target)[0],
            lambda layer: self.step(layer) if layer.path in known else None,
            reading.total,
        )

    def check(self, target: str) -> None:
        """Raise a UserError if there is no such score."""
        known = self.adapter.targets(self.reading)
        if target not in known:
            raise UserError(
                Text("This model has no score '{target}' for this input.", target=target),
                Text("Choose one of: {names}.", names=", ".join(known)),
            )

    def step(self, layer: Layer) -> Step:
        """Where the tokens of a layer lie among those of all parts."""
        stack = self.adapter.family.stack(layer.path)
        assert stack is not None
        return Step(self.reading.span(stack.queries), self.reading.span(stack.keys))

    @torch.no_grad()
    def scores(self, target: str, kept: dict[str, Tensor]) -> Tensor:
        """The score [B] with only the tokens `kept` of each part heard, bool [B, L]."""
        return self._score(self._heard(kept), target, kept)

    def _heard(self, kept: dict[str, Tensor]) -> Any:
        """What the model gives for a batch of variants of the input."""
        adapter, reading = self.adapter, self.reading

        def heard(path: str) -> Tensor | None:
            stack = adapter.family.stack(path)
            return None if stack is None else kept.get(stack.keys)

        many = len(next(iter(kept.values())))
        with capture.watched(adapter.model, kept=heard):
            return adapter.run(reading.repeated(many))

    def _score(self, output: Any, target: str, kept: dict[str, Tensor] | None = None) -> Tensor:
        found = self.adapter.answer(self.reading, output, target, kept)
        if target != VECTOR:
            return found
        origin, direction = self._axis
        return (found - origin) @ direction

    @cached_property
    def _axis(self) -> tuple[Tensor, Tensor]:
        """Where the vector [D] is when nothing is heard, and the way [D] from there to where it is.

        A vector's own length would not do: behind a last norm it hardly changes.
        """
        silent = {
            name: torch.from_numpy(~part.real)[None] for name, part in self.reading.parts.items()
        }
        with torch.no_grad():
            origin = self.adapter.answer(self.reading, self._heard(silent), VECTOR, silent)[0]
            whole = self.adapter.run(self.reading.inputs)
            there = self.adapter.answer(self.reading, whole, VECTOR)[0]
        return origin, torch.nn.functional.normalize(there - origin, dim=0)


def look(adapter: Adapter, given: Given) -> Look:
    """Run a model once over an input.

    Raises:
        UserError: the input is not one this model takes, or cannot be read.

    """
    return seen(adapter, adapter.read(given))


def seen(adapter: Adapter, reading: Reading) -> Look:
    """Run a model once over what was read."""
    ran, _ = capture.record(adapter.model, lambda: adapter.run(reading.inputs))
    times = Counter(layer.path for layer in ran)
    layers: dict[str, list[Layer]] = {}
    for layer in ran:
        stack = adapter.family.stack(layer.path)
        # A layer that runs in windows (Qwen2.5-VL's picture encoder) has no one map.
        if stack is None or times[layer.path] > 1 or not _fits(reading, stack, layer):
            continue
        layers.setdefault(stack.name, []).append(layer)
    return Look(adapter, reading, {s.name: layers[s.name] for s in adapter.family.stacks
                                   if s.name in layers})  # fmt: skip


def _fits(reading: Reading, stack: Stack, layer: Layer) -> bool:
    names = (stack.queries, stack.keys)
    return all(name in reading.parts for name in names) and layer.shape == tuple(
        len(reading.parts[name]) for name in names
    )
