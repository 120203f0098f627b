from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.page_entry import PageEntry

ENTRY = PageEntry(
    key="alignment",
    title=str(QT_TRANSLATE_NOOP("pages", "Alignment")),
    icon="alignment",
    order=50,
    page="gui.pages.alignment.page:AlignmentPage",
    needs="features",
)
