"""What the user sees when something of ours broke: calm, once, to be copied, with the log's place."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.language import later, tr, tr_many
from app.look.tokens import BODY, CAPTION, SPACE, TITLE
from app.ui.theme import px, set_type
from app.ui.widgets import FilledButton, PlainButton, Text
from app.ui.widgets.announce import announce

_WHAT = later("Something went wrong inside Earshot")
_SAFE = later("Your history is safe and you can go on working. If it happens again, start Earshot anew.")
_MOST = 20
"""So many errors are shown; the log has all."""


class CrashDialog(QDialog):
    """One for the whole run of the program: another error is added to it, so that they never pile up."""

    def __init__(self, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self._told: list[str] = []
        self.setWindowTitle(tr(_WHAT))
        self._line = Text("", BODY, "text2", wrap=True, tabular=False, parent=self)
        self._details = QPlainTextEdit(self)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(tr("Details"))
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setTabChangesFocus(True)
        set_type(self._details, CAPTION)
        self.copy = PlainButton(tr("Copy"), "copy", parent=self)
        self.open_folder = PlainButton(tr("Open log folder"), "folder-open", parent=self)
        self.close_button = FilledButton(tr("Close"), parent=self)
        self.copy.clicked.connect(self._copy)
        self.open_folder.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.close)
        self.close_button.setDefault(True)
        self._lay_out()

    @property
    def text(self) -> str:
        """All that was told, as it is copied."""
        return "\n".join(self._told)

    def tell(self, line: str, text: str) -> None:
        """Show an error; where others were told before, they stay."""
        self._told.append(text)
        del self._told[:-_MOST]
        several = tr_many("{line} ({n} error)", "{line} ({n} errors)", len(self._told), line=line)
        self._line.setText(line if len(self._told) == 1 else several)
        self._details.setPlainText(self.text)
        self.copy.setText(tr("Copy"))
        if not self.isVisible():
            self.show()
            self.close_button.setFocus()
        announce(self, f"{tr(_WHAT)}. {tr(_SAFE)}")

    def _lay_out(self) -> None:
        where = Text(
            tr("Log: {file}", file=self._log_file), CAPTION, "text2", wrap=True, tabular=False, parent=self
        )
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(SPACE[1]))
        buttons.addWidget(self.copy)
        buttons.addWidget(self.open_folder)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * [px(SPACE[4])]))
        column.setSpacing(px(SPACE[2]))
        column.addWidget(Text(tr(_WHAT), TITLE, parent=self))
        column.addWidget(Text(tr(_SAFE), BODY, wrap=True, parent=self))
        column.addWidget(self._line)
        column.addWidget(self._details, 1)
        column.addWidget(where)
        column.addLayout(buttons)
        self.resize(px(640), px(440))

    def _copy(self) -> None:
        log = tr("Log: {file}", file=self._log_file)
        QGuiApplication.clipboard().setText(f"{self.text}\n{log}\n")
        self.copy.setText(tr("Copied"))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file.parent)))
