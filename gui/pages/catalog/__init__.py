from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.page_entry import PageEntry

ENTRY = PageEntry(
    key="catalog",
    title=str(QT_TRANSLATE_NOOP("pages", "Catalog")),
    icon="catalog",
    order=10,
    page="gui.pages.catalog.page:CatalogPage",
)
