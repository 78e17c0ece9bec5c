"""Decides what the fleet page shows: reads all machines, sifts, orders, divides; fetches the trends in view."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app.domain.fleet import FirstVisit, MachineNow, TrendPoint
from app.domain.identity import now as this_moment
from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui.jobs import JobHandle, Kind, Runner
from app.ui.pages.fleet.entries import entries
from app.ui.pages.fleet.sifting import counted, divided, ordered, places, sift
from app.ui.pages.fleet.values import Arrangement, Choices, Entry, FleetShown, Group, Place, Sieve, Sort
from app.ui.pages.fleet.words import calm_line
from app.ui.pages.problems import ProblemView

if TYPE_CHECKING:
    from app.workflows.fleet_now import FleetNow

READING, TRENDS = "fleet", "fleet trends"

Trends = dict[str, tuple[TrendPoint, ...]]


class FleetView(ProblemView, Protocol):
    """What the presenter tells the page."""

    def show_fleet(self, shown: FleetShown) -> None:
        """All of the page but what changed."""

    def show_trends(self, trends: Trends) -> None:
        """Trends of machines, by id; others keep theirs."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What the history said, once, and what follows from it whatever is chosen; `entries` are by name."""

    machines: Sequence[MachineNow]
    entries: tuple[Entry, ...]
    first: tuple[FirstVisit, ...]
    names: dict[str, str]
    whole: FleetShown

    def says(self, machines: Sequence[MachineNow], first: tuple[FirstVisit, ...], at: datetime) -> bool:
        """Whether these would look the same at that moment: all ages and dates on the page are whole days."""
        same_day = at.astimezone().date() == self.whole.at.astimezone().date()
        return same_day and [*map(_face, first)] == [*map(_face, self.first)] and machines == self.machines


def _face(first: FirstVisit) -> tuple[object, ...]:
    """What a card shows; of the moment by which to go only the day, which stands in the words."""
    return first.now, first.finding, first.limits, first.trend, first.action.what, first.action.priority


def _read(machines: Sequence[MachineNow], first: tuple[FirstVisit, ...], at: datetime) -> _Read:
    """Worked out off the GUI thread."""
    every = tuple(ordered(entries(machines, at), Sort.NAME))
    where = places(every)
    whole = FleetShown(
        at,
        len(every),
        tuple(dict.fromkeys(site for site, _ in where if site)),
        max((one.visited_at for one in every if one.visited_at), default=None),
        counted(every),
        sum(one.now.overdue for one in every),
        cards=first,
        calm="" if first else calm_line(every, at),
        places=where,
    )
    return _Read(machines, every, first, {one.id: one.now.machine.name for one in every}, whole)


def _shown(read: _Read, choices: Choices) -> FleetShown:
    """What is shown of it, as it was chosen."""
    first = [one.now.machine.id for one in read.first]
    found = ordered(sift(read.entries, choices.sieve), choices.sort, reverse=choices.reverse, first=first)
    carded = not choices.sieve.active and choices.arrangement is Arrangement.GRID
    rest = [one for one in found if one.id not in first] if carded else found
    by_urgency = choices.sort is Sort.URGENCY and not choices.reverse
    return replace(
        read.whole,
        cards=read.first if carded else (),
        calm=read.whole.calm if carded else "",
        sections=divided(rest, choices.group, read.whole.at, urgent_first=by_urgency),
        entries=tuple(found),
        choices=choices,
    )


