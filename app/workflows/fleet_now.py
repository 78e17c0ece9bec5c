"""How all machines stand now, which of them want a visit first, and what changed."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from app.diagnosis.forecast_action import CHECK
from app.domain.fleet import Alert, FirstVisit, MachineNow, Seen, TrendPoint
from app.domain.forecast import Action, Priority
from app.domain.identity import now as this_moment
from app.domain.inspection import Visit
from app.domain.review import Found
from app.domain.urgency import TREND, urgency, wants_visit
from app.domain.verdict import State, Thresholds
from app.domain.words import iso_date
from app.history.history import History
from app.language import later, say
from app.workflows.alerts import WhatChanged
from app.workflows.forecast import LookAhead
from app.workflows.planned import planned_machines
from app.workflows.progress import Cancel


class FleetNow:
    """What the page of all machines shows. Reads what was kept: no sound is heard again, no verdict changes."""

    def __init__(self, history: History, ahead: LookAhead) -> None:
        self._history = history
        self._ahead = ahead
        self._changed = WhatChanged(history)

    def overview(self, at: datetime | None = None) -> tuple[MachineNow, ...]:
        """Every machine by name as it stands, and where that leaves it in its plan at that moment; no trends."""
        return planned_machines(self._history, at or this_moment())

    def trends(self, machine_ids: Collection[str], count: int = TREND) -> dict[str, tuple[TrendPoint, ...]]:
        """The newest visits at each of these machines' worst condition, oldest first: for the rows on screen."""
        return self._history.overview.trends(machine_ids, count)

    def first(
        self, machines: Sequence[MachineNow], count: int = 3, at: datetime | None = None
    ) -> tuple[FirstVisit, ...]:
        """Those of these machines that want a visit, the most urgent first; fewer than `count` where few do.

        The order is that of `urgency`. Trends are read only of machines that they could move to the front, and
        what to do is asked only of those that are there.
        """
        at = at or this_moment()
        wanting = sorted((one for one in machines if wants_visit(one)), key=lambda one: urgency(one, at))
        if not wanting or count < 1:
            return ()
        last_group = urgency(wanting[:count][-1], at).group
        close = [one for one in wanting if urgency(one, at).group <= last_group]
        trends = self.trends([one.machine.id for one in close])
        close.sort(key=lambda one: urgency(one, at, trends[one.machine.id]))
        return tuple(self._first(one, trends[one.machine.id], at) for one in close[:count])

    def changes(
        self, since: datetime, until: datetime | None = None, cancel: Cancel | None = None
    ) -> tuple[Alert, ...]:
        """What changed from `since` on, before `until`, newest first, each with what was noted of it.

        Takes seconds where many machines were visited often; `cancel` is looked at between them.
        """
        return self._changed.between(since, until or this_moment(), cancel)

    def see(self, alert_id: str, note: str = "", by: str = "") -> Seen:
        """Note that somebody saw an alert, with what is to be said of it."""
        return self._history.alerts.seen(alert_id, note, by or self._history.who())

    def open_again(self, alert_id: str, by: str = "") -> Seen:
        """Take that back: the alert wants to be looked at again."""
        return self._history.alerts.open_again(alert_id, by or self._history.who())

    def _first(self, now: MachineNow, trend: tuple[TrendPoint, ...], at: datetime) -> FirstVisit:
        worst = now.summary.worst
        if worst is None:
            raise ValueError("a machine has at least one condition")
        action, _ = self._ahead.action(worst.condition_id, worst.state, now.machine.criticality, at)
        if now.overdue and action.priority in {Priority.PLAN, Priority.NONE} and worst.state is State.HEALTHY:
            action = _planned_visit(now, at)
        finding, limits = self._told(worst.last) if worst.last else ("", None)
        return FirstVisit(now, action, finding, limits, trend)

    def _told(self, visit: Visit) -> tuple[str, Thresholds | None]:
        limits = self._history.inspection(visit.inspection_id).verdict.thresholds
        if visit.found is Found.FAULTY and visit.state not in {State.WATCH, State.ABNORMAL}:
            review = self._history.review(visit.inspection_id)
            cause = review.cause if review else ""
            return (
                say("Found faulty: {cause_words}", cause_words=cause) if cause else later("Found faulty")
            ), limits
        return visit.finding, limits


def _planned_visit(now: MachineNow, at: datetime) -> Action:
    """For a healthy machine that nobody listened to in time; as soon as an abnormal one is to be checked."""
    by = at + timedelta(days=CHECK[now.machine.criticality])
    return Action(say("Make the planned visit by {day}.", day=iso_date(by)), Priority.SOON, by)
