"""The last hour as stretches of one state each, where they lie, and what they come to in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.take import CLIP_S
from app.domain.verdict import State
from app.language import tr

if TYPE_CHECKING:
    from app.workflows.listening_watch import WatchStep

HOUR = timedelta(hours=1)
STEP = timedelta(seconds=CLIP_S)
_TOGETHER = STEP * 1.5
"""Verdicts further apart than this leave a gap: the microphone was gone in between."""

_SPOKEN = (State.HEALTHY, State.WATCH, State.ABNORMAL, State.CANNOT_TELL)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring verdicts of one state: from the start of the first to the end of the last."""

    start: datetime
    end: datetime
    state: State


def stretches(steps: "Sequence[WatchStep]", start: datetime, end: datetime) -> list[Stretch]:
    """The verdicts between two times as stretches, cut off at both; neighbours touch, gaps stay open."""
    made: list[Stretch] = []
    for step, after in zip(steps, (*steps[1:], None), strict=False):
        joined = after is not None and timedelta() < after.at - step.at <= _TOGETHER
        first, last = max(step.at, start), min(after.at if after is not None and joined else step.at + STEP, end)
        if last <= first:
            continue
        before = made[-1] if made else None
        if before is not None and before.state is step.state and before.end == first:
            made[-1] = Stretch(before.start, last, step.state)
        else:
            made.append(Stretch(first, last, step.state))
    return made


def step_at(steps: "Sequence[WatchStep]", moment: datetime) -> "WatchStep | None":
    """The verdict on that moment; None in a gap."""
    for step in reversed(steps):
        if step.at <= moment:
            return step if moment - step.at <= _TOGETHER else None
    return None


def summary(steps: "Sequence[WatchStep]", start: datetime, end: datetime) -> str:
    """ "58 min healthy, 90 s watch, 30 s without sound": what a screen reader says of the strip."""
    heard = stretches(steps, start, end)
    parts = []
    for state in _SPOKEN:
        whole = sum((one.end - one.start for one in heard if one.state is state), timedelta())
        if whole:
            parts.append(f"{_long(whole)} {tr(state.value)}")
    silent = (end - start) - sum((one.end - one.start for one in heard), timedelta())
    if silent >= STEP:
        parts.append(tr("{time} without a verdict", time=_long(silent)))
    return ", ".join(parts)


def _long(time: timedelta) -> str:
    seconds = round(time.total_seconds())
    return f"{seconds} s" if seconds < 120 else f"{round(seconds / 60)} min"
