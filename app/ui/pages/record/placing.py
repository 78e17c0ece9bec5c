"""How the microphone was placed, how loud it was and how the room sounded: read for a point, and written."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.machine import MeasuringPoint
from app.domain.placement import Placement
from app.domain.problem import Problem
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.offer import Place
from app.ui.pages.problems import ProblemView
from app.ui.pages.record.values import Before

if TYPE_CHECKING:
    from app.workflows.record_take import RecordTake

PROBLEM = "placement"


class Placing:
    """Reads what is known at a point and condition, and keeps what the technician writes down."""

    def __init__(
        self, record: "RecordTake", jobs: Runner, view: ProblemView, changed: Callable[[Before], None]
    ) -> None:
        self._record = record
        self._jobs = jobs
        self._view = view
        self._changed = changed
        self._place: Place | None = None
        self._reading: JobHandle | None = None
        self.before = Before()

    def show(self, place: Place | None) -> None:
        """Another machine, point or condition."""
        if self._reading is not None:
            self._reading.drop()
        self._place = place
        if place is None:
            self._arrived(Before())
        else:
            self.refresh()

    def refresh(self) -> None:
        """Read again: a take or the room was kept."""
        place = self._place
        if place is None:
            return
        self._reading = self._jobs.run(
            Kind.HISTORY, lambda control: self._read(place), self._arrived, self._failed
        )

    def save(self, note: str, photo: Path | None) -> None:
        """Keep where the microphone stands; without a new photo the earlier one stays."""
        if self._place is None:
            return
        point_id = _point(self._place).id

        def saved(_: Placement) -> None:
            self._view.clear_problem(PROBLEM)
            self.refresh()

        self._jobs.run(
            Kind.HISTORY, lambda control: self._record.place(point_id, note, photo), saved, self._failed
        )

    def _read(self, place: Place) -> Before:
        """Runs on the history's worker."""
        point_id = _point(place).id
        placement = self._record.placement(point_id)
        photo = self._record.photo(placement) if placement else None
        return Before(
            self._record.last_time(place.condition_id),
            placement,
            str(photo) if photo else "",
            self._record.room(point_id),
        )

    def _arrived(self, before: Before) -> None:
        self.before = before
        self._changed(before)

    def _failed(self, problem: Problem) -> None:
        self._view.show_problem(PROBLEM, problem)


def _point(place: Place) -> MeasuringPoint:
    point, _ = place.machine.find(place.condition_id)
    return point
