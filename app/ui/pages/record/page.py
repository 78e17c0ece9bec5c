"""The record page below its bar: three columns, or one that scrolls above a button that never does."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.look.tokens import BODY, SPACE, TITLE, VERDICT
from app.ui.pages.record.checks_panel import ChecksPanel
from app.ui.pages.record.level_panel import LevelPanel
from app.ui.pages.record.microphone_panel import MicrophonePanel
from app.ui.pages.record.place_panel import PlacePanel
from app.ui.pages.record.record_panel import RecordPanel
from app.ui.pages.record.values import Face, Press, Step
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox
from app.ui.theme import changes, current, px, touch
from app.ui.theme.state import UNLIMITED
from app.ui.widgets import FilledButton, Text, VerdictBand

if TYPE_CHECKING:
    from app.ui.sound.live_view import LiveView

_LEFT, _RIGHT = 264, 304
_TOUCH_LEFT, _TOUCH_RIGHT = 304, 336
_NARROW = 1000
_LEVEL_TALL, _TOUCH_LEVEL_TALL = 420, 488


class _Nothing(QWidget):
    """There is no machine to record yet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.add = FilledButton(tr("Add machine"), "plus", main=True, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * [px(SPACE[5])]))
        column.setSpacing(px(SPACE[3]))
        column.addStretch(1)
        column.addWidget(Text(tr("There is no machine to record yet"), TITLE, wrap=True, parent=self))
        text = tr("A take belongs to a machine, at a measuring point, in an operating condition. Add it first.")
        column.addWidget(Text(text, BODY, wrap=True, parent=self))
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)


class _Foot(QWidget):
    """Holds the main button at the bottom of a narrow page, with the time before it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._time = Text("", VERDICT, parent=self)
        self._unit = Text("", BODY, "text2", parent=self)
        self.row = QHBoxLayout(self)
        self.row.addWidget(self._time, 0, Qt.AlignmentFlag.AlignVCenter)
        self.row.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_face(self, face: Face, shown: bool) -> None:
        """The time, where there is one; hidden where there is nothing to press."""
        for text, words in ((self._time, face.time), (self._unit, face.time_unit)):
            text.setText(words)
            text.setVisible(bool(words))
        self.setVisible(shown and (face.big is not None or face.main is not None))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A panel's ground with an edge above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(current().surface))
        painter.fillRect(0, 0, self.width(), 1, QColor(current().line))


class RecordPage(QWidget):
    """Decides nothing. Space is the big button from wherever no text is being written; Enter presses what has
    the focus, since Space does not."""

    toggled = Signal()
    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow: bool | None = None
        self._face: Face | None = None
        self._scroll = ScrollPage(self)
        content = self._scroll.content
        self.band = VerdictBand(content)
        self.microphones = MicrophonePanel(content)
        self.place = PlacePanel(content)
        self.level = LevelPanel(content)
        self.record = RecordPanel(content)
        self.checks = ChecksPanel(content)
        self._nothing = _Nothing(self)
        self._foot = _Foot(self)
        self._build()
        self.record.big.clicked.connect(self.toggled)
        self._nothing.add.clicked.connect(self.add_wanted)
        space = QShortcut(QKeySequence("Space"), self, self.toggled.emit)
        space.setAutoRepeat(False)
        changes().changed.connect(self._fit)
        self._fit()

    def attach_live(self, live: "LiveView") -> None:
        """Put in the live view, which comes after the first paint."""
        self.level.attach_live(live)

    def show_machine(self, there: bool) -> None:
        """Whether there is a machine to record at all."""
        self._pages.setCurrentWidget(self._whole if there else self._nothing)

    def show_face(self, face: Face) -> None:
        """The record panel, and what hangs on it."""
        before, self._face = self._face, face
        self.record.show_face(face)
        self.checks.show_saved(recording=face.big is Press.STOP)
        self._foot.show_face(face, bool(self._narrow))
        self.place.set_room_available(face.big is Press.RECORD and face.big_enabled)
        if self._narrow and before is not None and (before.step, before.state) != (face.step, face.state):
            self._show_what_matters(face)

    def _show_what_matters(self, face: Face) -> None:
        """Where one has to scroll: a question on the take, else the top, with the sound or the verdict."""
        if face.what and face.step is Step.CHECK:
            self._scroll.ensureWidgetVisible(self.record)
        else:
            self._scroll.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus."""
        focus = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focus, QAbstractButton) and self.isAncestorOf(focus):
            focus.click()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns where there is room for them."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        content = self._scroll.content
        self._left, self._right = QWidget(content), QWidget(content)
        self._left_box, self._right_box = SnugBox(DOWN, self._left), SnugBox(DOWN, self._right)
        self._parts, self._pair = QWidget(content), QWidget(content)
        self._parts_box, self._pair_box = SnugBox(ACROSS, self._parts), SnugBox(ACROSS, self._pair)
        for box in (self._left_box, self._right_box, self._parts_box, self._pair_box):
            box.setContentsMargins(0, 0, 0, 0)
        self._column = SnugBox(DOWN, content)
        self._column.addWidget(self.band)
        self._column.addWidget(self._parts, 1)
        self.band.hide()
        self._whole = QWidget(self)
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._foot)
        self._pages = QStackedWidget(self)
        for page in (self._whole, self._nothing):
            self._pages.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        parts = (self.level, self.record, self.checks, self.place, self.microphones)
        for box in (self._parts_box, self._pair_box, self._left_box, self._right_box):
            # Not `takeAt`: the item would live on, and Qt would never ask the next one for its size again.
            for part in (*parts, self._left, self._right, self._pair):
                box.removeWidget(part)
        # Narrow, what has to be seen comes first: the sound, then the take, then what is set once.
        self._left_box.addWidget(self.record if narrow else self.microphones)
        self._left_box.addWidget(self.place, 1)
        for part in (self.checks, self.microphones) if narrow else (self.record, self.checks):
            self._right_box.addWidget(part, 1 if part is self.checks else 0)
        for half in (self._left, self._right) if narrow else ():
            self._pair_box.addWidget(half, 1)
        order = (self.level, self._pair) if narrow else (self._left, self.level, self._right)
        for part in order:
            self._parts_box.addWidget(part, 1 if part is self.level else 0)
        self._parts_box.setDirection(DOWN if narrow else ACROSS)
        self._pair.setVisible(narrow)
        self.place.photo.set_roomy(narrow)
        self.record.hand_over(self._foot.row if narrow else None)
        if self._face is not None:
            self._foot.show_face(self._face, narrow)
        self._fit()

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._foot.row.setContentsMargins(margin, px(SPACE[1]), margin, px(SPACE[1]))
        self._foot.row.setSpacing(px(SPACE[2]))
        for box in (self._column, self._parts_box, self._pair_box, self._left_box, self._right_box):
            box.setSpacing(gap)
        left, right = (_TOUCH_LEFT, _TOUCH_RIGHT) if touch() else (_LEFT, _RIGHT)
        for part, wide in ((self._left, left), (self._right, right)):
            part.setMinimumWidth(0 if self._narrow else px(wide))
            part.setMaximumWidth(UNLIMITED if self._narrow else px(wide))
        tall = _TOUCH_LEVEL_TALL if touch() else _LEVEL_TALL
        self.level.setMinimumHeight(px(tall) if self._narrow else 0)
        self._arrange()
