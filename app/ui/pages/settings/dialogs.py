"""The file dialogs of the settings, opened without blocking."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.ui.pages.settings.words import FILE_NAME

_SETTINGS = "Earshot settings (*.json)"
_PICTURES = "Pictures (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)"


def ask_logo(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for the picture that is to be the logo."""
    return _existing(QFileDialog(parent, "Logo", "", _PICTURES), chosen)


def ask_import(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a file that was exported."""
    return _existing(QFileDialog(parent, "Import settings", str(Path.home()), _SETTINGS), chosen)


def ask_export(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where a file goes, under a sensible name."""
    dialog = QFileDialog(parent, "Export settings", str(Path.home() / FILE_NAME), _SETTINGS)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("json")
    dialog.selectFile(FILE_NAME)
    return _opened(dialog, chosen)


def _existing(dialog: QFileDialog, chosen: Callable[[Path], None]) -> QFileDialog:
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _opened(dialog, chosen)


def _opened(dialog: QFileDialog, chosen: Callable[[Path], None]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog
