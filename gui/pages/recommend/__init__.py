from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.page_entry import PageEntry

ENTRY = PageEntry(
    key="recommend",
    title=str(QT_TRANSLATE_NOOP("pages", "Recommend")),
    icon="recommend",
    order=80,
    page="gui.pages.recommend.page:RecommendPage",
    needs="run",
)
