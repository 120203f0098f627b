from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.page_entry import PageEntry

ENTRY = PageEntry(
    key="inside",
    title=str(QT_TRANSLATE_NOOP("pages", "Inside models")),
    icon="inside",
    order=85,
    page="gui.pages.inside.page:InsidePage",
    needs="nothing",
    in_flow=False,
)