class FleetPresenter:
    """Reads on the history's worker; what is chosen then is worked out at once, from what was read."""

    def __init__(
        self, fleet: "FleetNow", jobs: Runner, view: FleetView, clock: Callable[[], datetime] = this_moment
    ) -> None:
        self._fleet = fleet
        self._jobs = jobs
        self._view = view
        self._clock = clock
        self._read: _Read | None = None
        self._failed = False
        self._fresh: set[str] = set()
        self._in_view: Collection[str] = ()
        self._reading: JobHandle | None = None
        self._fetching: JobHandle | None = None
        self.choices = Choices()

    def refresh(self) -> None:
        """Read all machines anew; until they are there the page stays as it is."""
        self._drop()
        if self._failed or self._read is None:
            self._failed = False
            self._tell()
        known = self._read
        self._reading = self._jobs.run(
            Kind.HISTORY, lambda control: self._read_all(known), self._was_read, self._not_read
        )

    def leave(self) -> None:
        """Another page is in front: what was asked for is of no use any more."""
        self._drop()

    def names(self) -> dict[str, str]:
        """The machines' names by id."""
        return self._read.names if self._read else {}

    # What is chosen

    def seek(self, text: str) -> None:
        """Only machines that hold every one of these words."""
        self._sieve(replace(self.choices.sieve, text=text))

    def choose_states(self, states: Collection[State], overdue: bool) -> None:
        """Only machines in one of these states, and only overdue ones; every one where nothing is chosen."""
        self._sieve(replace(self.choices.sieve, states=frozenset(states), overdue=overdue))

    def choose_place(self, place: Place | None) -> None:
        """Only machines of one place; None is all of them."""
        self._sieve(replace(self.choices.sieve, place=place))

    def choose_machines(self, machine_ids: Collection[str], called: str) -> None:
        """Only the machines that an alert is about."""
        self._sieve(Sieve(machine_ids=frozenset(machine_ids), called=called))

    def forget_machines(self) -> None:
        """The alert is no longer what is looked at."""
        self._sieve(replace(self.choices.sieve, machine_ids=None, called=""))

    def show_all(self) -> None:
        """Hold nothing back."""
        self._sieve(Sieve())

    def order(self, sort: Sort, reverse: bool = False) -> None:
        """In that order."""
        self.choices = replace(self.choices, sort=sort, reverse=reverse)
        self._tell()

    def divide(self, group: Group) -> None:
        """Under these headings."""
        self.choices = replace(self.choices, group=group)
        self._tell()

    def arrange(self, arrangement: Arrangement) -> None:
        """As tiles or as a table."""
        self.choices = replace(self.choices, arrangement=arrangement)
        self._tell()

    def take_on(self, choices: Choices) -> None:
        """All that was chosen another time."""
        self.choices = choices
        self._tell()

    def want_trends(self, machine_ids: Collection[str]) -> None:
        """These machines are on the screen: fetch the trends that are not known since the last reading."""
        self._in_view = machine_ids
        wanted = [one for one in machine_ids if one not in self._fresh]
        if not wanted:
            return
        self._fresh.update(wanted)

        def fetched(trends: Trends) -> None:
            self._view.clear_problem(TRENDS)
            self._view.show_trends({one: trends.get(one, ()) for one in wanted})

        def failed(problem: Problem) -> None:
            self._fresh.difference_update(wanted)
            self._view.show_problem(TRENDS, problem)

        self._fetching = self._jobs.run(Kind.HISTORY, lambda _: self._fleet.trends(wanted), fetched, failed)

    # What was read

    def _read_all(self, known: _Read | None) -> tuple[_Read, FleetShown | None]:
        """Runs on the history's worker. Nothing is to be shown where the page would look as it does."""
        at = self._clock()
        machines = self._fleet.overview(at)
        first = self._fleet.first(machines, at=at)
        if known is not None and known.says(machines, first, at):
            return known, None
        read = _read(machines, first, at)
        return read, _shown(read, self.choices)

    def _was_read(self, answer: tuple[_Read, FleetShown | None]) -> None:
        self._read, shown = answer
        self._fresh.clear()
        self._view.clear_problem(READING)
        if shown is None:
            self.want_trends(self._in_view)
        elif shown.choices is self.choices:
            self._view.show_fleet(shown)
        else:
            self._tell()

    def _not_read(self, problem: Problem) -> None:
        self._failed = True
        self._view.show_problem(READING, problem)
        self._tell()

    def _drop(self) -> None:
        for handle in (self._reading, self._fetching):
            if handle is not None:
                handle.drop()
        if self._fetching is not None and not self._fetching.ended:
            self._fresh.clear()

    def _sieve(self, sieve: Sieve) -> None:
        self.choices = replace(self.choices, sieve=sieve)
        self._tell()

    def _tell(self) -> None:
        self._view.show_fleet(self._shown())

    def _shown(self) -> FleetShown:
        if self._read is None:
            return FleetShown(self._clock(), choices=self.choices, failed=self._failed)
        return replace(_shown(self._read, self.choices), failed=self._failed)
