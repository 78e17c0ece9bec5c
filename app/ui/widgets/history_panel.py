"""How the score went over the visits, and the visits themselves."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from app.domain.inspection import Visit
from app.language import tr, tr_many
from app.ui.theme import changes, px
from app.ui.theme.state import UNLIMITED
from app.ui.widgets.buttons import QuietButton
from app.ui.widgets.frame import PanelFrame
from app.ui.widgets.small import Rule
from app.ui.widgets.text import Text
from app.ui.widgets.trend import Trend
from app.ui.widgets.visit_list import VisitList

_HEIGHT, _LEAST = 172, 140
_VISITS_WIDTH = 275
_NARROW = 760


class HistoryPanel(QFrame):
    """172 px, 140 where there is little room: the trend and the visits beside it, or below it where narrow."""

    visit_chosen = Signal(str)
    trend_wanted = Signal()
    compare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._trend = Trend(self)
        self._visits = VisitList(self)
        self._left = PanelFrame(tr("History"), parent=self)
        self._right = PanelFrame(tr("Visits"), parent=self)
        self.compare = QuietButton(tr("Compare"), "arrow-left-right", parent=self)
        self.trend = QuietButton(tr("Trend and readings"), "trending-up", parent=self)
        self._count = Text("", tone="text2", parent=self)
        self._build()
        self._trend.visit_chosen.connect(self.visit_chosen)
        self._visits.visit_chosen.connect(self.visit_chosen)
        self.compare.clicked.connect(self.compare_wanted)
        self.trend.clicked.connect(self.trend_wanted)
        self._fit()
        changes().changed.connect(self._fit)

    def show_visits(
        self,
        visits: Sequence[Visit],
        chosen_id: str | None = None,
        *,
        learnt: Sequence[datetime] = (),
        watch: float | None = None,
    ) -> None:
        """Show the visits (any order), the one that is open, when baselines were learnt, the watch limit."""
        newest_first = sorted(visits, key=lambda visit: visit.when, reverse=True)
        self._trend.show_visits(newest_first[::-1], chosen_id, learnt=learnt, watch=watch)
        self._visits.show_visits(newest_first, chosen_id)
        self._count.setText(str(len(visits)) if visits else "")
        told = tr_many(
            "score of {n} visit, this point and condition",
            "score of {n} visits, this point and condition",
            len(visits),
        )
        self._left.set_title(tr("History"), told if visits else "")

    def show_changed(self, since: datetime | None) -> None:
        """Mark in the trend since when it sounds another way; None is never."""
        self._trend.show_changed(since)

    def sizeHint(self) -> QSize:
        """As designed; stacked, trend and visits want as much each."""
        return QSize(super().sizeHint().width(), px(2 * _HEIGHT if self._narrow else _HEIGHT))

    def _build(self) -> None:
        for part in (self._left, self._right):
            part.setProperty("panel", False)
        self._left.body.addWidget(self._trend)
        self._right.body.addWidget(self._visits)
        self._right.add_right(self._count)
        for button in (self.compare, self.trend):
            self._left.add_right(button, tall=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        self._row.addWidget(self._left, 1)
        self._rule = Rule(upright=True, parent=self)
        self._row.addWidget(self._rule)
        self._row.addWidget(self._right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or the visits below the trend."""
        super().resizeEvent(event)
        self._arrange()

    @property
    def _narrow(self) -> bool:
        return self.width() < px(_NARROW)

    def _arrange(self) -> None:
        narrow = self._narrow
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else across)
        self._rule.turn(upright=not narrow)
        self._right.setMaximumWidth(UNLIMITED if narrow else px(_VISITS_WIDTH))
        self._right.setMinimumWidth(0 if narrow else px(_VISITS_WIDTH))
        self.setMinimumHeight(px(2 * _HEIGHT if narrow else _LEAST))

    def _fit(self) -> None:
        self._arrange()
