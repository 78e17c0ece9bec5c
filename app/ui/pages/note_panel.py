"""The technician's own words on an inspection, and the way to print it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.look.tokens import BODY
from app.ui.theme import px, set_type
from app.ui.widgets import Button, Look, PanelFrame


class _Edit(QPlainTextEdit):
    """Says when the user is done: on leaving the field, or with Ctrl+Enter."""

    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText("What you saw, felt or did")
        self.setAccessibleName("Note")
        self.setTabChangesFocus(True)
        self.setToolTip("Saved when you leave the field, or with Ctrl Enter")
        self.setMinimumHeight(px(32))
        self.document().setDocumentMargin(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        set_type(self, BODY)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter is done; Enter alone is a new line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field is done too, but not for its own context menu."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.done.emit()


class NotePanel(PanelFrame):
    """The note of the shown inspection, edited in place, and Export PDF."""

    written = Signal(str)
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Note", parent=parent)
        self._edit = _Edit(self)
        self._shown = ""
        self.export = Button("Export PDF", "file-down", keys="Ctrl+E", look=Look.FILLED, parent=self)
        self.export.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addWidget(self._edit, 1)
        self.body.addWidget(self.export)
        self._edit.done.connect(self.commit)
        self.export.clicked.connect(self._export)

    @property
    def editing(self) -> bool:
        """Whether the field holds words that are not saved yet."""
        return self._edit.toPlainText().strip() != self._shown

    def show_note(self, note: str) -> None:
        """Show a stored note; unsaved words of the note before have to be committed first."""
        self._shown = note
        if self._edit.toPlainText().strip() != note:
            self._edit.setPlainText(note)

    def commit(self) -> None:
        """Hand on what was written, once."""
        if self.editing:
            self._shown = self._edit.toPlainText().strip()
            self.written.emit(self._shown)

    def _export(self) -> None:
        self.commit()
        self.export_wanted.emit()
