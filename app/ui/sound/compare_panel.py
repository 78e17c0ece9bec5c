"""Two takes seen and heard side by side. Names pyqtgraph: imported after the first paint."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QSizePolicy, QWidget

from app.domain.take import SoundPicture
from app.language import later, tr
from app.ui.sound.colour_bar import ColourBar
from app.ui.sound.compare_controls import STEP_S, CompareControls
from app.ui.sound.compare_plots import ComparePlots
from app.ui.sound.compare_shown import PairShown
from app.ui.sound.play_state import PlayState
from app.ui.sound.words import JOINT, moment, stretch
from app.ui.theme.style import OWN_FOCUS
from app.ui.widgets.frame import PanelFrame

_TITLE = later("Both takes")
_STEPS_S: dict[int, float] = {Qt.Key.Key_Left: -1.0, Qt.Key.Key_Right: 1.0}
_ZOOMS: dict[int, float] = {Qt.Key.Key_Plus: 1.5, Qt.Key.Key_Equal: 1.5, Qt.Key.Key_Minus: 1 / 1.5}


class ComparePanel(PanelFrame):
    """Shows what it is told and says what is wanted; it decides and plays nothing."""

    play_wanted = Signal()
    side_wanted = Signal(str)
    """ "a", "b", or "" for the other one."""
    loop_wanted = Signal(bool)
    only_wanted = Signal(bool)
    range_wanted = Signal(int)
    """By its place; −1 for the next one."""
    level_wanted = Signal(bool)
    offset_wanted = Signal(float)
    """So many seconds later than now."""
    head_wanted = Signal(float)
    stretch_wanted = Signal(float, float, bool)
    """Start, end, and whether the drag is over."""
    stretch_given_up = Signal()
    window_wanted = Signal(float, float)
    """Sharper pictures of this stretch would show more; give them to `plots.show_closer`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr(_TITLE), parent=parent)
        self.colour_bar = ColourBar(self)
        self.add_right(self.colour_bar)
        self.plots = ComparePlots(self)
        self.controls = CompareControls(self)
        self.body.addWidget(self.plots, 1)
        self.body.addWidget(self.controls)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # It takes the focus when the page opens, for the keys: a ring around all of it would say nothing.
        self.setProperty(OWN_FOCUS, True)
        self._state = PlayState()
        self._pointed = ""
        self._connect()
        self._bind_keys()

    def _connect(self) -> None:
        plots, controls = self.plots, self.controls
        self.colour_bar.changed.connect(plots.set_colours)
        plots.head_wanted.connect(self.head_wanted)
        plots.stretch_selected.connect(self.stretch_wanted)
        plots.range_chosen.connect(self.range_wanted)
        plots.readout.connect(self._point_at)
        plots.window_wanted.connect(self.window_wanted)
        controls.play_pressed.connect(self.play_wanted)
        controls.side_pressed.connect(self.side_wanted)
        controls.loop_pressed.connect(self.loop_wanted)
        controls.only_pressed.connect(self.only_wanted)
        controls.range_pressed.connect(self.range_wanted)
        controls.level_pressed.connect(self.level_wanted)
        controls.offset_pressed.connect(self.offset_wanted)

    def _bind_keys(self) -> None:
        keys = (
            ("Space", self._space),
            ("B", lambda: self.side_wanted.emit("")),
            ("P", lambda: self.only_wanted.emit(not self._state.only)),
            ("Shift+P", lambda: self.range_wanted.emit(-1)),
            ("Ctrl+Left", lambda: self.offset_wanted.emit(-STEP_S)),
            ("Ctrl+Right", lambda: self.offset_wanted.emit(STEP_S)),
        )
        for key, slot in keys:
            QShortcut(QKeySequence(key), self, slot)

    def show_pair(self, pair: PairShown, description: str, *, again: bool = False) -> None:
        """Show two takes; `again`: the same two otherwise."""
        self.plots.show_pair(pair, again=again)
        self.plots.setAccessibleName(tr("Spectrograms and band levels of A, of B, and of what differs"))
        self.plots.setAccessibleDescription(description)
        self.controls.offset.show_offset(pair.difference.b_start_s - pair.difference.a_start_s)

    def show_closer(self, a: SoundPicture | None, b: SoundPicture | None) -> None:
        """Lay sharper pictures of a part over both."""
        self.plots.show_closer(a, b)

    def show_level(self, matched: bool, why: str) -> None:
        """Whether both are shown at one level."""
        self.controls.show_level(matched, why)

    def show_state(self, state: PlayState, side: str, can: tuple[bool, bool]) -> None:
        """What would be heard, and where the play head is."""
        quiet = replace(state, head_s=0.0)
        if (quiet, side, can) != getattr(self, "_told", None):
            self._told = (quiet, side, can)
            self.controls.show_state(state, side, can)
            self.plots.choose_range(state.chosen)
            self.plots.select(state.selection_s)
        self._state = state
        self.plots.set_head(state.head_s, follow=state.playing)
        self._read_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and → move the play head by a second, + and − zoom in on it, 0 shows all; Esc gives up the stretch."""
        key = event.key()
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in _STEPS_S and plain:
            self.head_wanted.emit(self._state.head_s + _STEPS_S[key])
        elif key in _ZOOMS:
            self.plots.zoom_time(_ZOOMS[key], self._state.head_s)
        elif key == Qt.Key.Key_0:
            self.plots.show_all()
        elif key == Qt.Key.Key_Escape and self._state.selection_s is not None:
            self.stretch_given_up.emit()
        else:
            super().keyPressEvent(event)

    def _space(self) -> None:
        """Space presses what has the focus, as everywhere; on all else it plays."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton):
            focus.click()
        elif isinstance(focus, QComboBox):
            focus.showPopup()
        else:
            self.play_wanted.emit()

    def _point_at(self, text: str) -> None:
        self._pointed = text
        self._read_out()

    def _read_out(self) -> None:
        """What the cursor points at; while it is elsewhere, where the play head or the selection is."""
        total_s, span = self._state.duration_s, self._state.selection_s
        rest = moment(self._state.head_s, total_s)
        if span is not None:
            rest = JOINT.join((rest, stretch(*span, total_s)))
        self.controls.readout.setText(self._pointed or rest)
