"""The file dialogs of the settings, opened without blocking."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.language import later, tr
from app.ui.pages.settings.words import FILE_NAME

_SETTINGS = later("Earshot settings (*.json)")
_PICTURES = later("Pictures (*.jpg *.jpeg *.png *.JPG *.JPEG *.PNG)")


def ask_logo(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for the picture that is to be the logo."""
    return _existing(QFileDialog(parent, tr("Logo"), "", tr(_PICTURES)), chosen)


def ask_import(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a file that was exported."""
    return _existing(QFileDialog(parent, tr("Import settings"), str(Path.home()), tr(_SETTINGS)), chosen)


def ask_export(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where a file goes, under a sensible name."""
    name = tr(FILE_NAME)
    dialog = QFileDialog(parent, tr("Export settings"), str(Path.home() / name), tr(_SETTINGS))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("json")
    dialog.selectFile(name)
    return _opened(dialog, chosen)


def _existing(dialog: QFileDialog, chosen: Callable[[Path], None]) -> QFileDialog:
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _opened(dialog, chosen)


def _opened(dialog: QFileDialog, chosen: Callable[[Path], None]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog
