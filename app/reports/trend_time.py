"""Ticks of a time axis at days that people know: the firsts of months, or midnights where it is short."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

_MOST = 7
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
_DAYS = (1, 2, 5, 7, 14)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Moments and how they are written: as a time of day where all of them lie within two days."""

    moments: tuple[datetime, ...]
    zone: tzinfo | None
    to_the_minute: bool = False

    def name(self, moment_s: float) -> str:
        """One moment of the axis, in seconds since 1970."""
        when = datetime.fromtimestamp(moment_s, self.zone).astimezone(self.zone)
        return f"{when:%Y-%m-%d %H:%M}" if self.to_the_minute else f"{when:%Y-%m-%d}"


def day_ticks(first: datetime, last: datetime, zone: tzinfo | None) -> Ticks:
    """At most eight ticks from the first to the last moment."""
    first, last = first.astimezone(zone), last.astimezone(zone)
    days = (last - first) / timedelta(days=1)
    if days < 2:
        middle = (first + (last - first) / 2,) if days > 0.02 else ()
        return Ticks(tuple(dict.fromkeys((first, *middle, last))), zone, to_the_minute=True)
    if days <= _MOST * _DAYS[-1]:
        step = next(step for step in _DAYS if days / step <= _MOST)
        return Ticks(tuple(_days(first, last, step)), zone)
    months = next((step for step in _MONTHS if days / 30.4 / step <= _MOST), _MONTHS[-1])
    return Ticks(tuple(_months(first, last, months)), zone)


def _days(first: datetime, last: datetime, step: int) -> list[datetime]:
    """Midnights; counted in days of the calendar, so that the clock's change in spring moves none of them."""
    day = first.date() + timedelta(days=1)
    moments = []
    while (moment := _midnight(day.year, day.month, day.day, first)) <= last:
        moments.append(moment)
        day += timedelta(days=step)
    return moments


def _months(first: datetime, last: datetime, step: int) -> list[datetime]:
    index = -(-(first.year * 12 + first.month) // step) * step
    moments = []
    while (moment := _midnight(index // 12, index % 12 + 1, 1, first)) <= last:
        moments.append(moment)
        index += step
    return moments


def _midnight(year: int, month: int, day: int, like: datetime) -> datetime:
    return datetime.combine(date(year, month, day), time(), like.tzinfo)
