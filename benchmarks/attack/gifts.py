"""What people get from others, each made sound once, and used as whoever opens it would."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from PIL import Image

import core
from benchmarks import compare, report, schema, store, tables, text
from benchmarks.card import REFERENCES
from core import launch, workspace
from core.catalog.opening import seal, snapshot
from core.catalog.schema import INTERACTION_COLUMNS, Catalog, empty
from core.catalog.text.packed import zstd
from core.contracts.share import BundleSpec
from core.encoders import registry
from core.encoders.features import encode_catalog
from core.fusion.config import ConcatConfig
from core.media.images import fit_to_grid
from core.progress import NOBODY
from core.terminal import PlainConsole, visible
from core.training.config import SplitConfig, TrainConfig
from core.training.run import layout
from core.training.train import train
from core.worker.jobs import sharing

REFERENCE = next(iter(sorted(REFERENCES.glob("*.json"))))
_ITEMS, _USERS = 12, 20
_TRAIN = TrainConfig(
    fusion=ConcatConfig(dim=8), epochs=1, split=SplitConfig(kind="random"), device="cpu", ks=(5,)
)
_WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "red", "cup", "blue"]


@dataclass(frozen=True)
class Gift:
    """One kind of file or folder.

    Attributes:
        make: writes its files into an empty folder.
        wrap: what is opened, of that folder; written into the second one if it is not that.
        use: opens it, and does with it what one would.

    """

    make: Callable[[Path], None]
    wrap: Callable[[Path, Path], Path]
    use: Callable[[Path], None]


# --- a bundle -----------------------------------------------------------------------------------


def _bundle(folder: Path) -> None:
    """A small catalog with vectors of pictures and a run, packed as its sender does."""
    rng = np.random.default_rng(0)
    chosen = [(user, int(item)) for user in range(_USERS) for item in rng.permutation(_ITEMS)[:4]]
    log = pl.DataFrame(chosen, schema={"user": pl.Int32, "item": pl.Int32}, orient="row")
    rest = {k: v for k, v in INTERACTION_COLUMNS.items() if k not in ("user", "item")}
    names = [f"i{row}" for row in range(_ITEMS)]
    catalog = Catalog(
        "shelf",
        folder,
        "table",
        pl.DataFrame({"item": names, "title": [f"Thing {row}" for row in range(_ITEMS)]}),
        pl.DataFrame({"user": [f"u{row}" for row in range(_USERS)]}),
        pl.concat([log, empty(rest)], how="diagonal"),
        features={"image": rng.normal(size=(_ITEMS, 6)).astype(np.float32)},
    )
    saved = snapshot.save(catalog)
    features = encode_catalog(catalog)
    run = layout.new_run_folder(saved.name)
    train(catalog, features, _TRAIN, run)
    out = folder.with_suffix(".triptych")
    spec = BundleSpec(
        catalog=str(saved), features=str(features.folder), run=str(run), out=str(out), items=(3,)
    )
    sharing.bundle(spec, NOBODY)
    with zipfile.ZipFile(out) as archive:
        archive.extractall(folder)


def _zipped(folder: Path, place: Path) -> Path:
    inner = folder / "catalog"
    if inner.is_dir():
        found = {str(path.relative_to(inner)): seal.measured(path) for path in seal.files(inner)}
        seal.write(inner, found)
    out = place / "sent.triptych"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder).as_posix())
    return out


def _open_bundle(path: Path) -> None:
    catalog = core.open_catalog(path)
    visible(catalog.about.model_dump_json())
    if catalog.about.features is None or catalog.about.run is None:
        return
    run = core.open_run(catalog, catalog.about.features, Path(catalog.about.run.folder))
    visible(run.recommend(0, k=5).model_dump_json())
    visible(run.why(1, 0).model_dump_json())
    visible(run.similar(2).model_dump_json())


# --- a packed catalog ---------------------------------------------------------------------------


def _tables(folder: Path) -> None:
    items = [f"i{n},Thing number {n},some words about it {n * n}" for n in range(200)]
    log = [f"u{n % 31},i{n * 7 % 200},{1_700_000_000 + n * 977}" for n in range(1500)]
    (folder / "items.csv").write_text("\n".join(["item,title,text", *items, ""]))
    (folder / "interactions.csv").write_text("\n".join(["user,item,timestamp", *log, ""]))


def _in_zip(method: int) -> Callable[[Path, Path], Path]:
    def wrap(folder: Path, place: Path) -> Path:
        out = place / "catalog.zip"
        with zipfile.ZipFile(out, "w", method) as archive:
            for path in sorted(folder.iterdir()):
                archive.write(path, path.name)
        return out

    return wrap


def _each(suffix: str, pack: Callable[[bytes], bytes]) -> Callable[[Path, Path], Path]:
    def wrap(folder: Path, place: Path) -> Path:
        out = place / "catalog"
        out.mkdir()
        for path in sorted(folder.iterdir()):
            (out / f"{path.name}{suffix}").write_bytes(pack(path.read_bytes()))
        return out

    return wrap


def _zstd(data: bytes) -> bytes:
    return bytes(zstd.compress(data))


def _open_tables(path: Path) -> None:
    visible(core.open_catalog(path).about.model_dump_json())


# --- a folder of a model ------------------------------------------------------------------------


def _model(folder: Path) -> None:
    """A small BERT in two files of weights, as `transformers` saves it."""
    import torch
    import transformers as hf
    from tokenizers import Tokenizer, models, pre_tokenizers

    torch.manual_seed(0)
    config = hf.BertConfig(
        hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        vocab_size=len(_WORDS), max_position_embeddings=40,
    )  # fmt: skip
    hf.BertModel(config).save_pretrained(folder, max_shard_size="5KB")
    inner = Tokenizer(models.WordLevel({w: n for n, w in enumerate(_WORDS)}, unk_token="[UNK]"))
    inner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    hf.PreTrainedTokenizerFast(
        tokenizer_object=inner, pad_token="[PAD]", unk_token="[UNK]", model_max_length=40
    ).save_pretrained(folder)
    (folder / "README.md").write_text("---\nlicense: mit\n---\n")
    (folder / "modeling_theirs.py").write_text("import os\nos.system('true')\n")
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x02cos\nsystem\nX\x04\x00\x00\x00true\x85R.")


def _steps(folder: Path) -> None:
    """The same as a model of sentence-transformers."""
    (folder / "0_Transformer").mkdir()
    _model(folder / "0_Transformer")
    kind = "sentence_transformers.models.Transformer"
    steps = [{"idx": 0, "name": "0", "path": "0_Transformer", "type": kind}]
    (folder / "modules.json").write_bytes(workspace.as_json(steps))


def _open_clip(folder: Path) -> None:
    """What open_clip saves: configuration and weights of its own."""
    import open_clip
    import torch
    from safetensors.torch import save_file

    _model(folder)
    for name in ("config.json", "model.safetensors.index.json", "pytorch_model.bin"):
        (folder / name).unlink()
    for path in folder.glob("*.safetensors"):
        path.unlink()
    text = {"width": 16, "heads": 2, "layers": 1, "vocab_size": len(_WORDS), "context_length": 20,
            "hf_tokenizer_name": "in/this-folder", "pool_type": "last"}  # fmt: skip
    vision = {"image_size": 32, "patch_size": 8, "width": 16, "layers": 1, "head_width": 8}
    config = {"embed_dim": 8, "text_cfg": text, "vision_cfg": vision}
    torch.manual_seed(0)
    state = open_clip.CustomTextCLIP(**config).state_dict()
    weights = {name: value.contiguous() for name, value in state.items()}
    save_file(weights, folder / "open_clip_model.safetensors")
    normal = {"mean": [0.5] * 3, "std": [0.5] * 3, "size": [32, 32]}
    about = {"model_cfg": config | {"custom_text": True}, "preprocess_cfg": normal}
    (folder / "open_clip_config.json").write_bytes(workspace.as_json(about))


def _open_model(path: Path) -> None:
    entry = registry.resolve(str(path))
    visible(f"{entry.name} {entry.title} {entry.licence} {entry.size_mb}")
    if entry.modality == "image":
        grey = Image.new("RGB", (40, 30), "grey")
        entry.build("cpu").encode([fit_to_grid(grey, 32, "letterbox")])
        entry = registry.resolve(str(path), "text")
    entry.build("cpu").encode(["a red cup", ""])


# --- a result of a benchmark --------------------------------------------------------------------


def _result(folder: Path) -> None:
    (folder / "result.json").write_bytes(REFERENCE.read_bytes())


def _journal(folder: Path) -> None:
    found = schema.read(REFERENCE)
    journal = store.Journal(folder / "result.journal", found.model_copy(update={"points": ()}))
    for point in found.points[:6]:
        journal.point(point.model_copy(update={"rounds": (), "status": "stopped"}))
        for one in point.rounds[:2]:
            journal.round(point.key, one)
    journal.close(keep=True)


def _read_result(path: Path) -> None:
    found = store.load(path)
    told = PlainConsole(file=io.StringIO(), width=100)
    text.show(found, told)
    text.sustained(found, told)
    text.cards(found, told)
    compared = compare.compare(schema.read(REFERENCE), found)
    text.comparison(compared, told)
    report.html(found, compared)
    tables.csv(found)


def _only(folder: Path, _place: Path) -> Path:
    return next(iter(sorted(folder.glob("result.*"))))


def _itself(folder: Path, _place: Path) -> Path:
    return folder


GIFTS: Mapping[str, Gift] = {
    "bundle": Gift(_bundle, _zipped, _open_bundle),
    "zip, deflate": Gift(_tables, _in_zip(zipfile.ZIP_DEFLATED), _open_tables),
    "zip, bzip2": Gift(_tables, _in_zip(zipfile.ZIP_BZIP2), _open_tables),
    "zip, lzma": Gift(_tables, _in_zip(zipfile.ZIP_LZMA), _open_tables),
    "gz": Gift(_tables, _each(".gz", gzip.compress), _open_tables),
    "bz2": Gift(_tables, _each(".bz2", bz2.compress), _open_tables),
    "xz": Gift(_tables, _each(".xz", lzma.compress), _open_tables),
    "zst": Gift(_tables, _each(".zst", _zstd), _open_tables),
    "model": Gift(_model, _itself, _open_model),
    "model in steps": Gift(_steps, _itself, _open_model),
    "model of open_clip": Gift(_open_clip, _itself, _open_model),
    "result": Gift(_result, _only, _read_result),
    "journal": Gift(_journal, _only, _read_result),
}


def settle(home: Path) -> None:
    """Make `home` the workspace, as a process of ours would find it."""
    os.environ[workspace.HOME] = str(home)
    os.environ["TMPDIR"] = str(home)
    launch.tell_libraries()
