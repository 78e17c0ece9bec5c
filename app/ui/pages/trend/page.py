"""The trend page: how it goes on, the chart, and beside it all inspections and the readings."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.look.tokens import SPACE
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox
from app.ui.pages.trend.chart_panel import ChartPanel
from app.ui.pages.trend.head_panel import HeadPanel
from app.ui.pages.trend.readings_panel import ReadingsPanel
from app.ui.pages.trend.visits_panel import VisitsPanel
from app.ui.theme import changes, px, touch
from app.ui.theme.state import UNLIMITED

_SIDE, _WIDE_SIDE = 328, 400
_NARROW, _WIDE = 940, 1500
_ROWS, _STACKED_ROWS = 3, 4


class TrendPage(ScrollPage):
    """Two columns; below each other where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = HeadPanel(self.content)
        self.panel = ChartPanel(self.content)
        self.visits = VisitsPanel(self.content)
        self.readings = ReadingsPanel(self.content)
        self.chart = self.panel.chart
        self._left, self._right = QWidget(self.content), QWidget(self.content)
        self._main, self._side = SnugBox(DOWN, self._left), SnugBox(DOWN, self._right)
        self._main.addWidget(self.head)
        self._main.addWidget(self.panel, 1)
        self._side.addWidget(self.visits, 11)
        self._side.addWidget(self.readings, 9)
        self._row = SnugBox(ACROSS, self.content)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._right)
        self._fit()
        changes().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is no room for two."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROW)
        side = px(_WIDE_SIDE if touch() or self.width() >= px(_WIDE) else _SIDE)
        self._row.setDirection(DOWN if narrow else ACROSS)
        self._right.setMinimumWidth(0 if narrow else side)
        self._right.setMaximumWidth(UNLIMITED if narrow else side)
        # Below each other there is no column to fill.
        self.visits.show_at_least(_STACKED_ROWS if narrow else _ROWS)

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._row.setContentsMargins(margin, gap, margin, margin)
        for layout in (self._main, self._side):
            layout.setContentsMargins(0, 0, 0, 0)
        for layout in (self._row, self._main, self._side):
            layout.setSpacing(gap)
        self._arrange()
