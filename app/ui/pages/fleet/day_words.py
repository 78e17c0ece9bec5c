"""Days as the fleet page writes them, in the order of the user's locale, with the day of the week."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale

from app.ui.widgets.wording import clock, day


def weekday(moment: datetime) -> str:
    """ "Tue 24 Nov" on the clock of this computer."""
    here = moment.astimezone()
    locale = QLocale()
    return f"{locale.toString(QDate(here.year, here.month, here.day), 'ddd')} {day(moment)}"


def by_day(moment: datetime) -> str:
    """ "by Tue 24 Nov"."""
    return f"by {weekday(moment)}"


def heading_day(moment: datetime, at: datetime) -> str:
    """Above the alerts of a day: "Today, Sun 22 Nov"."""
    days = (at.astimezone().date() - moment.astimezone().date()).days
    near = {0: "Today, ", 1: "Yesterday, "}.get(days, "")
    return f"{near}{weekday(moment)}"


def last_visit(moment: datetime, at: datetime) -> str:
    """In the line of facts: "last visit today, 09:14"."""
    days = (at.astimezone().date() - moment.astimezone().date()).days
    near = {0: "today", 1: "yesterday"}.get(days) or day(moment)
    return f"last visit {near}, {clock(moment)}"
