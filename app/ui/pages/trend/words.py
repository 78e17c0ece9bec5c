"""The sentences of the trend page: a visit, a change, a forecast, in the user's dates."""

import re
from datetime import datetime

from app.domain.forecast import Crossing, Forecast, Outlook
from app.domain.review import Found
from app.domain.words import number
from app.language import later, tr
from app.ui.widgets.wording import day, full_moment
from app.workflows.machine_story_values import Point

_ISO_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

OUTLOOKS = {
    Outlook.CROSSING: later("Rising"),
    Outlook.FAR: later("Rising, no date yet"),
    Outlook.NO_TREND: later("No trend"),
    Outlook.STEP: later("Changed at once"),
    Outlook.ALREADY: later("In the abnormal range"),
    Outlook.TOO_FEW: later("No forecast yet"),
}


def local_dates(sentence: str) -> str:
    """The sentence with its ISO dates as the user writes them; a month's full stop is the sentence's too."""
    told = _ISO_DATE.sub(lambda found: day(datetime.fromisoformat(found.group()).astimezone()), sentence)
    return told.replace("..", ".")


def headline(forecast: Forecast) -> str:
    """ "Rising: watch likely 12 Jan – 30 Jan"."""
    word = tr(OUTLOOKS[forecast.outlook])
    if not forecast.crossings:
        return word
    return f"{word}: {crossing_words(forecast.crossings[0], forecast.made_at)}"


def crossing_words(ahead: Crossing, made_at: datetime) -> str:
    """ "watch likely 12 Jan – 30 Jan"; "watch likely by 30 Jan" where it may be any day from now on."""
    return tr("{state} likely {dates}", state=tr(ahead.state.value), dates=crossing_dates(ahead, made_at))


def crossing_dates(ahead: Crossing, made_at: datetime) -> str:
    """ "12 Jan – 30 Jan", or "by 30 Jan"."""
    first, last = day(ahead.earliest), day(ahead.latest)
    return tr("by {day}", day=last) if first in {last, day(made_at)} else f"{first} – {last}"


def point_lines(point: Point) -> tuple[str, ...]:
    """All that is known of a visit, a line each: when, state and score, what was found, by whom, the note."""
    judged = [tr(point.state.value)]
    if point.score is not None:
        judged.append(tr("score {score}", score=number(point.score, 2)))
    if point.confidence is not None:
        judged.append(tr("{share} % confident", share=number(100 * point.confidence)))
    lines = [full_moment(point.when), ", ".join(judged), found_words(point)]
    lines += [point.by, tr("“{note}”", note=" ".join(point.note.split())) if point.note else ""]
    return tuple(line for line in lines if line)


def found_words(point: Point) -> str:
    """What a technician found: "found faulty: bearing"; empty where nobody said."""
    if point.found is Found.HEALTHY:
        return tr("found healthy")
    if point.found is Found.FAULTY:
        cause = point.cause or point.cause_code
        return tr("found faulty: {cause}", cause=cause) if cause else tr("found faulty")
    return ""
