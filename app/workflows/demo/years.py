"""The years of one condition: learnt, visited, repaired, learnt anew, visited again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from app.diagnosis import judging
from app.domain.baseline import Baseline
from app.domain.inspection import Inspection
from app.domain.review import BaselineChange, BaselineEvent
from app.domain.verdict import State
from app.history.bulk import HeardTake
from app.workflows.demo.episodes import Episode
from app.workflows.demo.era import Drawn, Era, Place, Stop, inspection, learnt
from app.workflows.demo.growth import Bench
from app.workflows.demo.hearing import Wanted
from app.workflows.demo.sound import PLACE
from app.workflows.visits_learnt import visits_learnt

_LEARNT_TWICE = 0.85
_FEWEST_TO_GROW = 4


@dataclass(frozen=True, slots=True)
class Visited:
    """An inspection, what was drawn for it, and the fault that was truly there, None where it was healthy."""

    inspection: Inspection
    drawn: Drawn
    episode: Episode | None


@dataclass(slots=True)
class Years:
    """All that became of one condition, oldest first."""

    learnt: list[HeardTake] = field(default_factory=list)
    baselines: list[Baseline] = field(default_factory=list)
    changes: list[BaselineChange] = field(default_factory=list)
    visits: list[Visited] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Course:
    """What is told of a condition: its stops, what comes over it, and whether anybody ever learns it (again)."""

    stops: tuple[Stop, ...]
    episodes: tuple[Episode, ...] = ()
    never_learnt: bool = False
    not_again: bool = False
    level_counts: bool = False


def live(place: Place, course: Course) -> Years:
    """The years of a condition."""
    years = Years()
    stops = list(course.stops)
    learns = not course.never_learnt
    episodes = list(course.episodes)
    while stops:
        if not learns:
            drawn = [_without_baseline(place, stop) for stop in stops]
            years.visits += [Visited(inspection(place, one, None), one, None) for one in drawn]
            break
        stops = _learn(place, years, stops, may_grow=not episodes or len(stops) >= _FEWEST_TO_GROW)
        era = Era(place, _bench(place, years, course.level_counts), episodes)
        ends = _last_before_repair(stops, episodes)
        _visit(years, era, stops[:ends], episodes)
        if not episodes or not episodes[0].repaired or stops[ends - 1].walk.when < episodes[0].tops:
            break
        _repair(place, years, stops[ends - 1], episodes.pop(0))
        stops = stops[ends:]
        learns = not course.not_again
    return years


def _learn(place: Place, years: Years, stops: list[Stop], *, may_grow: bool) -> list[Stop]:
    """Learnt at the first stop, mostly also at the second: how a machine wanders, one visit can't show."""
    twice = may_grow and len(stops) > 2 and place.chance.of("learns").happens(_LEARNT_TWICE)
    before: Baseline | None = None
    learnt_at = 2 if twice else 1
    for stop in stops[:learnt_at]:
        takes = place.source.learn(stop.walk.when)
        baseline = learnt(place, takes, before, len(years.baselines) + 1)
        event = BaselineEvent.GROWN if before else BaselineEvent.LEARNT
        names = ", ".join(one.take.file_name for one in takes)
        years.changes.append(
            BaselineChange(
                place.spot.condition.id,
                event,
                baseline.id,
                names,
                stop.walk.by,
                id=place.chance.of(f"change {len(years.changes)}").new_id(),
                at=baseline.learnt_at,
            )
        )
        years.learnt += takes
        years.baselines.append(baseline)
        before = baseline
    return stops[learnt_at:]


def _bench(place: Place, years: Years, level_counts: bool) -> Bench:
    baseline = years.baselines[-1]
    takes = {one.take.id: one.take for one in years.learnt}
    visits = visits_learnt([takes[take_id] for take_id in baseline.take_ids])
    return Bench(place.spot.model, baseline, level_counts, visits)


def _last_before_repair(stops: Sequence[Stop], episodes: Sequence[Episode]) -> int:
    """How many of the stops come before the first repair: that at which the fault is at its worst is the last."""
    if not episodes or not episodes[0].repaired:
        return len(stops)
    worst = (place for place, stop in enumerate(stops, start=1) if stop.walk.when >= episodes[0].tops)
    return next(worst, len(stops))


def _visit(years: Years, era: Era, stops: Sequence[Stop], episodes: Sequence[Episode]) -> None:
    if stops and episodes and episodes[0].repaired:
        stops = [*stops[:-1], Stop(stops[-1].walk, wanted=State.ABNORMAL)]
    for drawn in era.visits(stops):
        when = drawn.stop.walk.when
        there = next((one for one in episodes if one.begins <= when and drawn.fault_db > 0.0), None)
        years.visits.append(Visited(era.inspection(drawn), drawn, there))


def _repair(place: Place, years: Years, stop: Stop, episode: Episode) -> None:
    at = stop.walk.when + timedelta(hours=place.chance.whole(3, 20))
    done = episode.found.done if episode.found else ""
    change_id, by = place.chance.of(f"repair {at.isoformat()}").new_id(), stop.walk.by
    repair = BaselineChange(place.spot.condition.id, BaselineEvent.REPAIR, None, done, by, id=change_id, at=at)
    years.changes.append(repair)


def _without_baseline(place: Place, stop: Stop) -> Drawn:
    chance = place.chance.of(stop.walk.when.isoformat())
    heard = place.source.hear(Wanted(stop.walk.when, np.zeros(PLACE.shape)), chance, place.scatter)
    return Drawn(stop, place.source.keep(heard), judging.cannot_tell_no_baseline(), 0.0)
