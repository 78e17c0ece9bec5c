"""The live picture between its axes: two frames of fixed scales that nothing zooms or drags."""

from math import ceil

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QMarginsF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.acoustics.live import SHOWN_S, Columns, LastColumns
from app.language import later, tr
from app.look.tokens import CAPTION
from app.ui import theme
from app.ui.sound.axes import Axis, TickMaker
from app.ui.sound.live_image import LevelColours
from app.ui.sound.live_item import LiveItem
from app.ui.sound.live_scale import WaveScale, past_ticks
from app.ui.sound.scale import Scale, limits
from app.ui.sound.ticks import Tick, frequency_ticks

_AXIS_WIDTH, _TICK = 44, 4
_WIDEST = ("8 kHz", "−0.05")
_WAVE_HEIGHT = (52, 84)
_WAVE_SHARE = 0.17
_GAP = 4
_OVERHANG_PX = 24.0
_NOW = later("now")


class LiveAxis(Axis):
    """An axis that is drawn once and then only copied, though its edge is touched by every step of the sound."""

    def __init__(self, side: str, view: pg.ViewBox, ticks: TickMaker) -> None:
        super().__init__(side, view, ticks)
        self.setCacheMode(self.CacheMode.DeviceCoordinateCache)

    def boundingRect(self) -> QRectF:
        """As far as the labels may reach, but not into the frame."""
        rect: QRectF = self.mapRectFromParent(self.geometry())
        far = _OVERHANG_PX
        left = self.orientation == "left"
        return rect.marginsAdded(QMarginsF(0, far, 0, far) if left else QMarginsF(far, 0, far, 0))

    def _bottom(
        self, bounds: QRectF, tick: Tick, metrics: QFontMetricsF
    ) -> tuple[tuple[QPointF, QPointF], QRectF]:
        """Beside the last label the view ends, and the label with it."""
        line, label = super()._bottom(bounds, tick, metrics)
        label.moveRight(min(label.right(), bounds.right()))
        return line, label


