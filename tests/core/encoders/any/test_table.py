"""The table of families names each of them, with the weights it can have been run with."""

from __future__ import annotations

from core.encoders import registry
from core.encoders.packaged import Packaged
from core.encoders.spec.families import FAMILIES
from tests.core.encoders.any import table


def test_every_family_and_packaged_encoder_is_in_the_table() -> None:
    lines = table.FILE.read_text(encoding="utf-8").splitlines()
    for family, about in FAMILIES.items():
        told = [line for line in lines if f"(`{family}`)" in line]
        assert len(told) == len(about.towers), family
        assert all(line.endswith(f"| {table.SMALL} |") for line in told)
    for name, entry in registry.ours().items():
        if isinstance(entry, Packaged):
            (line,) = [line for line in lines if line.startswith(f"| {name} |")]
            assert table.SMALL not in line
