"""Look ahead: when will the score at a condition be at a limit, and what is to be done by when?"""

from dataclasses import replace
from datetime import datetime

from app.diagnosis.forecast import Scored, forecast
from app.diagnosis.forecast_action import recommend
from app.diagnosis.forecast_wording import LEARN_AGAIN, NOT_LEARNT
from app.domain.forecast import Action, Forecast
from app.domain.identity import now as this_moment
from app.domain.inspection import HeardVisit
from app.domain.machine import Criticality
from app.domain.review import BaselineEvent
from app.domain.verdict import State, Thresholds
from app.history.history import History
from app.workflows.baseline_story import era

MOST_VISITS = 500
"""Of a condition; with more, the oldest are left out."""

_NO_LIMITS = Thresholds(watch=1.0, abnormal=1.0)


class LookAhead:
    """Reads kept scores only: no sound is heard again, and no verdict changes."""

    def __init__(self, history: History) -> None:
        self._history = history

    def of(self, condition_id: str, now: datetime | None = None) -> Forecast:
        """The forecast of one condition as of `now`; KeyError for an unknown one.

        It rests on verdicts since the machine was last learnt or repaired, by the ear that hears now. `watch` is
        where it was at the newest of them.
        """
        now = now or this_moment()
        changes = self._history.baseline_changes(condition_id)
        if not changes or changes[0].baseline_id is None:
            repaired = bool(changes) and changes[0].event is BaselineEvent.REPAIR
            told = forecast(condition_id, (), _NO_LIMITS, now)
            return replace(told, to_do=LEARN_AGAIN if repaired else NOT_LEARNT)
        visits = self._visits(condition_id)
        scored = [Scored(one.when, one.score, one.device) for one in visits if one.score is not None]
        return forecast(condition_id, scored, self._limits(visits), now)

    def action(
        self, condition_id: str, state: State, criticality: Criticality, now: datetime | None = None
    ) -> tuple[Action, Forecast]:
        """What to do and by when at a condition whose newest verdict is `state`, and the forecast behind it."""
        now = now or this_moment()
        ahead = self.of(condition_id, now)
        return recommend(state, ahead, criticality, now), ahead

    def _visits(self, condition_id: str) -> list[HeardVisit]:
        """Judged by a baseline learnt since the last repair, of a sound made since then, newest first."""
        visits = self._history.heard_visits(condition_id, MOST_VISITS)
        steps = self._history.baseline_steps(condition_id).standing
        repairs = [step.change.at for step in steps if step.change.event is BaselineEvent.REPAIR]
        known = era(self._history, condition_id)
        return [
            visit
            for visit in visits
            if visit.score is not None
            and visit.state is not State.CANNOT_TELL
            and visit.baseline_id in known
            and visit.ear_sha256 == visits[0].ear_sha256
            and (not repairs or visit.when >= repairs[-1])
        ]

    def _limits(self, visits: list[HeardVisit]) -> Thresholds:
        """The newest verdict's: where watch begins depends on how many clips were learnt."""
        if not visits:
            return _NO_LIMITS
        return self._history.inspection(visits[0].inspection_id).verdict.thresholds or _NO_LIMITS
