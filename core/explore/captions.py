"""Pictures and clips in words, by a vision-language model that is on this machine.

A table `captions.csv` of item and caption lies in the workspace. Laid beside a catalog's tables, it
is joined to the items and read as words of their own when the catalog is opened again.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
from inspect import signature
from pathlib import Path
from typing import Any

from PIL import Image

from core import workspace
from core.catalog.rows import captioned
from core.catalog.schema import Catalog
from core.contracts.captions import CaptionSpec
from core.encoders.spec import reference
from core.errors import MissingWeightsError, UserError
from core.failures import machines, telling
from core.progress import Reporter
from core.text import Text

_BATCH = 8
_OTHER = Text("Choose an image-to-text model saved as safetensors, such as BLIP or GIT.")
_QUESTION = "Describe the picture in one short sentence."
#: What models of named tasks (Florence-2) call this one.
_TASK = "<CAPTION>"
#: Longer sides tell these models nothing.
_SIDE = 768


class Captioner:
    """A model with its own processor.

    Args:
        folder: with config, safetensors and processor.
        device: torch device.
        prompt: asked of models that chat, or begun with by others.
        words: most tokens of an answer.

    Raises:
        UserError: it is no image-to-text model, or runs only with code of its own.

    """

    def __init__(self, folder: Path, device: str, prompt: str, words: int) -> None:
        from transformers import AutoModelForImageTextToText, AutoProcessor

        from core.encoders.weights import load_pretrained

        self._model: Any = load_pretrained(AutoModelForImageTextToText, folder, remedy=_OTHER)
        self._model.to(device).eval()
        try:
            self._processor: Any = AutoProcessor.from_pretrained(
                folder, local_files_only=True, trust_remote_code=False
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UserError(
                Text("The processor in {path} cannot be loaded: {error}", path=folder, error=error),
                "Fetch all files of the model.",
                str(folder),
            ) from error
        self._device, self._words = device, words
        self._prompt = self._asked(prompt)

    def _asked(self, prompt: str) -> str:
        """The words the model gets beside each picture."""
        if _TASK in getattr(self._processor, "task_prompts_without_inputs", ()):
            return prompt or _TASK
        if not getattr(self._processor, "chat_template", None):
            return prompt
        # Pictures of several sizes take several lengths, and what is told goes on at the end.
        self._processor.tokenizer.padding_side = "left"
        said = {"type": "text", "text": prompt or _QUESTION}
        chat = [{"role": "user", "content": [{"type": "image"}, said]}]
        return str(self._processor.apply_chat_template(chat, add_generation_prompt=True))

    def captions(self, pictures: Sequence[Image.Image]) -> list[str]:
        """One for each picture, the likeliest words.

        Raises:
            UserError: the model wants to be asked otherwise.

        """
        try:
            return self._said(pictures)
        except Exception as error:  # libraries raise anything on models of strangers
            if machines(error) is not None:
                raise
            raise UserError(
                Text(
                    "This model cannot put pictures into words ({error}).",
                    error=str(error) or type(error).__name__,
                ),
                "Choose BLIP, GIT, Florence-2, or one that chats, such as LLaVA or Qwen-VL.",
            ) from error

    def _said(self, pictures: Sequence[Image.Image]) -> list[str]:
        import torch

        asked: dict[str, Any] = {"images": list(pictures), "return_tensors": "pt"}
        if self._prompt:
            asked |= {"text": [self._prompt] * len(pictures), "padding": True}
        inputs = self._begun(self._processor(**asked).to(self._device))
        with torch.inference_mode():
            ids = self._model.generate(**inputs, max_new_tokens=self._words, do_sample=False)
        given = inputs.get("input_ids")
        if given is not None and torch.equal(ids[:, : given.shape[1]], given):
            ids = ids[:, given.shape[1] :]  # decoders repeat the question
        said = self._processor.batch_decode(ids, skip_special_tokens=True)
        return [" ".join(one.split()) for one in said]

    def _begun(self, inputs: Any) -> Any:
        """Without what tokenizers add that the model does not take, or would end with at once."""
        if "token_type_ids" not in signature(self._model.forward).parameters:
            inputs.pop("token_type_ids", None)
        if self._prompt and self._model.config.model_type == "git":
            for name in ("input_ids", "attention_mask"):
                inputs[name] = inputs[name][:, :-1]
        return inputs


def write(spec: CaptionSpec, catalog: Catalog, key: str, reporter: Reporter) -> tuple[Path, int]:
    """Caption all items that have a picture; goes on where it was broken off.

    Args:
        spec: the model, and what is wanted of it.
        catalog: whose items.
        key: names the catalog.
        reporter: is told how far it is.

    Returns:
        The table, and how many pictures could not be looked at.

    Raises:
        MissingWeightsError: the model is not on this machine.
        UserError: it is no image-to-text model, or there are no pictures.

    """
    from core.device import resolve

    folder = folder_of(spec.model)
    rows = list(_rows(catalog, spec.modality))
    if not rows:
        raise UserError(Text("No item has {modality}.", modality=Text(spec.modality)))
    asked = json.dumps([str(folder), spec.modality, spec.prompt, spec.words])
    place = workspace.writable("captions") / key
    place /= hashlib.blake2b(asked.encode(), digest_size=6).hexdigest()
    place.mkdir(parents=True, exist_ok=True)
    lines = place / "captions.jsonl"
    done = _done(lines)
    left = [(item, path) for item, path in rows if item not in done]
    if left:
        reporter.progress("putting pictures into words", len(done), len(rows), "pictures")
        captioner = Captioner(folder, str(resolve(spec.device)), spec.prompt, spec.words)
        with lines.open("a", encoding="utf-8") as file:
            for begin in range(0, len(left), _BATCH):
                if reporter.checkpoint():
                    break
                for item, caption in _batch(captioner, left[begin : begin + _BATCH], reporter):
                    done[item] = caption
                    row = workspace.sealed({"item": item, "caption": caption})
                    file.write(json.dumps(row, ensure_ascii=False) + "\n")
                file.flush()
                reporter.progress("putting pictures into words", len(done), len(rows), "pictures")
    table = place / "captions.csv"
    workspace.write_atomic(table, _csv(done).encode())
    return table, sum(not caption for caption in done.values())


def lay_beside(table: Path, catalog: Catalog) -> Path:
    """Put a table of captions beside the catalog's own; one of ours is replaced, no other file.

    Raises:
        UserError: a file of this name is there that is none of ours, or it cannot be written.

    """
    place = catalog.root / captioned.NAME
    if place.exists() and not captioned.lie_in(catalog.root):
        raise UserError(
            Text("There is a {file} beside the catalog already.", file=place.name),
            Text("Copy the captions yourself: {table}", table=table),
            str(place),
        )
    with telling():
        workspace.write_atomic(place, table.read_bytes())
    return place


def folder_of(model: str) -> Path:
    """Where a model lies: the folder itself, or what was fetched of a repository.

    Raises:
        MissingWeightsError: it is not on this machine.
        UserError: it names no model, or no folder.

    """
    from core.encoders.hub import cached
    from core.encoders.spec import foreign

    named = reference.parse(model)
    if named.source == "folder":
        folder = Path(named.name)
        if not folder.is_dir():
            raise foreign.no_folder(folder)
        return folder
    found = cached(named.name, "config.json", named.revision or "main")
    if found is None:
        raise MissingWeightsError(
            Text("The model {name} is not on this machine.", name=model),
            Text("Run: {command}", command=f"triptych encoders fetch {model}"),
        )
    return found


def _rows(catalog: Catalog, modality: str) -> Iterator[tuple[str, Path]]:
    """Items that have a file, and where it is."""
    if modality not in catalog.items.columns:
        return
    for item, file in catalog.items.select("item", modality).iter_rows():
        path = workspace.inside(catalog.root, file or "")
        if path is not None:
            yield str(item), path


def _batch(
    captioner: Captioner, items: Sequence[tuple[str, Path]], reporter: Reporter
) -> Iterator[tuple[str, str]]:
    """Captions of some items; an empty one where the file cannot be looked at."""
    names, pictures = [], []
    for item, path in items:
        try:
            picture = _picture(path)
        except Exception as error:
            told = machines(error)
            if told is None:
                raise
            reporter.log(told.sentence, "warning")
            yield item, ""
        else:
            names.append(item)
            pictures.append(picture)
    if pictures:
        yield from zip(names, captioner.captions(pictures), strict=True)


def _picture(path: Path) -> Image.Image:
    from core.catalog.modality import DECLARED
    from core.media import images, video

    if path.suffix.lower() in DECLARED["video"].suffixes:
        frames = video.load(path, frames=3, max_side=_SIDE)
        return Image.fromarray(frames.pixels[len(frames.pixels) // 2])
    picture = images.open_upright(path).convert("RGB")
    picture.thumbnail((_SIDE, _SIDE))
    return picture


def _done(lines: Path) -> dict[str, str]:
    """What was written before; all is asked anew from a line on that is cut short or damaged."""
    found: dict[str, str] = {}
    if not lines.exists():
        return found
    whole = b""
    for line in lines.read_bytes().splitlines(keepends=True):
        try:
            row = workspace.from_json(line)
            item, caption = str(row["item"]), str(row["caption"])
        except (ValueError, TypeError, KeyError):  # cut short, or damaged
            break
        if not line.endswith(b"\n"):
            break
        found[item] = caption
        whole += line
    workspace.write_atomic(lines, whole)
    return found


def _csv(captions: dict[str, str]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(("item", "caption"))
    table.writerows((item, caption) for item, caption in captions.items() if caption)
    return text.getvalue()
