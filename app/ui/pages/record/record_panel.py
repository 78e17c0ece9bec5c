"""The panel at the right: what is going on, how long still, the big button, and what else can be done now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.settings import BY_KEY
from app.language import tr
from app.look.tokens import BODY, COUNTDOWN, SECTION, SPACE
from app.ui.pages.record.clip_bar import ClipBar
from app.ui.pages.record.values import Face, Press, Wish
from app.ui.theme import changes, current, px
from app.ui.widgets import BigButton, Button, Look, SegmentedControl, Text, announce
from app.ui.widgets.big_button import DISC, SQUARE

LENGTHS = tuple((int(one.value), one.word) for one in BY_KEY["take_s"].words.choices)
"""How long a take may be chosen to be; 0 is until somebody stops it."""

_ICONS = {
    Press.PAUSE_VIEW: "pause",
    Press.RESUME_VIEW: "play",
    Press.START_AGAIN: "rotate-ccw",
    Press.AGAIN: "mic",
    Press.RECORD: "mic",
    Press.CHECK: "search",
    Press.CANCEL: "x",
    Press.LEARN: "graduation-cap",
    Press.DISCARD: "trash-2",
    Press.OPEN_RESULT: "chevron-right",
    Press.OPEN_MACHINE: "fan",
}
_SIGNS = {Press.RECORD: DISC, Press.STOP: SQUARE, Press.RETAKE: "rotate-ccw"}
_MOST_OTHERS = 3


class _Dot(QWidget):
    """The state's small sign beside its word: a disc while recording, a ring else."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tone = "text"
        self.setFixedSize(px(12), px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_ink(self.tone)))
        painter.drawEllipse(self.rect())


