"""The words of a catalog choose the encoder that reads them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.encoders import language, registry
from core.encoders.features import encode_catalog
from core.errors import MissingWeightsError
from tests.core.encoders.make import Recorder, catalog

TITLES = {
    "Chinese": ["红色条纹双肩背包 Nike Air", "蓝色帆布鞋 2024 新款", "大容量旅行箱"],
    "Japanese": ["赤いストライプのリュックサック", "青いスニーカー"],
    "Korean": ["빨간 줄무늬 배낭", "파란 운동화"],
    "Russian": ["Красный рюкзак в полоску", "Синие кроссовки"],
    "German": ["Rucksack mit Streifen für die Schule", "Schuhe aus Leder und ein Gürtel"],
    "French": ["Sac à dos à rayures pour les enfants", "Chaussures de sport en cuir et toile"],
    "Spanish": ["Mochila de rayas para los niños", "Zapatos de cuero con cordones"],
    "English": [
        "red striped backpack",
        "a pair of blue shoes with laces",
        "Le Creuset pan",
        "8 GB",
    ],
}


@pytest.mark.parametrize("spoken", TITLES)
def test_languages(spoken: str) -> None:
    assert language.language(TITLES[spoken]) == spoken
    if spoken != "English":
        assert spoken in language.note(spoken, "E5", True)


@pytest.mark.parametrize("texts", [[], ["", "12345"], ["..."], ["Überseekoffer", "iPhone"]])
def test_where_unsure_it_is_english(texts: list[str]) -> None:
    assert language.language(texts) == "English"


@pytest.mark.parametrize("here", [True, False])
def test_chinese_words_go_to_the_encoder_of_many_languages_that_is_here(
    here: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    absent = {"module": "triptych_no_such_package"}
    ours = {name: replace(one, **absent) if hasattr(one, "module") else one
            for name, one in registry.ours().items()}  # fmt: skip
    if here:
        monkeypatch.setattr(type(ours["e5"]), "installed", property(lambda one: one.name == "e5"))
    monkeypatch.setattr(registry, "ours", lambda: ours)
    chinese = catalog(tmp_path, {"text": TITLES["Chinese"]})
    chosen, note = registry.defaults(chinese)
    assert chosen["text"] == ("e5" if here else "minilm")
    assert "Chinese" in note
    assert ("Get the weights" in note) is not here
    assert registry.defaults(catalog(tmp_path, {"text": TITLES["English"]})) == (
        registry.DEFAULTS,
        "",
    )
    recorder = Recorder()
    with pytest.raises(MissingWeightsError) as caught:
        encode_catalog(replace(chinese), {"text": "minilm"}, reporter=recorder)
    assert "minilm" in str(caught.value)
    assert not recorder.lines  # who chose was not advised
