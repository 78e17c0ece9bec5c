"""The panel "What it heard": the take in one line, its plots, and the row to listen to it with."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QSizePolicy, QStackedWidget, QWidget

from app.domain.inspection import Inspection
from app.domain.take import SoundPicture
from app.look.tokens import BODY
from app.ui.sound.colour_bar import ColourBar
from app.ui.sound.controls import Controls, SwitchButton
from app.ui.sound.curves import BandCurves, band_curves
from app.ui.sound.play_state import PlayState
from app.ui.sound.plots import SoundPlots
from app.ui.sound.scale_select import ScaleSelect
from app.ui.sound.words import JOINT, description, facts, moment, stretch
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.frame import PanelFrame
from app.ui.widgets.text import Text

_TITLE = "What it heard"
_EMPTY = "Inspect a recording to see and hear it here."
_STEPS_S: dict[int, float] = {Qt.Key.Key_Left: -1.0, Qt.Key.Key_Right: 1.0}
_ZOOMS: dict[int, float] = {Qt.Key.Key_Plus: 1.5, Qt.Key.Key_Equal: 1.5, Qt.Key.Key_Minus: 1 / 1.5}


class HeardPanel(PanelFrame):
    """Shows one take. It plays nothing itself: it asks, and is told where the sound is by `set_playing`.

    `selection_s` is the stretch of time that Play is meant for: where there is one, sound ends
    (or loops) at its end.
    """

    play_wanted = Signal(float, object, object, str, bool)
    """start_s, low_hz | None, high_hz | None, "take" | "healthy", loop."""
    stop_wanted = Signal()
    window_changed = Signal(float, float)
    """A sharper picture of this stretch would show more; give it to `show_window`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_TITLE, parent=parent)
        self._inspection: Inspection | None = None
        self._picture: SoundPicture | None = None
        self._curves: BandCurves | None = None
        self._state = PlayState()
        self._pointed = ""
        self.colour_bar = ColourBar(self)
        self.scale = ScaleSelect(self)
        self.marks = SwitchButton("fan", "Lines of shaft and blades (M)", self)
        self.marks.setChecked(True)
        self.full = IconButton("maximize-2", "Full screen (F11)", parent=self)
        for widget in (self.colour_bar, self.scale, self.marks, self.full):
            self.add_right(widget)
        self.plots = SoundPlots(self)
        self.controls = Controls(self)
        self._empty = Text(_EMPTY, BODY, "text2", wrap=True, parent=self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.plots)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.controls)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._connect()
        self._bind_keys()
        self.show_take(None, None)

    def _connect(self) -> None:
        self.colour_bar.changed.connect(self.plots.set_colours)
        self.scale.currentIndexChanged.connect(lambda _index: self.plots.set_scale(self.scale.chosen))
        self.marks.toggled.connect(lambda _on: self._show_marks())
        self.full.clicked.connect(self.toggle_full_screen)
        self.plots.head_wanted.connect(self.move_head)
        self.plots.stretch_selected.connect(self.select)
        self.plots.range_chosen.connect(self.hear_range)
        self.plots.readout.connect(self._point_at)
        self.plots.window_wanted.connect(self.window_changed)
        self.controls.play_pressed.connect(self.toggle_play)
        self.controls.which_pressed.connect(self.listen_to)
        self.controls.loop_pressed.connect(self.set_loop)
        self.controls.only_pressed.connect(self.hear_only)
        self.controls.range_pressed.connect(self.hear_range)

    def _bind_keys(self) -> None:
        keys = (
            ("Space", self._space),
            ("B", self._other_sound),
            ("P", self._toggle_only),
            ("Shift+P", self._next_range),
            ("M", self.marks.click),
        )
        for key, slot in keys:
            QShortcut(QKeySequence(key), self, slot)
        near = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("F11"), self, self.toggle_full_screen, context=near)

    # What is shown

    def show_take(self, inspection: Inspection | None, picture: SoundPicture | None) -> None:
        """Show the take of an inspection, or an empty panel; the picture may follow later, with the same one."""
        same = inspection is not None and self._inspection is not None and inspection.id == self._inspection.id
        self._inspection, self._picture = inspection, picture
        self._pages.setCurrentWidget(self._empty if inspection is None else self.plots)
        for widget in (self.controls, self.colour_bar, self.scale, self.full):
            widget.setVisible(inspection is not None)
        self.marks.setVisible(inspection is not None and bool(inspection.verdict.markers))
        if inspection is None:
            self.set_title(_TITLE)
            self._curves = None
            self._state = PlayState()
            self.plots.show_sound(0.0, None, None)
            self._show_marks()
            return
        self.set_title(_TITLE, JOINT.join(facts(inspection)))
        if same:
            self.plots.show_picture(picture)
        else:
            self._curves = band_curves(inspection)
            duration_s = inspection.take.format.duration_s
            self._state = PlayState(duration_s, inspection.verdict.ranges if self._curves else ())
            self.plots.show_sound(duration_s, picture, self._curves)
            self._show_marks()
        self.plots.setAccessibleName(
            f"{_TITLE}: waveform, spectrogram and band levels of {inspection.take.file_name}"
        )
        self.plots.setAccessibleDescription(description(inspection, picture, self._curves))
        self._refresh()

    def _show_marks(self) -> None:
        verdict = self._inspection.verdict if self._inspection else None
        self.plots.show_marks(verdict, self.marks.isChecked())

    def show_window(self, picture: SoundPicture | None) -> None:
        """Lay a sharper picture of a stretch over the picture of the whole."""
        self.plots.show_window(picture)

    def set_playing(self, position_s: float | None) -> None:
        """Where in the take the sound is, or None when it is silent; the play head stays where it was last."""
        self._state = replace(self._state, playing=position_s is not None)
        if position_s is not None:
            self._state = self._state.at(position_s)
        self._refresh(follow=position_s is not None)

    @property
    def selection_s(self) -> tuple[float, float] | None:
        """The selected stretch of time."""
        return self._state.selection_s

    @property
    def head_s(self) -> float:
        """Where the play head is."""
        return self._state.head_s

    # What one can do; the keys and buttons lead here

    def toggle_play(self) -> None:
        """Play, or pause where it is."""
        if self._inspection is None:
            return
        if self._state.playing:
            self.stop_wanted.emit()
        else:
            self._ask()

    def listen_to(self, which: str) -> None:
        """This take ("take") or the healthy one ("healthy"), from the same moment on."""
        if which == "take" or self._has_healthy:
            self._change(replace(self._state, which="take" if which == "take" else "healthy"))

    def set_loop(self, on: bool) -> None:
        """Over and over, or once."""
        self._change(replace(self._state, loop=on))

    def hear_only(self, on: bool) -> None:
        """Only the chosen range, or everything; it plays at once."""
        if self._state.range is None:
            return
        self._change(replace(self._state, only=on))
        if on and not self._state.playing:
            self._ask()

    def hear_range(self, index: int) -> None:
        """That range alone, over and over, at once."""
        self._state = self._state.hear_range(index)
        self.plots.choose_range(index)
        self._ask()

    def move_head(self, seconds: float) -> None:
        """Put the play head there; outside the selected stretch that stretch is given up."""
        state = self._state.at(seconds)
        span = state.selection_s
        if span is not None and not span[0] <= seconds <= span[1]:
            state = state.cleared()
        self._change(state)

    def select(self, start_s: float, end_s: float, done: bool = True) -> None:
        """Select a stretch of time; what plays goes on from its start once that is `done`."""
        self._state = self._state.select(start_s, end_s)
        self._refresh()
        if done and self._state.playing:
            self._ask()

    def toggle_full_screen(self) -> None:
        """Fill the screen with this panel, or go back into the page."""
        full = not self.isWindow()
        self.setWindowFlag(Qt.WindowType.Window, full)
        if full:
            self.setWindowTitle(f"{_TITLE} – Earshot")
            self.showFullScreen()
        else:
            self.show()
        self.full.set_icon("minimize-2" if full else "maximize-2")
        self.plots.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """← and → move the play head by a second, + and − zoom in on it, 0 shows all of the take; Esc gives up the
        selection, then the full screen."""
        key = event.key()
        if self._inspection is not None and key in _STEPS_S:
            self.move_head(self._state.head_s + _STEPS_S[key])
        elif self._inspection is not None and key in _ZOOMS:
            self.plots.zoom_time(_ZOOMS[key], self._state.head_s)
        elif key == Qt.Key.Key_0:
            self.plots.show_all()
        elif key == Qt.Key.Key_Escape and self._state.selection_s is not None:
            self._change(self._state.cleared())
        elif key == Qt.Key.Key_Escape and self.isWindow():
            self.toggle_full_screen()
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
            self.toggle_play()

    def _other_sound(self) -> None:
        self.listen_to("take" if self._state.which == "healthy" else "healthy")

    def _toggle_only(self) -> None:
        self.hear_only(not self._state.only)

    def _next_range(self) -> None:
        if self._state.ranges:
            self.hear_range((self._state.chosen + 1) % len(self._state.ranges))

    # How it hangs together

    @property
    def _has_healthy(self) -> bool:
        return self._inspection is not None and self._inspection.healthy is not None

    def _change(self, state: PlayState) -> None:
        """Take on a state; what plays goes on as it says."""
        self._state = state
        self._refresh()
        if state.playing:
            self._ask()

    def _ask(self) -> None:
        wish = self._state.wish
        self._state = self._state.at(wish.start_s)
        self._refresh()
        self.play_wanted.emit(wish.start_s, wish.low_hz, wish.high_hz, wish.which, wish.loop)

    def _refresh(self, follow: bool = False) -> None:
        self.controls.show_state(replace(self._state, head_s=0.0), self._has_healthy)
        shown = self._inspection is not None
        self.plots.set_head(self._state.head_s if shown else None, follow)
        self.plots.select(self._state.selection_s)
        self._read_out()

    def _point_at(self, text: str) -> None:
        self._pointed = text
        self._read_out()

    def _read_out(self) -> None:
        """What the cursor points at; while it is elsewhere, where the play head or the selection is."""
        total_s = self._state.duration_s
        span = self._state.selection_s
        rest = moment(self._state.head_s, total_s)
        if span is not None:
            rest = JOINT.join((rest, stretch(*span, total_s)))
        self.controls.readout.setText(self._pointed or rest)
