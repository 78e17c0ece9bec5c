"""When each machine is visited: technicians walk an area on its weekday and listen to what is due there."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.workflows.demo.chance import Chance
from app.workflows.demo.plant import Placed

_MISSED = 0.06
_LATE = 0.1
_FIRST_AT = time(7, 40)
_EACH = timedelta(minutes=7)
_FRIDAY = 4
_KEEP_WEEKS = 10
"""So near to the end nothing is missed by chance: how the fleet stands at last is told by its stories."""


@dataclass(frozen=True, slots=True)
class Time:
    """The simulated time, from `begin` to `until`."""

    begin: datetime
    until: datetime

    @property
    def span(self) -> timedelta:
        """How long it is."""
        return self.until - self.begin


@dataclass(frozen=True, slots=True)
class Walk:
    """One visit to a machine: when, by whom, and on which walk through the area, counted back from the last."""

    when: datetime
    by: str
    number: int


class Calendar:
    """The walks through all areas."""

    def __init__(self, time: Time, chance: Chance) -> None:
        self._time = time
        self._chance = chance

    def walks(
        self, placed: Placed, *, since: datetime | None = None, also: frozenset[int] = frozenset()
    ) -> list[Walk]:
        """The visits to a machine, oldest first, as far as somebody came; on the walks `also` all are visited."""
        machine = placed.machine
        weeks = max((machine.interval_days or 28) // 7, 1)
        chance = self._chance.of(f"walks {machine.id}")
        phase = chance.whole(0, weeks - 1)
        begin = since or self._time.begin
        found = []
        planned = set(range(phase, int(self._time.span.days / 7) + 1, weeks))
        for number in sorted(planned | also):
            when = self.at(placed, number)
            if number >= _KEEP_WEEKS and number not in also:
                if chance.happens(_MISSED) or self._shut(placed, when):
                    continue
                if chance.happens(_LATE):
                    when += timedelta(days=chance.whole(1, 3), minutes=chance.whole(0, 200))
            if when >= begin:
                found.append(Walk(when, self._by(placed, number), number))
        return sorted(found, key=lambda walk: walk.when)

    def at(self, placed: Placed, number: int) -> datetime:
        """When the machine's place comes on that walk through its area."""
        area = self._chance.of(f"{placed.site.name} {placed.machine.area}")
        last = (self._time.until - timedelta(days=1)).date()
        days = [last - timedelta(days=back) for back in range(6)]
        day = area.one(tuple(day for day in days if day.weekday() <= _FRIDAY))
        begins = datetime.combine(day, _FIRST_AT, self._time.until.tzinfo) + timedelta(minutes=area.whole(0, 240))
        scatter = self._chance.of(f"{placed.machine.id} {number}").whole(0, 200)
        return begins - timedelta(weeks=number) + placed.order * _EACH + timedelta(seconds=scatter)

    def _by(self, placed: Placed, number: int) -> str:
        """Who walks: mostly the one whose area it is."""
        people = placed.site.people
        usual = self._chance.of(f"{placed.machine.area} walker").one(people)
        chance = self._chance.of(f"{placed.site.name} {placed.machine.area} {number}")
        return usual if chance.happens(0.65) else chance.one(people)

    def _shut(self, placed: Placed, when: datetime) -> bool:
        """The plant stands still between the years and for two weeks in summer."""
        summer = self._chance.of(f"{placed.site.name} summer").whole(28, 32)
        return (when.month, when.day) >= (12, 24) or when.isocalendar().week in (1, summer, summer + 1)
