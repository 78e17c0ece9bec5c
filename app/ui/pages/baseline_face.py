"""What the baseline page says: which baseline counts, since when, from how much, and what happened to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.baseline import FIRM_FROM_CLIPS
from app.domain.review import BaselineChange, BaselineEvent
from app.domain.words import UNKNOWN, count
from app.ui.pages.words import day

if TYPE_CHECKING:
    from app.workflows.baseline_story import BaselineStory, StoryLine

_MOST_LINES = 100

_EVENTS = {
    BaselineEvent.LEARNT: "Learnt",
    BaselineEvent.GROWN: "Grown",
    BaselineEvent.HEARD_AGAIN: "Heard again",
    BaselineEvent.REPAIR: "Repair",
    BaselineEvent.UNDONE: "Undone",
}
_STEPS = {
    BaselineEvent.LEARNT: "learning",
    BaselineEvent.GROWN: "the last growth",
    BaselineEvent.REPAIR: "the repair",
}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line: the day, what happened, what it was, what counted from then on, who; faint where it was undone."""

    day: str
    event: str
    what: str
    counted: str
    by: str
    faint: bool


@dataclass(frozen=True, slots=True)
class BaselineFace:
    """What is seen. `undo` and `redo` are what their buttons say, empty where there is nothing to take back."""

    title: str
    text: str
    rows: tuple[LogRow, ...]
    earlier: str
    repairable: bool
    undo: str
    redo: str


def baseline_face(story: "BaselineStory", others: int = 0) -> BaselineFace:
    """What is shown of a story; `others` is how many more conditions the machine has."""
    rows = tuple(_row(line) for line in story.lines[:_MOST_LINES])
    left = len(story.lines) - len(rows)
    title, text = _standing(story)
    if others and story.counting:
        text += f" The machine's {count(others, 'other condition')} {_have(others)} {_its(others)} own."
    return BaselineFace(
        title=title,
        text=text,
        rows=rows,
        earlier=f"{count(left, 'earlier line')}" if left else "",
        repairable=story.counting is not None,
        undo=f"Undo {_step(story.undo)}" if story.undo else "",
        redo=f"Bring back {_step(story.redo)}" if story.redo else "",
    )


def _standing(story: "BaselineStory") -> tuple[str, str]:
    baseline = story.counting
    if baseline is None:
        if story.lines and story.lines[0].change.event is BaselineEvent.REPAIR:
            since = f"No baseline since the repair on {day(story.lines[0].change.at)}"
            return since, "Learn how the machine sounds now. What was learnt before is kept in the log below."
        return "No baseline counts", "Learn how the machine sounds when it is healthy."
    clips, takes = count(baseline.clip_count, "clip"), count(len(baseline.take_ids), "take")
    since = f", since {day(story.since)}" if story.since else ""
    missing = FIRM_FROM_CLIPS - baseline.clip_count
    firm = f"Provisional: {count(missing, 'more healthy clip')} would make it firm." if missing > 0 else "Firm."
    return f"{clips} from {takes}{since}", f"{firm} It grows only with takes you vouch for."


def _row(line: "StoryLine") -> LogRow:
    change = line.change
    counted = (
        "no baseline" if line.clips is None else f"{count(line.clips, 'clip')}, {count(line.takes or 0, 'take')}"
    )
    undoing = change.event is BaselineEvent.UNDONE
    return LogRow(
        day=day(change.at),
        event=_EVENTS[change.event],
        what=change.what or UNKNOWN,
        counted=counted,
        by=change.by,
        faint=not line.stands and not undoing and change.event is not BaselineEvent.HEARD_AGAIN,
    )


def _step(change: BaselineChange) -> str:
    return _STEPS[change.event]


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _its(number: int) -> str:
    return "its" if number == 1 else "their"
