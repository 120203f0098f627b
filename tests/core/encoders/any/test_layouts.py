"""Folders as sentence-transformers and timm save them; what cannot be run says so."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import psutil
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file
from torch import nn
from transformers import AutoConfig, AutoModel

from core.catalog.modality import Modality
from core.encoders import registry
from core.errors import UserError
from core.media.images import fit_to_grid
from tests.core.encoders.any.made import MADE, TEXT

_POOLING = "sentence_transformers.models.Pooling"
_NORMALIZE = "sentence_transformers.models.Normalize"
_DENSE = "sentence_transformers.models.Dense"


def sentences(folder: Path, pooling: dict[str, bool], *more: str, **config: object) -> Path:
    """A BERT with what sentence-transformers writes beside it."""
    steps = [("", "sentence_transformers.models.Transformer"), ("1_Pooling", _POOLING)]
    steps += [(f"{n}_{kind.rpartition('.')[2]}", kind) for n, kind in enumerate(more, 2)]
    modules = [{"idx": n, "name": str(n), "path": p, "type": k} for n, (p, k) in enumerate(steps)]
    (folder / "modules.json").write_text(json.dumps(modules))
    for path, _ in steps[1:]:
        (folder / path).mkdir()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    (folder / "config_sentence_transformers.json").write_text(json.dumps(config))
    return folder


@pytest.mark.parametrize("mode", ["cls_token", "mean_tokens", "max_tokens", "lasttoken"])
def test_the_vector_of_a_text_is_pooled_and_normalised_as_its_files_say(
    tmp_path: Path, mode: str
) -> None:
    from transformers import AutoTokenizer

    model = MADE["bert"](tmp_path)
    prompts = {"query": "cup :", "document": "passage : "}
    sentences(tmp_path, {f"pooling_mode_{mode}": True}, _NORMALIZE, prompts=prompts)
    encoder = registry.load(str(tmp_path))
    batch = encoder.encode(["cup", TEXT])
    inputs = AutoTokenizer.from_pretrained(tmp_path)("passage : " + TEXT, return_tensors="pt")
    with torch.no_grad():
        states = model(**inputs).last_hidden_state[0]
    pooled = {
        "cls_token": states[0],
        "mean_tokens": states.mean(0),
        "max_tokens": states.amax(0),
        "lasttoken": states[-1],
    }[mode]
    assert batch.whole is not None
    np.testing.assert_allclose(batch.whole[1], pooled / pooled.norm(), atol=1e-5)
    # The words before it take part, and stand nowhere in it.
    np.testing.assert_allclose(batch.tokens[1][batch.mask[1]], states[3:-1], atol=1e-5)
    assert batch.positions[1, 0, :2].tolist() == [0, 1]


@pytest.mark.parametrize(
    ("name", "config", "words", "said"),
    [
        ("mine", {}, "", ""),
        ("mine", {"prompts": {"query": "cup :", "passage": "red : "}}, "red : ",
         "as its files say"),
        ("mine", {"prompts": {"sts": "blue : "}, "default_prompt_name": "sts"}, "blue : ",
         "as its files say"),
        ("mine", {"prompts": {"sts": "blue : "}, "default_prompt_name": None}, "", ""),
        ("mine", {"default_prompt_name": "lost", "prompts": {}}, "", ""),
        ("my-e5-small", {}, "passage: ", "assumed from its name"),
        ("my-e5-small", {"prompts": {"query": "", "document": "cup : "}}, "cup : ",
         "as its files say"),
        ("my-e5-small", {"prompts": {"document": ""}}, "", ""),  # the remedy that is told
        ("e5-mistral-7b-instruct", {}, "", ""),
    ],
)  # fmt: skip
def test_words_before_a_text_are_those_of_its_files_and_told(
    tmp_path: Path, name: str, config: dict[str, object], words: str, said: str
) -> None:
    from transformers import AutoTokenizer

    folder = tmp_path / name
    folder.mkdir()
    model = MADE["bert"](folder)
    sentences(folder, {"pooling_mode_mean_tokens": True}, **config)
    note = registry.entry(str(folder)).note
    assert said in note
    assert ("Before each text" in note) == bool(words)
    assert ("If that is wrong" in note) == (said == "assumed from its name")
    inputs = AutoTokenizer.from_pretrained(folder)(words + TEXT, return_tensors="pt")
    with torch.no_grad():
        states = model(**inputs).last_hidden_state[0]
    batch = registry.load(str(folder)).encode([TEXT])
    assert batch.whole is not None
    np.testing.assert_allclose(batch.whole[0], states.mean(0), atol=1e-5)


def test_a_pooling_may_leave_the_prompt_out(tmp_path: Path) -> None:
    """As sentence-transformers does it: what starts a text goes with its prompt."""
    from transformers import AutoTokenizer

    model = MADE["bert"](tmp_path)
    pooling = {"pooling_mode_mean_tokens": True, "include_prompt": False}
    sentences(tmp_path, pooling, prompts={"document": "passage : "})
    batch = registry.load(str(tmp_path)).encode([TEXT, "cup"])
    inputs = AutoTokenizer.from_pretrained(tmp_path)("passage : " + TEXT, return_tensors="pt")
    with torch.no_grad():
        states = model(**inputs).last_hidden_state[0]
    assert batch.whole is not None
    np.testing.assert_allclose(batch.whole[0], states[3:].mean(0), atol=1e-5)


def test_what_makes_the_vector_of_a_text_names_its_features(tmp_path: Path) -> None:
    MADE["bert"](tmp_path)
    sentences(tmp_path, {"pooling_mode_mean_tokens": True})
    seen = {registry.entry(str(tmp_path)).revision}
    for file in ("1_Pooling/config.json", "config_sentence_transformers.json", "modules.json"):
        path = tmp_path / file
        path.write_text(path.read_text() + " ")
        seen.add(registry.entry(str(tmp_path)).revision)
    assert len(seen) == 4


def test_dense_layers_follow(tmp_path: Path) -> None:
    MADE["bert"](tmp_path)
    sentences(tmp_path, {"pooling_mode_mean_tokens": True}, _DENSE)
    folder = tmp_path / "2_Dense"
    linear = nn.Linear(16, 5)
    save_file({f"linear.{k}": v.detach() for k, v in linear.state_dict().items()},
              folder / "model.safetensors")  # fmt: skip
    about = {"in_features": 16, "out_features": 5, "bias": True,
             "activation_function": "torch.nn.modules.activation.Tanh"}  # fmt: skip
    (folder / "config.json").write_text(json.dumps(about))
    dense = registry.load(str(tmp_path)).encode([TEXT]).whole
    (tmp_path / "modules.json").write_text(
        json.dumps(json.loads((tmp_path / "modules.json").read_text())[:2])
    )
    plain = registry.load(str(tmp_path)).encode([TEXT]).whole
    assert dense is not None
    assert plain is not None
    np.testing.assert_allclose(dense, linear(plain).tanh().detach(), atol=1e-5)


@pytest.mark.parametrize(("kind", "sense"), [("clip", "image"), ("clap", "audio")])
def test_a_model_of_several_modalities_as_sentence_transformers_saves_it(
    tmp_path: Path, kind: str, sense: Modality
) -> None:
    """The files that its version 6.2 writes; its own `encode` gave these vectors, too."""
    from transformers import AutoProcessor

    model = MADE[kind](tmp_path)
    processor = AutoProcessor.from_pretrained(tmp_path)
    for path in tmp_path.glob("*processor_config.json"):
        path.unlink()
    processor.save_pretrained(tmp_path)
    assert (tmp_path / "processor_config.json").is_file()
    assert not (tmp_path / "preprocessor_config.json").exists()
    step = {"idx": 0, "name": "0", "path": "",
            "type": "sentence_transformers.base.modules.transformer.Transformer"}  # fmt: skip
    (tmp_path / "modules.json").write_text(json.dumps([step]))
    ways = {
        name: {"method": f"get_{name}_features", "method_output_name": "pooler_output"}
        for name in ("text", sense)
    }
    told = {"transformer_task": "feature-extraction", "modality_config": ways}
    (tmp_path / "sentence_bert_config.json").write_text(json.dumps(told))
    prompts = {"prompts": {"query": "", "document": ""}, "default_prompt_name": None}
    (tmp_path / "config_sentence_transformers.json").write_text(json.dumps(prompts))
    words = registry.load(f"{tmp_path}#text").encode([TEXT]).whole
    own = processor(text=[TEXT], return_tensors="pt")
    with torch.no_grad():
        expected = model.get_text_features(**own).pooler_output
    assert words is not None
    np.testing.assert_allclose(words, expected, atol=1e-5)
    other = registry.load(f"{tmp_path}#{sense}")
    assert (other.modality, registry.resolve(str(tmp_path), sense).info().shared) == (
        sense,
        registry.resolve(str(tmp_path), "text").info().shared,
    )


def test_a_module_that_is_not_known_is_named(tmp_path: Path) -> None:
    MADE["bert"](tmp_path)
    sentences(tmp_path, {"pooling_mode_mean_tokens": True}, "sentence_transformers.models.LSTM")
    with pytest.raises(UserError, match="'LSTM'"):
        registry.load(str(tmp_path))


def test_a_path_of_modules_stays_in_the_folder(tmp_path: Path) -> None:
    MADE["bert"](tmp_path)
    (tmp_path / "modules.json").write_text('[{"path": ""}, {"path": "../other"}]')
    with pytest.raises(UserError, match="leaves the folder"):
        registry.resolve(str(tmp_path))


def test_timm_maps_are_the_models_own(tmp_path: Path) -> None:
    import timm

    arguments = {"img_size": 32, "patch_size": 8, "embed_dim": 16, "depth": 1, "num_heads": 2}
    model = timm.create_model(
        "vit_tiny_patch16_224", pretrained=False, num_classes=3, **arguments
    ).eval()
    save_file(model.state_dict(), tmp_path / "model.safetensors")
    cfg = {"input_size": [3, 32, 32], "mean": [0.5] * 3, "std": [0.5] * 3}
    config = {"architecture": "vit_tiny_patch16_224", "num_classes": 3, "num_features": 16,
              "model_args": arguments, "pretrained_cfg": cfg}  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(config))
    noise = np.random.default_rng(0).integers(0, 255, (32, 32, 3), dtype=np.uint8)
    batch = registry.load(str(tmp_path)).encode(
        [fit_to_grid(Image.fromarray(noise), 32, "letterbox")]
    )
    with torch.no_grad():
        states = model.forward_features(torch.from_numpy(noise).permute(2, 0, 1)[None] / 127.5 - 1)
    np.testing.assert_allclose(batch.tokens[0], states[0, 1:], atol=1e-5)
    assert batch.positions[0, 5].tolist() == [8, 8, 16, 16]


@pytest.mark.parametrize("name", ["squeezenet1_1", "swin_t"])
def test_torchvision_models_are_known_by_name(name: str) -> None:
    image, video = (
        registry.resolve(f"torchvision:{name}"),
        registry.resolve(f"torchvision:{name}", "video"),
    )
    assert (image.modality, video.modality) == ("image", "video")
    assert image.width == {"squeezenet1_1": 512, "swin_t": 768}[name]
    assert image.size_mb > 1
    assert image.command.endswith(f"fetch torchvision:{name}")


def test_shards_are_one_model(tmp_path: Path) -> None:
    model = MADE["bert"](tmp_path / "whole")
    MADE["bert"](tmp_path / "parts")
    (tmp_path / "parts" / "model.safetensors").unlink()
    model.save_pretrained(tmp_path / "parts", max_shard_size="4KB")
    assert len(list((tmp_path / "parts").glob("*.safetensors"))) > 1
    whole, parts = (registry.load(str(tmp_path / name)) for name in ("whole", "parts"))
    assert torch.equal(whole.encode([TEXT]).tokens, parts.encode([TEXT]).tokens)


def test_memory_is_asked_for_what_is_loaded_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half-precision parts, loaded in float32, beside weights of another form that are not."""
    MADE["bert"](tmp_path)
    (tmp_path / "model.safetensors").unlink()
    model = AutoModel.from_config(AutoConfig.from_pretrained(tmp_path)).bfloat16()
    model.save_pretrained(tmp_path, max_shard_size="4KB")
    assert len(list(tmp_path.glob("*.safetensors"))) > 1
    save_file({"all": torch.zeros(100_000)}, tmp_path / "consolidated.safetensors")
    need = 4 * sum(one.numel() for one in model.state_dict().values())
    free = psutil.virtual_memory()._replace(available=need)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: free)
    assert registry.load(str(tmp_path)).encode([TEXT]).tokens.dtype == torch.float32
    free = free._replace(available=need - 1)
    with pytest.raises(UserError, match="GB of memory"):
        registry.load(str(tmp_path))


def test_names_that_libraries_do_not_have() -> None:
    with pytest.raises(UserError, match="torchvision has no model"):
        registry.resolve("torchvision:resnet51")
    with pytest.raises(UserError, match="timm has no pretrained model"):
        registry.resolve("timm:vit_of_mine")


def test_a_tokenizer_that_is_missing_is_named(tmp_path: Path) -> None:
    MADE["bert"](tmp_path)
    (tmp_path / "tokenizer.json").unlink()
    (tmp_path / "tokenizer_config.json").unlink()
    with pytest.raises(UserError, match="tokenizer") as caught:
        registry.load(str(tmp_path))
    assert "Copy all files" in caught.value.remedy