class RecordPanel(QFrame):
    """Shows a `Face`. The main buttons may be handed over to the page where it is narrow."""

    pressed = Signal(Press)
    length_chosen = Signal(int)
    wish_chosen = Signal(Wish)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._face: Face | None = None
        self._dot = _Dot(self)
        self._state = Text("", BODY, weight=600, elide=Qt.TextElideMode.ElideRight, parent=self)
        self._aside = Text("", BODY, "text2", parent=self)
        self._time = Text("", COUNTDOWN, parent=self)
        self._unit = Text("", SECTION, "text2", weight=400, parent=self)
        self._bar = ClipBar(self)
        self._what = Text("", SECTION, weight=600, wrap=True, parent=self)
        self._to_do = Text("", BODY, wrap=True, parent=self)
        self.big = BigButton(tr(Press.RECORD.value), DISC, keys="Space", parent=self)
        self.big.setToolTip(tr("Space starts and stops"))
        self.big.setEnabled(False)
        self.main = Button("", look=Look.FILLED, main=True, parent=self)
        self.lengths = SegmentedControl([(str(s), tr(word)) for s, word in LENGTHS], parent=self)
        self.wishes = SegmentedControl([(wish.value, tr(wish.value)) for wish in Wish], parent=self)
        self._others = [Button("", parent=self) for _ in range(_MOST_OTHERS)]
        self._options = QWidget(self)
        self._build()
        self._fit()
        self.main.clicked.connect(lambda: self._wish(self._face.main if self._face else None))
        for at, button in enumerate(self._others):
            button.clicked.connect(lambda _checked=False, at=at: self._other(at))
        self.lengths.chosen.connect(lambda key: self.length_chosen.emit(int(key)))
        self.wishes.chosen.connect(lambda key: self.wish_chosen.emit(Wish(key)))
        changes().changed.connect(self._fit)

    def show_face(self, face: Face) -> None:
        """Show the moment; what changes its meaning is read out."""
        before, self._face = self._face, face
        self._state.setText(face.state)
        self._state.set_tone(face.tone)
        self._dot.tone = face.tone
        self._dot.update()
        self._aside.setText(face.aside)
        self._time.setText(face.time)
        self._unit.setText(face.time_unit)
        if face.progress is not None:
            self._bar.show_share(face.progress)
        else:
            self._bar.show_clips(face.clips)
        if before is None or _form(before) != _form(face):
            self._rearrange(face)
            announce(self, " ".join(part for part in (face.state, face.what, face.to_do) if part))

    def set_asked(self, asked: bool) -> None:
        """A notice holds the filled button now, or does not any more."""
        self.main.set_look(Look.PLAIN if asked else Look.FILLED)

    def show_options(self, take_s: int, wish: Wish) -> None:
        """What is chosen; a length that is none of ours shows as open-ended."""
        known = {seconds for seconds, _ in LENGTHS}
        self.lengths.set_current(str(take_s if take_s in known else 0))
        self.wishes.set_current(wish.value)

    def _rearrange(self, face: Face) -> None:
        """Everything that comes and goes."""
        for widget, text in ((self._what, face.what), (self._to_do, face.to_do)):
            widget.setText(text)
            widget.setVisible(bool(text))
        for number in (self._time, self._unit):
            number.setVisible(bool(face.time) and self._column.indexOf(self.big) >= 0)
        self._bar.setVisible(face.clips is not None or face.progress is not None)
        self.big.setVisible(face.big is not None)
        if face.big is not None:
            self.big.show_act(tr(face.big.value), _SIGNS[face.big])
            self.big.setEnabled(face.big_enabled)
        self.main.setVisible(face.main is not None)
        if face.main is not None:
            self.main.setText(tr(face.main.value))
            self.main.set_icon(_ICONS.get(face.main, ""))
        self._options.setVisible(face.options)
        for at, button in enumerate(self._others):
            shown = at < len(face.others)
            button.setVisible(shown)
            if shown:
                press = face.others[at]
                button.setText(tr(press.value))
                button.set_icon(_ICONS.get(press, ""))
                button.setToolTip(tr("Space") if press is Press.AGAIN else "")
        self._place_others()

    def _place_others(self) -> None:
        """Two beside each other, but a long one and a last one have a row for themselves."""
        shown = [button for button in self._others if not button.isHidden()]
        for button in self._others:
            self._grid.removeWidget(button)
        gap = self._grid.horizontalSpacing()
        margins = self._column.contentsMargins()
        half = (self.width() - margins.left() - margins.right() - gap) // 2
        row = column = 0
        for at, button in enumerate(shown):
            long = button.sizeHint().width() > half
            alone = long or (column == 0 and (at + 1 == len(shown) or shown[at + 1].sizeHint().width() > half))
            if alone and column:
                row, column = row + 1, 0
            self._grid.addWidget(button, row, column, 1, 2 if alone else 1)
            row, column = (row + 1, 0) if alone or column else (row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other rows."""
        super().resizeEvent(event)
        self._place_others()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._dot)
        head.addWidget(self._state, 1)
        head.addWidget(self._aside)
        time = QHBoxLayout()
        time.addWidget(self._time, 0, Qt.AlignmentFlag.AlignBottom)
        time.addWidget(self._unit, 1, Qt.AlignmentFlag.AlignBottom)
        self._unit.setContentsMargins(0, 0, 0, px(10))
        options = QVBoxLayout(self._options)
        options.setContentsMargins(0, 0, 0, 0)
        for control in (self.lengths, self.wishes):
            control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            options.addWidget(control)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        for button in self._others:
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addLayout(time)
        for widget in (self._bar, self._what, self._to_do, self.big, self.main, self._options):
            self._column.addWidget(widget)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self.main.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._rows = (head, time, options)

    def hand_over(self, foot: QBoxLayout | None) -> None:
        """Leave the main buttons to the foot of a narrow page, and the time with them; None takes them back."""
        for button in (self.big, self.main):
            self._column.removeWidget(button)
            if foot is not None:
                foot.addWidget(button, 1)
            else:
                self._column.insertWidget(self._column.indexOf(self._options), button)
        if self._face is not None:
            self._rearrange(self._face)

    def _wish(self, press: Press | None) -> None:
        if press is not None:
            self.pressed.emit(press)

    def _other(self, at: int) -> None:
        if self._face is not None and at < len(self._face.others):
            self.pressed.emit(self._face.others[at])

    def _fit(self) -> None:
        self._column.setContentsMargins(px(SPACE[3]), px(SPACE[2]), px(SPACE[3]), px(SPACE[3]))
        self._column.setSpacing(px(SPACE[1]))
        self._grid.setSpacing(px(SPACE[1]))
        for row in self._rows:
            row.setSpacing(px(SPACE[1]))
        self._dot.setFixedSize(px(12), px(12))


def _form(face: Face) -> tuple[object, ...]:
    """What tells two faces apart for somebody who does not watch the clock."""
    return (
        face.state,
        face.what,
        face.to_do,
        face.big,
        face.big_enabled,
        face.main,
        face.others,
        face.options,
        bool(face.time),
        face.clips is None,
        face.progress is None,
    )


def _ink(tone: str) -> str:
    palette = current()
    states = {state.value: colours.mark for state, colours in palette.states.items()}
    plain = {"accent": palette.accent, "text2": palette.strong, "text": palette.text2}
    return states.get(tone, plain.get(tone, palette.text2))
