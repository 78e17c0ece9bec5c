"""The long view of a machine: its visits over the years, what happened in between, and what was read off."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np

from app.acoustics.bands import TRUSTED_BANDS, band_range_hz, centre_hz
from app.domain.bin import Binned, Thing
from app.domain.fleet import ConditionNow
from app.domain.identity import now as this_moment
from app.domain.inspection import Visit
from app.domain.machine import Machine
from app.domain.problem import Problem
from app.domain.reading import UNITS, Quantity, Reading
from app.domain.review import BaselineEvent, Review
from app.domain.take import Take
from app.domain.verdict import Thresholds
from app.history.history import History
from app.history.story import HeardPoint
from app.recordings.photos import PhotoStore, read_photo
from app.workflows.forecast import LookAhead
from app.workflows.machine_story_facts import MachineFacts, read_facts
from app.workflows.machine_story_values import (
    Ahead,
    BandLine,
    BandPoint,
    Event,
    EventKind,
    Filters,
    LimitsSince,
    Point,
    ReadingLine,
    Story,
    VisitLine,
    VisitPage,
    thinned,
)

PAGE = 50
"""Visits of a list that are read at a time."""

_SEEN = 0.05
"""Limits that differ by less lie as good as on each other in any chart: a few pixels that mean nothing."""

_KINDS = {
    BaselineEvent.LEARNT: EventKind.LEARNT,
    BaselineEvent.GROWN: EventKind.GROWN,
    BaselineEvent.HEARD_AGAIN: EventKind.HEARD_AGAIN,
    BaselineEvent.REPAIR: EventKind.REPAIR,
    BaselineEvent.UNDONE: EventKind.UNDONE,
}


class MachineStory:
    """Reads what was kept, and keeps readings. No sound is heard again and no verdict changes."""

    def __init__(self, history: History, ahead: LookAhead) -> None:
        self._history = history
        self._ahead = ahead
        self._photos = PhotoStore(history.folder)

    def machine(self, machine_id: str) -> Machine:
        """The machine; KeyError for an unknown one."""
        return self._history.machine(machine_id)

    def of(self, machine_id: str, condition_id: str, since: datetime | None = None) -> Story:
        """The story of one condition, of the visits and readings from `since` on; KeyError for an unknown one."""
        heard = self._history.stories.points(condition_id, since)
        notes = self._history.stories.notes(condition_id)
        faults = self._history.stories.faults(condition_id)
        points = [_point(one, notes.get(one.inspection_id, ""), faults.get(one.inspection_id)) for one in heard]
        changes = self._history.baseline_changes(condition_id)
        return Story(
            machine=self._history.machine(machine_id),
            condition_id=condition_id,
            visits=len(points),
            points=thinned(points),
            limits=_limits(heard),
            events=tuple(sorted((*self._baseline_events(condition_id), *_microphones(points)), key=_at)),
            readings=_lines(self._history.readings.of_condition(condition_id, since)),
            ranges=self._history.stories.ranges(condition_id),
            learnt=bool(changes) and changes[0].baseline_id is not None,
        )

    def facts(self, machine_id: str, condition_id: str, at: datetime | None = None) -> MachineFacts:
        """What is known of a machine as of a moment, with the log of the baselines at a condition.

        KeyError for an unknown machine or condition.
        """
        return read_facts(self._history, machine_id, condition_id, at or this_moment())

    def photo(self, machine: Machine) -> bytes | None:
        """The machine's photo as it was kept, JPEG or PNG; None where it has none, or none that can be read."""
        try:
            return read_photo(self._photos.path(machine.photo)) if machine.photo else None
        except Problem:
            return None

    def has_recording(self, take: Take) -> bool:
        """Whether the take's recording lies in the history folder: a history may have come without it.

        Of a folder that is gone as a whole nothing is said: to read from it tells what to do.
        """
        folder = self._history.folder
        return not folder.is_dir() or (folder / take.stored_as).is_file()

    def bands(self, condition_id: str, low_hz: float, high_hz: float, since: datetime | None = None) -> BandLine:
        """How far the visits stood from healthy between two frequencies, in dB, as their verdicts measured it.

        Each is compared with the baseline it was judged by, overall level removed where the verdict removed it;
        visits without one are left out. The range is widened to whole bands, one at least.
        """
        bands = _bands_between(low_hz, high_hz)
        low_hz, high_hz = band_range_hz(int(bands[0]), int(bands[-1]))
        heard = self._history.stories.excesses(condition_id, since)
        return BandLine(
            low_hz,
            high_hz,
            tuple(BandPoint(one.inspection_id, one.when, float(one.db[bands].mean())) for one in heard),
        )

    def forecast(self, machine_id: str, condition_id: str, now: datetime | None = None) -> Ahead:
        """How the score goes on at a condition, and what to do by when."""
        machine = self._history.machine(machine_id)
        visit = next(iter(self._history.visits(machine_id, condition_id, limit=1)), None)
        baseline = self._history.baseline(condition_id)
        state = ConditionNow(condition_id, visit, baseline.clip_count if baseline else 0).state
        action, forecast = self._ahead.action(condition_id, state, machine.criticality, now)
        return Ahead(state, action, forecast)

    def visits(
        self, machine_id: str, filters: Filters | None = None, before: str | None = None, limit: int = PAGE
    ) -> VisitPage:
        """Some inspections of a machine, newest first; `before` is the last one of the page before."""
        wanted = filters or Filters()
        found = self._history.visits(
            machine_id,
            wanted.condition_id,
            limit + 1,
            states=None if wanted.state is None else (wanted.state,),
            found=wanted.found,
            since=wanted.since,
            until=wanted.until,
            text=wanted.words or None,
            before=before,
        )
        return VisitPage(self._with_notes(found[:limit]), len(found) > limit)

    def throw(self, inspection_id: str, by: str = "") -> Binned:
        """Put an inspection into the bin."""
        return self._history.bin.throw(Thing.INSPECTION, inspection_id, by or self._history.who())

    def bring_back(self, inspection_id: str, by: str = "") -> Binned:
        """Take it out of the bin again."""
        return self._history.bin.bring_back(inspection_id, by or self._history.who())

    def type_in(
        self,
        condition_id: str,
        quantity: Quantity,
        value: float,
        unit: str,
        *,
        inspection_id: str | None = None,
        at: datetime | None = None,
        by: str = "",
    ) -> Reading:
        """Keep what was read off an instrument: at a visit, at a time, or else now."""
        if at is None and inspection_id is not None:
            inspection = self._history.inspection(inspection_id)
            at = inspection.take.recorded_at or inspection.analysed_at
        at = at or this_moment()
        return self._history.readings.add(
            Reading(condition_id, quantity, value, unit, inspection_id, by=by or self._history.who(), at=at)
        )

    def correct(self, reading_id: str, value: float, unit: str, by: str = "") -> Reading:
        """Another value in place of a reading's; what was typed before is kept."""
        return self._history.readings.replace(reading_id, value, unit, by or self._history.who())

    def withdraw(self, reading_id: str, by: str = "") -> Reading:
        """A reading that does not count; the line returned can be undone."""
        return self._history.readings.withdraw(reading_id, by or self._history.who())

    def undo(self, reading_id: str, by: str = "") -> Reading:
        """Take a line of a reading back; to take that back again is a redo."""
        return self._history.readings.undo(reading_id, by or self._history.who())

    def lines(self, reading_id: str) -> tuple[Reading, ...]:
        """All that was ever typed in for a reading, newest first."""
        return tuple(self._history.readings.lines(reading_id))

    def _with_notes(self, visits: Sequence[Visit]) -> tuple[VisitLine, ...]:
        notes = self._history.stories.notes_of([visit.inspection_id for visit in visits])
        return tuple(VisitLine(visit, notes.get(visit.inspection_id, "")) for visit in visits)

    def _baseline_events(self, condition_id: str) -> Iterable[Event]:
        standing = {step.change.id for step in self._history.baseline_steps(condition_id).standing}
        for change in reversed(self._history.baseline_changes(condition_id)):
            passing = change.event in {BaselineEvent.UNDONE, BaselineEvent.HEARD_AGAIN}
            yield Event(change.at, _KINDS[change.event], change.what, change.by, passing or change.id in standing)


