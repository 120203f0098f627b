"""Encoders as they are called, and a large one of random weights. Needs torch."""

from __future__ import annotations

from functools import lru_cache

import torch

from benchmarks import flops
from benchmarks.workloads.base import Output, Prepared
from benchmarks.workloads.parts import inputs
from core.encoders.base import Encoder, EncoderInfo
from core.encoders.families import pixels

#: Width of one head of attention, as in ViT-Base, -Large and -Huge.
HEAD = 64
DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}


def prepare(encoder: Encoder, batch: int, seed: int) -> Prepared:
    """encode() of so many random inputs of the encoder's modality."""
    make = inputs.RAW[encoder.modality]
    raw = make(batch, seed)

    def call() -> object:
        return encoder.encode(raw)

    def output() -> Output:
        return Output(encoder.encode(raw).tokens.numpy())

    # Encoders are built from files, not on "meta": one item is run instead, and scaled.
    one = make(1, seed)
    return Prepared(
        call,
        items=batch,
        flops=batch * flops.count(lambda: encoder.encode(one)),
        output=output,
    )


@lru_cache(maxsize=1)  # the points of a run differ by batch: one gigabyte serves them all
def large(width: int, depth: int, device: str, dtype: str) -> Encoder:
    """A vision transformer with the same random weights on every machine.

    Args:
        width: of a token, a multiple of 64.
        depth: blocks.
        device: where it computes.
        dtype: see `DTYPES`.

    """
    from transformers import ViTConfig, ViTImageProcessor, ViTModel

    config = ViTConfig(
        hidden_size=width,
        num_hidden_layers=depth,
        num_attention_heads=max(1, width // HEAD),
        intermediate_size=4 * width,
        image_size=inputs.PICTURE,
        patch_size=16,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = ViTModel(config, add_pooling_layer=False)
    model.to(device=device, dtype=DTYPES[dtype]).eval().requires_grad_(False)
    info = EncoderInfo(
        name="large",
        modality="image",
        title="ViT",
        licence="",
        size_mb=0,
        package="transformers",
        installed=True,
        note="random weights",
        command="",
        width=width,
        max_tokens=256,
        tokens="one per patch",
        default=False,
        revision=f"random-{width}-{depth}",
        preprocessing="",
    )
    return pixels.PatchEncoder(info, pixels.transformers_sight(model, ViTImageProcessor(), device))