class LivePlots(pg.GraphicsLayoutWidget):  # type: ignore[misc]
    """Waveform over log-frequency spectrogram of the last ten seconds.

    `columns_changed` says that there is room for another number of columns; `show_sound` with as many is awaited.
    """

    columns_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = WaveScale()
        self._now = tr(_NOW)
        self._wave, self._levels = (pg.ViewBox(enableMouse=False, enableMenu=False) for _ in range(2))
        self._wave_axis = LiveAxis("left", self._wave, lambda *_: self._scale.ticks())
        self._frequency_axis = LiveAxis("left", self._levels, self._frequency_ticks)
        self._time_axis = LiveAxis("bottom", self._levels, self._time_ticks)
        self._item = LiveItem()
        self._fitted = (QRectF(), QRectF(), 0.0)
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setInteractive(False)
        theme.changes().changed.connect(self.restyle)
        self.restyle()

    def _lay_out(self) -> None:
        layout = self.ci
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addItem(self._wave_axis, 0, 0)
        layout.addItem(self._wave, 0, 1)
        layout.addItem(self._frequency_axis, 1, 0)
        layout.addItem(self._levels, 1, 1)
        layout.addItem(self._time_axis, 2, 1)
        self.scene().addItem(self._item)
        for view in (self._wave, self._levels):
            view.disableAutoRange()
            view.sigResized.connect(self._frames_moved)
        self._levels.setRange(xRange=(-float(SHOWN_S), 0.0), yRange=limits(Scale.LOG), padding=0)
        self._fit_wave_range()

    # What is shown

    @property
    def columns(self) -> int:
        """How many columns there is room for."""
        return self._item.columns

    def show_sound(self, shown: LastColumns) -> None:
        """Show this from now on; it goes on with `append`."""
        self._item.show(shown)
        self._make_room(shown.all())

    def append(self, new: Columns) -> None:
        """Show the columns that were just put into what is shown."""
        if new.low.size:
            self._item.append(new)
            self._make_room(new)

    def set_colours(self, floor_db: float, ceiling_db: float, name: str) -> None:
        """Colour the levels between those two."""
        self._item.colour(LevelColours(floor_db, ceiling_db, name))

    def stand_still(self, word: str) -> None:
        """Say this word over a picture that stands still; empty when it goes on."""
        self._now = "0" if word else tr(_NOW)
        self._item.set_word(word)
        self._time_axis.refresh()

    @property
    def frames(self) -> tuple[QRectF, QRectF]:
        """Where waveform and spectrogram are, in px of this widget."""
        return self._fitted[:2]

    # The scale of the waveform

    @property
    def wave_scale(self) -> WaveScale:
        """Which step holds."""
        return self._scale

    def fix_wave(self, step: float | None) -> None:
        """Show the waveform at one step of its scale; None for upwards from the usual one."""
        self._scale.fix(step)
        self._make_room(self._item.shown.all())
        self._fit_wave_range()

    def reset_wave(self) -> None:
        """Back to the step where it begins, for another sound."""
        self._scale.reset()
        self._fit_wave_range()

    def _make_room(self, new: Columns) -> None:
        peak = max(float(new.high.max()), -float(new.low.min())) if new.low.size else 0.0
        if self._scale.grow(peak):
            self._fit_wave_range()

    def _fit_wave_range(self) -> None:
        self._wave.setYRange(-self._scale.top, self._scale.top, padding=0)
        self._wave_axis.refresh()
        self._item.stretch_wave(self._scale.top)

    # How it lies

    def sizeHint(self) -> QSize:
        """Enough to see something."""
        return QSize(theme.px(360), theme.px(240))

    def minimumSizeHint(self) -> QSize:
        """Less would be axes and nothing between."""
        return QSize(theme.px(160), theme.px(120))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """A higher view has a higher waveform, within limits."""
        if hasattr(self, "_item"):
            self._fit_rows()
        super().resizeEvent(event)

    def restyle(self) -> None:
        """Take colours, fonts and sizes from the theme."""
        palette = theme.current()
        self.setBackground(palette.surface)
        self._fit_rows()
        for axis in (self._wave_axis, self._frequency_axis, self._time_axis):
            axis.restyle()
        self._item.restyle()

    def _fit_rows(self) -> None:
        grid = self.ci.layout
        least, most = (theme.px(height) for height in _WAVE_HEIGHT)
        metrics = QFontMetricsF(theme.font(CAPTION))
        words_px = max(metrics.horizontalAdvance(text) for text in _WIDEST)
        axis_width = max(theme.px(_AXIS_WIDTH), ceil(words_px) + 3 * _TICK)
        axis_height = theme.line_height(CAPTION) + _TICK
        grid.setColumnFixedWidth(0, axis_width)
        grid.setRowFixedHeight(0, min(max(round(self.height() * _WAVE_SHARE), least), most))
        grid.setRowSpacing(0, _GAP)
        grid.setRowFixedHeight(2, axis_height)
        for axis in (self._wave_axis, self._frequency_axis):
            axis.setWidth(axis_width)
        self._time_axis.setHeight(axis_height)

    def _frames_moved(self, *_: object) -> None:
        wave, levels = (view.mapRectToScene(view.rect()) for view in (self._wave, self._levels))
        fitted = (wave, levels, self.devicePixelRatioF())
        if fitted != self._fitted:
            self._fitted = fitted
            self._item.fit(*fitted)
            self.columns_changed.emit()

    def _frequency_ticks(self, low: float, high: float, length_px: float) -> list[Tick]:
        return frequency_ticks(low, high, length_px, Scale.LOG)

    def _time_ticks(self, low: float, _high: float, length_px: float) -> list[Tick]:
        return past_ticks(-low, length_px, self._now)

    # What is let through to the page

    def event(self, event: QEvent) -> bool:
        """Another screen may have finer pixels."""
        done = bool(super().event(event))
        if event.type() == QEvent.Type.DevicePixelRatioChange and hasattr(self, "_item"):
            self._frames_moved()
        return done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page knows the keys; pyqtgraph would eat them."""
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls; there is nothing to zoom here."""
        event.ignore()
