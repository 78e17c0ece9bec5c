"""What the baseline page says: which baseline counts, since when, from how much, and what happened to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.baseline import FIRM_FROM_CLIPS
from app.domain.review import BaselineChange, BaselineEvent
from app.domain.words import UNKNOWN
from app.language import later, retold, tr, tr_many
from app.ui.pages.words import day

if TYPE_CHECKING:
    from app.workflows.baseline_story import BaselineStory, StoryLine

_MOST_LINES = 100

_EVENTS = {
    BaselineEvent.LEARNT: later("Learnt"),
    BaselineEvent.GROWN: later("Grown"),
    BaselineEvent.HEARD_AGAIN: later("Heard again"),
    BaselineEvent.REPAIR: later("Repair"),
    BaselineEvent.UNDONE: later("Undone"),
}
_UNDO = {
    BaselineEvent.LEARNT: later("Undo learning"),
    BaselineEvent.GROWN: later("Undo the last growth"),
    BaselineEvent.REPAIR: later("Undo the repair"),
}
_REDO = {
    BaselineEvent.LEARNT: later("Bring back learning"),
    BaselineEvent.GROWN: later("Bring back the last growth"),
    BaselineEvent.REPAIR: later("Bring back the repair"),
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
        also = tr_many(
            "The machine's {n} other condition has its own.",
            "The machine's {n} other conditions have their own.",
            others,
        )
        text = f"{text} {also}"
    return BaselineFace(
        title=title,
        text=text,
        rows=rows,
        earlier=tr_many("{n} earlier line", "{n} earlier lines", left) if left else "",
        repairable=story.counting is not None,
        undo=tr(_UNDO[story.undo.event]) if story.undo else "",
        redo=tr(_REDO[story.redo.event]) if story.redo else "",
    )


def _standing(story: "BaselineStory") -> tuple[str, str]:
    baseline = story.counting
    if baseline is None:
        if story.lines and story.lines[0].change.event is BaselineEvent.REPAIR:
            since = tr("No baseline since the repair on {day}", day=day(story.lines[0].change.at))
            kept = tr("Learn how the machine sounds now. What was learnt before is kept in the log below.")
            return since, kept
        return tr("No baseline counts"), tr("Learn how the machine sounds when it is healthy.")
    clips, takes = _clips(baseline.clip_count), len(baseline.take_ids)
    rests = tr_many("{clips} from {n} take", "{clips} from {n} takes", takes, clips=clips)
    if story.since:
        rests = tr_many(
            "{clips} from {n} take, since {day}",
            "{clips} from {n} takes, since {day}",
            takes,
            clips=clips,
            day=day(story.since),
        )
    missing = FIRM_FROM_CLIPS - baseline.clip_count
    firm = tr("Firm.")
    if missing > 0:
        firm = tr_many(
            "Provisional: {n} more healthy clip would make it firm.",
            "Provisional: {n} more healthy clips would make it firm.",
            missing,
        )
    how = tr("It grows only with takes you vouch for.")
    return rests, f"{firm} {how}"


def _row(line: "StoryLine") -> LogRow:
    change = line.change
    counted = tr("no baseline") if line.clips is None else f"{_clips(line.clips)}, {_takes(line.takes or 0)}"
    undoing = change.event is BaselineEvent.UNDONE
    return LogRow(
        day=day(change.at),
        event=tr(_EVENTS[change.event]),
        what=_what(change) or UNKNOWN,
        counted=counted,
        by=change.by,
        faint=not line.stands and not undoing and change.event is not BaselineEvent.HEARD_AGAIN,
    )


def _what(change: BaselineChange) -> str:
    """What was repaired is the technician's word, all else is ours."""
    return change.what if change.event is BaselineEvent.REPAIR else retold(change.what)


def _clips(number: int) -> str:
    return tr_many("{n} clip", "{n} clips", number)


def _takes(number: int) -> str:
    return tr_many("{n} take", "{n} takes", number)
