"""The file dialogs, opened without blocking: the window goes on living behind them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.language import tr
from app.ui.pages.sound_files import dialog_filter


def ask_sound_files(parent: QWidget, title: str, folder: str, chosen: Callable[[list[Path]], None]) -> QFileDialog:
    """Ask for one or more sound files; `chosen` is called unless the user thinks better of it."""
    dialog = QFileDialog(parent, title, folder, dialog_filter())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    return _open(dialog)


def ask_pdf(parent: QWidget, folder: str, name: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where a PDF goes, under a sensible name."""
    dialog = QFileDialog(parent, tr("Export PDF"), str(Path(folder) / name), "PDF (*.pdf)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    return _open(dialog)


def ask_zip(parent: QWidget, title: str, path: Path, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask where a file of several goes."""
    dialog = QFileDialog(parent, title, str(path), "ZIP (*.zip)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("zip")
    dialog.selectFile(path.name)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    return _open(dialog)


def ask_model_file(parent: QWidget, folder: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for one model file."""
    dialog = QFileDialog(parent, tr("Import model file"), folder, tr("Earshot model (*.earshot-model)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    return _open(dialog)


def ask_folder(parent: QWidget, title: str, folder: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a folder."""
    dialog = QFileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    return _open(dialog)


def ask_table(parent: QWidget, folder: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for the table that says which machine a file belongs to."""
    dialog = QFileDialog(parent, tr("Table of files and machines"), folder, tr("Table (*.csv *.txt)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    return _open(dialog)


def ask_backup(parent: QWidget, folder: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for one backup of a history."""
    dialog = QFileDialog(parent, tr("Look into a backup"), folder, tr("Backup of a history (*.db)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    return _open(dialog)


def _open(dialog: QFileDialog) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
