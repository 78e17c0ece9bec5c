"""Two hundred simulated machines and their last year, on a Friday morning: half of a walk is done."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from app.diagnosis.registry import ModelRegistry
from app.domain.bin import Thing
from app.domain.inspection import Inspection, Visit
from app.domain.machine import MachineType
from app.domain.plan import Route, RouteRun
from app.domain.verdict import ExcessRange, State
from app.history.history import History
from app.main import paths
from app.main.wiring import opened
from app.recordings.take_store import TakeStore
from app.workflows.demo import episodes as demo_episodes
from app.workflows.demo import plans as demo_plans
from app.workflows.demo.chance import Chance
from app.workflows.demo.episodes import Episode
from app.workflows.demo.make_demo import MakeDemo, Wish
from app.workflows.demo.stories import Plot, Story
from app.workflows.demo.walks import Time
from app.workflows.machine_story_values import EventKind
from app.workflows.workflows import Workflows
from tests.pictures.calendar import Calendar

DAY, CLOCK = "2026-11-20", "11:15"
"""After the last visit of the day."""

_STOPS_LEFT = 3

_WISH = Wish(machines=200, seed=1, years=1.0, until=datetime(2026, 11, 21, tzinfo=UTC))
_TOLD, _HALF_DONE = demo_episodes.episodes, demo_plans._half_done
_BEFORE_THE_FIRST = timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class Spot:
    """A machine of the plant and the condition that is looked at."""

    machine_id: str
    condition_id: str


@dataclass(frozen=True, slots=True)
class Plant:
    """What of the plant is worth a picture.

    `repaired` gets worse again, and it is known by when; `young` has too few visits to say. `heard` are two visits
    of an abnormal machine whose recordings and baseline are there, the newest first. `described` was described
    otherwise before.
    """

    repaired: Spot
    abnormal: Spot
    young: Spot
    heard: tuple[str, str]
    described: Spot


def simulate(folder: Path, days: Calendar) -> Plant:
    """Fill the folder; takes a minute or two."""
    days.turn_to(DAY, CLOCK)
    with _quickly(), History.open(folder) as history:
        MakeDemo(history, TakeStore(folder), ModelRegistry(paths.MODELS))(_WISH)
    with opened(folder) as flows:
        _leave_some(flows)
        return _found(flows)


def _leave_some(flows: Workflows) -> None:
    """Nobody came to the last stops of the walk yet."""
    walk = next(one for one in flows.walk.plan().routes if one.running)
    assert walk.run
    for stop in walk.stops[-_STOPS_LEFT:]:
        for visit in flows.machines.visits(stop.machine.id):
            if visit.when > walk.run.started_at:
                flows.bin.throw(Thing.INSPECTION, visit.inspection_id, walk.run.by)


def _found(flows: Workflows) -> Plant:
    spots = [
        (Spot(one.machine.id, there.condition_id), there)
        for one in flows.fleet.overview()
        for there in one.summary.conditions
        if there.last
    ]
    abnormal = max(
        (spot for spot, there in spots if there.state is State.ABNORMAL and _hears(flows, there.last)),
        key=lambda spot: max(one.excess_db for one in _ranges(flows, spot)),
    )
    visits = flows.machines.visits(abnormal.machine_id, abnormal.condition_id)
    return Plant(
        repaired=max(spots, key=lambda one: _telling(flows, one[0], one[1].state))[0],
        abnormal=abnormal,
        young=min(spots, key=lambda one: len(flows.machines.visits(one[0].machine_id, one[0].condition_id)))[0],
        heard=(visits[0].inspection_id, visits[1].inspection_id),
        described=next(spot for spot, _ in spots if _described(flows, spot)),
    )


def _hears(flows: Workflows, visit: Visit | None) -> bool:
    """Whether there is sound of a visit and of its baseline."""
    if visit is None or visit.score is None:
        return False
    compared = flows.compare.of(visit.inspection_id)
    return compared.a.problem is None and compared.b.problem is None


def _ranges(flows: Workflows, spot: Spot) -> tuple[ExcessRange, ...]:
    return flows.story.of(spot.machine_id, spot.condition_id).ranges


def _telling(flows: Workflows, spot: Spot, state: State) -> tuple[bool, int, int]:
    """How much a trend tells: repaired, watched, with a date ahead; then readings and notes."""
    if state is not State.WATCH:
        return False, 0, 0
    story = flows.story.of(spot.machine_id, spot.condition_id)
    ahead = flows.story.forecast(spot.machine_id, spot.condition_id).forecast
    repaired = any(event.kind is EventKind.REPAIR for event in story.events)
    notes = sum(bool(point.note) for point in story.points)
    telling = repaired and notes > 0 and ahead.crossing(State.ABNORMAL) is not None
    return telling, len(story.readings), notes


def _described(flows: Workflows, spot: Spot) -> bool:
    machine = flows.machines.machine(spot.machine_id)
    return (
        machine.type is MachineType.FAN
        and len(machine.points) > 1
        and len(flows.machines.versions(machine.id)) > 1
    )


@contextmanager
def _quickly() -> Iterator[None]:
    """Hardly any sound is made; what is watched was repaired once before; the walk begins at its first stop."""
    with ExitStack() as patches:
        patches.enter_context(patch("app.workflows.demo.lives.Voiced", lambda imagined, *_, **__: imagined))
        patches.enter_context(patch("app.workflows.demo.lives.episodes", _repaired_before))
        patches.enter_context(patch("app.workflows.demo.plans._half_done", _from_the_first_stop))
        yield


def _repaired_before(
    story: Story, time: Time, visits: Sequence[datetime], watch_from: float, chance: Chance
) -> tuple[Episode, ...]:
    now = _TOLD(story, time, visits, watch_from, chance)
    if story.plot is not Plot.WATCH or not now:
        return now
    before = _TOLD(replace(story, plot=Plot.REPAIRED), time, visits, watch_from, chance)
    return (*before, *now) if before and before[0].tops < now[0].begins else now


def _from_the_first_stop(route: Route, newest: Sequence[Inspection], chance: Chance) -> RouteRun:
    run = _HALF_DONE(route, newest, chance)
    first = next(one for one in newest if one.analysed_at.date() == run.started_at.date())
    return replace(run, started_at=first.analysed_at - _BEFORE_THE_FIRST)
