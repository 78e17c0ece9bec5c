"""The panel "What it heard": what one can do with the take by its buttons, by the mouse and by keys."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from app.language import tr
from app.ui.sound.heard_parts import TITLE, HeardParts
from app.ui.sound.play_state import PlayState

_STEPS_S: dict[int, float] = {Qt.Key.Key_Left: -1.0, Qt.Key.Key_Right: 1.0}
_ZOOMS: dict[int, float] = {Qt.Key.Key_Plus: 1.5, Qt.Key.Key_Equal: 1.5, Qt.Key.Key_Minus: 1 / 1.5}


class HeardPanel(HeardParts):
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
        super().__init__(parent)
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
            self.setWindowTitle(f"{tr(TITLE)} – Earshot")
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

    def _change(self, state: PlayState) -> None:
        """Take on a state; what plays goes on as it says."""
        self._state = state
        self._refresh()
        if state.playing:
            self._ask()

    def _ask(self) -> None:
        if self._absent.take:
            return
        wish = self._state.wish
        self._state = self._state.at(wish.start_s)
        self._refresh()
        self.play_wanted.emit(wish.start_s, wish.low_hz, wish.high_hz, wish.which, wish.loop)
