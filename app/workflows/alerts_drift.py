"""Gathers when slow changes were found. What a look found is remembered: sound is read only where one is new."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from app.diagnosis import alerts
from app.diagnosis.alerts_drift import (
    FIRST_LOOK,
    WEEK,
    FleetFound,
    found_drifts,
    found_in_fleet,
    looks,
    weeks,
)
from app.diagnosis.drift import DayHeard, Series, by_day
from app.domain.drift import Drift
from app.domain.fleet import Alert, AlertKind
from app.history.heard_series import Comparable, Sound
from app.history.history import History
from app.workflows.progress import Cancel

MACHINES_ASKED = 64
"""Whether all machines changed at once is asked of so many: what half of them share shows in these as well."""

MOST_REMEMBERED = 20_000
"""Answers; about as many looks as a thousand machines have in ten years."""

_CHUNK = 50
"""Conditions read in one go: short enough to be cancelled, long enough not to ask a thousand times."""

Thing = TypeVar("Thing")
_Drifts = tuple[tuple[datetime, Drift], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A time from `since` on, before `until`, and who may want to stop asking of it."""

    since: datetime
    until: datetime
    cancel: Cancel | None

    def holds(self, when: datetime) -> bool:
        """Whether that moment is in it."""
        return self.since <= when < self.until

    def check(self) -> None:
        """Raises Cancelled once it was asked for."""
        if self.cancel:
            self.cancel.check()


class SlowChanges:
    """Of one machine, and of all at once; asked by one thread at a time.

    A drift is named by when the machine was last repaired, so that older visits imported later, which move the day
    on which it was found, do not make it a new one. It is told until the next repair.
    """

    def __init__(self, history: History) -> None:
        self._history = history
        self._of_condition: dict[tuple[str, int], _Drifts] = {}
        self._of_fleet: dict[tuple[datetime, int], FleetFound | None] = {}

    def between(self, machine_of: Mapping[str, str], span: Span) -> Iterator[Alert]:
        """What was found in that time at the conditions of `machine_of`, with the machine of each."""
        if len(self._of_condition) + len(self._of_fleet) > MOST_REMEMBERED:
            self._of_condition.clear()
            self._of_fleet.clear()
        heard: dict[str, Comparable] = {}
        for condition_ids in chunks(list(machine_of)):
            span.check()
            heard |= self._history.overview.comparable(condition_ids, span.until)
        new = [one for one in heard.values() if any(span.holds(at) for at in looks(one.whens))]
        for one, drifts in self._drifts(new, span):
            yield from (_alert(machine_of[one.condition_id], one, at, drift) for at, drift in drifts)
        yield from self._together(_asked(machine_of, heard), span)

    def _drifts(self, heard: Sequence[Comparable], span: Span) -> Iterator[tuple[Comparable, _Drifts]]:
        keys = {one.condition_id: (one.condition_id, _looked(one, span)) for one in heard}
        unknown = [one for one in heard if keys[one.condition_id] not in self._of_condition]
        for some in chunks(unknown):
            span.check()
            for condition_id, series in self._series(some).items():
                self._of_condition[keys[condition_id]] = tuple(found_drifts(series, span.since, span.until))
        for one in heard:
            yield one, self._of_condition.get(keys[one.condition_id], ())

    def _together(self, asked: Mapping[str, Comparable], span: Span) -> Iterator[Alert]:
        series: dict[str, Series] = {}
        for week in weeks(span.since, span.until):
            span.check()
            key = (week, _heard_until(asked.values(), min(week + WEEK, span.until)))
            if key not in self._of_fleet:
                series = series or self._series(list(asked.values()))
                of_machine = {machine_id: series[one.condition_id] for machine_id, one in asked.items()}
                self._of_fleet[key] = found_in_fleet(of_machine, week, span.until)
            if found := self._of_fleet[key]:
                yield Alert(
                    id=alerts.alert_id(AlertKind.FLEET_DRIFT, week.isoformat()),
                    kind=AlertKind.FLEET_DRIFT,
                    at=found.at,
                    machine_ids=found.machine_ids,
                    what=alerts.fleet_drift_words(found.drift),
                )

    def _series(self, wanted: Sequence[Comparable]) -> dict[str, Series]:
        sounds = self._history.overview.sounds(wanted)
        return {
            one.condition_id: Series(one.condition_id, _days(sounds.get(one.condition_id, []))) for one in wanted
        }


def chunks(every: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    """A few at a time."""
    for at in range(0, len(every), _CHUNK):
        yield every[at : at + _CHUNK]


def _asked(machine_of: Mapping[str, str], heard: Mapping[str, Comparable]) -> dict[str, Comparable]:
    """Of some machines the condition that was heard most often: their points hear the same change.

    Ids are random, so the first of them are a sample like any other, and the same on every laptop.
    """
    most: dict[str, Comparable] = {}
    for condition_id in sorted(heard, key=lambda one: (-len(heard[one].whens), one)):
        if len(heard[condition_id].whens) >= FIRST_LOOK:
            most.setdefault(machine_of[condition_id], heard[condition_id])
    return {machine_id: most[machine_id] for machine_id in sorted(most)[:MACHINES_ASKED]}


def _looked(heard: Comparable, span: Span) -> int:
    """Tells apart what the looks in that time were at; visits after the day of the last are no part of it."""
    inside = [at for at in looks(heard.whens) if span.holds(at)]
    looked_at = tuple(when for when in heard.whens if when.date() <= inside[-1].date())
    return hash((heard.ear_sha256, tuple(inside), looked_at))


def _heard_until(asked: Iterable[Comparable], end: datetime) -> int:
    """Tells apart what could be compared before that moment."""
    before = ((one.condition_id, one.ear_sha256, tuple(at for at in one.whens if at < end)) for one in asked)
    return hash(tuple(before))


def _days(sounds: Sequence[Sound]) -> tuple[DayHeard, ...]:
    days = tuple(DayHeard(*sound) for sound in sounds)
    # Mostly there is one visit a day, and nothing to take together.
    return days if len({day.when.date() for day in days}) == len(days) else by_day(days)


def _alert(machine_id: str, heard: Comparable, at: datetime, drift: Drift) -> Alert:
    repaired = heard.repaired.isoformat() if heard.repaired else ""
    return Alert(
        id=alerts.alert_id(AlertKind.DRIFT, heard.condition_id, heard.ear_sha256, repaired),
        kind=AlertKind.DRIFT,
        at=at,
        machine_ids=(machine_id,),
        what=alerts.drift_words(drift),
    )
