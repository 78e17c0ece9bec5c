"""What the window remembers: declared once, read defensively, in an ini file beside the history."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app.look.tokens import PALETTES

FILE_NAME = "window.ini"

APPEARANCES = ("system", *PALETTES)
"""What the user may choose; the first holds until then."""


class WindowSettings:
    """Size and look of the window. A damaged or unwritable file costs the memory, never the program."""

    def __init__(self, folder: Path) -> None:
        self._file = QSettings(str(folder / FILE_NAME), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> str:
        """One of `APPEARANCES`."""
        value = self._file.value("appearance")
        return value if isinstance(value, str) and value in APPEARANCES else APPEARANCES[0]

    @appearance.setter
    def appearance(self, choice: str) -> None:
        self._file.setValue("appearance", choice)

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window was, as Qt keeps it."""
        value = self._file.value("geometry")
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._file.setValue("geometry", value)

    @property
    def folder(self) -> str:
        """Where files were chosen last; empty when that is not known or not there any more."""
        value = self._file.value("folder")
        return value if isinstance(value, str) else ""

    @folder.setter
    def folder(self, value: str) -> None:
        self._file.setValue("folder", value)
