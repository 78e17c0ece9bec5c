"""When an archive's recording was made: the many ways in which recorders and people put times into names.

Where day and month could be either, both readings are given: only the archive as a whole, or its owner, can tell.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from pathlib import Path, PurePosixPath

from app.language import later
from app.recordings.recorded_at import time_in_header, time_of_file

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER_MONTHS = {"mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12}
_MONTH = r"(?P<word>[A-Za-zä]{3})[a-z]*"

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_CLOCK_OR_END = r"(?=\D|\d{6}(?!\d)|$)"
_YEAR_FIRST = re.compile(rf"(?<!\d){_YEAR}(?P<s>[-_./ ]?)(?P<a>\d\d)(?P=s)(?P<b>\d\d){_CLOCK_OR_END}")
_YEAR_LAST = re.compile(rf"(?<!\d)(?P<a>\d\d?)(?P<s>[-_./])(?P<b>\d\d?)(?P=s){_YEAR}(?!\d)")
_YEAR_LAST_BARE = re.compile(rf"(?<!\d)(?P<a>\d\d)(?P<b>\d\d){_YEAR}(?!\d)")
_DAY_AND_WORD = re.compile(rf"(?<!\d)(?P<a>\d\d?)[-_. ]*{_MONTH}[-_., ]*{_YEAR}(?!\d)")
_WORD_AND_DAY = re.compile(rf"(?<![A-Za-z]){_MONTH}[-_. ]*(?P<a>\d\d?)[-_., ]+{_YEAR}(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(?P<y>\d\d)(?P<a>\d\d)(?P<b>\d\d)(?=[-_](?:\d{6}|\d{4})(?!\d))")
_EPOCH = re.compile(r"(?<!\d)(1\d{9})(\d{3})?(?!\d)")

_ZONE = r"(?P<zone>Z|\+\d\d[:_-]?\d\d(?!\d)|-(?:0[1-9]|1[0-2])[:_]?(?:00|30|45)(?!\d))?"
_CLOCK = re.compile(
    r"(?P<before>T|[_ ./-]+(?:at )?|)(?P<h>\d\d|\d(?=[:h]))"
    r"(?:(?P<s>[-_.:h ]?)(?P<m>\d\d)(?:(?:(?P=s)|[-_.:m])(?P<sec>\d\d)(?:[.,]\d+)?(?!\d))?(?!\d)s?)"
    rf"(?:[ _]?(?P<half>[AaPp][Mm]))?{_ZONE}"
)
_CLOCK_ALONE = re.compile(r"(?<!\d)(\d\d)([-_.:h]?)(\d\d)\2(\d\d)(?!\d)")
_COUNTER_BELOW = 100
"""Six digits below 000100 are a number that a recorder counts with, not seconds after midnight; so are four digits
alone."""


class TimeFrom(StrEnum):
    """Where a recording's time was found; the value is the word shown."""

    TABLE = later("table")
    NAME = later("file name")
    FOLDER = later("folder name")
    HEADER = later("file header")
    FILE_DATE = later("date of the file")
    NOWHERE = later("nowhere")


class DateOrder(StrEnum):
    """Which of two numbers is the day."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time in a name, aware and in UTC, read with the day first and with the month first.

    They are equal where the name leaves no doubt, one of them is None where only the other is a date. `dotted`: as
    in 3.4.2026, which hardly anybody writes with the month first. `to_the_day`: no time of day is named.
    """

    day_first: datetime | None
    month_first: datetime | None
    dotted: bool = False
    to_the_day: bool = False

    @property
    def decided(self) -> bool:
        """Whether the name alone tells which moment is meant."""
        return self.day_first == self.month_first

    @property
    def shows(self) -> DateOrder | None:
        """The order that this name proves: its other reading is no date."""
        if self.day_first is None:
            return DateOrder.MONTH_FIRST
        return DateOrder.DAY_FIRST if self.month_first is None else None

    def read(self, order: DateOrder | None) -> datetime | None:
        """The moment in that order, else the only one there is; None where it stays open."""
        if self.decided or self.shows is DateOrder.DAY_FIRST:
            return self.day_first
        if self.shows is DateOrder.MONTH_FIRST:
            return self.month_first
        if order is None:
            return None
        return self.day_first if order is DateOrder.DAY_FIRST else self.month_first


def named_time(text: str, latest: datetime | None = None) -> NamedTime | None:
    """The first time in a name; None where there is none.

    Args:
        text: a file's name without its ending, or its path below the archive with forward slashes.
        latest: later moments are no times (default: tomorrow). Times without a zone are the computer's own.
    """
    latest = latest or datetime.now(UTC) + timedelta(days=1)
    for pattern in (_YEAR_FIRST, _YEAR_LAST, _YEAR_LAST_BARE, _DAY_AND_WORD, _WORD_AND_DAY, _SHORT_YEAR):
        for match in pattern.finditer(text):
            found = _read(match, text, latest)
            if found is not None:
                return found
    for match in _EPOCH.finditer(text):
        when = datetime.fromtimestamp(int(match[1]), UTC)
        if _EARLIEST <= when <= latest:
            return NamedTime(when, when)
    return None


