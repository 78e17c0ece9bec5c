"""The frames, axes and columns of the plots and how they lie: one time axis across, one frequency axis up."""

import pyqtgraph as pg
from PySide6.QtCore import QPointF

from app.look.tokens import Palette
from app.ui import theme
from app.ui.sound.axes import Axis, TickMaker
from app.ui.sound.legend import Legend
from app.ui.sound.range_columns import BracketColumn, LabelColumn
from app.ui.sound.ticks import level_ticks, time_ticks, wave_ticks
from app.ui.sound.view import Drag, SoundView

_AXIS_WIDTH, _AXIS_HEIGHT = 56, 20
_WAVE_HEIGHT, _BANDS_WIDTH, _BRACKET_WIDTH, _LABEL_WIDTH = 52, 160, 24, 60
_GAP = 4


class Frames:
    """Waveform over spectrogram, brackets, band curve and labels beside it, legend above."""

    def __init__(self, frequency_ticks: TickMaker) -> None:
        self.wave = SoundView(Drag.SELECT, zooms_y=False)
        self.spectrogram = SoundView(Drag.SELECT)
        self.bands = SoundView(Drag.PAN, zooms_x=False)
        self.wave.setXLink(self.spectrogram)
        self.bands.setYLink(self.spectrogram)
        self.wave_axis = Axis("left", self.wave, wave_ticks)
        self.frequency_axis = Axis("left", self.spectrogram, frequency_ticks)
        self.time_axis = Axis("bottom", self.spectrogram, time_ticks)
        self.level_axis = Axis("bottom", self.bands, level_ticks)
        self.brackets = BracketColumn(self.spectrogram)
        self.labels = LabelColumn(self.bands)
        self.legend = Legend()

    @property
    def views(self) -> tuple[SoundView, SoundView, SoundView]:
        """Waveform, spectrogram, band curve."""
        return self.wave, self.spectrogram, self.bands

    def at(self, point: QPointF) -> SoundView | None:
        """The frame under a point of the scene."""
        return next((view for view in self.views if view.sceneBoundingRect().contains(point)), None)

    def lay_out(self, layout: pg.GraphicsLayout) -> None:
        """Put everything into the grid."""
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addItem(self.wave_axis, 0, 0)
        layout.addItem(self.wave, 0, 1)
        layout.addItem(self.legend, 0, 3, 1, 2)
        layout.addItem(self.frequency_axis, 1, 0)
        layout.addItem(self.spectrogram, 1, 1)
        layout.addItem(self.brackets, 1, 2)
        layout.addItem(self.bands, 1, 3)
        layout.addItem(self.labels, 1, 4)
        layout.addItem(self.time_axis, 2, 1)
        layout.addItem(self.level_axis, 2, 3)

    def fit(self, layout: pg.GraphicsLayout) -> None:
        """Widths and heights at the user's scale; the spectrogram takes what is left."""
        grid = layout.layout
        for column, width in ((0, _AXIS_WIDTH), (2, _BRACKET_WIDTH), (3, _BANDS_WIDTH), (4, _LABEL_WIDTH)):
            grid.setColumnFixedWidth(column, theme.px(width))
        grid.setRowFixedHeight(0, theme.px(_WAVE_HEIGHT))
        grid.setRowSpacing(0, _GAP)
        grid.setRowFixedHeight(2, theme.px(_AXIS_HEIGHT))
        for axis in (self.wave_axis, self.frequency_axis):
            axis.setWidth(theme.px(_AXIS_WIDTH))
        for axis in (self.time_axis, self.level_axis):
            axis.setHeight(theme.px(_AXIS_HEIGHT))

    def restyle(self, palette: Palette) -> None:
        """Grounds, edges, axes."""
        self.wave.setBackgroundColor(palette.sunken)
        self.spectrogram.setBackgroundColor(palette.sunken)
        self.bands.setBorder(palette.line)
        for axis in (self.wave_axis, self.frequency_axis, self.time_axis, self.level_axis):
            axis.restyle()
        for column in (self.brackets, self.labels, self.legend):
            column.update()
