"""The file dialogs of the section, opened without blocking."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.language import later, tr

_EXCHANGE = later("Earshot exchange file (*.earshot)")


def ask_where(parent: QWidget, name: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where an exchange file goes, under a sensible name."""
    dialog = QFileDialog(parent, tr("Write exchange file"), str(Path.home() / name), tr(_EXCHANGE))
    return _save(dialog, name, chosen)


def ask_csv(parent: QWidget, name: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where a CSV goes."""
    dialog = QFileDialog(parent, tr("CSV for work orders"), str(Path.home() / name), "CSV (*.csv)")
    return _save(dialog, name, chosen)


def ask_file(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for an exchange file."""
    dialog = QFileDialog(parent, tr("Look into an exchange file"), str(Path.home()), tr(_EXCHANGE))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, chosen)


def ask_folder(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for the folder that tables go into."""
    dialog = QFileDialog(parent, tr("Folder for the tables"), str(Path.home()))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _open(dialog, chosen)


def _save(dialog: QFileDialog, name: str, chosen: Callable[[Path], None]) -> QFileDialog:
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(name.rpartition(".")[2])
    dialog.selectFile(name)
    return _open(dialog, chosen)


def _open(dialog: QFileDialog, chosen: Callable[[Path], None]) -> QFileDialog:
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
