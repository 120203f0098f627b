from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.page_entry import PageEntry

ENTRY = PageEntry(
    key="attention",
    title=str(QT_TRANSLATE_NOOP("pages", "Attention")),
    icon="attention",
    order=70,
    page="gui.pages.attention.page:AttentionPage",
    needs="run",
)
