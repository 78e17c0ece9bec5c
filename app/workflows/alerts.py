"""What changed among the machines in a time: told anew from the inspections, so that two laptops agree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from app.diagnosis import alerts
from app.diagnosis.alerts_confidence import NEEDED, falls
from app.diagnosis.alerts_surge import MARGIN, Judged, Place, surges
from app.domain.fleet import Alert, AlertKind, JudgedVisit, StateChange
from app.domain.verdict import State
from app.history.history import History
from app.workflows.alerts_drift import SlowChanges, Span, chunks
from app.workflows.progress import Cancel

MOST_CHANGES = 5_000
"""Of the state; of more, the oldest are left out."""

_WORSE = (State.HEALTHY, State.WATCH, State.ABNORMAL)


class WhatChanged:
    """Gathers the alerts of every kind. Nothing is kept but what people note of them.

    A change of state that a technician found to be a false alarm stays in the list, so that what was noted of it
    is not lost; it says so, shows the state as it really was, and counts for no surge.
    """

    def __init__(self, history: History) -> None:
        self._history = history
        self._slow = SlowChanges(history)

    def between(self, since: datetime, until: datetime, cancel: Cancel | None = None) -> tuple[Alert, ...]:
        """The alerts from `since` on, before `until`, newest first, with what was noted of them."""
        span = Span(since, until, cancel)
        start, end = _midnight(since) - MARGIN, _midnight(until) + MARGIN
        changes = self._history.state_changes(start, end, MOST_CHANGES)
        judged = self._history.overview.judged(start, end)
        machine_of = {visit.condition_id: visit.machine_id for visit in judged if span.holds(visit.when)}
        every = (
            *_of_states(changes),
            *self._surges(changes, judged),
            *self._confidence(machine_of, span),
            *self._slow.between(machine_of, span),
        )
        told = {alert.id: alert for alert in every if span.holds(alert.at)}
        seen = self._history.alerts.seen_of(told)
        newest_first = sorted(told.values(), key=lambda alert: (alert.at, alert.kind, alert.id), reverse=True)
        return tuple(replace(alert, seen=seen.get(alert.id)) for alert in newest_first)

    def _surges(self, changes: Sequence[StateChange], judged: Sequence[JudgedVisit]) -> Iterator[Alert]:
        worse = {(one.machine_id, one.visit.when) for one in changes if _is_worse(one)}
        if not worse:
            return
        places = {one.id: Place(one.site, one.area) for one in self._history.machines()}
        verdicts = [Judged(one.machine_id, one.when, (one.machine_id, one.when) in worse) for one in judged]
        for surge in surges(verdicts, places):
            yield Alert(
                id=alerts.alert_id(AlertKind.SURGE, surge.place.site, surge.place.area, surge.start.isoformat()),
                kind=AlertKind.SURGE,
                at=surge.at,
                machine_ids=surge.machine_ids,
                what=alerts.surge_words(surge.place.name),
            )

    def _confidence(self, machine_of: Mapping[str, str], span: Span) -> Iterator[Alert]:
        for condition_ids in chunks(list(machine_of)):
            span.check()
            visits = self._history.overview.sure_visits(condition_ids, span.since, span.until, NEEDED)
            for condition_id, of_condition in visits.items():
                for fall in falls(of_condition):
                    yield Alert(
                        id=alerts.alert_id(AlertKind.CONFIDENCE, fall.visit.inspection_id),
                        kind=AlertKind.CONFIDENCE,
                        at=fall.visit.when,
                        machine_ids=(machine_of[condition_id],),
                        what=alerts.confidence_words(fall.before, fall.after),
                        after=fall.visit.state,
                        inspection_id=fall.visit.inspection_id,
                    )


def _of_states(changes: Sequence[StateChange]) -> Iterator[Alert]:
    for change in changes:
        yield Alert(
            id=alerts.alert_id(AlertKind.STATE, change.visit.inspection_id),
            kind=AlertKind.STATE,
            at=change.visit.when,
            machine_ids=(change.machine_id,),
            what=alerts.state_words(change),
            before=change.before,
            after=alerts.state_after(change),
            score=change.visit.score,
            inspection_id=change.visit.inspection_id,
        )


def _is_worse(change: StateChange) -> bool:
    """Whether the machine turned to watch or abnormal; from "cannot tell" nobody knows."""
    after = alerts.state_after(change)
    return change.before in _WORSE and after in _WORSE and _WORSE.index(change.before) < _WORSE.index(after)


def _midnight(when: datetime) -> datetime:
    return datetime.combine(when.astimezone(UTC).date(), time(), UTC)
