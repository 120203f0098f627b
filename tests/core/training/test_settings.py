"""What `--set` says: any kind can be chosen over any preset, and starts from its own defaults."""

from __future__ import annotations

import json

import pytest

from core.training.config import TrainConfig
from core.training.presets import PRESETS
from core.training.settings import arguments, assign, chosen, lay_over, preset_help

KINDS = [
    *(("fusion", kind) for kind in ("concat", "late", "transformer", "graph")),
    *(("head", kind) for kind in ("mf", "memory", "sequence")),
    *(("loss", kind) for kind in ("bpr", "bce", "softmax", "mse")),
]


@pytest.mark.parametrize(("part", "kind"), KINDS)
@pytest.mark.parametrize(
    "preset", [name for name in PRESETS if PRESETS[name].config.optimizer != "sgd"]
)
def test_any_kind_goes_over_any_preset(preset: str, part: str, kind: str) -> None:
    before = PRESETS[preset].config
    values = chosen(preset, None, [f"{part}.kind={kind}"])
    config = TrainConfig.model_validate(values)
    if getattr(before, part).kind == kind:
        assert config == before
        return
    assert getattr(config, part) == type(getattr(config, part))()
    others = {name for name in TrainConfig.model_fields if name != part}
    assert all(getattr(config, name) == getattr(before, name) for name in others)


def test_fields_set_after_the_kind_hold() -> None:
    values = chosen("ranking", None, ["loss.kind=softmax", "loss.negatives=7", "split.kind=random"])
    config = TrainConfig.model_validate(values)
    assert config.loss.model_dump()["negatives"] == 7
    assert config.split.validation == PRESETS["ranking"].config.split.validation
    assert config.split.kind == "random"


def test_the_shell_tells_what_each_preset_is_for():
    told = preset_help()
    for name, preset in PRESETS.items():
        assert preset.purpose.endswith(".")
        assert f"{name}: {preset.purpose}" in told


def test_a_kind_comes_before_its_settings_in_whatever_order() -> None:
    values = {"fusion": {"kind": "transformer", "layers": 2}, "epochs": 1}
    lay_over(values, {"fusion.dim": 32, "fusion.kind": "concat", "epochs": 3})
    assert values == {"fusion": {"kind": "concat", "dim": 32}, "epochs": 3}


@pytest.mark.parametrize(
    "name", [name for name in PRESETS if PRESETS[name].config.optimizer != "sgd"]
)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"epochs": 8},
        {"learning_rate": 0.02, "batch_size": 512, "split.kind": "random", "device": "cpu"},
        {"vote": {"neighbours": 7}, "fusion.kind": "late"},
        {"vote.neighbours": 9, "loss.kind": "bce", "ks": [3, 7]},
    ],
)
def test_the_short_form_says_the_same_configuration(name, changes):
    values = PRESETS[name].config.model_dump(mode="json")
    for field, value in changes.items():
        assign(values, field, json.dumps(value))
    wanted = TrainConfig.model_validate(values)
    words = arguments(wanted.model_dump(mode="json"))
    assert (words[0], set(words[2::2])) in (("--preset", set()), ("--preset", {"--set"}))
    again = chosen(words[1], None, words[3::2])
    assert TrainConfig.model_validate(again) == wanted
    if list(changes) == ["epochs"]:
        assert words == ["--preset", name, "--set", "epochs=8"]
