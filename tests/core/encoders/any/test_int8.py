"""Fewer bits: what they hold, how near they come, and that too large a model is told before."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import psutil
import pytest
import torch
from torch import nn

from core.encoders import agreement, registry
from core.encoders.families.int8 import Int8Embedding, Int8Linear, quantised
from core.encoders.features import encode_catalog
from core.errors import UserError
from core.progress import Reporter
from tests.core.encoders.any.made import MADE, SPEAKING, TEXT
from tests.core.encoders.make import catalog


def test_rows_are_within_half_a_step_of_what_they_were() -> None:
    torch.manual_seed(0)
    layer, table = nn.Linear(64, 32), nn.Embedding(5000, 8)
    model = nn.ModuleDict({"layer": layer.bfloat16(), "few": nn.Embedding(10, 8), "table": table})
    before = layer.weight.detach().float(), table.weight.detach().clone()
    quantised(model)
    for name, right in (("layer", before[0]), ("table", before[1])):
        made = model[name]
        assert isinstance(made, Int8Linear | Int8Embedding)
        assert made.codes.dtype == torch.int8
        assert ((made.weight - right).abs() <= made.scales / 2 + 1e-6).all()
    assert isinstance(model["few"], nn.Embedding)
    values = torch.randn(3, 64)
    own = nn.functional.linear(values, before[0], layer.bias.float())
    np.testing.assert_allclose(model["layer"](values).detach(), own.detach(), atol=0.02)
    ids = torch.tensor([[1, 4999]])
    np.testing.assert_array_equal(model["table"](ids), model["table"].weight[ids])


@pytest.mark.parametrize("family", ["bert", "clip", "qwen3_vl", "wav2vec2"])
def test_what_is_added_in_eight_bits_is_near_and_has_features_of_its_own(
    family: str, tmp_path: Path
) -> None:
    (MADE | SPEAKING)[family](tmp_path)
    plain = registry.add(str(tmp_path))
    less = registry.add(str(tmp_path), precision="int8")
    assert [one.precision for one in less] == ["int8"] * len(less)  # type: ignore[attr-defined]
    assert {one.info().identity for one in plain}.isdisjoint(one.info().identity for one in less)
    listed = registry.entry(less[0].name)
    assert listed == less[0]
    if less[-1].modality == "audio":
        return
    name = f"{tmp_path}#text"
    few = next(one for one in less if one.modality == "text").build()
    all_ = next(one for one in plain if one.modality == "text").build()
    right, near = (one.encode([TEXT]) for one in (all_, few))
    alike = torch.nn.functional.cosine_similarity(right.tokens[0], near.tokens[0])
    assert alike.min() > 0.99, name
    assert not torch.equal(right.tokens, near.tokens)


def test_size_time_and_agreement_are_measured(tmp_path: Path) -> None:
    MADE["bert"](tmp_path / "model")
    items = catalog(tmp_path, {"text": [TEXT, "blue", None]})
    found = agreement.measure(
        str(tmp_path / "model"), items, ("bfloat16", "int8"), "cpu", Reporter()
    )
    single, half, less = found
    assert [one.precision for one in found] == ["float32", "bfloat16", "int8"]
    assert single.cosine == pytest.approx(1)
    assert 0.99 < less.worst <= less.cosine <= 1 + 1e-6
    assert half.megabytes < single.megabytes
    assert less.megabytes < single.megabytes
    assert all(one.seconds > 0 for one in found)
    with pytest.raises(UserError, match="one precision"):
        agreement.measure("minilm", items, ("int8",), "cpu", Reporter())


def test_a_catalog_is_encoded_in_the_precision_that_was_added(tmp_path: Path) -> None:
    MADE["bert"](tmp_path / "model")
    items = catalog(tmp_path, {"text": [TEXT, "blue"]})
    made = []
    for precision in ("", "int8"):
        (entry,) = registry.add(str(tmp_path / "model"), precision=precision)
        made.append(encode_catalog(items, {"text": entry.name}, "cpu").stores["text"])
    assert made[0].about.identity != made[1].about.identity
    assert not np.array_equal(made[0].pooled(), made[1].pooled())


def test_what_does_not_fit_is_told_before_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    MADE["bert"](tmp_path)
    little = psutil.virtual_memory()._replace(available=1000)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: little)
    with pytest.raises(UserError, match="GB of memory") as caught:
        registry.load(str(tmp_path))
    assert "--precision int8" in caught.value.remedy


def test_a_precision_that_there_is_not(tmp_path: Path) -> None:
    MADE["bert"](tmp_path)
    with pytest.raises(UserError, match="no precision"):
        registry.add(str(tmp_path), precision="int3")
