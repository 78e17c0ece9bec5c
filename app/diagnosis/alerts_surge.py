"""Several machines of one place worse within a day: more likely one cause than several.

A place is an area of a site; of a site none of whose areas stands out, the site. A day is a UTC day, so that all
laptops cut alike and a visit imported later changes no other day. A night shift is not cut in two: where neither
day around a midnight tells, the time from noon to noon around it does, if machines were worse on both sides.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from math import comb

FEWEST = 3
SHARE = 0.25
"""At least so many of the machines judged there on that day."""

BY_CHANCE = 0.05
"""One healthy machine in twenty may turn to watch or abnormal by chance …"""

LIMIT = 0.002
"""… and so many at once are told when chance finds them less often than once in five hundred days at a place."""

DAY = timedelta(days=1)
MARGIN = 2 * DAY
"""What happened so long before and after a moment may decide whether a surge is told there."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on a machine, and whether the machine is worse by it than it was the time before."""

    machine_id: str
    when: datetime
    worse: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the plant; `area` is empty for a whole site, both where nobody named any."""

    site: str
    area: str = ""

    @property
    def name(self) -> str:
        """As people call it."""
        return self.area or self.site


@dataclass(frozen=True, slots=True)
class Surge:
    """Machines of a place found worse on the day from `start` on, each once, by time: from `first_at` to `at`."""

    place: Place
    start: datetime
    first_at: datetime
    at: datetime
    machine_ids: tuple[str, ...]


def surges(judged: Sequence[Judged], places: Mapping[str, Place]) -> list[Surge]:
    """The surges among these verdicts, in any order; `places` are the machines' areas by machine id.

    Told when at least three machines of a place turned to watch or abnormal on one day, at least a quarter of
    those judged there, and more than chance explains (binomial tail): 3 of 5, 4 of 11, 5 of 18.
    """
    of_area: dict[Place, list[Judged]] = defaultdict(list)
    of_site: dict[Place, list[Judged]] = defaultdict(list)
    for one in sorted(judged, key=lambda one: (one.when, one.machine_id)):
        place = places.get(one.machine_id)
        if place is not None:
            of_area[place].append(one)
            of_site[Place(place.site)].append(one)
    told = [surge for place, there in of_area.items() for surge in _at(place, there)]
    narrow = {(surge.place.site, surge.start) for surge in told}
    for place, there in of_site.items():
        told += [surge for surge in _at(place, there) if not _beside(narrow, place.site, surge.start)]
    return told


def _at(place: Place, there: Sequence[Judged]) -> Iterator[Surge]:
    """The days at a place, and the nights between two days of which neither is one; `there` by time."""
    midnights = sorted({_midnight(one.when) for one in there if one.worse})
    found = {start: surge for start in midnights if (surge := _on(place, there, start))}
    yield from found.values()
    for day, next_day in pairwise(midnights):
        if next_day - day == DAY and not {day, next_day} & found.keys():
            surge = _on(place, there, day + DAY / 2)
            if surge and surge.first_at < next_day <= surge.at:
                yield surge


def _on(place: Place, there: Sequence[Judged], start: datetime) -> Surge | None:
    begin, end = (bisect_left(there, moment, key=lambda one: one.when) for moment in (start, start + DAY))
    that_day = there[begin:end]
    worse = list(dict.fromkeys(one.machine_id for one in that_day if one.worse))
    heard = len({one.machine_id for one in that_day})
    if len(worse) < FEWEST or len(worse) < SHARE * heard or _tail(heard, len(worse)) > LIMIT:
        return None
    whens = [one.when for one in that_day if one.worse]
    return Surge(place, start, whens[0], whens[-1], tuple(worse))


def _beside(told: set[tuple[str, datetime]], site: str, start: datetime) -> bool:
    """Whether an area of the site is told of a day that overlaps with this one."""
    return any((site, start + shift) in told for shift in (-DAY / 2, timedelta(), DAY / 2))


def _midnight(when: datetime) -> datetime:
    return datetime.combine(when.astimezone(UTC).date(), time(), UTC)


def _tail(trials: int, found: int) -> float:
    """How often chance finds at least as many of `trials` machines worse."""
    return sum(comb(trials, k) * BY_CHANCE**k * (1 - BY_CHANCE) ** (trials - k) for k in range(found, trials + 1))
