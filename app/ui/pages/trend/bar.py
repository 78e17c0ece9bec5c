"""The bar above the trend: whose it is, at which point and condition, how much of it, and the way back."""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.identity import now
from app.language import tr
from app.ui.pages.export_button import WaysButton
from app.ui.pages.trend.values import Reach, TrendShown
from app.ui.theme import changes, icon_side, px, touch
from app.ui.widgets import PlainButton, SegmentedControl, Select, TopBar

_NARROW, _ROOMY = 960, 1100
_BACK = {Reach.QUARTER: timedelta(days=92), Reach.YEAR: timedelta(days=366)}
_PLACE = 400
"""The place is at most so wide, in px, where all of it is to be read."""


class TrendBar(TopBar):
    """Where there is little room the stretch of time is a choice from a list, the way back an icon."""

    back_wanted = Signal()
    place_chosen = Signal(str)
    reach_chosen = Signal(Reach)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = Select(tr("Measuring point and operating condition"), "map-pin", self)
        self.reach = SegmentedControl([(reach.name, tr(reach.value)) for reach in Reach], parent=self)
        self.reaches = Select(tr("How much of it"), "clock", self)
        self.report = WaysButton.alone(tr("the machine, as far back as is shown"), self)
        self.back = PlainButton(tr("Verdict"), "arrow-left", parent=self)
        for reach in Reach:
            self.reaches.addItem(tr(reach.value), reach)
        for widget in (self.place, self.reach, self.reaches, self.report, self.back):
            self.add_action(widget)
        self._shown = TrendShown()
        self.place.activated.connect(lambda at: self.place_chosen.emit(self.place.itemData(at)))
        self.reach.chosen.connect(lambda key: self._choose(Reach[key]))
        self.reaches.activated.connect(lambda at: self._choose(list(Reach)[at]))
        self.back.clicked.connect(self.back_wanted)
        self.show_reach(Reach.YEAR)
        self._arrange()
        changes().changed.connect(self._arrange)

    def show_trend(self, shown: TrendShown) -> None:
        """Show whose trend it is."""
        self._shown = shown
        self._arrange()

    def show_reach(self, reach: Reach) -> None:
        """Mark how much of it was chosen."""
        self.reach.set_current(reach.name)
        self.reaches.setCurrentIndex(list(Reach).index(reach))

    @property
    def since(self) -> datetime | None:
        """The moment that the chosen stretch begins at; None is all of it."""
        return now() - _BACK[Reach(self.reaches.currentData())] if self.reaches.currentData() in _BACK else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer words where there is less room."""
        super().resizeEvent(event)
        self._arrange()

    def _choose(self, reach: Reach) -> None:
        self.show_reach(reach)
        self.reach_chosen.emit(reach)

    def _arrange(self) -> None:
        narrow = self.width() < px(_NARROW) or touch()
        self.reach.setVisible(not narrow)
        self.reaches.setVisible(narrow)
        self.back.setText("" if narrow else tr("Verdict"))
        self.back.setAccessibleName(tr("Back to the verdict"))
        machine = self._shown.machine
        if machine is None:
            self.show_title(tr("Trend"), tr("reading the visits"))
        elif narrow:
            # The machine's panel says its code.
            self.show_title(machine.name, self._shown.facts)
        else:
            self.show_title(tr("{machine} · Trend", machine=machine.name), self._shown.facts, machine.code)
        self._offer_places(narrow)

    def _offer_places(self, narrow: bool) -> None:
        places = self._shown.places
        self.place.setVisible(len(places) > (1 if narrow else 0))
        wanted = [(place.short if narrow else place.title, place.condition_id) for place in places]
        offered = [(self.place.itemText(at), self.place.itemData(at)) for at in range(self.place.count())]
        if offered != wanted:
            self.place.clear()
            for title, condition_id in wanted:
                self.place.addItem(title, condition_id)
            self.place.updateGeometry()
        ids = [place.condition_id for place in places]
        if self._shown.condition_id in ids:
            self.place.setCurrentIndex(ids.index(self._shown.condition_id))
        longest = max((self.place.fontMetrics().horizontalAdvance(title) for title, _ in wanted), default=0)
        whole = min(longest + 2 * icon_side() + px(12 + 8 + 12 + 8), px(_PLACE))
        self.place.setMinimumWidth(whole if self.width() >= px(_ROOMY) else 0)
