"""The bar above the trend: whose it is, at which point and condition, how much of it, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.pages.trend.values import Reach, TrendShown
from app.ui.theme import px, touch
from app.ui.widgets import PlainButton, SegmentedControl, Select, TopBar

_NARROW = 960


class TrendBar(TopBar):
    """Where there is little room the stretch of time is a choice from a list, and the way back an icon."""

    back_wanted = Signal()
    place_chosen = Signal(str)
    reach_chosen = Signal(Reach)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = Select("Measuring point and operating condition", "map-pin", self)
        self.reach = SegmentedControl([(reach.name, reach.value) for reach in Reach], parent=self)
        self.reaches = Select("How much of it", "clock", self)
        self.back = PlainButton("Verdict", "arrow-left", parent=self)
        for reach in Reach:
            self.reaches.addItem(reach.value, reach)
        for widget in (self.place, self.reach, self.reaches, self.back):
            self.add_action(widget)
        self.show_reach(Reach.YEAR)
        self.place.activated.connect(lambda at: self.place_chosen.emit(self.place.itemData(at)))
        self.reach.chosen.connect(lambda key: self._choose(Reach[key]))
        self.reaches.activated.connect(lambda at: self._choose(list(Reach)[at]))
        self.back.clicked.connect(self.back_wanted)
        self.show_trend(TrendShown())
        self._arrange()

    def show_trend(self, shown: TrendShown) -> None:
        """Show whose trend it is."""
        machine = shown.machine
        if machine is None:
            self.show_title("Trend", "reading the visits")
            self.place.hide()
            return
        self.place.show()
        self.show_title(f"{machine.name} · Trend", shown.facts, machine.code)
        ids = [place.condition_id for place in shown.places]
        if [self.place.itemData(at) for at in range(self.place.count())] != ids:
            self.place.clear()
            for place in shown.places:
                self.place.addItem(place.title, place.condition_id)
            self.place.updateGeometry()
        self.place.setCurrentIndex(ids.index(shown.condition_id))

    def show_reach(self, reach: Reach) -> None:
        """Mark how much of it was chosen."""
        self.reach.set_current(reach.name)
        self.reaches.setCurrentIndex(list(Reach).index(reach))

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
        self.back.setText("" if narrow else "Verdict")
        self.back.setAccessibleName("Back to the verdict")
