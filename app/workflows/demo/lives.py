"""One machine after the other: its story joined with its walks and its sound."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from app.diagnosis.registry import ModelRegistry
from app.domain.machine import Machine, MachineType, OperatingCondition
from app.domain.verdict import State
from app.history.bulk import Life
from app.workflows.baselines import model_for
from app.workflows.demo.chance import Chance
from app.workflows.demo.episodes import episodes
from app.workflows.demo.era import Place, Stop
from app.workflows.demo.foreseeing import ForeseeingModel
from app.workflows.demo.hearing import Source, Spot
from app.workflows.demo.imagined import Imagined, Learning
from app.workflows.demo.names import MOUNTED_MICROPHONES
from app.workflows.demo.papers import placements, thrown_away, versions
from app.workflows.demo.plant import Placed
from app.workflows.demo.played import Played
from app.workflows.demo.said import said_of
from app.workflows.demo.sound import USUAL, Bases, Scatter
from app.workflows.demo.stories import Plot, Story
from app.workflows.demo.studio import Studio
from app.workflows.demo.voiced import Voiced
from app.workflows.demo.walks import Calendar, Time, Walk
from app.workflows.demo.years import Course, Years, live

_BESIDE = timedelta(minutes=3)
_NEWEST_PLAYED = 2
_OFTEN: dict[Plot, int] = {
    Plot.ABNORMAL: 7,
    Plot.BROKEN: 7,
    Plot.AGEING: 7,
    Plot.FADING: 7,
    Plot.WATCH: 14,
    Plot.REPAIRED: 14,
}
"""A machine that something is known of is visited at least so often, in days."""
_AT_LAST: dict[Plot, State] = {
    Plot.WATCH: State.WATCH,
    Plot.ABNORMAL: State.ABNORMAL,
    Plot.BROKEN: State.ABNORMAL,
}
_FOREIGN_HEARD = (Plot.QUIET, Plot.REPAIRED, Plot.FADING)
_SET_UP = -1
_UNPLANNED = 0.03
_DOWN_SINCE = 0.12
_OVERDUE = (1.3, 2.6)
_SPOILT = 0.012
_OVERDRIVEN = 0.4
_AS_PLAYED = Scatter(visit=0.25, clip=0.25)
"""Takes of the synthesised fan differ more than those of a usual machine."""

_MOUNTED = Scatter(visit=0.1, clip=0.2, gain=0.2)


@dataclass(frozen=True, slots=True)
class Events:
    """What happened to a whole area on one walk: another machine beside it, or too much noise to record."""

    area: tuple[str, str]
    walk: int
    noise: bool = False


class Lives:
    """Makes the life of one machine a call."""

    def __init__(
        self, models: ModelRegistry, studio: Studio, time: Time, chance: Chance, events: Sequence[Events]
    ) -> None:
        self._models = models
        self._studio = studio
        self._time = time
        self._chance = chance
        self._events = tuple(events)
        self._calendar = Calendar(time, chance)
        self._foreseeing: dict[MachineType, ForeseeingModel] = {}
        self._bases: Bases | None = None

    def life(self, placed: Placed, story: Story) -> Life:
        """All that became of it, until the end of the simulated time."""
        chance = self._chance.of(f"life {placed.machine.id}")
        machine = self._as_told(placed.machine, story, chance)
        placed = replace(placed, machine=machine)
        walks = self._walks(placed, story, chance)
        visits = [walk.when for walk in walks]
        told = episodes(story, self._time, visits, self._watch_from(machine), chance.of("episodes"))
        parts = []
        conditions = [condition for point in machine.points for condition in point.conditions]
        for number, condition in enumerate(conditions):
            # Where the story is told is visited last, so that the newest visit of the machine tells it too.
            beside = (len(conditions) - 1 - number) * _BESIDE
            stops = self._stops(placed, story, [replace(one, when=one.when + beside) for one in walks], number)
            course = Course(
                stops,
                told if number == 0 else (),
                never_learnt=story.plot is Plot.NEVER_LEARNT,
                not_again=story.plot is Plot.NOT_LEARNT_AGAIN,
                level_counts=story.plot is Plot.AGEING,
            )
            place = self._place(placed, condition, story, stops, chance.of(condition.id))
            parts.append(live(place, course))
        return self._joined(placed, parts, walks, chance)

    def _joined(self, placed: Placed, parts: Sequence[Years], walks: Sequence[Walk], chance: Chance) -> Life:
        said = [said_of(part.visits, placed.machine, self._time.until, chance) for part in parts]
        by = walks[0].by if walks else placed.site.people[0]
        machine = placed.machine
        return Life(
            versions=versions(machine, by, self._time.until, chance),
            learnt=tuple(one for part in parts for one in part.learnt),
            baselines=tuple(one for part in parts for one in part.baselines),
            changes=tuple(one for part in parts for one in part.changes),
            inspections=tuple(one for part in said for one in part.inspections),
            reviews=tuple(one for part in said for one in part.reviews),
            readings=tuple(one for part in said for one in part.readings),
            placements=placements(machine, by, chance),
            binned=tuple(one for part in parts for one in thrown_away(part.visits, machine, self._time, chance)),
        )

    def _as_told(self, machine: Machine, story: Story, chance: Chance) -> Machine:
        if story.plot is Plot.AGEING:
            first = replace(machine.points[0], fixed=True)
            machine = replace(machine, points=(first, *machine.points[1:]))
        if story.plot in _OFTEN and machine.interval_days:
            return replace(machine, interval_days=min(machine.interval_days, _OFTEN[story.plot]))
        if story.plot in (Plot.NEVER_VISITED, Plot.NEVER_LEARNT):
            late = self._time.until - timedelta(days=chance.whole(9, 40), hours=3)
            return replace(machine, created_at=late, interval_days=14)
        if not story.overdue and chance.of("plan").happens(_UNPLANNED):
            return replace(machine, interval_days=None)
        return machine

    def _walks(self, placed: Placed, story: Story, chance: Chance) -> list[Walk]:
        if story.plot is Plot.NEVER_VISITED:
            return []
        late = placed.machine.created_at if story.plot is Plot.NEVER_LEARNT else None
        where = (placed.site.name, placed.machine.area)
        also = frozenset(event.walk for event in self._events if event.area == where)
        walks = self._calendar.walks(placed, since=late, also=also)
        if late is None:
            # Whoever sets a machine up learns it there and then.
            set_up = placed.machine.created_at + timedelta(hours=1)
            walks = [Walk(set_up, placed.site.people[0], _SET_UP), *walks]
        if story.plot is Plot.TAKEN_DOWN:
            return [walk for walk in walks if walk.when < self._time.until - self._time.span * _DOWN_SINCE]
        if story.overdue:
            days = (placed.machine.interval_days or 28) * chance.of("overdue").between(*_OVERDUE)
            return [walk for walk in walks if walk.when < self._time.until - timedelta(days=days)]
        return walks

    def _stops(self, placed: Placed, story: Story, walks: Sequence[Walk], number: int) -> tuple[Stop, ...]:
        """The visits of one condition; at the first of them the story is told."""
        wanted = _AT_LAST.get(story.plot, State.HEALTHY) if number == 0 else State.HEALTHY
        stops = []
        for place, walk in enumerate(walks):
            chance = self._chance.of(f"stop {placed.machine.id} {number} {walk.number}")
            last = place == len(walks) - 1
            spoilt = chance.happens(_OVERDRIVEN)
            if last and number == 0 and story.plot is Plot.CANNOT_TELL:
                stops.append(Stop(walk, spoilt=spoilt, noisy=not spoilt))
            elif last:
                stops.append(Stop(walk, wanted=wanted))
            else:
                stops.append(self._usual_stop(placed, story, walk, chance))
        return tuple(stops)

    def _usual_stop(self, placed: Placed, story: Story, walk: Walk, chance: Chance) -> Stop:
        where = (placed.site.name, placed.machine.area)
        event = next((one for one in self._events if one.area == where and one.walk == walk.number), None)
        if event is not None and event.noise and chance.happens(0.8):
            return Stop(walk, noisy=True)
        if event is not None and not event.noise and story.plot in _FOREIGN_HEARD:
            return Stop(walk, foreign=chance.between(1.02, 1.4))
        return Stop(walk, spoilt=chance.happens(_SPOILT))

    def _place(
        self, placed: Placed, condition: OperatingCondition, story: Story, stops: Sequence[Stop], chance: Chance
    ) -> Place:
        ageing = story.plot is Plot.AGEING
        device = chance.one(MOUNTED_MICROPHONES) if ageing else placed.site.recorder
        scatter = _MOUNTED if ageing else USUAL
        spot = Spot(placed.machine, condition, self._model(placed.machine))
        if self._bases is None:
            self._bases = Bases(spot.model)
        base = self._bases.bent(placed.machine.type, chance)
        learning = Learning(takes=4) if ageing else Learning()
        imagined = Imagined(spot, base.levels, chance, device=device, scatter=scatter, learning=learning)
        told_here = condition.id == placed.machine.points[0].conditions[0].id
        if story.heard and told_here:
            newest = [stop.walk.when for stop in stops[-_NEWEST_PLAYED:]]
            source: Source = Played(imagined, chance, newest=newest, studio=self._studio)
            return Place(spot, source, _AS_PLAYED, chance)
        if stops:
            source = Voiced(imagined, base, newest=stops[-1].walk.when, studio=self._studio)
            return Place(spot, source, scatter, chance)
        return Place(spot, imagined, scatter, chance)

    def _model(self, machine: Machine) -> ForeseeingModel:
        if machine.type not in self._foreseeing:
            self._foreseeing[machine.type] = ForeseeingModel(model_for(machine, self._models))
        return self._foreseeing[machine.type]

    def _watch_from(self, machine: Machine) -> float:
        limits = self._model(machine).card.thresholds_for(12, 2, visits=2)
        return limits.watch / limits.abnormal
