"""What a folder of a model says about itself, before anything of it is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core import workspace
from core.encoders import hub, registry
from core.encoders.spec import facts, reference
from core.errors import MissingWeightsError, UserError
from tests.core.encoders.any.made import MADE

COMMIT = "0123456789abcdef0123456789abcdef01234567"
CLIP = {
    "model_type": "clip",
    "text_config": {"hidden_size": 512},
    "vision_config": {"hidden_size": 1024},
    "projection_dim": 768,
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HF_HUB_CACHE", "HF_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv(workspace.HOME, str(tmp_path / "home"))


def model(folder: Path, config: object, weights: int = 9, readme: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config))
    if weights:
        (folder / "model.safetensors").write_bytes(bytes(weights))
    if readme:
        (folder / "README.md").write_text(readme)
    return folder


def hosted(name: str, config: object, **files: int | str) -> Path:
    """A repository in the cache of the hub."""
    repository = hub.hub_cache() / f"models--{name.replace('/', '--')}"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text(COMMIT)
    return model(repository / "snapshots" / COMMIT, config, **files)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "source", "name", "revision"),
    [
        ("google/siglip2-base-patch16-224", "hub", "google/siglip2-base-patch16-224", ""),
        ("BAAI/bge-m3@refs/pr/5", "hub", "BAAI/bge-m3", "refs/pr/5"),
        ("torchvision:resnet50", "torchvision", "resnet50", ""),
        ("timm:vit_small_patch16_224.dino", "timm", "vit_small_patch16_224.dino", ""),
        ("./mine", "folder", str(Path("mine").resolve()), ""),
        ("~/mine", "folder", str(Path.home() / "mine"), ""),
    ],
)
def test_references(text: str, source: str, name: str, revision: str) -> None:
    found = reference.parse(text)
    assert (found.source, found.name, found.revision) == (source, name, revision)
    assert reference.parse(str(found)) == found


@pytest.mark.parametrize("text", ["", "minilm", "a/b/c", "a/../b", "keras:vgg", "a b/c"])
def test_what_names_nothing(text: str) -> None:
    with pytest.raises(UserError, match="names no encoder") as caught:
        reference.parse(text)
    assert "torchvision:resnet50" in caught.value.remedy


def test_a_folder_tells_what_it_is_before_anything_is_loaded(tmp_path: Path) -> None:
    readme = "---\ntags: [a]\nlicense: apache-2.0\n---\n# Mine\nlicense: never\n"
    folder = model(tmp_path / "mine", CLIP, 1_500_000, readme)
    image, text, video = registry.add(str(folder))
    assert [(one.modality, one.width) for one in (image, text, video)] == [
        ("image", 1024), ("text", 512), ("video", 1024),
    ]  # fmt: skip
    assert (image.family, image.licence, image.size_mb) == ("CLIP", "apache-2.0", 1.5)
    assert image.installed
    assert image.space == text.space != ""
    assert registry.resolve(str(folder), "text") == text
    assert registry.entry(text.name) == text
    listed = {info.name: info for info in registry.infos()}
    assert listed[image.name].family == "CLIP"
    with pytest.raises(UserError, match="does not encode audio"):
        registry.resolve(str(folder), "audio")


def test_an_added_encoder_stays_in_lists_when_its_folder_goes(tmp_path: Path) -> None:
    folder = model(tmp_path / "mine", {"model_type": "bert", "hidden_size": 32})
    (entry,) = registry.add(str(folder))
    before = entry.info()
    (folder / "model.safetensors").write_bytes(b"other weights")
    assert registry.info(entry.name).identity != before.identity
    (folder / "model.safetensors").unlink()
    assert not registry.info(entry.name).installed
    with pytest.raises(MissingWeightsError, match=r"model\.safetensors is missing"):
        registry.entry(entry.name).require()
    registry.remove(entry.name)
    assert entry.name not in registry.entries()


def test_a_model_of_the_hub_is_here_when_all_its_shards_are() -> None:
    with pytest.raises(MissingWeightsError, match="not on this machine") as caught:
        registry.resolve("me/big")
    assert "triptych encoders fetch me/big" in caught.value.remedy
    assert ".bin" not in caught.value.remedy
    folder = hosted("me/big", {"model_type": "qwen3", "hidden_size": 4096}, weights=0)
    index = {"metadata": {"total_size": 8}, "weight_map": {"a": "m-1.safetensors", "b": "m-2.safetensors"}}  # fmt: skip  # noqa: E501
    (folder / "model.safetensors.index.json").write_text(json.dumps(index))
    (folder / "m-1.safetensors").write_bytes(bytes(4))
    assert not registry.resolve("me/big").installed
    (folder / "m-2.safetensors").write_bytes(bytes(4))
    entry = registry.resolve("me/big")
    assert (entry.installed, entry.revision, entry.width) == (True, COMMIT, 4096)


def test_pickled_weights_are_refused_with_a_remedy(tmp_path: Path) -> None:
    folder = model(tmp_path / "old", {"model_type": "bert"}, weights=0)
    (folder / "pytorch_model.bin").write_bytes(b"cos\nsystem\n")
    with pytest.raises(UserError, match=r"pytorch_model\.bin.*unpickled") as caught:
        registry.add(str(folder))
    assert "save_pretrained" in caught.value.remedy


@pytest.mark.parametrize(
    ("files", "message", "remedy"),
    [
        ({"adapter_config.json": '{"base_model_name_or_path": "BAAI/bge-m3"}',
          "adapter_model.safetensors": ""}, "only changes BAAI/bge-m3", "merge_and_unload"),
        ({"adapter_config.json": "broken"}, "only changes", "merge_and_unload"),
        ({"config.json": '{"model_type": "qwen3", "quantization_config": {"quant_method": "gptq"}}',
          "model.safetensors": ""}, "gptq", "--precision int8"),
        ({"config.json": '{"model_type": "qwen3", "quantization_config": {"quant_method": "awq"}}',
          "model.safetensors": ""}, "awq", "--precision int8"),
        ({"model-q4.gguf": ""}, r"llama\.cpp", "model.safetensors"),
        ({"config.json": '{"model_type": "bert"}', "model.onnx": ""}, "ONNX", "model.safetensors"),
        ({"config.json": "{"}, "damaged", "again"),
        ({"config.json": "[1]"}, "no model", "config.json"),
    ],
)  # fmt: skip
def test_what_people_bring_that_is_no_model_says_what_to_do(
    tmp_path: Path, files: dict[str, str], message: str, remedy: str
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    with pytest.raises(UserError, match=message) as caught:
        registry.add(str(tmp_path))
    assert remedy in caught.value.remedy


@pytest.mark.parametrize("value", [None, True, -1, 1e308, "x", [], {}, [[]], {"width": []}])
def test_what_strangers_say_of_a_model_is_a_width_or_nothing(tmp_path: Path, value: object) -> None:
    folder = model(tmp_path / "m", {"model_type": "clip", "text_config": value})
    assert all(entry.width > 1 for entry in registry.add(str(folder)))
    opened = {"model_cfg": {"text_cfg": value, "vision_cfg": {"width": value}}}
    for config in (opened, {"model_cfg": value}):
        folder = model(tmp_path / "o", {})
        (folder / "open_clip_config.json").write_text(json.dumps(config))
        assert all(entry.width > 1 for entry in registry.add(str(folder)))


def test_files_of_a_strangers_folder_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "adapter_config.json").write_text("broken")
    with pytest.raises(UserError):
        registry.add(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["adapter_config.json"]


def test_a_folder_that_was_typed_like_an_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "models" / "mine").mkdir(parents=True)
    with pytest.raises(MissingWeightsError) as caught:
        registry.resolve("models/mine")
    assert "./models/mine" in caught.value.remedy


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    for name, message in (("a.gguf", "llama"), ("model.safetensors", "is a file")):
        (tmp_path / name).write_bytes(b"")
        with pytest.raises(UserError, match=message):
            registry.add(str(tmp_path / name))


def test_code_of_the_model_runs_only_if_it_is_allowed(tmp_path: Path) -> None:
    config = {"model_type": "mystery", "auto_map": {"AutoModel": "code.Model"}, "hidden_size": 8}
    folder = model(tmp_path / "odd", config)
    with pytest.raises(UserError, match="code of its own"):
        registry.add(str(folder))
    (entry,) = registry.add(str(folder), remote_code=True)
    assert entry.remote_code
    plain = model(tmp_path / "plain", {"model_type": "bert", "auto_map": {"AutoModel": "x.Y"}})
    assert facts.read(plain).code == "offered"  # the library has the family, too
    for allowed in (False, True):
        (entry,) = registry.add(str(plain), remote_code=allowed)
        assert entry.remote_code is allowed
    elsewhere = config | {"auto_map": {"AutoModel": "them/their-code--code.Model"}}
    with pytest.raises(UserError, match="lies in them/their-code") as caught:
        registry.add(str(model(tmp_path / "far", elsewhere)), remote_code=True)
    assert "hf download them/their-code" in caught.value.remedy


@pytest.mark.parametrize(
    ("files", "layout", "modality"),
    [
        ({"config.json": {"architecture": "vit_small_patch16_224", "num_features": 384}},
         "timm", "image"),
        ({"open_clip_config.json": {"model_cfg": {"vision_cfg": {"width": 8}}}},
         "open_clip", "image"),
        ({"config.json": {"model_type": "new-thing", "hidden_size": 8},
          "preprocessor_config.json": {"sampling_rate": 16000}}, "transformers", "audio"),
        ({"config.json": {"model_type": "new-thing", "hidden_size": 8},
          "preprocessor_config.json": {"image_mean": [0.5]}}, "transformers", "image"),
        ({"config.json": {"model_type": "new-thing", "hidden_size": 8}}, "transformers", "text"),
        ({"modules.json": [{"path": "0_Transformer"}],
          "0_Transformer/config.json": {"model_type": "bert"}}, "sentence-transformers", "text"),
    ],
)  # fmt: skip
def test_layouts(tmp_path: Path, files: dict[str, object], layout: str, modality: str) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps(content))
    found = facts.read(tmp_path)
    assert (found.layout, next(iter(found.about.towers))) == (layout, modality)


@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "damaged"), ('{"a": 1}', "no model_type"), ("{}", "no model"), (None, "does not exist")],
)
def test_what_is_no_model(tmp_path: Path, content: str | None, message: str) -> None:
    folder = tmp_path / "mine"
    if content is not None:
        folder.mkdir()
        (folder / "config.json").write_text(content)
    with pytest.raises(UserError, match=message) as caught:
        registry.add(str(folder))
    assert caught.value.remedy


def test_no_torch_for_what_was_added(tmp_path: Path) -> None:
    folder = model(tmp_path / "mine", CLIP)
    code = (
        "import sys; from core.encoders import registry; "
        f"registry.add({str(folder)!r}); assert len(registry.infos()) > 15; "
        "sys.exit('torch' in sys.modules or 'transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_each_modality_of_a_model_that_was_added_is_found_by_its_name(tmp_path: Path) -> None:
    MADE["clip"](tmp_path)
    added = {one.modality for one in registry.add(str(tmp_path))}
    assert added == {"image", "text", "video"}
    assert {registry.entry(str(tmp_path), one).modality for one in added} == added
    assert registry.entry(str(tmp_path)).modality == "image"
