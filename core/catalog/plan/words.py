"""What the name of a column or file says, in the words of several languages.

Names only break ties between readings that the values allow.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from core.catalog.rows.columns import Role, plain


def words(several: str) -> frozenset[str]:
    """Words written one after another."""
    return frozenset(several.split())


#: Words that a meaning is called by. Words of scripts without spaces are found inside names.
WORDS: Mapping[str, frozenset[str]] = {
    meaning: words(several)
    for meaning, several in {
        "user": "user users uid customer customers client member reviewer visitor viewer "
        "listener buyer shopper person people account profile subscriber player student "
        "session sessionid userid playlist pid guest author who wer kunde kunden benutzer "
        "nutzer käufer besucher mitglied hörer usuario usuaria usuarios cliente clientes "
        "comprador utilisateur acheteur utente acquirente gebruiker klant användare kund "
        "użytkownik klient kullanıcı müşteri пользователь покупатель клиент зритель читатель "
        "слушатель ученик leser schüler zuschauer lector lectora oyente alumno alumna "
        "estudiante aluno aluna leitor ouvinte lecteur auditeur élève lettore studente "
        "ascoltatore lezer czytelnik uczeń okur öğrenci reader pupil learner patient patron "
        "borrower fan 读者 观众 學生 学生 독자 학생 用户 客户 顾客 顧客 使用者 会员 會員 会員 "
        "ユーザー ユーザ 利用者 사용자 고객 회원 مستخدم عميل",
        "item": "item items iid product products article articles sku asin isbn ean movie "
        "movies film films video videos song songs track tracks music book books game games "
        "app apps business restaurant recipe beer wine anime manga artist album news post pin "
        "poi venue place hotel course listing offer goods good stock stockcode doc document "
        "paper podcast episode show clip painting merchandise thing what was ware waren "
        "artikel produkt produkte lied buch spiel titelnr producto productos artículo articulo "
        "libro canción cancion película pelicula produit produits livre chanson prodotto "
        "canzone produto produtos livro música товар товары фильм книга песня ürün 商品 物品 "
        "产品 產品 影片 电影 電影 歌曲 视频 作品 书 品目 品番 曲 映画 本 상품 제품 영화 노래 "
        "منتج",
        "timestamp": "time timestamp date datetime day when ts created played datum zeit "
        "uhrzeit zeitpunkt zeitstempel wann tag fecha hora momento heure quand дата время "
        "когда tarih zaman día dia dias giorno data ora jour gün dag dzień день 天 시점 时间 "
        "時間 日期 日時 時刻 日付 날짜 시간 시각 تاريخ",
        "rating": "rating ratings score stars star rate overall grade vote liked bewertung "
        "sterne punkte puntuación puntuacion calificación valoración nota note étoiles voto "
        "valutazione avaliação оценка рейтинг балл puan thumbs mark marks points wertung "
        "beoordeling ocena betyg 评分 打分 評分 評価 得分 点数 평점 별점 تقييم",
        "event": "event action behavior behaviour type interaction aktion ereignis evento "
        "acción événement действие событие 行为 事件 行動 이벤트 행동",
        "count": "count counts plays playcount listens times quantity qty amount units "
        "frequency freq hits visits anzahl menge häufigkeit stück veces cantidad unidades fois "
        "quantité volte quantità vezes quantidade keer aantal antal раз количество кол число "
        "adet kez miktar 次数 次數 播放次数 回数 数量 數量 件数 횟수 수량 مرات عدد",
        "title": "title name label headline titel bezeichnung titulo título nombre titre nom "
        "titolo nome название наименование имя başlık ad 标题 標題 名称 名稱 商品名 名前 題名 "
        "タイトル 제목 이름 상품명",
        "text": "text description desc content summary body abstract overview detail plot "
        "lyrics story comment review beschreibung inhalt beschrijving descripción descripcion "
        "contenido texto texte contenu descrizione testo descrição описание текст açıklama "
        "描述 简介 簡介 内容 介绍 説明 文章 설명 내용",
        "captions": "caption captions 图说 图片说明 圖說 キャプション 캡션",
    }.items()
}
#: Names of a row itself, of an order or of a review: they number rows and are nobody's item.
ROW_NAMES = words(
    "id index rowid row rownumber rownum unnamed0 no nr nummer lfdnr key pk reviewid ratingid "
    "orderid eventid interactionid logid transactionid recordid commentid tipid invoiceno invoice "
    "invoiceid seq sequence uuid rid hash checksum 序号 编号 番号"
)
#: File names of tables that tell of users and items and are no history while there is another.
_BESIDES = words(
    "tag tags genome recommendations recommendation predictions prediction submission negatives "
    "negative candidates candidate"
)
#: Words in names of columns that count or measure, and name nobody.
_COUNTS = words(
    "number num nums cnt count dow hour days price cost amount quantity qty size position pos rank "
    "order total "
    "sum percent ratio width height lat lon latitude longitude age year month version anzahl menge "
    "preis 数量 价格 価格"
)
#: Characters of a name that are looked at: a row taken for a header can be a whole text.
_LONGEST = 200
_CAMEL = re.compile(
    r"(?<=[a-zà-þа-я])(?=[A-ZА-Я])|(?<=[A-Z])(?=[A-Z][a-z]{2,})|[\W_]+|(?<=\D)(?=\d)"
)


def tokens(name: str) -> list[str]:
    """The words of a name: `Book-Rating:float` -> book, rating; `artistID` -> artist, id."""
    name = name.rsplit(":", 1)[0] if ":" in name else name
    name = name[:_LONGEST]
    return [word.casefold() for word in _CAMEL.split(name) if word]


@lru_cache(maxsize=1 << 14)
def affinity(name: str, meaning: str, role: Role | None = None) -> float:
    """How much a column's name speaks for a meaning, 0..1.

    1 is a name known for it (better known names a little more), 0.6 a name with a word for it,
    0.3 a name that ends in such a word.
    """
    if role is not None and (short := plain(name)) in role.synonyms:
        return 1.0 - 0.2 * list(role.synonyms).index(short) / len(role.synonyms)
    known = WORDS.get(meaning, frozenset())
    found = tokens(name)
    if known.intersection(found):
        return 0.6
    joined = "".join(found)
    if not joined.isascii() and any(
        not word.isascii() and word in joined for word in known if len(word) > 1
    ):
        return 0.6
    ending = joined.removesuffix("id").removesuffix("s")
    return 0.3 if any(ending[start:] in known for start in range(len(ending) - 3)) else 0.0


def names_a_row(name: str) -> bool:
    """Whether a column is called like a number of rows, orders or reviews."""
    return plain(name) in ROW_NAMES or not plain(name)


def counts(name: str) -> bool:
    """Whether a column is called like something counted or measured."""
    return bool(_COUNTS.intersection(tokens(name)))


def is_besides(stem: str) -> bool:
    """Whether a table is called like something that stands beside histories."""
    return bool(_BESIDES.intersection(tokens(stem)))
