"""The row under the plots: play, this take or healthy, loop, hear only a range, read-out."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.domain.words import relative_db
from app.language import later, tr
from app.look.tokens import CAPTION, SPACE
from app.ui import theme
from app.ui.sound.play_state import PlayState
from app.ui.sound.words import JOINT, range_text
from app.ui.widgets.buttons import Button, IconButton, Look
from app.ui.widgets.segmented import SegmentedControl
from app.ui.widgets.text import Text

_WIDEST_READOUT = "88.8 s · 0.12 kHz · −88 dB"
KEY = later("Key P.")
KEYS = later("Key P; Shift+P for the next range.")


class PlayButton(Button):
    """Play or pause, equally wide. It shows its key but leaves it to the panel, since a shortcut of its own would
    take Space away from whatever else has the focus."""

    _TEXTS = (later("Play"), later("Pause"))

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr(self._TEXTS[0]), "play", keys="Space", parent=parent)

    def show_playing(self, playing: bool) -> None:
        """What a press would do."""
        self.setText(tr(self._TEXTS[playing]))
        self.set_icon("pause" if playing else "play")

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setShortcut(QKeySequence())

    def sizeHint(self) -> QSize:
        """As wide as the longer text needs."""
        metrics = QFontMetrics(self.font())
        widths = [metrics.horizontalAdvance(tr(text)) for text in self._TEXTS]
        hint = super().sizeHint()
        return QSize(hint.width() + max(widths) - metrics.horizontalAdvance(self.text()), hint.height())


class SwitchButton(IconButton):
    """An icon that is on or off; on it is filled like a chosen segment."""

    def __init__(self, icon: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(icon, name, parent=parent)
        self.setCheckable(True)
        self.toggled.connect(self._look_like_it)
        self._says = name

    def show_reason(self, reason: str) -> None:
        """Why it can't be pressed, in place of what it does; nothing where it can."""
        self._name = reason or self._says
        self.update()

    def _look_like_it(self, on: bool) -> None:
        self.set_look(Look.FILLED if on else Look.PLAIN)


class Readout(Text):
    """Keeps its place, whatever it says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", CAPTION, "text2", elide=Qt.TextElideMode.ElideRight, parent=parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def sizeHint(self) -> QSize:
        """Room for the longest read-out."""
        wide = QFontMetrics(self.font()).horizontalAdvance(_WIDEST_READOUT)
        return QSize(wide + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The buttons give way first."""
        return self.sizeHint()


class Controls(QWidget):
    """Shows a `PlayState` and says what was pressed; it changes nothing itself."""

    play_pressed = Signal()
    which_pressed = Signal(str)
    loop_pressed = Signal(bool)
    only_pressed = Signal(bool)
    range_pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.play = PlayButton(self)
        choices = (("take", tr("This take")), ("healthy", tr("player|Healthy").rpartition("|")[2]))
        self.which = SegmentedControl(choices, keys=("", "B"), parent=self)
        self.loop = SwitchButton("repeat", tr("Play over and over"), self)
        self.only = Button(tr("Hear only"), "audio-lines", parent=self)
        self.only.setCheckable(True)
        self.only.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.readout = Readout(self)
        self._ranges_menu = QMenu(self)
        self._shown: tuple[PlayState, bool] | None = None
        self._silent = False
        self._lay_out()
        self.play.clicked.connect(self.play_pressed)
        self.which.chosen.connect(self.which_pressed)
        self.loop.clicked.connect(self.loop_pressed)
        self.only.clicked.connect(self.only_pressed)
        self.only.customContextMenuRequested.connect(lambda at: self._ranges_menu.popup(self.only.mapToGlobal(at)))
        theme.changes().changed.connect(self._fit)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.play, self.which, self.loop, self.only):
            row.addWidget(widget)
        row.addStretch(0)
        row.addWidget(self.readout, 1)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(theme.px(SPACE[1]))
        # A finger points at nothing without pressing it, and the words beside it need the room.
        self.readout.setVisible(not theme.touch())
        self.which.setMinimumWidth(self.which.sizeHint().width())

    def show_reason(self, reason: str, *, all_of_it: bool) -> None:
        """Why something can't be heard, as the tip of what would play it: of everything, or of A / B alone."""
        self._silent = all_of_it
        self.setToolTip(reason if all_of_it else "")
        self.which.setToolTip(reason)
        self.loop.show_reason(reason if all_of_it else "")
        for widget in (self.play, self.which, self.loop, self.only):
            widget.setAccessibleDescription(reason if all_of_it or widget is self.which else "")
        self.which.set_available("take", not all_of_it)
        self._shown = None

    def show_state(self, state: PlayState, has_healthy: bool) -> None:
        """Show what would be heard; where the head is makes no difference here."""
        if (state, has_healthy) == self._shown:
            return
        self._shown = (state, has_healthy)
        able = state.duration_s > 0 and not self._silent
        self.play.show_playing(state.playing)
        self.which.set_current(state.which)
        self.which.set_available("healthy", has_healthy and not self._silent)
        self.loop.setChecked(state.loop)
        one = state.range
        self.only.setVisible(one is not None)
        if one is not None:
            if not self._silent:
                self.only.setAccessibleDescription(tr(KEYS if len(state.ranges) > 1 else KEY))
            self._name_range()
        self.only.setChecked(state.only)
        self.only.set_look(Look.FILLED if state.only else Look.PLAIN)
        for widget in (self.play, self.loop, self.only):
            widget.setEnabled(able)
        self._fill_menu(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorter words where there is less room."""
        super().resizeEvent(event)
        self._name_range()

    def _name_range(self) -> None:
        one = None if self._shown is None else self._shown[0].range
        if one is None:
            return
        self.only.setText(tr("Hear only {range}", range=range_text(one)))
        row = (self.play, self.which, self.loop, self.only, self.readout)
        shown = [widget for widget in row if not widget.isHidden()]
        needed = sum(widget.sizeHint().width() for widget in shown) + len(shown) * theme.px(SPACE[1])
        if needed > self.width():
            self.only.setText(tr("Only {range}", range=range_text(one)))

    def _fill_menu(self, state: PlayState) -> None:
        self._ranges_menu.clear()
        for index, one in enumerate(state.ranges):
            action = self._ranges_menu.addAction(JOINT.join((range_text(one), relative_db(one.excess_db))))
            action.setCheckable(True)
            action.setChecked(index == state.chosen)
            action.triggered.connect(lambda _checked=False, index=index: self.range_pressed.emit(index))
