"""Models as open_clip saves them: patches and words of one joint space. Needs open_clip_torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

from core.encoders.families import loading
from core.encoders.spec import facts
from core.encoders.weights import fill
from core.errors import UserError
from core.text import Text

if TYPE_CHECKING:
    from core.encoders.families.pixels import Sight
    from core.encoders.families.words import PrefixedTokenizer, Reading
    from core.encoders.spec.entries import Described
    from core.encoders.text import Pieces

#: Characters that are cleaned of one text, for each piece a model takes: no piece has more.
_CHARACTERS = 40


class CleanedTokenizer:
    """A tokenizer that open_clip cleans texts for; spans are of the text as given."""

    def __init__(self, inner: PrefixedTokenizer, clean: Callable[[str], str], blank: int) -> None:
        self._inner = inner
        self._clean = clean
        self._blank = blank

    def __call__(self, texts: Sequence[str], limit: int) -> list[Pieces]:
        read = [text[: limit * _CHARACTERS] for text in texts]
        cleaned = [self._clean(text) for text in read]
        return [
            replace(
                one,
                ids=[0 if number == self._blank else number for number in one.ids],
                offsets=given_spans(one.offsets, after, before),
            )
            for one, after, before in zip(self._inner(cleaned, limit), cleaned, read, strict=True)
        ]


def given_spans(spans: Sequence[tuple[int, int]], cleaned: str, text: str) -> list[tuple[int, int]]:
    """Spans of a cleaned text -> spans of the text that it was made of."""
    if cleaned == text or (len(cleaned) == len(text) and cleaned == text.lower()):
        return list(spans)
    matcher = SequenceMatcher(None, cleaned, text.lower(), autojunk=False)
    blocks = [(0, 0, 0), *matcher.get_matching_blocks()]
    begins, ends = [0] * len(cleaned), [0] * len(cleaned)
    for (a, b, size), (later_a, later_b, later_size) in pairwise(blocks):
        for place in range(a + size, later_a):  # what has no like stands for all between
            begins[place], ends[place] = b + size, later_b
        for step in range(later_size):
            begins[later_a + step], ends[later_a + step] = later_b + step, later_b + step + 1
    return [
        (begins[begin], max(begins[begin], ends[end - 1])) if end > begin else (0, 0)
        for begin, end in spans
    ]


def sight(entry: Described, device: str) -> Sight:
    """How the tower of pictures sees."""
    from core.encoders.families.pixels import Sight, normaliser

    library = _library()
    model, config = _loaded(entry, device)
    how = config.get("preprocess_cfg") or {}
    size = how.get("size") or model.visual.image_size
    usual = library.OPENAI_DATASET_MEAN, library.OPENAI_DATASET_STD
    normal = normaliser(how.get("mean", usual[0]), how.get("std", usual[1]), device)
    # Where patches are pooled by attention, the last norm is that of what was pooled.
    own = getattr(model.visual, "attn_pool", None) is None

    @torch.no_grad()
    def see(pixels: Any) -> tuple[Tensor, Tensor]:
        seen = model.forward_intermediates(
            image=normal(pixels), image_indices=1, normalize_intermediates=own
        )
        return seen["image_intermediates"][-1], seen["image_features"]

    return Sight(model, int(size if isinstance(size, int) else size[0]), see)


def reading(entry: Described, device: str) -> tuple[Reading, CleanedTokenizer]:
    """How the tower of words reads, and what cuts texts for it."""
    from core.encoders.families.words import PrefixedTokenizer, Reading

    library = _library()
    model, config = _loaded(entry, device)
    own = config["model_cfg"].get("text_cfg", {})
    if own.get("tokenizer_mode"):
        raise UserError(
            Text("The tokenizer mode '{mode}' is not known here.", mode=own["tokenizer_mode"]),
            "Choose another model of open_clip.",
            str(loading.folder_of(entry)),
        )
    tokenizer = library.get_tokenizer(f"local-dir:{loading.folder_of(entry)}")
    fast = _twin(tokenizer) if hasattr(tokenizer, "bpe_ranks") else tokenizer.tokenizer
    blank = fast.sep_token_id if getattr(tokenizer, "strip_sep_token", False) else -1
    cut = CleanedTokenizer(PrefixedTokenizer(fast, ""), tokenizer.clean_fn, blank)
    limit = int(own.get("context_length", library.tokenizer.DEFAULT_CONTEXT_LENGTH))
    pad = 0 if hasattr(tokenizer, "bpe_ranks") else int(fast.pad_token_id or 0)

    @torch.no_grad()
    def read(ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        if own.get("hf_model_name"):
            return _through_transformers(model.text, ids)
        found = model.forward_intermediates(text=ids, text_indices=1, normalize_intermediates=True)
        return found["text_intermediates"][-1], found["text_features"]

    return Reading(model, read, limit, pad, limit), cut


def _through_transformers(tower: Any, ids: Tensor) -> tuple[Tensor, Tensor]:
    """A tower of words that is a model of transformers."""
    mask = (ids != tower.config.pad_token_id).long()
    out = tower.transformer(input_ids=ids, attention_mask=mask)
    whole = tower.proj(tower.pooler(out, mask))
    return out.last_hidden_state, torch.nn.functional.normalize(whole, dim=-1)


def _library() -> Any:
    try:
        import open_clip
    except ImportError as error:
        raise UserError(
            "Models in open_clip's layout need the package open_clip_torch.",
            Text("Run: {command}", command='pip install "triptych[open-clip]"'),
        ) from error
    return open_clip


def _loaded(entry: Described, device: str) -> tuple[Any, dict[str, Any]]:
    """The model with its weights, and open_clip_config.json."""
    from safetensors.torch import load_file

    library = _library()
    folder = loading.folder_of(entry)
    config = facts.parsed(folder / "open_clip_config.json") or {}
    try:
        model = _empty(library, config["model_cfg"])
    except (KeyError, TypeError, ValueError, RuntimeError, AssertionError, OSError) as error:
        raise UserError(
            Text("open_clip cannot make this model ({error}).", error=error),
            "Check open_clip_config.json, or update open_clip_torch.",
            str(folder / "open_clip_config.json"),
        ) from error
    state = load_file(folder / facts.weights_name(folder))
    if isinstance(model, library.CustomTextCLIP) and "text_projection" in state:
        state = library.model.convert_to_custom_text_state_dict(state)
    return fill(model, state).to(device), config


def _empty(library: Any, told: dict[str, Any]) -> Any:
    """The architecture; what its config names of a hub is looked for in the cache alone."""
    cfg = {**told, "text_cfg": dict(told["text_cfg"]), "vision_cfg": dict(told["vision_cfg"])}
    custom = cfg.pop("custom_text", False)
    if "multimodal_cfg" in cfg:  # its decoder writes captions; its towers compare as others do
        return library.CoCa(**cfg)
    if cfg["vision_cfg"].get("timm_model_name"):
        cfg["vision_cfg"]["timm_model_pretrained"] = False
    if name := cfg["text_cfg"].get("hf_model_name"):
        custom = True
        cfg["text_cfg"] |= {"hf_model_name": str(_config_of(name)), "hf_model_pretrained": False}
    return (library.CustomTextCLIP if custom else library.CLIP)(**cfg)


def _config_of(name: str) -> Path:
    from core.encoders.hub import cached

    folder = cached(name, "config.json")
    if folder is None:
        raise ValueError(f"config.json of {name} is not on this machine")
    return folder


def _twin(simple: Any) -> Any:
    """open_clip's own tokenizer as a fast one, which tells characters."""
    from transformers import CLIPTokenizer

    begin, end = (simple.decoder[number] for number in simple.all_special_ids[:2])
    return CLIPTokenizer(
        vocab=simple.encoder, merges=list(simple.bpe_ranks), unk_token=end, bos_token=begin,
        eos_token=end, pad_token=end,
    )  # fmt: skip
