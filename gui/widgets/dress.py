"""Slim scroll bars, flat tabs and roomy table cells for pages made of cards."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.session import Session
from gui.theme import Theme


def style_sheet(theme: Theme) -> str:
    """Rules beyond those of gui.theme, for one page and what is in it."""
    return f"""
    QScrollBar {{ background: transparent; border: none; margin: 0; }}
    QScrollBar:vertical {{ width: 10px; }}
    QScrollBar:horizontal {{ height: 10px; }}
    QScrollBar::handle {{ background: {theme.plot_grid}; border-radius: 4px; margin: 1px; }}
    QScrollBar::handle:vertical {{ min-height: 36px; }}
    QScrollBar::handle:horizontal {{ min-width: 36px; }}
    QScrollBar::handle:hover {{ background: {theme.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {theme.border}; }}
    QTabBar::tab {{ background: transparent; color: {theme.muted}; border: none;
        border-bottom: 2px solid transparent; padding: 7px 16px; }}
    QTabBar::tab:hover {{ color: {theme.text}; }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; }}
    QTabBar::tab:focus {{ color: {theme.accent}; }}
    QTableView {{ gridline-color: transparent; alternate-background-color: {theme.window}; }}
    QTableView::item {{ padding: 0 8px; border: none; }}
    QTableView::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QComboBox {{ background: {theme.surface}; border: 1px solid {theme.border};
        border-radius: 5px; padding: 3px 22px 3px 8px; min-height: 20px; }}
    QComboBox:hover, QComboBox:focus {{ border: 1px solid {theme.accent}; }}
    QComboBox::drop-down {{ border: none; background: transparent; width: 20px; }}
    QComboBox::down-arrow {{ width: 0; height: 0; border-left: 4px solid {theme.surface};
        border-right: 4px solid {theme.surface}; border-top: 5px solid {theme.muted}; }}
    QSpinBox {{ background: {theme.surface}; border: 1px solid {theme.border};
        border-radius: 5px; padding: 3px 18px 3px 6px; min-height: 20px; }}
    QSpinBox:hover, QSpinBox:focus {{ border: 1px solid {theme.accent}; }}
    QSpinBox::up-button, QSpinBox::down-button {{ border: none; background: transparent;
        width: 16px; }}
    QSpinBox::up-arrow {{ width: 0; height: 0; border-left: 4px solid {theme.surface};
        border-right: 4px solid {theme.surface}; border-bottom: 4px solid {theme.muted}; }}
    QSpinBox::down-arrow {{ width: 0; height: 0; border-left: 4px solid {theme.surface};
        border-right: 4px solid {theme.surface}; border-top: 4px solid {theme.muted}; }}
    QSlider::groove:horizontal {{ height: 4px; background: {theme.raised}; border-radius: 2px; }}
    QSlider::sub-page:horizontal {{ background: {theme.accent}; border-radius: 2px; }}
    QSlider::sub-page:horizontal:disabled {{ background: {theme.border}; }}
    QSlider::handle:horizontal {{ width: 10px; height: 10px; margin: -5px 0;
        border-radius: 7px; background: {theme.accent}; border: 2px solid {theme.surface}; }}
    QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{
        border-color: {theme.text}; }}
    QSlider::handle:horizontal:disabled {{ background: {theme.border}; }}
    QFrame[plain="true"], QAbstractItemView[plain="true"] {{ border: none;
        background: transparent; }}
    """


class Dress(QObject):
    """Keeps a widget dressed in the colours of the theme; belongs to that widget."""

    def __init__(self, session: Session, widget: QWidget) -> None:
        super().__init__(widget)
        self._session = session
        self._widget = widget
        session.theme_changed.connect(self.apply)
        self.apply()

    def apply(self) -> None:
        """Take over the colours of the theme."""
        self._widget.setStyleSheet(style_sheet(self._session.theme))
