from PySide6.QtCore import QT_TRANSLATE_NOOP

from gui.page_entry import PageEntry

ENTRY = PageEntry(
    key="benchmark",
    title=str(QT_TRANSLATE_NOOP("pages", "Benchmark")),
    icon="benchmark",
    order=90,
    page="gui.pages.benchmark.page:BenchmarkPage",
    needs="nothing",
    in_flow=False,
)
