from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn.functional import cosine_similarity

from core import workspace
from core.encoders import e5, registry
from core.encoders.conversion.e5 import convert, split, unpack
from core.encoders.packaged import Packaged
from core.encoders.text import TextEncoder
from core.encoders.tokens import TokenBatch
from core.errors import UserError
from tests.core.encoders.make import needs


def pack(values: np.ndarray) -> tuple[bytes, np.ndarray]:
    """Quantise as Q4_0 does; the bytes, and the weights they stand for by its definition."""
    out, back = b"", np.empty(values.size, np.float32)
    for start in range(0, values.size, 32):
        block = values.ravel()[start : start + 32]
        scale = np.float16(block[np.abs(block).argmax()] / -8)
        codes = [int(min(15, max(0, np.floor(float(x) / float(scale) + 8.5)))) for x in block]
        out += struct.pack("<e", scale)
        out += bytes(codes[j] | codes[j + 16] << 4 for j in range(16))
        back[start : start + 32] = [float(scale) * (code - 8) for code in codes]
    return out, back.reshape(values.shape)


def test_blocks_unpack_by_their_definition() -> None:
    values = np.random.default_rng(0).normal(size=(5, 96)).astype(np.float32)
    raw, expected = pack(values)
    blocks = np.frombuffer(raw, np.uint8)
    np.testing.assert_array_equal(unpack(blocks, 96), expected)
    ids = torch.tensor([[3, 0], [4, 3]])
    table = e5.PackedEmbedding(5, 96)
    table.load_state_dict(split(blocks, 96))
    np.testing.assert_array_equal(table(ids), expected[ids])
    assert np.abs(expected - values).max() < np.abs(values).max() / 7


def small_file(path: Path) -> dict[str, np.ndarray]:
    """A whole file of the format: a vocabulary of a few pieces and a BERT of one layer.

    Returns its tensors as they come out of it.
    """
    rng = np.random.default_rng(0)
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁red", "▁cup", "passage", ":", "s"]
    scores = [0, 0, 0, 0, -5, -2, -2, -1, -1, -3]
    blob = "".join(pieces).encode()
    ends = np.cumsum([0, *(len(piece.encode()) for piece in pieces)]).astype("<u4")
    table = b"".join(struct.pack("<IBI", ord(a), 1, ord(b)) for a, b in ("Rr", "\n "))
    head = b"E5S1" + struct.pack("<I7ifi", 1, 32, 1, 2, 64, 10, 16, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(pieces), 0, 2, 1, 3, len(blob))
    head += ends.tobytes() + np.array(scores, "<f4").tobytes() + blob
    head += struct.pack("<iI", 2, len(table)) + table
    shapes = {"emb.word": (10, 32), "emb.pos": (16, 32), "emb.type": (2, 32)}
    shapes |= {"emb.ln.w": (32,), "emb.ln.b": (32,)}
    for part in ("q", "k", "v", "ao"):
        shapes |= {f"l0.{part}.w": (32, 32), f"l0.{part}.b": (32,)}
    shapes |= {"l0.fi.w": (64, 32), "l0.fi.b": (64,), "l0.fo.w": (32, 64), "l0.fo.b": (32,)}
    for part in ("aln", "oln"):
        shapes |= {f"l0.{part}.w": (32,), f"l0.{part}.b": (32,)}
    datas, tensors = {}, {}
    for name, shape in shapes.items():
        values = rng.normal(size=shape).astype(np.float32)
        plain = len(shape) == 1 or name in ("emb.pos", "emb.type")
        datas[name], tensors[name] = (values.tobytes(), values) if plain else pack(values)
    place = len(head) + 4 + sum(2 + len(name) + 21 for name in datas)
    directory = struct.pack("<i", len(datas))
    for name, data in datas.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", 0, int(np.prod(shapes[name])), place, len(data))
        place += len(data)
    path.write_bytes(head + directory + b"".join(datas.values()))
    return tensors


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    tensors = small_file(tmp_path / "small.bin")
    packed = convert([tmp_path / "small.bin"])
    sizes = packed.about["config"]
    assert (sizes["hidden_size"], sizes["num_hidden_layers"]) == (32, 1)
    assert (sizes["num_attention_heads"], sizes["vocab_size"]) == (2, 10)
    assert packed.about["pieces"][5] == ("▁red", -2.0)
    model = e5.bert(packed)
    layer = model.encoder.layer[0]
    np.testing.assert_array_equal(layer.output.dense.weight, tensors["l0.fo.w"])
    np.testing.assert_array_equal(layer.attention.output.dense.bias, tensors["l0.ao.b"])
    np.testing.assert_array_equal(layer.output.LayerNorm.weight, tensors["l0.oln.w"])
    embeddings = model.embeddings
    np.testing.assert_array_equal(embeddings.position_embeddings.weight, tensors["emb.pos"])
    words = embeddings.word_embeddings(torch.arange(10))
    np.testing.assert_array_equal(words, tensors["emb.word"])


