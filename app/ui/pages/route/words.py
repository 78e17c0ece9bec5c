"""What the route page says of dates, intervals and the way that is behind."""

from datetime import datetime

from app.domain.fleet import MachineNow
from app.domain.machine import Machine
from app.domain.plan import Route, Timing
from app.language import tr, tr_many
from app.ui.pages.route.values import Group
from app.workflows.walk_stops import DUE_TODAY

INTERVALS = (7, 14, 30, 60, 90)
"""The intervals that are offered, in days."""

LONGEST_DAYS = 3650


def days_late(due_at: datetime, at: datetime) -> int:
    """By how many days of the calendar a date has passed; negative where it is still to come."""
    return (at.astimezone().date() - due_at.astimezone().date()).days


def due_words(now: MachineNow, at: datetime) -> str:
    """ "late 3 days", "today", "tomorrow", "in 6 days", "no date"."""
    if now.due_at is None:
        return tr(Timing.UNPLANNED.value)
    late = days_late(now.due_at, at)
    if late > 0:
        return late_words(late)
    if late == 0:
        return tr("today")
    return tr("tomorrow") if late == -1 else tr_many("in {n} day", "in {n} days", -late)


def late_words(days: int) -> str:
    """ "late 3 days"."""
    return tr_many("late {n} day", "late {n} days", days)


def group_of(now: MachineNow, at: datetime) -> Group:
    """Below which head of the plan a machine stands."""
    if now.due_at is None:
        return Group.NONE
    if now.timing is Timing.OVERDUE:
        return Group.OVERDUE
    ahead = -days_late(now.due_at, at)
    if ahead <= 0:
        return Group.TODAY
    return Group.WEEK if ahead <= 7 else Group.LATER


def interval_words(days: int | None) -> str:
    """ "every 14 days", "daily", "no date"."""
    if days is None:
        return tr(Timing.UNPLANNED.value)
    return tr("daily") if days == 1 else tr_many("every {n} day", "every {n} days", days)


def stops_words(stops: int) -> str:
    """ "12 stops"."""
    return tr_many("{n} stop", "{n} stops", stops)


def name_of(route: Route) -> str:
    """What a route is called; the one that is worded anew each day has no name that anybody gave it."""
    return tr(DUE_TODAY) if route.name == DUE_TODAY else route.name


def place_of(machine: Machine) -> str:
    """A machine's code and where it stands."""
    return " · ".join(filter(None, (machine.code, machine.area or machine.site)))


def way_words(gone: int, stops: int) -> str:
    """ "7 of 12 · 58 %"."""
    return tr("{gone} of {stops} · {share} %", gone=gone, stops=stops, share=percent(gone, stops))


def percent(gone: int, stops: int) -> int:
    """How much of the way is behind: 100 only where all of it is."""
    return 100 * gone // stops if stops else 0


def sought(machine: Machine, words: list[str]) -> bool:
    """Whether all words are in a machine's name, code, area or site."""
    said = f"{machine.name} {machine.code} {machine.area} {machine.site}".casefold()
    return all(word in said for word in words)
