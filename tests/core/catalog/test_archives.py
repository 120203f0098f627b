"""An archive that lies in a folder: its tables are read, the rest of it is told."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

from core.catalog.opening.look import look
from core.catalog.opening.open import open_catalog
from core.catalog.schema import Catalog

ITEMS = b"item,title\np1,Red mug\np2,Blue cup\n"
LOG = b"user,item,rating\nu1,p1,5\nu2,p1,3\nu1,p2,4\n"


def archive(path: Path, **files: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as out:
        for name, data in files.items():
            out.writestr(name.replace("__", "."), data)
    return path


def met(catalog: Catalog) -> list[tuple[str, str, float]]:
    users, items = catalog.users["user"], catalog.items["item"]
    rows = catalog.interactions.select("user", "item", "rating").iter_rows()
    return sorted((users[user], items[item], rating) for user, item, rating in rows)


RATED = [("u1", "p1", 5.0), ("u1", "p2", 4.0), ("u2", "p1", 3.0)]


def test_the_tables_of_an_archive_are_read_where_it_lies(tmp_path: Path) -> None:
    archive(
        tmp_path / "set.zip", **{"ml/items.csv": ITEMS, "ml/ratings.csv.gz": gzip.compress(LOG)}
    )
    catalog = open_catalog(tmp_path)
    assert met(catalog) == RATED
    assert catalog.items["title"].to_list() == ["Red mug", "Blue cup"]
    assert not len(catalog.quarantine)


def test_an_archive_beside_what_it_unpacks_to_is_read_once(tmp_path: Path) -> None:
    archive(tmp_path / "set.zip", items__csv=ITEMS, ratings__csv=LOG)
    (tmp_path / "items.csv").write_bytes(ITEMS)
    (tmp_path / "ratings.csv").write_bytes(LOG)
    (tmp_path / "ratings.csv.gz").write_bytes(gzip.compress(LOG))
    catalog = open_catalog(tmp_path)
    assert met(catalog) == RATED
    assert len(catalog.items) == 2
    assert not len(catalog.quarantine)
    told = {file.file for file in look(tmp_path).unused}
    assert told == {"ratings.csv.gz", "set.zip/items.csv", "set.zip/ratings.csv"}


def test_what_of_an_archive_is_not_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_bytes(ITEMS)
    (tmp_path / "ratings.csv").write_bytes(LOG)
    archive(tmp_path / "covers.zip", p1__png=b"\x89PNG", p2__png=b"\x89PNG", log__xlsx=b"PK")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and nothing more")
    plan = look(tmp_path)
    asides = {aside.what: aside.count for aside in plan.asides if not aside.used}
    assert asides == {"covers.zip/*": 3}
    assert [file.file for file in plan.unused] == ["broken.zip"]
    assert any("covers.zip" in note for note in open_catalog(tmp_path).notes)


def test_an_archive_within_an_archive_is_opened_if_it_holds_one_table(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner", ratings__csv=LOG).read_bytes()
    two = archive(tmp_path / "two", a__csv=LOG, b__csv=ITEMS).read_bytes()
    (tmp_path / "inner").unlink()
    (tmp_path / "two").unlink()
    archive(tmp_path / "set.zip", items__csv=ITEMS, ratings__csv__zip=inner, more__csv__zip=two)
    assert met(open_catalog(tmp_path)) == RATED
    why = {file.file: str(file.why) for file in look(tmp_path).unused}
    assert "2 files" in why["set.zip/more.csv.zip"]
