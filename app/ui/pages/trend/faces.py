"""What the workflow tells of a machine, as the chart draws it: marks, lanes, facts."""

from collections.abc import Iterable, Sequence

from app.domain.machine import Machine
from app.domain.words import capital, range_khz, relative_db
from app.language import retold, tr, tr_many
from app.ui.pages.trend.values import (
    Chart,
    HeadShown,
    Lane,
    LaneChoice,
    LanePoint,
    Mark,
    Place,
    TrendShown,
    TrendState,
    band_key,
)
from app.ui.pages.trend.words import headline, local_dates
from app.ui.widgets.reading_words import with_unit
from app.ui.widgets.wording import day, full_moment
from app.workflows.machine_story_values import Ahead, BandLine, Event, EventKind, Point, ReadingLine, Story

_ICONS = {
    EventKind.LEARNT: "graduation-cap",
    EventKind.GROWN: "plus",
    EventKind.HEARD_AGAIN: "repeat",
    EventKind.REPAIR: "wrench",
    EventKind.UNDONE: "undo-2",
    EventKind.MICROPHONE: "mic",
}
NOTE = "square-pen"


def shown(state: TrendState) -> TrendShown:
    """The chart with its lanes: the ranges that were read, then the readings, none that are hidden."""
    story, hidden = state.story, state.hidden
    lanes = [
        *(band_lane(band_key(wanted), line) for wanted, line in state.bands if line),
        *map(reading_lane, story.readings),
    ]
    unread = [(band_key(wanted), range_khz(*wanted)) for wanted, line in state.bands if line is None]
    choices = [LaneChoice(lane.key, lane.title, lane.key not in hidden) for lane in lanes]
    point, condition = story.machine.find(story.condition_id)
    return TrendShown(
        machine=story.machine,
        condition_id=story.condition_id,
        places=places(story.machine),
        facts=_facts(story),
        about=_about(story.visits, point.name, condition.name),
        chart=Chart(
            state.now,
            story.points,
            story.limits,
            marks(story.events, story.points),
            tuple(lane for lane in lanes if lane.key not in hidden),
            state.ahead.forecast if state.ahead else None,
        ),
        choices=tuple(choices + [LaneChoice(key, title, False) for key, title in unread]),
    )


def places(machine: Machine) -> tuple[Place, ...]:
    """All conditions of a machine; in few words what they have in common is left out."""
    made = []
    for point in machine.points:
        for condition in point.conditions:
            title = f"{point.name} · {condition.name}"
            alone = point.name if len(point.conditions) == 1 else title
            made.append(Place(condition.id, title, condition.name if len(machine.points) == 1 else alone))
    return tuple(made)


def head(ahead: Ahead | None, points: Sequence[Point]) -> HeadShown:
    """How it is and goes on, in words."""
    if ahead is None:
        return HeadShown()
    forecast, action = ahead.forecast, ahead.action
    return HeadShown(
        state=ahead.state,
        # Where somebody found otherwise, or the machine was repaired, the last score says nothing of the state.
        score=points[-1].score if points and points[-1].state is ahead.state else None,
        title=headline(forecast),
        what=local_dates(retold(forecast.what)),
        to_do=local_dates(retold(action.what)),
        urgent=action.by is not None,
    )


def marks(events: Iterable[Event], points: Iterable[Point]) -> tuple[Mark, ...]:
    """What happened, and what somebody noted, in the order of time."""
    made = [_mark(event) for event in events]
    made += [Mark(point.when, NOTE, tr("note"), " ".join(point.note.split())) for point in points if point.note]
    return tuple(sorted(made, key=lambda mark: mark.when))


def _mark(event: Event) -> Mark:
    repair, word = event.kind is EventKind.REPAIR, tr(event.kind.value)
    title = event.what or word if repair else word
    undone = "" if event.stands else tr("undone since")
    # What was repaired is told in the technician's words, all else in ours.
    what = event.what if repair else retold(event.what)
    said = ("" if repair else what, undone, event.by, full_moment(event.at))
    detail = ", ".join(part for part in said if part)
    strong = event.stands and event.kind in {EventKind.REPAIR, EventKind.LEARNT}
    breaks, short = repair and event.stands, word if repair else ""
    pale = not event.stands
    return Mark(event.at, _ICONS[event.kind], title, detail, strong, pale=pale, breaks=breaks, short=short)


def band_lane(key: str, line: BandLine) -> Lane:
    """A range over the visits, in dB against healthy."""
    title = range_khz(line.low_hz, line.high_hz)
    points = tuple(
        LanePoint(
            one.when,
            one.excess_db,
            tr("{difference} against healthy at {range}", difference=relative_db(one.excess_db), range=title),
            one.inspection_id,
        )
        for one in line.points
    )
    return Lane(key, title, "dB", points, about_zero=True)


def reading_lane(line: ReadingLine) -> Lane:
    """What was read off another instrument."""
    word = tr(line.quantity.value)
    points = tuple(
        LanePoint(one.at, one.drawn or 0.0, f"{word} {with_unit(one.value, one.unit)}", one.inspection_id)
        for one in line.readings
    )
    return Lane(line.quantity.name, capital(word), line.unit, points)


def _about(visits: int, point: str, condition: str) -> str:
    return tr_many(
        "{n} visit at {point}, {condition}",
        "{n} visits at {point}, {condition}",
        visits,
        point=point,
        condition=condition,
    )


def _facts(story: Story) -> str:
    machine = story.machine
    first = tr("since {day}", day=day(story.points[0].when)) if story.points else ""
    parts = (machine.site, machine.area, tr_many("{n} visit", "{n} visits", story.visits), first)
    return " · ".join(part for part in parts if part)
