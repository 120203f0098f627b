from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.page_entry import PageEntry

ENTRY = PageEntry(
    key="features",
    title=str(QT_TRANSLATE_NOOP("pages", "Features")),
    icon="features",
    order=40,
    page="gui.pages.features.page:FeaturesPage",
)
