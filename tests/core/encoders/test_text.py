from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import torch
from torch.nn.functional import cosine_similarity

from core.encoders import registry
from core.encoders.text import TextEncoder
from core.encoders.tokens import TokenBatch
from tests.core.encoders.make import needs


@pytest.fixture(scope="module")
def minilm() -> TextEncoder:
    encoder = registry.load("minilm")
    assert isinstance(encoder, TextEncoder)
    return encoder


def pooled(batch: TokenBatch) -> torch.Tensor:
    weight = batch.mask.unsqueeze(-1).float()
    return (batch.tokens * weight).sum(1) / weight.sum(1)


#: Pairs that say the same, from everyday product and song descriptions.
PARAPHRASES = [
    ("a striped blue shirt for men", "men's tee in azure with stripes"),
    ("fast techno with a heavy bass line", "quick electronic dance music, strong low end"),
    ("waterproof hiking boots", "shoes for walking in the mountains that keep feet dry"),
    ("a sad piano ballad", "slow melancholic song played on keys"),
    ("stainless steel kitchen knife", "sharp metal blade for cooking"),
]


@needs("minilm")
def test_paraphrases_rank_first(minilm: TextEncoder) -> None:
    left = pooled(minilm.encode([a for a, _ in PARAPHRASES]))
    right = pooled(minilm.encode([b for _, b in PARAPHRASES]))
    similar = cosine_similarity(left.unsqueeze(1), right.unsqueeze(0), dim=-1)
    assert similar.argmax(1).tolist() == list(range(len(PARAPHRASES)))
    assert similar.argmax(0).tolist() == list(range(len(PARAPHRASES)))


@needs("minilm")
def test_pooled_tokens_stay_close_to_the_sentence_model(minilm: TextEncoder) -> None:
    """The model's own vector is the mean over all tokens, special ones included."""
    texts = [text for pair in PARAPHRASES for text in pair]
    mine = pooled(minilm.encode(texts))
    for text, vector in zip(texts, mine, strict=True):
        (pieces,) = minilm._tokenizer([text], 512)
        own = minilm.forward([pieces.ids])[0].mean(0)
        assert cosine_similarity(own, vector, dim=0) > 0.95


@needs("minilm")
@pytest.mark.parametrize(
    "text",
    [
        "A striped shirt",
        "Café naïve – 10% off!",
        "  two\n lines\t",
        "中文 and 🙂 emoji",
        "ÜBER-größe",
    ],
)
def test_positions_spell_the_text(minilm: TextEncoder, text: str) -> None:
    batch = minilm.encode([text])
    spans = batch.positions[0, batch.mask[0], :2].to(torch.int64).tolist()
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join(text[begin:end] for begin, end in spans) == "".join(text.split())
    assert batch.positions[0, :, 2:].isnan().all()


@needs("minilm")
def test_padding_changes_nothing(minilm: TextEncoder) -> None:
    short, long = "a red cup", "a red cup " * 12
    alone = minilm.encode([short])
    together = minilm.encode([short, long])
    n = int(alone.mask.sum())
    assert together.mask[0].sum() == n
    np.testing.assert_allclose(together.tokens[0, :n], alone.tokens[0], atol=1e-5)


@needs("minilm")
def test_long_texts_are_cut_and_blank_ones_have_no_token(minilm: TextEncoder) -> None:
    batch = minilm.encode(["word " * 1000, "", " \n "])
    assert batch.mask.sum(1).tolist() == [minilm.max_tokens, 0, 0]
    assert batch.tokens.shape[1] == minilm.max_tokens


@needs("minilm")
def test_tokens_equal_the_library(minilm: TextEncoder) -> None:
    """transformers' own tokenizer and model on the same folder."""
    from transformers import AutoModel, AutoTokenizer

    folder = registry.entry("minilm").folder
    assert folder is not None
    tokenizer = AutoTokenizer.from_pretrained(folder / "model", local_files_only=True)
    model = AutoModel.from_pretrained(folder / "model", local_files_only=True).eval()
    text = "a striped blue shirt"
    with torch.inference_mode():
        own = model(**tokenizer(text, return_tensors="pt")).last_hidden_state[0, 1:-1]
    np.testing.assert_allclose(minilm.encode([text]).tokens[0], own, atol=1e-5)


@needs("minilm")
def test_a_model_can_learn_on_top_of_the_tokens(minilm: TextEncoder) -> None:
    """Tensors of inference mode would refuse."""
    layer = torch.nn.Linear(minilm.width, 1)
    layer(minilm.encode(["a cup"]).tokens).sum().backward()
    assert layer.weight.grad is not None
