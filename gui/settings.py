"""What the window remembers between starts: theme, language, size, last catalog and page."""

from __future__ import annotations

import os
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core import device, system, workspace
from gui.exclusions import LeftOut


class Settings(BaseModel):
    """Written to settings.json in the workspace; unknown or broken values fall back."""

    model_config = ConfigDict(extra="ignore")

    theme: Literal["system", "light", "dark"] = "system"
    language: Literal["system", "en", "zh_CN"] = "system"
    geometry: str = ""
    page: str = "catalog"
    snapshot: str = ""
    source: str = ""
    #: Where file dialogs start.
    folder: str = ""
    #: What is computed on, and how many threads that takes; 0 for all cores but one.
    device: str = Field(default="auto", pattern=r"^(auto|cpu|cuda(:\d+)?|mps|xpu)$")
    threads: int = Field(default=0, ge=0)
    left_out: list[LeftOut] = []
    #: False while the window is open: a start that finds False, and no such process, follows a
    #: crash.
    closed_cleanly: bool = True
    #: The process of the window that wrote this, and when it began, in seconds since 1970.
    pid: int = 0
    begun: float = 0.0

    @property
    def crashed(self) -> bool:
        """Whether the window that wrote this is gone without having been closed."""
        return not self.closed_cleanly and not system.running(self.pid, self.begun)


def load() -> Settings:
    """The saved settings, or the defaults."""
    try:
        return Settings.model_validate(workspace.read_json(workspace.home() / "settings.json"))
    except ValidationError:
        return Settings()


def save(settings: Settings) -> None:
    """Write the settings of this window, atomically."""
    settings.pid, settings.begun = system.this_process()
    workspace.write_json(workspace.home() / "settings.json", settings.model_dump())


def compute_as_chosen(settings: Settings) -> None:
    """Have every process that is started from now on compute on the chosen device and threads."""
    for name, chosen, by_itself in (
        (device.CHOSEN, settings.device, "auto"),
        (device.THREADS, str(settings.threads), "0"),
    ):
        if chosen != by_itself:
            os.environ[name] = chosen
        else:
            os.environ.pop(name, None)
