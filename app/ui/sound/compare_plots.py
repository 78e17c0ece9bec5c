"""The compared plots as one widget: what is shown, what the mouse wants, what the cursor points at."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.take import SoundPicture
from app.domain.verdict import ExcessRange
from app.language import tr
from app.ui import theme
from app.ui.sound.compare_contents import CompareContents
from app.ui.sound.compare_frames import CompareFrames
from app.ui.sound.compare_shown import PairShown
from app.ui.sound.scale import Scale, limits, to_axis, to_hz
from app.ui.sound.touch import PINCH, handle_touch
from app.ui.sound.view import SoundView

_PAUSE_MS = 150
_CLOSEST_S, _CLOSEST_SHARE = 0.1, 0.08
_AROUND = 0.25
"""A sharper picture is asked for this much wider than the view on each side, so that small moves stay sharp."""


class ComparePlots(pg.GraphicsLayoutWidget):  # type: ignore[misc]
    """A, B and what differs. Times are those of the common axis, ranges are meant by their place."""

    head_wanted = Signal(float)
    stretch_selected = Signal(float, float, bool)
    range_chosen = Signal(int)
    readout = Signal(str)
    window_wanted = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pair: PairShown | None = None
        self._chosen = 0
        self._under_cursor: SoundView | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask_for_window)
        self.frames = CompareFrames()
        self.contents = CompareContents(self.frames)
        self.frames.lay_out(self.ci)
        self._connect()
        self.viewport().grabGesture(PINCH)
        self.restyle()

    def _connect(self) -> None:
        frames = self.frames
        for view in frames.pictures:
            view.gestures.clicked.connect(lambda x, _y: self.head_wanted.emit(x))
            view.gestures.selected.connect(self.stretch_selected)
            view.gestures.hovered.connect(self._over_picture)
        for view in frames.curves:
            view.gestures.hovered.connect(self._over_curve)
        for view in (*frames.pictures, *frames.curves):
            view.gestures.reset.connect(self.show_all)
            view.gestures.hovered.connect(lambda _x, _y, view=view: self._enter(view))
            view.gestures.left.connect(lambda view=view: self._leave(view))
            view.sigResized.connect(self._frames_moved)
        main = frames.rows[2].picture
        main.sigXRangeChanged.connect(lambda *_: self._pause.start())
        main.sigYRangeChanged.connect(self._frames_moved)
        for column in (frames.labels, *(row.brackets for row in frames.rows)):
            column.chosen.connect(self.range_chosen)
        theme.changes().changed.connect(self.restyle)

    # What is shown

    def show_pair(self, pair: PairShown, *, again: bool = False) -> None:
        """Show two takes from start to end; `again`: the same two otherwise, so the view and the range stay."""
        seen = self.frames.rows[2].picture.viewRange()
        self._pair = pair
        self._chosen = min(self._chosen, max(len(self._ranges()) - 1, 0)) if again else 0
        frames = self.frames
        for head, side in zip(frames.side_heads, (pair.a, pair.b), strict=True):
            head.show_side(side)
        frames.difference_head.show_span(pair.span_db)
        frames.keys[0].show_entries(("line", "A"))
        frames.keys[1].show_entries(("line", "B"), ("dashes", "A"), ("reach", tr("spread")))
        self.contents.show_pair(pair)
        self._show_ranges()
        self._confine()
        if again:
            frames.rows[2].picture.setRange(xRange=seen[0], yRange=seen[1], padding=0)
        else:
            self._pause.stop()

    def show_closer(self, a: SoundPicture | None, b: SoundPicture | None) -> None:
        """Lay sharper pictures of a part over A and B; times are the takes' own."""
        for layer, picture in zip(self.contents.sides, (a, b), strict=True):
            layer.show_closer(picture)

    def set_colours(self, floor_db: float, ceiling_db: float, name: str) -> None:
        """Colour A and B between those levels."""
        self.contents.colour(floor_db, ceiling_db, name)

    def choose_range(self, index: int) -> None:
        """Mark one of the ranges as the one to be heard."""
        if index != self._chosen:
            self._chosen = index
            self._show_ranges()

    def set_head(self, seconds: float | None, follow: bool = False) -> None:
        """Put the play head there, or away; a view that is to follow turns the page when the head leaves it."""
        self.contents.set_head(seconds)
        start, end = self.frames.rows[2].picture.viewRange()[0]
        if follow and seconds is not None and not start <= seconds <= end:
            self.frames.rows[2].picture.setXRange(seconds, seconds + end - start, padding=0)

    def select(self, span: tuple[float, float] | None) -> None:
        """Mark a stretch of time, or none."""
        self.contents.select(span)

    def show_all(self) -> None:
        """From the start to the end, from the lowest to the highest."""
        length_s = self._pair.length_s if self._pair is not None else 1.0
        self.frames.rows[2].picture.setRange(xRange=(0.0, length_s), yRange=limits(Scale.LOG), padding=0)

    def zoom_time(self, factor: float, seconds: float) -> None:
        """Show `factor` times less time around a moment."""
        self.frames.rows[2].picture.zoom(factor, QPointF(seconds, 0.0), across=True)

    def restyle(self) -> None:
        """Take colours, fonts and sizes from the theme."""
        palette = theme.current()
        self.setBackground(palette.surface)
        self.frames.fit(self.ci)
        self.frames.restyle(palette)
        self.contents.restyle(palette)

    def _ranges(self) -> tuple[ExcessRange, ...]:
        return () if self._pair is None else self._pair.difference.ranges

    def _show_ranges(self) -> None:
        ranges = self._ranges()
        ends = [(float(to_axis(Scale.LOG, one.low_hz)), float(to_axis(Scale.LOG, one.high_hz))) for one in ranges]
        self.contents.show_ranges(ends, self._chosen)
        for column in (self.frames.labels, *(row.brackets for row in self.frames.rows)):
            column.show_ranges(ranges, ends, self._chosen)

    # What moves

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Frames first, then what hangs in them."""
        super().resizeEvent(event)
        if hasattr(self, "contents"):
            self._frames_moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The panel knows the keys; pyqtgraph would eat them."""
        event.ignore()

    def viewportEvent(self, event: QEvent) -> bool:
        """Two fingers zoom and move; all else is the mouse's."""
        return handle_touch(self, event) or bool(super().viewportEvent(event))

    def frame_at(self, at: QPointF) -> SoundView | None:
        """The frame under a point of the viewport."""
        return self.frames.at(at)

    def _confine(self) -> None:
        assert self._pair is not None
        low, high = limits(Scale.LOG)
        length_s = max(self._pair.length_s, _CLOSEST_S)
        closest = (min(_CLOSEST_S, length_s), (high - low) * _CLOSEST_SHARE)
        self.frames.rows[2].picture.confine((0.0, length_s), (low, high), closest)
        self._frames_moved()

    def _frames_moved(self, *_: object) -> None:
        self.contents.fit()

    def _ask_for_window(self) -> None:
        """Ask for sharper pictures where those at hand have fewer columns in sight than the screen."""
        pair, view = self._pair, self.frames.rows[2].picture
        start, end = view.viewRange()[0]
        if pair is None or end - start >= pair.length_s * 0.999:
            return
        for layer in self.contents.sides:
            held = [one for one in layer.shown if one is not None and one.start_s <= start and end <= one.end_s]
            best = held[-1] if held else layer.shown[0]
            if best is None:
                continue
            columns = best.level_db.shape[1] * (end - start) / (best.end_s - best.start_s)
            if columns < view.width() * self.devicePixelRatioF():
                around = (end - start) * _AROUND
                self.window_wanted.emit(max(start - around, 0.0), min(end + around, pair.length_s))
                return

    # What is read out

    def _enter(self, view: SoundView) -> None:
        self._under_cursor = view

    def _leave(self, view: SoundView) -> None:
        """The cursor enters a frame before it leaves the one it comes from."""
        if self._under_cursor is view:
            self.readout.emit("")

    def _over_picture(self, seconds: float, position: float) -> None:
        if self._pair is not None:
            self.readout.emit(self._pair.readout(seconds, float(to_hz(Scale.LOG, position))))

    def _over_curve(self, _level: float, position: float) -> None:
        if self._pair is not None:
            self.readout.emit(self._pair.curve_readout(float(to_hz(Scale.LOG, position))))
