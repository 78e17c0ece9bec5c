"""The days of the story in place of today's: what is learnt in March says so, whenever the pictures are made."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from unittest.mock import patch

_TODAY = "2026-11-22T09:21:50+00:00"


class Calendar:
    """`datetime` for the one clock of the program."""

    def __init__(self) -> None:
        self._moment = datetime.fromisoformat(_TODAY)

    def turn_to(self, day: str, clock: str = "09:16") -> None:
        """What is done from now on is done on that day, at that time of day in UTC."""
        self._moment = datetime.fromisoformat(f"{day}T{clock}:00+00:00")

    def now(self, zone: tzinfo | None = UTC) -> datetime:
        """A second later each time it is asked, so that nothing happens at once."""
        self._moment += timedelta(seconds=1)
        return self._moment.astimezone(zone)

    def seen(self, zone: tzinfo | None = UTC) -> datetime:
        """The moment, for who only looks."""
        return self._moment.astimezone(zone)


class _WallCalendar:
    """`datetime` for those who word a day, shorter where it is today or in this year."""

    def __init__(self, story: Calendar) -> None:
        self.now = story.seen


@contextmanager
def calendar() -> Iterator[Calendar]:
    """Every page, job and kept line tells its time by this calendar."""
    story = Calendar()
    wall = _WallCalendar(story)
    with (
        patch("app.domain.identity.datetime", story),
        patch("app.ui.widgets.wording.datetime", wall),
        patch("app.ui.pages.route.stop_paint.datetime", wall),
    ):
        yield story
