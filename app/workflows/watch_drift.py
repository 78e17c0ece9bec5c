"""Look back over the visits: has a machine slowly changed, or have all of them at once?"""

from collections.abc import Iterable

from app.diagnosis.drift import DayHeard, Series, by_day, drift_of, fleet_drift
from app.domain.drift import Drift, FleetDrift
from app.domain.machine import Machine
from app.domain.review import BaselineEvent
from app.domain.verdict import State
from app.history.history import History
from app.workflows.progress import Cancel

MOST_VISITS = 1000
"""Of a condition; with more, the oldest are left out."""


class WatchDrift:
    """Reads the kept band levels only: no sound is heard again, and no verdict changes."""

    def __init__(self, history: History) -> None:
        self._history = history

    def of(self, machine_id: str) -> tuple[Drift, ...]:
        """The conditions of a machine that have slowly changed since their baseline began."""
        found = (drift_of(series) for series in self._series(self._history.machine(machine_id)))
        return tuple(drift for drift in found if drift is not None)

    def fleet(self, cancel: Cancel | None = None) -> FleetDrift | None:
        """Whether more machines changed at once than chance explains; None also where too few were heard."""
        every: list[Series] = []
        for machine in self._history.machines():
            if cancel:
                cancel.check()
            # A machine counts once, by the condition heard most often: its points hear the same change.
            every += sorted(self._series(machine), key=lambda series: len(series.days))[-1:]
        return fleet_drift(every)

    def _series(self, machine: Machine) -> Iterable[Series]:
        for point in machine.points:
            for condition in point.conditions:
                yield Series(condition.id, by_day(self._visits(condition.id)))

    def _visits(self, condition_id: str) -> list[DayHeard]:
        """What was judged since the last repair, by the ear that hears now."""
        visits = self._history.heard_visits(condition_id, limit=MOST_VISITS)
        if not visits:
            return []
        changes = self._history.baseline_changes(condition_id)
        repaired = next((change.at for change in changes if change.event is BaselineEvent.REPAIR), None)
        return [
            DayHeard(visit.when, visit.bands, visit.device)
            for visit in visits
            if visit.state is not State.CANNOT_TELL
            and visit.ear_sha256 == visits[0].ear_sha256
            and (repaired is None or visit.when >= repaired)
        ]
