from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.page_entry import PageEntry

ENTRY = PageEntry(
    key="space",
    title=str(QT_TRANSLATE_NOOP("pages", "Spatial alignment")),
    icon="space",
    order=30,
    page="gui.pages.spatial.page:SpatialPage",
)
