"""New items from raw words and pictures into everybody's lists."""

from __future__ import annotations

import torch
from torch import Tensor

from benchmarks.schema import Axes
from benchmarks.workloads.parts import inputs
from core.encoders import registry
from core.encoders.tokens import TokenBatch
from core.fusion.config import TransformerConfig
from core.topk import top_k

K = 20


class NewItems:
    """The path of one batch; each step hands its result to the next."""

    def __init__(self, axes: Axes, seed: int) -> None:
        self.where = torch.device(axes.device)
        size = axes.size
        self.encoders = {
            name: registry.load(registry.DEFAULTS[name], axes.device) for name in ("text", "image")
        }
        self.texts = inputs.texts(axes.batch, seed)
        self.pictures = inputs.pictures(axes.batch, seed)
        torch.manual_seed(seed)
        widths = {name: encoder.width for name, encoder in self.encoders.items()}
        self.fusion = TransformerConfig(dim=size["d"]).build(widths).eval().to(self.where)
        self.items = torch.randn(size["items"], size["d"]).to(self.where)
        self.users = torch.randn(size["users"], size["d"]).to(self.where)
        self.tokens: dict[str, TokenBatch] = {}
        self.vectors = torch.empty(0)

    def encode_text(self) -> None:
        """Words -> tokens."""
        self.tokens["text"] = self.encoders["text"].encode(self.texts)

    def encode_image(self) -> None:
        """Pictures -> tokens."""
        self.tokens["image"] = self.encoders["image"].encode(self.pictures)

    def copy(self) -> None:
        """Tokens -> the device."""
        self.tokens = {name: one.to(self.where) for name, one in self.tokens.items()}

    @torch.no_grad()
    def fuse(self) -> None:
        """Tokens -> item vectors."""
        self.vectors = self.fusion(self.tokens).vector

    @torch.no_grad()
    def rank(self) -> tuple[Tensor, Tensor]:
        """All items, the new ones among them, ranked for every user."""
        return top_k(self.users, torch.cat((self.items, self.vectors)), K)

    def all(self) -> tuple[Tensor, Tensor]:
        """The whole path."""
        self.encode_text()
        self.encode_image()
        self.copy()
        self.fuse()
        return self.rank()
