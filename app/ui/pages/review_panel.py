"""Whether a verdict was right: two buttons, then what was said and what may follow, always equally high."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from app.domain.review import Found
from app.language import tr
from app.look.tokens import BODY, SPACE
from app.ui.pages.review_panel_face import CAUSES, Answer, Face, cause_text
from app.ui.theme import changes, control_height, px, set_type
from app.ui.widgets import Button, PlainButton, Text


class CauseField(QLineEdit):
    """The cause in the technician's own words; the codes' words are suggested. Saved like a note."""

    done = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept = ""
        self.setPlaceholderText(tr("Cause, if it is known"))
        self.setAccessibleName(tr("Cause"))
        self.setToolTip(tr("Saved with Enter, or when you leave the field"))
        self.setMaxLength(200)
        suggestions = QCompleter([cause_text(cause, code) for code, cause in CAUSES.items()], self)
        suggestions.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        suggestions.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(suggestions)
        set_type(self, BODY)
        self.returnPressed.connect(self.commit)

    @property
    def editing(self) -> bool:
        """Whether it holds words that are not saved yet."""
        return self.text().strip() != self._kept

    def show_cause(self, cause: str) -> None:
        """Show what is kept."""
        self._kept = cause
        if self.text() != cause:
            self.setText(cause)

    def commit(self) -> None:
        """Hand on what was typed, once."""
        if self.editing:
            self._kept = self.text().strip()
            self.done.emit(self._kept)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field is done, but not for its own suggestions."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()


class ReviewRow(QHBoxLayout):
    """The answers; the cause of what was faulty; or what may be done with what was healthy.

    A layout and no widget, so that the ring around what has the focus is not cut off.
    """

    answered = Signal(Found)
    cause_given = Signal(str)
    join_wanted = Signal()

    def __init__(self, panel: QWidget) -> None:
        super().__init__()
        self._shown: tuple[Answer, ...] = ()
        self._answers_elsewhere = False
        self.answers = (
            PlainButton(tr("Confirm"), "check", parent=panel),
            PlainButton(tr("Reject"), "x", parent=panel),
        )
        self.cause = CauseField(panel)
        self.join = Button(tr("Add to the baseline"), "plus", parent=panel)
        self.remark = Text("", BODY, "text2", elide=Qt.TextElideMode.ElideRight, parent=panel)
        for at, button in enumerate(self.answers):
            button.clicked.connect(lambda _=False, at=at: self.answered.emit(self._shown[at].found))
        for part in (*self.answers, self.cause, self.join, self.remark):
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.addWidget(part, 1)
        self.cause.done.connect(self.cause_given)
        self.join.clicked.connect(self.join_wanted)
        self._fit()
        changes().changed.connect(self._fit)

    def show_face(self, face: Face, *, same: bool) -> None:
        """Show what can be answered, or what was; of the `same` take, a cause that is being typed stays."""
        self._shown = face.answers
        for button, answer in zip(self.answers, face.answers, strict=False):
            button.setText(answer.word)
            button.set_icon(answer.icon)
            button.setAccessibleName(answer.spoken)
        if not (same and face.cause is not None and self.cause.editing):
            self.cause.show_cause(face.cause or "")
        self.join.setText(face.join)
        self.join.setAccessibleDescription(face.why)
        self.remark.setText(face.remark)
        self.remark.setToolTip(face.why)
        self.cause.setVisible(face.cause is not None)
        self.join.setVisible(bool(face.join))
        self.remark.setVisible(bool(face.remark))
        self._show_answers()

    def set_answers_elsewhere(self, elsewhere: bool) -> None:
        """Whether a bar at the foot of the page holds the answers."""
        self._answers_elsewhere = elsewhere
        self._show_answers()

    def _show_answers(self) -> None:
        for button in self.answers:
            button.setVisible(bool(self._shown) and not self._answers_elsewhere)

    def _fit(self) -> None:
        self.setSpacing(px(SPACE[1]))
        self.remark.setFixedHeight(control_height())
