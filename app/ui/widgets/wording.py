"""Dates, numbers and counts as the screen writes them."""

import re
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QTime

NOTHING = "–"
"""Shown for what is not known, so that its place is kept."""


def number(score: float | None) -> str:
    """A score with two decimals, with a point as in the findings' sentences and the report."""
    return NOTHING if score is None else f"{score:.2f}"


def day(moment: datetime, *, today: datetime | None = None, locale: QLocale | None = None) -> str:
    """The local day in the order of the user's locale, with the year only when it is not this one: "22 Nov"."""
    locale = locale or QLocale()
    here = moment.astimezone()
    year_now = (today or datetime.now().astimezone()).astimezone().year
    pattern = _day_pattern(locale.dateFormat(QLocale.FormatType.LongFormat), with_year=here.year != year_now)
    return locale.toString(QDate(here.year, here.month, here.day), pattern)


def clock(moment: datetime, *, locale: QLocale | None = None) -> str:
    """The local time of day: "09:14"."""
    here = moment.astimezone()
    return (locale or QLocale()).toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)


def moment_text(moment: datetime, *, today: datetime | None = None, locale: QLocale | None = None) -> str:
    """Day and time: "22 Nov, 09:14"."""
    return f"{day(moment, today=today, locale=locale)}, {clock(moment, locale=locale)}"


def full_moment(moment: datetime, *, locale: QLocale | None = None) -> str:
    """Day with its year, and time: for tool tips and facts."""
    here = moment.astimezone()
    locale = locale or QLocale()
    pattern = _day_pattern(locale.dateFormat(QLocale.FormatType.LongFormat), with_year=True)
    return f"{locale.toString(QDate(here.year, here.month, here.day), pattern)}, {clock(moment, locale=locale)}"


def _day_pattern(long_format: str, *, with_year: bool) -> str:
    """The locale's long date without weekday and with a short month: its order, half its width."""
    pattern = re.sub(r"dddd?[,،]?", "", long_format).replace("MMMM", "MMM")
    if not with_year:
        # The year goes with the quoted words and marks that belong to it.
        pattern = re.sub(r"(\s*'de')?[\s,]*y+(年|년|\.)?(\s*'г'\.)?\s*", " ", pattern)
    return re.sub(r"\s+", " ", pattern).strip(" ,،")
