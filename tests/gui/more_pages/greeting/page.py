from __future__ import annotations

from gui.page import Page


class GreetingPage(Page):
    key = "greeting"
    title = "Greeting"
