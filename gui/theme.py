"""Colours and style: one light and one dark theme, following the system unless chosen.

Qt's own `setColorScheme` does nothing on the offscreen platform, so palettes are our own.
Modality colours are Okabe & Ito's, which stay apart for colour-blind eyes; every modality also
has a shape, so colour never carries meaning alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from gui import icons

ThemeChoice = Literal["system", "light", "dark"]


@dataclass(frozen=True)
class Theme:
    """Named colours, as #rrggbb. Pages take them from here and never write their own."""

    name: Literal["light", "dark"]
    window: str
    surface: str
    raised: str
    border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    good: str
    warning: str
    bad: str
    plot_grid: str
    modality: dict[str, str]

    def of(self, modality: str) -> str:
        """Colour of a modality; precomputed ones with unknown names get the muted colour."""
        return self.modality.get(modality, self.muted)

    @property
    def dark(self) -> bool:
        """Whether text is light on dark."""
        return self.name == "dark"


LIGHT = Theme(
    name="light",
    window="#f3f4f6",
    surface="#ffffff",
    raised="#e9ecf0",
    border="#d3d8de",
    text="#1a1e23",
    muted="#5a6470",
    accent="#1f63c9",
    on_accent="#ffffff",
    good="#1a7f4b",
    warning="#9a6200",
    bad="#b3261e",
    plot_grid="#c8ced6",
    modality={
        "text": "#0072b2",
        "image": "#c77b00",
        "audio": "#00805c",
        "video": "#a8487f",
        "captions": "#5b5fc7",
        "user": "#5a6470",
    },
)
DARK = Theme(
    name="dark",
    window="#15181c",
    surface="#1c2025",
    raised="#272c33",
    border="#363d47",
    text="#e7eaee",
    muted="#9ea8b4",
    accent="#6aa5ff",
    on_accent="#0c1420",
    good="#4fc98a",
    warning="#e8b04a",
    bad="#ff7b72",
    plot_grid="#3a424d",
    modality={
        "text": "#56b4e9",
        "image": "#e69f00",
        "audio": "#2fc59b",
        "video": "#dd8fbd",
        "captions": "#a5a8ff",
        "user": "#9ea8b4",
    },
)


