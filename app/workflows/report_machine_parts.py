"""From what the history keeps of a machine to what its report prints: nothing is judged or rounded on the way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.fleet import worst
from app.domain.reading import Reading
from app.domain.review import BaselineEvent
from app.domain.verdict import Thresholds
from app.history.exchange.plain_lines import InspectionLine
from app.language import later
from app.reports.machine_report_facts import (
    Dot,
    Happening,
    Kind,
    LimitsFrom,
    PlaceFacts,
    ReadingsFacts,
    VisitFacts,
    letter,
)
from app.reports.printing import Period
from app.workflows.baseline_story import BaselineStory
from app.workflows.machine_story_facts import ConditionFacts, MachineFacts
from app.workflows.machine_story_values import Ahead, Point, Story, thinned
from app.workflows.progress import Cancel

MOST_DOTS = 300
"""More visits than this hide each other in a figure of the width of a sheet."""

_WORDS = {
    BaselineEvent.LEARNT: later("baseline learnt"),
    BaselineEvent.GROWN: later("baseline grown"),
    BaselineEvent.HEARD_AGAIN: later("baseline heard again by a newer model"),
    BaselineEvent.REPAIR: later("repair"),
    BaselineEvent.UNDONE: later("step taken back"),
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A visit with the id of its inspection."""

    inspection_id: str
    visit: VisitFacts


Lines = list[Numbered]
"""The visits at a condition, newest first."""


def lines_of(lines: Iterable[InspectionLine], cancel: Cancel) -> dict[str, Lines]:
    """A machine's visits by condition, each numbered from the first there ever was; `lines` newest first."""
    by_condition: dict[str, list[InspectionLine]] = {}
    for index, line in enumerate(lines):
        if index % 100 == 0:
            cancel.check()
        by_condition.setdefault(line.condition_id, []).append(line)
    return {
        condition_id: [Numbered(line.id, visit_of(line, len(here) - index)) for index, line in enumerate(here)]
        for condition_id, here in by_condition.items()
    }


def visit_of(line: InspectionLine, number: int) -> VisitFacts:
    """One visit as it was stored, with its newest review."""
    limits = None
    if line.watch_from is not None and line.abnormal_from is not None:
        limits = Thresholds(line.watch_from, line.abnormal_from)
    return VisitFacts(
        number=number,
        when=line.when_at,
        state=line.state,
        score=line.score,
        limits=limits,
        finding=line.finding,
        inspector=line.inspector,
        take_sha256=line.take_sha256,
        device=line.device,
        found=line.found,
        cause=line.cause or "",
        cause_code=line.cause_code or "",
    )


def place_of(
    one: ConditionFacts,
    story: Story,
    lines: Lines,
    notes: Mapping[str, str],
    *,
    happenings: tuple[Happening, ...],
    ahead: Ahead | None,
    period: Period,
) -> PlaceFacts:
    """A point and condition in the period."""
    inside = [line for line in lines if period.holds(line.visit.when)]
    read = _read_at(story)
    numbers = {line.inspection_id: line.visit.number for line in inside}
    points = [point for point in story.points if period.holds(point.when)]
    return PlaceFacts(
        point=one.point,
        condition=one.condition,
        state=one.now.state,
        visits=tuple(
            replace(
                line.visit,
                note=notes.get(line.inspection_id, ""),
                readings=tuple(read.get(line.inspection_id, ())),
            )
            for line in inside
        ),
        dots=tuple(_dot(point, numbers) for point in thinned(points, MOST_DOTS)),
        limits=tuple(LimitsFrom(step.since, step.limits) for step in story.limits if period.holds(step.since)),
        happenings=happenings,
        readings=_readings(story, period),
        baseline_clips=one.now.baseline_clips,
        learnt_at=one.learnt_at,
        forecast=ahead.forecast if ahead else None,
        action=ahead.action if ahead else None,
    )


def happenings_of(story: BaselineStory, period: Period) -> tuple[Happening, ...]:
    """The steps of a baseline and the repairs in the period, oldest first."""
    inside = [line for line in reversed(story.lines) if period.holds(line.change.at)]
    return tuple(
        Happening(
            letter(index),
            line.change.at,
            Kind.REPAIR if line.change.event is BaselineEvent.REPAIR else Kind.BASELINE,
            _WORDS[line.change.event],
            line.change.what,
            line.change.by,
            line.stands or line.change.event is BaselineEvent.UNDONE,
        )
        for index, line in enumerate(inside)
    )


def worst_of(known: MachineFacts) -> ConditionFacts:
    """The condition that somebody should look at first."""
    found = worst([one.now for one in known.conditions])
    chosen = found.condition_id if found else ""
    return next((one for one in known.conditions if one.condition.id == chosen), known.conditions[0])


def _read_at(story: Story) -> dict[str, list[Reading]]:
    """What was read off at visits, by the inspection's id."""
    read: dict[str, list[Reading]] = {}
    for line in story.readings:
        for one in line.readings:
            if one.inspection_id is not None:
                read.setdefault(one.inspection_id, []).append(one)
    return read


def _dot(point: Point, numbers: Mapping[str, int]) -> Dot:
    told = point.note or point.found is not None
    return Dot(point.when, point.state, point.score, numbers.get(point.inspection_id) if told else None)


def _readings(story: Story, period: Period) -> tuple[ReadingsFacts, ...]:
    told: Sequence[ReadingsFacts] = [
        ReadingsFacts(line.quantity, line.unit, tuple(one for one in line.readings if period.holds(one.at)))
        for line in story.readings
    ]
    return tuple(one for one in told if one.readings)
