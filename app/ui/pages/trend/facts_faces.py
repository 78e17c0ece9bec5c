"""What the machine's panel says: facts in lines, the conditions, and what happened to the baselines of one."""

from collections.abc import Iterator

from app.domain.machine import Machine
from app.domain.plan import Timing
from app.domain.review import BaselineEvent
from app.domain.words import count
from app.ui.pages.trend.values import ConditionRow, FactsShown, VersionRow
from app.ui.pages.words import TYPE_WORDS
from app.ui.widgets.wording import day
from app.workflows.baseline_story import BaselineStory, StoryLine
from app.workflows.machine_story_facts import ConditionFacts, MachineFacts

MOST_VERSIONS = 12
"""Of more lines the older ones are on the baseline's own page."""

_EVENTS = {
    BaselineEvent.LEARNT: "Learnt",
    BaselineEvent.GROWN: "Grown",
    BaselineEvent.HEARD_AGAIN: "Heard again",
    BaselineEvent.REPAIR: "Repair",
    BaselineEvent.UNDONE: "Undone",
}


def facts_shown(facts: MachineFacts) -> FactsShown:
    """The panel of a machine at the condition whose baselines were read."""
    machine = facts.machine
    return FactsShown(
        lines=_lines(facts),
        short=_joined(TYPE_WORDS[machine.type][0], _critical(machine)),
        planned=_planned(facts),
        late=facts.timing is Timing.OVERDUE,
        notes=" ".join(machine.notes.split()),
        photo=machine.photo,
        rows=tuple(_rows(facts)),
    )


def _lines(facts: MachineFacts) -> tuple[str, ...]:
    machine = facts.machine
    _, condition = machine.find(facts.baselines.condition_id)
    rpm = f"{condition.rpm:,.0f} rpm" if condition.rpm else ""
    blades = count(machine.blades, "blade") if machine.blades else ""
    lines = (
        _joined(TYPE_WORDS[machine.type][0], machine.code),
        _joined(machine.site, machine.area),
        _joined(rpm, blades),
        _critical(machine),
    )
    return tuple(line for line in lines if line)


def _critical(machine: Machine) -> str:
    return f"{machine.criticality.value.capitalize()} criticality"


def _planned(facts: MachineFacts) -> str:
    days, due = facts.machine.interval_days, facts.due_at
    if days is None or due is None:
        return "No visit planned"
    often = "Daily" if days == 1 else f"Every {count(days, 'day')}"
    if facts.timing is Timing.OVERDUE:
        return f"{often}, overdue since {day(due)}"
    return f"{often}, {'due' if facts.timing is Timing.DUE else 'next'} {day(due)}"


def _rows(facts: MachineFacts) -> Iterator[ConditionRow | VersionRow]:
    here = facts.baselines.condition_id
    for one in facts.conditions:
        title = f"{one.point.name} · {one.condition.name}"
        yield ConditionRow(one.condition.id, title, one.now.state, _baseline(one), one.condition.id == here)
        if one.condition.id == here:
            yield from _versions(facts.baselines)


def _baseline(one: ConditionFacts) -> str:
    if one.learnt_at is None:
        return ""
    return f"{count(one.now.baseline_clips, 'clip')}, {day(one.learnt_at)}"


def _versions(story: BaselineStory) -> Iterator[VersionRow]:
    for line in story.lines[:MOST_VERSIONS]:
        # Undoing and hearing again are no steps that could stand or be undone.
        pale = not line.stands and line.change.event not in {BaselineEvent.UNDONE, BaselineEvent.HEARD_AGAIN}
        what = f"{_what(line)} (undone)" if pale else _what(line)
        yield VersionRow(day(line.change.at), what, line.change.by, pale)
    left = len(story.lines) - MOST_VERSIONS
    if left > 0:
        yield VersionRow("", count(left, "earlier line"))


def _what(line: StoryLine) -> str:
    change, word = line.change, _EVENTS[line.change.event]
    if change.event in {BaselineEvent.REPAIR, BaselineEvent.UNDONE}:
        return f"{word}: {change.what}" if change.what else word
    return word if line.clips is None else f"{word}, {count(line.clips, 'clip')}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
