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
#: As THEMES, written when the product had read those right: words that it was not made with.
OTHERS = (
    Theme(
        "libri", "cp1252", ";", "volumi", "prestiti", "cod_volume", "titolo", "trama", "editore",
        "tessera", "cod_volume", "preso_il", "gradimento",
        "Perché no|La città|Più su|Caffè nero|Virtù|Lunedì|Già detto|Il tè",
        lambda n: f"V{n:03}/b", lambda n: f"T-{n * 31:05}", lambda t: t.strftime("%d/%m/%Y %H.%M"),
        ("{}_addestramento", "{}_validazione", "{}_test"),
    ),
    Theme(
        "zenek", "cp1250", "\t", "utwory", "odsluchania", "nr_utworu", "tytuł", "opis", "wykonawca",
        "słuchacz", "nr_utworu", "odsłuchano", "ocena",
        "Łąka|Źródło|Żółty liść|Świt|Córka|Mgła|Gwiazdy|Noc",
        lambda n: str(4_000 + 13 * n), lambda n: f"sl{n:03}",
        lambda t: t.strftime("%Y-%m-%d %H:%M:%S"),
        ("{} treningowe", "{} walidacyjne", "{} testowe"),
    ),
    Theme(
        "yemek", "cp1254", ";", "tarifler", "pisirmeler", "tarif_kodu", "adı", "yapılışı", "mutfak",
        "üye_no", "tarif_kodu", "pişirme_tarihi", "yıldız",
        "Mercimek çorbası|İmam bayıldı|Sütlaç|Mantı|Şakşuka|Börek|Ğ|Dolma",
        lambda n: f"TR{n:04}", lambda n: str(310_000 + n),
        lambda t: t.strftime("%d.%m.%Y %H:%M:%S"),
        ("egitim", "dogrulama", "sinama"),
    ),
    Theme(
        "dianying", "big5", ",", "電影清單", "觀影紀錄", "電影編號", "片名", "劇情", "導演",
        "觀眾編號", "電影編號", "觀看時間", "評價",
        "海角七號|一一|悲情城市|飲食男女|牯嶺街|愛情萬歲|戀戀風塵|童年往事",
        lambda n: f"TW{n:06}", lambda n: f"{n:08}", lambda t: t.strftime("%Y/%m/%d %H:%M:%S"),
        ("訓練集", "驗證集", "測試集"),
    ),
    Theme(
        "webtoon", "euc-kr", ",", "웹툰", "열람기록", "웹툰번호", "제목", "줄거리", "작가",
        "회원번호", "웹툰번호", "열람일시", "별점",
        "바다의 집|여름밤|붉은 문|고양이와 비|달빛|작은 왕국|편지|겨울 기차",
        lambda n: str(88_000 + n), lambda n: f"m{n:05}", lambda t: t.strftime("%Y-%m-%d %H:%M"),
        ("훈련", "검증", "시험"),
    ),
    Theme(
        "aghani", "cp1256", ",", "أغاني", "استماع", "رقم_الأغنية", "العنوان", "الوصف", "المغني",
        "المستمع", "رقم_الأغنية", "وقت_الاستماع", "التقييم",
        "نسيم|ليل طويل|بحر|قمر|مطر|وردة|طريق|صباح",
        lambda n: f"{n + 11}", lambda n: f"u{n * 17:04}",
        lambda t: t.strftime("%Y-%m-%dT%H:%M:%SZ"),
        ("train", "validation", "test"),
    ),
    Theme(
        "tools", "cp1252", "|", "inventory", "rentals", "asset_tag", "make_and_model", "remarks",
        "depot", "badge", "asset", "checked_out", "verdict",
        "Drill 9|Saw, long|Ladder|Jack & stand|Sander|Torch|Vice|Clamp",
        lambda n: f"{chr(65 + n)}{n * 997:05}", lambda n: f"E{n:04}",
        lambda t: t.strftime("%b %d, %Y %I:%M %p"),
        ("{}-fit", "{}-tune", "{}-holdout"),
    ),
    Theme(
        "resor", "cp1252", ";", "utflykter", "bokningar", "utflykt", "rubrik", "beskrivning", "ort",
        "resenär", "utflykt", "bokad", "betyg",
        "Fjällvandring|Öluff|Båttur|Älgsafari|Skärgård|Norrsken|Gruvan|Sjöbad",
        lambda n: f"utf-{n:02}", lambda n: f"kund{n}", lambda t: str(int(t.timestamp())),
        ("{}_traning", "{}_validering", "{}_test"),
    ),
)  # fmt: skip
EVERY = (*THEMES, *OTHERS)
