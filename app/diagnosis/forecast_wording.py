"""What a forecast says: one sentence of what the visits tell, one of what to do. Never a diagnosis."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.forecast import COVERAGE, Crossing
from app.domain.verdict import State
from app.domain.words import iso_date, kept_number
from app.language import later, say

WEEK = timedelta(days=7)

NOTHING_HEARD = later("Not enough visits for a trend: none with a verdict since the baseline was learnt.")
LISTEN_ON = later("Listen about once a week: eight days with visits over four weeks can show a trend.")
NOT_LEARNT = later("Learn the healthy sound first, then listen about once a week.")
LEARN_AGAIN = later("Learn the healthy sound again after the repair, then listen about once a week.")
LISTEN_NOW = later("Listen again now.")
ALREADY = later("The score is in the abnormal range already.")
ALREADY_NEXT = later("Record once more to be sure, then check the machine within two days.")
NO_TREND_NEXT = later("Nothing to plan. Go on listening at the planned visits.")
FAR_NEXT = later("Go on listening at the planned visits: a date follows as soon as they support one.")
WORSE_NEXT = later(
    "Find out what was changed at the machine or at the microphone, and listen again within a week."
)
BETTER_NEXT = later("If it was repaired, mark the repair and learn the healthy sound again.")


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do: said with its `{day}`, or of a day that is at most a week ahead."""

    later_on: str
    within_a_week: str


MAINTAIN = Deed(later("Schedule maintenance by {day}."), later("Schedule maintenance within a week, by {day}."))
LISTEN_AGAIN = Deed(later("Listen again by {day}."), later("Listen again within a week, by {day}."))


def too_few(days: int, span_days: float) -> str:
    """How much was heard so far."""
    if days <= 1:
        return say("Not enough visits for a trend: {days_words} with visits.", days_words=_days(days))
    return say(
        "Not enough visits for a trend: {days_words} with visits over {span_words}.",
        days_words=_days(days),
        span_words=_days(round(span_days)),
    )


def long_ago(last: datetime) -> str:
    """That the trend has run out."""
    told = later("Last heard on {day}: since then the trend has run past its limit, heard by nobody.")
    return say(told, day=iso_date(last))


def no_trend(days: int, since: datetime, changed_at: datetime | None, falling: bool) -> str:
    """That what differs is scatter, or that it gets better."""
    if falling:
        told = later("The score has fallen since {day} ({days_words} with visits).")
    else:
        told = later("No sure trend since {day} ({days_words} with visits): it may all be scatter.")
    heard = say(told, day=iso_date(since), days_words=_days(days))
    if changed_at is None:
        return heard
    return say("It changed at once about {day}. {then_words}", day=iso_date(changed_at), then_words=heard)


def changed(at: datetime, worse: bool) -> str:
    """A step is no trend."""
    if worse:
        return say("The score rose at once about {day}: a step, no trend.", day=iso_date(at))
    return say("The score fell at once about {day}: a step, no trend.", day=iso_date(at))


def far(rise: float, not_before: datetime) -> str:
    """That it rises, and no more."""
    told = later("{rises_words}; abnormal is hardly reached before {day}.")
    return say(told, rises_words=_rises(rise), day=iso_date(not_before))


def crossing(ahead: Crossing, rise: float, made_at: datetime) -> str:
    """From when to when, how sure and how fast."""
    if iso_date(ahead.earliest) == iso_date(made_at):
        told = later(
            "{rises_words} and may reach {state_words} any day, by {latest} at the latest ({sure} % sure)."
        )
    else:
        told = later(
            "{rises_words} and will reach {state_words} between {earliest} and {latest} ({sure} % sure), "
            "most likely about {likely}."
        )
    return say(
        told,
        rises_words=_rises(rise),
        state_words=ahead.state.value,
        earliest=iso_date(ahead.earliest),
        latest=iso_date(ahead.latest),
        likely=iso_date(ahead.likely),
        sure=kept_number(COVERAGE * 100),
    )


def crossing_next(ahead: Crossing, made_at: datetime) -> str:
    """Verb, thing, by when."""
    if ahead.state is State.ABNORMAL:
        return by_day(MAINTAIN, ahead.likely, made_at)
    return by_day(LISTEN_AGAIN, ahead.earliest, made_at)


def by_day(what: Deed, by: datetime, made_at: datetime) -> str:
    """ "Schedule maintenance within a week, by 2026-11-29." Never before tomorrow."""
    by = not_today(by, made_at)
    return say(what.within_a_week if by - made_at <= WEEK else what.later_on, day=iso_date(by))


def not_today(by: datetime, made_at: datetime) -> datetime:
    """That day, tomorrow at the earliest."""
    return max(by, made_at + timedelta(days=1))


def _rises(share: float) -> str:
    return say("The score rises by about {share} % a month", share=kept_number(max(100 * share, 1)))


def _days(how_many: int) -> str:
    return later("1 day") if how_many == 1 else say("{days} days", days=kept_number(how_many))
