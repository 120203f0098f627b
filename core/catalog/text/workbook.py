"""Sheets of an Excel or LibreOffice workbook."""

from __future__ import annotations

import zipfile
from pathlib import Path

import polars as pl

from core.catalog.text import packed
from core.catalog.text.above import above, grouped_names, rows_above
from core.catalog.text.form import Form
from core.catalog.text.table import Table
from core.errors import UserError
from core.text import Text

SUFFIXES = (".xlsx", ".xls", ".xlsb", ".xlsm", ".ods")
#: What is unpacked of a workbook takes several times as much as cells.
_GROWS = 4
#: Rows in which the header is sought.
_BEGIN = 40


def names(path: Path) -> list[str]:
    """The sheets that hold something.

    Raises:
        UserError: it is no workbook, would fill the memory, or fastexcel is not installed.

    """
    fastexcel = _library(path)
    _fits(path)
    try:
        return list(fastexcel.read_excel(path).sheet_names)
    except (fastexcel.FastExcelError, OSError) as error:
        raise _refused(path, error) from error


def read(path: Path, name: str, rows: int | None = None) -> Table:
    """One sheet, or its first rows.

    Raises:
        UserError: as :func:`names`.

    """
    fastexcel = _library(path)
    _fits(path)
    try:
        book = fastexcel.read_excel(path)
        begin = book.load_sheet(name, header_row=None, n_rows=_BEGIN, dtypes="string")
        cells = [["" if one is None else one for one in row] for row in pl.DataFrame(begin).rows()]
        top = rows_above(cells) if cells else 0
        frame = pl.DataFrame(book.load_sheet(name, header_row=top, n_rows=rows))
    except (fastexcel.FastExcelError, OSError, pl.exceptions.PolarsError, ValueError) as error:
        raise _refused(path, error) from error
    place = path / name.replace("/", "_")
    notes = (above(place.name, cells[:top]),) if top else ()
    if top and len(cells[top]) == frame.width:
        frame = frame.rename(
            {
                old: new if not old.startswith("__UNNAMED__") else old
                for old, new in zip(
                    frame.columns, grouped_names(frame.columns, cells[top - 1]), strict=True
                )
            }
        )
    return Table(place, _without_blanks(frame), notes=notes, form=Form("Excel"))


def _without_blanks(frame: pl.DataFrame) -> pl.DataFrame:
    """Without columns that have neither name nor value."""
    void = [
        name
        for name in frame.columns
        if name.startswith("__UNNAMED__") and frame[name].null_count() == len(frame)
    ]
    return frame.drop(void)


def _library(path: Path):  # type: ignore[no-untyped-def]
    try:
        import fastexcel
    except ImportError as error:
        raise UserError(
            Text("{file} is a workbook, and what reads those is not installed.", file=path.name),
            'Run pip install "triptych[excel]", or save the sheets as CSV.',
            file=str(path),
        ) from error
    return fastexcel


def _fits(path: Path) -> None:
    if packed.first_bytes(path, 2) != b"PK":
        return
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except packed.DAMAGED as error:
        raise _refused(path, error) from error
    if size * _GROWS > packed.memory_limit():
        raise UserError(
            Text("{file} unfolds to {size:.1f} GB.", file=path.name, size=size / 1e9),
            "Save the sheets as CSV.",
            file=str(path),
        )


def _refused(path: Path, why: object) -> UserError:
    first = (str(why).splitlines() or [""])[0][:120]
    return UserError(
        Text("{file} is no readable workbook ({why}).", file=path.name, why=first),
        "Save it again, or save the sheets as CSV.",
        file=str(path),
    )
