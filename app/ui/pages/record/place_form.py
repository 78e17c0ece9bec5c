"""Where the microphone stands, written down once: a sentence and a photo."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.theme import changes, control_height, px, set_type
from app.ui.widgets import PlainButton, QuietButton, Text

_HINT = later("Distance, height, direction: 0.5 m from the inlet guard, at hub height")
_PHOTOS = "*.jpg *.jpeg *.png *.webp *.bmp"


class _Note(QPlainTextEdit):
    """Ctrl+Enter is done; Escape gives up."""

    done = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr(_HINT))
        self.setAccessibleName(tr("Where the microphone stands"))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_type(self, BODY)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter alone is a new line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class PlaceForm(QWidget):
    """Saved by its button; nothing is written before."""

    saved = Signal(str, object)
    """The note, and the path of a new photo or None."""
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo: Path | None = None
        self.note = _Note(self)
        self._named = Text("", CAPTION, "text2", elide=Qt.TextElideMode.ElideMiddle, tabular=False, parent=self)
        self._choose = PlainButton(tr("Photo"), "image", parent=self)
        self._save = PlainButton(tr("Save"), "check", parent=self)
        self._cancel = QuietButton(tr("Cancel"), parent=self)
        self._row = QHBoxLayout()
        for button in (self._choose, self._save, self._cancel):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.note, self._named):
            self._column.addWidget(widget)
        self._column.addLayout(self._row)
        self._choose.clicked.connect(self._ask)
        self._save.clicked.connect(self._done)
        self._cancel.clicked.connect(self.cancelled)
        self.note.done.connect(self._done)
        self.note.given_up.connect(self.cancelled)
        self.note.textChanged.connect(self._able)
        self._fit()
        changes().changed.connect(self._fit)

    def begin(self, note: str, again: bool) -> None:
        """Start from what is known; `again` where there is something to go back to."""
        self.note.setPlainText(note)
        self._cancel.setVisible(again)
        self.take_photo(None)

    @property
    def typing(self) -> bool:
        """Whether there is something in it that would be lost."""
        return bool(self.note.toPlainText().strip()) or self._photo is not None

    def take_photo(self, path: Path | None) -> None:
        """This photo is to be kept with the note."""
        self._photo = path
        self._named.setText(path.name if path else "")
        self._named.setVisible(path is not None)
        self._able()

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("Photo of the microphone's place"), "", f"{tr('Photos')} ({_PHOTOS})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take_photo(Path(name)))
        dialog.open()

    def _done(self) -> None:
        if self.typing:
            self.saved.emit(self.note.toPlainText().strip(), self._photo)

    def _able(self) -> None:
        self._save.setEnabled(self.typing)

    def _fit(self) -> None:
        self.note.setFixedHeight(2 * control_height())
        self._column.setSpacing(px(SPACE[1]))
        self._row.setSpacing(px(SPACE[1]))