def time_in_path(relative: str, latest: datetime | None = None) -> tuple[NamedTime, TimeFrom] | None:
    """The time in a file's name, else one in its folders' names, there with a time of day in the file's."""
    path = PurePosixPath(relative)
    if found := named_time(path.stem, latest):
        return found, TimeFrom.NAME
    folders = path.parent.as_posix()
    found = named_time(f"{folders}/{path.stem}", latest) if folders != "." else None
    if found is None:
        return None
    return (_with_clock(found, path.stem) if found.to_the_day else found), TimeFrom.FOLDER


def time_in_file(path: Path) -> tuple[datetime | None, TimeFrom]:
    """The time in a broadcast WAV's header (EBU Tech 3285), else the date the file was last changed."""
    if when := time_in_header(path):
        return when, TimeFrom.HEADER
    when = time_of_file(path)
    return when, TimeFrom.FILE_DATE if when else TimeFrom.NOWHERE


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time of day as named; `zone` is None for the computer's own."""

    hour: int = 0
    minute: int = 0
    second: int = 0
    zone: timezone | None = None


def _read(match: re.Match[str], text: str, latest: datetime) -> NamedTime | None:
    groups = match.groupdict()
    clock = _clock_after(text, match.end(), bare=match.re is _SHORT_YEAR)
    year, first = int(groups["y"]), int(groups["a"])
    if year < 100:
        year += 2000
    if groups.get("word"):
        month = _month(groups["word"])
        both = _moment(year, month, first, clock, latest) if month else None
        return NamedTime(both, both, to_the_day=clock is None) if both else None
    second = int(groups["b"])
    if match.re in (_YEAR_FIRST, _SHORT_YEAR):
        both = _moment(year, first, second, clock, latest)
        return NamedTime(both, both, to_the_day=clock is None) if both else None
    day_first, month_first = (
        _moment(year, month, day, clock, latest) for day, month in ((first, second), (second, first))
    )
    if day_first is None and month_first is None:
        return None
    return NamedTime(day_first, month_first, groups.get("s") == ".", to_the_day=clock is None)


def _month(word: str) -> int | None:
    short = word[:3].casefold()
    return _MONTHS.index(short) + 1 if short in _MONTHS else _OTHER_MONTHS.get(short)


def _clock_after(text: str, position: int, bare: bool) -> _Clock | None:
    """The time of day that follows a date; `bare`: four digits without anything between them are one too."""
    match = _CLOCK.match(text, position)
    if match is None:
        return None
    counts = not match["s"] and match["before"] not in ("T", "") and not match["zone"]
    digits = int(match["h"] + match["m"] + (match["sec"] or ""))
    if counts and ((match["sec"] is None and not bare) or (match["sec"] and digits < _COUNTER_BELOW)):
        return None
    if not match["s"] and match["sec"] is None and match["before"] == "":
        return None
    hour, half = int(match["h"]), (match["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    minute, second = int(match["m"]), int(match["sec"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return _Clock(hour, minute, second, _zone(match["zone"]))


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    digits = re.sub(r"\D", "", text)
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if ahead >= timedelta(hours=24):
        return None
    return timezone(ahead if text[0] == "+" else -ahead)


def _with_clock(found: NamedTime, stem: str) -> NamedTime:
    """The day in the folder's name with the time of day in the file's."""
    for match in _CLOCK_ALONE.finditer(stem):
        hour, minute, second = int(match[1]), int(match[3]), int(match[4])
        counter = not match[2] and int(match[0]) < _COUNTER_BELOW
        if hour > 23 or minute > 59 or second > 59 or counter:
            continue

        def at(day: datetime | None, clock: tuple[int, int, int] = (hour, minute, second)) -> datetime | None:
            if day is None:
                return None
            local = day.astimezone().replace(tzinfo=None)
            return local.replace(hour=clock[0], minute=clock[1], second=clock[2]).astimezone(UTC)

        return NamedTime(at(found.day_first), at(found.month_first), found.dotted)
    return found


def _moment(year: int, month: int, day: int, clock: _Clock | None, latest: datetime) -> datetime | None:
    clock = clock or _Clock()
    try:
        moment = datetime(year, month, day, clock.hour, clock.minute, clock.second, tzinfo=clock.zone or UTC)
        when = moment.astimezone(UTC) if clock.zone else moment.replace(tzinfo=None).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return when if _EARLIEST <= when <= latest else None
