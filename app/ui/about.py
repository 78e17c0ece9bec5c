"""What this program is, in which version, with which libraries, and where its things are."""

import platform
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app import __version__
from app.look.tokens import BODY, CAPTION, SPACE, TITLE
from app.ui.theme import px
from app.ui.widgets import Text

_LIBRARIES = ("PySide6_Essentials", "onnxruntime", "numpy", "soundfile", "sqlalchemy", "reportlab")

_WORDS = (
    "Tells by ear, offline, whether a machine sounds like itself. A hint of where to look, never a diagnosis, "
    "and no substitute for inspections that law or the maker demand."
)


def versions() -> str:
    """Program, Python, system and libraries in one line each; a missing library is left out."""
    lines = [f"Earshot {__version__}", f"Python {platform.python_version()}, {platform.platform(terse=True)}"]
    for name in _LIBRARIES:
        try:
            lines.append(f"{name.replace('_', ' ')} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return "\n".join(lines)


class About(QDialog):
    """One can copy its text into a question to whoever helps."""

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Earshot")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        facts = Text(f"{versions()}\nHistory in {folder}", CAPTION, "text2", wrap=True, parent=self)
        facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * [px(SPACE[4])]))
        column.setSpacing(px(SPACE[3]))
        column.addWidget(Text("Earshot", TITLE, parent=self))
        column.addWidget(Text(_WORDS, BODY, wrap=True, parent=self))
        column.addWidget(facts)
        self.setMinimumWidth(px(440))
