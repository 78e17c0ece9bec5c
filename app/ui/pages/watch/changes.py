"""The changes that were told, newest first: enough to look back on a week, never more."""

from collections import deque

from app.domain.inspection import Inspection, Visit
from app.domain.verdict import State

MOST_CHANGES = 100


class Changes:
    """Lines only: the kept inspections, with all their arrays, stay in the history."""

    def __init__(self) -> None:
        self._lines: deque[Visit] = deque(maxlen=MOST_CHANGES)
        self.unseen = 0

    @property
    def lines(self) -> tuple[Visit, ...]:
        """One for each change."""
        return tuple(self._lines)

    def add(self, inspection: Inspection, state: State) -> Visit:
        """A change to `state` was kept as this inspection.

        The verdict on the kept 30 s may be another one than the three that led to it; what was told is the state.
        """
        take, verdict = inspection.take, inspection.verdict
        line = Visit(
            inspection.id,
            inspection.condition_id,
            inspection.analysed_at,
            take.recorded_at,
            state,
            verdict.score,
            verdict.finding,
            take.file_name,
        )
        self._lines.appendleft(line)
        self.unseen += 1
        return line

    def clear(self) -> None:
        """Another machine."""
        self._lines.clear()
        self.unseen = 0
