"""Where a time axis has its ticks and what they say: minutes on the first day, years in the tenth."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice

from PySide6.QtCore import QLocale

from app.ui.widgets.wording import clock, day


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis, aware local time, and its label."""

    moment: datetime
    text: str


@dataclass(frozen=True, slots=True)
class _Step(ABC):
    """One way to divide an axis; moments are aware and local, the first one names what all have in common."""

    length: int

    @abstractmethod
    def moments(self, first: datetime, last: datetime) -> Iterator[datetime]:
        """All its moments from `first` to `last`."""

    @abstractmethod
    def name(self, moment: datetime, *, head: bool, locale: QLocale) -> str:
        """What a moment is called."""


class _Minutes(_Step):
    def moments(self, first: datetime, last: datetime) -> Iterator[datetime]:
        step, midnight = timedelta(minutes=self.length), datetime.combine(first.date(), time())
        at = midnight + (first.replace(tzinfo=None) - midnight) // step * step
        while at <= last.replace(tzinfo=None):
            if at.astimezone() >= first:
                yield at.astimezone()
            at += step

    def name(self, moment: datetime, *, head: bool, locale: QLocale) -> str:
        said = clock(moment, locale=locale)
        return f"{day(moment, locale=locale)}, {said}" if head else said


class _Days(_Step):
    def moments(self, first: datetime, last: datetime) -> Iterator[datetime]:
        at = first.date()
        while at <= last.date():
            midnight = datetime.combine(at, time()).astimezone()
            # Every fifth day is the 1st, 6th … 26th: the 31st beside the 1st would be crowded.
            if (at.day - 1) % self.length == 0 and (self.length == 1 or at.day <= 28) and midnight >= first:
                yield midnight
            at += timedelta(days=1)

    def name(self, moment: datetime, *, head: bool, locale: QLocale) -> str:
        return day(moment, today=None if head else moment, locale=locale)


class _Months(_Step):
    def moments(self, first: datetime, last: datetime) -> Iterator[datetime]:
        month = -(-(first.year * 12 + first.month - 1) // self.length) * self.length
        while (at := datetime(month // 12, month % 12 + 1, 1).astimezone()) <= last:
            if at >= first:
                yield at
            month += self.length

    def name(self, moment: datetime, *, head: bool, locale: QLocale) -> str:
        if self.length >= 12 or moment.month == 1:
            return str(moment.year)
        month = locale.standaloneMonthName(moment.month, QLocale.FormatType.ShortFormat)
        return f"{month} {moment.year}" if head else month


_DAYS_AND_LONGER = (
    *(_Days(days) for days in (1, 2, 5, 10)),
    *(_Months(months) for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)),
)
_FINER_TO_COARSER = (
    *(_Minutes(minutes) for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)),
    *_DAYS_AND_LONGER,
)
_CLOCK_UNTIL = timedelta(days=3)
"""Longer axes show days alone, however wide they are."""


def date_ticks(start: datetime, end: datetime, most: int, *, locale: QLocale | None = None) -> list[Tick]:
    """At most `most` (two or more) regular ticks between two aware times, in the user's time zone and words."""
    locale = locale or QLocale()
    first, last = start.astimezone(), end.astimezone()
    for step in _FINER_TO_COARSER if last - first < _CLOCK_UNTIL else _DAYS_AND_LONGER:
        moments = list(islice(step.moments(first, last), most + 1))
        if len(moments) <= most:
            break
    if not moments:
        return [Tick(first, day(first, locale=locale))]
    return [Tick(at, step.name(at, head=at is moments[0], locale=locale)) for at in moments]
