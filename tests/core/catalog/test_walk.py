"""Records that are Python and not JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.catalog.text.tables import read


@pytest.mark.parametrize(
    ("written", "column", "value"),
    [
        ("{'id': 1, 1e999: 'C'}", "inf", "C"),
        ("{'id': 1, 7: 'C'}", "7", "C"),
        ("{'id': 1, (1, 2): 'C'}", "(1, 2)", "C"),
        ("{'id': 1, None: 'C'}", "None", "C"),
        ("{'id': 1, 'a': 2j}", "a", "2j"),
        ("{'id': 1, 'a': ...}", "a", "Ellipsis"),
        ("{'id': 1, u'a': b'x'}", "a", "b'x'"),
        ("{'id': 1, 'a': ('x', 'y')}", "a", '["x", "y"]'),
    ],
)
def test_what_json_cannot_hold_is_read_as_the_nearest_it_can(
    tmp_path: Path, written: str, column: str, value: str
) -> None:
    (tmp_path / "items.json").write_text(f"{{'id': 0, 'a': 'x'}}\n{written}\n")
    frame = read(tmp_path / "items.json").frame
    assert frame["id"].cast(str).to_list() == ["0", "1"]
    got = frame[column].to_list()[1]
    assert got == value
