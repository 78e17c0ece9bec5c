"""What the technician has to say of an inspection: whether it was right, a note, and the way to print it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QWidget

from app.language import tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.export_button import WaysButton
from app.ui.pages.exporting import Way
from app.ui.pages.review_panel import ReviewRow
from app.ui.pages.review_panel_face import Face
from app.ui.theme import changes, control_height, px, set_type
from app.ui.widgets import Button, IconButton, Look, PanelFrame
from app.ui.widgets.reading_entry import ReadingEntry


class _Edit(QPlainTextEdit):
    """Says when the user is done: on leaving the field, or with Ctrl+Enter."""

    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(tr("What you saw, felt or did"))
        self.setAccessibleName(tr("Note"))
        self.setTabChangesFocus(True)
        self.setToolTip(tr("Saved when you leave the field, or with Ctrl Enter"))
        self.document().setDocumentMargin(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        set_type(self, BODY)
        self._fit()
        changes().changed.connect(self._fit)

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

    def _fit(self) -> None:
        self.setMinimumHeight(control_height())


class NotePanel(PanelFrame):
    """Confirm and Reject, the note of the shown inspection edited in place, readings, and Export PDF.

    An empty note is a button beside the title until there is something to write, and so is a reading to be typed
    in: that saves lines of the page.
    """

    written = Signal(str)
    export_wanted = Signal()
    way_wanted = Signal(Way)
    take_back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Is this right?"), parent=parent)
        self._shown = ""
        self._wanted = False
        self._elsewhere = False
        self.review = ReviewRow(self)
        self.take_back = IconButton("undo-2", tr("Take back what was said"), look=Look.QUIET, parent=self)
        self.begin = IconButton("square-pen", tr("Write a note"), look=Look.QUIET, parent=self)
        self.read = IconButton("gauge", tr("Type in a reading"), look=Look.QUIET, parent=self)
        self.read.setCheckable(True)
        self.add_right(self.take_back, tall=True)
        self.add_right(self.begin, tall=True)
        self.reading = ReadingEntry(self)
        self.reading.hide()
        self._edit = _Edit(self)
        self.export = Button(tr("Export PDF"), "file-down", keys="Ctrl+E", look=Look.FILLED, parent=self)
        self.export.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.ways = WaysButton(parent=self)
        self.body.addLayout(self.review)
        self.body.addWidget(self.reading)
        self.body.addWidget(self._edit, 1)
        self._last = QHBoxLayout()
        self._last.setSpacing(px(SPACE[0]))
        self._last.addWidget(self.export, 1)
        self._last.addWidget(self.ways)
        self._last.addWidget(self.read)
        self.body.addLayout(self._last)
        self.body.addStretch()
        self._edit.done.connect(self.commit)
        self.export.clicked.connect(self._export)
        self.ways.way_chosen.connect(self._choose_way)
        self.take_back.clicked.connect(self.take_back_wanted)
        self.begin.clicked.connect(self.write)
        self.read.toggled.connect(self._open_reading)
        self.take_back.hide()
        self._fold()

    @property
    def editing(self) -> bool:
        """Whether the field holds words that are not saved yet."""
        return self._edit.toPlainText().strip() != self._shown

    def show_note(self, note: str) -> None:
        """Show a stored note; unsaved words of the note before have to be committed first."""
        self._shown = note
        self._wanted = False
        if self._edit.toPlainText().strip() != note:
            self._edit.setPlainText(note)
        self._fold()

    def show_review(self, face: Face, *, same: bool = False) -> None:
        """Show what was said of the verdict, or what can be."""
        self.set_title(face.title)
        self._title.set_tone(face.tone)
        self.review.show_face(face, same=same)
        self.take_back.setVisible(not face.answers)

    def set_acts_elsewhere(self, elsewhere: bool) -> None:
        """Whether a bar at the foot of the page holds the answers, the note's button and Export PDF."""
        self._elsewhere = elsewhere
        self.review.set_answers_elsewhere(elsewhere)
        for button in (self.export, self.ways):
            button.setVisible(not elsewhere)
        self._fold()

    def write(self) -> None:
        """Open the note and put the cursor there."""
        self._wanted = True
        self._fold()
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Hand on what was written, once."""
        self.review.cause.commit()
        if self.editing:
            self._shown = self._edit.toPlainText().strip()
            self.written.emit(self._shown)
        self._wanted = self._edit.hasFocus()
        self._fold()

    def _open_reading(self, opened: bool) -> None:
        self.reading.setVisible(opened)
        if opened:
            self.reading.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        there = self._wanted or bool(self._shown) or self.editing
        self._edit.setVisible(there)
        self.begin.setVisible(not there and not self._elsewhere)

    def _export(self) -> None:
        self.commit()
        self.export_wanted.emit()

    def _choose_way(self, way: Way) -> None:
        self.commit()
        self.way_wanted.emit(way)
