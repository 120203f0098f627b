"""An encoder of another package: found by its entry point, used like our own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from core.cli import app
from core.contracts.features import ENCODERS
from core.contracts.question import Nothing, Subject
from core.encoders import registry
from core.encoders.features import encode_catalog
from core.errors import UserError
from core.plugins import PluginWarning
from core.worker.engine import Engine
from tests.core.encoders.make import catalog, vector
from tests.plugins import plugin

GROUP = "triptych.encoders"
TINY = """
from core.encoders.entry import Entry

class Tiny(Entry):
    command, revision, installed = "pip install tiny", "7", True

COMPONENT = Tiny(
    name="tiny", modality="text", title="Tiny", package="tiny", size_mb=0, licence="MIT",
    width=6, max_tokens=16, preprocessing="1", tokens="one per word", note="Made up.",
    builder=f"{__name__}:build", default=True,
)

def build(entry, device):
    from tests.core.encoders.make import WordEncoder
    encoder = WordEncoder()
    encoder.name, encoder.revision = entry.name, entry.revision
    return encoder
"""


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin(tmp_path, monkeypatch, GROUP, "tiny", TINY)


@pytest.mark.usefixtures("tiny")
def test_it_is_listed_with_ours_and_takes_no_default() -> None:
    (info,) = [info for info in registry.infos() if info.name == "tiny"]
    assert (info.title, info.modality, info.installed, info.revision) == ("Tiny", "text", True, "7")
    assert not info.default
    assert registry.DEFAULTS["text"] == "minilm"
    answer = Engine().ask(ENCODERS, Nothing(), Subject())
    assert "tiny" in [encoder.name for encoder in answer.encoders]


@pytest.mark.usefixtures("tiny")
def test_it_encodes_a_catalog(tmp_path: Path) -> None:
    made = encode_catalog(catalog(tmp_path, {"text": ["a b", None]}), {"text": "tiny"}, "cpu")
    store = made.stores["text"]
    assert store.encoder == "tiny"
    assert store.about.identity == registry.info("tiny").identity
    np.testing.assert_array_equal(store.item(0)[0], [vector("a", 6), vector("b", 6)])


@pytest.mark.usefixtures("tiny")
def test_the_command_line_takes_it(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("item,text\n1,a b\n2,c\n")
    (tmp_path / "interactions.csv").write_text("user,item\nu,1\nu,2\n")
    run = CliRunner()
    result = run.invoke(app, ["encode", str(tmp_path), "--encoder", "text=tiny"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["modalities"]["text"]["encoder"] == "tiny"
    wrong = run.invoke(app, ["encode", str(tmp_path), "--encoder", "text=tin"])
    assert isinstance(wrong.exception, UserError)
    assert "tiny" in wrong.exception.remedy


@pytest.mark.usefixtures("tiny")
def test_an_unknown_name_lists_it_too() -> None:
    with pytest.raises(UserError, match="tiny"):
        registry.load("tin")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("import no_such_library_of_theirs", "no_such_library_of_theirs"),
        ("COMPONENT = 3", "no Entry"),
        (TINY.replace('modality="text"', 'modality="smell"'), "modality"),
        (
            TINY.replace('"pip install tiny", "7", True', "None, None, property(lambda _: 1 / 0)"),
            "zero",
        ),
    ],
    ids=["import", "kind", "modality", "property"],
)
def test_a_broken_one_costs_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, told: str
) -> None:
    plugin(tmp_path, monkeypatch, GROUP, "tiny", TINY)
    plugin(tmp_path, monkeypatch, GROUP, "broken", source)
    with pytest.warns(PluginWarning, match=f"'broken'.*{told}"):
        names = [info.name for info in registry.infos()]
    assert "tiny" in names
    assert "minilm" in names
    assert "broken" not in names


def test_a_name_of_ours_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin(tmp_path, monkeypatch, GROUP, "minilm", TINY)
    with pytest.warns(PluginWarning, match="'minilm'.*taken"):
        infos = registry.infos()
    assert [info.title for info in infos if info.name == "minilm"] == ["MiniLM L6 (English)"]
