"""A catalog whose files have not changed is not read again; any change that matters is seen."""

from __future__ import annotations

import errno
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from core.catalog.opening import earlier, reopening, snapshot
from core.catalog.opening.reopening import snapshot_of
from core.catalog.plan.model import Plan
from core.catalog.schema import Catalog
from core.contracts.opening import OpenSpec
from core.progress import Level, Reporter
from core.training.run import layout
from core.worker.jobs.opening import open_catalog
from tests.core.catalog import layouts


@pytest.fixture(autouse=True)
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The paths that were really read."""
    monkeypatch.setenv("TRIPTYCH_HOME", str(tmp_path / "home"))
    paths: list[Path] = []
    read = reopening.open_planned

    def spy(path: Path, *rest: object) -> tuple[Catalog, Plan]:
        paths.append(path)
        return read(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reopening, "open_planned", spy)
    return paths


def settle(folder: Path) -> None:
    for file in folder.rglob("*"):
        os.utime(file, (1_700_000_000, 1_700_000_000))


def written(folder: Path, name: str = "table") -> Path:
    layouts.write(folder, layouts.ALL[name][1]())
    settle(folder)
    return folder


@pytest.mark.parametrize("name", list(layouts.ALL))
def test_nothing_changed(tmp_path: Path, opened: list[Path], name: str) -> None:
    folder = written(tmp_path / name, name)
    first = snapshot_of(folder)
    assert snapshot_of(folder) == first
    assert opened == [folder]


def _again(folder: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data.replace(b"1700000100", b"1700000101"))
    os.utime(folder / name, (1_700_000_009, 1_700_000_009))


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: _again(folder, "interactions.csv"),
        lambda folder: (folder / "images/a.png").unlink(),
        lambda folder: (folder / "images/c.png").write_bytes(b"picture"),
        lambda folder: (folder / "purchases.csv").write_text("user,item\nu9,a\n"),
        lambda folder: (folder / "images").rename(folder / "pictures"),
    ],
)
def test_what_changed_is_read(
    tmp_path: Path, opened: list[Path], change: Callable[[Path], object]
) -> None:
    folder = written(tmp_path / "c")
    snapshot_of(folder)
    change(folder)
    if (folder / "images").exists():  # a folder in which something changed just now
        os.utime(folder / "images", (1, 1))
    snapshot_of(folder)
    assert len(opened) == 2


def test_the_contents_of_pictures_are_no_part_of_it(tmp_path: Path, opened: list[Path]) -> None:
    folder = written(tmp_path / "c")
    snapshot_of(folder)
    (folder / "images/a.png").write_bytes(b"another picture")
    snapshot_of(folder)
    assert len(opened) == 1


def test_what_is_asked_for_counts(tmp_path: Path, opened: list[Path]) -> None:
    folder = written(tmp_path / "c")
    first = snapshot_of(folder)
    snapshot_of(folder, "table")
    mapped = snapshot_of(folder, None, {"title": "price"})
    assert len(opened) == 3
    assert snapshot.load(mapped).items["title"].to_list() == ["3.5", "4", "5.25"]
    assert snapshot_of(folder) == first


def test_a_file_of_this_moment_is_not_trusted(tmp_path: Path, opened: list[Path]) -> None:
    folder = layouts.write(tmp_path / "c", layouts.table())
    snapshot_of(folder)
    snapshot_of(folder)
    assert len(opened) == 2


def test_other_code_reads_anew(
    tmp_path: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "c")
    snapshot_of(folder)
    monkeypatch.setattr(reopening, "_code", lambda: "another")
    snapshot_of(folder)
    assert len(opened) == 2


def _cut(folder: Path) -> None:
    table = folder / "interactions.arrow"
    table.write_bytes(table.read_bytes()[:-40])


@pytest.mark.parametrize(
    "harm",
    [
        _cut,
        lambda folder: (folder / "items.arrow").unlink(),
        lambda folder: (folder / "catalog.json").write_text("{"),
        shutil.rmtree,
    ],
)
def test_a_damaged_snapshot_is_made_anew(
    tmp_path: Path, opened: list[Path], harm: Callable[[Path], object]
) -> None:
    folder = written(tmp_path / "c")
    made = snapshot_of(folder)
    whole = snapshot.load(made).interactions.rows()
    harm(made)
    assert snapshot_of(folder) == made
    assert len(opened) == 2
    assert snapshot.load(made).interactions.rows() == whole


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def _text(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_bit_that_flips_in_any_file_is_noticed(tmp_path: Path, opened: list[Path]) -> None:
    folder = written(tmp_path / "c", "mmrec")  # features, too
    made = snapshot_of(folder)
    whole = _text(made)
    # How it was read is told beside the catalog and no part of it.
    (made / "plan.json").unlink()
    whole.pop("plan.json")
    names = [path.relative_to(made) for path in made.rglob("*") if path.is_file()]
    assert len(names) >= 7
    for turn, name in enumerate(names, start=2):
        _flip(made / name)
        said: list[str] = []
        assert snapshot_of(folder, reporter=_Listening(said)) == made
        assert len(opened) == turn, name
        assert "What was kept of c is damaged or gone; it is read again." in said
        (made / "plan.json").unlink()
        assert _text(made) == whole
    assert snapshot_of(folder) == made
    assert len(opened) == len(names) + 1


def test_a_snapshot_without_checksums_is_made_anew(tmp_path: Path, opened: list[Path]) -> None:
    folder = written(tmp_path / "c")
    made = snapshot_of(folder)
    whole = _text(made)
    (made / "checksums.json").unlink()  # as versions before them wrote it
    _flip(made / "items.arrow")
    assert snapshot_of(folder) == made
    assert len(opened) == 2
    assert _text(made) == whole


class _Listening(Reporter):
    def __init__(self, said: list[str]) -> None:
        super().__init__()
        self._said = said

    def log(self, text: str, level: Level = "info") -> None:
        self._said.append(text)


@pytest.mark.parametrize(
    "entry",
    ["", "[]", "{}", '{"snapshot": "../../etc", "files": {"passwd": 1}}', '{"snapshot": 3}'],
)
def test_a_damaged_entry_is_ignored(tmp_path: Path, opened: list[Path], entry: str) -> None:
    folder = written(tmp_path / "c")
    made = snapshot_of(folder)
    (known,) = (tmp_path / "home/opened").iterdir()
    assert json.loads(known.read_text())["snapshot"] == made.name
    known.write_text(entry)
    assert snapshot_of(folder) == made
    assert len(opened) == 2
    assert snapshot_of(folder) == made
    assert len(opened) == 2


def test_an_archive_is_unpacked_again_if_its_files_are_gone(
    tmp_path: Path, opened: list[Path]
) -> None:
    packed = tmp_path / "c.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in layouts.table().items():
            archive.writestr(name, data)
    os.utime(packed, (1_700_000_000, 1_700_000_000))
    made = snapshot_of(packed)
    assert snapshot_of(packed) == made
    assert len(opened) == 1
    shutil.rmtree(tmp_path / "home/archives")
    snapshot_of(packed)
    assert len(opened) == 2
    assert (snapshot.load(made).root / "images/a.png").is_file()


@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_what_was_unpacked_and_changed_is_unpacked_again(tmp_path: Path, how: str) -> None:
    packed = tmp_path / "c.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in layouts.table().items():
            archive.writestr(name, data)
    made = snapshot_of(packed)
    (file,) = (tmp_path / "home/archives").rglob("items.csv")
    (beside := file.with_name("own.txt")).write_text("a person's")
    whole = file.read_bytes()
    file.write_bytes(whole[:-4] + bytes([whole[-4] ^ 1]) + whole[-3:])
    if how != "flipped":
        file.write_bytes(whole[:-9])
    if how == "gone":
        file.unlink()
    shutil.rmtree(tmp_path / "home/catalogs")
    said: list[str] = []
    snapshot_of(packed, reporter=_Listening(said))
    assert file.read_bytes() == whole
    assert snapshot.key(made) == made.name
    assert any("items.csv had changed" in one for one in said)
    assert beside.exists()


def test_how_a_snapshot_was_read_is_found_again(tmp_path: Path, opened: list[Path]) -> None:
    folder = written(tmp_path / "c")
    made = snapshot_of(folder)
    before = snapshot.plan_of(made)
    (made / "plan.json").write_bytes((made / "plan.json").read_bytes()[:-20])
    assert snapshot_of(folder) == made
    assert before is not None
    assert snapshot.plan_of(made) == before
    assert len(opened) == 2


def test_a_damaged_plan_is_set_aside_and_told(tmp_path: Path) -> None:
    folder = written(tmp_path / "c")
    plan = snapshot.plan_of(snapshot_of(folder))
    assert plan is not None
    reopening.remember(folder, plan)
    (kept,) = (tmp_path / "home/plans").iterdir()
    kept.write_text(kept.read_text().replace("items", "item5"))
    said: list[str] = []
    assert reopening.remembered(folder, _Listening(said)) is None
    assert "damaged" in said[0]
    assert kept.with_name(f"{kept.name}.damaged").exists()
    assert reopening.remembered(folder, _Listening(said)) is None
    assert len(said) == 1


def test_a_workspace_that_can_only_be_read_gives_what_is_there(
    tmp_path: Path, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "table")
    first = snapshot_of(folder)

    def refuse(*_words: object, **_options: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr("tempfile.mkstemp", refuse)
    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    assert snapshot_of(folder) == first
    about = open_catalog(OpenSpec(path=str(folder)), Reporter())
    assert about.run is None
    assert about.features is None
    assert opened == [folder]


def test_what_was_made_before_the_files_changed_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "table")

    def stale() -> tuple[str, ...]:
        return open_catalog(OpenSpec(path=str(folder)), Reporter()).stale

    first = open_catalog(OpenSpec(path=str(folder)), Reporter())
    assert first.stale == ()
    key = snapshot.key(Path(first.snapshot))
    earlier.note_encoded(key)
    assert stale() == ("features",)  # a picture may have changed, or all was cleaned up
    items = folder / "items.csv"
    items.write_bytes(items.read_bytes().replace(b"a", b"e"))
    settle(folder)
    os.utime(items, (1_700_000_100, 1_700_000_100))
    monkeypatch.setattr(layout, "latest_run", lambda of: True if of == key else None)
    assert stale() == ("features", "training")
    assert stale() == ("features", "training")  # until they are made again