def test_words_keep_their_place_through_replacements(tmp_path: Path) -> None:
    small_file(tmp_path / "small.bin")
    tokenizer = e5.UnigramTokenizer(convert([tmp_path / "small.bin"]).about)
    text = "  Red \n cups"
    (pieces,) = tokenizer([text], 9)
    real = [
        (tokenizer._unigram.id_to_token(number), text[begin:end].strip())
        for number, (begin, end), special in zip(
            pieces.ids, pieces.offsets, pieces.special, strict=True
        )
        if not special
    ]
    assert real == [("▁red", "Red"), ("▁cup", "cup"), ("s", "s")]
    (short,) = tokenizer([text], 1)
    assert short.special.count(0) == 1
    assert (short.ids[0], short.ids[-1]) == (0, 2)


@pytest.mark.parametrize("keep", [0, 3, 40, 200, -5])
def test_damage_is_told(tmp_path: Path, keep: int, monkeypatch: pytest.MonkeyPatch) -> None:
    small_file(tmp_path / "small.bin")
    whole = (tmp_path / "small.bin").read_bytes()
    (tmp_path / "small.bin").write_bytes(whole[:keep])
    monkeypatch.setattr(Packaged, "verified", lambda entry: tmp_path)
    entry = replace(registry.ours()["e5"], files={"small.bin": "the hash of other bytes"})
    with pytest.raises(UserError, match="cannot be read"):
        entry.build("cpu")
    assert list(workspace.folder("encoders").iterdir()) == []


@pytest.fixture(scope="module")
def real() -> TextEncoder:
    encoder = registry.load("e5")
    assert isinstance(encoder, TextEncoder)
    return encoder


def pooled(batch: TokenBatch) -> torch.Tensor:
    weight = batch.mask.unsqueeze(-1).float()
    return (batch.tokens * weight).sum(1) / weight.sum(1)


@needs("e5")
def test_translations_find_each_other(real: TextEncoder) -> None:
    english = ["a striped blue shirt", "the stock market fell today", "a slow piano ballad",
               "waterproof boots for hiking", "a knife for the kitchen"]  # fmt: skip
    others = {
        "German": ["ein gestreiftes blaues Hemd", "die Börse ist heute gefallen",
                   "eine langsame Klavierballade", "wasserdichte Wanderstiefel",
                   "ein Küchenmesser"],
        "Chinese": ["一件蓝色条纹衬衫", "今天股市下跌", "一首慢速钢琴抒情曲",
                    "防水登山靴", "一把厨房用刀"],
        "Russian": ["синяя рубашка в полоску", "сегодня фондовый рынок упал",
                    "медленная фортепианная баллада", "непромокаемые походные ботинки",
                    "кухонный нож"],
    }  # fmt: skip
    left = pooled(real.encode(english))
    for texts in others.values():
        similar = cosine_similarity(left.unsqueeze(1), pooled(real.encode(texts)), dim=-1)
        assert similar.argmax(1).tolist() == [0, 1, 2, 3, 4]


@needs("e5")
@pytest.mark.parametrize("text", ["A striped shirt", "一件条纹 衬衫", "ﬁne Café №5", "Übergröße!"])
def test_positions_spell_the_text(real: TextEncoder, text: str) -> None:
    batch = real.encode([text])
    spans = batch.positions[0, batch.mask[0], :2].to(torch.int64).tolist()
    covered = {place for begin, end in spans for place in range(begin, end)}
    assert covered == {place for place, letter in enumerate(text) if not letter.isspace()}
    assert spans == sorted(spans)
