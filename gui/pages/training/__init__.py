from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.page_entry import PageEntry

ENTRY = PageEntry(
    key="training",
    title=str(QT_TRANSLATE_NOOP("pages", "Training")),
    icon="training",
    order=60,
    page="gui.pages.training.page:TrainingPage",
    needs="features",
)
