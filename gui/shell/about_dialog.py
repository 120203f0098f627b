"""What this is: version, what it stands on, and under which licences."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, metadata
from importlib.metadata import version as installed

from PySide6.QtWidgets import (
    QDialog,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.layout.basic import close_row, label

#: Packages the app stands on, largest part first.
PARTS = (
    *("torch", "torchvision", "torchaudio", "transformers", "PySide6", "pyqtgraph", "numpy"),
    *("polars", "av", "pillow", "safetensors", "pydantic", "typer", "rich", "platformdirs"),
)


class AboutDialog(QDialog):
    """Version, device, and one line for each package."""

    def __init__(self, parent: QWidget, device: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Triptych"))
        self.setMinimumSize(520, 420)
        layout = QVBoxLayout(self)
        layout.addWidget(label(f"Triptych {version()}", "title"))
        sentence = self.tr(
            "A workbench that shows how a product's words, picture and sound line up behind a "
            "recommendation."
        )
        layout.addWidget(label(sentence, wrap=True))
        layout.addWidget(label(device, "muted", wrap=True))
        layout.addWidget(label(self.tr("Built on"), "heading"))
        self.parts = QPlainTextEdit("\n".join(line for name in PARTS if (line := told(name))))
        self.parts.setReadOnly(True)
        self.parts.setAccessibleName(self.tr("Versions and licences"))
        layout.addWidget(self.parts, 1)
        layout.addLayout(close_row(self))


def told(name: str) -> str:
    """Name, version and licence of a package; empty if it is not installed."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return ""
    fields, classes = about.json, about.get_all("Classifier") or []
    named = [one.rpartition(" :: ")[2] for one in classes if one.startswith("License ::")]
    whole = str(fields.get("license") or "").partition("\n")[0]
    licence = str(fields.get("license_expression") or ", ".join(named) or whole)
    return f"{name} {about['Version']}  ·  {licence or '?'}"


def version() -> str:
    """The installed version."""
    try:
        return installed("triptych")
    except PackageNotFoundError:
        return "(not installed)"
