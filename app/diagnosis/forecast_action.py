"""What to do and by when, from how a machine is, how it goes on, and what it costs when it stands still."""

from datetime import datetime, timedelta

from app.diagnosis.forecast_wording import LISTEN_AGAIN, MAINTAIN, Deed, by_day, not_today
from app.domain.forecast import Action, Crossing, Forecast, Outlook, Priority
from app.domain.machine import Criticality
from app.domain.verdict import State
from app.domain.words import iso_date
from app.language import later, say

_SOON = timedelta(days=14)

Days = dict[Criticality, int]
CHECK: Days = {Criticality.HIGH: 1, Criticality.NORMAL: 2, Criticality.LOW: 7}
LISTEN: Days = {Criticality.HIGH: 3, Criticality.NORMAL: 7, Criticality.LOW: 14}
RECORD: Days = {Criticality.HIGH: 2, Criticality.NORMAL: 7, Criticality.LOW: 14}
LEARN: Days = {Criticality.HIGH: 7, Criticality.NORMAL: 14, Criticality.LOW: 30}
"""Within how many days."""

_OF_STATE: dict[State, tuple[Days, str, Priority]] = {
    State.ABNORMAL: (CHECK, later("Record once more to be sure, then check the machine by {day}."), Priority.NOW),
    State.CANNOT_TELL: (RECORD, later("Record the machine again by {day}."), Priority.SOON),
    State.NO_BASELINE: (LEARN, later("Learn the healthy sound of the machine by {day}."), Priority.PLAN),
}
"""What to do whatever the forecast says."""

_OF_OUTLOOK: dict[Outlook | None, tuple[Days, str, Priority]] = {
    Outlook.ALREADY: (LISTEN, later("Listen again and check the machine by {day}."), Priority.SOON),
    Outlook.STEP: (LISTEN, later("Find out what was changed at the machine by {day}."), Priority.SOON),
}

NOTHING = later("Nothing to do now: listen again at the next planned visit.")


def recommend(state: State, forecast: Forecast | None, criticality: Criticality, now: datetime) -> Action:
    """One sentence with a verb, a thing and a day; `state` is the newest verdict's, or `NO_BASELINE`.

    The day is never before tomorrow. Maintenance is due when the trend may first be abnormal (high criticality),
    when it is as likely as not (normal), or by when it surely is (low).
    """
    if state in _OF_STATE:
        return _within(*_OF_STATE[state], criticality, now)
    abnormal = forecast.crossing(State.ABNORMAL) if forecast else None
    if abnormal is not None:
        return _by(MAINTAIN, _due(abnormal, criticality), now)
    outlook = Outlook.ALREADY if state is State.WATCH else forecast.outlook if forecast else None
    if outlook in _OF_OUTLOOK:
        return _within(*_OF_OUTLOOK[outlook], criticality, now)
    watch = forecast.crossing(State.WATCH) if forecast else None
    return Action(NOTHING, Priority.NONE) if watch is None else _by(LISTEN_AGAIN, watch.earliest, now)


def _due(abnormal: Crossing, criticality: Criticality) -> datetime:
    if criticality is Criticality.HIGH:
        return abnormal.earliest
    return abnormal.likely if criticality is Criticality.NORMAL else abnormal.latest


def _within(days: Days, what: str, priority: Priority, criticality: Criticality, now: datetime) -> Action:
    by = now + timedelta(days=days[criticality])
    return Action(say(what, day=iso_date(by)), priority, by)


def _by(what: Deed, by: datetime, now: datetime) -> Action:
    sentence, by = by_day(what, by, now), not_today(by, now)
    return Action(sentence, Priority.SOON if by - now <= _SOON else Priority.PLAN, by)
