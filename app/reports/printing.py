"""How and for whom a report of many pages is printed; its times and periods have one spelling everywhere."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from app.domain import words
from app.domain.letterhead import Letterhead
from app.language import tr
from app.reports.facts import Paper


@dataclass(frozen=True, slots=True)
class Printing:
    """Times are printed in `zone`, None means the system's; `program` is its name with the version."""

    paper: Paper
    printed_at: datetime
    program: str
    letterhead: Letterhead = field(default_factory=Letterhead)
    zone: tzinfo | None = None

    @property
    def proof(self) -> tuple[str, ...]:
        """The last line of every page: when it was printed, from what, by which program."""
        when = self.time(self.printed_at)
        return tr("Printed {time} from the history, as it was stored", time=when), self.program

    @property
    def stamp(self) -> str:
        """When it was printed, in UTC, for programs."""
        return self.printed_at.astimezone(UTC).isoformat()

    def time(self, when: datetime | None) -> str:
        """To the second, with the offset."""
        return words.iso_time(when, self.zone)

    def minute(self, when: datetime) -> str:
        """To the minute, with the offset: for the lines of a table."""
        text = self.time(when)
        return f"{text[:16]} {text[20:]}"

    def day(self, when: datetime | None) -> str:
        """The day only."""
        return words.iso_date(when, self.zone)


@dataclass(frozen=True, slots=True)
class Period:
    """What a report tells of: from `since` on, before `until`. None is open at that end."""

    since: datetime | None = None
    until: datetime | None = None

    def holds(self, when: datetime) -> bool:
        """Whether a moment lies in it."""
        return (self.since is None or when >= self.since) and (self.until is None or when < self.until)

    def days(self, how: Printing, first: datetime | None, last: datetime | None) -> str:
        """ "2026-01-01 to 2026-06-30": the days it names, or else those of its first and last line."""
        if (start := self.since or first) is None or (end := self._last_moment or last) is None:
            return words.UNKNOWN
        start_day, end_day = how.day(start), how.day(end)
        return start_day if start_day == end_day else tr("{first} to {last}", first=start_day, last=end_day)

    @property
    def _last_moment(self) -> datetime | None:
        """A period that ends at midnight ends with the day before."""
        return self.until - timedelta(seconds=1) if self.until else None
