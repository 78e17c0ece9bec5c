"""The trend page: how it goes on, the chart, and beside it the machine, all inspections and the readings."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.look.tokens import SPACE
from app.ui.pages.snug import ACROSS, DOWN, ScrollPage, SnugBox
from app.ui.pages.trend.chart_panel import ChartPanel
from app.ui.pages.trend.column import Column
from app.ui.pages.trend.facts_panel import FactsPanel
from app.ui.pages.trend.head_panel import HeadPanel
from app.ui.pages.trend.photo import PhotoView
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
        self.facts = FactsPanel(self.content)
        self.visits = VisitsPanel(self.content)
        self.readings = ReadingsPanel(self.content)
        self.chart = self.panel.chart
        self._left = QWidget(self.content)
        self._main = SnugBox(DOWN, self._left)
        self._main.addWidget(self.head)
        self._main.addWidget(self.panel, 1)
        self._side = Column(self.facts, self.visits, self.readings, self.content)
        self._row = SnugBox(ACROSS, self.content)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._side)
        self.photo = PhotoView(self)
        self.facts.photo_wanted.connect(self.photo.show_large)
        self._fit()
        changes().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where there is no room for two."""
        super().resizeEvent(event)
        self.photo.setGeometry(self.rect())
        self._arrange()

    def share(self) -> None:
        """The panels beside the chart say more now, or less."""
        narrow = self._row.direction() == DOWN
        margins = self._row.contentsMargins()
        room = self.maximumViewportSize().height() - margins.top() - margins.bottom()
        self._side.share(None if narrow else room, self._side.maximumWidth())

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROW)
        side = px(_WIDE_SIDE if touch() or self.width() >= px(_WIDE) else _SIDE)
        self._row.setDirection(DOWN if narrow else ACROSS)
        self._side.setMinimumWidth(0 if narrow else side)
        self._side.setMaximumWidth(UNLIMITED if narrow else side)
        # Below each other there is no column to fill.
        self.visits.show_at_least(_STACKED_ROWS if narrow else _ROWS)
        self.share()

    def _fit(self) -> None:
        gap, margin = px(SPACE[2]), px(SPACE[3])
        self._row.setContentsMargins(margin, gap, margin, margin)
        self._main.setContentsMargins(0, 0, 0, 0)
        for layout in (self._row, self._main):
            layout.setSpacing(gap)
        self._side.fit()
        self._arrange()
