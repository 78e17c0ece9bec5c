"""The row under the compared plots: play, A or B, loop, hear only a range; one level, an offset; the read-out."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.domain.words import number, relative_db
from app.language import tr
from app.look.tokens import BODY, CAPTION, SPACE
from app.ui import theme
from app.ui.sound.controls import KEY, KEYS, PlayButton, SwitchButton
from app.ui.sound.play_state import PlayState
from app.ui.sound.words import JOINT, range_text
from app.ui.widgets.buttons import Button, IconButton, Look
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.text import Text

STEP_S = 0.1
_WIDEST_READOUT = "88.8 s · 0.12 kHz · A −88 dB · B −88 dB · +88 dB"


class _Offset(QWidget):
    """B earlier or later, a tenth of a second a press."""

    moved = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.earlier = IconButton("chevron-left", tr("B 0.1 s earlier (Ctrl+Left)"), parent=self)
        self.later = IconButton("chevron-right", tr("B 0.1 s later (Ctrl+Right)"), parent=self)
        self.value = Text("", BODY, parent=self)
        self.value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(SPACE[0]))
        for widget in (self.earlier, self.value, self.later):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.earlier.clicked.connect(lambda: self.moved.emit(-STEP_S))
        self.later.clicked.connect(lambda: self.moved.emit(STEP_S))
        for button in (self.earlier, self.later):
            button.setAutoRepeat(True)
        theme.changes().changed.connect(self.fit)
        self.show_offset(0.0)
        self.fit()

    def show_offset(self, offset_s: float) -> None:
        """ "B +0.4 s"."""
        sign = "+" if offset_s > 0 else ""
        self.value.setText(tr("Shift B {offset} s", offset=f"{sign}{number(offset_s, 1)}"))
        self.value.setToolTip(tr("How much later B starts"))

    def fit(self) -> None:
        """The value keeps its width."""
        widest = tr("Shift B {offset} s", offset="+88.8")
        self.value.setMinimumWidth(QFontMetrics(self.value.font()).horizontalAdvance(widest))


class _Readout(Text):
    """Keeps its place, whatever it says."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", CAPTION, "text2", elide=Qt.TextElideMode.ElideRight, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def sizeHint(self) -> QSize:
        """Room for the longest read-out."""
        wide = QFontMetrics(self.font()).horizontalAdvance(_WIDEST_READOUT)
        return QSize(wide + 2, super().sizeHint().height())


class CompareControls(QWidget):
    """Shows what would be heard and says what was pressed; it changes nothing itself."""

    play_pressed = Signal()
    side_pressed = Signal(str)
    loop_pressed = Signal(bool)
    only_pressed = Signal(bool)
    range_pressed = Signal(int)
    level_pressed = Signal(bool)
    offset_pressed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.play = PlayButton(self)
        self.side = SegmentedControl((("a", "A"), ("b", "B")), keys=("", "B"), parent=self)
        self.side.setToolTip(tr("Hear A or B at the same moment, equally loud (B)"))
        self.loop = SwitchButton("repeat", tr("Play over and over"), self)
        self.only = Button(tr("Hear only"), "audio-lines", parent=self)
        self.only.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.level = Button(tr("Level-matched"), "equal", parent=self)
        self.offset = _Offset(self)
        self.readout = _Readout(self)
        for button in (self.only, self.level):
            button.setCheckable(True)
        self._menu = QMenu(self)
        self._state = PlayState()
        self._lay_out()
        self.play.clicked.connect(self.play_pressed)
        self.side.chosen.connect(self.side_pressed)
        self.loop.clicked.connect(self.loop_pressed)
        self.only.clicked.connect(self.only_pressed)
        self.only.customContextMenuRequested.connect(lambda at: self._menu.popup(self.only.mapToGlobal(at)))
        self.level.clicked.connect(self.level_pressed)
        self.offset.moved.connect(self.offset_pressed)
        theme.changes().changed.connect(self._fit)

    def _lay_out(self) -> None:
        self._hearing, self._seeing = QHBoxLayout(), QHBoxLayout()
        for widget in (self.play, self.side, self.loop, self.only):
            self._hearing.addWidget(widget)
        self._hearing.addStretch(1)
        self._seeing.addWidget(self.level)
        self._seeing.addWidget(self.offset)
        self._seeing.addStretch(0)
        self._seeing.addWidget(self.readout, 1)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.addLayout(self._hearing)
        self._rows.addLayout(self._seeing, 1)
        self._fit()

    def show_state(self, state: PlayState, side: str, can: tuple[bool, bool]) -> None:
        """Show what would be heard; `can` says whether A and B can be heard at all."""
        self._state = state
        self.play.show_playing(state.playing)
        self.side.set_current(side)
        for key, able in zip(("a", "b"), can, strict=True):
            self.side.set_available(key, able)
        self.loop.setChecked(state.loop)
        self.only.setVisible(state.range is not None)
        self.only.setChecked(state.only)
        self.only.set_look(Look.FILLED if state.only else Look.PLAIN)
        self.only.setAccessibleDescription(tr(KEYS if len(state.ranges) > 1 else KEY))
        for widget in (self.play, self.loop, self.only):
            widget.setEnabled(any(can))
        self._fill_menu()
        self._arrange()

    def show_level(self, matched: bool, why: str) -> None:
        """Whether both are shown at one level, and why that is usual here."""
        self.level.setChecked(matched)
        self.level.set_icon("check" if matched else "equal")
        self.level.setAccessibleDescription(why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two rows where one has no room."""
        super().resizeEvent(event)
        self._arrange()

    def _fit(self) -> None:
        for layout in (self._rows, self._hearing, self._seeing):
            layout.setSpacing(theme.px(SPACE[1]))
        # A finger points at nothing without pressing it, and the words beside it need the room.
        self.readout.setVisible(not theme.touch())
        self._arrange()

    def _arrange(self) -> None:
        one = self._state.range
        if one is not None:
            self.only.setText(tr("Hear only {range}", range=range_text(one)))
        hearing = self._wide(self.play, self.side, self.loop, self.only)
        seeing = self._wide(self.level, self.offset)
        narrow = hearing + seeing + theme.px(SPACE[4]) > self.width()
        if one is not None and hearing > self.width():
            self.only.setText(tr("Only {range}", range=range_text(one)))
        down = QBoxLayout.Direction.TopToBottom
        self._rows.setDirection(down if narrow else QBoxLayout.Direction.LeftToRight)

    def _wide(self, *widgets: QWidget) -> int:
        shown = [widget for widget in widgets if not widget.isHidden()]
        return sum(widget.sizeHint().width() for widget in shown) + len(shown) * theme.px(SPACE[1])

    def _fill_menu(self) -> None:
        self._menu.clear()
        for index, one in enumerate(self._state.ranges):
            action = self._menu.addAction(JOINT.join((range_text(one), relative_db(one.excess_db))))
            action.setCheckable(True)
            action.setChecked(index == self._state.chosen)
            action.triggered.connect(lambda _checked=False, index=index: self.range_pressed.emit(index))
