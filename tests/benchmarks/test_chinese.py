"""The Chinese shop says what the English one plants, where it says it does."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from benchmarks.chinese import FOREIGN, WORDS, write


def test_planted_words_stand_where_truth_says(tmp_path: Path) -> None:
    source, target = tmp_path / "shop", tmp_path / "zh"
    (source / "images").mkdir(parents=True)
    (source / "images" / "S0.jpg").write_bytes(b"picture")
    (source / "items.csv").write_text("item,title,text,image\nS0,Red mug,A red mug,images/S0.jpg\n")
    (source / "interactions.csv").write_text("user,item\nu,S0\n")
    rows = ["kind,mug,6,9", "colour,red,2,5", "pattern,plain,,", "companion,ball,,",
            "companion colour,navy,,", "floor,tiled,,"]  # fmt: skip
    head = "item,attribute,value,char_start,char_end,x0,y0,x1,y1,t0,t1\n"
    (source / "truth.csv").write_text(head + "".join(f"S0,{row},0,0,9,9,,\n" for row in rows))
    write(source, target)
    text = pl.read_csv(target / "items.csv")["text"][0]
    truth = pl.read_csv(target / "truth.csv")
    assert [text[a:b] for a, b in zip(truth["char_start"], truth["char_end"], strict=True)] == (
        truth["value"].to_list()
    )
    assert truth["value"].to_list() == ["马克杯", "红色", "纯色", "球", "藏青色", "瓷砖"]
    assert truth["x1"].to_list() == [9] * 6
    assert (target / "images" / "S0.jpg").read_bytes() == b"picture"


def test_no_foreign_phrase_names_what_is_planted() -> None:
    assert len(set(WORDS.values())) == len(WORDS)
    assert not {letter for phrase in FOREIGN for letter in phrase} & {*"".join(WORDS.values())} - {
        "球"
    }
