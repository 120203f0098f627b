"""Pages as files: what is in them is what the maps hold, and nothing of a stranger runs."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import numpy as np
import polars as pl
import pytest

from core.contracts.attention import MAPS
from core.contracts.share import ReportSpec
from core.share import item, parts
from core.share.page import Page
from core.share.translation import into
from core.text import Text
from tests.core.explore.asking import ask
from tests.core.worker import planted

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&<b>"
SPEC = ReportSpec(catalog="", out="")


class Read(HTMLParser):
    """Tags with their attributes, texts, and the scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.scripts: list[tuple[str | None, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        tag, attributes = self.tags[-1]
        if tag == "script" and self.rawdata:
            self.scripts.append((attributes.get("type"), data))
        else:
            self.texts.append(data)

    def data(self, kind):
        return [json.loads(text) for type_, text in self.scripts if type_ == "application/json"]


@pytest.fixture
def context(tmp_path):
    return planted.context(tmp_path)


def test_the_numbers_on_the_page_are_those_of_the_maps(context):
    maps = ask(context, MAPS, item=0).maps
    page = Page("planted")
    item.attention(page, context, 0)
    (data,) = Read(page.html()).data("attention")
    assert [one["name"] for one in data["modalities"]] == list(maps.modalities)
    relevance, layer = data["maps"]
    for told, rows, whole in (
        (relevance, maps.flow["relevance"], maps.flow_item["relevance"]),
        (layer, None, maps.fusion.mean((0, 1))),
    ):
        shares = np.frombuffer(base64.b64decode(told["rows"]), np.uint8)
        shares = shares.reshape(maps.total + 1, maps.total) / 255
        for m, name in enumerate(maps.modalities):
            part = maps.part(name)
            most = np.array([row[m] for row in told["most"]])
            found = shares[:, part] * most[:, None]
            np.testing.assert_allclose(found[-1], whole[part], atol=most[-1] / 200)
            if rows is not None:
                np.testing.assert_allclose(found[:-1], rows[:, part], atol=most.max() / 200)
    words, patches = maps.part("text"), maps.part("image")
    shares = np.frombuffer(base64.b64decode(layer["rows"]), np.uint8).reshape(-1, maps.total)
    lit = shares[words, patches].argmax(1)
    assert planted.ORDERS[0][lit].tolist() == list(range(planted.CONCEPTS))


CAPTION = "a cup with red, blue, green, white, black, gold, pink and grey"


@pytest.fixture
def captioned(tmp_path, monkeypatch):
    """The same with captions: a second modality of words, that say the same otherwise."""
    stores, catalog = planted.stores, planted.catalog
    places = np.full((planted.CONCEPTS, 4), np.nan)
    for place, word in zip(places, planted.WORDS, strict=True):
        place[:2] = CAPTION.index(word), CAPTION.index(word) + len(word)
    eye = np.eye(planted.CONCEPTS)

    def shelf(root):
        made = catalog(root)
        items = made.items.with_columns(pl.lit(CAPTION).alias("captions"))
        object.__setattr__(made, "items", items)
        return made

    monkeypatch.setattr(
        planted, "stores", lambda: {**stores(), "captions": planted.Store([eye] * 3, [places] * 3)}
    )
    monkeypatch.setattr(planted, "catalog", shelf)
    return planted.context(tmp_path)


def test_captions_are_words_that_can_be_pointed_at(captioned):
    page = Page("planted")
    item.attention(page, captioned, 0)
    (data,) = Read(page.html()).data("attention")
    assert data["texts"] == {"text": planted.TEXT, "captions": CAPTION}
    shown = {one["name"]: one for one in data["modalities"]}
    said = [CAPTION[int(a) : int(b)] for a, b, *_ in shown["captions"]["places"]]
    assert said == planted.WORDS
    assert shown["captions"]["label"] == "captions"
    maps = ask(captioned, MAPS, item=0).maps
    layer = np.frombuffer(base64.b64decode(data["maps"][1]["rows"]), np.uint8)
    layer = layer.reshape(-1, maps.total)
    for other, order in (("text", np.arange(planted.CONCEPTS)), ("image", planted.ORDERS[0])):
        lit = layer[maps.part("captions"), maps.part(other)].argmax(1)
        assert order[lit].tolist() == list(range(planted.CONCEPTS))  # each word its own concept


def test_captions_are_drawn_as_words_in_a_page_on_paper(captioned):
    page = Page("planted", still=True)
    item.attention(page, captioned, 0)
    html = page.html()
    for word in planted.WORDS:
        assert len(re.findall(rf"rgb\([\d, ]+\)\">{word}</span>", html)) == 2
    assert "a cup with <span" in html


def test_nothing_of_a_stranger_runs_and_nothing_is_fetched(context):
    catalog = context.catalog
    items = catalog.items.with_columns(
        pl.lit(EVIL).alias("title"), pl.lit(EVIL + planted.TEXT).alias("text")
    )
    object.__setattr__(catalog, "items", items)
    page = Page(EVIL)
    page.heading(EVIL)
    page.note(EVIL)
    page.facts([(EVIL, EVIL)])
    page.table([EVIL], [[EVIL]])
    parts.catalog(page, context, SPEC)
    item.attention(page, context, 0)
    read = Read(page.html())
    ours = [text for kind, text in read.scripts if kind is None]
    policy = next(a["content"] for tag, a in read.tags if tag == "meta" and "content" in a)
    digest = base64.b64encode(hashlib.sha256("".join(ours).encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not [tag for tag, attributes in read.tags if any(a.startswith("on") for a in attributes)]
    assert not [a for _, a in read.tags if str(a.get("src", "data:"))[:5] != "data:"]
    assert "b" not in [tag for tag, _ in read.tags]
    assert read.texts.count(EVIL) == 9  # every place, word for word
    cards = read.data("cards")[0]["cards"]
    assert [card["title"] for card in cards] == [EVIL] * 3


def test_a_page_speaks_the_language_that_is_asked_for():
    chinese = into("zh_CN")
    told = chinese("Items")
    assert told != "Items"
    page = Page("x", chinese)
    page.facts([(Text("Items"), "Items")])  # the second is a word of a catalog
    texts = Read(page.html()).texts
    assert told in texts
    assert "Items" in texts
    assert into("en")("Items") == "Items"


def test_what_is_not_there_says_so(context, tmp_path):
    for part in ("alignment", "recommend"):
        assert part in parts.TOLD
    page = Page("planted")
    parts.features(page, context, SPEC)
    assert "planted" in page.html()
