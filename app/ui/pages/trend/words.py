"""The sentences of the trend page: a visit, a change, a forecast, in the user's dates."""

import re
from datetime import datetime

from app.domain.forecast import Crossing, Forecast, Outlook
from app.domain.review import Found
from app.domain.words import number
from app.ui.widgets.wording import day, full_moment
from app.workflows.machine_story_values import Point

_ISO_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

OUTLOOKS = {
    Outlook.CROSSING: "Rising",
    Outlook.FAR: "Rising, no date yet",
    Outlook.NO_TREND: "No trend",
    Outlook.STEP: "Changed at once",
    Outlook.ALREADY: "In the abnormal range",
    Outlook.TOO_FEW: "No forecast yet",
}


def local_dates(sentence: str) -> str:
    """The sentence with its ISO dates as the user writes them."""
    return _ISO_DATE.sub(lambda found: day(datetime.fromisoformat(found.group()).astimezone()), sentence)


def headline(forecast: Forecast) -> str:
    """ "Rising: watch likely 12 Jan – 30 Jan"."""
    word = OUTLOOKS[forecast.outlook]
    if not forecast.crossings:
        return word
    return f"{word}: {crossing_words(forecast.crossings[0], forecast.made_at)}"


def crossing_words(ahead: Crossing, made_at: datetime) -> str:
    """ "watch likely 12 Jan – 30 Jan"; "watch likely by 30 Jan" where it may be any day from now on."""
    return f"{ahead.state.value} likely {crossing_dates(ahead, made_at)}"


def crossing_dates(ahead: Crossing, made_at: datetime) -> str:
    """ "12 Jan – 30 Jan", or "by 30 Jan"."""
    first, last = day(ahead.earliest), day(ahead.latest)
    return f"by {last}" if first in {last, day(made_at)} else f"{first} – {last}"


def point_lines(point: Point) -> tuple[str, ...]:
    """All that is known of a visit, a line each: when, state and score, what was found, by whom, the note."""
    score = "" if point.score is None else f", score {number(point.score, 2)}"
    sure = "" if point.confidence is None else f", {number(100 * point.confidence)} % confident"
    lines = [full_moment(point.when), f"{point.state.value}{score}{sure}", found_words(point)]
    lines += [point.by, f"“{' '.join(point.note.split())}”" if point.note else ""]
    return tuple(line for line in lines if line)


def found_words(point: Point) -> str:
    """What a technician found: "found faulty: bearing"; empty where nobody said."""
    if point.found is Found.HEALTHY:
        return "found healthy"
    if point.found is Found.FAULTY:
        cause = point.cause or point.cause_code
        return f"found faulty: {cause}" if cause else "found faulty"
    return ""