class Appearance(QObject):
    """The theme of a window, and word of its change for what is painted by hand.

    Signals:
        changed: colours changed; look at `theme`.
    """

    changed = Signal()

    def __init__(self, theme: Theme = LIGHT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._painted: WeakSet[QWidget] = WeakSet()
        self.changed.connect(self._repaint)

    def repaints(self, widget: QWidget) -> None:
        """Have a widget painted again when colours change, for as long as it lives."""
        # PySide never frees what a signal connected to a method of Qt's own, such as update, kept.
        self._painted.add(widget)

    def _repaint(self) -> None:
        for widget in self._painted:
            if isValid(widget):
                widget.update()


#: One marker a modality, in pyqtgraph's names, so that shape repeats what colour says.
MODALITY_SYMBOL = {"text": "o", "image": "s", "audio": "t1", "video": "d", "captions": "h"}
MODALITY_GLYPH = {"text": "●", "image": "■", "audio": "▲", "video": "◆", "captions": "◍"}


def system_theme() -> Theme:
    """The theme the desktop asks for."""
    hints = QGuiApplication.styleHints()
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def chosen(choice: ThemeChoice) -> Theme:
    """The theme for a setting."""
    return {"light": LIGHT, "dark": DARK}.get(choice) or system_theme()


def palette(theme: Theme) -> QPalette:
    """Qt's roles in our colours."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Mid: theme.border,
        role.Dark: theme.border,
        role.Light: theme.surface,
        role.Midlight: theme.raised,
        role.Shadow: theme.border,
        role.Accent: theme.accent,
    }
    result = QPalette()
    for name, colour in colours.items():
        result.setColor(name, QColor(colour))
    for name in (role.Text, role.ButtonText, role.WindowText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.muted))
    return result


def style_sheet(theme: Theme) -> str:
    """The few rules Fusion has no palette role for."""
    # A style sheet takes pictures from files only, so the mark exists once in each colour.
    check = (icons.FOLDER / f"check-{theme.name}.svg").as_posix()
    return f"""
    QWidget {{ font-size: 10pt; }}
    QToolTip {{ background: {theme.raised}; color: {theme.text};
        border: 1px solid {theme.border}; padding: 4px; qproperty-textFormat: PlainText; }}
    QMessageBox {{ qproperty-textFormat: PlainText; }}
    QLabel[role="title"] {{ font-size: 16pt; font-weight: 600; }}
    QLabel[role="talk"] {{ font-size: 20pt; font-weight: 600; }}
    QLabel[role="heading"] {{ font-size: 11pt; font-weight: 600; }}
    QLabel[role="muted"] {{ color: {theme.muted}; }}
    QLabel[role="good"] {{ color: {theme.good}; }}
    QLabel[role="warning"] {{ color: {theme.warning}; }}
    QLabel[role="bad"] {{ color: {theme.bad}; }}
    QFrame[role="card"] {{ background: {theme.surface}; border: 1px solid {theme.border};
        border-radius: 8px; }}
    QFrame[role="drop"] {{ background: {theme.surface}; border: 2px dashed {theme.border};
        border-radius: 12px; }}
    QFrame[role="banner-error"] {{ background: {theme.surface};
        border: 1px solid {theme.bad}; border-left: 5px solid {theme.bad}; border-radius: 4px; }}
    QFrame[role="banner-warning"] {{ background: {theme.surface};
        border: 1px solid {theme.warning}; border-left: 5px solid {theme.warning};
        border-radius: 4px; }}
    QFrame[role="banner-info"] {{ background: {theme.surface};
        border: 1px solid {theme.accent}; border-left: 5px solid {theme.accent};
        border-radius: 4px; }}
    QPushButton {{ background: {theme.raised}; color: {theme.text}; padding: 5px 14px;
        border: 1px solid {theme.border}; border-radius: 5px; }}
    QPushButton:hover {{ border-color: {theme.accent}; }}
    QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 4px 13px; }}
    QPushButton:disabled {{ color: {theme.muted}; background: {theme.window}; }}
    QPushButton[role="primary"] {{ background: {theme.accent}; color: {theme.on_accent};
        border-color: {theme.accent}; font-weight: 600; }}
    QPushButton[role="primary"]:disabled {{ background: {theme.raised}; color: {theme.muted};
        border-color: {theme.border}; }}
    QPushButton[role="primary"]:focus {{ border: 2px solid {theme.text}; }}
    QPushButton:checked {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 4px; }}
    QToolButton:hover {{ background: {theme.raised}; }}
    QToolButton:focus {{ border-color: {theme.accent}; }}
    QLineEdit {{ background: {theme.surface}; border: 1px solid {theme.border};
        border-radius: 5px; padding: 3px 6px; min-height: 20px; }}
    QLineEdit:focus {{ border: 1px solid {theme.accent}; }}
    QLineEdit[wrong="true"], QComboBox[wrong="true"] {{ border: 1px solid {theme.bad}; }}
    QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0 2px; }}
    QComboBox QAbstractItemView {{ background: {theme.surface}; outline: none;
        selection-background-color: {theme.accent}; selection-color: {theme.on_accent}; }}
    QComboBox QAbstractItemView::item {{ padding: 4px 8px; border: none; }}
    QComboBox QAbstractItemView::item:selected {{ background: {theme.accent};
        color: {theme.on_accent}; }}
    QProgressBar {{ background: {theme.raised}; border: none; border-radius: 4px;
        min-height: 8px; max-height: 8px; text-align: center; }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}
    QTableView, QListView, QTreeView, QPlainTextEdit, QTextBrowser {{
        background: {theme.surface}; border: 1px solid {theme.border}; border-radius: 5px; }}
    QHeaderView::section {{ background: {theme.raised}; color: {theme.text}; padding: 4px 6px;
        border: none; border-right: 1px solid {theme.border};
        border-bottom: 1px solid {theme.border}; }}
    QSplitter::handle {{ background: {theme.window}; }}
    QScrollArea {{ border: none; background: transparent; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
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
    QTabBar::scroller {{ width: 48px; }}
    QTabBar QToolButton {{ background: {theme.raised}; border: 1px solid {theme.border};
        border-radius: 4px; margin: 4px 1px; padding: 2px; }}
    QTableView {{ gridline-color: transparent; alternate-background-color: {theme.window}; }}
    QTableView::item {{ padding: 0 8px; border: none; }}
    QTableView::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QComboBox {{ background: {theme.surface}; border: 1px solid {theme.border};
        border-radius: 5px; padding: 3px 4px 3px 8px; min-height: 20px; combobox-popup: 0; }}
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
    QCheckBox::indicator, QAbstractItemView::indicator {{ width: 13px; height: 13px;
        background: {theme.surface}; border: 1px solid {theme.muted}; border-radius: 3px; }}
    QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {theme.accent}; }}
    QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
        background: {theme.accent}; border-color: {theme.accent};
        image: url("{check}"); }}
    QCheckBox::indicator:disabled {{ background: {theme.window}; border-color: {theme.border}; }}
    QCheckBox::indicator:checked:disabled {{ background: {theme.muted}; }}
    QFrame[plain="true"], QAbstractItemView[plain="true"] {{ border: none;
        background: transparent; }}
    QStatusBar {{ background: {theme.surface}; border-top: 1px solid {theme.border}; }}
    QStatusBar::item {{ border: none; }}
    """


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application; plots are dressed by gui.widgets.plots.plotting."""
    app.setStyle("Fusion")
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
    for widget in app.allWidgets():
        if isinstance(widget, QLabel) and widget.textFormat() == Qt.TextFormat.RichText:
            # Rich text keeps the palette's link colour of the day it was set.
            text = widget.text()
            QLabel.clear(widget)
            QLabel.setText(widget, text)
