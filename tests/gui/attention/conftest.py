"""The Attention page as a widget with an engine that answers with arrays made here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import theme
from gui.pages.attention.page import AttentionPage
from gui.session import Session
from tests.gui.attention_fixture import Asked, asked, catalog, open_catalog
from tests.gui.conftest import in_window
from tests.gui.typed import features, run

__all__ = ["asked"]


@pytest.fixture
def page(
    qtbot: QtBot,
    qapp: QApplication,
    session: Session,
    asked: Asked,
) -> Iterator[AttentionPage]:
    theme.apply(qapp, theme.LIGHT)
    with in_window(qtbot, AttentionPage(session)) as made:
        made.shown()
        yield made


@pytest.fixture
def ready(page: AttentionPage, session: Session) -> AttentionPage:
    open_catalog(session, catalog())
    session.set_features(features("/features"))
    session.set_run(run("/runs/1", title="one"))
    page.shown()
    page.controls.look_through(0, "mean")
    return page
