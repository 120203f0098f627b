"""Texts through models of transformers, with what sentence-transformers says of pooling.

Tokens keep their characters. The vector of a whole text is made as the model's own files say:
which pooling, which dense layers, normalised or not, and the words put before a document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from core.encoders.base import EncoderInfo
from core.encoders.families import loading, openclip, speaking
from core.encoders.families.pooling import own_pooling
from core.encoders.spec import facts, prompts
from core.encoders.spec.entries import Described, Hosted, Local
from core.encoders.spec.families import FAMILIES, speaks
from core.encoders.text import Pieces, TextEncoder, TextTokenizer
from core.encoders.tokens import POSITION_WIDTH, TokenBatch, pad
from core.errors import UserError
from core.text import Text

#: Pieces that are read of one text, whatever a model could take: attention costs their square.
_READ = 512
#: Any of these holds the words of a tokenizer.
_VOCABULARIES = (
    "tokenizer.json", "vocab.txt", "vocab.json", "tokenizer.model", "spiece.model",
    "sentencepiece.bpe.model",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """How one model reads.

    Attributes:
        model: the net, on its device.
        read: ids and mask [B, L] -> last states [B, L, D], whole texts [B, W] or None.
        limit: pieces it takes at most, special ones included.
        pad: id of what fills short texts.
        length: to fill all texts to, where the model was trained so; 0: to the longest.
        left: whether they are filled at their beginning.

    """

    model: nn.Module
    read: Callable[[Tensor, Tensor], tuple[Tensor, Tensor | None]]
    limit: int
    pad: int
    length: int = 0
    left: bool = False


class PrefixedTokenizer:
    """A fast tokenizer of transformers, with words before each text that are not part of it."""

    def __init__(self, tokenizer: Any, prefix: str) -> None:
        self._tokenizer = tokenizer
        self._prefix = prefix

    def __call__(self, texts: Sequence[str], limit: int) -> list[Pieces]:
        if not texts:
            return []
        before = len(self._prefix)
        encoded = self._tokenizer(
            [self._prefix + text for text in texts],
            truncation=True,
            max_length=limit,
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
        )
        return [
            Pieces(
                encoded["input_ids"][row],
                [(max(0, begin - before), max(0, end - before)) for begin, end in spans],
                [
                    int(bool(special) or end <= before)
                    for special, (_, end) in zip(
                        encoded["special_tokens_mask"][row], spans, strict=True
                    )
                ],
            )
            for row, spans in enumerate(encoded["offset_mapping"])
        ]


class WordEncoder(TextEncoder):
    """The last states of a model that reads text, neighbours joined where they are many."""

    def __init__(self, info: EncoderInfo, reading: Reading, tokenizer: TextTokenizer) -> None:
        ids = torch.full((1, max(2, reading.length)), reading.pad, device=_device(reading.model))
        states, _ = reading.read(ids, torch.ones_like(ids))
        super().__init__(replace(info, width=states.shape[2]), reading.model, tokenizer)
        self._reading = reading

    @torch.no_grad()
    def encode(self, inputs: Sequence[str]) -> TokenBatch:
        if not inputs:
            return pad([], [], self.width)
        pieces = self._tokenizer(inputs, self._reading.limit)
        states, whole = self._read([one.ids for one in pieces])
        tokens, places = [], []
        for row, (text, one) in enumerate(zip(inputs, pieces, strict=True)):
            spans = one.spans(text)
            kept = [column for column, span in enumerate(spans) if span is not None]
            where = torch.full((len(kept), POSITION_WIDTH), float("nan"))
            if kept:
                where[:, :2] = torch.tensor([spans[column] for column in kept]).float()
            joined = joined_pieces(states[row, kept], where, self.max_tokens)
            tokens.append(joined[0])
            places.append(joined[1])
        return replace(pad(tokens, places, self.width), whole=whole)

    def forward(self, ids: Sequence[Sequence[int]]) -> Tensor:
        return self._read(ids)[0]

    @torch.no_grad()
    def _read(self, ids: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor | None]:
        """States and vectors of whole texts on the CPU; none of what has no piece is meant."""
        longest = max(1, self._reading.length, *(len(row) for row in ids))
        batch = torch.full((len(ids), longest), self._reading.pad)
        mask = torch.zeros_like(batch)
        begins = [longest - len(row) if self._reading.left else 0 for row in ids]
        for row, (begin, values) in enumerate(zip(begins, ids, strict=True)):
            batch[row, begin : begin + len(values)] = torch.tensor(values, dtype=torch.long)
            mask[row, begin : begin + len(values)] = 1
        states, whole = self._reading.read(batch.to(self._device), mask.to(self._device))
        states = torch.stack([one.roll(-at, 0) for one, at in zip(states, begins, strict=True)])
        return states.float().cpu(), None if whole is None else whole.float().cpu()


def joined_pieces(states: Tensor, places: Tensor, budget: int) -> tuple[Tensor, Tensor]:
    """At most `budget` tokens: means over equal runs of neighbours, from the first to the last."""
    if len(states) <= budget:
        return states, places
    groups = torch.arange(len(states)) * budget // len(states)
    counts = torch.bincount(groups, minlength=budget)
    ends = counts.cumsum(0)
    means = torch.zeros(budget, states.shape[1]).index_add_(0, groups, states) / counts[:, None]
    where = places[ends - counts].clone()
    where[:, 1] = places[ends - 1, 1]
    return means, where


def build(entry: Described, device: str) -> WordEncoder:
    """The encoder of texts of an entry.

    Raises:
        UserError: its tokenizer does not tell which characters a token stands for.

    """
    from transformers import AutoTokenizer

    assert isinstance(entry, Hosted | Local)
    if entry.layout == "open_clip":
        return WordEncoder(entry.info(), *openclip.reading(entry, device))
    if speaks(entry.model_type):
        return WordEncoder(entry.info(), *speaking.reading(entry, device))
    folder = loading.folder_of(entry)
    # The library would make one that knows no word.
    if not any((folder / name).is_file() for name in _VOCABULARIES):
        raise UserError(
            Text("{file} is missing.", file=_VOCABULARIES[0]),
            "Copy all files of the model into its folder.",
            str(folder),
        )
    tokenizer = loading.processor(AutoTokenizer, entry, _VOCABULARIES[0])
    if not tokenizer.is_fast:
        raise UserError(
            "The tokenizer of this model does not tell which characters its tokens stand for.",
            "Save it with a current transformers, so that there is a tokenizer.json.",
            str(folder),
        )
    root = entry.verified()
    words = prompts.before_texts(root, entry.package).words
    reading = _reading(entry, device, tokenizer, root, words)
    return WordEncoder(entry.info(), reading, PrefixedTokenizer(tokenizer, words))


def _reading(entry: Described, device: str, tokenizer: Any, root: Path, words: str) -> Reading:
    model = loading.transformer(entry, device)
    config = getattr(model.config, "text_config", model.config)
    limit = _limit(config, tokenizer, root)
    filler = tokenizer.pad_token_id
    filler = 0 if filler is None else int(filler)
    if not hasattr(model, "get_text_features"):
        pooling = own_pooling(root, device, _pieces(words, tokenizer))

        def alone(ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor | None]:
            states = model(input_ids=ids, attention_mask=mask).last_hidden_state
            return states, None if pooling is None else pooling(states.float(), mask)

        return Reading(model, alone, limit, filler)
    family = FAMILIES.get(entry.model_type)
    fixed = family is not None and family.towers["text"].fixed_length

    def joint(ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor | None]:
        masked = {} if fixed else {"attention_mask": mask}
        read = model.get_text_features(input_ids=ids, **masked)
        return read.last_hidden_state, read.pooler_output

    left = fixed and tokenizer.padding_side == "left"
    return Reading(model, joint, limit, filler, limit if fixed else 0, left)


def _pieces(words: str, tokenizer: Any) -> int:
    """Places that words take at the beginning of a text, as sentence-transformers counts them."""
    ids = tokenizer(words)["input_ids"] if words else []
    return len(ids) - bool(ids and ids[-1] in tokenizer.all_special_ids)


def _limit(config: Any, tokenizer: Any, root: Path) -> int:
    """Pieces of one text that are read."""
    told = (facts.parsed(root / "sentence_bert_config.json") or {}).get("max_seq_length")
    places = getattr(config, "max_position_embeddings", None)
    if places and config.model_type in ("roberta", "xlm-roberta", "mpnet", "clap_text_model"):
        places -= config.pad_token_id + 1  # these number their places from behind the padding
    said = [told, places, tokenizer.model_max_length, _READ]
    return min(int(number) for number in said if number)


def _device(model: nn.Module) -> torch.device:
    return next(model.parameters()).device
