"""The compared frames and how they lie: A over B over what differs, one time axis, one frequency axis."""

import pyqtgraph as pg
from PySide6.QtCore import QPointF

from app.look.tokens import CAPTION, Palette
from app.ui import theme
from app.ui.sound.axes import Axis
from app.ui.sound.compare_heads import CurveKey, DifferenceHead, SideHead
from app.ui.sound.range_columns import BracketColumn, LabelColumn
from app.ui.sound.scale import Scale
from app.ui.sound.ticks import Tick, frequency_ticks, level_ticks, time_ticks
from app.ui.sound.view import Drag, SoundView

_AXIS_WIDTH, _AXIS_HEIGHT, _HEAD_HEIGHT = 56, 20, 22
_BANDS_WIDTH, _BRACKET_WIDTH, _LABEL_WIDTH = 160, 24, 60
_GAP = 4


def _frequencies(low: float, high: float, length_px: float) -> list[Tick]:
    return frequency_ticks(low, high, length_px, Scale.LOG)


class Row:
    """One picture with its frequency axis, its brackets and its curve."""

    def __init__(self) -> None:
        self.picture = SoundView(Drag.SELECT)
        self.curve = SoundView(Drag.PAN, zooms_x=False)
        self.curve.setYLink(self.picture)
        self.frequency_axis = Axis("left", self.picture, _frequencies)
        self.brackets = BracketColumn(self.picture)


class CompareFrames:
    """All of it. `rows` are A, B and what differs; the curves of A and B share one level axis."""

    def __init__(self) -> None:
        self.rows = (Row(), Row(), Row())
        a, b, difference = self.rows
        for row in (a, b):
            row.picture.setXLink(difference.picture)
            row.picture.setYLink(difference.picture)
        a.curve.setXLink(b.curve)
        self.side_heads = (SideHead(), SideHead())
        self.difference_head = DifferenceHead()
        self.keys = (CurveKey(), CurveKey())
        self.time_axis = Axis("bottom", difference.picture, time_ticks)
        self.level_axis = Axis("bottom", b.curve, level_ticks)
        self.difference_axis = Axis("bottom", difference.curve, level_ticks)
        self.labels = LabelColumn(difference.curve)

    @property
    def pictures(self) -> tuple[SoundView, SoundView, SoundView]:
        """The frames over time: A, B, what differs."""
        a, b, difference = self.rows
        return a.picture, b.picture, difference.picture

    @property
    def curves(self) -> tuple[SoundView, SoundView, SoundView]:
        """The frames of the curves: A, B, what differs."""
        a, b, difference = self.rows
        return a.curve, b.curve, difference.curve

    def at(self, point: QPointF) -> SoundView | None:
        """The frame under a point of the scene."""
        views = (*self.pictures, *self.curves)
        return next((view for view in views if view.sceneBoundingRect().contains(point)), None)

    def lay_out(self, layout: pg.GraphicsLayout) -> None:
        """Put everything into the grid."""
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for at, head in enumerate((*self.side_heads, self.difference_head)):
            layout.addItem(head, 2 * at, 0, 1, 2)
        for at, key in enumerate(self.keys):
            layout.addItem(key, 2 * at, 3, 1, 2)
        for at, row in enumerate(self.rows):
            layout.addItem(row.frequency_axis, 2 * at + 1, 0)
            layout.addItem(row.picture, 2 * at + 1, 1)
            layout.addItem(row.brackets, 2 * at + 1, 2)
            layout.addItem(row.curve, 2 * at + 1, 3)
        layout.addItem(self.labels, 5, 4)
        layout.addItem(self.level_axis, 4, 3)
        layout.addItem(self.time_axis, 6, 1)
        layout.addItem(self.difference_axis, 6, 3)

    def fit(self, layout: pg.GraphicsLayout) -> None:
        """Widths and heights at the user's scale; the three pictures share what is left."""
        grid = layout.layout
        widths = ((0, _AXIS_WIDTH), (2, _BRACKET_WIDTH), (3, _BANDS_WIDTH), (4, _LABEL_WIDTH))
        for column, width in widths:
            grid.setColumnFixedWidth(column, theme.px(width))
        head = max(theme.px(_HEAD_HEIGHT), theme.line_height(CAPTION) + _GAP)
        for at in (0, 2, 4):
            grid.setRowFixedHeight(at, head)
        for at in (1, 3, 5):
            grid.setRowPreferredHeight(at, 100)
            grid.setRowStretchFactor(at, 1)
        grid.setRowFixedHeight(6, theme.px(_AXIS_HEIGHT))
        for row in self.rows:
            row.frequency_axis.setWidth(theme.px(_AXIS_WIDTH))
        for axis in (self.time_axis, self.difference_axis):
            axis.setHeight(theme.px(_AXIS_HEIGHT))
        self.level_axis.setHeight(head)

    def restyle(self, palette: Palette) -> None:
        """Grounds, edges, axes."""
        for view in self.pictures:
            view.setBackgroundColor(palette.sunken)
        for view in self.curves:
            view.setBorder(palette.line)
        axes = [row.frequency_axis for row in self.rows]
        for axis in (*axes, self.time_axis, self.level_axis, self.difference_axis):
            axis.restyle()
        brackets = [row.brackets for row in self.rows]
        for item in (*brackets, *self.side_heads, *self.keys, self.difference_head, self.labels):
            item.update()
