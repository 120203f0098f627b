"""HTML in titles and texts is read as what it says; what only looks like HTML stays."""

from __future__ import annotations

import html
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.opening.open import open_catalog
from core.catalog.rows.words import readable, unescaped


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("Rock &amp; Roll", "Rock & Roll"),
        ("Caf&eacute; &#8211; Bar", "Café – Bar"),
        ("&quot;Heroes&quot; &#x1F3B5;", '"Heroes" 🎵'),
        ("Salt &amp;amp; Pepper", "Salt & Pepper"),
        ("<p>One</p><p>Two <b>three</b></p>", "One\nTwo three"),
        ('first<br />second <a href="x?a=1&amp;b=2">link</a>', "first\nsecond link"),
        ("I <3 you, a < b > c", "I <3 you, a < b > c"),
        ("<unknown> &unknown; R&D; &copy=1", "<unknown> &unknown; R&D; &copy=1"),
        ("write &lt;div&gt; in HTML", "write <div> in HTML"),
        ("plain", "plain"),
    ],
)
def test_html_is_read(given: str, said: str) -> None:
    read = readable(pl.Series(["other", given, None]))
    assert read.to_list() == ["other", said, None]


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\xa0"), max_size=60))
def test_what_was_escaped_is_as_it_was(text: str) -> None:
    if "&" not in text.replace("& ", ""):
        assert unescaped(pl.Series([html.escape(text)], dtype=pl.String)).to_list() == [text]


def test_titles_texts_and_attributes_of_a_catalog(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text(
        "item,title,text,genre\n1,Bonnie &amp; Clyde,<div>Two<br>robbers</div>,Drama &amp; Crime\n"
    )
    items = open_catalog(tmp_path).items
    assert items.select("title", "text", "genre").row(0) == (
        "Bonnie & Clyde", "Two\nrobbers", "Drama & Crime",
    )  # fmt: skip
