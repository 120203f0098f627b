from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.page_entry import PageEntry

ENTRY = PageEntry(
    key="time",
    title=str(QT_TRANSLATE_NOOP("pages", "Time sync")),
    icon="time",
    order=20,
    page="gui.pages.time.page:TimePage",
)
