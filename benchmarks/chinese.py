"""The shop sample with Chinese words: is what holds for English true where people write Chinese?

`python -m benchmarks.chinese [--items N] [--epochs E]` writes the sample's planted attributes into
Chinese sentences, opens that folder as the app does, lets the app choose the encoder, and prints
which it took, what the maps look like where something was planted (grounded, and trained for E
epochs), how many of the first places of phrase search are planted ones, and which of some Chinese
phrases, in the catalog and foreign to it, are said to fit.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import polars as pl

from benchmarks import map_shape, maps
from benchmarks.planted import phrases
from core.contracts.alignment import FindParams
from core.contracts.opening import SampleSpec
from core.encoders import registry
from core.encoders.features import FeatureSet
from core.errors import UserError
from core.explore.alignment.phrase_search import find
from core.face.catalog import encode, make_sample, open_catalog
from core.face.run import train
from core.terminal import TerminalReporter
from core.training.presets import PRESETS

#: What the shop plants, in Chinese.
WORDS = {
    "mug": "马克杯", "tote": "手提袋", "backpack": "背包", "lamp": "台灯", "chair": "椅子",
    "armchair": "扶手椅", "sneaker": "运动鞋", "t-shirt": "T恤", "dress": "连衣裙", "vase": "花瓶",
    "bottle": "瓶子", "cap": "帽子", "teapot": "茶壶", "umbrella": "雨伞", "cushion": "靠垫",
    "bowl": "碗", "suitcase": "行李箱", "sock": "袜子", "notebook": "笔记本", "clock": "时钟",
    "red": "红色", "blue": "蓝色", "green": "绿色", "yellow": "黄色", "orange": "橙色",
    "pink": "粉色", "purple": "紫色", "brown": "棕色", "black": "黑色", "teal": "青色",
    "navy": "藏青色", "plain": "纯色", "striped": "条纹", "dotted": "圆点", "checked": "格子",
    "floral": "碎花", "zigzag": "锯齿纹", "starry": "星星", "wavy": "波浪纹", "woollen": "羊毛",
    "marble": "大理石", "wooden": "木质", "tiled": "瓷砖", "gift": "礼物", "flowerpot": "花盆",
    "candle": "蜡烛", "ball": "球", "apple": "苹果",
}  # fmt: skip
_LINES = (
    "这款{colour}{pattern}{kind}适合日常使用。",
    "一件{pattern}的{kind}，颜色是{colour}。",
    "我们最受欢迎的{kind}回来了，{colour}，{pattern}图案。",
    "如果你喜欢{colour}，这个{pattern}{kind}就是为你准备的。",
)
_FLOOR, _BESIDE = "照片里是{floor}地板。", "旁边有一个{companion colour}的{companion}。"
_ABOUT = ("手工完成，两天内发货。", "顾客都说很耐用。", "用湿布擦拭即可。", "一个月内免费退货。")
#: Phrases that no item of the shop shows.
FOREIGN = ("潜水艇", "足球比赛", "鲸鱼", "电吉他", "法律合同", "火箭发射")


def write(source: Path, target: Path) -> None:
    """The same catalog with Chinese texts, and truth that tells their characters."""
    shutil.copytree(source / "images", target / "images")
    truth = pl.read_csv(source / "truth.csv", infer_schema=False)
    items = pl.read_csv(source / "items.csv", infer_schema=False)
    planted: dict[str, dict[str, str]] = {}
    for item, name, value in truth.select("item", "attribute", "value").iter_rows():
        planted.setdefault(item, {})[name] = value
    texts: list[str] = []
    places: dict[tuple[str, str], tuple[str, str]] = {}
    for number, item in enumerate(items["item"]):
        texts.append(_text(number, planted.get(item, {}), places, item))
    rows = [
        {**row, "value": WORDS[row["value"]], "char_start": begin, "char_end": end}
        for row in truth.iter_rows(named=True)
        for begin, end in [places.get((row["item"], row["attribute"]), ("", ""))]
    ]
    pl.DataFrame(rows, truth.columns, infer_schema_length=None).write_csv(target / "truth.csv")
    titles = [text[:12] for text in texts]
    changed = items.with_columns(title=pl.Series(titles), text=pl.Series(texts))
    changed.write_csv(target / "items.csv")
    choices = (source / "interactions.csv").read_bytes()
    (target / "interactions.csv").write_bytes(choices)


def _text(
    number: int,
    attributes: dict[str, str],
    places: dict[tuple[str, str], tuple[str, str]],
    item: str,
) -> str:
    parts = [_LINES[number % len(_LINES)]]
    parts += [_FLOOR] if "floor" in attributes else []
    parts += [_BESIDE] if "companion" in attributes else []
    template, text = "".join(parts) + _ABOUT[number // 4 % len(_ABOUT)], ""
    for piece in template.split("{"):
        name, brace, rest = piece.partition("}")
        if brace:
            word = WORDS[attributes[name]]
            places[item, name] = str(len(text)), str(len(text) + len(word))
            text += word
        text += rest if brace else piece
    return text


def main(argv: list[str] | None = None) -> int:
    """Make, encode, train, ask, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chinese", description=__doc__)
    parser.add_argument("--items", type=int, default=SampleSpec.model_fields["items"].default)
    parser.add_argument("--epochs", type=int, default=8)
    options = parser.parse_args(argv)
    try:
        with tempfile.TemporaryDirectory() as name, TerminalReporter() as reporter:
            english = make_sample("shop", items=options.items, reporter=reporter)
            write(Path(english.tables.root), Path(name) / "shop-zh")
            catalog = open_catalog(Path(name) / "shop-zh", reporter=reporter)
            chosen, why = registry.defaults(catalog.tables)
            print(f"encoder of words: {chosen.get('text', registry.DEFAULTS['text'])}. {why}")
            features = encode(catalog, reporter=reporter)
            stores = FeatureSet.load(Path(features.folder)).stores
            config = PRESETS["demo"].config
            print(
                "grounded", map_shape.text(maps.untrained(catalog.tables, stores, config)), sep="\n"
            )
            run = train(catalog, features, preset="demo", epochs=options.epochs, reporter=reporter)
            print("trained", map_shape.text(maps.measure(run.context, 16).shapes), sep="\n")
            for row in phrases(run.context):
                print(row)
            for kind, asked in (("shown", list(WORDS.values())), ("foreign", list(FOREIGN))):
                fit = [one for one in asked if find(run.context, FindParams(phrase=one)).fits]
                print(f"{kind}: {len(fit)} of {len(asked)} said to fit: {' '.join(fit)}")
    except UserError as error:
        print(f"chinese: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
