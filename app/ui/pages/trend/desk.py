"""Joins the trend page with what reads a machine's story, lists its inspections and keeps readings."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.domain.machine import Machine
from app.domain.problem import Problem
from app.ui.jobs import Runner
from app.ui.pages.surroundings import Surroundings
from app.ui.pages.trend.bar import TrendBar
from app.ui.pages.trend.faces import head, shown
from app.ui.pages.trend.facts_presenter import FactsPresenter
from app.ui.pages.trend.page import TrendPage
from app.ui.pages.trend.presenter import TrendPresenter
from app.ui.pages.trend.readings_presenter import ReadingsPresenter
from app.ui.pages.trend.values import FactsShown, HeadShown, ListShown, ReadingsShown, TrendShown, TrendState
from app.ui.pages.trend.visits_presenter import VisitsPresenter

if TYPE_CHECKING:
    from app.workflows.machine_story import MachineStory


class TrendDesk(QObject):
    """`open` when the page comes to the front, `leave` when another one does."""

    back_wanted = Signal()
    edit_wanted = Signal()
    """What is said of the machine is to be changed."""
    compare_wanted = Signal(str, str)
    """Two inspections, the older one first; or one and nothing, which is compared with its baseline."""

    def __init__(
        self, story: "MachineStory", jobs: Runner, around: Surroundings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._machine_id = ""
        self._waiting = True
        self.page = TrendPage()
        self.bar = TrendBar()
        self.presenter = TrendPresenter(story, jobs, self)
        self.visits = VisitsPresenter(story, jobs, self)
        self.readings = ReadingsPresenter(story, jobs, self)
        self.facts = FactsPresenter(story, jobs, self)
        self._connect()

    def open(self, machine_id: str, condition_id: str | None = None) -> None:
        """The page is in front, on this machine, at a condition or where it was listened to last."""
        if machine_id != self._machine_id:
            self._machine_id = machine_id
            self.page.visits.clear_filters()
            self.page.verticalScrollBar().setValue(0)
            self.page.photo.put_away()
            self.facts.forget()
        self.presenter.open(machine_id, condition_id)

    @property
    def machine(self) -> Machine | None:
        """The machine that is looked at; None until it was read."""
        state = self.presenter.state
        return state.story.machine if state and state.story.machine.id == self._machine_id else None

    def leave(self) -> None:
        """Another page is in front."""
        self.presenter.leave()
        self.visits.leave()
        self.facts.leave()
        self.page.photo.put_away()

    def refresh(self) -> None:
        """Something was changed elsewhere: read anew what is shown."""
        self.presenter.refresh()

    # What the presenters tell

    def show_trend(self, state: TrendState | None) -> None:
        """In the bar and on the page."""
        moved, self._waiting = self._waiting, state is None
        if state is None:
            self.page.panel.show_trend(TrendShown(), moved=True)
            self.page.head.show_head(HeadShown())
            self.page.visits.show_list(ListShown())
            self.page.readings.show_readings(ReadingsShown())
            return
        trend = shown(state)
        self.bar.show_trend(trend)
        self.page.panel.show_trend(trend, moved=moved)
        self.page.head.show_head(head(state.ahead, state.story.points))

    def story_read(self, state: TrendState) -> None:
        """The list and the readings follow."""
        others = sum(len(point.conditions) for point in state.story.machine.points) > 1
        self.visits.open(self._machine_id, state.story.condition_id, others=others)
        self.readings.show_story(state.story)
        self.facts.open(self._machine_id, state.story.condition_id)

    def show_facts(self, shown: FactsShown) -> None:
        """On the page."""
        self.page.facts.show_facts(shown)
        self.page.share()

    def show_photo(self, image: QImage) -> None:
        """On the page."""
        self.page.facts.show_photo(image)
        self.page.share()

    def show_list(self, shown: ListShown) -> None:
        """On the page."""
        self.page.visits.show_list(shown)

    def show_readings(self, shown: ReadingsShown) -> None:
        """On the page."""
        self.page.readings.show_readings(shown)

    def reading_kept(self) -> None:
        """On the page."""
        self.page.readings.free()

    def readings_changed(self) -> None:
        """The chart draws them."""
        self.presenter.refresh()

    def visits_changed(self) -> None:
        """The chart draws them, and other pages count them."""
        self.presenter.refresh()
        self._around.machines_changed()

    def compare(self, inspection_id: str, other_id: str) -> None:
        """Passed on."""
        self.compare_wanted.emit(inspection_id, other_id)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """At the foot."""
        self._around.offer_undo(text, undo)

    def show_problem(self, key: str, problem: Problem) -> None:
        """Passed on."""
        self._around.show_problem(key, problem)

    def clear_problem(self, key: str) -> None:
        """Passed on."""
        self._around.clear_problem(key)

    def _open_visit(self, inspection_id: str) -> None:
        self._around.open_visit(self._machine_id, inspection_id)

    def _point_at(self, inspection_id: str) -> None:
        state = self.presenter.state
        points = state.story.points if state else ()
        point = next((one for one in points if one.inspection_id == inspection_id), None)
        if point is not None:
            self.readings.point_at(point.when, inspection_id)

    def _add_range(self, low_hz: float, high_hz: float) -> None:
        added = self.presenter.add_range(low_hz, high_hz)
        self.page.panel.range.refuse(not added)
        if added:
            self.page.panel.range.hide()

    def _connect(self) -> None:
        page, bar, visits = self.page, self.bar, self.page.visits
        bar.back_wanted.connect(self.back_wanted)
        bar.place_chosen.connect(self.presenter.choose)
        bar.reach_chosen.connect(page.chart.show_reach)
        page.facts.edit_wanted.connect(self.edit_wanted)
        page.facts.condition_chosen.connect(self.presenter.choose)
        page.chart.visit_chosen.connect(self._open_visit)
        page.chart.pointed.connect(self._point_at)
        page.chart.looked.connect(visits.show_span)
        page.panel.lane_toggled.connect(self.presenter.toggle_lane)
        page.panel.range.added.connect(self._add_range)
        visits.visit_chosen.connect(self._open_visit)
        visits.visit_pointed.connect(page.chart.point_at)
        visits.filtered.connect(lambda filters, whole: self.visits.filter(filters, whole=whole))
        visits.more_wanted.connect(self.visits.more)
        visits.ticked.connect(self.visits.tick)
        visits.compare_wanted.connect(self.visits.compare)
        visits.throw_wanted.connect(self.visits.throw_ticked)
        visits.delete_wanted.connect(lambda inspection_id: self.visits.throw([inspection_id]))
        page.readings.typed.connect(self.readings.type_in)
        page.readings.reading_chosen.connect(self.readings.correct)
        page.readings.withdraw_wanted.connect(self.readings.withdraw)
        page.readings.cancelled.connect(self.readings.stop_correcting)
