from __future__ import annotations

import sys
import warnings
from pathlib import Path

import pytest

from core import plugins
from tests.plugins import plugin

GROUP = "triptych.tests"


def test_what_packages_offer_is_seen_without_importing_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = plugins.found(GROUP)
    module = plugin(tmp_path, monkeypatch, GROUP, "three", "COMPONENT = 3")
    assert before == {}
    assert list(plugins.found(GROUP)) == ["three"]
    assert module not in sys.modules
    assert plugins.load(GROUP, int) == {"three": 3}
    assert module in sys.modules


def test_a_broken_package_costs_one_warning_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin(tmp_path, monkeypatch, GROUP, "three", "COMPONENT = 3")
    module = plugin(tmp_path, monkeypatch, GROUP, "broken", "import nothing_of_this_name")
    with pytest.warns(plugins.PluginWarning, match=f"'broken'.*'{module}'.*nothing_of_this_name"):
        assert plugins.load(GROUP, int) == {"three": 3}
    plugin(tmp_path, monkeypatch, GROUP, "leaves", "raise SystemExit(3)")
    with pytest.warns(plugins.PluginWarning, match="'leaves'"):
        assert plugins.load(GROUP, int) == {"three": 3}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert plugins.load(GROUP, int) == {"three": 3}


def test_what_is_not_of_the_kind_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin(tmp_path, monkeypatch, GROUP, "word", "COMPONENT = 'three'")
    with pytest.warns(plugins.PluginWarning, match="'word'.*no int"):
        assert plugins.load(GROUP, int) == {}
    assert plugins.load(GROUP, str) == {"word": "three"}


def test_classes_are_told_by_what_they_derive_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin(tmp_path, monkeypatch, GROUP, "mine", "class COMPONENT(dict): ...")
    plugin(tmp_path, monkeypatch, GROUP, "other", "class COMPONENT(list): ...")
    with pytest.warns(plugins.PluginWarning, match="'other'.*no dict"):
        loaded = plugins.load_classes(GROUP, dict)
    assert list(loaded) == ["mine"]
    assert issubclass(loaded["mine"], dict)


def test_the_first_on_the_import_path_has_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin(tmp_path, monkeypatch, GROUP, "one", "COMPONENT = 1")
    plugin(tmp_path, monkeypatch, GROUP, "one", "COMPONENT = 2")
    assert plugins.load(GROUP, int) == {"one": 2}
