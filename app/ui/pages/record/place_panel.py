"""Place it as last time: the photo, where it stood, how loud it was, what was found, and how the room sounds."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.placement import LastTime, Placement, RoomSound
from app.domain.verdict import State
from app.domain.words import UNKNOWN, capital, decibels, relative_db
from app.language import later, tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui.pages.record.photo import PhotoBox
from app.ui.pages.record.place_form import PlaceForm
from app.ui.pages.record.values import Before
from app.ui.pages.snug import SnugPanel
from app.ui.theme import changes, px, state_pixmap
from app.ui.widgets import IconButton, Look, PlainButton, Rule, Text
from app.ui.widgets.wording import day, number

_KNOWN, _FIRST = later("Place it as last time"), later("Place the microphone")


class _Fact(QWidget):
    """A name and its value, with a state's shape before it where it is a verdict."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = QLabel(self)
        self._value = Text("", BODY, weight=500, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(Text(name, BODY, "text2", parent=self), 1)
        row.addWidget(self._sign)
        row.addWidget(self._value)
        self._sign.hide()

    def show_value(self, text: str, state: State | None = None) -> None:
        """Another value."""
        self._value.setText(text)
        self._sign.setVisible(state is not None)
        if state is not None:
            self._sign.setPixmap(state_pixmap(state, px(14), self.devicePixelRatioF()))


class PlacePanel(SnugPanel):
    """Without an earlier placement the fields to write it down are open."""

    placed = Signal(str, object)
    room_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr(_FIRST), parent=parent)
        self._before = Before()
        self._photo_shown = ""
        self.photo = PhotoBox(self)
        self._note = Text("", BODY, weight=500, wrap=True, parent=self)
        self._by = Text("", CAPTION, "text2", parent=self)
        self.form = PlaceForm(self)
        self.edit = IconButton("pencil", tr("Change note or photo"), look=Look.QUIET, parent=self)
        self._facts = QWidget(self)
        self._level, self._above, self._verdict = (
            _Fact(name, self._facts) for name in (tr("Level last time"), tr("Above the room"), tr("Verdict"))
        )
        self._room = Text("", CAPTION, "text2", wrap=True, parent=self)
        self.record_room = PlainButton(tr("Record room"), parent=self)
        self.record_room.setToolTip(tr("5 s: machine off, or from afar"))
        self.add_right(self.edit, tall=True)
        self._build()
        self.edit.clicked.connect(self._change)
        self.form.saved.connect(self._saved)
        self.form.cancelled.connect(lambda: self.show_before(self._before))
        self.record_room.clicked.connect(self.room_wanted)
        self.show_before(Before())
        changes().changed.connect(self._restyle)

    def show_before(self, before: Before) -> None:
        """What is known; what is being typed is not touched."""
        typed = self.form.typing and self._before.placement is None and before.placement is None
        self._before = before
        placement = before.placement
        known = placement is not None
        self.set_title(tr(_KNOWN if known else _FIRST))
        self.edit.setVisible(known)
        self.form.setVisible(not known)
        if not known and not typed:
            self.form.begin("", again=False)
        self._show_placement(placement)
        self.photo.setVisible(bool(placement and placement.photo))
        self._tell(before.last)
        self._room.setText(_heard(before.room) if before.room else tr("Machine off, or from afar"))

    def show_photo(self, image: QImage) -> None:
        """The photo has been read."""
        self.photo.show_image(image)

    def set_room_available(self, available: bool) -> None:
        """Whether the room can be recorded now."""
        self.record_room.setEnabled(available)

    def _show_placement(self, placement: Placement | None) -> None:
        self._note.setText(placement.note if placement else "")
        self._note.setVisible(bool(placement and placement.note))
        self._by.setVisible(placement is not None)
        if placement is not None:
            self._by.setText(", ".join(part for part in (placement.by, day(placement.placed_at)) if part))

    def _restyle(self) -> None:
        """The verdict's shape has the palette's colours."""
        self._tell(self._before.last)

    def _tell(self, last: LastTime | None) -> None:
        self._facts.setVisible(last is not None)
        if last is None:
            return
        self._level.show_value(decibels(last.level_dbfs))
        self._above.show_value(relative_db(last.above_room_db) if last.above_room_db is not None else UNKNOWN)
        score = "" if last.score is None else f", {number(last.score)}"
        self._verdict.show_value(f"{capital(tr(last.state.value))}{score}", last.state)

    def _change(self) -> None:
        placement = self._before.placement
        self.form.begin(placement.note if placement else "", again=True)
        for widget in (self._note, self._by, self.edit):
            widget.hide()
        self.form.show()
        self.form.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, note: str, photo: Path | None) -> None:
        self.placed.emit(note, photo)

    def _build(self) -> None:
        facts = QVBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(px(6))
        for fact in (Rule(parent=self._facts), self._level, self._above, self._verdict):
            facts.addWidget(fact)
        room = QHBoxLayout()
        room.setSpacing(px(SPACE[1]))
        room.addWidget(self._room, 1)
        room.addWidget(self.record_room)
        self.body.addWidget(self.photo, 1)
        for widget in (self._note, self._by, self.form, self._facts, Rule(parent=self)):
            self.body.addWidget(widget)
        self.body.addLayout(room)
        self.body.addStretch(0)


def _heard(room: RoomSound) -> str:
    seconds = room.take.format.duration_s
    return tr("Room, {seconds:.0f} s on {day}", seconds=seconds, day=day(room.heard_at))
