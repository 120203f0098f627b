"""Smaller and faster: dynamic int8 quantisation and magnitude pruning of the fusion.

Size, speed and metric are measured side by side, on the same items and users.
"""

from __future__ import annotations

import copy
import io
import time
import warnings
from collections.abc import Callable, Sequence

import torch
from torch import nn
from torch.nn.utils import prune

from core.errors import UserError
from core.fusion.base import Fusion
from core.progress import Quiet, Reporter, Stopped
from core.recommend.recommender import Recommender, Vectors
from core.training.config import EvaluationConfig
from core.training.data import Dataset
from core.training.judge.evaluate import sampled
from core.training.judge.validation import BLOCK, all_vectors, measure_test
from core.training.run.record import Compressed
from core.training.steps.gather import Gather

#: Timed passes over the sample of items.
PASSES = 5


def compare(
    model: Recommender,
    data: Dataset,
    gather: Gather,
    ks: Sequence[int],
    amounts: tuple[float, ...] = (0.5, 0.8),
    beside: Callable[[Vectors], Vectors] = lambda vectors: vectors,
    reporter: Reporter | None = None,
) -> list[Compressed]:
    """Measure the model as it is, in int8, and with its smallest weights removed.

    Args:
        model: trained, on the CPU, with content; left as it was.
        data: the divided interactions.
        gather: tokens of the items.
        ks: list lengths of the metrics.
        amounts: shares of weights to remove.
        beside: puts what else scores beside the vectors of every variant: the vote, joined models.
        reporter: told how far it is.

    Raises:
        UserError: the model has no fusion to compress.

    """
    if model.fusion is None:
        raise UserError(
            "This run has no fusion to compress.", "Choose a run that uses item content."
        )
    reporter = reporter or Reporter()
    variants: list[tuple[str, Callable[[Fusion], Fusion]]] = [
        ("original", lambda fusion: fusion),
        ("int8", quantised),
        *(
            (f"pruned {amount:.0%}", lambda fusion, amount=amount: pruned(fusion, amount))
            for amount in amounts
        ),
    ]
    original, bank = model.fusion, model.bank.clone()
    targets, quiet = (
        sampled(data.test, EvaluationConfig().most_users(data.n_items)),
        Quiet(reporter),
    )
    rows = []
    for done, (name, make) in enumerate(variants):
        model.fusion = make(copy.deepcopy(original)).eval()
        try:
            vectors = beside(all_vectors(model, data, gather, quiet))
            values = measure_test(vectors, data, targets, ks, quiet).values
        except Stopped:
            break
        rows.append(
            Compressed(
                name=name,
                fusion_bytes=stored_bytes(model.fusion),
                items_per_s=throughput(model.fusion, gather, data.n_items),
                zero_share=zero_share(model.fusion),
                values=values,
            )
        )
        reporter.progress("compress", done + 1, len(variants), "variants")
        if reporter.checkpoint():
            break
    model.fusion = original
    model.bank.copy_(bank)
    return rows


def quantised(fusion: Fusion) -> Fusion:
    """Linear layers in int8 with scales found per batch (dynamic quantisation); CPU only."""
    if torch.backends.quantized.engine == "none":
        raise UserError(
            "This PyTorch build cannot compute in int8.", "Use a build with fbgemm or qnnpack."
        )
    with warnings.catch_warnings():
        # Deprecated in favour of torchao, a further package; still there in the torch we pin.
        warnings.simplefilter("ignore")
        changed: Fusion = torch.ao.quantization.quantize_dynamic(fusion, {nn.Linear}, torch.qint8)
    return changed


def pruned(fusion: Fusion, amount: float) -> Fusion:
    """The share `amount` of smallest linear weights, over all layers together, set to zero."""
    layers = [(m, "weight") for m in fusion.modules() if isinstance(m, nn.Linear)]
    prune.global_unstructured(layers, prune.L1Unstructured, amount=amount)
    for layer, name in layers:
        prune.remove(layer, name)
    return fusion


def zero_share(fusion: nn.Module) -> float:
    """Share of linear weights that are exactly zero."""
    zeros = total = 0
    for weight in _weights(fusion):
        zeros += int((weight == 0).sum())
        total += weight.numel()
    return zeros / max(1, total)


def stored_bytes(fusion: nn.Module) -> int:
    """Bytes of the weights on disk: dense, or values and 4-byte places where that is smaller."""
    buffer = io.BytesIO()
    torch.save(fusion.state_dict(), buffer)
    size = buffer.tell()
    for weight in _weights(fusion):
        if weight.dtype == torch.float32:
            size -= max(0, 4 * weight.numel() - 8 * int((weight != 0).sum()))
    return size


@torch.no_grad()
def throughput(fusion: Fusion, gather: Gather, n_items: int) -> float:
    """Items fused a second, the median of some passes over one block."""
    tokens = gather(torch.arange(min(BLOCK, n_items), device=gather.device))
    fusion(tokens)
    times = []
    for _ in range(PASSES):
        started = time.perf_counter()
        fusion(tokens)
        times.append(time.perf_counter() - started)
    return min(BLOCK, n_items) / sorted(times)[PASSES // 2]


def _weights(fusion: nn.Module) -> list[torch.Tensor]:
    found = []
    for module in fusion.modules():
        weight = getattr(module, "weight", None)
        if isinstance(module, nn.Linear):
            found.append(module.weight.detach())
        elif callable(weight) and isinstance(module, torch.ao.nn.quantized.dynamic.Linear):
            found.append(weight().dequantize())
    return found
