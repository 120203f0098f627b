from gui.page_entry import PageEntry

ENTRY = PageEntry(
    key="greeting",
    title="Greeting",
    icon="catalog",
    order=25,
    page="gui.pages.greeting.page:GreetingPage",
    needs="run",
)