def _point(heard: HeardPoint, note: str, fault: Review | None) -> Point:
    return Point(
        heard.inspection_id,
        heard.when,
        heard.state,
        heard.score,
        heard.found,
        heard.confidence,
        heard.by,
        note,
        fault.cause if fault else "",
        fault.cause_code if fault else "",
        heard.device,
    )


def _limits(heard: Iterable[HeardPoint]) -> tuple[LimitsSince, ...]:
    """The steps in which the limits changed, oldest first; each with the limits of its newest visit.

    Every verdict has limits of its own. What moves them by less than can be seen is no step.
    """
    steps: list[tuple[LimitsSince, Thresholds]] = []
    for one in heard:
        if one.watch is None or one.abnormal is None:
            continue
        limits = Thresholds(one.watch, one.abnormal)
        if steps and _alike(steps[-1][1], limits):
            steps[-1] = (LimitsSince(steps[-1][0].since, limits), steps[-1][1])
        else:
            steps.append((LimitsSince(one.when, limits), limits))
    return tuple(step for step, _ in steps)


def _alike(one: Thresholds, other: Thresholds) -> bool:
    return max(abs(one.watch - other.watch), abs(one.abnormal - other.abnormal)) < _SEEN


def _microphones(points: Iterable[Point]) -> Iterable[Event]:
    """Where another microphone than the one before was used; files and unknown ones say nothing."""
    before = ""
    for point in points:
        if point.device and before and point.device != before:
            yield Event(point.when, EventKind.MICROPHONE, point.device)
        before = point.device or before


def _lines(readings: Iterable[Reading]) -> tuple[ReadingLine, ...]:
    by_quantity: dict[Quantity, list[Reading]] = {}
    for reading in readings:
        by_quantity.setdefault(reading.quantity, []).append(reading)
    return tuple(
        ReadingLine(quantity, UNITS[quantity][0], tuple(reversed(by_quantity[quantity])))
        for quantity in Quantity
        if quantity in by_quantity
    )


def _bands_between(low_hz: float, high_hz: float) -> np.ndarray:
    """The judged bands whose centres lie between two frequencies, or else the one nearest to their middle."""
    centres = centre_hz()[:TRUSTED_BANDS]
    inside = np.flatnonzero((centres >= low_hz) & (centres <= high_hz))
    if inside.size:
        return inside
    return np.array([int(np.argmin(np.abs(centres - (low_hz + high_hz) / 2)))])


def _at(event: Event) -> datetime:
    return event.at
