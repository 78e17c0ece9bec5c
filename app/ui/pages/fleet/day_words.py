"""Days as the fleet page writes them, in the order of the user's locale, with the day of the week."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from app.language import tr
from app.ui.widgets.wording import clock, day


def weekday(moment: datetime) -> str:
    """ "Tue 24 Nov" on the clock of this computer."""
    here = moment.astimezone()
    locale = QLocale()
    return f"{locale.toString(QDate(here.year, here.month, here.day), 'ddd')} {day(moment)}"


def by_day(moment: datetime) -> str:
    """ "by Tue 24 Nov"."""
    return tr("by {day}", day=weekday(moment))


def heading_day(moment: datetime, at: datetime) -> str:
    """Above the alerts of a day: "Today, Sun 22 Nov"."""
    days = (at.astimezone().date() - moment.astimezone().date()).days
    if days == 0:
        return tr("Today, {day}", day=weekday(moment))
    return tr("Yesterday, {day}", day=weekday(moment)) if days == 1 else weekday(moment)


def last_visit(moment: datetime, at: datetime) -> str:
    """In the line of facts: "last visit today, 09:14"."""
    days = (at.astimezone().date() - moment.astimezone().date()).days
    if days == 0:
        return tr("last visit today, {time}", time=clock(moment))
    if days == 1:
        return tr("last visit yesterday, {time}", time=clock(moment))
    return tr("last visit {day}, {time}", day=day(moment), time=clock(moment))
