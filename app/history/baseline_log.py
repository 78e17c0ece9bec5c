"""Which steps of a baseline's log still stand, so that undo and redo know what they take back.

The log only grows: an undo is a line of its own. Undo takes back the newest step that still stands, the next undo
the one before it, as far as the first. An undo is itself taken back by a redo, as long as no new step came after.
A baseline that was heard again by a newer model is no step: it is the same recordings and goes with its step.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.review import BaselineChange, BaselineEvent
from app.language import later, say

_TOLD = {
    BaselineEvent.LEARNT: later("learnt: {what}"),
    BaselineEvent.GROWN: later("grown: {what}"),
    BaselineEvent.HEARD_AGAIN: later("heard again by a newer model: {what}"),
    BaselineEvent.REPAIR: later("repair: {what}"),
    BaselineEvent.UNDONE: later("undone: {what_words}"),
}
"""What was done, with what it was."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is kept: `undoes_id` is the line that an undo takes back."""

    change: BaselineChange
    undoes_id: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Something a technician did: the line that says so, and the baseline that counts because of it."""

    change: BaselineChange
    counting_id: str | None


@dataclass(frozen=True, slots=True)
class Undone:
    """A step that does not stand, and the line that took it back."""

    step: Step
    by_id: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Oldest first: `standing`, what was done and not undone; `undone`, what a redo may bring back, last first."""

    standing: tuple[Step, ...]
    undone: tuple[Undone, ...]

    @property
    def counting_id(self) -> str | None:
        """The baseline that counts."""
        return self.standing[-1].counting_id if self.standing else None

    @property
    def since_start(self) -> tuple[Step, ...]:
        """The standing steps since the machine was last learnt anew; none after a repair."""
        start = 0
        for at, step in enumerate(self.standing):
            if step.change.event is BaselineEvent.LEARNT:
                start = at
            elif step.change.event is BaselineEvent.REPAIR:
                start = at + 1
        return self.standing[start:]


def steps(lines: Iterable[Line]) -> Steps:
    """What the lines of one condition's log, oldest first, come to."""
    standing: list[Step] = []
    undone: list[Undone] = []
    for line in lines:
        change = line.change
        if change.event is BaselineEvent.HEARD_AGAIN:
            if standing:
                standing[-1] = replace(standing[-1], counting_id=change.baseline_id)
        elif line.undoes_id is None:
            standing.append(Step(change, change.baseline_id))
            undone.clear()
        elif standing and standing[-1].change.id == line.undoes_id:
            undone.append(Undone(standing.pop(), change.id))
        elif undone and undone[-1].by_id == line.undoes_id:
            standing.append(undone.pop().step)
    return Steps(tuple(standing), tuple(reversed(undone)))


def told(change: BaselineChange) -> str:
    """A line of the log in a few words: "repair: new bearing"."""
    return (
        say(_TOLD[change.event], what=change.what, what_words=change.what) if change.what else change.event.value
    )
