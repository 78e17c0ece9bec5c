"""The plots as one widget: what is shown, what the mouse wants, what the cursor points at."""

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.take import SoundPicture
from app.domain.verdict import ExcessRange, Verdict
from app.domain.why import Marker
from app.ui import theme
from app.ui.sound.contents import Contents
from app.ui.sound.curves import BandCurves
from app.ui.sound.frames import Frames
from app.ui.sound.readings import level_at, peak_at
from app.ui.sound.scale import Scale, limits, to_axis, to_hz
from app.ui.sound.ticks import Tick, frequency_ticks
from app.ui.sound.touch import PINCH, handle_touch
from app.ui.sound.view import SoundView
from app.ui.sound.words import all_through, bands_readout, picture_readout, wave_readout

_PAUSE_MS = 150
_CLOSEST_S = 0.1
_CLOSEST_SHARE = 0.08
_WAVE_AIR = 1.1
_AROUND = 0.25
"""A sharper picture is asked for this much wider than the view on each side, so that small moves stay sharp."""


class SoundPlots(pg.GraphicsLayoutWidget):  # type: ignore[misc]
    """All plots of one take. Times in seconds of the take, ranges by their place in the verdict."""

    head_wanted = Signal(float)
    stretch_selected = Signal(float, float, bool)
    range_chosen = Signal(int)
    readout = Signal(str)
    window_wanted = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: BandCurves | None = None
        self._duration_s = 1.0
        self._scale = Scale.LOG
        self._chosen = 0
        self._markers: tuple[Marker, ...] = ()
        self._under_cursor: SoundView | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask_for_window)
        self.frames = Frames(self._frequency_ticks)
        self.contents = Contents(self.frames)
        self.frames.lay_out(self.ci)
        self._connect()
        self.viewport().grabGesture(PINCH)
        self.restyle()

    def _connect(self) -> None:
        frames = self.frames
        for view in (frames.wave, frames.spectrogram):
            view.gestures.clicked.connect(lambda x, _y: self.head_wanted.emit(x))
            view.gestures.selected.connect(self.stretch_selected)
        for view in frames.views:
            view.gestures.reset.connect(self.show_all)
            view.gestures.hovered.connect(lambda _x, _y, view=view: self._enter(view))
            view.gestures.left.connect(lambda view=view: self._leave(view))
            view.sigResized.connect(self._frames_moved)
        frames.wave.gestures.hovered.connect(self._over_wave)
        frames.spectrogram.gestures.hovered.connect(self._over_picture)
        frames.bands.gestures.hovered.connect(self._over_bands)
        frames.spectrogram.sigXRangeChanged.connect(lambda *_: self._pause.start())
        frames.spectrogram.sigYRangeChanged.connect(self._frames_moved)
        for column in (frames.brackets, frames.labels):
            column.chosen.connect(self.range_chosen)
        theme.changes().changed.connect(self.restyle)

    def _frequency_ticks(self, low: float, high: float, length_px: float) -> list[Tick]:
        return frequency_ticks(low, high, length_px, self._scale)

    # What is shown

    def show_sound(self, duration_s: float, picture: SoundPicture | None, curves: BandCurves | None) -> None:
        """Show another take from its start to its end."""
        self._duration_s = max(duration_s, _CLOSEST_S)
        self._curves = curves
        self._chosen = 0
        self.frames.legend.show_curves(curves)
        self.contents.curves.show_curves(curves, self._scale)
        self._show_ranges()
        self.show_picture(picture)
        self.select(None)
        self._confine()
        self._pause.stop()

    def show_picture(self, picture: SoundPicture | None) -> None:
        """Show the picture of the whole take, which may come after the take."""
        self.contents.whole.show(picture, self._scale)
        self.show_window(None)
        peak = 0.0
        if picture is not None and picture.wave_low.size:
            peak = max(abs(float(picture.wave_low.min())), abs(float(picture.wave_high.max())))
        top = peak * _WAVE_AIR if peak > 0 else 1.0
        self.frames.wave.setYRange(-top, top, padding=0)

    def show_marks(self, verdict: Verdict | None, lines: bool = True) -> None:
        """Mark when the difference is heard, unless that is all through, and with `lines` shaft and blades."""
        self._markers = verdict.markers if verdict is not None and lines else ()
        self._show_markers()
        moments = verdict.moments if verdict is not None else ()
        self.contents.show_moments(() if all_through(moments, self._duration_s) else moments)

    def show_window(self, picture: SoundPicture | None) -> None:
        """Lay a sharper picture of a part over the whole, or take it away."""
        self.contents.part.show(picture, self._scale)

    def set_scale(self, scale: Scale) -> None:
        """Show frequency on that scale in picture and curve, from the same lowest to the same highest in sight."""
        spectrogram = self.frames.spectrogram
        times, positions = spectrogram.viewRange()
        seen_hz = [float(to_hz(self._scale, position)) for position in positions]
        self._scale = scale
        for layer in (self.contents.whole, self.contents.part):
            layer.show(layer.picture, scale)
        self.contents.curves.show_curves(self._curves, scale)
        self._show_ranges()
        self._show_markers()
        self._confine()
        spectrogram.setRange(xRange=times, yRange=[float(to_axis(scale, hz)) for hz in seen_hz], padding=0)
        self.frames.frequency_axis.refresh()
        self._frames_moved()

    def set_colours(self, floor_db: float, ceiling_db: float, name: str) -> None:
        """Colour the spectrogram between those levels."""
        for layer in (self.contents.whole, self.contents.part):
            layer.colour(floor_db, ceiling_db, name)

    def choose_range(self, index: int) -> None:
        """Mark one of the ranges as the one to be heard."""
        self._chosen = index
        self._show_ranges()

    def set_head(self, seconds: float | None, follow: bool = False) -> None:
        """Put the play head there, or away; a view that is to follow turns the page when the head leaves it."""
        self.contents.set_head(seconds)
        start, end = self.frames.spectrogram.viewRange()[0]
        if follow and seconds is not None and not start <= seconds <= end:
            self.frames.spectrogram.setXRange(seconds, seconds + end - start, padding=0)

    def select(self, span: tuple[float, float] | None) -> None:
        """Mark a stretch of time, or none."""
        self.contents.select(span)

    def show_all(self) -> None:
        """From the start to the end, from the lowest to the highest."""
        self.frames.spectrogram.setRange(xRange=(0.0, self._duration_s), yRange=limits(self._scale), padding=0)

    def zoom_time(self, factor: float, seconds: float) -> None:
        """Show `factor` times less time around a moment."""
        self.frames.spectrogram.zoom(factor, QPointF(seconds, 0.0), across=True)

    def restyle(self) -> None:
        """Take colours, fonts and sizes from the theme."""
        palette = theme.current()
        self.setBackground(palette.surface)
        self.frames.fit(self.ci)
        self.frames.restyle(palette)
        self.contents.restyle(palette)

    def _show_markers(self) -> None:
        shown = ((marker, float(to_axis(self._scale, marker.hz))) for marker in self._markers)
        self.contents.show_markers(tuple(shown))

    def _ranges(self) -> tuple[ExcessRange, ...]:
        return () if self._curves is None else self._curves.ranges

    def _show_ranges(self) -> None:
        ranges = self._ranges()
        ends = [(float(to_axis(self._scale, r.low_hz)), float(to_axis(self._scale, r.high_hz))) for r in ranges]
        self.contents.show_ranges(ends, self._chosen)
        for column in (self.frames.brackets, self.frames.labels):
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
        low, high = limits(self._scale)
        closest = (min(_CLOSEST_S, self._duration_s), (high - low) * _CLOSEST_SHARE)
        self.frames.spectrogram.confine((0.0, self._duration_s), (low, high), closest)
        if self._curves is not None:
            self.frames.bands.setXRange(*self._curves.span_db(), padding=0)
        self._frames_moved()

    def _frames_moved(self, *_: object) -> None:
        self.contents.fit()

    def _ask_for_window(self) -> None:
        """Ask for a sharper picture where the one at hand has fewer columns in sight than the screen."""
        start, end = self.frames.spectrogram.viewRange()[0]
        best = self.contents.best(start, end)
        if best is None or end - start >= self._duration_s * 0.999:
            return
        columns = best.level_db.shape[1] * (end - start) / (best.end_s - best.start_s)
        if columns < self.frames.spectrogram.width() * self.devicePixelRatioF():
            around = (end - start) * _AROUND
            self.window_wanted.emit(max(start - around, 0.0), min(end + around, self._duration_s))

    # What is read out

    def _enter(self, view: SoundView) -> None:
        self._under_cursor = view

    def _leave(self, view: SoundView) -> None:
        """The cursor enters a frame before it leaves the one it comes from."""
        if self._under_cursor is view:
            self.readout.emit("")

    def _over_wave(self, seconds: float, _level: float) -> None:
        picture = self.contents.best(seconds, seconds)
        peak = None if picture is None else peak_at(picture, seconds)
        self.readout.emit("" if peak is None else wave_readout(seconds, peak, self._duration_s))

    def _over_picture(self, seconds: float, position: float) -> None:
        hz = float(to_hz(self._scale, position))
        picture = self.contents.best(seconds, seconds)
        level_db = None if picture is None else level_at(picture, seconds, hz)
        self.readout.emit("" if level_db is None else picture_readout(seconds, hz, level_db, self._duration_s))

    def _over_bands(self, _level: float, position: float) -> None:
        hz = float(to_hz(self._scale, position))
        self.readout.emit("" if self._curves is None else bands_readout(hz, self._curves))
