"""What the shell draws of encoders that were compared."""

from __future__ import annotations

import io

from core.cli.compared import drawn, tables
from core.contracts.comparing import ComparedEncoders, EncoderCost, Score, Variant
from core.terminal import PlainConsole
from core.text import Text


def test_an_interval_is_drawn_on_the_scale_of_all() -> None:
    whole = drawn(Score(value=0.5, low=0.0, high=1.0, units=9), 0.0, 1.0)
    assert (whole[0], whole[-1], len(whole)) == ("-", "-", 24)
    right = drawn(Score(value=0.9, low=0.8, high=1.0, units=9), 0.0, 1.0)
    assert not right[:18].strip()
    assert right.index("o") == round(0.9 * 23)
    assert drawn(Score(value=0.5, low=0.5, high=0.5, units=9), 0.5, 0.5).strip() == "o"


def test_every_measure_verdict_and_cost_is_in_the_tables() -> None:
    cost = EncoderCost(
        items=16,
        load_seconds=1,
        item_seconds=0.0125,
        memory_bytes=88_000_000,
        library_bytes=9_000_000,
        disk_bytes=None,
    )
    first = Score(value=0.2, low=0.1, high=0.3, units=40)
    other = Score(
        value=0.4, low=0.3, high=0.5, units=40, difference=(0.2, 0.1, 0.3), verdict="better"
    )
    variants = tuple(
        Variant(name=name, encoders={"text": name}, scores={"ndcg@20": score, "pointing": score},
                costs={"text": cost}, train_seconds=7)
        for name, score in (("minilm", first), ("e5[bold]", other))
    )  # fmt: skip
    found = ComparedEncoders(
        folder="f", seeds=(0,), level=0.95, variants=variants, verdict=Text("It holds.")
    )
    console = PlainConsole(file=io.StringIO(), width=140)
    for table in tables(found):
        console.print(table)
    told = console.file.getvalue()
    for word in ("ndcg@20", "pointing", "minilm", "e5[bold]", "reference", "better",
                 "+0.200 [+0.100 +0.300]", "0.300 to 0.500", "88 MB", "9 MB",
                 "libraries", "0.0125", "7 s"):  # fmt: skip
        assert word in told, word
    narrow = PlainConsole(file=io.StringIO(), width=80)
    for table in tables(found):
        narrow.print(table)
    assert "…" not in narrow.file.getvalue()  # cut, it would name no encoder
