"""Of one number shell, window, report and card tell one rate, one interval and one verdict."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from benchmarks import (
    board,
    buy,
    card,
    compare,
    naming,
    reading,
    report,
    store,
    tables,
    text,
    verdicts,
)  # fmt: skip
from benchmarks.amounts import plus_minus, quantity
from benchmarks.jobs import JOBS
from benchmarks.schema import Axes, Gpu, Point, Result
from benchmarks.store import flagged
from benchmarks.workloads.catalogue import workloads
from core.terminal import PlainConsole
from gui.pages.benchmark import model, words
from tests.benchmarks.make import disturbed, machine, point, result, rounds


def shown(tell: Callable[[PlainConsole], None], width: int = 200) -> str:
    out = io.StringIO()
    tell(PlainConsole(file=out, width=width))
    return out.getvalue()


def measured(visits: int, spread: float, load: float = 0.0, **axes: object) -> Result:
    """The jobs of the card, each visited so often."""
    rng = np.random.default_rng(visits)
    points = []
    for job in JOBS:
        samples = (0.1 * rng.lognormal(0, spread, (visits, 3))).tolist()
        place = Axes.model_validate({"batch": job.batch, **axes})
        entries = tuple(rounds(samples, load=load, waited_s=(0.0,) * 3))
        one = point((), job.workload, place, rounds=entries, items_per_call=float(job.batch))
        points.append(flagged(one))
    return result(points)


@pytest.mark.parametrize(
    ("visits", "spread", "load"),
    [(1, 0.01, 0), (2, 0.01, 0), (4, 0.1, 0), (9, 0.01, 0.4), (9, 0.2, 0), (30, 0.4, 0.8)],
)
def test_every_view_tells_the_same_of_a_point(visits: int, spread: float, load: float) -> None:
    """The shell called noise what the window called measured, each with its own interval."""
    found = measured(visits, spread, load)
    shell = shown(lambda out: text.show(found, out))
    of_card = shown(lambda out: text.cards(found, out))
    page = html.unescape(report.html(found))
    (one,) = card.cards(found)
    for at, line in zip(found.points, one.lines, strict=True):
        cell = model.cell(at)
        read = reading.read(at)
        assert read is not None
        assert cell.rate == read.rate
        assert line.rate.relative_width == pytest.approx(read.rate.relative_width)
        assert words.verdict(cell.sureness) == reading.VERDICTS[read.verdict]
        assert cell.doubts == read.doubts
        for said in (shell, page):
            assert f"{quantity(read.rate.value)} {at.unit}" in said
            assert set(read.doubts) <= {d for d in read.doubts if d in said}
        for said in (shell, of_card, page):
            assert plus_minus(read.rate) in said
            assert reading.VERDICTS[read.verdict] in said
        assert plus_minus(read.rate) in card.line(one)
        assert (read.verdict == "uncertain") >= (visits < 5)
        assert read.rate.known == (visits > 1)


def test_what_has_no_interval_has_none_for_other_programs() -> None:
    found = measured(1, 0.1)
    for one in tables.cards(found)[0]["lines"]:
        assert (one["low"], one["high"]) == (None, None)
    for row in csv.DictReader(io.StringIO(tables.csv(found))):
        assert row["items_per_s"] != ""
        assert row["items_per_s_low"] == row["items_per_s_high"] == row["latency_low_s"] == ""
    (row, *_rest) = compare.to_dict(compare.compare(found, found))["rows"]
    assert row["time_ratio_low"] is None


def test_the_usual_tables_are_tables_in_a_usual_terminal() -> None:
    """In 80 columns; a narrower one gets lines."""
    reference = card.bundled()[0]
    assert len(reference.id) == 24  # none is longer
    for tell in (
        lambda out: text.show(reference, out),
        lambda out: text.cards(reference, out),
        lambda out: text.board(board.of([*card.bundled_files()]), out),
    ):
        assert "───" in shown(tell, 80)


def views(found: Result) -> dict[str, str]:
    """All that the shell says of a result, and all that is made of it to be sent."""
    compared = compare.compare(found, found)
    need = buy.Need(3_000_000, 10_000, words=1000)
    return {
        "show": shown(lambda out: text.show(found, out)),
        "card": shown(lambda out: text.cards(found, out)),
        "line": "\n".join(map(card.line, card.cards(found))),
        "board": shown(lambda out: text.board(board.Board(card.cards(found), ()), out)),
        "buy": shown(lambda out: text.costs(buy.costs([found], need), need, out)),
        "compare": shown(lambda out: text.comparison(compared, out)),
        "markdown": verdicts.markdown(compared),
        "report": report.html(found, compared),
        "name": "\n".join(naming.point(one) for one in found.points),
    }


def every(device: str = "cpu") -> list[Point]:
    """A point of every workload there is."""
    axes = Axes(device=device, batch=4)
    return [
        point(workload=one.name, axes=axes, title=one.title, definition=one.definition)
        for one in workloads()
    ]


def test_ids_are_for_options_and_files() -> None:
    points = every()
    points += [
        point(workload="topk", axes=Axes(batch=4, size={"items": n}), title="Top-K retrieval")
        for n in (10_000, 30_000)
    ]
    assert naming.point(points[-1]) == "Top-K retrieval, cpu, batch 4, 30,000 items"
    for view, said in views(result(points)).items():
        for one in points:
            assert one.key not in said, view
            for word in said.replace("|", " ").split():
                assert word.strip(",:.()") != one.workload or "." not in word, view


def test_amds_cards_are_called_rocm_in_every_view() -> None:
    amd = machine(device_line="ROCm: Radeon", gpus=(Gpu(name="Radeon", memory_bytes=2**33),))
    found = result(every("cuda:0"), machine=amd)
    for view, said in views(found).items():
        assert "cuda" not in said.lower(), view
    assert "rocm:0" in views(found)["show"]
    assert naming.torchs("rocm:0") == "cuda:0"
    compared = verdicts.junit(compare.compare(found, found))
    assert "cuda" not in compared
    (curve, *_rest) = model.series([model.cell(one) for one in found.points], "topk")
    assert curve.name.startswith("rocm:0")


def test_the_reference_is_named_with_the_mark_of_how_it_was_measured(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    busy = disturbed(card.bundled()[0])
    kept = {store.save(busy, tmp_path / "reference.json"): busy}
    monkeypatch.setattr(card, "bundled_files", lambda: kept)
    own = result([flagged(one) for one in measured(9, 0.01).points], id="own")
    mark = "other programs held the core 50 % of the time"
    need = buy.Need(1000, 1000, words=1000)
    both = [own, *card.bundled()]
    for said in (
        shown(lambda out: text.cards(own, out)),
        shown(lambda out: text.costs(buy.costs(both, need), need, out)),
        shown(lambda out: text.board(board.of([*card.bundled_files()]), out)),
        report.html(card.bundled()[0]),
        words.flagged(card.bundled()[0]),
    ):
        assert mark in " ".join(said.split())


@pytest.mark.parametrize("width", [34, 50, 80, 120])
def test_no_word_is_broken_in_a_terminal_of_any_width(width: int) -> None:
    found = result(every()[:6])
    need = buy.Need(3_000_000, 10_000, words=1000)
    tells: Sequence[Callable[[PlainConsole], None]] = (
        lambda out: text.show(found, out),
        lambda out: text.cards(card.bundled()[0], out),
        lambda out: text.board(board.of([*card.bundled_files()]), out),
        lambda out: text.costs(buy.costs(card.bundled(), need), need, out),
        lambda out: text.comparison(compare.compare(found, found), out),
    )
    for tell in tells:
        wide = set(shown(tell, 400).split())
        narrow = shown(tell, width).split()
        broken = {word for word in narrow if word not in wide and "─" not in word}
        assert {word for word in broken if not word.endswith(":")} == set()
