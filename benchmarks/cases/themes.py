"""What people of some trades and languages call their things, and how they write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime


@dataclass(frozen=True)
class Theme:
    """What a shop, a library, a station calls its things.

    Attributes:
        name: of the data set.
        encoding: what people of its language still write.
        separator: of its tables.
        items, log: names of the files, without a suffix.
        id, title, text, more: columns of the items.
        user, item, time, rating: columns of the log.
        titles: of the items, each of its own.
        ids: what an item's number is written as.
        users: the same of a user.
        clock: how times are written.
        parts: what the parts of a split are called, {} is the log's name.
    """

    name: str
    encoding: str
    separator: str
    items: str
    log: str
    id: str
    title: str
    text: str
    more: str
    user: str
    item: str
    time: str
    rating: str
    titles: str
    ids: Callable[[int], str]
    users: Callable[[int], str]
    clock: Callable[[datetime], str]
    parts: Sequence[str] = ("train", "valid", "test")


def _us(time: datetime) -> str:
    return time.strftime("%m/%d/%Y %I:%M:%S %p")


THEMES = (
    Theme(
        "scents", "cp1252", ",", "fragrances", "purchases_2022", "sku", "product_name", "notes",
        "brand", "buyer_id", "sku", "bought_on", "customer_score",
        "Amber Café|Vetiver & Smoke|Sea Salt|Rose, Late|Fig 12|Oud Noir|Neroli|Cedar Rain",
        lambda n: f"PF-{n:04}", lambda n: str(70_000 + 37 * n), _us,
    ),
    Theme(
        "buecher", "cp1252", ";", "buecher", "ausleihen", "isbn", "titel", "beschreibung", "verlag",
        "leser_nr", "isbn", "ausgeliehen_am", "bewertung",
        "Der Gehülfe|Über Bäume|Süße Früchte|Die Mühle|Straße ans Meer|Größe|Öl|Maß für Maß",
        lambda n: f"0{n:03}-3518{n:02}", lambda n: f"{n:05}",
        lambda t: t.strftime("%d.%m.%Y %H:%M"),
        ("{}_training", "{}_validierung", "{}_test"),
    ),
    Theme(
        "yinyue", "gbk", ",", "歌曲", "播放记录", "歌曲编号", "歌名", "简介", "歌手",
        "用户编号", "歌曲编号", "播放时间", "评分",
        "月亮代表我的心|茉莉花|夜来香|甜蜜蜜|小城故事|橄榄树|外婆的澎湖湾|童年",
        lambda n: str(50_000_000 + 17 * n), lambda n: f"yh{n:06x}",
        lambda t: t.strftime("%Y年%m月%d日 %H:%M:%S"),
        ("训练集", "验证集", "测试集"),
    ),
    Theme(
        "kino", "cp1251", ";", "фильмы", "просмотры", "код_фильма", "название", "описание", "жанр",
        "зритель", "код_фильма", "дата_просмотра", "оценка",
        "Зеркало|Осенний марафон|Летят журавли|Сталкер|Ёлки|Война и мир|Дом с мезонином|Чайка",
        lambda n: str(n + 1), lambda n: f"Зритель {n}",
        lambda t: t.strftime("%Y-%m-%dT%H:%M:%S+03:00"),
        ("{}_train", "{}_dev", "{}_test"),
    ),
    Theme(
        "recetas", "cp1252", "\t", "recetas", "cocinadas", "receta", "nombre", "preparación",
        "región", "cocinero", "receta", "día", "puntuación",
        "Paella de mañana|Gazpacho|Jamón y piña|Ñoquis|Tortilla fría|Pulpo gallego|Churros|Sopa",
        lambda n: f"r{n:03x}a", lambda n: f"ana{n}@correo.es", lambda t: t.strftime("%Y%m%d"),
        ("entrenamiento", "validación", "prueba"),
    ),
    Theme(
        "manga", "shift-jis", ",", "作品一覧", "閲覧履歴", "作品ID", "作品名", "あらすじ", "作者",
        "会員ID", "作品ID", "閲覧日時", "評価",
        "海辺の町|夏の終わり|赤いドレス|鉄の犬|月夜の図書館|雨と猫|北の灯台|小さな王国",
        lambda n: f"MG{n:05}", lambda n: str(900 + n), lambda t: t.strftime("%Y/%m/%d %H:%M"),
        ("train", "val", "test"),
    ),
    Theme(
        "podcasts", "cp1252", "|", "shows", "listening", "show_uuid", "headline", "summary",
        "network", "listener", "show", "heard", "thumbs",
        "Night Radio|The Slow Hour|Maps|Two Minds|On Bread|Left Turn|Deep Field|Small Talk",
        lambda n: f"{n * 7919:08x}-{n:04x}", lambda n: f"{n * 104729:07x}",
        lambda t: str(int(t.timestamp() * 1000)),
        ("training", "validation", "testing"),
    ),
    Theme(
        "cursos", "cp1252", ";", "catalogo_cursos", "matriculas", "codigo", "nome_do_curso",
        "ementa", "área", "aluno", "codigo_curso", "data_matricula", "nota",
        "Álgebra|Ação social|Redação|Física I|Violão|Inglês básico|Robótica|História",
        lambda n: f"{n:06}", lambda n: str(2_015_000 + n), lambda t: format_datetime(t),
        ("treino", "validacao", "teste"),
    ),
)  # fmt: skip
