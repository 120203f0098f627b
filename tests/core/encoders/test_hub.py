"""Real loading code on tiny, randomly initialised checkpoints laid out as the hub's cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

from core.encoders import hub, registry
from core.encoders.hub import HubModel, TorchvisionModel
from core.errors import MissingWeightsError, UserError
from core.media.audio import Sound
from core.media.images import fit_to_grid

REMOTE = {
    name: entry
    for name, entry in registry.ours().items()
    if isinstance(entry, HubModel | TorchvisionModel)
}
COMMIT = "0123456789abcdef0123456789abcdef01234567"
TEXT = "a red cup and a blue cup"


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HF_HUB_CACHE", "HF_HOME", "TORCH_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def remote(name: str) -> HubModel | TorchvisionModel:
    return REMOTE[name]


def snapshot(name: str, commit: str = COMMIT, ref: str = "main") -> Path:
    """The empty folder of a repository in the cache."""
    repository = hub.hub_cache() / f"models--{remote(name).package.replace('/', '--')}"
    folder = repository / "snapshots" / commit
    folder.mkdir(parents=True)
    (repository / "refs").mkdir(exist_ok=True)
    (repository / "refs" / ref).write_text(commit)
    return folder


def word_tokenizer(folder: Path) -> None:
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "red", "cup", "and", "blue"]
    tokenizer = Tokenizer(models.WordPiece({n: i for i, n in enumerate(names)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))


def byte_tokenizer(folder: Path) -> None:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=300, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator([TEXT] * 9, trainer)
    tokenizer.save(str(folder / "tokenizer.json"))


def save_bert(folder: Path) -> Any:
    from transformers import BertConfig, BertForMaskedLM

    word_tokenizer(folder)
    config = BertConfig(vocab_size=9, hidden_size=8, num_hidden_layers=2, num_attention_heads=2,
                        intermediate_size=16)  # fmt: skip
    model = BertForMaskedLM(config).eval()
    model.save_pretrained(folder)
    return model.bert


def save_gpt2(folder: Path) -> Any:
    from transformers import GPT2Config, GPT2LMHeadModel

    byte_tokenizer(folder)
    model = GPT2LMHeadModel(GPT2Config(vocab_size=300, n_embd=8, n_layer=2, n_head=2)).eval()
    model.save_pretrained(folder)
    return model.transformer


def save_vit(folder: Path) -> Any:
    from transformers import ViTConfig, ViTForImageClassification

    config = ViTConfig(hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
                       intermediate_size=16, image_size=64, patch_size=16)  # fmt: skip
    model = ViTForImageClassification(config).eval()
    model.save_pretrained(folder)
    return model.vit


def save_wav2vec2(folder: Path) -> Any:
    from transformers import Wav2Vec2Config, Wav2Vec2ForCTC

    config = Wav2Vec2Config(vocab_size=5, hidden_size=8, num_hidden_layers=1, num_attention_heads=2,
                            intermediate_size=16, conv_dim=(8,) * 7, num_conv_pos_embeddings=16,
                            num_conv_pos_embedding_groups=2)  # fmt: skip
    model = Wav2Vec2ForCTC(config).eval()
    model.save_pretrained(folder)
    return model.wav2vec2


SAVE: dict[str, Callable[[Path], Any]] = {
    "bert-base-uncased": save_bert,
    "gpt2": save_gpt2,
    "vit-base": save_vit,
    "wav2vec2-base": save_wav2vec2,
}


@pytest.mark.parametrize("name", REMOTE)
def test_absent_weights_name_the_exact_command(name: str) -> None:
    assert not registry.info(name).installed
    with pytest.raises(MissingWeightsError) as caught:
        registry.load(name)
    assert caught.value.remedy.endswith(f"run: triptych encoders fetch {name}")


def test_torchvision_still_names_these_files() -> None:
    """The command would fetch another file if the library moved to other weights."""
    from torchvision import models as zoo

    for entry in REMOTE.values():
        if isinstance(entry, TorchvisionModel):
            family, _, member = entry.member.partition(".")
            assert getattr(zoo, family)[member].url.endswith(f"/{entry.file}")


@pytest.mark.parametrize("name", SAVE)
def test_installed_is_seen_with_its_revision(name: str) -> None:
    SAVE[name](snapshot(name))
    info = registry.info(name)
    assert info.installed
    assert info.revision == COMMIT
    assert registry.load(name).revision == COMMIT


@pytest.mark.parametrize("name", ["bert-base-uncased", "gpt2"])
def test_text_tokens_are_the_models_hidden_states(name: str) -> None:
    model = SAVE[name](snapshot(name))
    encoder = registry.load(name)
    batch = encoder.encode([TEXT, "cup"])
    spans = batch.positions[0, batch.mask[0], :2].to(torch.int64).tolist()
    assert "".join(TEXT[begin:end] for begin, end in spans) == TEXT.replace(" ", "")
    folder = remote(name).verified()
    ids = Tokenizer.from_file(str(folder / "tokenizer.json")).encode("cup").ids
    with torch.inference_mode():
        hidden = model(input_ids=torch.tensor([ids])).last_hidden_state[0]
    inner = hidden[1:-1] if name.startswith("bert") else hidden
    assert encoder.width == 8
    np.testing.assert_allclose(batch.tokens[1][batch.mask[1]], inner, atol=1e-5)


def test_vit_tokens_are_its_patches() -> None:
    model = save_vit(snapshot("vit-base"))
    encoder = registry.load("vit-base")
    assert (encoder.loading.size, encoder.width) == (64, 8)
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    batch = encoder.encode([fit_to_grid(Image.fromarray(noise), 64, "letterbox")])
    pixels = torch.from_numpy(noise).permute(2, 0, 1)[None].float() / 127.5 - 1
    with torch.inference_mode():
        expected = model(pixel_values=pixels).last_hidden_state[0, 1:]
    np.testing.assert_allclose(batch.tokens[0], expected, atol=1e-5)
    assert batch.positions[0, 5].tolist() == [16, 16, 32, 32]


def test_wav2vec2_tokens_are_means_over_time() -> None:
    model = save_wav2vec2(snapshot("wav2vec2-base"))
    encoder = registry.load("wav2vec2-base")
    samples = np.random.default_rng(0).normal(0.1, 0.2, 16000).astype(np.float32)
    batch = encoder.encode([Sound(samples, 16000, 0, 1), Sound(samples[:100], 16000, 0, 0.01)])
    assert batch.mask.sum(1).tolist() == [4, 1]
    wave = (samples - samples.mean()) / np.sqrt(samples.var() + 1e-7)
    with torch.inference_mode():
        hidden = model(torch.from_numpy(wave)[None]).last_hidden_state[0]
    assert hidden.shape[0] == 49
    np.testing.assert_allclose(batch.tokens[0, 0], hidden[:13].mean(0), atol=1e-4)
    assert batch.positions[0, :, 0].tolist() == [0, 0.25, 0.5, 0.75]


def test_a_checkpoint_that_lacks_weights_is_refused() -> None:
    """The library would fill them with random numbers."""
    folder = snapshot("bert-base-uncased")
    save_bert(folder)
    state = load_file(folder / "model.safetensors")
    del state["bert.encoder.layer.1.output.dense.weight"]
    save_file(state, folder / "model.safetensors", {"format": "pt"})
    with pytest.raises(UserError, match=r"lack 1 parts, such as encoder\.layer\.1"):
        registry.load("bert-base-uncased")


def test_a_broken_file_is_refused() -> None:
    folder = snapshot("bert-base-uncased")
    save_bert(folder)
    (folder / "model.safetensors").write_bytes(b"not safe")
    with pytest.raises(UserError, match="cannot be loaded"):
        registry.load("bert-base-uncased")


def test_pickled_weights_do_not_count() -> None:
    folder = snapshot("bert-base-uncased")
    save_bert(folder)
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(MissingWeightsError):
        registry.load("bert-base-uncased")


def test_another_revision_can_be_chosen() -> None:
    save_bert(snapshot("bert-base-uncased"))
    other = "f" * 40
    save_bert(snapshot("bert-base-uncased", commit=other, ref="v2"))
    newest, chosen = registry.info("bert-base-uncased"), registry.info("bert-base-uncased@v2")
    assert (newest.revision, chosen.revision) == (COMMIT, other)
    assert newest.identity != chosen.identity
    with pytest.raises(MissingWeightsError, match="fetch bert-base-uncased@v3"):
        registry.load("bert-base-uncased@v3")
    with pytest.raises(UserError, match="no revisions"):
        registry.load("minilm@v2")


def save_torchvision(name: str, state: dict, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a state where torch.hub would, under a name that ends in its hash."""
    hub.torch_cache().mkdir(parents=True)
    path = hub.torch_cache() / "weights.pth"
    torch.save(state, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    path = path.rename(path.with_name(f"{name}-{digest}.pth"))
    entries = {**registry.ours(), name: replace(REMOTE[name], file=path.name)}
    monkeypatch.setattr(registry, "ours", lambda: entries)
    return path


@pytest.mark.parametrize("name", ["resnet50", "vgg16"])
def test_torchvision_tokens_are_the_last_map(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from torchvision import models as zoo

    build = getattr(zoo, name)
    net = build(weights=None, **({} if name == "resnet50" else {"init_weights": False})).eval()
    state = net.state_dict()
    if name == "vgg16":  # its dense layers are most of it and are not used
        state = {key: value for key, value in state.items() if key.startswith("features.")}
    path = save_torchvision(name, state, monkeypatch)
    encoder = registry.load(name)
    noise = np.random.default_rng(0).integers(0, 255, (224, 224, 3), dtype=np.uint8)
    batch = encoder.encode([fit_to_grid(Image.fromarray(noise), 224, "letterbox")])
    pixels = torch.from_numpy(noise).permute(2, 0, 1).float() / 255
    mean = torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1)
    std = torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1)
    x = ((pixels - mean) / std)[None]
    with torch.inference_mode():
        if name == "vgg16":
            x = net.features(x)
        else:
            x = net.maxpool(net.relu(net.bn1(net.conv1(x))))
            x = net.layer4(net.layer3(net.layer2(net.layer1(x))))
    assert batch.tokens.shape == (1, 49, encoder.width)
    np.testing.assert_allclose(batch.tokens[0], x[0].flatten(1).T, rtol=1e-3, atol=2e-3)

    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(UserError, match="damaged"):
        registry.load(name)
