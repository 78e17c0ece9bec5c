"""What happened to a baseline, as it is told to people: which one counts, since when, and every step to it."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.baseline import Baseline
from app.domain.review import BaselineChange
from app.history.history import History


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of the log: how many clips and takes count from then on, None after a repair.

    `stands` is False of what was undone, and of undoing itself.
    """

    change: BaselineChange
    clips: int | None
    takes: int | None
    stands: bool


@dataclass(frozen=True, slots=True, eq=False)
class BaselineStory:
    """`counting` is the baseline that counts, None before learning and after a repair; `lines` newest first.

    `undo` is the line that an undo takes back, `redo` the line whose undoing could be taken back.
    """

    condition_id: str
    counting: Baseline | None
    lines: tuple[StoryLine, ...]
    undo: BaselineChange | None
    redo: BaselineChange | None

    @property
    def since(self) -> datetime | None:
        """When the step was done that it counts by."""
        return self.undo.at if self.undo and self.counting else None


def read_story(history: History, condition_id: str) -> BaselineStory:
    """The story of one condition's baseline; KeyError for an unknown condition."""
    changes = history.baseline_changes(condition_id)
    steps = history.baseline_steps(condition_id)
    kept = {baseline.id: baseline for baseline in history.baselines(condition_id)}
    standing = {step.change.id for step in steps.standing}
    counting_id = changes[0].baseline_id if changes else None
    return BaselineStory(
        condition_id=condition_id,
        counting=kept[counting_id] if counting_id else None,
        lines=tuple(_line(change, kept, change.id in standing) for change in changes),
        undo=steps.standing[-1].change if steps.standing else None,
        redo=steps.undone[0].step.change if steps.undone else None,
    )


def _line(change: BaselineChange, kept: dict[str, Baseline], stands: bool) -> StoryLine:
    baseline = kept[change.baseline_id] if change.baseline_id else None
    if baseline is None:
        return StoryLine(change, None, None, stands)
    return StoryLine(change, baseline.clip_count, len(baseline.take_ids), stands)


def era(history: History, condition_id: str) -> set[str]:
    """The ids of all baselines since the machine was last learnt anew, those that grew and were undone too.

    What was judged healthy by one of them was the machine as it is; by an earlier one, as it was before a repair.
    """
    begun = history.baseline_steps(condition_id).since_start
    if not begun:
        return set()
    ids: set[str] = set()
    for change in history.baseline_changes(condition_id):
        if change.baseline_id is not None:
            ids.add(change.baseline_id)
        if change.id == begun[0].change.id:
            break
    return ids
