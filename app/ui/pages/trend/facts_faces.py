"""What the machine's panel says: facts in lines, the conditions, and what happened to the baselines of one."""

from collections.abc import Iterator

from app.domain.machine import Criticality
from app.domain.plan import Timing
from app.domain.review import BaselineEvent
from app.domain.words import number
from app.language import later, retold, tr, tr_many
from app.ui.pages.trend.values import ConditionRow, FactsShown, VersionRow
from app.ui.pages.words import TYPE_WORDS
from app.ui.widgets.wording import day
from app.workflows.baseline_story import BaselineStory, StoryLine
from app.workflows.machine_story_facts import ConditionFacts, MachineFacts

MOST_VERSIONS = 12
"""Of more lines the older ones are on the baseline's own page."""

_EVENTS = {
    BaselineEvent.LEARNT: later("Learnt"),
    BaselineEvent.GROWN: later("Grown"),
    BaselineEvent.HEARD_AGAIN: later("Heard again"),
    BaselineEvent.REPAIR: later("Repair"),
    BaselineEvent.UNDONE: later("Undone"),
}

_CRITICAL = {
    Criticality.LOW: later("Low criticality"),
    Criticality.NORMAL: later("Normal criticality"),
    Criticality.HIGH: later("High criticality"),
}


def facts_shown(facts: MachineFacts) -> FactsShown:
    """The panel of a machine at the condition whose baselines were read."""
    machine = facts.machine
    return FactsShown(
        lines=_lines(facts),
        short=_joined(tr(TYPE_WORDS[machine.type][0]), tr(_CRITICAL[machine.criticality])),
        planned=_planned(facts),
        late=facts.timing is Timing.OVERDUE,
        notes=" ".join(machine.notes.split()),
        photo=machine.photo,
        rows=tuple(_rows(facts)),
    )


def _lines(facts: MachineFacts) -> tuple[str, ...]:
    machine = facts.machine
    _, condition = machine.find(facts.baselines.condition_id)
    rpm = tr("{speed} rpm", speed=number(condition.rpm)) if condition.rpm else ""
    blades = tr_many("{n} blade", "{n} blades", machine.blades) if machine.blades else ""
    lines = (
        _joined(tr(TYPE_WORDS[machine.type][0]), machine.code),
        _joined(machine.site, machine.area),
        _joined(rpm, blades),
        tr(_CRITICAL[machine.criticality]),
    )
    return tuple(line for line in lines if line)


def _planned(facts: MachineFacts) -> str:
    days, due = facts.machine.interval_days, facts.due_at
    if days is None or due is None:
        return tr("No visit planned")
    often = tr("Daily") if days == 1 else tr_many("Every {n} day", "Every {n} days", days)
    if facts.timing is Timing.OVERDUE:
        return tr("{often}, overdue since {day}", often=often, day=day(due))
    if facts.timing is Timing.DUE:
        return tr("{often}, due {day}", often=often, day=day(due))
    return tr("{often}, next {day}", often=often, day=day(due))


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
    return f"{tr_many('{n} clip', '{n} clips', one.now.baseline_clips)}, {day(one.learnt_at)}"


def _versions(story: BaselineStory) -> Iterator[VersionRow]:
    for line in story.lines[:MOST_VERSIONS]:
        # Undoing and hearing again are no steps that could stand or be undone.
        pale = not line.stands and line.change.event not in {BaselineEvent.UNDONE, BaselineEvent.HEARD_AGAIN}
        what = tr("{what} (undone)", what=_what(line)) if pale else _what(line)
        yield VersionRow(day(line.change.at), what, line.change.by, pale)
    left = len(story.lines) - MOST_VERSIONS
    if left > 0:
        yield VersionRow("", tr_many("{n} earlier line", "{n} earlier lines", left))


def _what(line: StoryLine) -> str:
    change, word = line.change, tr(_EVENTS[line.change.event])
    if change.event in {BaselineEvent.REPAIR, BaselineEvent.UNDONE}:
        # What was undone is told in our words, what was repaired in the technician's.
        what = retold(change.what) if change.event is BaselineEvent.UNDONE else change.what
        return f"{word}: {what}" if what else word
    return word if line.clips is None else f"{word}, {tr_many('{n} clip', '{n} clips', line.clips)}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
