"""What a forecast says: one sentence of what the visits tell, one of what to do. Never a diagnosis."""

from datetime import datetime, timedelta

from app.domain.forecast import COVERAGE, Crossing
from app.domain.verdict import State
from app.domain.words import count, iso_date, number

WEEK = timedelta(days=7)

NOTHING_HEARD = "Not enough visits for a trend: none with a verdict since the baseline was learnt."
LISTEN_ON = "Listen about once a week: eight days with visits over four weeks can show a trend."
NOT_LEARNT = "Learn the healthy sound first, then listen about once a week."
LEARN_AGAIN = "Learn the healthy sound again after the repair, then listen about once a week."
LISTEN_NOW = "Listen again now."
ALREADY = "The score is in the abnormal range already."
ALREADY_NEXT = "Record once more to be sure, then check the machine within two days."
NO_TREND_NEXT = "Nothing to plan. Go on listening at the planned visits."
FAR_NEXT = "Go on listening at the planned visits: a date follows as soon as they support one."
WORSE_NEXT = "Find out what was changed at the machine or at the microphone, and listen again within a week."
BETTER_NEXT = "If it was repaired, mark the repair and learn the healthy sound again."


def too_few(days: int, span_days: float) -> str:
    """How much was heard so far."""
    heard = count(days, "day")
    over = f" over {count(round(span_days), 'day')}" if days > 1 else ""
    return f"Not enough visits for a trend: {heard} with visits{over}."


def long_ago(last: datetime) -> str:
    """That the trend has run out."""
    return f"Last heard on {iso_date(last)}: since then the trend has run past its limit, heard by nobody."


def no_trend(days: int, since: datetime, changed_at: datetime | None, falling: bool) -> str:
    """That what differs is scatter, or that it gets better."""
    at_once = f"It changed at once about {iso_date(changed_at)}. " if changed_at else ""
    heard = f"since {iso_date(since)} ({count(days, 'day')} with visits)"
    if falling:
        return f"{at_once}The score has fallen {heard}."
    return f"{at_once}No sure trend {heard}: it may all be scatter."


def changed(at: datetime, worse: bool) -> str:
    """A step is no trend."""
    way = "rose" if worse else "fell"
    return f"The score {way} at once about {iso_date(at)}: a step, no trend."


def far(rise: float, not_before: datetime) -> str:
    """That it rises, and no more."""
    return f"{_rises(rise)}; abnormal is hardly reached before {iso_date(not_before)}."


def crossing(ahead: Crossing, rise: float, made_at: datetime) -> str:
    """From when to when, how sure and how fast."""
    word, sure, latest = ahead.state.value, f"{number(COVERAGE * 100)} % sure", iso_date(ahead.latest)
    if iso_date(ahead.earliest) == iso_date(made_at):
        return f"{_rises(rise)} and may reach {word} any day, by {latest} at the latest ({sure})."
    between = f"between {iso_date(ahead.earliest)} and {latest} ({sure})"
    return f"{_rises(rise)} and will reach {word} {between}, most likely about {iso_date(ahead.likely)}."


def crossing_next(ahead: Crossing, made_at: datetime) -> str:
    """Verb, thing, by when."""
    if ahead.state is State.ABNORMAL:
        return by_day("Schedule maintenance", ahead.likely, made_at)
    return by_day("Listen again", ahead.earliest, made_at)


def by_day(what: str, by: datetime, made_at: datetime) -> str:
    """ "Schedule maintenance within a week, by 2026-11-29." Never before tomorrow."""
    by = not_today(by, made_at)
    return f"{what} {'within a week, ' if by - made_at <= WEEK else ''}by {iso_date(by)}."


def not_today(by: datetime, made_at: datetime) -> datetime:
    """That day, tomorrow at the earliest."""
    return max(by, made_at + timedelta(days=1))


def _rises(share: float) -> str:
    return f"The score rises by about {number(max(100 * share, 1))} % a month"
