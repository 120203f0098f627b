"""MovieLens in its three published layouts, with posters if a folder of them lies beside.

ml-100k: `u.data`, `u.item`, `u.user`. ml-1m and ml-10m: `ratings.dat`, `movies.dat`, fields cut
by `::`. ml-latest, ml-20m, ml-25m, ml-32m: `ratings.csv`, `movies.csv`.

Source: Harper and Konstan, "The MovieLens Datasets", ACM TiiS 2015, and each set's README.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from core.catalog.plan.model import Join
from core.catalog.readers.base import Detection, Reader, first_file, folder_of, need
from core.catalog.rows import interactions, items, joining
from core.catalog.rows.assembly import assemble
from core.catalog.rows.interactions import Log
from core.catalog.rows.items import Items
from core.catalog.schema import Catalog
from core.catalog.text import delimited, tables, textfile
from core.catalog.text.header import ColumnTypes, Dialect
from core.catalog.text.table import Table
from core.errors import UserError
from core.progress import NOBODY, Reporter
from core.text import Text

GENRES_100K = (
    "unknown", "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary",
    "Drama", "Fantasy", "Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi",
    "Thriller", "War", "Western",
)  # fmt: skip
_RATING = ("user", "item", "rating", "timestamp")
#: One byte that no text holds, in place of the two-character separator.
_UNIT_SEPARATOR = "\x1f"


class MovieLensReader(Reader):
    """Reads a MovieLens folder, or its ratings file."""

    name = "movielens"
    place = 2
    title = Text("MovieLens (100k, 1M, 10M, 20M, 25M, 32M, latest)")

    def detect(self, path: Path) -> Detection | None:
        folder = folder_of(path)
        if path.is_file() and path.name not in ("u.data", "ratings.dat", "ratings.csv"):
            return None
        if (folder / "u.data").is_file():
            return Detection(0.95, Text("it holds {name}", name="u.data"))
        if (folder / "ratings.dat").is_file():
            return Detection(0.9, Text("it holds {name}", name="ratings.dat"))
        ratings = folder / "ratings.csv"
        if ratings.is_file() and (folder / "movies.csv").is_file():
            with ratings.open("rb") as file:
                head = file.readline(200).lower().lstrip(b"\xef\xbb\xbf").strip()
            if head.startswith(b"userid,movieid,rating"):
                return Detection(0.95, Text("ratings.csv has the columns of MovieLens"))
        return None

    def read(
        self, path: Path, mapping: Mapping[str, str] | None = None, reporter: Reporter = NOBODY
    ) -> Catalog:
        folder = folder_of(path)
        ratings = first_file(folder, "u.data", "ratings.dat", "ratings.csv")
        ratings = need(
            ratings, folder, "ratings", Text("Unpack the whole MovieLens archive there.")
        )
        read_ratings, read_movies = {
            "u.data": (_ratings_100k, _movies_100k),
            "ratings.dat": (_ratings_1m, _movies_1m),
            "ratings.csv": (_ratings_csv, _movies_csv),
        }[ratings.name]
        log = _log(read_ratings(ratings, reporter))
        made = read_movies(folder, reporter)
        return assemble(
            name=folder.name,
            root=folder,
            reader=self.name,
            items=made,
            logs=[log],
            reporter=reporter,
        )


def _columns(names: Sequence[str]) -> dict[str, str]:
    found = {name: name for name in _RATING if name in names}
    csv_names = (("user", "userId"), ("item", "movieId"))
    return found | {meaning: name for meaning, name in csv_names if name in names}


def _types(names: Sequence[str]) -> ColumnTypes:
    return interactions.column_types(_columns(names))


def _ratings_100k(path: Path, reporter: Reporter) -> Table:
    return delimited.read_file(path, Dialect("\t", _RATING, types=_types, quoted=False), reporter)


def _ratings_1m(path: Path, reporter: Reporter) -> Table:
    text = _two_colons(path)
    return delimited.read(
        text, Dialect(_UNIT_SEPARATOR, _RATING, types=_types, quoted=False), reporter
    )


def _ratings_csv(path: Path, reporter: Reporter) -> Table:
    return tables.read(path, Dialect(types=_types), reporter=reporter)


def _log(table: Table) -> Log:
    return interactions.normalise(table, _columns(table.frame.columns), "rating")


def _movies_100k(folder: Path, reporter: Reporter) -> Items | None:
    path = first_file(folder, "u.item")
    if path is None:
        return None
    names = ("item", "title", "release date", "video release date", "IMDb URL", *GENRES_100K)
    table = delimited.read_file(
        path, Dialect("|", names, encoding="latin-1", quoted=False), reporter
    )
    flags = [
        pl.when(pl.col(genre) == "1").then(pl.lit(genre)).alias(f"_{genre}")
        for genre in GENRES_100K
    ]
    genres = table.frame.select(pl.concat_str(flags, separator=", ", ignore_nulls=True))
    frame = table.frame.drop(*GENRES_100K).with_columns(genres.to_series().alias("genres"))
    return _movies(dataclasses.replace(table, frame=frame), folder)


def _movies_1m(folder: Path, reporter: Reporter) -> Items | None:
    path = first_file(folder, "movies.dat")
    if path is None:
        return None
    text = _two_colons(path)
    names = ("item", "title", "genres")
    table = delimited.read(text, Dialect(_UNIT_SEPARATOR, names, quoted=False), reporter)
    return _movies(table, folder)


def _movies_csv(folder: Path, reporter: Reporter) -> Items | None:
    path = first_file(folder, "movies.csv")
    if path is None:
        return None
    table = tables.read(path, reporter=reporter)
    links = first_file(folder, "links.csv")
    if links is not None and "movieId" in table.frame.columns:
        table = _with_links(table, links, reporter)
    return _movies(table, folder)


def _with_links(table: Table, links: Path, reporter: Reporter) -> Table:
    """The movies with their ids elsewhere, which posters are often named after."""
    try:
        other = tables.read(links, reporter=reporter)
    except UserError as error:
        return dataclasses.replace(table, notes=(*table.notes, error.message))
    if "movieId" not in other.frame.columns:
        return table
    return joining.joined(table, other, Join(file=links.name, on="movieId", key="movieId"))


def _movies(table: Table, folder: Path) -> Items:
    if "genres" in table.frame.columns:
        genres = pl.col("genres").str.replace_all("|", ", ", literal=True)
        table = dataclasses.replace(table, frame=table.frame.with_columns(genres))
    item = "movieId" if "movieId" in table.frame.columns else "item"
    texts = [name for name in ("title", "genres") if name in table.frame.columns]
    return items.normalise(table, {"item": item, "title": "title"}, folder, texts)


def _two_colons(path: Path) -> textfile.TextFile:
    text = textfile.open_text(path, "latin-1")
    data = text.data.tobytes().replace(b"::", _UNIT_SEPARATOR.encode())
    return dataclasses.replace(text, data=np.frombuffer(data, np.uint8), mapped=False)
